/** What is told while an answer is on its way: that somebody reads, that the network is gone, that it is back. */

import { make, word, words } from './page.js';

const READING_AFTER_MS = 400;
const HEARD_AFTER_MS = 100;

const notice = document.getElementById('natet') ?? make('div', { hidden: '', role: 'status' });
const edge = make('div', { class: 'meanwhile' });
const reading = make('div', { role: 'status' });
const again = make('button', { type: 'button', class: 'button button--primary' }, word('try_now'));
let timer = 0;
let lostNow = false;

/** @param {HTMLElement} section */
export function prepare(section) {
  edge.append(reading, notice);
  section.before(edge);
}

/** What is told now stands beside the answer. @param {HTMLElement} place */
export function sent(place) {
  notice.hidden = true;
  place.after(edge);
  read();
}

function read() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    reading.replaceChildren(waiting());
    edge.scrollIntoView({ block: 'nearest' });
  }, READING_AFTER_MS);
}

function waiting() {
  const dots = make('span', { class: 'dots', 'aria-hidden': 'true' }, make('i', {}), make('i', {}), make('i', {}));
  return make('p', { class: 'waiting' }, word('reading'), dots);
}

/** Said once, not at every try, and the button keeps its focus. @param {() => void} tryNow what the button does */
export function lost(tryNow) {
  stopReading();
  again.onclick = () => {
    read();
    tryNow();
  };
  if (lostNow) return;
  lostNow = true;
  // A region that has just been moved is not listened to yet.
  timer = setTimeout(() => tell('lost', 'warning', make('p', {}, again)), HEARD_AFTER_MS);
}

/** The server answered, but not with a page of the conversation. */
export function wrong() {
  stopReading();
  lostNow = false;
  tell('wrong', 'warning');
}

/** The question that comes now stands below. @param {HTMLElement} section */
export function arrived(section) {
  stopReading();
  section.before(edge);
  if (!lostNow) return;
  lostNow = false;
  tell('back', 'success');
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
  notice.scrollIntoView({ block: 'nearest' });
}
