// Makes reading quicker; every page works without it. It marks the section being read in the table of contents and
// lets the language switch lead to that section, or to that entry of the changelog. From a former address it leads on
// to the present one, to what was asked for there.
"use strict";

(() => {
  const present = document.querySelector("a[data-leads-on]");
  if (present) {
    location.replace(present.href + location.search + location.hash);
    return;
  }

  const parts = [...document.querySelectorAll(".section[id], .entry[id]")];
  const entries = new Map([...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
  const switches = document.querySelectorAll("a[data-language-switch]");
  const visible = new Set();
  let current;

  // Anchors inside a section can differ between languages; the section's own is the same in all.
  const target = () => document.getElementById(location.hash.slice(1))?.closest(".section[id], .entry[id]");

  // The last sections can't reach the top of the window: there the one that was asked for counts.
  const part = () => {
    const asked = innerHeight + scrollY > document.documentElement.scrollHeight - 4 && target();
    return asked && asked.getBoundingClientRect().top >= 0 ? asked : parts.find((each) => visible.has(each));
  };

  const update = () => {
    entries.get(current?.id)?.removeAttribute("aria-current");
    current = part();
    entries.get(current?.id)?.setAttribute("aria-current", "true");
    // Going back to the switch by keyboard scrolls to the top: the section that was read still counts.
    if (![...switches].includes(document.activeElement)) for (const link of switches) link.hash = current?.id ?? "";
  };

  const observer = new IntersectionObserver((changes) => {
    for (const change of changes) visible[change.isIntersecting ? "add" : "delete"](change.target);
    update();
  }, { rootMargin: "-5% 0px -75% 0px" });

  for (const each of parts) observer.observe(each);
  addEventListener("hashchange", update);
  addEventListener("scrollend", update);
})();
