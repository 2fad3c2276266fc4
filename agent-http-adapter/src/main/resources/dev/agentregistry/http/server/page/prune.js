// Prunes: what would go is shown first, and nothing goes that was not counted then.

import * as api from './api.js';
import { liveness, whoIs } from './cells.js';
import { confirm } from './dialog.js';
import { byId, el, say, show } from './dom.js';
import { nothing } from './empty.js';
import * as session from './session.js';
import { path } from './text.js';
import { exact, number, since } from './times.js';

const TOO_LARGE = 'urn:agent-registry:prune-too-large';
const MOST_SHOWN = 100;

export class Prune {
  #context;
  #target;
  #age = el('input', { id: 'older-than', required: true, value: '7d', size: 8, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'older-than-hint' });
  #status = el('input', { id: 'prune-status', autocomplete: 'off', spellcheck: 'false', placeholder: 'any' });
  #host = el('input', { id: 'prune-hostname', autocomplete: 'off', spellcheck: 'false', placeholder: 'any' });
  #plan = el('div', { id: 'plan' });

  constructor(context) {
    this.#context = context;
  }

  title() {
    return 'Prune';
  }

  open(target) {
    this.#target = target;
    this.#plan.replaceChildren();
    show(
      target,
      [
        el('div', { class: 'title' }, el('h1', { tabindex: '-1' }, 'Prune'), el('span', { class: 'muted' }, 'Remove agents that were not seen for long. What would go is shown first.')),
        ...(session.isAdmin() ? [this.#form(), this.#plan] : [nothing('This needs an admin', 'The token that you signed in with may not remove agents.')]),
      ],
      { focus: true },
    );
  }

  refresh() {}

  event() {}

  due() {
    return Infinity;
  }

  #form() {
    const submit = (event) => {
      event.preventDefault();
      this.#dryRun();
    };
    const field = (label, input, hint) => el('div', { class: 'field' }, el('label', { for: input.id }, label), input, hint ?? null);
    return el(
      'form',
      { class: 'panel prune', on: { submit } },
      field('Not seen for', this.#age, el('span', { class: 'hint', id: 'older-than-hint' }, '30s, 15m, 12h, 7d, 2w')),
      field('Status', this.#status, el('span', { class: 'hint' }, 'Several with commas')),
      field('Host', this.#host, el('span', { class: 'hint' }, 'Several with commas')),
      el('button', { type: 'submit', class: 'primary' }, 'Show what would go'),
    );
  }

  #wanted() {
    const some = (input) => input.value.split(',').map((part) => part.trim()).filter((part) => part !== '');
    const wanted = {};
    if (some(this.#status).length > 0) {
      wanted.status = some(this.#status);
    }
    if (some(this.#host).length > 0) {
      wanted.hostname = some(this.#host);
    }
    return wanted;
  }

  async #dryRun() {
    const wanted = this.#wanted();
    try {
      const report = await api.post('api/agents/prune', { ...wanted, older_than: this.#age.value.trim(), dry_run: true });
      this.#showPlan(report, wanted);
    } catch (error) {
      this.#say(error);
    }
  }

  #say(error) {
    const fields = (error.problem?.errors ?? []).map(({ field, message }) => `${field}: ${message}`);
    this.#plan.replaceChildren(el('p', { class: 'word', role: 'alert' }, fields.length > 0 ? fields.join('; ') : error.message));
  }

  #showPlan(report, wanted) {
    if (report.matched === 0) {
      this.#plan.replaceChildren(nothing('Nobody would go', `Each such agent was seen since ${exact(report.cutoff)}.`));
      return;
    }
    const what = agents(report.matched);
    say(byId('announcer'), `${what} would go`);
    const total = this.#context.stats()?.total;
    const more = report.matched - Math.min(report.agents.length, MOST_SHOWN);
    this.#plan.replaceChildren(
      el(
        'div',
        { class: 'title' },
        el('h2', {}, `${what} would go`),
        el('span', { class: 'muted' }, `last seen before ${exact(report.cutoff)}${total === undefined ? '' : `, of ${number(total)} in all`}`),
        el('span', { class: 'space' }),
        el('button', { type: 'button', class: 'danger', id: 'prune-now', on: { click: () => this.#confirm(report, wanted, false) } }, `Remove ${what}\u2026`),
      ),
      table(report.agents.slice(0, MOST_SHOWN)),
      ...(more > 0 ? [el('p', { class: 'muted' }, `and ${number(more)} more`)] : []),
    );
  }

  #confirm(report, wanted, force) {
    confirm({
      title: `Remove ${agents(report.matched)}?`,
      content: el('p', {}, 'Their records are deleted. Whoever was seen since the plan was made is spared, and whoever sends another heartbeat is registered anew.'),
      action: 'Remove',
      run: async () => {
        try {
          const done = await api.post('api/agents/prune', { ...wanted, cutoff: report.cutoff, dry_run: false, force });
          this.#done(done);
        } catch (error) {
          if (error.type !== TOO_LARGE) {
            throw error;
          }
          this.#askForForce(report, wanted, error);
        }
      },
    });
  }

  /** A step of its own: more than half of all agents are seldom meant. */
  #askForForce(report, wanted, error) {
    const { matched, total } = error.problem;
    const sure = el('input', { type: 'checkbox', id: 'force' });
    const remove = el('button', { type: 'button', class: 'danger', id: 'prune-force', disabled: true, on: { click: () => this.#confirm(report, wanted, true) } }, `Remove ${agents(matched)}\u2026`);
    sure.addEventListener('change', () => {
      remove.disabled = !sure.checked;
    });
    this.#plan.prepend(
      el(
        'div',
        { class: 'panel warning', id: 'too-large', role: 'alert' },
        el('h2', {}, 'Nothing was removed: that is more than half of all agents'),
        el('p', {}, `${number(matched)} of ${number(total)} would go. Often the time is too short, or agents could not reach the registry for a while.`),
        el('p', {}, sure, el('label', { for: 'force' }, ` Yes, ${number(matched)} of ${number(total)} agents are meant`)),
        remove,
      ),
    );
    this.#plan.querySelector('#prune-now')?.setAttribute('disabled', '');
  }

  #done({ removed, spared }) {
    this.#context.changed();
    say(byId('announcer'), `${agents(removed)} removed`);
    const words = spared > 0 ? `${number(spared)} were spared: they have been seen meanwhile.` : 'As the plan said.';
    this.#plan.replaceChildren(nothing(`${agents(removed)} removed`, words));
  }
}

function agents(count) {
  return count === 1 ? '1 agent' : `${number(count)} agents`;
}

function table(records) {
  const cell = (key, content) => el('td', { role: 'cell', class: `cell-${key}` }, content);
  const heads = { liveness: 'Liveness', host: 'Agent', repo: 'Repository', status: 'Status', seen: 'Last seen' };
  return el(
    'div',
    { class: 'list' },
    el(
      'table',
      { role: 'table', class: 'plan' },
      el('caption', { class: 'sr' }, 'Agents that would go'),
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, Object.entries(heads).map(([key, label]) => el('th', { role: 'columnheader', scope: 'col', class: `cell-${key}` }, label)))),
      el(
        'tbody',
        { role: 'rowgroup' },
        records.map((agent) => el('tr', { role: 'row' }, cell('liveness', liveness(agent.liveness)), cell('host', whoIs(agent)), cell('repo', path(agent.repo_path)), cell('status', agent.status), cell('seen', since(agent.last_seen_at)))),
      ),
    ),
  );
}
