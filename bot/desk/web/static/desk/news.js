// Asks twice a minute whether something has changed: danger that nobody has is told on every page of cases, and the
// list says that it can be read again.

const EVERY_MS = 30_000;
// A page that nobody looks at must not keep asking.
const IDLE_MS = 15 * 60_000;

const danger = document.getElementById("fara");
let known = danger?.dataset.change ?? "";
let usedAt = Date.now();
for (const sign of ["pointerdown", "keydown", "scroll"]) {
  addEventListener(sign, () => (usedAt = Date.now()), { passive: true });
}

/** @param {string} address */
async function fetched(address) {
  const answer = await fetch(address, { redirect: "error" });
  return answer.ok ? answer : null;
}

async function ask() {
  if (!danger?.dataset.ask || document.hidden || Date.now() - usedAt > IDLE_MS) return;
  try {
    const news = await (await fetched(danger.dataset.ask))?.json();
    if (!news || String(news.change) === known) return;
    if (known) document.querySelector("#nytt .notice")?.removeAttribute("hidden");
    const piece = await (await fetched(danger.dataset.piece ?? ""))?.text();
    if (piece === undefined) return;
    const fresh = document.createElement("template");
    fresh.innerHTML = piece;
    // The same words once more would be read out once more.
    if (said(fresh.content) !== said(danger)) danger.replaceChildren(fresh.content);
    known = String(news.change);
  } catch {
    // No network, or logged out: the next tap says so.
  }
}

/** @param {Node} part */
function said(part) {
  return (part.textContent ?? "").replace(/\s+/g, " ").trim();
}

setInterval(ask, EVERY_MS);
document.addEventListener("visibilitychange", ask);
