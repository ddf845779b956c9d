/**
 * Reads a message aloud with a Swedish voice of the device itself. A voice that is not local would send the client's
 * words to a stranger: without a local one there is no button.
 */

import { word } from './words.js';

const LONGEST = 160;
const CALM = 0.75;
const ASKS_FOR_CALM = /sakta|långsam|lugnare|slow/i;

const speech = window.speechSynthesis;
let rate = 1;
/** @type {HTMLButtonElement | null} */
let playing = null;

if (speech && window.SpeechSynthesisUtterance) {
  speech.addEventListener?.('voiceschanged', addButtons);
  document.addEventListener('samtal:svar', (event) => {
    stop();
    if (ASKS_FOR_CALM.test(event.detail.said)) rate = CALM;
    addButtons();
  });
  document.addEventListener('click', onClick);
  addEventListener('pagehide', stop);
  addButtons();
}

const voice = () => speech.getVoices().find((one) => one.localService === true && /^sv\b/i.test(one.lang));

function addButtons() {
  if (!voice()) return;
  for (const message of document.querySelectorAll('#sagt > .message, #tidigare > .message:not(.message--you)')) {
    if (!message.querySelector('.listen')) message.append(button('script_listen'));
  }
  const question = document.getElementById('fraga');
  if (question && !question.nextElementSibling?.matches('.listen')) question.after(button('script_listen_question'));
}

/** @param {string} id */
function button(id) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'move listen';
  made.setAttribute('aria-pressed', 'false');
  made.textContent = word(id);
  return made;
}

/** @param {MouseEvent} event */
function onClick(event) {
  const pressed = event.target.closest?.('.listen');
  if (!pressed) return;
  const again = pressed === playing;
  stop();
  if (!again) play(pressed);
}

function stop() {
  playing?.setAttribute('aria-pressed', 'false');
  playing = null;
  speech.cancel();
}

/** @param {HTMLButtonElement} pressed */
function play(pressed) {
  playing = pressed;
  pressed.setAttribute('aria-pressed', 'true');
  const parts = chunks(textOf(pressed));
  const next = () => {
    if (playing !== pressed) return;
    const part = parts.shift();
    if (!part) return stop();
    const utterance = new SpeechSynthesisUtterance(part);
    Object.assign(utterance, { lang: 'sv-SE', voice: voice(), rate, onend: next, onerror: stop });
    speech.speak(utterance);
  };
  next();
}

/** The message, or the question with the answers that can be pressed. @param {HTMLButtonElement} pressed */
function textOf(pressed) {
  const message = pressed.closest('.message');
  if (message) return [...message.querySelectorAll('p')].map((p) => p.textContent.trim()).join('\n');
  const answers = document.querySelectorAll('#samtal .option, #samtal .tick');
  return [document.getElementById('fraga'), ...answers].map((part) => sentence(part.textContent)).join('\n');
}

/** @param {string} text */
const sentence = (text) => text.trim().replace(/([^.!?])$/, '$1.');

/** Sentences, joined while they are short: some browsers fall silent in a long text. @param {string} text */
function chunks(text) {
  const parts = [];
  for (const piece of text.match(/[^.!?\n]+[.!?]*\n?|\n/g) ?? []) {
    const words = piece.trim().match(new RegExp(`.{1,${LONGEST}}(?:\\s|$)`, 'g')) ?? [];
    for (const part of words) {
      const last = parts.at(-1);
      if (last && last.length + part.length < LONGEST) parts[parts.length - 1] = `${last} ${part.trim()}`;
      else parts.push(part.trim());
    }
  }
  return parts;
}
