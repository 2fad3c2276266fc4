// Who works on what: issues by state, those first that want somebody's attention.

import * as api from './api.js';
import { agentLink, issueState, liveness } from './cells.js';
import { byId, el, rebuild, say, show } from './dom.js';
import { nothing } from './empty.js';
import { href } from './place.js';
import { name, path } from './text.js';
import { number, since } from './times.js';

const STATES = {
  contested: 'Two or more online agents work on it at once.',
  orphaned: 'Nobody alive works on it.',
  held: 'One online agent works on it.',
};
const LIMIT = 50;
const MOST_AGENTS = 20;
const MISSING = { issues: [], total: 0, next: null };

async function ask(state, limit, cursor = null) {
  const query = new URLSearchParams({ state, limit: String(limit) });
  if (cursor !== null) {
    query.set('cursor', cursor);
  }
  return (await api.find(`api/issues?${query}`))?.body ?? MISSING;
}

/** Tells in the header of issues that want attention. */
export class Notice {
  #isMissing = false;

  async refresh() {
    if (this.#isMissing) {
      return;
    }
    if ((await api.find('api/issues?limit=1')) === null) {
      this.#isMissing = true;
      return;
    }
    const [contested, orphaned] = await Promise.all([ask('contested', 1), ask('orphaned', 1)]);
    const words = [
      ...(contested.total > 0 ? [`${number(contested.total)} contested`] : []),
      ...(orphaned.total > 0 ? [`${number(orphaned.total)} orphaned`] : []),
    ];
    const notice = byId('notice');
    notice.hidden = words.length === 0;
    notice.classList.toggle('is-serious', contested.total > 0);
    notice.href = href('issues', '', new URLSearchParams({ state: contested.total > 0 ? 'contested' : 'orphaned' }));
    say(notice, words.length === 0 ? '' : `Issues: ${words.join(', ')}`);
  }
}

export class Issues {
  #params = new URLSearchParams();
  #id = '';
  #target;
  #tabs = el('nav', { class: 'tabs', 'aria-label': 'Issues by state' });
  #body = el('div', { class: 'list' });
  #pager = el('div', { class: 'pager' });
  #shown = '';

  title() {
    return this.#id === '' ? 'Issues' : `Issue ${this.#id}`;
  }

  open(target, place) {
    this.#target = target;
    this.#params = place.params;
    this.#id = place.id;
    this.#shown = '';
    const heading = this.#id === '' ? ['Issues'] : ['Issue ', name(this.#id, 60)];
    show(
      target,
      [
        this.#id === '' ? null : el('p', { class: 'back' }, el('a', { href: href('issues') }, '\u2190 Issues')),
        el('div', { class: 'title' }, el('h1', { tabindex: '-1' }, heading), el('span', { class: 'muted' }, this.#id === '' ? 'Which agents work on what, as they say.' : '')),
        this.#id === '' ? this.#tabs : null,
        this.#body,
        this.#pager,
      ].filter((node) => node !== null),
      { focus: true },
    );
    return this.refresh();
  }

  async refresh() {
    const asked = this.#params;
    const groups = this.#id === '' ? await this.#groups() : await this.#one();
    if (asked !== this.#params) {
      return;
    }
    const told = JSON.stringify(groups);
    if (told !== this.#shown) {
      this.#shown = told;
      this.#show(groups);
    }
  }

  event() {
    return this.refresh();
  }

  due() {
    return Infinity;
  }

  async #one() {
    const found = await api.find(`api/issues/${encodeURIComponent(this.#id)}`);
    return found === null ? [] : [{ state: found.body.state, issues: [found.body], total: 1, next: null, isWhole: true }];
  }

  async #groups() {
    const chosen = this.#params.get('state');
    const pages = await Promise.all(
      Object.keys(STATES).map(async (state) => {
        const isShown = chosen === null || chosen === state;
        const cursor = chosen === state ? this.#params.get('cursor') : null;
        const page = await ask(state, isShown ? LIMIT : 1, cursor);
        return { state, ...page, issues: isShown ? page.issues : [], isWhole: chosen === state };
      }),
    );
    return pages;
  }

  #show(groups) {
    if (this.#id === '') {
      this.#showTabs(groups);
    }
    const there = groups.filter(({ issues }) => issues.length > 0);
    rebuild(this.#body, there.length === 0 ? [this.#nothing()] : there.map((group) => this.#group(group)));
    this.#showPager(groups);
  }

  #nothing() {
    const state = this.#params.get('state');
    if (this.#id !== '') {
      return nothing('No agent names this issue', 'It is held by nobody, dead or alive.');
    }
    return state === null
      ? nothing('No agent names an issue', 'Agents say what they work on in ', el('code', {}, 'issue_ids'), ' of their heartbeats.')
      : nothing(`No issue is ${state}`);
  }

  #showTabs(groups) {
    const chosen = this.#params.get('state');
    const total = groups.reduce((sum, group) => sum + group.total, 0);
    const tab = (label, count, state) =>
      el(
        'a',
        { href: href('issues', '', new URLSearchParams(state === null ? {} : { state })), 'aria-current': state === chosen ? 'page' : undefined },
        label,
        ' ',
        el('span', { class: 'count' }, number(count)),
      );
    rebuild(this.#tabs, [tab('All', total, null), ...groups.map(({ state, total: count }) => tab(capital(state), count, state))]);
  }

  #group({ state, issues, total, isWhole }) {
    const more = total - issues.length;
    return el(
      'section',
      { class: 'group', 'aria-label': capital(state) },
      this.#id === '' ? el('h2', {}, issueState(state), el('span', { class: 'muted' }, STATES[state])) : null,
      el(
        'table',
        { role: 'table', class: 'issues' },
        el('caption', { class: 'sr' }, `${capital(state)} issues`),
        el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ['Issue', ...(this.#id === '' ? [] : ['State']), 'Agents'].map((label) => el('th', { role: 'columnheader', scope: 'col' }, label)))),
        el('tbody', { role: 'rowgroup' }, issues.map((issue) => this.#row(issue))),
      ),
      more > 0 && !isWhole
        ? el('p', {}, el('a', { href: href('issues', '', new URLSearchParams({ state })) }, `All ${number(total)} that are ${state}`))
        : null,
    );
  }

  #row(issue) {
    const agents = this.#id === '' ? issue.agents.slice(0, MOST_AGENTS) : issue.agents;
    const more = issue.agents.length - agents.length;
    return el(
      'tr',
      { role: 'row', 'data-state': issue.state },
      el('th', { role: 'rowheader', scope: 'row', class: 'cell-issue' }, el('a', { href: href('issues', issue.issue_id) }, name(issue.issue_id, 48))),
      // Elsewhere the heading of the group says it.
      this.#id === '' ? null : el('td', { role: 'cell', class: 'cell-state' }, issueState(issue.state)),
      el(
        'td',
        { role: 'cell', class: 'cell-agents' },
        el('ul', {}, agents.map(holder), more > 0 ? el('li', {}, el('a', { href: href('issues', issue.issue_id) }, `and ${number(more)} more`)) : null),
      ),
    );
  }

  #showPager(groups) {
    const group = groups.find(({ isWhole }) => isWhole);
    const next = this.#id === '' ? (group?.next ?? null) : null;
    const isLater = this.#params.has('cursor');
    this.#pager.replaceChildren(
      ...(isLater ? [el('a', { class: 'button', href: href('issues', '', new URLSearchParams({ state: group.state })) }, 'First page')] : []),
      ...(next === null ? [] : [el('a', { class: 'button', rel: 'next', href: href('issues', '', new URLSearchParams({ state: group.state, cursor: next })) }, 'Next')]),
    );
  }
}

function holder(agent) {
  return el('li', {}, liveness(agent.liveness), agentLink(agent), path(agent.repo_path), el('span', { class: 'muted' }, agent.status), since(agent.last_seen_at));
}

function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}
