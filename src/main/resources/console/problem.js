/** What went wrong with a call, RFC 9457, and how to say it to the person in front of the page. */

import { button, element } from './elements.js';

const URN = 'urn:zendesk-account-bff:problem:';

const OUTCOMES = {
  'unauthenticated': 'the session had ended',
  'login-too-old': 'a new log-in was needed first',
  'role-required': 'only owners may do this',
  'csrf': 'the request did not come from this page',
  'bad-request': 'the request was malformed',
  'request-timeout': 'the request did not arrive in time',
  'payload-too-large': 'the request was too large',
  'unsupported-media-type': 'the request was in no known format',
  'not-acceptable': 'the answer was wanted in no known format',
  'invalid-json': 'the request was not readable',
  'invalid-billing': 'the values broke the rules',
  'billing-refused': 'Zendesk refused the values',
  'precondition-failed': 'somebody had changed the account meanwhile',
  'precondition-required': 'the request did not say which state it changes',
  'account-read-only': 'the account can only be changed in Zendesk Support',
  'connection-not-owner': 'the connected Zendesk user is not the owner',
  'authorization-failed': 'Zendesk was not connected',
  'not-connected': 'Zendesk was not connected',
  'upstream-credentials': 'Zendesk refused the connection',
  'upstream-unavailable': 'Zendesk could not be reached',
  'upstream-throttled': 'Zendesk took no more calls for a while',
  'upstream-timeout': 'Zendesk did not answer in time',
  'upstream-failed': 'the call to Zendesk failed',
  'upstream-invalid': 'Zendesk did not answer with the account',
  'upstream-forbidden': 'Zendesk forbade the call',
  'session-unavailable': 'the session could not be checked',
  'store-unavailable': 'the shared store could not be reached',
  'overloaded': 'the service had too much to do',
  'internal': 'the service had an error of its own',
};

export class Problem extends Error {

  constructor(members) {
    super(members.detail ?? members.title);
    Object.assign(this, { violations: [] }, members);
    this.slug = String(members.type ?? '').replace(URN, '');
  }

}

/** The problem of an answer, also of one that a proxy on the way has made up. */
export function problemOf(status, text) {
  try {
    const members = JSON.parse(text);
    if (members.type?.startsWith(URN)) {
      return new Problem({ status, ...members });
    }
  }
  catch {
    // Not ours; said below.
  }
  const detail = `The service answered ${status} and did not say why.`;
  return new Problem({ status, title: 'No usable answer', detail });
}

/** The words for a problem's slug in a sentence about the past; the slug itself where it is new. */
export function outcomeInWords(slug) {
  return Object.hasOwn(OUTCOMES, slug) ? OUTCOMES[slug] : slug;
}

export function seconds(count) {
  return (Number(count) === 1) ? '1 second' : `${count} seconds`;
}

/** A problem as paragraphs, with a way on where there is one. */
export function problemNote(problem, retry, label = 'Try again') {
  const lines = [element('p', {}, element('strong', {}, problem.title ?? 'Error'), `: ${problem.message}`)];
  if (problem.retryAfter) {
    lines.push(element('p', {}, `Try again in ${seconds(problem.retryAfter)}.`));
  }
  if (retry) {
    lines.push(element('p', {}, button(label, retry)));
  }
  if (problem.requestId) {
    lines.push(element('p', { class: 'request' }, 'Request ', element('code', {}, problem.requestId)));
  }
  return element('div', { class: 'problem' }, ...lines);
}
