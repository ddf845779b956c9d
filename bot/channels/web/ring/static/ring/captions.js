/** What is said, as text: the newest last, its beginning in sight unless the client reads further up. */

import { make, word } from '../chat/page.js';

const MOST = 200;
const NEAR = 40;

const log = document.getElementById('texten');
/** Where we last scrolled to. Who has gone up from there reads, and is left alone. */
let place = 0;

/** @param {string} who `bot` or `you` @param {string} text */
export function show(who, text) {
  if (!text.trim()) return;
  const reads = log.scrollTop < place - NEAR;
  const own = who === 'you';
  const words = own ? [make('b', {}, word('you')), ` ${text}`] : [text];
  log.append(make('div', { class: `message message--${own ? 'you' : 'say'}` }, make('p', {}, ...words)));
  while (log.children.length > MOST) log.firstElementChild.remove();
  if (!reads) follow();
}

/** To the newest: all of it where it fits, else from its beginning, because it is read from there. */
export function follow() {
  const newest = log.lastElementChild;
  if (!newest) return;
  const top = newest.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop;
  log.scrollTop = Math.min(top, log.scrollHeight - log.clientHeight);
  place = log.scrollTop;
}

export function clear() {
  log.replaceChildren();
  place = 0;
}

/**
 * Whether a screen reader reads each new line. It must not while the voice is heard: they would speak both at once, and
 * the microphone would hear it.
 *
 * @param {boolean} on
 */
export const readAloud = (on) => log.setAttribute('aria-live', on ? 'polite' : 'off');
