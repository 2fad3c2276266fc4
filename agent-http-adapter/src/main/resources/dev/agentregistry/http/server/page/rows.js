// The rows of a table of agents. A row that changes does so in place: none moves by itself.

import { COLUMNS, liveness } from './cells.js';
import { el } from './dom.js';

export class Rows {
  #body;
  #rows = new Map();

  constructor(body) {
    this.#body = body;
  }

  get size() {
    return this.#rows.size;
  }

  has(id) {
    return this.#rows.has(id);
  }

  ids() {
    return [...this.#rows.keys()];
  }

  record(id) {
    return this.#rows.get(id)?.agent;
  }

  records() {
    return [...this.#rows.values()].map(({ agent }) => agent);
  }

  /** Shows these, in this order, and no others. */
  replace(agents) {
    const kept = this.#rows;
    this.#rows = new Map();
    for (const agent of agents) {
      const row = kept.get(agent.id);
      this.#rows.set(agent.id, row ?? make(agent));
      if (row !== undefined) {
        change(row, agent);
      }
    }
    this.#body.replaceChildren(...[...this.#rows.values()].map(({ node }) => node));
  }

  /** Brings a row up to date, unless a later record is shown. */
  update(agent) {
    const row = this.#rows.get(agent.id);
    if (row !== undefined && !isOlder(agent, row.agent)) {
      change(row, agent);
    }
  }

  /** Adds a row where it belongs; the order is that of the list. */
  insert(agent, sort) {
    const row = make(agent);
    const next =
      sort === 'id' ? [...this.#rows.values()].find((other) => other.agent.id > agent.id) : [...this.#rows.values()][0];
    this.#body.insertBefore(row.node, next?.node ?? null);
    const rows = [...this.#rows.entries()];
    const at = next === undefined ? rows.length : rows.findIndex(([id]) => id === next.agent.id);
    rows.splice(at, 0, [agent.id, row]);
    this.#rows = new Map(rows);
    flash(row.node);
  }

  /** The row stays where it is, and says that its agent is gone. */
  removed(id) {
    const row = this.#rows.get(id);
    if (row !== undefined && !row.node.classList.contains('is-removed')) {
      row.node.classList.add('is-removed');
      row.cells.liveness.node.replaceChildren(liveness('removed'));
      row.cells.liveness.of = 'removed';
    }
  }
}

function isOlder(agent, other) {
  return agent.created_at === other.created_at && agent.version < other.version;
}

function make(agent) {
  const cells = {};
  for (const column of COLUMNS) {
    const isHead = column.key === 'host';
    const node = el(isHead ? 'th' : 'td', {
      class: `cell-${column.key}`,
      role: isHead ? 'rowheader' : 'cell',
      scope: isHead ? 'row' : undefined,
    });
    node.append(...column.show(agent));
    cells[column.key] = { node, of: column.of(agent) };
  }
  const node = el('tr', { role: 'row', 'data-id': agent.id, 'data-liveness': agent.liveness }, Object.values(cells).map((cell) => cell.node));
  return { agent, node, cells };
}

function change(row, agent) {
  row.node.classList.remove('is-removed');
  for (const column of COLUMNS) {
    const cell = row.cells[column.key];
    const of = column.of(agent);
    if (cell.of !== of) {
      cell.node.replaceChildren(...column.show(agent));
      cell.of = of;
      if (column.key === 'liveness' || column.key === 'status') {
        flash(row.node);
      }
    }
  }
  row.node.dataset.liveness = agent.liveness;
  row.agent = agent;
}

/** Draws the eye to a row for a moment. */
function flash(node) {
  node.classList.remove('is-new');
  requestAnimationFrame(() => node.classList.add('is-new'));
}
