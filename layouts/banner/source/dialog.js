// The banner and the settings, in a shadow tree, where the page's styles don't reach. The banner lies in the top layer,
// leaves the page usable and takes no focus by itself; the settings are modal. A browser without popovers shows no
// banner, which refuses everything; the settings it has.
const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child));
  return made;
};
const paragraph = (...children) => element("p", {}, ...children);
const button = (text, onclick) => element("button", { onclick }, text);

const sheetOf = (css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

// Gives the element in whose shadow tree something is shown.
const shaded = (css, ...children) => {
  const host = element("lydelse-consent");
  const tree = host.attachShadow({ mode: "open" });
  tree.adoptedStyleSheets = [sheetOf(STYLE + css)];
  tree.append(...children);
  return host;
};

const banner = element("div", { role: "dialog", lang: LANGUAGE, dir: "auto", popover: "manual" });
const settings = element("dialog", { lang: LANGUAGE, dir: "auto" });
const host = shaded("", banner, settings);
// Whether the banner is shown; the settings are when their dialog is open.
let isAsking = false;
// Whether the banner was put aside on this page, without a choice.
let isDismissed;
// What opened the settings.
let opener;
// Tells what is new in what is asked; the piece of that name does.
let changes = () => [];

const item = ([name, purpose, uncleared], box) => paragraph(
  element("label", {}, box, element("b", {}, name), ` ${purpose}`),
  box && uncleared && ` ${uncleared}`,
);

// Fills the banner, or with boxes to tick the settings. Both have the same answers on the same layer, all alike.
const fill = (place, asked, boxes, heading) => {
  const answer = (text, decide) => button(text, () => {
    close();
    choose(Object.fromEntries(asked.map(([id], index) => [id, decide(index)])));
    refocus();
  });
  place.ariaLabel = heading;
  place.replaceChildren(
    element("h2", {}, heading),
    paragraph(boxes && navigator.globalPrivacyControl ? byBrowser : introduction),
    ...asked.map((category, index) => item(titles[CATEGORIES.indexOf(category)], boxes?.[index])),
    ...boxes ? necessary ? [item(necessary)] : [] : changes(asked),
    paragraph(withdrawal, " ", element("a", { href: policyAddress }, policyTitle)),
    paragraph(
      answer(accept, () => true),
      answer(reject, () => false),
      boxes ? answer(save, (index) => boxes[index].checked) : button(select, () => open()),
    ),
  );
};

const close = () => {
  isAsking = false;
  settings.close();
  banner.hidePopover?.();
};

const ask = () => {
  fill(banner, pending(), undefined, title);
  isAsking = true;
  banner.showPopover?.();
};

const open = (by) => {
  opener = by;
  close();
  fill(
    settings, CATEGORIES,
    CATEGORIES.map((category) => element("input", { type: "checkbox", checked: isAllowed(category) })), settingsTitle,
  );
  settings.showModal();
};

// Shows the banner as long as something is asked, here or in another tab, and no longer. Open settings stay.
const follow = () => {
  const asks = !isDismissed && pending().length > 0;
  if (!settings.open && asks !== isAsking) (asks ? ask : close)();
};

// An element that can't have the focus gets it nevertheless; one that can stays as it is.
const focusOn = (target) => {
  target.tabIndex = target.tabIndex;
  target.focus({ preventScroll: true });
};

// After an answer the focus would be lost: it goes to what opened the settings, or to the page's contents.
const refocus = () => focusOn(
  isAsking ? banner.querySelector("button:last-child")
    : opener?.isConnected ? opener
      : document.querySelector("main,h1") || document.body.firstElementChild,
);

// Esc leaves the settings without a choice, and goes back to the banner if something is still asked.
settings.onclose = () => {
  if (!settings.open && !isAsking) {
    follow();
    refocus();
  }
};

banner.onkeydown = ({ key }) => {
  if (key === "Escape") {
    isDismissed = true;
    close();
    refocus();
  }
};

// Nothing of the page stays hidden behind the banner: all of it can be scrolled above it, and the focus is.
const room = sheetOf("");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
new ResizeObserver(() => room.replaceSync(
  `@media screen{html{scroll-padding-bottom:${banner.offsetHeight}px;padding-bottom:${banner.offsetHeight}px}}`,
)).observe(banner);
