// The case: print, leave without losing words, and links that open the form they point to.

const print = document.getElementById("skriv-ut");
print?.removeAttribute("hidden");
print?.addEventListener("click", () => window.print());

const stamp = document.getElementById("utskrivet");
addEventListener("beforeprint", () => {
  const now = new Date();
  const day = now.toLocaleDateString("sv-SE", { day: "numeric", month: "long", year: "numeric" });
  const time = now.toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  if (stamp) stamp.textContent = `${day} klockan ${time}`;
});

/** Opens what the field that a link points to is folded into, and puts the cursor there. */
function openPart() {
  const field = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const folded = field?.closest("details");
  if (!field || !folded) return;
  folded.open = true;
  field.focus();
}
addEventListener("hashchange", openPart);
for (const link of document.querySelectorAll('a[href^="#"]')) {
  link.addEventListener("click", () => {
    if (link.getAttribute("href") === location.hash) openPart();
  });
}
openPart();

// Only the endings that go together with the way that was chosen.
const way = /** @type {HTMLSelectElement | null} */ (document.getElementById("kontakt-way"));
const result = /** @type {HTMLSelectElement | null} */ (document.getElementById("kontakt-result"));
const every = [...(result?.options ?? [])];
function fit() {
  if (!way || !result) return;
  const chosen = result.value;
  const fits = every.filter(({ dataset }) => !way.value || !dataset.with || dataset.with.split(" ").includes(way.value));
  result.replaceChildren(...fits);
  result.value = fits.some((option) => option.value === chosen) ? chosen : "";
}
way?.addEventListener("change", fit);
fit();

// Words in one form are lost when another is sent, or when the page is left: the browser asks first.
/** @type {EventTarget | null} */
let sending = null;
document.addEventListener("submit", (event) => (sending = event.target));
addEventListener("pageshow", () => (sending = null));
addEventListener("beforeunload", (event) => {
  const written = /** @type {HTMLTextAreaElement[]} */ ([...document.querySelectorAll("textarea")]);
  const unsaved = written.filter((field) => field.value !== field.defaultValue || "unsaved" in field.dataset);
  if (unsaved.some((field) => field.value.trim() && (!sending || field.form !== sending))) event.preventDefault();
});
