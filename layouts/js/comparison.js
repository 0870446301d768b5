// Makes a comparison quicker to read; the page works without it. It leads from change to change, by buttons and by
// Alt with an arrow, and opens the unchanged sections when the whole text is asked for.
"use strict";

(() => {
  const steps = document.querySelector("[data-comparison-steps]");
  if (!steps) return;
  const status = steps.querySelector("[role=status]");
  const blocks = ".cmp-changed, .cmp-added, .cmp-removed, .cmp-moved, .cmp-split, .cmp-merged, .cmp-departed";
  let current;

  // The head of a table whose rows are cards is there for screen readers alone.
  const isShown = (element) =>
    element.getClientRects().length > 0 && getComputedStyle(element.closest("thead") ?? element).clipPath === "none";
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  // A change has its id on its first mark, beside the old text with an ending of its own.
  const changesIn = (section) => {
    const found = new Map();
    for (const mark of section.querySelectorAll(".merged [id], .beside [id]")) {
      const change = mark.id.replace(/-old$/, "");
      const block = mark.closest(blocks) ?? mark;
      if (!mark.id.endsWith("-from") && isShown(block) && !found.has(change)) found.set(change, block);
    }
    return new Set(found.values());
  };

  // A section that came or went as a whole is one change, and so is one that only moved.
  const stopsIn = (section) => {
    const isWhole = section.querySelector(".compared-labels :is(.change-added, .change-removed)");
    const changes = isWhole ? [] : [...changesIn(section)];
    return changes.length || !section.querySelector(".compared-labels") ? changes : [section];
  };

  const stops = () => [...document.querySelectorAll(".compared")].flatMap(stopsIn);

  const isInView = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > steps.getBoundingClientRect().bottom && top < innerHeight;
  };

  // From the change that was come to, or, when the reader has gone elsewhere, from what is at the top of the window.
  const next = (all, step) => {
    const at = current && isInView(current) ? all.indexOf(current) : -1;
    if (at >= 0) return (at + step + all.length) % all.length;
    const edge = steps.getBoundingClientRect().bottom;
    const below = all.findIndex((stop) => stop.getBoundingClientRect().top >= edge);
    if (step > 0) return Math.max(below, 0);
    return (below < 0 ? all.length : below || all.length) - 1;
  };

  const go = (step) => {
    const all = stops();
    if (!all.length) return;
    const index = next(all, step);
    current = all[index];
    current.tabIndex = -1;
    current.focus({ preventScroll: true });
    current.scrollIntoView({ behavior: "instant", block: "start" });
    status.textContent = fill(status.dataset.at, { number: index + 1, count: all.length });
  };

  const count = () => {
    status.textContent = fill(status.dataset.counted, { count: stops().length });
  };

  steps.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) go(Number(button.dataset.step));
  });

  addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("select, textarea, input:not([type=radio]), [contenteditable]")) return;
    event.preventDefault();
    go(step);
  });

  const whole = document.getElementById("_extent-everything");
  const extend = () => {
    for (const section of document.querySelectorAll(".unchanged")) section.open = whole.checked;
  };

  addEventListener("change", (event) => {
    if (event.target.name === "extent") extend();
    if (event.target.name === "presentation") count();
  });

  steps.hidden = false;
  count();
  if (whole.checked) extend();
})();
