/** The owner's form: sends changed fields only, and says what became of them. */

import { call } from './api.js';
import { BillingField } from './billing-field.js';
import { billingRules, breaches } from './billing-rules.js';
import { BillingSummary } from './billing-summary.js';
import { draftOf, forgetDraft, keepDraft } from './draft.js';
import { byId, element, show } from './elements.js';
import { problemNote } from './problem.js';
import { loginHref, navigate } from './session.js';

/** Anything else goes as it was typed, so that the service can say what is wrong with it. */
const WHOLE = /^-?\d+$/;

const PERHAPS = 'The change may have been applied all the same. Reload the account before you try again.';
const UNREADABLE = 'Somebody changed the account meanwhile, and how it is now could not be read. Nothing was saved. '
  + 'Try again in a moment.';
const ELSEWHERE = 'Somebody changed the account meanwhile, but none of your fields. Nothing was saved yet: save again.';

export class BillingForm {

  #fields = [...byId('billing-fields').querySelectorAll('[name]')].map((control) => new BillingField(control));
  #summary = new BillingSummary(this.#fields);
  #page;
  #user = null;
  #etag = null;
  #isOvertaken = false;
  #isBusy = false;
  #isLeaving = false;

  /** `page` reloads the account, shows an answer that holds it, and is told of attempts and refusals. */
  constructor(page) {
    this.#page = page;
    byId('billing-form').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#save();
    });
    byId('billing-discard').addEventListener('click', () => this.#discard());
    addEventListener('beforeunload', (event) => this.isChanged && !this.#isLeaving && event.preventDefault());
  }

  /** Whether anything was typed that is not saved. */
  get isChanged() {
    return this.#changed().length > 0;
  }

  /** Whose form it is; what he typed before he logged in comes back with the account. */
  async open(user) {
    this.#user = user;
    draftOf(user);
    const rules = await billingRules();
    this.#fields.forEach((field) => field.explain(rules[field.key]?.description));
    nameCountries(rules.country_code?.enum);
  }

  /** Takes the account as it was read just now, or null when there is none any more. */
  read(reading) {
    const isShown = this.#user !== null && Boolean(reading?.billing);
    show('billing-form', isShown);
    show('billing-waiting', this.#user !== null && reading === null);
    show('billing-missing', this.#user !== null && reading !== null && !isShown);
    if (isShown) {
      this.#take(reading);
    }
  }

  /** Greys the form out, with the reason, where the connection lets nothing through. */
  allow({ billingWritable, reason }) {
    byId('billing-fields').disabled = billingWritable === 'no';
    const words = (billingWritable === 'no') ? `The billing details cannot be changed here. ${reason ?? ''}`
      : `It is not sure that a change will go through. ${reason ?? ''}`;
    byId('billing-reason').textContent = words.trim();
    show('billing-reason', billingWritable === 'no' || (billingWritable === 'unknown' && Boolean(reason)));
  }

  /** Keeps what was typed until the same user has logged in again, and lets the page go. */
  leave() {
    if (this.isChanged) {
      keepDraft(this.#user, Object.fromEntries(this.#changed().map((field) => [field.key, field.draft])));
    }
    this.#isLeaving = true;
  }

  /** Forgets everything, here and in the draft. */
  forget() {
    forgetDraft();
    this.#fields.forEach((field) => field.forget());
    this.#clear();
  }

  #take({ billing, etag }) {
    this.#etag = etag;
    this.#fields.forEach((field) => field.take(String(billing[field.key] ?? ''), this.#isOvertaken));
    this.#restore(draftOf(this.#user));
  }

  #changed() {
    return this.#fields.filter((field) => field.isChanged);
  }

  #restore(draft) {
    if (draft === null) {
      return;
    }
    forgetDraft();
    this.#fields.filter(({ key }) => Object.hasOwn(draft, key)).forEach((field) => field.restore(draft[field.key]));
    if (!this.#summary.tellConflicts()) {
      this.#say('Your changes are back after the log-in. They are not saved yet.');
      byId('billing-save').focus();
    }
  }

  #discard() {
    this.#fields.forEach((field) => field.discard());
    this.#clear();
    this.#say('Changes discarded.');
  }

  async #save() {
    if (this.#isBusy) {
      return;
    }
    this.#clear();
    const changed = this.#changed();
    if (this.#fields.some((field) => field.isContested)) {
      this.#summary.tellConflicts();
    }
    else if (changed.length === 0) {
      this.#say('There is nothing to save: no field was changed.');
    }
    else if (!this.#summary.complain(await violations(changed))) {
      await this.#send(changed.map((field) => [field, field.value]));
    }
  }

  async #send(values) {
    this.#busy(true);
    this.#say('Saving…');
    try {
      this.#saved(await this.#put(values), values);
    }
    catch (problem) {
      this.#say('');
      await this.#fail(problem);
    }
    finally {
      this.#busy(false);
    }
  }

  #put(values) {
    const billing = Object.fromEntries(values.map(([{ key }, value]) =>
      [key, (key === 'cycle' && WHOLE.test(value)) ? Number(value) : value]));
    return call('PUT', 'api/v2/account', {
      headers: { 'Content-Type': 'application/json', ...(this.#etag && { 'If-Match': this.#etag }) },
      body: JSON.stringify({ billing }),
    });
  }

  #saved(answer, values) {
    values.forEach(([field, value]) => field.accept(value));
    this.#fields.forEach((field) => field.dropConflict());
    if (answer.status === 204) {
      this.#say('Saved; the account could not be read back.');
      this.#page.reload();
    }
    else {
      this.#page.show(answer);
      this.#say(savedInWords(values));
    }
    this.#page.attempted();
  }

  async #fail(problem) {
    if (problem.slug === 'unauthenticated') {
      return;
    }
    if (problem.slug === 'login-too-old' && problem.loginUrl) {
      this.#logInAgain(problem);
      return;
    }
    if (problem.slug === 'precondition-failed') {
      await this.#overtaken();
    }
    else if (!this.#summary.complain(problem.violations)) {
      this.#tell(problem);
    }
    this.#page.attempted();
  }

  #logInAgain({ loginUrl }) {
    this.#say('A change needs a newer log-in. You are taken there; what you typed is kept.');
    this.leave();
    navigate(loginHref(loginUrl));
  }

  async #overtaken() {
    const etag = this.#etag;
    this.#isOvertaken = true;
    const reading = await this.#page.reload();
    this.#isOvertaken = false;
    if (!reading || reading.etag === etag) {
      this.#alert(UNREADABLE);
    }
    else if (!this.#summary.tellConflicts()) {
      this.#alert(ELSEWHERE);
    }
  }

  #tell(problem) {
    if (mayBeApplied(problem)) {
      this.#alert(problemNote(problem, () => this.#page.reload(), 'Look at the account now'),
        element('p', {}, PERHAPS));
      return;
    }
    this.#alert(problemNote(problem), element('p', {}, 'Nothing was changed.'));
    if (problem.status === 409) {
      this.#page.refused();
    }
  }

  #busy(isBusy) {
    this.#isBusy = isBusy;
    byId('billing-save').setAttribute('aria-disabled', String(isBusy));
  }

  #clear() {
    this.#summary.clear();
    byId('billing-alert').replaceChildren();
    this.#say('');
  }

  #say(text) {
    byId('billing-status').textContent = text;
  }

  #alert(...content) {
    byId('billing-alert').replaceChildren(element('div', { class: 'banner' }, ...content));
  }

}

/** Zendesk may take a change and yet show the account as it was before. */
function savedInWords(values) {
  const late = values.filter(([field, value]) => !field.isChanged && field.value !== value);
  const labels = late.map(([{ label }]) => label).join(', ');
  return late.length === 0 ? 'Saved.' : `Saved, but Zendesk still shows another value: ${labels}.`;
}

/** A server error that some proxy has made up says nothing about the change. */
function mayBeApplied({ applied, status }) {
  return applied === 'unknown' || (applied === undefined && !(status < 500));
}

async function violations(fields) {
  const rules = await billingRules();
  return fields.flatMap(({ key, value }) => breaches(rules[key], value)
    .map((message) => ({ pointer: `/billing/${key}`, message })));
}

/** Lets the browser offer the codes with their countries. */
function nameCountries(codes = []) {
  const names = new Intl.DisplayNames(undefined, { type: 'region' });
  const list = element('datalist', { id: 'countries' },
    ...codes.filter(Boolean).map((code) => element('option', { value: code }, names.of(code) ?? code)));
  byId('countries')?.remove();
  byId('billing-form').append(list);
  byId('billing-country_code').setAttribute('list', 'countries');
}
