// The council's screens: what is typed is kept as a draft at once, and keys go from tie to tie. All of it works without.
"use strict";
(() => {
  const form = document.querySelector("form[data-draft]");
  const kept = document.getElementById("kept");
  let saving = null;
  let again = false;

  async function save() {
    if (saving) { again = true; return; }
    const sent = new FormData(form);
    sent.delete("sheet");
    saving = fetch(form.dataset.draft, { method: "POST", body: sent, headers: { "x-draft": "kept" }, keepalive: true });
    try {
      const answer = await saving;
      const type = answer.headers.get("content-type") || "";
      const told = type.includes("json") ? await answer.json() : { said: form.dataset.failed };
      if (told.seen) form.elements.seen.value = told.seen;
      kept.textContent = told.said;
    } catch {
      kept.textContent = form.dataset.failed;
    }
    saving = null;
    if (again) { again = false; save(); }
  }
  if (form) form.addEventListener("change", (event) => { if (event.target.name !== "sheet") save(); });

  if (!document.querySelector(".show")) return;
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
  const key = (name) => document.querySelector(`[data-key~="${name}"]`);
  const ends = { Home: "first", End: "last" };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    if (event.key === "Escape") {
      if (typing(event.target)) event.target.blur(); else key("back").click();
      return;
    }
    if (typing(event.target)) return;
    const root = document.documentElement;
    const low = Math.ceil(root.scrollTop + root.clientHeight) >= root.scrollHeight;
    let to = null;
    if (event.key === "ArrowRight" || (event.key === "PageDown" && low)) to = key("next");
    else if (event.key === "ArrowLeft" || (event.key === "PageUp" && root.scrollTop === 0)) to = key("previous");
    else if (event.key in ends) to = key(ends[event.key]);
    if (to) { event.preventDefault(); to.click(); }
  });
})();
