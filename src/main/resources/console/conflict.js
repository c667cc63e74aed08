/** Offers both values of a field that somebody changed meanwhile. */

import { element } from './elements.js';

export class Conflict {

  #settled;
  #radios;
  element;

  /**
   * @param field its key and label
   * @param theirs what the account holds now
   * @param yours what was typed here, or what was read before where nothing was
   * @param isTyped whether something was typed here: then nothing is chosen for anybody
   * @param choose is told the chosen value
   */
  constructor({ key, label }, { theirs, yours, isTyped, choose }) {
    this.#settled = !isTyped;
    this.#radios = [
      radio(key, 'theirs', () => this.#decide(choose, theirs)),
      radio(key, 'yours', () => this.#decide(choose, yours)),
    ];
    this.#radios[0].checked = !isTyped;
    this.element = element('fieldset', { class: 'conflict', id: `billing-${key}-conflict` },
      element('legend', {}, `${label}: somebody changed this meanwhile`),
      choice(this.#radios[0], 'Theirs', theirs),
      choice(this.#radios[1], isTyped ? 'Yours' : 'Before', yours));
  }

  /** Whether nobody has decided yet. */
  get isOpen() {
    return !this.#settled;
  }

  /** Somebody typed a value, which may be a third one. */
  settle() {
    this.#settled = true;
    this.#radios.forEach((one) => { one.checked = false; });
  }

  focus() {
    this.#radios[0].focus();
  }

  #decide(choose, value) {
    this.#settled = true;
    choose(value);
  }

}

function radio(key, value, chosen) {
  const made = element('input', { type: 'radio', name: `${key}-choice`, value });
  made.addEventListener('change', chosen);
  return made;
}

function choice(input, whose, value) {
  return element('label', { class: 'choice' }, input,
    element('span', {}, element('strong', {}, `${whose}: `), value || element('em', {}, 'empty')));
}
