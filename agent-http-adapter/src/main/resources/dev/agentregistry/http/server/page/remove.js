// Removes one agent: asks first, and takes only the record that was shown.

import * as api from './api.js';
import { liveness } from './cells.js';
import { confirm } from './dialog.js';
import { el } from './dom.js';
import { name, whole } from './text.js';
import { number, since } from './times.js';

/** Asks; `done` is called once it is removed, `changed` with a newer record. */
export function askToRemove(found, { done, changed }) {
  let { body: agent, etag } = found;
  const facts = el('div', { class: 'facts' });
  const describe = () =>
    facts.replaceChildren(
      el('p', {}, liveness(agent.liveness), ' ', name(agent.hostname, 48), ' ', el('code', {}, agent.id)),
      el('p', { class: 'muted' }, whole(agent.repo_path)),
      el('p', { class: 'muted' }, 'Last seen ', since(agent.last_seen_at), `, version ${number(agent.version)}`),
    );
  describe();

  const run = async () => {
    try {
      await api.remove(`api/agents/${agent.id}`, etag);
    } catch (error) {
      if (!(error instanceof api.ProblemError) || ![404, 412].includes(error.status)) {
        throw error;
      }
      const newer = error.status === 404 ? null : await api.find(`api/agents/${agent.id}`);
      if (newer !== null) {
        ({ body: agent, etag } = newer);
        describe();
        changed(newer);
        throw new Error('It sent another heartbeat meanwhile, so nothing was removed. This is what it says now: remove it all the same?');
      }
      // Somebody else has removed it: that is what was wanted.
    }
    done();
  };

  confirm({
    title: 'Remove this agent?',
    content: [facts, el('p', {}, 'Its record is deleted. If it sends another heartbeat, it is registered anew, at version 1.')],
    action: 'Remove',
    run,
  });
}
