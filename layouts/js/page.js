// Makes reading quicker; every page works without it. It marks the section being read in the table of contents and
// lets the language switch lead to that section, or to that entry of the changelog. From a former address it leads on
// to the present one, to what was asked for there. It says when a coming version's day has come and the page doesn't
// know of it yet, and copies references to sections.
"use strict";

(() => {
  const present = document.querySelector("a[data-leads-on]");
  if (present) {
    location.replace(present.href + location.search + location.hash);
    return;
  }

  // An instant is compared with an instant: the visitor's own calendar may be a day ahead or behind.
  for (const notice of document.querySelectorAll("[data-due]")) {
    if (Date.now() >= Date.parse(notice.dataset.due)) {
      notice.className = "notice notice-superseded";
      notice.firstElementChild.textContent = notice.dataset.text;
    }
  }

  // What searches is fetched when it is first asked for, by the button or by a query in the address. Nothing can be
  // fetched by a page that was opened from a file.
  const opener = document.querySelector("[data-search]");
  if (opener && location.protocol !== "file:") {
    opener.hidden = false;
    opener.addEventListener("click", () => {
      document.head.append(Object.assign(document.createElement("script"), { src: opener.dataset.search }));
    }, { once: true });
    if (/[?&]q=./.test(location.search)) opener.click();
  }

  // Only where the browser lets a page write to the clipboard.
  const { cite, label, done } = document.querySelector("[data-cite]")?.dataset ?? {};
  for (const link of cite && navigator.clipboard ? document.querySelectorAll(".permalink") : []) {
    const title = link.closest(".section").querySelector(".section-title")?.textContent;
    const reference = cite.replace("{section}, ", title ? "{section}, " : "")
      .replace("{section}", () => title).replace("{address}", () => link.href);
    const button = document.createElement("button");
    const said = document.createElement("span");
    button.type = "button";
    button.className = "cite";
    button.textContent = label;
    if (title) button.ariaLabel = `${label}: ${title}`;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(reference);
      said.textContent = done;
      setTimeout(() => { said.textContent = ""; }, 4000);
    });
    said.role = "status";
    link.parentElement.append(button, " ", said);
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
