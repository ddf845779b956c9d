/** The keys of the telephone, on the page and on the keyboard. */

const KEYS = /^[0-9*#]$/;
const SHOWN_MS = 180;

/** @param {HTMLElement} pad its buttons have `data-key` @param {(key: string) => void} pressed */
export function listen(pad, pressed) {
  pad.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-key]');
    if (button) pressed(button.dataset.key);
  });
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, repeat } = event;
    if (!KEYS.test(key) || ctrlKey || metaKey || altKey || repeat || !pad.checkVisibility()) return;
    event.preventDefault();
    flash(pad.querySelector(`[data-key="${key}"]`));
    pressed(key);
  });
}

/** @param {HTMLElement} button */
function flash(button) {
  button.classList.add('key--down');
  setTimeout(() => button.classList.remove('key--down'), SHOWN_MS);
}
