// Where the page is: all of it in the address, after the `#`, so that a link leads back here.

/** The filters that the API knows, and what they are called. */
export const FIELDS = {
  hostname: 'Host',
  repo_path: 'Repository',
  issue_id: 'Issue',
  capability: 'Capability',
  status: 'Status',
  liveness: 'Liveness',
};

/** `{view, id, params}` of an address such as `#/agents?liveness=stale`. */
export function parse(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [view, ...rest] = path.split('/');
  return { view: view || 'agents', id: decode(rest.join('/')), params: new URLSearchParams(query) };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function here() {
  return parse(window.location.hash);
}

export function href(view, id = '', params = new URLSearchParams()) {
  const query = params.toString();
  const path = id === '' ? view : `${view}/${encodeURIComponent(id)}`;
  return `#/${path}${query === '' ? '' : `?${query}`}`;
}

export function go(address) {
  window.location.hash = address;
}

/** The list with one filter more; from its first page on. */
export function filtered(params, name, values) {
  const next = new URLSearchParams(params);
  ['cursor', 'from', 'offset'].forEach((place) => next.delete(place));
  next.delete(name);
  values.forEach((value) => next.append(name, value));
  return href('agents', '', next);
}

/** The list of all that have one value. */
export function only(name, value) {
  return filtered(new URLSearchParams(), name, [value]);
}

/** Whether anything but the order narrows the list. */
export function isFiltered(params) {
  return Object.keys(FIELDS).some((name) => params.has(name));
}
