/** What was said before, above the question, for as long as this page is open. A reload shows the question only. */

import { word } from './words.js';

/** @param {string} kind @param {Node[]} inside */
function message(kind, inside) {
  const div = document.createElement('div');
  const p = document.createElement('p');
  div.className = `message message--${kind}`;
  p.append(...inside);
  div.append(p);
  return div;
}

/** @param {HTMLElement} section the question that was answered @param {string} said the client's own words */
export function keepAbove(section, said) {
  const box = document.getElementById('tidigare') ?? makeBox(section);
  for (const shown of section.querySelectorAll('#sagt > .message')) box.append(shown.cloneNode(true));
  const question = section.querySelector('#fraga');
  if (question) box.append(message(question.classList.contains('question--crisis') ? 'crisis' : 'ask', clones(question)));
  if (!said) return;
  const you = document.createElement('b');
  you.textContent = `${word('script_you')} `;
  box.append(message('you', [you, document.createTextNode(said)]));
}

/** @param {Element} from */
const clones = (from) => [...from.childNodes].map((node) => node.cloneNode(true));

/** @param {HTMLElement} section */
function makeBox(section) {
  const box = document.createElement('section');
  box.id = 'tidigare';
  box.setAttribute('aria-label', word('script_earlier'));
  section.before(box);
  return box;
}

/**
 * What the client answers with this form and button, in the words that stand on the page.
 *
 * @param {HTMLElement} section @param {URLSearchParams} body @param {HTMLElement | null} pressed
 */
export function saidWith(section, body, pressed) {
  const name = pressed?.getAttribute('name');
  if (name === 'choice' || name === 'move') return pressed?.textContent?.trim() ?? '';
  const ticked = [...section.querySelectorAll('input[name="choices"]:checked')];
  const labels = name === 'send' ? [] : ticked.map((tick) => tick.labels?.[0]?.textContent?.trim() ?? '');
  const text = (body.get('text') ?? '').trim();
  return [...labels, text].filter(Boolean).join(', ');
}
