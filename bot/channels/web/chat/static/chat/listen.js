/**
 * Reads a message aloud with a Swedish voice of the device itself. A voice that is not local would send the client's
 * words to a stranger: without a local one there is no button.
 */

import { make, word } from './page.js';

const LONGEST = 160;
const CALM = 0.75;
const ASKS_FOR_CALM = /sakta|långsam|lugnare|slow/i;

const speech = window.speechSynthesis;
const voice = () => speech.getVoices().find((one) => one.localService === true && /^sv\b/i.test(one.lang));
let rate = 1;
/** @type {HTMLElement | null} */
let playing = null;

function addButtons() {
  if (!voice()) return;
  for (const message of document.querySelectorAll('#sagt > .message, #tidigare > .message:not(.message--you)')) {
    if (!message.querySelector('.listen')) message.append(button('listen'));
  }
  const question = document.getElementById('fraga');
  if (question && !question.nextElementSibling?.matches('.listen')) question.after(button('listen_question'));
}

/** @param {string} id */
const button = (id) => make('button', { type: 'button', class: 'move listen', 'aria-pressed': 'false' }, word(id));

/** @param {MouseEvent} event */
function onClick({ target }) {
  const pressed = target.closest?.('.listen');
  const again = pressed === playing;
  if (!pressed) return;
  stop();
  if (!again) play(pressed);
}

function stop() {
  playing?.setAttribute('aria-pressed', 'false');
  playing = null;
  speech.cancel();
}

/** @param {HTMLElement} pressed */
function play(pressed) {
  const parts = chunks(textOf(pressed));
  playing = pressed;
  pressed.setAttribute('aria-pressed', 'true');
  const next = () => {
    if (playing !== pressed) return;
    if (!parts.length) return stop();
    const utterance = new SpeechSynthesisUtterance(parts.shift());
    speech.speak(Object.assign(utterance, { lang: 'sv-SE', voice: voice(), rate, onend: next, onerror: next }));
  };
  next();
}

/** The message, or the question with the answers that can be pressed. @param {HTMLElement} pressed */
function textOf(pressed) {
  const message = pressed.closest('.message');
  const parts = message ? message.querySelectorAll('p, li') : document.querySelectorAll('#fraga, .option, .tick');
  return [...parts].map((part) => part.textContent.trim().replace(/([^.!?:])$/, '$1.')).join(' ');
}

/** In short pieces, as some browsers fall silent in a long text: at a sentence's end if there is one, else at a space. */
const chunks = (text) => text.match(new RegExp(`[^]{1,${LONGEST}}[.!?](?=\\s|$)|[^]{1,${LONGEST}}(?=\\s|$)|[^]+`, 'g')) ?? [];

if (speech) {
  speech.addEventListener?.('voiceschanged', addButtons);
  document.addEventListener('samtal:svar', ({ detail }) => {
    stop();
    if (ASKS_FOR_CALM.test(detail)) rate = CALM;
    addButtons();
  });
  document.addEventListener('click', onClick);
  addEventListener('pagehide', stop);
  addButtons();
}
