// Every page of the desk: a form is sent once, and what was done or went wrong is read first.

const notice = document.getElementById("besked") ?? document.getElementById("fel");
if (notice && (location.hash === "#besked" || notice.id === "fel" || notice.hasAttribute("autofocus"))) notice.focus();

// What was done is told once, not again at a reload.
const here = new URL(location.href);
const once = ["klart", "gissat", "arende", "till"];
if (once.some((name) => here.searchParams.has(name)) && !here.pathname.endsWith("/logga-in")) {
  for (const name of once) here.searchParams.delete(name);
  history.replaceState(null, "", here.pathname + here.search);
}

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (!navigator.onLine) {
    event.preventDefault();
    event.stopImmediatePropagation();
    document.querySelector("#natet .notice")?.removeAttribute("hidden");
    return;
  }
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
});

addEventListener("online", () => document.querySelector("#natet .notice")?.setAttribute("hidden", ""));

// A page that comes back from the browser's memory may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete (/** @type {HTMLFormElement} */ (form).dataset.sent);
    form.removeAttribute("aria-busy");
  }
});
