// Times as people read them. They go by the registry's clock, whatever this machine's says.

import { aside, el, say } from './dom.js';

const NUMBER = new Intl.NumberFormat();
const RATE = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const AGO = new Intl.RelativeTimeFormat('en', { style: 'narrow', numeric: 'always' });

const UNITS = [
  ['second', 1, 60],
  ['minute', 60, 60],
  ['hour', 3600, 48],
  ['day', 86_400, Infinity],
];

/** The header with the server's time has whole seconds: a smaller difference is none. */
const TOLERANCE = 2_000;

let offset = 0;

/** Takes note of the server's time, as an answer's `Date` tells it. */
export function noteServerTime(date) {
  const difference = Date.parse(date ?? '') + 500 - Date.now();
  if (Number.isFinite(difference)) {
    offset = Math.abs(difference) > TOLERANCE ? difference : 0;
  }
}

/** The registry's time in milliseconds. */
export function now() {
  return Date.now() + offset;
}

export function number(value) {
  return NUMBER.format(value);
}

export function rate(value) {
  return RATE.format(value);
}

export function exact(at) {
  return EXACT.format(new Date(at));
}

/** The time of day alone. */
export function clock(at) {
  return CLOCK.format(new Date(at));
}

/** How long ago; only what may lie ahead is ever said to: clocks differ a little. */
export function relative(at, { isAhead = false } = {}) {
  const difference = Math.round((Date.parse(at) - now()) / 1000);
  const seconds = isAhead ? difference : Math.min(0, difference);
  const distance = Math.abs(seconds);
  if (distance < 1) {
    return 'now';
  }
  const [unit, length] = UNITS.find(([, size, count]) => distance < size * count);
  return AGO.format(Math.trunc(seconds / length), unit);
}

/** A moment that says how long ago it was, as time goes on. */
export function since(at) {
  return el(
    'time',
    { datetime: at, title: exact(at), class: 'since' },
    el('span', { 'data-at': at }, relative(at)),
    aside(`, ${exact(at)}`),
  );
}

/** A moment with both ways to say it. */
export function moment(at, { isAhead = false } = {}) {
  const distance = el('span', { 'data-at': at, 'data-ahead': isAhead }, relative(at, { isAhead }));
  return el('time', { datetime: at }, exact(at), ' ', el('span', { class: 'muted' }, '(', distance, ')'));
}

/** Brings all of them up to date; called each second. */
export function tick() {
  document.querySelectorAll('[data-at]').forEach((node) => {
    say(node, relative(node.dataset.at, { isAhead: node.dataset.ahead !== undefined }));
  });
}

/** A duration in seconds, in its two largest units. */
export function duration(seconds) {
  const parts = [];
  let rest = seconds;
  for (const [word, size] of [['d', 86_400], ['h', 3600], ['min', 60], ['s', 1]]) {
    if (rest >= size && parts.length < 2) {
      parts.push(`${number(Math.floor(rest / size))} ${word}`);
      rest %= size;
    }
  }
  return parts.join(' ') || '0 s';
}
