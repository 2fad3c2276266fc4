// The one dialog of the page. The browser keeps the keyboard's focus in it, and Escape closes it.

import { byId, el } from './dom.js';

/** Asks before something is done; `run` may throw a word on why it was not, and then it stays open. */
export function confirm({ title, content, action, run }) {
  const dialog = byId('dialog');
  const word = el('p', { class: 'word', role: 'alert' });
  const yes = el('button', { type: 'submit', class: 'danger' }, action);
  const no = el('button', { type: 'button', on: { click: () => dialog.close() } }, 'Cancel');
  const submit = async (event) => {
    event.preventDefault();
    yes.disabled = true;
    try {
      await run();
      dialog.close();
    } catch (error) {
      word.textContent = error.message;
    } finally {
      yes.disabled = false;
    }
  };
  dialog.replaceChildren(
    el('form', { on: { submit } }, el('h2', { id: 'dialog-title' }, title), content, word, el('div', { class: 'actions' }, no, yes)),
  );
  dialog.showModal();
  no.focus();
}

export function close() {
  if (byId('dialog').open) {
    byId('dialog').close();
  }
}
