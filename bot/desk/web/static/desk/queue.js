// The list: arrows (or j and k) step between the cases while one of them has the focus, and a hint comes when
// something has changed.

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

const EVERY_MS = 30_000;
// A page that nobody looks at must not keep the login alive.
const IDLE_MS = 15 * 60_000;

const news = document.getElementById("nytt");
let usedAt = Date.now();
for (const sign of ["pointerdown", "keydown", "scroll"]) {
  addEventListener(sign, () => (usedAt = Date.now()), { passive: true });
}

async function ask() {
  if (!news?.dataset.ask || document.hidden || Date.now() - usedAt > IDLE_MS) return;
  try {
    const answer = await fetch(news.dataset.ask, { headers: { Accept: "application/json" }, redirect: "error" });
    if (!answer.ok) return;
    const { change } = await answer.json();
    const hint = news.querySelector(".notice");
    if (String(change) !== news.dataset.change) hint?.removeAttribute("hidden");
  } catch {
    // No network, or logged out: the next tap says so.
  }
}

if (news) {
  setInterval(ask, EVERY_MS);
  document.addEventListener("visibilitychange", ask);
}
