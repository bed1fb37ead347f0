"use strict";
(() => {
  const data = JSON.parse(document.getElementById("coding-data").textContent);
  const root = document.getElementById("coding");
  const part = (name) => root.querySelector(`[data-coding="${name}"]`);
  const KEY = `${data.format}:${data.sheet}:${data.coder}`;
  const texts = data.texts.map(prepared);
  let state = { coder: data.coder, marks: [], done: [] };
  let past = [];
  let at = 0;
  let anchor = 0;
  let focus = 0;
  let kept = true;
  let saved = true;

  // Texts. Places are counted in characters as Python counts them, not in JavaScript's units.

  function prepared(text) {
    const words = [];
    const fields = text.fields.map((field) => {
      const chars = Array.from(field.text);
      const first = words.length;
      const begins = new Set(field.sentences);
      for (let n = 0, end = 0; n < field.words.length; n += 2) {
        const start = end + field.words[n];
        end = start + field.words[n + 1];
        words.push({ field: field.name, start, end, begins: begins.has(n / 2) || n === 0 });
      }
      return { name: field.name, text: field.text, chars, first, last: words.length, paragraphs: field.paragraphs };
    });
    return { id: text.id, fields, words, element: null };
  }

  const shown = () => texts[at];
  const fieldOf = (text, name) => text.fields.find((field) => field.name === name);
  const slice = (text, name, start, end) => fieldOf(text, name).chars.slice(start, end).join("");
  const made = (tag, cls, content) => {
    const element = document.createElement(tag);
    if (cls) element.className = cls;
    if (content !== undefined) element.textContent = content;
    return element;
  };

  function element(number) {
    const text = texts[number];
    if (text.element) return text.element;
    const section = made("section", "coding-text");
    section.append(made("h2", "", `Text ${text.id}, ${number + 1} of ${texts.length}`));
    const words = made("div", "coding-words");
    words.tabIndex = 0;
    words.setAttribute("role", "application");
    words.setAttribute("aria-roledescription", "text to mark");
    words.setAttribute("aria-label", `Text ${text.id}. Arrow keys go by word and sentence, with Shift they select, digits mark.`);
    text.spans = [];
    text.fields.forEach((field) => field.paragraphs.forEach((range) => words.append(paragraph(text, field, range))));
    words.addEventListener("keydown", pressed);
    words.addEventListener("mouseup", released);
    section.append(words, doneBox(text));
    section.hidden = true;
    part("texts").append(section);
    text.element = section;
    return section;
  }

  function paragraph(text, field, [start, end]) {
    const drawn = made("p", field.name === "title" ? "coding-title" : "");
    drawn.dir = "auto";
    let done = start;
    const gap = (to, before) => {
      if (to <= done) return;
      const span = made("span", "g", field.chars.slice(done, to).join(""));
      span.dataset.after = before;
      drawn.append(span);
    };
    for (let n = field.first; n < field.last; n += 1) {
      const word = text.words[n];
      if (word.start < start || word.start >= end) continue;
      gap(word.start, n - 1);
      const span = made("span", "w", field.chars.slice(word.start, word.end).join(""));
      span.dataset.n = n;
      text.spans[n] = span;
      drawn.append(span);
      done = word.end;
    }
    gap(end, -9);
    return drawn;
  }

  function doneBox(text) {
    const label = made("label", "");
    const box = made("input");
    box.type = "checkbox";
    box.dataset.done = text.id;
    box.addEventListener("change", () => {
      change(() => {
        state.done = state.done.filter((id) => id !== text.id);
        if (box.checked) state.done.push(text.id);
      });
    });
    label.append(box, ` I have finished this text, whether I marked anything or not`);
    const line = made("p", "coding-done");
    line.append(label);
    return line;
  }

  // What is selected: the words between anchor and focus.

  const low = () => Math.min(anchor, focus);
  const high = () => Math.max(anchor, focus);
  const bounded = (n) => Math.max(0, Math.min(shown().words.length - 1, n));

  function select(first, last, quiet) {
    anchor = bounded(first);
    focus = bounded(last);
    draw();
    const span = shown().spans[focus];
    if (span) span.scrollIntoView({ block: "nearest" });
    if (!quiet) say(describe());
  }

  function describe() {
    if (!shown().words.length) return "This text has no words.";
    const words = stretches().map(({ field, start, end }) => slice(shown(), field, start, end)).join(" … ");
    const marks = touching().map((mark) => title(mark.code));
    return `${short(words)}${marks.length ? `, marked: ${marks.join(", ")}` : ""}`;
  }

  const short = (words) => (words.length > 90 ? `${words.slice(0, 45)} … ${words.slice(-40)}` : words).replace(/\s+/g, " ");
  const title = (name) => (data.codes.find((code) => code.name === name) || { title: name }).title;

  function stretches() {
    return shown().fields
      .map((field) => [Math.max(low(), field.first), Math.min(high(), field.last - 1), field.name])
      .filter(([first, last]) => first <= last)
      .map(([first, last, field]) => ({ field, start: shown().words[first].start, end: shown().words[last].end }));
  }

  function sentence(step) {
    const words = shown().words;
    let n = focus;
    if (step < 0) {
      while (n > 0 && !words[n].begins) n -= 1;
      if (n === focus && n > 0) for (n -= 1; n > 0 && !words[n].begins; n -= 1);
      return n;
    }
    for (n += 1; n < words.length && !words[n].begins; n += 1);
    return n;
  }

  function edge(last) {
    const words = shown().words;
    let n = focus;
    if (!last) while (n > 0 && !words[n].begins) n -= 1;
    else while (n + 1 < words.length && !words[n + 1].begins) n += 1;
    return n;
  }

  const MOVES = {
    ArrowLeft: () => focus - 1,
    ArrowRight: () => focus + 1,
    ArrowUp: () => sentence(-1),
    ArrowDown: () => sentence(1),
    Home: () => edge(false),
    End: () => edge(true),
  };

  function pressed(event) {
    const key = event.key;
    const command = event.ctrlKey || event.metaKey;
    if (event.altKey) return;
    if (command && key.toLowerCase() === "z") undo();
    else if (command) return;
    else if (MOVES[key]) move(MOVES[key](), event.shiftKey);
    else if (/^[1-9]$/.test(key) && data.codes[key - 1]) mark(key - 1);
    else if (key === "Delete" || key === "Backspace") remove();
    else if (key === "Escape") select(focus, focus);
    else if (key === "n" || key === "p") show(at + (key === "n" ? 1 : -1), true);
    else return;
    event.preventDefault();
  }

  const move = (to, extend) => select(extend ? anchor : bounded(to), to);

  function released(event) {
    if (adopt()) return;
    const span = event.target.closest(".w");
    if (!span) return;
    const n = Number(span.dataset.n);
    if (event.shiftKey) return void select(anchor, n);
    const [inner] = marksAt(n);
    if (inner) select(...range(inner));
    else select(n, n);
  }

  function adopt() {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !shown().element.contains(selection.anchorNode)) return false;
    const inside = shown().spans.map((span, n) => (selection.containsNode(span, true) ? n : -1)).filter((n) => n >= 0);
    selection.removeAllRanges();
    if (!inside.length) return false;
    select(inside[0], inside[inside.length - 1]);
    return true;
  }

  // Marks.

  const here = () => state.marks.filter((mark) => mark.id === shown().id);
  const size = (mark) => mark.end - mark.start;
  const overlaps = (mark, other) => mark.field === other.field && mark.start < other.end && mark.end > other.start;
  const touching = () => here().filter((mark) => stretches().some((stretch) => overlaps(mark, stretch))).sort((a, b) => size(a) - size(b));

  function marksAt(n) {
    const word = shown().words[n];
    return here().filter((mark) => overlaps(mark, word)).sort((a, b) => size(a) - size(b));
  }

  function range(mark) {
    const inside = shown().words.map((word, n) => (overlaps(mark, word) ? n : -1)).filter((n) => n >= 0);
    return [inside[0], inside[inside.length - 1]];
  }

  function change(act) {
    past.push(JSON.stringify(state));
    past = past.slice(-200);
    act();
    saved = false;
    keep();
    draw();
  }

  function mark(number) {
    const code = data.codes[number].name;
    const added = stretches().map((stretch) => ({ id: shown().id, ...stretch, code }));
    if (!added.length) return;
    change(() => added.forEach((one) => {
      const same = here().filter((other) => other.code === code && overlaps(one, other));
      one.start = Math.min(one.start, ...same.map((other) => other.start));
      one.end = Math.max(one.end, ...same.map((other) => other.end));
      state.marks = state.marks.filter((other) => !same.includes(other));
      state.marks.push(one);
    }));
    say(`Marked as ${title(code)}: ${short(added.map((one) => slice(shown(), one.field, one.start, one.end)).join(" … "))}`);
  }

  function remove(which) {
    const gone = which || touching()[0];
    if (!gone) return void say("No mark is here.");
    change(() => { state.marks = state.marks.filter((mark) => mark !== gone); });
    say(`Removed: ${title(gone.code)}`);
  }

  function undo() {
    if (!past.length) return void say("Nothing to undo.");
    state = JSON.parse(past.pop());
    saved = false;
    keep();
    draw();
    say("Undone.");
  }

  // Drawing.

  const number = (mark) => data.codes.findIndex((code) => code.name === mark.code) + 1;

  function lanes(marks) {
    const free = [];
    return marks.map((mark) => {
      const lane = free.findIndex((end) => end < mark.first);
      const taken = lane < 0 ? free.length : lane;
      free[taken] = mark.last;
      return { ...mark, lane: taken };
    });
  }

  function underline(span, marks) {
    const line = (mark) => `linear-gradient(var(--c${mark.number}), var(--c${mark.number}))`;
    span.style.backgroundImage = marks.map(line).join(", ");
    span.style.backgroundSize = "100% 3px";
    span.style.backgroundPosition = marks.map((mark) => `0 calc(100% - ${7 - 4 * mark.lane}px)`).join(", ");
  }

  function drawText(text) {
    text.element.querySelectorAll(".coding-words .coding-badge").forEach((badge) => badge.remove());
    const own = state.marks.filter((mark) => mark.id === text.id);
    const ranged = own.map((mark) => {
      const inside = text.words.map((word, n) => (overlaps(mark, word) ? n : -1)).filter((n) => n >= 0);
      return { first: inside[0], last: inside[inside.length - 1], number: number(mark) };
    }).filter((mark) => mark.first !== undefined).sort((a, b) => a.first - b.first || b.last - a.last);
    const laid = lanes(ranged);
    const current = text === shown();
    text.element.querySelectorAll(".w").forEach((span) => {
      const n = Number(span.dataset.n);
      underline(span, laid.filter((mark) => mark.first <= n && n <= mark.last));
      span.classList.toggle("sel", current && low() <= n && n <= high());
      span.classList.toggle("here", current && n === focus);
    });
    text.element.querySelectorAll(".g").forEach((span) => {
      const n = Number(span.dataset.after);
      underline(span, laid.filter((mark) => mark.first <= n && n < mark.last));
      span.classList.toggle("sel", current && low() <= n && n < high());
    });
    laid.forEach((mark) => {
      const badge = made("span", `coding-badge c${mark.number}`, String(mark.number));
      badge.setAttribute("aria-hidden", "true");
      text.spans[mark.first].before(badge);
    });
  }

  function draw() {
    drawText(shown());
    shown().element.querySelector("[data-done]").checked = state.done.includes(shown().id);
    part("coder").value = state.coder;
    part("progress").textContent = `${state.done.length} of ${texts.length} finished`;
    part("kept").textContent = [kept ? "Kept in this browser." : "", saved ? "" : "Not in a file yet."].filter(Boolean).join(" ");
    part("which").value = String(at);
    texts.forEach((text, n) => { part("which").options[n].textContent = text.id + (state.done.includes(text.id) ? " ✓" : ""); });
    part("previous").disabled = at === 0;
    part("next").disabled = at === texts.length - 1;
    part("undo").disabled = !past.length;
    const marks = here().sort((a, b) => (a.field < b.field ? 1 : a.field > b.field ? -1 : a.start - b.start || b.end - a.end));
    part("count").textContent = String(marks.length);
    part("marks").replaceChildren(...marks.map(listed));
  }

  function listed(mark) {
    const item = made("li");
    const words = short(slice(shown(), mark.field, mark.start, mark.end));
    const go = made("button", "coding-go", words);
    const gone = made("button", "", "Remove");
    go.type = gone.type = "button";
    go.setAttribute("aria-label", `Go to ${title(mark.code)}: ${words}`);
    gone.setAttribute("aria-label", `Remove ${title(mark.code)}: ${words}`);
    go.addEventListener("click", () => { select(...range(mark)); shown().element.querySelector(".coding-words").focus(); });
    gone.addEventListener("click", () => { remove(mark); part("undo").focus(); });
    item.append(made("span", `coding-badge c${number(mark)}`, String(number(mark))), go, gone);
    return item;
  }

  const say = (what) => { part("said").textContent = what; };

  function warn(what) {
    part("warning").textContent = what;
    part("warning").hidden = !what;
  }

  function show(n, take) {
    if (n < 0 || n >= texts.length) return void say(n < 0 ? "This is the first text." : "This is the last text.");
    if (shown().element) shown().element.hidden = true;
    at = n;
    element(n).hidden = false;
    anchor = focus = 0;
    draw();
    say(`Text ${shown().id}, ${n + 1} of ${texts.length}`);
    if (take) shown().element.querySelector(".coding-words").focus();
  }

  // Keeping, saving, loading.

  function keep() {
    try {
      window.localStorage.setItem(KEY, JSON.stringify(state));
      kept = true;
    } catch {
      kept = false;
      warn("This browser does not keep your work when the page is closed. Save your file before you close it, and load it to go on.");
    }
  }

  function sound(given) {
    if (!given || !Array.isArray(given.marks) || !Array.isArray(given.done)) return null;
    const fits = (mark) => {
      const text = texts.find((one) => one.id === mark.id);
      const field = text && fieldOf(text, mark.field);
      const whole = Number.isInteger(mark.start) && Number.isInteger(mark.end);
      return field && whole && 0 <= mark.start && mark.start < mark.end && mark.end <= field.chars.length
        && data.codes.some((code) => code.name === mark.code);
    };
    const marks = given.marks.filter((mark) => mark && fits(mark));
    return {
      coder: String(given.coder || "").slice(0, 60),
      marks: marks.map(({ id, field, start, end, code }) => ({ id, field, start, end, code })),
      done: texts.map((text) => text.id).filter((id) => given.done.includes(id)),
    };
  }

  function file() {
    return {
      format: data.format,
      version: data.version,
      sheet: data.sheet,
      coder: state.coder,
      codes: data.codes.map((code) => code.name),
      texts: texts.map((text) => Object.fromEntries([["id", text.id], ...text.fields.map((field) => [field.name, field.text])])),
      done: state.done,
      marks: state.marks.map((one) => ({ ...one, text: slice(texts.find((text) => text.id === one.id), one.field, one.start, one.end) })),
    };
  }

  function save() {
    const name = state.coder.trim().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "coder";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file(), null, 1)], { type: "application/json" }));
    link.download = `${name}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    saved = true;
    draw();
    say(`Saved as ${link.download}, where this browser puts its downloads.`);
  }

  async function load(event) {
    const [chosen] = event.target.files;
    event.target.value = "";
    if (!chosen) return;
    let given = null;
    try { given = JSON.parse(await chosen.text()); } catch { /* told below */ }
    if (!given || given.format !== data.format) return void warn(`${chosen.name} is not a file that was saved here.`);
    if (given.sheet !== data.sheet) return void warn(`${chosen.name} belongs to another sheet: its texts or codes are not these.`);
    const read = sound(given);
    if (!read) return void warn(`${chosen.name} is damaged.`);
    warn("");
    change(() => { state = read; });
    saved = true;
    draw();
    say(`Loaded ${chosen.name}: ${read.marks.length} marks, ${read.done.length} texts finished.`);
  }

  function restore() {
    let before = null;
    try { before = JSON.parse(window.localStorage.getItem(KEY)); } catch { /* keep() tells */ }
    state = sound(before) || state;
    saved = !state.marks.length && !state.done.length;
    keep();
  }

  root.querySelectorAll("[data-code]").forEach((button) => {
    button.addEventListener("pointerdown", adopt);
    button.addEventListener("click", () => mark(Number(button.dataset.code)));
  });
  const actions = { save, undo, remove: () => remove(), previous: () => show(at - 1), next: () => show(at + 1), load: () => part("file").click() };
  Object.entries(actions).forEach(([name, act]) => part(name).addEventListener("click", act));
  part("file").addEventListener("change", load);
  part("which").addEventListener("change", (event) => show(Number(event.target.value)));
  part("coder").addEventListener("change", (event) => change(() => { state.coder = event.target.value; }));
  texts.forEach((text, n) => part("which").append(Object.assign(document.createElement("option"), { value: String(n) })));
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".codebook").forEach((codebook) => { codebook.open = true; });
    texts.forEach((text, n) => { element(n); drawText(text); });
  });
  window.addEventListener("beforeunload", (event) => { if (!kept && !saved) event.preventDefault(); });
  if (window.matchMedia("(max-width: 46rem)").matches) root.querySelector(".coding-list").open = false;
  restore();
  show(0);
  say("");
})();
