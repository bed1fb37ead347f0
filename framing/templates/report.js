"use strict";
// The report works without this script; it adds the switches, what marks tell, and the search.
(() => {
  const data = JSON.parse(document.getElementById("marks").textContent);
  const articles = document.getElementById("articles");
  const pages = [...articles.querySelectorAll("details.article")];
  const voiceWords = { d: "direct speech", i: "indirect speech", o: "not counted" };
  for (const part of document.querySelectorAll(".theme, .switches, .find")) part.hidden = false;

  // Light and dark: as the system has it, until a button is pressed.
  const buttons = [...document.querySelectorAll("[data-theme-is]")];
  const system = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => document.documentElement.dataset.theme || (system.matches ? "dark" : "light");
  const pressed = () => buttons.forEach((button) =>
    button.setAttribute("aria-pressed", String(button.dataset.themeIs === theme())));
  buttons.forEach((button) => button.addEventListener("click", () => {
    document.documentElement.dataset.theme = button.dataset.themeIs;
    pressed();
  }));
  system.addEventListener("change", pressed);
  pressed();

  // What a mark tells: filled in when its article is opened.
  const voiceOf = (mark) => voiceWords[mark.closest("b.d, b.i, b.o")?.classList[0]] || "own voice";
  const told = (mark) => mark.dataset.m.split(" ").map((number) => data.told[number]);
  const label = (mark) => {
    const shown = told(mark).filter(([layer]) => !off.has(layer < 0 ? "S" : "L" + layer));
    if (!shown.length) return "";
    const where = mark.closest("p").classList.contains("t") ? "headline" : "body";
    return `${shown.map((entry) => entry[1]).join(". ")}. ${voiceOf(mark)}, ${where}`;
  };
  // A mark in a zone that is switched off is no tab stop: it cannot be seen.
  const dress = (page) => {
    let first = true;
    for (const mark of page.querySelectorAll(".text b[data-m]")) {
      const says = label(mark);
      for (const [layer] of told(mark)) {
        if (layer >= 0) mark.classList.toggle("L" + layer, !off.has("L" + layer));
      }
      if (!says) {
        for (const name of ["role", "aria-label", "tabindex"]) mark.removeAttribute(name);
        continue;
      }
      mark.setAttribute("role", "group");
      mark.setAttribute("aria-label", says);
      if (mark.hasAttribute("data-c")) continue;
      const stops = first && mark.offsetParent !== null;
      mark.tabIndex = stops ? 0 : -1;
      if (stops) first = false;
    }
    if (!page.dataset.numbered) number(page);
  };
  const element = (name, text, parent, attributes = {}) => {
    const made = document.createElement(name);
    if (text !== null) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  };
  const number = (page) => {
    page.dataset.numbered = "yes";
    const values = data.values[pages.indexOf(page)];
    const box = element("details", null, page.querySelector("aside"));
    element("summary", `${values.length} numbers of this article`, box);
    const body = element("tbody", null, element("table", null, box, { class: "numbers" }));
    values.forEach(([value, working], place) => {
      const [name, unit] = data.numbers[place];
      const row = element("tr", null, body);
      element("th", name, row, { scope: "row" });
      const cell = element("td", value + " ", row);
      const more = [unit, working && `(${working})`].filter(Boolean).join(" ");
      if (more) element("small", more, cell);
    });
  };
  const open = () => pages.filter((page) => page.open);
  pages.forEach((page) => page.addEventListener("toggle", () => page.open && dress(page)));

  // Switches: a class on the section takes a voice, layer or zone away.
  const off = new Set();
  const boxes = [...document.querySelectorAll(".switches input")];
  const shift = () => {
    off.clear();
    for (const box of boxes) {
      articles.classList.toggle(`off-${box.dataset.off}`, !box.checked);
      if (!box.checked) off.add(box.dataset.off);
    }
    open().forEach(dress);
  };
  boxes.forEach((box) => box.addEventListener("change", shift));
  shift();

  // Arrow keys step from mark to mark; one mark of an article is a tab stop.
  articles.addEventListener("keydown", (event) => {
    const mark = event.target.closest?.(".text b[tabindex]");
    if (!mark) return;
    const page = mark.closest("details.article");
    if (event.key === "Escape") {
      page.querySelector("summary").focus();
      return;
    }
    const stops = [...page.querySelectorAll(".text b[tabindex]")].filter((b) => b.offsetParent);
    const at = stops.indexOf(mark);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1,
      Home: 0, End: stops.length - 1 }[event.key];
    if (to === undefined || !stops[to]) return;
    event.preventDefault();
    mark.tabIndex = -1;
    stops[to].tabIndex = 0;
    stops[to].focus();
  });

  // A link to an article opens it.
  const reveal = () => {
    const target = /^#[\w-]+$/.test(location.hash) && document.querySelector(location.hash);
    if (!target) return;
    for (let box = target; box; box = box.parentElement?.closest("details")) {
      if (box.tagName === "DETAILS") box.open = true;
    }
    if (target.matches("details.article")) {
      dress(target);
      target.querySelector("summary").focus({ preventScroll: true });
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) reveal();
  });
  reveal();

  // What is too wide for the window can be scrolled by keyboard; the rest is no tab stop.
  const wide = new ResizeObserver((seen) => seen.forEach(({ target }) => {
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }));
  document.querySelectorAll(".scroll").forEach((box) => wide.observe(box));

  // Search: keyword in context, whole words, any case; * is any letters and ? is one.
  const most = 300;
  const reach = 42;
  const status = document.getElementById("found-how-many");
  const list = document.getElementById("found");
  let texts = null;
  const read = () => pages.map((page) => [...page.querySelectorAll(".text p")].map((p) =>
    [...p.childNodes].filter((n) => n.nodeName !== "SMALL").map((n) => n.textContent).join("")));
  const pattern = (wanted) => {
    const written = wanted.trim().replace(/[.+^${}()|[\]\\\/]/g, "\\$&")
      .replace(/['’]/g, "['’]").replace(/\*/g, "[\\p{L}\\p{M}\\p{N}_'’]*")
      .replace(/\?/g, "[\\p{L}\\p{N}]").replace(/\s+/g, "\\s+");
    return new RegExp(`(?<![\\p{L}\\p{N}_])${written}(?![\\p{L}\\p{N}_])`, "giu");
  };
  const voiceAt = (paragraph, at) => {
    let begin = 0;
    for (const node of paragraph.childNodes) {
      if (node.nodeName === "SMALL") continue;
      begin += node.textContent.length;
      if (begin > at) return node.closest ? voiceOf(node) : "own voice";
    }
    return "own voice";
  };
  const show = (page, place) => {
    page.open = true;
    dress(page);
    const paragraph = page.querySelectorAll(".text p")[place];
    paragraph.tabIndex = -1;
    paragraph.focus();
    paragraph.scrollIntoView({ block: "center" });
  };
  // Whole words: what is left out is said by dots.
  const before = (text, at) => {
    const part = text.slice(Math.max(0, at - reach), at).replace(/\s+/g, " ");
    return at > reach ? "… " + part.replace(/^\S*\s/, "") : part;
  };
  const after = (text, end) => {
    const part = text.slice(end, end + reach).replace(/\s+/g, " ");
    return end + reach < text.length ? part.replace(/\s\S*$/, "") + " …" : part;
  };
  const line = (body, hit) => {
    const row = element("tr", null, body);
    const [left, right] = [before(hit.text, hit.at), after(hit.text, hit.end)];
    element("bdi", left, element("td", null, row, { class: "left" }));
    element("mark", hit.text.slice(hit.at, hit.end), element("td", null, row));
    element("bdi", right, element("td", null, row));
    const paragraph = hit.page.querySelectorAll(".text p")[hit.place];
    const uncounted = paragraph.classList.contains("o");
    element("td", uncounted ? "not counted" : voiceAt(paragraph, hit.at), row);
    element("td", hit.page.querySelector("summary small").textContent, row);
    const go = element("button", "Read", element("td", null, row), { type: "button",
      "aria-label": `Read it in ${hit.page.querySelector("summary h3").textContent}` });
    go.addEventListener("click", () => show(hit.page, hit.place));
  };
  document.querySelector(".find").addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = document.getElementById("wanted").value;
    list.replaceChildren();
    list.hidden = true;
    if (!/[\p{L}\p{N}]/u.test(wanted)) {
      status.textContent = "Write a word with letters or numbers in it.";
      return;
    }
    texts = texts || read();
    const hits = [];
    const found = pattern(wanted);
    texts.forEach((paragraphs, page) => paragraphs.forEach((text, place) => {
      for (const match of text.matchAll(found)) {
        hits.push({ page: pages[page], place, text, at: match.index,
          end: match.index + match[0].length });
      }
    }));
    const articlesHit = new Set(hits.map((hit) => hit.page)).size;
    const shown = hits.length > most ? ` The first ${most} are listed.` : "";
    status.textContent = hits.length
      ? `${hits.length} place${hits.length === 1 ? "" : "s"} in ${articlesHit} of ${pages.length} ` +
        `articles.${shown}` : `Not found in these ${pages.length} articles.`;
    if (!hits.length) return;
    const table = element("table", null, list);
    const head = element("tr", null, element("thead", null, table));
    for (const name of ["Before", "Found", "After", "Voice", "Outlet and day", "Article"]) {
      element("th", name, head, { scope: "col" });
    }
    const body = element("tbody", null, table);
    hits.slice(0, most).forEach((hit) => line(body, hit));
    list.hidden = false;
  });
})();
