// Leads from two chosen versions to their comparison. One that has no page of its own is put together on this page, by
// a script that is fetched then. Without scripts every comparison that has a page is found by links.
"use strict";

(() => {
  const form = document.querySelector("[data-chooser]");
  form.hidden = false;

  // The form asks for this page anew, with the two versions in its address, so that the pair can be linked to.
  const asked = new URLSearchParams(location.search);
  const chosen = (name) => [...form.elements[name].options].find((option) => option.value === asked.get(name));
  const pair = [chosen("old"), chosen("new")];
  if (pair.includes(undefined)) return;

  // The latest version stands first.
  const [newer, older] = pair.sort((one, other) => one.index - other.index).map((option) => option.value);
  form.elements.old.value = older;
  form.elements.new.value = newer;
  for (const link of document.querySelectorAll("a[data-language-switch]")) link.search = location.search;

  const page = document.querySelector(`.chooser-pages a[href*="/${older}--${newer}/"]`);
  if (older === newer) form.querySelector("[role=status]").textContent = form.dataset.same;
  else if (page) location.replace(page.href);
  else document.head.append(Object.assign(document.createElement("script"), { src: form.dataset.assembly }));
})();
