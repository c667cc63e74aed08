/** Who is logged in, for how much longer, and the ways in and out. */

import { call, guardWith, jsonOf } from './api.js';

const MINUTE_MS = 60_000;
const LAST_MINUTE_LOOK_MS = 15_000;
const SECOND_MS = 1_000;

/**
 * Looks at the session once a minute and whenever the page comes back into view, which extends nothing, and tells:
 * `changed(session, before)` when somebody else or nobody is logged in, `expiring` in the last minute, `lasting`
 * when it is not the last one, `doubtful(problem, before)` when it cannot be looked at.
 */
export class SessionWatch {

  #tell;
  #known;
  #timer;
  #tabs = new BroadcastChannel('zendesk-account-bff');

  constructor(tell) {
    this.#tell = tell;
    this.#tabs.addEventListener('message', () => this.look());
    document.addEventListener('visibilitychange', () => document.hidden || this.look());
    addEventListener('pageshow', (event) => event.persisted && this.look());
  }

  /** Asks the page's other tabs to look. */
  tellTabs() {
    this.#tabs.postMessage('look');
  }

  async look() {
    clearTimeout(this.#timer);
    let pause = MINUTE_MS;
    try {
      pause = this.#take(await session());
    }
    catch (problem) {
      this.#tell.doubtful(problem, this.#known);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), pause);
  }

  #take(seen) {
    const before = this.#known;
    this.#known = seen;
    guardWith(seen.csrfHeader);
    if (identity(seen) !== identity(before)) {
      this.#tell.changed(seen, before);
    }
    if (seen.remaining > MINUTE_MS || !seen.authenticated) {
      this.#tell.lasting();
      return Math.min(MINUTE_MS, Math.max(seen.remaining - MINUTE_MS, SECOND_MS));
    }
    this.#tell.expiring(seen);
    return Math.min(LAST_MINUTE_LOOK_MS, seen.remaining + SECOND_MS);
  }

}

/** The time that remains is counted on the service's clock, since the browser's may be wrong. */
async function session() {
  const answer = await call('GET', 'session');
  const seen = jsonOf(answer);
  const now = Date.parse(answer.headers.get('Date') ?? '') || Date.now();
  const remaining = seen.expiresAt ? Math.max(Date.parse(seen.expiresAt) - now, 0) : Infinity;
  return { roles: [], ...seen, remaining };
}

function identity(seen) {
  return seen && JSON.stringify([seen.authenticated, seen.name, seen.roles]);
}

/** Where to log in, and to come back to this page afterwards. */
export function loginHref(loginUrl) {
  const url = new URL(loginUrl, document.baseURI);
  url.searchParams.set('return_to', location.pathname);
  return url.href;
}

/** Goes to a page that the service names; never to anything that is no page. */
export function navigate(address) {
  const url = new URL(address, document.baseURI);
  if (url.protocol === 'https:' || url.protocol === 'http:') {
    location.assign(url.href);
  }
}

/** Ends the session here, and the provider's where it has a page for that; `ended` is told in between. */
export async function logOut(ended) {
  const { logoutUrl } = jsonOf(await call('POST', 'logout'));
  ended();
  navigate(logoutUrl ?? location.pathname);
}

/** The reason why the last log-in failed, in words; taken out of the address, so that a reload does not repeat it. */
export function takeLoginError() {
  const url = new URL(location.href);
  const error = url.searchParams.get('login_error');
  if (error === null) {
    return null;
  }
  url.searchParams.delete('login_error');
  history.replaceState(history.state, '', url);
  return (error === 'access_denied') ? 'The log-in was cancelled, or you may not log in here.'
    : 'The log-in failed. Please try again.';
}
