"use strict";
// A file dropped on a box is chosen for it.
for (const box of document.querySelectorAll(".paste")) {
  const input = box.querySelector("input[type=file]");
  const over = (on) => (event) => { event.preventDefault(); box.classList.toggle("over", on); };
  box.addEventListener("dragover", over(true));
  box.addEventListener("dragleave", over(false));
  box.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    else box.querySelector("textarea").value = event.dataTransfer.getData("text/plain");
  });
}
// What stands in a legend is switched on and off; without this script all of it is drawn.
const off = (document.querySelector("[data-off]")?.dataset.off ?? "").split(" ");
for (const section of document.querySelectorAll("section")) {
  for (const entry of section.querySelectorAll(".fh-legend > span")) {
    const name = (entry.firstElementChild ?? entry).className;
    const marks = section.querySelectorAll(`p:not(.fh-legend) .${name}`);
    const box = Object.assign(document.createElement("input"), { type: "checkbox" });
    const label = document.createElement("label");
    entry.replaceWith(label);
    label.append(box, " ", entry);
    box.checked = !off.includes(entry.textContent.replaceAll(" ", "_"));
    const draw = () => {
      for (const mark of marks) {
        mark.classList.toggle(name, box.checked);
        const drawn = /fh-(line|direct|indirect|cue|source)/.test(mark.className);
        if (mark.hasAttribute("tabindex")) mark.tabIndex = drawn ? 0 : -1;
      }
    };
    box.addEventListener("change", draw);
    draw();
  }
}
