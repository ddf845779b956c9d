/**
 * The chat without a new page for each answer. Everything here is already a form that works by itself:
 * whatever this script does not understand or cannot do is left to the browser.
 */

import * as draft from './draft.js';
import { forgetAbove, keepAbove, saidWith } from './earlier.js';
import * as meanwhile from './meanwhile.js';
import { deliver } from './post.js';
import { word } from './page.js';

const FORGETS = ['/lamna', '/ny', '/radera', '/fortsatt'];
const title = document.title;
let section = document.getElementById('samtal');
let busy = false;
/** What the client answers, until it is taken. */
let said = '';

if (section) {
  meanwhile.prepare(section);
  draft.restore(section);
  // After a reload the question stands at the top, and so do the first words of the page without network.
  history.scrollRestoration = 'manual';
  document.addEventListener('input', () => draft.keep(section));
  document.addEventListener('click', onClick, true);
}
document.addEventListener('submit', onSubmit);
// A page that the browser had put aside may show a conversation that the client has left.
addEventListener('pageshow', (event) => event.persisted && location.reload());
document.addEventListener('visibilitychange', () => document.hidden || (document.title = title));
for (const extra of ['./listen.js', './fields.js', './offline.js']) import(extra).catch(() => {});

/** @param {SubmitEvent} event */
function onSubmit(event) {
  const form = event.target;
  if (FORGETS.includes(form.getAttribute('action'))) draft.forget();
  if (form.id !== 'svar') return;
  event.preventDefault();
  if (!busy) answer(form, event.submitter);
}

/** While an answer is on its way nothing is pressed or ticked, and nothing that has the focus loses it. */
function onClick(event) {
  if (busy && event.target.closest('button, label, input')?.form?.id === 'svar') event.preventDefault();
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} pressed */
async function answer(form, pressed) {
  const body = new URLSearchParams(new FormData(form));
  if (pressed?.name) body.append(pressed.name, pressed.value);
  said = saidWith(section, pressed) || said;
  hold(true);
  meanwhile.sent(pressed?.closest('.ticks, .options, .field, .moves') ?? pressed ?? form);
  const { status, html } = await deliver(form.action, body, meanwhile.lost);
  try {
    const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('samtal');
    if (!fresh) {
      hold(false);
      return meanwhile.wrong();
    }
    meanwhile.arrived(section);
    if (status === 410) forgetAbove();
    show(fresh, status < 400);
    if (status < 400) said = '';
  } catch {
    location.assign('/');
  }
}

/** @param {boolean} on */
function hold(on) {
  const form = document.getElementById('svar');
  busy = on;
  form.setAttribute('aria-busy', on);
  for (const control of form.elements) {
    if (control.name === 'text') control.readOnly = on;
    else control.setAttribute('aria-disabled', on);
  }
}

/**
 * The next question in the place of the one that was answered.
 *
 * @param {HTMLElement} fresh @param {boolean} taken whether the answer was taken
 */
function show(fresh, taken) {
  if (taken) keepAbove(section, said);
  replace(fresh);
  busy = false;
  if (taken) draft.forget();
  draft.keep(section);
  document.getElementById('fraga').focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent('samtal:svar', { detail: said }));
  ((taken && document.querySelector('#tidigare > :last-child')) || section).scrollIntoView();
  if (document.hidden) document.title = `${word('title')} – ${title}`;
}

/** The live region stays the same element, because only what is added to one that was there is read out. */
function replace(fresh) {
  const log = section.querySelector(':scope > #sagt');
  const freshLog = fresh.querySelector(':scope > #sagt');
  if (!log || !freshLog) {
    section.replaceWith(fresh);
    section = fresh;
    return;
  }
  Object.assign(section.dataset, fresh.dataset);
  for (const node of [...section.childNodes]) if (node !== log) node.remove();
  const nodes = [...fresh.childNodes];
  const middle = nodes.indexOf(freshLog);
  log.before(...nodes.slice(0, middle));
  log.after(...nodes.slice(middle + 1));
  log.replaceChildren(...freshLog.childNodes);
}
