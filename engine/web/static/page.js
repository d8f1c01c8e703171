// What plain HTML cannot do: focus goes into the panel that was opened and back, and a finished run shows itself.
"use strict";
(() => {
  let opener = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[hx-target="#panel"]');
    if (link) opener = link;
  });
  document.addEventListener("htmx:after:swap", () => {
    const who = document.querySelector("#panel #who");
    if (who && opener) who.focus({ preventScroll: false });
  });
  document.addEventListener("keydown", (event) => {
    const panel = document.getElementById("panel");
    if (event.key === "Escape" && opener && panel && panel.contains(document.activeElement)) {
      panel.replaceChildren();
      opener.focus();
      opener = null;
    }
  });
  const progress = document.getElementById("progress");
  if (progress) {
    progress.addEventListener("ended", () => location.assign(progress.dataset.done));
  }
  const drop = document.getElementById("drop");
  if (drop) {
    const files = drop.querySelector('input[type="file"]');
    for (const name of ["dragover", "dragenter"]) {
      drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      files.files = event.dataTransfer.files;
    });
  }
  const slide = document.getElementById("slide");
  const value = document.getElementById("value");
  if (slide && value) {
    const typed = Number(value.value.replace(/[^0-9]/g, ""));
    if (typed) slide.value = String(typed);
    slide.addEventListener("input", () => { value.value = slide.value; });
  }
  for (const boxed of document.querySelectorAll("td.boxed")) boxed.scrollIntoView({ block: "nearest", inline: "center" });
})();
