// What plain HTML cannot do: focus goes into the panel that was opened and back, and a finished run shows itself.
"use strict";
(() => {
  let opener = null;
  const leave = () => {
    document.getElementById("panel").replaceChildren();
    if (opener) opener.focus();
    opener = null;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[hx-target="#panel"]');
    if (link) opener = link;
    if (event.target.closest("[data-close]")) leave();
    for (const menu of document.querySelectorAll("details.menu[open], details.run[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("htmx:after:swap", () => {
    const who = document.querySelector("#panel #who");
    if (who && opener) {
      document.getElementById("panel").scrollTop = 0;
      // The list keeps its place where the panel stands beside it and can be seen.
      who.focus({ preventScroll: true });
      const top = who.getBoundingClientRect().top;
      if (top < 0 || top > window.innerHeight / 2) document.getElementById("panel").scrollIntoView({ block: "start" });
    }
  });
  document.addEventListener("keydown", (event) => {
    const panel = document.getElementById("panel");
    if (event.key !== "Escape") return;
    if (opener && panel && panel.contains(document.activeElement)) leave();
    for (const menu of document.querySelectorAll("details.menu[open], details.run[open]")) {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    }
  });
  const progress = document.getElementById("progress");
  if (progress) {
    progress.addEventListener("ended", () => location.assign(progress.dataset.done));
  }
  const slide = document.getElementById("slide");
  const value = document.getElementById("value");
  if (slide && value) {
    slide.addEventListener("input", () => { value.value = slide.value.replace(".", ","); });
  }
})();
