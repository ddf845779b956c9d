/**
 * What is typed or ticked and not yet sent, kept in this tab so that a reload does not lose it.
 * Nothing that was sent is kept, and never more than one question's. Before the yes nothing is kept at all, and what
 * somebody wrote in one conversation never stands in another.
 */

const PLACE = 'utkast';

/** @typedef {{samtal: string, step: string, text: string, ticks: string[]}} Draft */

/** @param {HTMLElement} section */
const ticks = (section) => [...section.querySelectorAll('[name="choices"]')];

/** @param {HTMLElement} section @returns {HTMLTextAreaElement | HTMLInputElement | null} */
const field = (section) => section.querySelector('[name="text"]');

/** Remembers the fields of the question as they are now. @param {HTMLElement} section */
export function keep(section) {
  const text = field(section)?.value ?? '';
  const ticked = ticks(section).filter((tick) => tick.checked).map((tick) => tick.value);
  const { samtal, step } = section.dataset;
  if (!samtal || (!text && !ticked.length)) return forget();
  try {
    sessionStorage.setItem(PLACE, JSON.stringify({ samtal, step, text, ticks: ticked }));
    // The browser need not keep it as well.
    section.querySelector('form').autocomplete = 'off';
  } catch {
    // This browser keeps nothing. The fields still hold it.
  }
}

/** Fills in what was kept for this question, and forgets what belongs to another. @param {HTMLElement} section */
export function restore(section) {
  const draft = read();
  const { samtal, step } = section.dataset;
  // The server could not show the question now.
  if (samtal === undefined) return;
  if (!samtal || draft?.samtal !== samtal || draft.step !== step) return forget();
  const text = field(section);
  if (text) text.value ||= draft.text;
  for (const tick of ticks(section)) {
    if (!draft.ticks.includes(tick.value)) continue;
    tick.checked = true;
    tick.closest('details')?.setAttribute('open', '');
  }
}

export function forget() {
  try {
    sessionStorage.removeItem(PLACE);
  } catch {
    // Nothing could be kept, so there is nothing to forget.
  }
}

/** @returns {Draft | null | undefined} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE));
  } catch {
    // Nothing that can be read.
  }
}
