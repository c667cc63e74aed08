/** One field of the billing form: what was read, what was typed, and what is wrong with it. */

import { capitalised, element } from './elements.js';
import { Conflict } from './conflict.js';

const PREFIX = 'billing-';

/** What people call a field; the name itself where it is new. */
export function fieldLabel(key) {
  return document.querySelector(`label[for="${PREFIX}${CSS.escape(key)}"]`)?.textContent ?? key;
}

export class BillingField {

  #control;
  #error;
  #hint;
  #read = '';
  #filled = '';
  #conflict = null;

  constructor(control) {
    this.#control = control;
    this.key = control.name;
    this.label = fieldLabel(control.name);
    this.#hint = document.getElementById(`${control.id}-hint`);
    this.#error = element('p', { class: 'error', id: `${control.id}-error`, hidden: '' });
    control.after(this.#error);
    control.addEventListener('input', () => this.#typed());
  }

  get value() {
    return this.#control.value;
  }

  /** A control may hold less than was read, such as no line feeds: that alone is no change. */
  get isChanged() {
    return this.#control.value !== this.#filled;
  }

  /** Somebody changed it meanwhile, and both values are offered. */
  get isOffered() {
    return this.#conflict !== null;
  }

  /** Somebody changed it meanwhile, and nobody has chosen yet. */
  get isContested() {
    return this.#conflict?.isOpen ?? false;
  }

  /** What is needed to type the same again on another day. */
  get draft() {
    return { before: this.#read, typed: this.value };
  }

  explain(words) {
    if (this.#hint && words) {
      this.#hint.textContent = capitalised(words);
      this.#hint.hidden = false;
      this.#describe();
    }
  }

  /**
   * Takes what the account holds now, and keeps what was typed. With `tell` also a field where nothing was typed
   * says that it was changed.
   */
  take(theirs, tell) {
    const { value: typed, isChanged } = this;
    const before = this.#read;
    this.#fill(theirs);
    if (isChanged) {
      this.#control.value = typed;
    }
    if (theirs === before) {
      return;
    }
    this.dropConflict();
    if (isChanged ? this.isChanged : tell) {
      this.#offer(theirs, isChanged ? typed : before, isChanged);
    }
  }

  /** Types again what was typed in a draft. */
  restore({ before, typed }) {
    const theirs = this.#read;
    this.#fill(before);
    this.#control.value = typed;
    this.take(theirs, false);
  }

  /** The account holds this value from now on. */
  accept(value) {
    const typed = this.value;
    this.#fill(value);
    this.#control.value = typed;
    this.dropConflict();
  }

  discard() {
    this.#fill(this.#read);
    this.dropConflict();
    this.complain([]);
  }

  forget() {
    this.#read = '';
    this.discard();
  }

  /** It was decided, or is past. */
  dropConflict() {
    this.#conflict?.element.remove();
    this.#conflict = null;
  }

  /** Says what is wrong at the field itself; nothing where nothing is. */
  complain(sentences) {
    this.#error.textContent = sentences.join(' ');
    this.#error.hidden = sentences.length === 0;
    this.#standBack(sentences.length > 0);
    this.#control.setAttribute('aria-invalid', String(sentences.length > 0));
    this.#describe();
  }

  focus() {
    if (this.isContested) {
      this.#conflict.focus();
    }
    else {
      this.#control.focus();
    }
  }

  #fill(value) {
    this.#read = value;
    this.#control.value = value;
    this.#filled = this.#control.value;
  }

  #typed() {
    this.complain([]);
    this.#conflict?.settle();
  }

  #offer(theirs, yours, isTyped) {
    const choose = (value) => {
      this.#control.value = value;
      this.complain([]);
    };
    this.#conflict = new Conflict(this, { theirs, yours, isTyped, choose });
    this.#control.parentElement.append(this.#conflict.element);
  }

  /** The hint would only say again what the error says. */
  #standBack(isWrong) {
    if (this.#hint) {
      this.#hint.hidden = isWrong || this.#hint.textContent === '';
    }
  }

  #describe() {
    const described = [this.#hint, this.#error].filter((one) => one && !one.hidden).map((one) => one.id);
    if (described.length > 0) {
      this.#control.setAttribute('aria-describedby', described.join(' '));
    }
    else {
      this.#control.removeAttribute('aria-describedby');
    }
  }

}
