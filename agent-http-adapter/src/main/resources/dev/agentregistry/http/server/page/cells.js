// How the parts of an agent's record look, here and there.

import { el } from './dom.js';
import { href, only } from './place.js';
import { cut, name, path, shown } from './text.js';
import { number, since } from './times.js';

const MOST_TAGS = 3;
const LONGEST_TAG = 24;

/** The word and a mark of its own shape: colour alone tells some people nothing. */
export function liveness(word) {
  return el('span', { class: `mark mark-${word}` }, word);
}

export function issueState(word) {
  return el('span', { class: `mark mark-${word}` }, word);
}

export function agentLink(agent) {
  return el('a', { class: 'host', href: href('agents', agent.id) }, name(agent.hostname, 48));
}

/** The host, and beside it the ID. */
export function whoIs(agent) {
  return el('span', { class: 'who-is' }, agentLink(agent), el('span', { class: 'id' }, agent.id));
}

export function issueLink(issue) {
  return tag(issue, href('issues', issue), 'issue');
}

export function capabilityLink(capability) {
  return tag(capability, only('capability', capability), 'capability');
}

function tag(text, address, kind) {
  return el('a', { class: `tag tag-${kind}`, href: address, title: shown(text) }, el('bdi', {}, cut(shown(text), LONGEST_TAG)));
}

/** The first few, and how many there are more. */
function tags(values, link, agent) {
  const more = values.length - MOST_TAGS;
  return el(
    'span',
    { class: 'tags' },
    values.slice(0, more === 1 ? MOST_TAGS + 1 : MOST_TAGS).map(link),
    more > 1
      ? el('a', { class: 'more', href: href('agents', agent.id), title: values.map(shown).join(', ').slice(0, 1000) }, `+${number(more)} more`)
      : null,
  );
}

/** The columns of the list: what each shows, and what that depends on. */
export const COLUMNS = [
  {
    key: 'liveness',
    label: 'Liveness',
    of: (agent) => agent.liveness,
    show: (agent) => [liveness(agent.liveness)],
  },
  {
    key: 'host',
    label: 'Agent',
    sort: 'id',
    of: (agent) => agent.id,
    show: (agent) => [whoIs(agent)],
  },
  {
    key: 'repo',
    label: 'Repository',
    of: (agent) => agent.repo_path,
    show: (agent) => [path(agent.repo_path)],
  },
  { key: 'status', label: 'Status', of: (agent) => agent.status, show: (agent) => [agent.status] },
  {
    key: 'issues',
    label: 'Issues',
    of: (agent) => agent.issue_ids.join('\n'),
    show: (agent) => [tags(agent.issue_ids, issueLink, agent)],
  },
  {
    key: 'capabilities',
    label: 'Capabilities',
    of: (agent) => agent.capabilities.join('\n'),
    show: (agent) => [tags(agent.capabilities, capabilityLink, agent)],
  },
  {
    key: 'seen',
    label: 'Last seen',
    sort: 'last_seen_at',
    of: (agent) => agent.last_seen_at,
    show: (agent) => [since(agent.last_seen_at)],
  },
  {
    key: 'version',
    label: 'Version',
    of: (agent) => String(agent.version),
    show: (agent) => [number(agent.version)],
  },
];
