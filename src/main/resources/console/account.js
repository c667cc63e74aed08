/** The account and its plan, and how fresh they are. */

import { call, exactJsonOf } from './api.js';
import { announce, byId, capitalised, element, entitle, facts, show, time } from './elements.js';
import { freshnessInWords, freshnessOf } from './freshness.js';
import { problemNote } from './problem.js';

const TICK_MS = 5_000;
const WORDS = { api: 'API', desc: 'description', ip: 'IP', rest: 'REST', sla: 'SLA' };

export class AccountPanel {

  #freshness = null;
  #read;

  /** `read({billing, etag})` is told each account that was read, and null when there is none any more. */
  constructor(read) {
    this.#read = read;
    byId('account-reload').addEventListener('click', () => this.reload());
    setInterval(() => this.#tellFreshness(), TICK_MS);
  }

  /** Past every cache, because somebody asked for it. */
  async reload() {
    const reading = await this.load({ readNow: true });
    if (reading) {
      announce(`Account loaded. ${freshnessInWords(this.#freshness)}.`);
    }
    return reading;
  }

  /** What was read, or null where a problem is told instead. */
  async load(options) {
    byId('account').setAttribute('aria-busy', 'true');
    try {
      return this.show(await call('GET', 'api/v2/account', options));
    }
    catch (problem) {
      this.#fail(problem);
      return null;
    }
    finally {
      byId('account').removeAttribute('aria-busy');
    }
  }

  /** Shows an answer that holds the account, whatever it answered. */
  show(answer) {
    const account = exactJsonOf(answer);
    this.#freshness = freshnessOf(answer.headers);
    byId('account-problem').replaceChildren();
    facts(byId('account-facts'), [
      ['Key', account.account_key && element('code', {}, account.account_key)],
      ['Status', account.status],
      ['Created', account.create_date && time(account.create_date)],
    ]);
    facts(byId('account-plan'), Object.entries(account.plan ?? {}).map(([member, value]) =>
      [label(member), value === null ? 'None' : planValue(value)]));
    show('account-details', true);
    this.#tellFreshness();
    entitle(account.account_key);
    const reading = { billing: account.billing, etag: strong(answer.headers.get('ETag')) };
    this.#read(reading);
    return reading;
  }

  /** Shows nothing any more. */
  forget() {
    byId('account-facts').replaceChildren();
    byId('account-plan').replaceChildren();
    show('account-details', false);
    this.#freshness = null;
  }

  /** What was shown before stays, but not once there is no connection that it could be of. */
  #fail(problem) {
    byId('account-problem').replaceChildren(problemNote(problem, () => this.reload()));
    if (problem.slug === 'not-connected') {
      this.forget();
      this.#read(null);
    }
    this.#tellFreshness();
  }

  #tellFreshness() {
    const line = byId('account-freshness');
    line.hidden = this.#freshness === null;
    if (this.#freshness) {
      line.textContent = freshnessInWords(this.#freshness);
      line.classList.toggle('stale', this.#freshness.isStandIn);
    }
  }

}

/** A proxy that compresses makes the tag a weak one; the service compares with the strong one that it sent. */
function strong(etag) {
  return etag?.replace(/^W\//, '') ?? null;
}

/** `max_agents` as "Max agents"; members that are new need no change here. */
function label(member) {
  return capitalised(member.split('_').map((word) => WORDS[word] ?? word).join(' '));
}

function planValue(value) {
  if (typeof value === 'boolean') {
    return element('span', { class: value ? 'yes' : 'no' }, value ? 'Yes' : 'No');
  }
  return (typeof value === 'object') ? JSON.stringify(value) : value;
}
