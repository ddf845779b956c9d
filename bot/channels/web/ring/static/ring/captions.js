/** What is said, as text: the newest at the bottom, and in sight unless the client reads further up. */

import { make, word } from '../chat/page.js';

const MOST = 200;
const NEAR = 40;

const log = document.getElementById('texten');

/** @param {string} who `bot` or `you` @param {string} text */
export function show(who, text) {
  if (!text.trim()) return;
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  const own = who === 'you';
  const words = own ? [make('b', {}, word('you')), ` ${text}`] : [text];
  log.append(make('div', { class: `message message--${own ? 'you' : 'say'}` }, make('p', {}, ...words)));
  while (log.children.length > MOST) log.firstElementChild.remove();
  if (atEnd) toEnd();
}

export const toEnd = () => (log.scrollTop = log.scrollHeight);

export const clear = () => log.replaceChildren();

/**
 * Whether a screen reader reads each new line. It must not while the voice is heard: they would speak both at once, and
 * the microphone would hear it.
 *
 * @param {boolean} on
 */
export const readAloud = (on) => log.setAttribute('aria-live', on ? 'polite' : 'off');
