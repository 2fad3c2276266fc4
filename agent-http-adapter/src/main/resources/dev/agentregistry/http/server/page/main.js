// Starts the page, signs in and out, and leads what happens to the view that is open.

import { Agent } from './agent.js';
import { Agents } from './agents.js';
import * as api from './api.js';
import { Charts } from './chart.js';
import { Connection } from './connection.js';
import { Counts } from './counts.js';
import * as dialog from './dialog.js';
import { byId, el, say } from './dom.js';
import * as events from './events.js';
import { listenForSlash } from './filters.js';
import { Issues, Notice } from './issues.js';
import { here } from './place.js';
import { Prune } from './prune.js';
import * as session from './session.js';
import { name } from './text.js';
import { tick } from './times.js';

/** Many events at once are one reason to ask anew. */
const SOON = 400;
/** After a row was due to fall silent: by then the registry knows. */
const AFTER_DUE = 300;
const NOTICE_PAUSE = 30_000;

class Page {
  #counts = new Counts();
  #charts = new Charts();
  #notice = new Notice();
  #noticed = 0;
  #view = null;
  #views = {};
  #connection = new Connection(this);
  #overview = null;
  #issueTimer = null;
  #isOpening = false;

  constructor() {
    const context = { stats: () => this.#counts.stats, changed: () => this.#refreshOverviewSoon() };
    this.#views = {
      agents: new Agents(context),
      agent: new Agent(),
      issues: new Issues(),
      prune: new Prune(context),
    };
  }

  start() {
    const { name: of, scope } = session.who();
    byId('who').replaceChildren(name(of, 24), ' ', el('span', { class: 'scope' }, scope));
    byId('prune-link').hidden = !session.isAdmin();
    this.#noticed = 0;
    this.#view = null;
    this.go();
    this.#connection.start();
  }

  stop() {
    this.#connection.stop();
    clearTimeout(this.#overview);
    clearTimeout(this.#issueTimer);
    this.#overview = null;
    this.#issueTimer = null;
    this.#view = null;
    events.forget();
    dialog.close();
    byId('main').replaceChildren();
  }

  /** Opens the view that the address names. */
  async go() {
    if (session.who() === null) {
      return;
    }
    dialog.close();
    const place = here();
    const key = place.view === 'agents' && place.id !== '' ? 'agent' : place.view;
    const view = Object.hasOwn(this.#views, key) ? this.#views[key] : this.#views.agents;
    this.#view = view;
    document.querySelectorAll('nav [data-view]').forEach((link) => {
      const isHere = link.dataset.view === place.view;
      if (isHere) {
        link.setAttribute('aria-current', 'page');
      } else {
        link.removeAttribute('aria-current');
      }
    });
    byId('overview').classList.toggle('is-slim', view !== this.#views.agents);
    this.#counts.mark();
    this.#isOpening = true;
    await this.#carefully(() => view.open(byId('main'), place));
    if (view === this.#view) {
      this.#isOpening = false;
      document.title = `${view.title()} \u00b7 Agent Registry`;
    }
  }

  /** Asks for all that is shown. */
  async refresh() {
    const isNoticeDue = Date.now() - this.#noticed > NOTICE_PAUSE;
    if (isNoticeDue) {
      this.#noticed = Date.now();
    }
    await Promise.all([
      this.#counts.refresh(),
      this.#isOpening ? null : this.#view?.refresh(),
      this.#charts.refresh(),
      isNoticeDue ? this.#notice.refresh() : null,
    ]);
  }

  event(name, data) {
    if (name === 'reset') {
      // Some were missed: what is shown may be wrong, so it is all asked for.
      this.#carefully(() => Promise.all([this.#counts.refresh(), this.#notice.refresh(), (this.#view.reload ?? this.#view.refresh).call(this.#view)]));
      return;
    }
    events.remember({ event: name, ...data });
    this.#refreshOverviewSoon();
    if (this.#view === this.#views.issues) {
      this.#refreshIssuesSoon();
    } else {
      this.#carefully(() => this.#view?.event(name, data));
    }
    if (data.issue !== undefined) {
      this.#noticed = 0;
    }
  }

  /** Once a second: times go on, and who is due to fall silent is asked for. */
  tick() {
    tick();
    const due = this.#view?.due() ?? Infinity;
    if (due <= 0 && due > -1_000) {
      this.#connection.soon(AFTER_DUE);
    }
  }

  #refreshOverviewSoon() {
    this.#overview ??= setTimeout(() => {
      this.#overview = null;
      this.#carefully(async () => {
        await this.#counts.refresh();
        if (this.#noticed === 0) {
          this.#noticed = Date.now();
          await this.#notice.refresh();
        }
      });
    }, SOON);
  }

  #refreshIssuesSoon() {
    this.#issueTimer ??= setTimeout(() => {
      this.#issueTimer = null;
      this.#carefully(() => this.#view?.refresh());
    }, SOON);
  }

  /** The connection has told already of what could not be asked. */
  async #carefully(ask) {
    try {
      await ask();
    } catch (error) {
      if (!(error instanceof api.AwayError || error instanceof api.RefusedError || error instanceof api.ProblemError)) {
        throw error;
      }
    }
  }
}

const page = new Page();

function showSignIn(word = '') {
  page.stop();
  document.title = 'Agent Registry';
  byId('app').hidden = true;
  byId('sign-in').hidden = false;
  say(byId('sign-in-word'), word);
  byId('token').value = '';
  byId('token').focus();
}

function showApp() {
  byId('sign-in').hidden = true;
  byId('app').hidden = false;
  page.start();
}

/** Lets in whoever has a token that the registry knows. */
async function signIn(token) {
  const button = byId('sign-in-form').querySelector('button');
  button.disabled = true;
  try {
    session.begin(token, await api.get('api/tokens/current', token));
    showApp();
  } catch (error) {
    showSignIn(error instanceof api.RefusedError ? 'The registry does not know this token. Check that it is whole, and of this registry.' : error.message);
  } finally {
    button.disabled = false;
  }
}

byId('sign-in-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const token = byId('token').value.trim();
  // What no header can carry, no token has.
  if (/^[\x21-\x7e]+$/.test(token)) {
    signIn(token);
  } else {
    showSignIn('This is no token: it has other characters than tokens have.');
  }
});
byId('sign-out').addEventListener('click', () => {
  session.end();
  showSignIn('You are signed out.');
});
byId('skip').addEventListener('click', () => byId('main').focus());
session.onRefused(() => showSignIn('The registry does not know your token any longer: it was revoked, or replaced. Sign in with another one.'));
window.addEventListener('hashchange', () => page.go());
setInterval(() => page.tick(), 1_000);
listenForSlash();

if (session.token() === null) {
  showSignIn();
} else {
  signIn(session.token());
}
