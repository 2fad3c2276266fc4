// What the page says where there is nothing to show.

import { el } from './dom.js';

/** A command that can be copied as it stands. */
export function command(text) {
  const button = el('button', { type: 'button', class: 'quiet copy' }, 'Copy');
  button.addEventListener('click', () => copy(text, button));
  return el('div', { class: 'command' }, el('pre', { tabindex: '0', 'aria-label': 'Command' }, text), button);
}

/** Copies, and says on the button that it has; without HTTPS browsers may refuse. */
export async function copy(text, button) {
  const word = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Select and copy it by hand';
  }
  setTimeout(() => {
    button.textContent = word;
  }, 1_500);
}

/** As a shell takes it for one word: a path may have `;` and `$` in it, and whoever made the link chose it. */
function word(address) {
  return /^[\w:/.~[\]-]+$/.test(address) ? address : `'${address.replaceAll("'", '%27')}'`;
}

/** Nobody has ever sent a heartbeat: this is how. */
export function noAgents() {
  const address = word(new URL('api/agents/heartbeat', document.baseURI).href);
  return el(
    'div',
    { class: 'empty' },
    el('h2', {}, 'No agent yet'),
    el('p', {}, 'An agent shows up here with its first heartbeat. This sends one; ', el('code', {}, '$TOKEN'), ' is a token with the scope ', el('code', {}, 'agent'), ':'),
    command(
      [
        `curl -X POST ${address} \\`,
        '  -H "Authorization: Bearer $TOKEN" \\',
        '  -H "Content-Type: application/json" \\',
        `  -d '{"hostname": "build-01", "machine_address": "10.0.0.5", "repo_path": "/srv/repos/tracker"}'`,
      ].join('\n'),
    ),
    el('p', {}, 'Or, on the agent\u2019s machine, in its checkout:'),
    command(`agents heartbeat --url ${word(new URL('.', document.baseURI).href)} --token-file FILE`),
  );
}

export function nothing(title, ...words) {
  return el('div', { class: 'empty' }, el('h2', {}, title), words.length === 0 ? null : el('p', {}, ...words));
}
