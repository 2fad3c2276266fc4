// What narrows the list: chosen here, kept in the address.

import { byId, el, say } from './dom.js';
import { FIELDS, filtered, go, href } from './place.js';
import { name, shown } from './text.js';
import { number } from './times.js';

const TYPED = ['hostname', 'repo_path', 'issue_id', 'capability'];
const AN_ID = /^agt_[0-9a-f]{8}$/;
const MOST_SUGGESTIONS = 50;

export class Filters {
  #params = new URLSearchParams();
  #field = el(
    'select',
    { id: 'filter-field', 'aria-label': 'Filter by', on: { change: () => this.#suggest() } },
    TYPED.map((field) => el('option', { value: field }, FIELDS[field])),
  );
  #value = el('input', {
    id: 'filter-value',
    type: 'search',
    list: 'filter-suggestions',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Exact value, or an agent\u2019s ID',
    'aria-label': 'Value',
    'aria-keyshortcuts': '/',
  });
  #suggestions = el('datalist', { id: 'filter-suggestions' });
  #status = el('select', { id: 'filter-status', 'aria-label': 'Status', on: { change: () => this.#chooseStatus() } });
  #sort = el(
    'select',
    { id: 'sort', 'aria-label': 'Order', on: { change: () => this.sortBy(this.#sort.value) } },
    el('option', { value: 'last_seen_at' }, 'Last seen first'),
    el('option', { value: 'id' }, 'By ID'),
  );
  #chips = el('div', { class: 'chips' });
  #known = { stats: null, agents: [] };

  constructor() {
    this.node = el(
      'div',
      { class: 'filters' },
      el(
        'form',
        { role: 'search', 'aria-label': 'Agents', on: { submit: (event) => this.#add(event) } },
        el('span', { class: 'joined' }, this.#field, this.#value, el('kbd', { 'aria-hidden': 'true' }, '/'), el('button', { type: 'submit' }, 'Filter')),
        this.#status,
        this.#sort,
        this.#suggestions,
      ),
      this.#chips,
    );
  }

  /** Shows what the address says. */
  show(params) {
    this.#params = params;
    this.#sort.value = params.get('sort') ?? 'last_seen_at';
    this.#showStatuses();
    const chips = Object.keys(FIELDS).flatMap((field) =>
      params.getAll(field).map((value) => this.#chip(field, value)),
    );
    const clear = el('a', { class: 'quiet', href: this.#cleared() }, 'Clear all');
    this.#chips.replaceChildren(...chips, ...(chips.length > 1 ? [clear] : []));
  }

  /** What may be chosen from, as far as it is known. */
  know(stats, agents) {
    this.#known = { stats, agents };
    this.#showStatuses();
    this.#suggest();
  }

  #cleared() {
    const sort = this.#params.get('sort');
    return href('agents', '', new URLSearchParams(sort === null ? {} : { sort }));
  }

  #chip(field, value) {
    const rest = this.#params.getAll(field).filter((other) => other !== value);
    return el(
      'span',
      { class: 'chip' },
      el('span', { class: 'muted' }, FIELDS[field]),
      ' ',
      name(value, 40),
      el('a', { href: filtered(this.#params, field, rest), 'aria-label': `Remove the filter ${FIELDS[field]} ${shown(value)}`, title: 'Remove' }, '\u00d7'),
    );
  }

  #showStatuses() {
    const counts = this.#known.stats?.status ?? {};
    const chosen = this.#params.getAll('status');
    const words = [...new Set([...Object.keys(counts), ...chosen])].sort();
    const options = [
      ['', 'Any status'],
      ...words.map((word) => [word, counts[word] === undefined ? word : `${word} (${number(counts[word])})`]),
    ];
    if (document.activeElement === this.#status && this.#status.options.length === options.length) {
      return;
    }
    while (this.#status.options.length > options.length) {
      this.#status.options[0].remove();
    }
    options.forEach(([value, label], i) => {
      const option = this.#status.options[i] ?? this.#status.appendChild(el('option'));
      option.value = value;
      say(option, label);
    });
    this.#status.value = chosen.length === 1 ? chosen[0] : '';
  }

  #suggest() {
    const { stats, agents } = this.#known;
    const field = this.#field.value;
    const values =
      field === 'issue_id'
        ? agents.flatMap((agent) => agent.issue_ids)
        : field === 'capability'
          ? agents.flatMap((agent) => agent.capabilities)
          : field === 'repo_path'
            ? agents.map((agent) => agent.repo_path)
            : [...(stats?.largest_hosts ?? []).map((host) => host.hostname), ...agents.map((agent) => agent.hostname)];
    const wanted = [...new Set(values)].slice(0, MOST_SUGGESTIONS);
    const current = [...this.#suggestions.children].map((option) => option.value);
    if (wanted.join('\n') !== current.join('\n')) {
      this.#suggestions.replaceChildren(...wanted.map((value) => el('option', { value })));
    }
  }

  #add(event) {
    event.preventDefault();
    const value = this.#value.value;
    if (value.trim() === '') {
      return;
    }
    this.#value.value = '';
    if (AN_ID.test(value.trim())) {
      go(href('agents', value.trim()));
      return;
    }
    const field = this.#field.value;
    go(filtered(this.#params, field, [...new Set([...this.#params.getAll(field), value])]));
  }

  #chooseStatus() {
    go(filtered(this.#params, 'status', this.#status.value === '' ? [] : [this.#status.value]));
  }

  sortBy(sort) {
    go(filtered(this.#params, 'sort', sort === 'last_seen_at' ? [] : [sort]));
  }
}

/** `/` goes to the filter, from anywhere but another field. */
export function listenForSlash() {
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target.closest?.('input, select, textarea, dialog') !== null;
    const field = byId('filter-value');
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping && field !== null) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
}
