/** What is told while an answer is on its way: that somebody reads, that the network is gone, that it is back. */

import { make, word, words } from './page.js';

const READING_AFTER_MS = 400;
const GOOD_NEWS_MS = 10_000;

const notice = document.getElementById('natet') ?? make('div', { hidden: '', role: 'status' });
const reading = make('div', { role: 'status' });
const again = make('button', { type: 'button', class: 'button button--primary' }, word('try_now'));
let timer = 0;
let lostNow = false;

/** Both stand at the lower edge of the window, near the button that was pressed. @param {HTMLElement} section */
export const prepare = (section) => section.after(make('div', { class: 'meanwhile' }, reading, notice));

export function sent() {
  if (!lostNow) notice.hidden = true;
  clearTimeout(timer);
  timer = setTimeout(() => reading.replaceChildren(waiting()), READING_AFTER_MS);
}

function waiting() {
  const dots = make('span', { class: 'dots', 'aria-hidden': 'true' }, make('i', {}), make('i', {}), make('i', {}));
  return make('p', { class: 'waiting' }, word('reading'), dots);
}

/** Said once, not at every try, and the button keeps its focus. @param {() => void} tryNow what the button does */
export function lost(tryNow) {
  stopReading();
  again.onclick = () => {
    sent();
    tryNow();
  };
  if (!lostNow) tell('lost', 'warning', make('p', {}, again));
  lostNow = true;
}

/** The server answered, but not with a page of the conversation. */
export function wrong() {
  stopReading();
  lostNow = false;
  tell('wrong', 'warning');
}

export function arrived() {
  stopReading();
  if (!lostNow) return;
  lostNow = false;
  tell('back', 'success');
  timer = setTimeout(() => (notice.hidden = true), GOOD_NEWS_MS);
}

function stopReading() {
  clearTimeout(timer);
  reading.replaceChildren();
}

/** @param {string} id @param {'warning' | 'success'} kind @param {Node[]} more */
function tell(id, kind, ...more) {
  notice.className = `notice notice--${kind}`;
  notice.hidden = false;
  notice.replaceChildren(words(id) ?? '', ...more);
}
