/** Small help with fields: a text that grows, a way to send from the keyboard, a code that is copied. */

import { word } from './words.js';

const MOST_ROWS = 12;
const keyboard = matchMedia('(any-hover: hover) and (any-pointer: fine)').matches;

document.addEventListener('input', (event) => event.target.matches?.('#samtal textarea') && grow(event.target));
document.addEventListener('keydown', onKey);
document.addEventListener('samtal:svar', prepare);
document.addEventListener('click', onCopy);
prepare();
for (const code of document.querySelectorAll('[data-copy]')) code.after(copyButton());

/** In a field of several lines Enter makes a new one, so that nobody sends half a thought. @param {KeyboardEvent} event */
function onKey(event) {
  const field = event.target;
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !field.matches?.('#samtal textarea')) return;
  event.preventDefault();
  field.form.requestSubmit(field.form.querySelector('[name="send"]'));
}

function prepare() {
  const field = document.querySelector('#samtal textarea[name="text"]');
  if (!field) return;
  grow(field);
  if (!keyboard || document.getElementById('ctrl-enter')) return;
  const help = document.createElement('p');
  help.id = 'ctrl-enter';
  help.className = 'field__help';
  help.textContent = word('script_ctrl_enter');
  field.after(help);
  field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ctrl-enter`.trim());
}

/** @param {HTMLTextAreaElement} field */
function grow(field) {
  while (field.rows < MOST_ROWS && field.scrollHeight > field.clientHeight + 2) field.rows += 1;
}

function copyButton() {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button copy';
  button.textContent = word('script_copy');
  const status = document.createElement('span');
  status.setAttribute('role', 'status');
  const box = document.createElement('p');
  box.className = 'row';
  if (navigator.clipboard) box.append(button, status);
  return box;
}

/** @param {MouseEvent} event */
async function onCopy(event) {
  const button = event.target.closest?.('.copy');
  if (!button) return;
  const code = button.parentElement.previousElementSibling;
  try {
    await navigator.clipboard.writeText(code.dataset.copy || code.textContent.trim());
    button.nextElementSibling.textContent = word('script_copied');
  } catch {
    getSelection()?.selectAllChildren(code);
  }
}
