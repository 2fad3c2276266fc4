// The token, for this tab alone: it is in no address, and gone with the tab.

const KEY = 'agent-registry-token';

let holder = null;
let refused = () => {};

export function token() {
  return sessionStorage.getItem(KEY);
}

export function begin(secret, whose) {
  sessionStorage.setItem(KEY, secret);
  holder = whose;
}

export function end() {
  sessionStorage.removeItem(KEY);
  holder = null;
}

/** `{name, scope}` of the token. */
export function who() {
  return holder;
}

export function isAdmin() {
  return holder?.scope === 'admin';
}

/** What to do when the registry takes the token no longer. */
export function onRefused(listener) {
  refused = listener;
}

export function refuse() {
  if (token() !== null) {
    end();
    refused();
  }
}
