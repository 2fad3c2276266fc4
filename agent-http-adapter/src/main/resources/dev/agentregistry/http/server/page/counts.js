// How many agents there are, by liveness; each count narrows the list to those.

import * as api from './api.js';
import { byId, el, say } from './dom.js';
import { filtered, go, here } from './place.js';
import { number } from './times.js';

const KINDS = { all: 'All agents', online: 'Online', stale: 'Stale', offline: 'Offline' };

export class Counts {
  #tiles = {};
  #told = '';
  stats = null;

  constructor() {
    for (const [kind, label] of Object.entries(KINDS)) {
      const count = el('strong', {}, '\u2013');
      const tile = el(
        'button',
        { type: 'button', class: `tile tile-${kind}`, 'aria-pressed': 'false', on: { click: () => this.#narrow(kind) } },
        count,
        el('span', {}, label),
      );
      this.#tiles[kind] = { tile, count };
    }
    byId('counts').replaceChildren(...Object.values(this.#tiles).map(({ tile }) => tile));
  }

  async refresh() {
    this.stats = await api.get('api/stats');
    const { total, liveness } = this.stats;
    for (const [kind, { count }] of Object.entries(this.#tiles)) {
      say(count, number(kind === 'all' ? total : liveness[kind]));
    }
    this.#announce(liveness);
  }

  /** Screen readers hear of changes, not of every heartbeat. */
  #announce({ online, stale, offline }) {
    const words = `${number(online)} online, ${number(stale)} stale, ${number(offline)} offline`;
    if (this.#told !== '' && this.#told !== words) {
      say(byId('announcer'), words);
    }
    this.#told = words;
  }

  /** Shows which of them narrow the list now. */
  mark() {
    const { view, id, params } = here();
    const isList = view === 'agents' && id === '';
    const chosen = params.getAll('liveness');
    for (const [kind, { tile }] of Object.entries(this.#tiles)) {
      const isChosen = kind === 'all' ? chosen.length === 0 : chosen.includes(kind);
      tile.setAttribute('aria-pressed', String(isList && isChosen));
    }
  }

  #narrow(kind) {
    const { view, id, params } = here();
    const base = view === 'agents' && id === '' ? params : new URLSearchParams();
    const isPressed = this.#tiles[kind].tile.getAttribute('aria-pressed') === 'true';
    go(filtered(base, 'liveness', kind === 'all' || isPressed ? [] : [kind]));
  }
}
