// Lets the banner show what it does without storing or clearing anything: what it would keep in the browser it keeps in
// the page, and loses with it.
"use strict";

for (const area of ["localStorage", "sessionStorage"]) Object.defineProperty(window, area, { value: {} });
Object.defineProperty(window, "indexedDB", { value: { databases: async () => [] } });
Object.defineProperty(document, "cookie", { get: () => "", set: () => {} });

const categories = new Map();
const show = ({ detail }) => {
  for (const line of document.querySelectorAll("[data-category]")) {
    if (!categories.has(line)) categories.set(line, line.textContent);
    const isAllowed = detail?.choices[line.dataset.category]?.granted;
    line.textContent = isAllowed ? line.dataset.allowed : categories.get(line);
  }
};
document.addEventListener("lydelse-consent", show);
