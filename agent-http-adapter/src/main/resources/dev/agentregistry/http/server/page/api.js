// Asks the registry. All addresses are relative to the page: it works under any base path.

import * as session from './session.js';
import { noteServerTime } from './times.js';

const PATIENCE = 15_000;

/** The registry could not be reached, or cannot answer for now. */
export class AwayError extends Error {}

/** The token is not, or no longer, known. */
export class RefusedError extends Error {}

/** The registry said no, and why. */
export class ProblemError extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `The registry answered ${status}.`);
    this.status = status;
    this.type = problem.type;
    this.problem = problem;
  }
}

const listeners = { heard: () => {}, lost: () => {} };

/** Who is told of each answer, and of each question that nobody answered. */
export function listen(heard, lost) {
  Object.assign(listeners, { heard, lost });
}

export function headers(token = session.token()) {
  return { Authorization: `Bearer ${token}` };
}

async function ask(path, options, token) {
  const sent = token ?? session.token();
  let response;
  try {
    response = await fetch(path, {
      ...options,
      cache: 'no-store',
      headers: { ...headers(sent), ...options.headers },
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    listeners.lost('');
    throw new AwayError('The registry cannot be reached.');
  }
  noteServerTime(response.headers.get('Date'));
  if (response.status === 401) {
    // A question of the session before must not end this one.
    if (sent === session.token()) {
      session.refuse();
    }
    throw new RefusedError('The token is not known.');
  }
  const body = await read(response);
  const isCutOff = body === null && ![204, 304].includes(response.status) && response.ok;
  if (response.status >= 500 || isCutOff) {
    listeners.lost(body?.detail ?? '');
    throw new AwayError(body?.detail ?? 'The registry cannot answer for now.');
  }
  listeners.heard();
  if (!response.ok && response.status !== 304) {
    throw new ProblemError(response.status, body ?? {});
  }
  return { body, etag: response.headers.get('ETag') };
}

async function read(response) {
  try {
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  } catch {
    // Cut off, or of a proxy that speaks no JSON.
    return null;
  }
}

export async function get(path, token) {
  return (await ask(path, {}, token)).body;
}

/** A record with the tag of its version; null where there is none. */
export async function find(path) {
  try {
    return await ask(path, {});
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) {
      return null;
    }
    throw error;
  }
}

export async function post(path, value) {
  const options = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  };
  return (await ask(path, options)).body;
}

/** Removes what is still of that version. */
export async function remove(path, etag) {
  await ask(path, { method: 'DELETE', headers: { 'If-Match': etag } });
}
