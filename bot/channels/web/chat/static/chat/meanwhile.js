/** What is told while an answer is on its way: that somebody reads, that the network is gone, that it is back. */

import { word, words } from './words.js';

const READING_AFTER_MS = 400;

const notice = document.getElementById('natet');
const reading = document.createElement('div');
let timer = 0;

/** Both stand at the lower edge of the window, near the button that was pressed. @param {HTMLElement} section */
export function prepare(section) {
  const edge = document.createElement('div');
  edge.className = 'meanwhile';
  reading.setAttribute('role', 'status');
  edge.append(reading);
  if (notice) edge.append(notice);
  section.after(edge);
}

export function sent() {
  if (notice) notice.hidden = true;
  timer = setTimeout(() => reading.replaceChildren(waiting()), READING_AFTER_MS);
}

function waiting() {
  const p = document.createElement('p');
  const dots = document.createElement('span');
  p.className = 'waiting';
  dots.className = 'dots';
  dots.setAttribute('aria-hidden', 'true');
  dots.append(...[1, 2, 3].map(() => document.createElement('span')));
  p.append(word('script_reading'), dots);
  return p;
}

/** @param {() => void} tryNow what the button does */
export function lost(tryNow) {
  stopReading();
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button--primary';
  button.textContent = word('script_try_now');
  button.addEventListener('click', tryNow);
  // The words are not said again at every try.
  if (notice?.dataset.tells !== 'script_lost' || notice.hidden) tell('script_lost', 'warning');
  notice?.querySelector('button')?.remove();
  notice?.append(button);
}

/** The server answered, but not with a page of the conversation. */
export function wrong() {
  stopReading();
  tell('script_wrong', 'warning');
}

/** @returns {void} */
export function arrived() {
  stopReading();
  if (notice && !notice.hidden && notice.dataset.tells === 'script_lost') tell('script_back', 'success');
}

function stopReading() {
  clearTimeout(timer);
  reading.replaceChildren();
}

/** @param {string} id @param {'warning' | 'success'} kind */
function tell(id, kind) {
  if (!notice) return;
  notice.className = `notice notice--${kind}`;
  notice.dataset.tells = id;
  notice.hidden = false;
  notice.replaceChildren(words(id));
}
