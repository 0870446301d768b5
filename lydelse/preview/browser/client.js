// Keeps a page of the preview up to date. LiveReload's script tells that something in it is new: texts, stylesheets and
// the preview's notes are then exchanged in the page as it stands; if anything else is new, it's loaded again.
"use strict";

(() => {
  const CLOSED = "lydelse-preview-closed";
  const STYLESHEETS = 'link[rel="stylesheet"]';
  const TEXTS = ".policy .section-body, .policy .facts"; // in which no script of the site has a part
  const host = document.querySelector("lydelse-preview");
  const notes = host.shadowRoot;
  const all = (from, selector) => [...from.querySelectorAll(selector)];
  const dialog = () => notes.querySelector("dialog");

  const arrange = () => {
    const opened = dialog();
    if (!opened) return;
    notes.querySelector(".bar a").addEventListener("click", (event) => {
      event.preventDefault();
      opened.showModal();
    });
    opened.querySelector("button").addEventListener("click", () => opened.close());
    // What was closed stays so, on other pages too, until the problems are others. What was taken away wasn't closed.
    opened.addEventListener("close", () => {
      if (opened.isConnected) sessionStorage.setItem(CLOSED, host.dataset.notes);
    });
    if ("opened" in host.dataset && sessionStorage.getItem(CLOSED) !== host.dataset.notes) opened.showModal();
  };

  const exchangeNotes = (fresh) => {
    const isOther = fresh.dataset.notes !== host.dataset.notes;
    for (const { name } of [...host.attributes]) host.removeAttribute(name);
    for (const { name, value } of fresh.attributes) host.setAttribute(name, value);
    if (!isOther) return;
    if (dialog()?.open) dialog().close(); // which gives the focus back to where it was in the page
    notes.replaceChildren(fresh.querySelector("template").content);
    arrange();
  };

  // An old stylesheet goes when the new one is there, so that the page never stands without.
  const exchangeStylesheets = (fresh) => {
    const addresses = all(fresh, STYLESHEETS).map((link) => link.getAttribute("href"));
    all(document, STYLESHEETS).forEach((old, index) => {
      if (old.getAttribute("href") === addresses[index]) return;
      const link = old.cloneNode();
      link.href = addresses[index];
      link.addEventListener("load", () => old.remove());
      old.after(link);
    });
  };

  const exchangeTexts = (before, fresh) => {
    const [old, now] = [all(before, TEXTS), all(fresh, TEXTS)];
    all(document, TEXTS).forEach((text, index) => {
      if (old[index].innerHTML !== now[index].innerHTML) text.innerHTML = now[index].innerHTML;
    });
  };

  // The page as the server sends it: what the browser shows was changed by scripts.
  const ask = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  // All of a page but what can be exchanged in it.
  const frame = (page) => {
    const copy = page.documentElement.cloneNode(true);
    copy.querySelector("lydelse-preview")?.remove();
    for (const link of all(copy, STYLESHEETS)) link.removeAttribute("href");
    for (const text of all(copy, TEXTS)) text.replaceChildren();
    return copy.outerHTML;
  };

  let page; // as it was sent when it was last brought up to date

  const begin = async () => {
    page = await ask();
    if (page.querySelector("lydelse-preview")?.dataset.page !== host.dataset.page) location.reload();
  };

  const renew = async () => {
    const fresh = await ask();
    if (frame(fresh) !== frame(page)) return location.reload();
    exchangeStylesheets(fresh);
    exchangeTexts(page, fresh);
    exchangeNotes(fresh.querySelector("lydelse-preview"));
    page = fresh;
  };

  // One after the other. What fails does so since the preview has ended; when it's back, it compares what is shown.
  let work = begin().catch(() => {});

  // LiveReload finds extensions by such a name, and leaves to them what they say they did.
  window.LiveReloadPluginLydelse = class {
    static identifier = "lydelse";
    static version = "1";

    analyze() {
      return { page: host.dataset.page, notes: host.dataset.notes };
    }

    reload() {
      work = work.then(renew).catch(() => {});
      return true;
    }
  };

  const tellEnd = (hidden) => { notes.querySelector(".ended").hidden = hidden; };
  document.addEventListener("LiveReloadDisconnect", () => tellEnd(false));
  document.addEventListener("LiveReloadConnect", () => tellEnd(true));
  arrange();
})();
