/** What was said before, above the question, for as long as this page is open. A reload shows the question only. */

import { make, word } from './page.js';

/** @param {HTMLElement} section the question that was answered @param {string} said the client's own words */
export function keepAbove(section, said) {
  let box = document.getElementById('tidigare');
  if (!box) section.before((box = make('section', { id: 'tidigare', 'aria-label': word('earlier') })));
  box.append(...clones(section.querySelectorAll('#sagt > .message, :scope > .files')));
  const question = section.querySelector('#fraga');
  if (question) {
    const kind = question.classList.contains('question--crisis') ? 'crisis' : 'ask';
    box.append(message(kind, ...clones(question.childNodes)));
  }
  if (said) box.append(message('you', make('b', {}, word('you')), ` ${said}`));
}

/** @param {string} kind @param {(Node | string)[]} inside */
const message = (kind, ...inside) => make('div', { class: `message message--${kind}` }, make('p', {}, ...inside));

/** @param {NodeList} nodes */
const clones = (nodes) => [...nodes].map((node) => node.cloneNode(true));

export const forgetAbove = () => document.getElementById('tidigare')?.remove();

/**
 * What the client answers by pressing this button, in the words that stand on the page.
 *
 * @param {HTMLElement} section @param {HTMLButtonElement | null} pressed @returns {string}
 */
export function saidWith(section, pressed) {
  if (pressed?.matches('[name="choice"], [name="move"]')) return pressed.textContent.trim();
  const ticked = [...section.querySelectorAll('[name="choices"]:checked')];
  const said = ticked.map((tick) => tick.labels[0].textContent.trim());
  const text = section.querySelector('[name="text"]')?.value.trim();
  // Words that were written beside ticks and "Klar" are not sent: they stay in the field.
  if (text && !(said.length && pressed?.name === 'done')) said.push(text);
  return said.join(', ');
}
