// The list of agents: one page of it at a time, as the server has it.

import * as api from './api.js';
import { COLUMNS } from './cells.js';
import { el, say, show } from './dom.js';
import { noAgents, nothing } from './empty.js';
import { Filters } from './filters.js';
import { FIELDS, href, isFiltered } from './place.js';
import { Rows } from './rows.js';
import { now, number } from './times.js';

const LIMIT = 50;
/** Rows that are no longer on the page are asked for one by one, a few at a time. */
const AT_ONCE = 4;

export class Agents {
  #context;
  #params;
  #page = null;
  #filters = new Filters();
  #body = el('tbody', { role: 'rowgroup' });
  #rows = new Rows(this.#body);
  #heads = new Map();
  #table;
  #place = el('div', { class: 'list' });
  #range = el('span', { class: 'muted range' });
  #previous = el('a', { class: 'button', rel: 'prev' }, 'Previous');
  #next = el('a', { class: 'button', rel: 'next' }, 'Next');
  #changed = el('button', { type: 'button', class: 'changed', hidden: true, on: { click: () => this.reload() } }, 'The list has changed: update it');

  constructor(context) {
    this.#context = context;
    this.#table = this.#makeTable();
  }

  title() {
    return 'Agents';
  }

  open(target, place) {
    this.#params = place.params;
    this.#filters.show(this.#params);
    this.#showSort();
    if (!target.contains(this.#place)) {
      show(target, [
        el('h1', { class: 'sr', tabindex: '-1' }, 'Agents'),
        this.#filters.node,
        this.#place,
        el('div', { class: 'pager' }, this.#range, this.#changed, el('span', { class: 'space' }), this.#previous, this.#next),
      ]);
    }
    return this.reload();
  }

  /** Shows the page as it is now, in the order that it has now. */
  async reload() {
    const asked = this.#params;
    this.#place.setAttribute('aria-busy', 'true');
    try {
      const page = await api.get(this.#address());
      if (asked !== this.#params) {
        return;
      }
      this.#page = page;
      this.#rows.replace(page.agents);
      this.#changed.hidden = true;
      this.#showPage();
    } catch (error) {
      if (!(error instanceof api.ProblemError) || asked !== this.#params) {
        throw error;
      }
      this.#place.replaceChildren(nothing('These filters do not work', error.message));
      this.#page = null;
      this.#rows.replace([]);
      this.#changed.hidden = true;
      this.#showPager();
    } finally {
      this.#place.removeAttribute('aria-busy');
    }
  }

  /** Brings the rows up to date without moving them. */
  async refresh() {
    if (this.#page === null || this.#rows.size === 0) {
      return this.reload();
    }
    const asked = this.#params;
    const page = await api.get(this.#address());
    if (asked !== this.#params) {
      return;
    }
    this.#page = page;
    page.agents.forEach((agent) => this.#rows.update(agent));
    const listed = new Set(page.agents.map((agent) => agent.id));
    await this.#askForEach(this.#rows.ids().filter((id) => !listed.has(id)));
    page.agents.filter((agent) => !this.#rows.has(agent.id)).forEach((agent) => this.#add(agent));
    if (this.#rows.ids().some((id) => !listed.has(id))) {
      this.#changed.hidden = false;
    }
    this.#showPager();
    this.#filters.know(this.#context.stats(), this.#rows.records());
  }

  event(name, { agent }) {
    if (agent === undefined || this.#page === null) {
      return;
    }
    if (name === 'removed') {
      if (this.#rows.has(agent.id)) {
        this.#rows.removed(agent.id);
        this.#changed.hidden = false;
      }
    } else if (this.#rows.has(agent.id)) {
      this.#rows.update(agent);
      this.#changed.hidden &&= matches(agent, this.#params);
    } else if (matches(agent, this.#params)) {
      // The others may be on another page, and counted: the next answer tells.
      this.#page.total += name === 'registered' ? 1 : 0;
      this.#add(agent);
      this.#showPager();
    }
  }

  /** When the next of the rows is due to fall silent: milliseconds from now. */
  due() {
    const times = this.#rows.records()
      .filter((agent) => agent.liveness === 'online' && agent.stale_at !== null)
      .map((agent) => Date.parse(agent.stale_at) - now());
    return Math.min(Infinity, ...times);
  }

  /** On the first page, while there is room; else the list waits to be updated. */
  #add(agent) {
    const isFirst = !this.#params.has('cursor') && !this.#params.has('offset');
    if (isFirst && this.#rows.size < LIMIT) {
      const isEmpty = this.#rows.size === 0;
      this.#rows.insert(agent, this.#sort());
      if (isEmpty) {
        this.#showPage();
      }
    } else {
      this.#changed.hidden = false;
    }
  }

  async #askForEach(ids) {
    const queue = [...ids];
    const ask = async () => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        const found = await api.find(`api/agents/${id}`);
        if (found === null) {
          this.#rows.removed(id);
        } else {
          this.#rows.update(found.body);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
  }

  #sort() {
    return this.#params.get('sort') ?? 'last_seen_at';
  }

  #address() {
    const query = new URLSearchParams();
    for (const name of [...Object.keys(FIELDS), 'sort', 'cursor', 'offset']) {
      this.#params.getAll(name).forEach((value) => query.append(name, value));
    }
    query.set('limit', String(LIMIT));
    return `api/agents?${query}`;
  }

  #makeTable() {
    const heads = COLUMNS.map(({ key, label, sort }) => {
      const head = el('th', { class: `cell-${key}`, role: 'columnheader', scope: 'col' });
      if (sort === undefined) {
        head.append(label);
      } else {
        head.append(el('button', { type: 'button', on: { click: () => this.#filters.sortBy(sort) } }, label));
        this.#heads.set(sort, head);
      }
      return head;
    });
    return el(
      'table',
      { role: 'table', class: 'agents' },
      el('caption', { class: 'sr' }, 'Agents'),
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, heads)),
      this.#body,
    );
  }

  #showSort() {
    for (const [sort, head] of this.#heads) {
      const isSorted = sort === this.#sort();
      head.classList.toggle('is-sorted', isSorted);
      if (isSorted) {
        head.setAttribute('aria-sort', sort === 'id' ? 'ascending' : 'descending');
      } else {
        head.removeAttribute('aria-sort');
      }
    }
  }

  #showPage() {
    if (this.#rows.size > 0) {
      if (this.#place.firstChild !== this.#table) {
        this.#place.replaceChildren(this.#table);
      }
    } else if (isFiltered(this.#params)) {
      const link = el('a', { href: href('agents') }, 'Show all agents');
      this.#place.replaceChildren(nothing('No agent matches these filters', link));
    } else {
      this.#place.replaceChildren(noAgents());
    }
    this.#showPager();
    this.#filters.know(this.#context.stats(), this.#rows.records());
  }

  #showPager() {
    const { total = 0, next = null } = this.#page ?? {};
    const from = Number(this.#params.get('from') ?? this.#params.get('offset') ?? 0);
    const count = this.#rows.size;
    say(this.#range, count === 0 ? '' : `${number(from + 1)}\u2013${number(from + count)} of ${number(Math.max(total, from + count))}`);
    this.#link(this.#previous, from > 0, from > LIMIT ? { offset: from - LIMIT } : {});
    this.#link(this.#next, next !== null, { cursor: next, from: from + LIMIT });
    const isOnly = from === 0 && next === null;
    this.#previous.hidden = isOnly;
    this.#next.hidden = isOnly;
  }

  /** A link to another page of the same list, or none. */
  #link(link, isThere, place) {
    const params = new URLSearchParams(this.#params);
    ['cursor', 'from', 'offset'].forEach((name) => params.delete(name));
    Object.entries(place).forEach(([name, value]) => params.set(name, value));
    if (isThere) {
      link.href = href('agents', '', params);
      link.removeAttribute('aria-disabled');
    } else {
      link.removeAttribute('href');
      link.setAttribute('aria-disabled', 'true');
    }
  }
}

/** Whether the list would name the agent: as the server's filters do. */
function matches(agent, params) {
  const any = (name, fits) => !params.has(name) || params.getAll(name).some(fits);
  const same = (text) => (value) => value.toLowerCase() === text.toLowerCase();
  return (
    any('liveness', (value) => value === agent.liveness) &&
    any('status', same(agent.status)) &&
    any('hostname', same(agent.hostname)) &&
    any('repo_path', (value) => value === agent.repo_path) &&
    any('issue_id', (value) => agent.issue_ids.includes(value)) &&
    any('capability', (value) => agent.capabilities.includes(value))
  );
}
