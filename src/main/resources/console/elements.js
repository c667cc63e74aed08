/** Makes and finds elements of the page; every text goes in as text, never as markup. */

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const ATTENTION = 'Attention: ';
const PRODUCT = 'Zendesk account';

export const byId = (id) => document.getElementById(id);

/** An element with attributes and children; strings become text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  made.append(...children);
  return made;
}

export function button(label, action, attributes = {}) {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', action);
  return made;
}

/** A moment in the reader's own time zone. */
export function time(instant) {
  return element('time', { datetime: instant }, MOMENT.format(new Date(instant)));
}

/** Rows of a definition list; those without a value are left out. */
export function facts(list, rows) {
  const given = rows.filter(([, value]) => value !== null && value !== undefined);
  list.replaceChildren(...given.map(([term, value]) =>
    element('div', {}, element('dt', {}, term), element('dd', {}, value))));
}

export function show(id, isShown) {
  byId(id).hidden = !isShown;
}

export function capitalised(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Shows one of the page's views and hides the others. */
export function showView(name) {
  for (const view of document.querySelectorAll('[data-view]')) {
    view.hidden = view.dataset.view !== name;
  }
}

export function entitle(state) {
  document.title = state ? `${state} – ${PRODUCT}` : PRODUCT;
}

/** Says in the title that the page waits for a correction, or no longer does. */
export function entitleAttention(isNeeded) {
  document.title = (isNeeded ? ATTENTION : '') + document.title.replace(ATTENTION, '');
}

/** Says something to screen readers that the eye sees anyway; the same words twice are said twice. */
export function announce(text) {
  const announcer = byId('announcer');
  announcer.textContent = '';
  setTimeout(() => { announcer.textContent = text; }, 50);
}

/** Keeps at most one notice of a kind, in a live region at the top of the page. */
export function notice(kind, region, ...children) {
  withdraw(kind);
  byId(region).append(element('div', { class: 'notice', 'data-notice': kind }, ...children));
}

export function withdraw(kind) {
  document.querySelector(`[data-notice="${kind}"]`)?.remove();
}
