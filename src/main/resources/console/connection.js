/** The connection to Zendesk: how it stands, as whom, and for owners how to make and end it. */

import { call, exactJsonOf, jsonOf } from './api.js';
import { byId, element, facts, show, time } from './elements.js';
import { outcomeInWords, problemNote } from './problem.js';
import { navigate } from './session.js';

const SETTLING_LOOKS = 6;
const SETTLING_MS = 3_000;

const STATUS = {
  'connected': 'Connected',
  'connecting': 'Being connected',
  'broken': 'Broken: somebody must look at it',
  'not-connected': 'Not connected',
};

const GRANT = {
  'client_credentials': 'this service itself',
  'authorization_code': 'an owner',
};

const WRITABLE = { yes: 'Can be changed', no: 'Cannot be changed', unknown: 'Not known yet' };

export class ConnectionPanel {

  #isOwner = false;
  #shown = {};
  #tell;
  #looks = 0;
  #timer;

  /** `seen(connection)` is told how it stands, `ended()` that it was ended here. */
  constructor(tell) {
    this.#tell = tell;
    byId('connect').addEventListener('click', () => this.#connect());
    byId('disconnect').addEventListener('click', () => this.#ask());
    byId('disconnect-dialog').addEventListener('close', () => this.#answered());
  }

  load(isOwner = this.#isOwner) {
    this.#isOwner = isOwner;
    this.#looks = 0;
    return this.#look();
  }

  async #look() {
    clearTimeout(this.#timer);
    try {
      this.#show(exactJsonOf(await call('GET', 'connection')));
    }
    catch (problem) {
      this.#fail(problem);
    }
  }

  #show(connection) {
    this.#shown = connection;
    byId('connection-problem').replaceChildren();
    const status = byId('connection-status');
    status.dataset.status = connection.status;
    this.#say(status, STATUS[connection.status] ?? connection.status);
    facts(byId('connection-facts'), rows(connection));
    this.#offer(connection);
    this.#tell.seen(connection);
    this.#lookAgainWhileSettling(connection);
  }

  /** A live region repeats what is written anew, so only what differs is. */
  #say(line, text) {
    if (line.textContent !== text) {
      line.textContent = text;
    }
  }

  #offer({ status, grant }) {
    const bySelf = grant === 'client_credentials';
    show('connection-by-itself', bySelf);
    show('connection-actions', this.#isOwner);
    show('connect', !bySelf);
    show('disconnect', status !== 'not-connected');
    byId('connect').textContent = (status === 'not-connected') ? 'Connect Zendesk' : 'Connect again';
    byId('connect').classList.toggle('primary', status === 'not-connected' || status === 'broken');
  }

  /** Right after connecting, Zendesk is still being asked as whom. */
  #lookAgainWhileSettling({ status, billingWritable }) {
    const isSettling = status === 'connecting' || (status === 'connected' && billingWritable === 'unknown');
    if (isSettling && this.#looks < SETTLING_LOOKS) {
      this.#looks += 1;
      this.#timer = setTimeout(() => this.#look(), SETTLING_MS);
    }
  }

  #fail(problem) {
    const status = byId('connection-status');
    delete status.dataset.status;
    this.#say(status, 'Cannot be told just now');
    byId('connection-problem').replaceChildren(problemNote(problem, () => this.load()));
  }

  async #connect() {
    byId('connection-alert').replaceChildren();
    try {
      navigate(jsonOf(await call('POST', 'connection/authorization')).authorizationUrl);
    }
    catch (problem) {
      byId('connection-alert').replaceChildren(problemNote(problem));
    }
  }

  #ask() {
    const after = (this.#shown.grant === 'client_credentials')
      ? 'This service connects again by itself as soon as it needs to.'
      : 'Until an owner connects again, nobody can see or change the account here.';
    byId('disconnect-consequence').textContent = `The token is forgotten here and revoked at Zendesk. ${after}`;
    byId('disconnect-dialog').returnValue = 'cancel';
    byId('disconnect-dialog').showModal();
  }

  async #answered() {
    if (byId('disconnect-dialog').returnValue !== 'disconnect') {
      return;
    }
    byId('connection-alert').replaceChildren();
    try {
      this.#disconnected(jsonOf(await call('DELETE', 'connection')));
    }
    catch (problem) {
      byId('connection-alert').replaceChildren(problemNote(problem));
    }
  }

  #disconnected({ revokedAtZendesk }) {
    const words = revokedAtZendesk ? 'Disconnected, and the token was revoked at Zendesk.'
      : 'Disconnected here, but Zendesk has not confirmed that it revoked the token. Remove it in Zendesk as well.';
    byId('connection-alert').replaceChildren(element('p', { class: revokedAtZendesk ? 'saved' : 'banner' }, words));
    byId('connection-heading').focus();
    this.#tell.ended();
  }

}

function rows({ user, since, expiresAt, grant, scopes, billingWritable, reason, lastFailure }) {
  return [
    ['Connected as', user && `User ${user.id}, ${role(user)}`],
    ['Since', since && time(since)],
    ['Token expires', expiresAt && time(expiresAt)],
    ['Connected by', GRANT[grant] ?? grant],
    ['Scopes', scopes?.length ? scopes.join(', ') : null],
    ['Billing details', [WRITABLE[billingWritable] ?? billingWritable, reason].filter(Boolean).join(': ')],
    ['Last failure', lastFailure && failure(lastFailure)],
  ];
}

function role({ role: word, enabled }) {
  return `${word ?? 'role not known'}${enabled ? '' : ', disabled'}`;
}

function failure({ slug, at }) {
  return element('span', {}, `${outcomeInWords(slug)}, `, time(at));
}
