/** Says above the form and at each field what stands in the way of saving, and leads there. */

import { fieldLabel } from './billing-field.js';
import { byId, element, entitleAttention, show } from './elements.js';

const POINTER = '/billing/';
const REFUSED = 'Nothing was saved. Please correct:';
const OVERTAKEN = 'Somebody changed this meanwhile. Nothing was saved. Choose at each field, then save again:';
const CONTESTED = 'choose theirs or yours';
const YIELDED = 'theirs is taken, unless you choose otherwise';

export class BillingSummary {

  #fields;

  constructor(fields) {
    this.#fields = fields;
  }

  /** Tells violations as the service gives them; false where there is none. */
  complain(violations) {
    const items = violations.map(item);
    for (const field of this.#fields) {
      field.complain(items.filter(({ key }) => key === field.key).map(({ text }) => text));
    }
    return this.#tell(REFUSED, items);
  }

  /** Tells which fields offer two values; false where none does. */
  tellConflicts() {
    return this.#tell(OVERTAKEN, this.#fields.filter((field) => field.isOffered).map((field) =>
      ({ key: field.key, text: `${field.label}: ${field.isContested ? CONTESTED : YIELDED}` })));
  }

  clear() {
    this.#fields.forEach((field) => field.complain([]));
    byId('billing-summary-heading').textContent = '';
    byId('billing-summary-list').replaceChildren();
    show('billing-summary', false);
    entitleAttention(false);
  }

  #tell(heading, items) {
    if (items.length === 0) {
      return false;
    }
    byId('billing-summary-heading').textContent = heading;
    byId('billing-summary-list').replaceChildren(...items.map((one) => element('li', {}, this.#link(one))));
    show('billing-summary', true);
    entitleAttention(true);
    byId('billing-summary').focus();
    return true;
  }

  #link({ key, text }) {
    const field = this.#fields.find((one) => one.key === key);
    if (!field) {
      return text;
    }
    const link = element('a', { href: `#billing-${key}` }, text);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      field.focus();
    });
    return link;
  }

}

function item({ pointer, message }) {
  const key = pointer.startsWith(POINTER) ? pointer.slice(POINTER.length) : '';
  return { key, text: sentence(key ? fieldLabel(key) : pointer || 'The request', message) };
}

/** Rules are sentences without their subject, which is the field. */
function sentence(label, words) {
  const verb = /^(must|was|is)\b/.test(words);
  return `${label}${verb ? ' ' : ': '}${words}${/[.!?]$/.test(words) ? '' : '.'}`;
}
