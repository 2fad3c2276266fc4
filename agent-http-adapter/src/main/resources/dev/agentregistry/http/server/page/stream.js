// The stream of events. EventSource cannot send a token, so this reads the stream itself.

import { headers } from './api.js';
import * as session from './session.js';

const SHORTEST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** Where there is no such endpoint, there may be after an upgrade. */
const MISSING_PAUSE = 60_000;
/** A comment comes every 15 seconds: after this long the connection is dead. */
const SILENCE = 45_000;

/** Splits a stream into events, as the HTML standard says; comments are dropped. */
export class EventParser {
  #rest = '';
  #event = {};

  /** Takes some text of the stream; returns the events that it completes. */
  push(text) {
    const events = [];
    // A line's end may be cut in two: a lone CR at the end waits for what follows.
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    lines.forEach((line) => this.#line(line, events));
    return events;
  }

  #line(line, events) {
    if (line === '') {
      if (this.#event.data !== undefined) {
        events.push(this.#event);
      }
      this.#event = {};
      return;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data' && this.#event.data !== undefined) {
      this.#event.data += `\n${value}`;
    } else if (['data', 'event', 'id'].includes(field)) {
      this.#event[field] = value;
    }
  }
}

/** Follows the stream from `start()` to `stop()`, over every break in between. */
export class Stream {
  #listener;
  #abort = null;
  #lastId = '';
  #pause = SHORTEST_PAUSE;
  #wake = () => {};

  /** The listener has `opened()`, `closed()`, `heard()` and `event(name, data)`. */
  constructor(listener) {
    this.#listener = listener;
  }

  start() {
    if (this.#abort === null) {
      this.#abort = new AbortController();
      this.#run(this.#abort.signal);
    }
  }

  stop() {
    this.#abort?.abort();
    this.#abort = null;
  }

  /** Tries again at once, where it waits for its next try: the server is there. */
  retry() {
    this.#wake();
  }

  /** Begins anew with what comes from now on. */
  forget() {
    this.#lastId = '';
  }

  async #run(signal) {
    while (!signal.aborted) {
      const pause = await this.#follow(signal);
      if (!signal.aborted) {
        this.#listener.closed();
        await this.#sleep(pause, signal);
      }
    }
  }

  /** One connection, until it ends; returns how long to wait for the next. */
  async #follow(signal) {
    const connection = new AbortController();
    const stop = () => connection.abort();
    signal.addEventListener('abort', stop);
    const watch = new Watch(stop);
    try {
      const response = await fetch('api/agents/events', {
        cache: 'no-store',
        headers: {
          ...headers(),
          Accept: 'text/event-stream',
          ...(this.#lastId === '' ? {} : { 'Last-Event-ID': this.#lastId }),
        },
        signal: connection.signal,
      });
      if (response.status === 401 && !signal.aborted) {
        session.refuse();
      }
      if (!response.ok) {
        return response.status === 404 ? MISSING_PAUSE : this.#nextPause();
      }
      this.#pause = SHORTEST_PAUSE;
      this.#listener.opened();
      await this.#read(response.body, watch);
    } catch {
      // Gone, or stopped: the loop tells which.
    } finally {
      watch.end();
      signal.removeEventListener('abort', stop);
      connection.abort();
    }
    return this.#nextPause();
  }

  async #read(body, watch) {
    const parser = new EventParser();
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      watch.renew();
      this.#listener.heard();
      for (const event of parser.push(value)) {
        this.#lastId = event.id ?? this.#lastId;
        this.#listener.event(event.event ?? 'message', parse(event.data));
      }
    }
  }

  #sleep(milliseconds, signal) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener('abort', this.#wake, { once: true });
    });
  }

  #nextPause() {
    const pause = this.#pause * (0.75 + Math.random() / 2);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    return pause;
  }
}

function parse(data) {
  try {
    return JSON.parse(data);
  } catch {
    return {};
  }
}

/** Calls when it was not renewed for too long. */
class Watch {
  #bark;
  #timer;

  constructor(bark) {
    this.#bark = bark;
    this.renew();
  }

  renew() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#bark, SILENCE);
  }

  end() {
    clearTimeout(this.#timer);
  }
}
