/** Calls this service as it wants to be called from a browser, and yields its answers or throws its problems. */

import { Problem, problemOf } from './problem.js';

const PATIENCE_MS = 30_000;

let guard = {};
let loggedOut = () => {};

/** The header that proves that a call comes from a page that may call, as the session names it. */
export function guardWith(header) {
  guard = header ? { [header]: '1' } : {};
}

/** Who wants to know when a call says that nobody is logged in. */
export function whenLoggedOut(listener) {
  loggedOut = listener;
}

/**
 * One call. With `readNow` no cache on the way may answer, nor the service's own.
 */
export async function call(method, path, { headers = {}, body, readNow = false } = {}) {
  const answer = await exchanged(path, {
    method,
    headers: { Accept: 'application/json', ...guard, ...headers },
    body,
    credentials: 'same-origin',
    cache: readNow ? 'reload' : 'default',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.ok) {
    return answer;
  }
  const problem = problemOf(answer.status, answer.text);
  if (problem.slug === 'unauthenticated') {
    loggedOut();
  }
  throw problem;
}

/** A lost answer to a change says nothing about the change. */
async function exchanged(path, request) {
  try {
    const response = await fetch(path, request);
    return { ok: response.ok, status: response.status, headers: response.headers, text: await response.text() };
  }
  catch (error) {
    const detail = (error.name === 'TimeoutError') ? 'This service did not answer in time.'
      : 'This service cannot be reached; the network may be down.';
    throw new Problem({ title: 'No answer', detail, applied: (request.method === 'PUT') ? 'unknown' : undefined });
  }
}

export function jsonOf(answer) {
  return parsed(answer.text);
}

/** JSON whose numbers become the text that they were written as, so that 70.0 stays 70.0. */
export function exactJsonOf(answer) {
  return parsed(answer.text, (_, value, context) =>
    (typeof value === 'number') ? (context?.source ?? String(value)) : value);
}

function parsed(text, reviver) {
  try {
    return JSON.parse(text, reviver);
  }
  catch {
    throw new Problem({ title: 'No usable answer', detail: 'The answer was not what this page expects.' });
  }
}
