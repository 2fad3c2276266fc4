// Builds elements. Text only ever becomes text: nothing here, or anywhere, parses markup.

const SVG = 'http://www.w3.org/2000/svg';

/** An element; `on` holds its listeners, `true` is an attribute without a value, `false` none. */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same, in a drawing. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      Object.entries(value).forEach(([type, listener]) => node.addEventListener(type, listener));
    } else if (value !== false && value !== undefined && value !== null) {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Sets the text only where it differs, so that neither selection nor screen reader is disturbed. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** What only screen readers are told. */
export function aside(text) {
  return el('span', { class: 'sr' }, text);
}

/** Builds a part anew; the link in it that has the keyboard's focus keeps it. */
export function rebuild(target, nodes) {
  const focused = target.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  target.replaceChildren(...nodes);
  if (focused !== null) {
    [...target.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus({ preventScroll: true });
  }
}

/** Gives a part of the page another content, and the keyboard's focus to its heading. */
export function show(target, nodes, { focus = false } = {}) {
  target.replaceChildren(...nodes);
  if (focus) {
    target.querySelector('h1, h2')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}
