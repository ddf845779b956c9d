// The list: arrows (or j and k) step between the cases while one of them has the focus.

const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("#lista .queue__case")]);
const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

document.getElementById("tangenter")?.removeAttribute("hidden");
document.getElementById("lista")?.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
  if (!step || at < 0 || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
});
