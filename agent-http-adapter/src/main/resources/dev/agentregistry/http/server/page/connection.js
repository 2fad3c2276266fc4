// Keeps the page up to date: by the stream of events, and by asking quietly now and then.

import * as api from './api.js';
import { byId, say } from './dom.js';
import { Stream } from './stream.js';
import { clock } from './times.js';

/** Plain heartbeats are no events: what was last seen when is asked for this often. */
const PAUSE_LIVE = 10_000;
const PAUSE_POLLING = 4_000;
const SHORTEST_AWAY = 1_000;
const LONGEST_AWAY = 10_000;

export class Connection {
  #page;
  #stream;
  #timer;
  #isRunning = false;
  #isAsking = false;
  #isOpen = false;
  #lastHeard = null;
  #away = null;
  #pause = SHORTEST_AWAY;

  /** The page has `refresh()`, which may fail, and `event(name, data)`. */
  constructor(page) {
    this.#page = page;
    this.#stream = new Stream({
      opened: () => this.#opened(),
      closed: () => this.#closed(),
      heard: () => this.#heard(),
      event: (name, data) => page.event(name, data),
    });
    api.listen(
      () => this.#heard(),
      (detail) => this.#lost(detail),
    );
    // A tab that nobody sees asks nothing, and leaves the few connections per site to the others.
    document.addEventListener('visibilitychange', () => this.#seen());
  }

  start() {
    this.#isRunning = true;
    this.#away = null;
    this.#stream.forget();
    this.#seen();
  }

  stop() {
    this.#isRunning = false;
    this.#isOpen = false;
    this.#stream.stop();
    clearTimeout(this.#timer);
    byId('away').hidden = true;
  }

  /** Asks again soon: something is due. */
  soon(milliseconds) {
    if (this.#isRunning && this.#away === null) {
      this.#plan(milliseconds);
    }
  }

  #seen() {
    if (!this.#isRunning) {
      return;
    }
    if (document.hidden) {
      this.#stream.stop();
      this.#isOpen = false;
      clearTimeout(this.#timer);
    } else {
      this.#stream.start();
      this.#ask();
    }
  }

  #plan(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), milliseconds);
  }

  async #ask() {
    if (this.#isAsking) {
      return;
    }
    this.#isAsking = true;
    try {
      await this.#page.refresh();
    } catch (error) {
      if (!(error instanceof api.AwayError || error instanceof api.RefusedError || error instanceof api.ProblemError)) {
        throw error;
      }
    } finally {
      this.#isAsking = false;
      if (this.#isRunning && !document.hidden) {
        this.#plan(this.#nextPause());
      }
    }
  }

  #nextPause() {
    if (this.#away === null) {
      this.#pause = SHORTEST_AWAY;
      return this.#isOpen ? PAUSE_LIVE : PAUSE_POLLING;
    }
    const pause = this.#pause;
    this.#pause = Math.min(pause * 1.6, LONGEST_AWAY);
    return pause;
  }

  #opened() {
    this.#isOpen = true;
    this.#heard();
    this.#plan(0);
  }

  #closed() {
    this.#isOpen = false;
    this.#tell();
  }

  #heard() {
    const wasAway = this.#away !== null;
    this.#lastHeard = Date.now();
    this.#away = null;
    if (wasAway && !this.#isOpen) {
      this.#stream.retry();
    }
    this.#tell();
  }

  #lost(detail) {
    this.#away = detail;
    this.#tell();
  }

  #tell() {
    if (!this.#isRunning) {
      return;
    }
    const state = byId('state');
    const isAway = this.#away !== null;
    state.dataset.state = isAway ? 'away' : this.#isOpen ? 'live' : 'polling';
    say(state.querySelector('span'), isAway ? 'Away' : this.#isOpen ? 'Live' : 'Refreshing');
    state.title = isAway
      ? 'The registry does not answer.'
      : this.#isOpen
        ? 'Changes show up as they happen.'
        : 'There is no stream of events: the page asks every few seconds.';
    document.body.classList.toggle('is-away', isAway);
    byId('away').hidden = !isAway;
    if (isAway) {
      say(byId('away-text'), this.#awayText());
    }
  }

  #awayText() {
    const when =
      this.#lastHeard === null
        ? 'The registry does not answer'
        : `Not heard from the registry since ${clock(this.#lastHeard)}`;
    return `${when}, trying again.${this.#away === '' ? '' : ` It says: ${this.#away}`}`;
  }
}
