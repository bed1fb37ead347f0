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
