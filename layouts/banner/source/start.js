// Begins: what the page can call, what it can hear, and what makes the snippet look again.
searches.push(() => document.querySelectorAll("[data-consent-open][hidden]").forEach((each) => {
  each.hidden = false;
}));

const renew = () => {
  read();
  update();
};

document.addEventListener("click", (event) => {
  const by = event.target.closest?.("[data-consent-open]");
  if (by) {
    event.preventDefault();
    open(by);
  }
});
document.addEventListener("DOMContentLoaded", search);
new MutationObserver(search).observe(document, { childList: true, subtree: true });
addEventListener("storage", ({ key }) => {
  if (!key || key === KEY) renew();
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) renew();
});

self.lydelseConsent = { get: () => record, set: choose, open, snippet: SNIPPET };
document.head.after(host);
renew();
