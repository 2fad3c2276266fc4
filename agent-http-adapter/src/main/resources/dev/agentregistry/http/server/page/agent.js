// One agent: all that its record says, and what this tab has heard of it.

import * as api from './api.js';
import { capabilityLink, issueLink, liveness } from './cells.js';
import { el, rebuild, show } from './dom.js';
import { copy, nothing } from './empty.js';
import * as events from './events.js';
import { href, only } from './place.js';
import { askToRemove } from './remove.js';
import * as session from './session.js';
import { name, shown, whole } from './text.js';
import { clock, duration, moment, number, now } from './times.js';

export class Agent {
  #id = '';
  #target;
  #found = null;
  #isRemoved = false;
  #head = el('h1', { tabindex: '-1' });
  #mark = el('span');
  #facts = el('dl', { class: 'record' });
  #events = el('div', { class: 'events' });
  #rendered = '';

  title() {
    return this.#found === null ? 'Agent' : shown(this.#found.body.hostname);
  }

  open(target, place) {
    this.#target = target;
    this.#id = place.id;
    this.#found = null;
    this.#isRemoved = false;
    this.#rendered = '';
    show(target, [el('p', { class: 'muted' }, 'Asking for it\u2026')]);
    return this.refresh();
  }

  async refresh() {
    const id = this.#id;
    const found = await api.find(`api/agents/${encodeURIComponent(id)}`);
    if (id === this.#id) {
      this.#take(found);
    }
  }

  event(name, { agent }) {
    if (agent?.id === this.#id) {
      if (name === 'removed') {
        this.#take(null);
      } else {
        // The event has no tag; what is shown and what would be removed have to be the same.
        this.#showEvents();
        return this.refresh();
      }
    }
    return undefined;
  }

  due() {
    const agent = this.#found?.body;
    return agent?.liveness === 'online' && agent.stale_at !== null ? Date.parse(agent.stale_at) - now() : Infinity;
  }

  #take(found) {
    const isFirst = this.#rendered === '';
    if (found === null) {
      this.#showGone();
    } else {
      this.#isRemoved = false;
      this.#found = found;
      if (isFirst) {
        this.#layOut();
      }
      this.#showRecord();
      this.#showEvents();
    }
  }

  #showGone() {
    if (this.#isRemoved) {
      return;
    }
    this.#isRemoved = true;
    const wasThere = this.#found !== null;
    this.#rendered = '';
    show(
      this.#target,
      [
        el('h1', { class: 'sr', tabindex: '-1' }, 'Agent'),
        nothing(
          wasThere ? 'This agent was removed' : 'There is no such agent',
          el('code', {}, shown(this.#id).slice(0, 100)),
          wasThere ? ' comes back with its next heartbeat. ' : ' is not registered, or no longer. ',
          el('a', { href: href('agents') }, 'All agents'),
        ),
      ],
      { focus: true },
    );
  }

  #layOut() {
    const remove = el('button', { type: 'button', class: 'danger-outline', id: 'remove', on: { click: () => this.#remove() } }, 'Remove\u2026');
    const copyId = el('button', { type: 'button', class: 'quiet', on: { click: () => copy(this.#id, copyId) } }, 'Copy ID');
    show(
      this.#target,
      [
        el('p', { class: 'back' }, el('a', { href: href('agents') }, '\u2190 Agents')),
        el('div', { class: 'title' }, this.#head, this.#mark, el('code', { class: 'id' }, this.#id), copyId, el('span', { class: 'space' }), session.isAdmin() ? remove : null),
        el('div', { class: 'split' }, el('section', { class: 'panel', 'aria-label': 'Record' }, this.#facts), el('section', { class: 'panel', 'aria-label': 'Events' }, this.#events)),
      ],
      { focus: true },
    );
    this.#head.replaceChildren(name(this.#found.body.hostname, 60));
  }

  #showRecord() {
    const agent = this.#found.body;
    const rendered = JSON.stringify(agent);
    if (rendered === this.#rendered) {
      return;
    }
    this.#rendered = rendered;
    this.#mark.replaceChildren(liveness(agent.liveness));
    const filter = (field, value) => el('a', { href: only(field, value) }, whole(value));
    const facts = [
      ['Status', el('a', { href: only('status', agent.status) }, agent.status)],
      ['Last seen', moment(agent.last_seen_at)],
      ['Becomes stale', agent.stale_at === null ? 'never: it said goodbye' : moment(agent.stale_at, { isAhead: true })],
      ['May be silent for', duration(agent.ttl_seconds)],
      ['Issues', list(agent.issue_ids, issueLink)],
      ['Capabilities', list(agent.capabilities, capabilityLink)],
      ['Host', filter('hostname', agent.hostname)],
      ['Machine address', whole(agent.machine_address)],
      ['Repository', filter('repo_path', agent.repo_path)],
      ['Registered', moment(agent.created_at)],
      ['Report changed', moment(agent.updated_at)],
      ['Version', number(agent.version)],
    ];
    rebuild(this.#facts, facts.map(([term, value]) => el('div', {}, el('dt', {}, term), el('dd', {}, value))));
  }

  #showEvents() {
    const heard = events.of(this.#id);
    this.#events.replaceChildren(
      el('h2', {}, 'Since this tab was opened'),
      heard.length === 0
        ? el('p', { class: 'muted' }, 'Nothing but heartbeats, if any.')
        : el('ol', {}, heard.slice(0, 50).map(({ event, at, agent }) => el('li', {}, el('time', { datetime: at }, clock(Date.parse(at))), el('span', {}, event), el('span', { class: 'muted' }, `${agent.status}, version ${number(agent.version)}`)))),
    );
  }

  #remove() {
    askToRemove(this.#found, {
      done: () => this.#take(null),
      changed: (newer) => this.#take(newer),
    });
  }
}

function list(values, link) {
  return values.length === 0 ? el('span', { class: 'muted' }, 'none') : el('span', { class: 'tags' }, values.map(link));
}
