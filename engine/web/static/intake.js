// Comfort for those who send and mend workbooks: folders dropped, a message copied, arrows from problem to problem.
"use strict";
(() => {
  const drop = document.getElementById("drop");
  if (drop) {
    const files = document.getElementById("files"), folder = document.getElementById("folder");
    const told = document.getElementById("dropped");
    const say = () => {
      const count = files.files.length + folder.files.length;
      told.textContent = count ? told.dataset.said.replace("0", count) : "";
    };
    const inside = async (entry) => {
      if (entry.isFile) return [await new Promise((ok, no) => entry.file(ok, no))];
      const reader = entry.createReader(), found = [];
      for (;;) { // a reader gives a hundred entries at a time
        const some = await new Promise((ok, no) => reader.readEntries(ok, no));
        if (!some.length) return found;
        for (const each of some) found.push(...await inside(each));
      }
    };
    for (const name of ["dragover", "dragenter"]) {
      drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", async (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      const plain = [...event.dataTransfer.files];
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
      const all = new DataTransfer();
      const found = entries.length && entries.every(Boolean) ? (await Promise.all(entries.map(inside))).flat() : plain;
      for (const file of found) all.items.add(file);
      files.files = all.files;
      say();
    });
    files.addEventListener("change", say);
    folder.addEventListener("change", say);
  }
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(text.value);
        document.getElementById("copied").textContent = button.dataset.done;
      } catch {
        text.select(); // where a browser does not allow it, the text is at least marked
        text.focus();
      }
    });
  }
  const boxed = document.querySelector("td.boxed");
  if (boxed) boxed.scrollIntoView({ block: "nearest", inline: "center" });
  document.addEventListener("keydown", (event) => {
    const at = document.activeElement;
    if (!at || !at.closest(".noted, td.boxed, .turn") || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowDown: "next", ArrowUp: "prev" }[event.key];
    const link = to && document.querySelector(`.turn a[rel="${to}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
  });
})();
