/** Small help with fields: a text that grows, a way to send from the keyboard, a code that is copied. */

import { make, word } from './page.js';

const MOST_ROWS = 12;
const TEXT = '#samtal textarea';

document.addEventListener('input', ({ target }) => target.matches?.(TEXT) && grow(target));
document.addEventListener('keydown', onKey);
document.addEventListener('samtal:svar', prepare);
prepare();
if (navigator.clipboard) for (const code of document.querySelectorAll('[data-copy]')) addCopyButton(code);

/** In a field of several lines Enter makes a new one, so that nobody sends half a thought. @param {KeyboardEvent} event */
function onKey(event) {
  const { target, key, ctrlKey, metaKey } = event;
  if (key !== 'Enter' || !(ctrlKey || metaKey) || !target.matches?.(TEXT)) return;
  event.preventDefault();
  document.querySelector('#samtal [name="send"]').click();
}

function prepare() {
  const field = document.querySelector(TEXT);
  if (!field) return;
  grow(field);
  if (!matchMedia('(any-hover: hover) and (any-pointer: fine)').matches || document.getElementById('ctrl-enter')) return;
  field.after(make('p', { id: 'ctrl-enter', class: 'field__help' }, word('ctrl_enter')));
  field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ctrl-enter`);
}

/** @param {HTMLTextAreaElement} field */
function grow(field) {
  while (field.rows < MOST_ROWS && field.scrollHeight > field.clientHeight + 2) field.rows += 1;
}

/** @param {HTMLElement} code */
function addCopyButton(code) {
  const status = make('span', { role: 'status' });
  const button = make('button', { type: 'button', class: 'button' }, word('copy'));
  button.onclick = async () => {
    await navigator.clipboard.writeText(code.dataset.copy || code.textContent.trim());
    status.textContent = word('copied');
  };
  code.after(make('p', { class: 'row' }, button, status));
}
