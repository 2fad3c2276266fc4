// Shows text that somebody else chose: isolated, with what is invisible made visible.

import { el } from './dom.js';

/** Controls, what reorders text, what has no width. Joiners stay: emoji and scripts need them. */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

const LONGEST_HEAD = 200;
const LONGEST_TAIL = 40;

function visible(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) {
    return String.fromCodePoint(0x2400 + code);
  }
  if (code === 0x7f) {
    return '\u2421';
  }
  return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
}

export function shown(text) {
  return text.replace(INVISIBLE, visible);
}

/** Text that runs its own way without turning what stands beside it. */
export function name(text, longest = 80) {
  const whole = shown(text);
  const short = cut(whole, longest);
  return el('bdi', { title: short === whole ? undefined : whole }, short);
}

/** All of it, over as many lines as it takes. */
export function whole(text) {
  return el('bdi', { class: 'whole' }, shown(text));
}

/** Cut in the middle, by whole characters: both ends tell paths and names apart. */
export function cut(text, longest) {
  if (text.length <= longest) {
    return text;
  }
  const characters = Array.from(text);
  if (characters.length <= longest) {
    return text;
  }
  const head = Math.ceil((longest - 1) * 0.6);
  const tail = longest - 1 - head;
  return `${characters.slice(0, head).join('')}\u2026${characters.slice(-tail).join('')}`;
}

/** A path whose last part is always seen; the width that there is decides where it is cut. */
export function path(text) {
  const all = shown(text);
  const end = /[/\\][^/\\]*[/\\]?$/.exec(all)?.index ?? all.length;
  const head = cut(all.slice(0, end), LONGEST_HEAD);
  const tail = cut(all.slice(end), LONGEST_TAIL);
  return el(
    'span',
    { class: 'path', title: all, dir: 'ltr' },
    el('bdi', { class: 'path-head' }, head),
    el('bdi', { class: 'path-tail' }, tail),
  );
}
