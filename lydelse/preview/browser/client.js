// Keeps a page of the preview up to date. What has changed is told through LiveReload: the page, which is then loaded
// again, or what can be exchanged in it, its stylesheets and the preview's notes.
"use strict";

(() => {
  const CLOSED = "lydelse-preview-closed";
  const host = document.querySelector("lydelse-preview");
  const notes = host.shadowRoot;
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

  // Closing it first gives the focus back to where it was in the page.
  const exchangeNotes = (fresh) => {
    const before = dialog();
    if (before?.open) before.close();
    notes.replaceChildren(fresh.querySelector("template").content);
    for (const name of ["page", "styles", "notes", "opened"]) {
      if (name in fresh.dataset) host.dataset[name] = fresh.dataset[name];
      else delete host.dataset[name];
    }
    arrange();
  };

  const stylesheets = (from) => [...from.querySelectorAll('link[rel="stylesheet"]')];

  // The old one goes when the new one is there, so that the page never stands without.
  const exchangeStylesheets = (fresh) => {
    const addresses = stylesheets(fresh).map((link) => link.getAttribute("href"));
    stylesheets(document).forEach((old, index) => {
      if (!addresses[index] || old.getAttribute("href") === addresses[index]) return;
      const link = old.cloneNode();
      link.href = addresses[index];
      link.addEventListener("load", () => old.remove());
      old.after(link);
    });
  };

  const renew = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const freshHost = fresh.querySelector("lydelse-preview");
    if (freshHost?.dataset.page !== host.dataset.page) return location.reload();
    exchangeStylesheets(fresh);
    exchangeNotes(freshHost);
  };

  // LiveReload finds extensions by such a name, and leaves to them what they say they did.
  window.LiveReloadPluginLydelse = class {
    static identifier = "lydelse";
    static version = "1";

    analyze() {
      const { page, styles, notes } = host.dataset;
      return { page, styles, notes };
    }

    reload(what) {
      if (what === "page") location.reload();
      else renew().catch(() => {}); // the preview has ended; when it's back, it asks what is shown here
      return true;
    }
  };

  const tellEnd = (hidden) => { notes.querySelector(".ended").hidden = hidden; };
  document.addEventListener("LiveReloadDisconnect", () => tellEnd(false));
  document.addEventListener("LiveReloadConnect", () => tellEnd(true));
  arrange();
})();
