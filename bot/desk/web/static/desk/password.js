// "Visa lösenorden": shows what is typed, for as long as it is ticked.

for (const tick of document.querySelectorAll("input[data-show]")) {
  const box = /** @type {HTMLInputElement} */ (tick);
  box.closest("label")?.removeAttribute("hidden");
  const fields = (box.dataset.show ?? "").split(" ").map((id) => document.getElementById(id));
  box.addEventListener("change", () => {
    for (const field of fields) field?.setAttribute("type", box.checked ? "text" : "password");
  });
  box.form?.addEventListener("submit", () => {
    for (const field of fields) field?.setAttribute("type", "password");
  });
}
