/** Who tried to change which billing fields, when, and with what outcome; never which values. */

import { call, jsonOf } from './api.js';
import { fieldLabel } from './billing-field.js';
import { announce, byId, element, show, time } from './elements.js';
import { outcomeInWords, problemNote } from './problem.js';

export class ChangesPanel {

  constructor() {
    byId('changes-reload').addEventListener('click', () => this.#reload());
  }

  async load() {
    show('changes', true);
    try {
      this.#show(jsonOf(await call('GET', 'changes')).changes);
      byId('changes-problem').replaceChildren();
      return true;
    }
    catch (problem) {
      show('changes-none', false);
      byId('changes-problem').replaceChildren(problemNote(problem, () => this.#reload()));
      return false;
    }
  }

  /** Shows nothing any more. */
  forget() {
    byId('changes-rows').replaceChildren();
  }

  async #reload() {
    if (await this.load()) {
      announce('Changes loaded.');
    }
  }

  #show(changes) {
    byId('changes-none').textContent = 'Nobody has tried to change anything yet.';
    show('changes-none', changes.length === 0);
    show('changes-table', changes.length > 0);
    byId('changes-rows').replaceChildren(...changes.map(row));
  }

}

function row({ at, by, fields, outcome, applied, requestId }) {
  return element('tr', { role: 'row' },
    cell('When', time(at)),
    cell('Who', by?.name ?? by?.subject ?? 'Not known'),
    cell('Fields', fields.map(fieldLabel).join(', ') || 'None'),
    cell('Outcome', element('span', { class: `outcome ${applied}` }, inWords(outcome, applied))),
    cell('Request', requestId ? element('code', {}, requestId) : 'Not known'));
}

/** On a phone each cell says its column itself. */
function cell(column, content) {
  return element('td', { role: 'cell', 'data-column': column }, content);
}

function inWords(outcome, applied) {
  if (outcome === 'applied') {
    return 'Applied';
  }
  if (outcome === 'started') {
    return 'Still under way, or its end is not known';
  }
  return `${verdict(applied)}: ${outcomeInWords(outcome)}`;
}

function verdict(applied) {
  return { yes: 'Applied', no: 'Not applied' }[applied] ?? 'Perhaps applied';
}
