"use strict";
// What the page does beside being read. Without this script everything stands open, and all links lead where they say.
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const dialog = document.getElementById("record");
  const named = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));

  // The outline: folding, finding, filtering by state.

  const outlines = all(".outline").map((outline) => all(".rows > [data-depth]", outline));
  const depth = (row) => Number(row.dataset.depth);
  const folds = new WeakMap();

  const foldable = () => {
    for (const rows of outlines) {
      rows.forEach((row, at) => {
        if (at + 1 === rows.length || depth(rows[at + 1]) <= depth(row)) return;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "fold";
        button.setAttribute("aria-expanded", "true");
        button.setAttribute("aria-label", "What stands below");
        (row.querySelector(".head") || row).prepend(button);
        folds.set(row, button);
      });
    }
  };

  const folder = (row) => folds.get(row);
  const setFolded = (button, folded) => button.setAttribute("aria-expanded", String(!folded));
  const isFolded = (row) => folder(row)?.getAttribute("aria-expanded") === "false";

  const find = document.getElementById("find");
  const states = all(".tools input[data-state]");
  const stateOf = (row) => [...row.classList].find((name) => name.startsWith("is-"))?.slice(3);

  // What is asked of each row, read from the page once: its words when they are first looked for.
  const groups = all(".outline > .rows").map((part) => ({
    part,
    outline: part.parentElement,
    rows: [...part.children].map((row) => ({ row, depth: depth(row), state: stateOf(row), words: null, hidden: false })),
  }));
  const wordsOf = (each) => (each.words ??= each.row.textContent.toLowerCase());
  let before = null; // what was asked for last; nothing where all was shown

  const show = () => {
    const wanted = find.value.trim().toLowerCase();
    const shown = new Set(states.filter((box) => box.checked).map((box) => box.dataset.state));
    const filtered = wanted !== "" || shown.size < states.length;
    const narrower = before && wanted.includes(before.wanted) && [...shown].every((state) => before.shown.has(state));
    const fits = (each) => !(narrower && each.hidden) && (!each.state || shown.has(each.state)) && wordsOf(each).includes(wanted);
    let found = 0, below = Infinity, outline = null; // below: the depth of the folded row that hides what follows
    for (const group of groups) {
      if (group.outline !== outline) { outline = group.outline; below = Infinity; }
      let left = 0;
      for (const each of group.rows) {
        const hidden = filtered ? !fits(each) : each.depth > below;
        if (!hidden) { left += 1; below = isFolded(each.row) ? each.depth : Infinity; }
        if (hidden !== each.hidden) { each.hidden = hidden; each.row.hidden = hidden; }
      }
      found += left;
      group.part.hidden = left === 0;
      // What is not in view is not laid out: so much room is kept for it as its rows will take.
      group.part.style.containIntrinsicSize = left < group.rows.length ? `40rem ${left * 4.5}rem` : "";
    }
    before = filtered ? { wanted, shown } : null;
    document.querySelector(".tools .found").textContent = filtered ? `${found} found` : "";
  };

  let waiting = 0;
  const showSoon = () => { clearTimeout(waiting); waiting = setTimeout(show, 120); }; // not at every key

  const foldAll = (folded) => {
    for (const rows of outlines) for (const row of rows) { const button = folder(row); if (button) setFolded(button, folded); }
    show();
  };

  const reveal = (row) => { // unfold whatever hides it, and drop the filter
    const rows = outlines.find((each) => each.includes(row));
    if (!rows) return;
    if (find.value || states.some((box) => !box.checked)) { find.value = ""; for (const box of states) box.checked = true; }
    let wanted = depth(row);
    for (let at = rows.indexOf(row) - 1; at >= 0 && wanted > 0; at -= 1) {
      if (depth(rows[at]) < wanted) { wanted = depth(rows[at]); const button = folder(rows[at]); if (button) setFolded(button, false); }
    }
    show();
  };

  // Diagrams: one of a module's at a time, with buttons to go on, to zoom, to fit.

  const button = (what, label, text) => {
    const made = document.createElement("button");
    made.type = "button";
    made.dataset.do = what;
    made.textContent = text;
    if (label) made.setAttribute("aria-label", label);
    return made;
  };

  const paged = () => {
    for (const holder of all(".diagrams")) {
      const figures = all("figure", holder);
      if (figures.length < 2) continue;
      const label = document.createElement("label");
      const choice = document.createElement("select");
      for (const figure of figures) choice.append(new Option(figure.querySelector("figcaption").textContent, figure.id));
      label.append("Diagram ", choice);
      const bar = document.createElement("div");
      bar.className = "pages";
      bar.append(label);
      holder.prepend(bar);
      choice.addEventListener("change", () => turn(figures.find((figure) => figure.id === choice.value)));
      turn(figures[0]);
    }
  };

  const turn = (figure) => {
    const holder = figure.closest(".diagrams");
    if (!holder) return;
    for (const other of all("figure", holder)) other.classList.toggle("turned", other !== figure);
    const choice = holder.querySelector("select");
    if (choice) choice.value = figure.id;
    begin(figure);
  };

  // A diagram that is wider than its place begins at its top goal.
  const begin = (figure) => {
    const drawing = figure.querySelector(".drawing"), first = drawing?.querySelector("svg a");
    if (!first || drawing.dataset.begun) return;
    drawing.dataset.begun = "yes";
    const at = first.getBoundingClientRect(), place = drawing.getBoundingClientRect();
    drawing.scrollLeft += at.left + at.width / 2 - place.left - place.width / 2;
  };

  const zoomed = (drawing, factor) => {
    const svg = drawing.querySelector("svg");
    const natural = svg.viewBox.baseVal.width;
    const now = svg.getBoundingClientRect().width;
    const next = factor === 0 ? Math.min(drawing.clientWidth, natural) : Math.min(Math.max(now * factor, 120), natural * 6);
    const x = (drawing.scrollLeft + drawing.clientWidth / 2) / now;
    const y = (drawing.scrollTop + drawing.clientHeight / 2) / now;
    svg.style.width = `${next}px`;
    svg.style.maxWidth = "none";
    svg.style.minWidth = "0";
    drawing.scrollLeft = x * next - drawing.clientWidth / 2;
    drawing.scrollTop = y * next - drawing.clientHeight / 2;
  };

  const movable = () => {
    for (const drawing of all(".diagram .drawing")) {
      const bar = document.createElement("div");
      bar.className = "zoom";
      bar.append(button("larger", "Larger", "+"), button("smaller", "Smaller", "−"), button("fit", "", "Fit"));
      drawing.before(bar);
      drawing.addEventListener("wheel", (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        zoomed(drawing, event.deltaY < 0 ? 1.15 : 1 / 1.15);
      }, { passive: false });
      let from = null;
      drawing.addEventListener("pointerdown", (event) => {
        if (event.pointerType === "mouse" && event.button === 0) from = { x: event.clientX + drawing.scrollLeft, y: event.clientY + drawing.scrollTop, moved: false };
      });
      drawing.addEventListener("pointermove", (event) => {
        if (!from) return;
        const x = from.x - event.clientX, y = from.y - event.clientY;
        if (Math.abs(x - drawing.scrollLeft) + Math.abs(y - drawing.scrollTop) > 4) from.moved = true;
        if (from.moved) { drawing.scrollLeft = x; drawing.scrollTop = y; }
      });
      window.addEventListener("pointerup", () => { if (from?.moved) drawing.dataset.moved = "yes"; from = null; });
      drawing.addEventListener("dragstart", (event) => event.preventDefault());
      drawing.addEventListener("keydown", (event) => {
        const factor = { "+": 1.25, "=": 1.25, "-": 0.8, "0": 0 }[event.key];
        if (factor !== undefined && !event.ctrlKey && !event.metaKey) { event.preventDefault(); zoomed(drawing, factor); }
      });
    }
  };

  // The full record of an element, over the page.

  const open = (target) => {
    const copy = target.cloneNode(true);
    for (const part of [copy, ...all("[id]", copy)]) part.removeAttribute("id");
    for (const made of all(".fold", copy)) made.remove();
    copy.hidden = false;
    copy.className = copy.className.replace(/\bd\d+\b/, "");
    let shown = copy;
    if (copy.tagName === "TR") {
      shown = document.createElement("dl");
      const heads = all("thead th", target.closest("table"));
      [...copy.cells].forEach((cell, at) => {
        const term = document.createElement("dt"), said = document.createElement("dd");
        term.textContent = heads[at].textContent;
        said.append(...cell.childNodes);
        shown.append(term, said);
      });
    }
    const onward = document.createElement("p");
    const link = document.createElement("a");
    link.href = `#${target.id}`;
    link.textContent = "Show it where it stands";
    onward.append(link);
    dialog.querySelector(".body").replaceChildren(shown, onward);
    if (!dialog.open) dialog.showModal();
  };

  const goTo = (hash) => {
    if (hash.length < 2) return;
    const target = named(hash);
    if (!target) return;
    if (target.closest("figure.diagram")) turn(target.closest("figure.diagram"));
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    if (target.dataset.depth) reveal(target);
    target.scrollIntoView({ block: "start" });
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-do]");
    if (asked) {
      const drawing = asked.closest("figure")?.querySelector(".drawing");
      switch (asked.dataset.do) {
        case "close": dialog.close(); break;
        case "fold": foldAll(true); break;
        case "unfold": foldAll(false); break;
        case "larger": zoomed(drawing, 1.25); break;
        case "smaller": zoomed(drawing, 0.8); break;
        case "fit": zoomed(drawing, 0); break;
      }
      return;
    }
    if (event.target.classList.contains("fold")) {
      setFolded(event.target, event.target.getAttribute("aria-expanded") === "true");
      show();
      return;
    }
    if (event.target === dialog) { dialog.close(); return; }
    const link = event.target.closest("a");
    const href = link?.getAttribute("href");
    if (!href || !href.startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const drawing = link.closest(".drawing");
    if (drawing?.dataset.moved) { delete drawing.dataset.moved; event.preventDefault(); return; }
    const target = named(href);
    if (!target) return;
    event.preventDefault();
    if (drawing && !target.matches("figure, section")) { open(target); return; }
    if (dialog.open) dialog.close();
    if (location.hash !== href) history.pushState(null, "", href);
    goTo(href);
  });
  window.addEventListener("popstate", () => goTo(location.hash));
  window.addEventListener("hashchange", () => goTo(location.hash));
  find.addEventListener("input", showSoon);
  for (const box of states) box.addEventListener("change", show);
  window.addEventListener("beforeprint", () => { for (const details of all("details:not([open])")) { details.open = true; details.dataset.printed = "yes"; } });
  window.addEventListener("afterprint", () => { for (const details of all("details[data-printed]")) { details.open = false; delete details.dataset.printed; } });

  for (const tools of all(".tools")) tools.hidden = false;
  foldable();
  movable();
  paged();
  for (const figure of all(".diagrams figure:only-of-type, #architecture")) begin(figure);
  goTo(location.hash);
})();
