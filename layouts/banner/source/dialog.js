// The banner and the settings: one dialog in a shadow tree, where the page's styles don't reach. The banner lies in
// the top layer, leaves the page usable and takes no focus by itself; the settings are modal. A browser without
// popovers shows no banner, which refuses everything; the settings it has.
const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child));
  return made;
};
const paragraph = (...children) => element("p", {}, ...children);
const checkbox = (properties) => element("input", { type: "checkbox", ...properties });
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

const dialog = element("dialog", { lang: LANGUAGE, dir: "auto", popover: "manual" });
const host = shaded("", dialog);
// Whether the banner is shown; the settings are when the dialog is open.
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

const contents = (asked, isSettings) => {
  const boxes = asked.map((category) => isSettings && checkbox({ checked: isAllowed(category) }));
  const answer = (text, decide) => button(text, () => {
    close();
    choose(Object.fromEntries(asked.map(([id], index) => [id, decide(index)])));
    refocus();
  });
  return [
    element("h2", {}, dialog.ariaLabel = isSettings ? settingsTitle : title),
    paragraph(isSettings && navigator.globalPrivacyControl ? byBrowser : introduction),
    isSettings && necessary ? item(necessary, checkbox({ checked: true, disabled: true })) : "",
    ...asked.map((category, index) => item(titles[CATEGORIES.indexOf(category)], boxes[index])),
    ...changes(isSettings ? [] : asked),
    paragraph(withdrawal, " ", element("a", { href: policyAddress }, policyTitle)),
    element(
      "div", {},
      answer(accept, () => true),
      answer(reject, () => false),
      isSettings ? answer(save, (index) => boxes[index].checked) : button(select, () => open()),
    ),
  ];
};

const close = () => {
  isAsking = false;
  dialog.close();
  dialog.hidePopover?.();
};

const show = (isSettings) => {
  close();
  dialog.replaceChildren(...contents(isSettings ? CATEGORIES : pending(), isSettings));
  if (isSettings) {
    dialog.showModal();
  } else {
    isAsking = true;
    dialog.showPopover?.();
  }
};

const open = (by) => {
  opener = by;
  show(true);
};

// Shows the banner as long as something is asked, here or in another tab, and no longer. Open settings stay.
const follow = () => {
  const asks = !isDismissed && pending().length > 0;
  if (!dialog.open && asks !== isAsking) (asks ? show : close)();
};

// An element that can't have the focus gets it nevertheless; one that can stays as it is.
const focusOn = (target) => {
  target.tabIndex = target.tabIndex;
  target.focus({ preventScroll: true });
};

// After an answer the focus would be lost: it goes to what opened the settings, or to the page's contents.
const refocus = () => focusOn(
  isAsking ? dialog.querySelector("button:last-child")
    : opener?.isConnected ? opener
      : document.querySelector("main,h1") || document.body.firstElementChild,
);

// Esc leaves the settings without a choice, and goes back to the banner if something is still asked.
dialog.onclose = () => {
  if (!dialog.open && !isAsking) {
    follow();
    refocus();
  }
};

dialog.onkeydown = ({ key }) => {
  if (key === "Escape" && isAsking) {
    isDismissed = true;
    close();
    refocus();
  }
};

// Nothing of the page stays hidden behind the banner: all of it can be scrolled above it, and the focus is.
const room = sheetOf("");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
new ResizeObserver(() => {
  const height = dialog.open ? 0 : dialog.offsetHeight;
  room.replaceSync(`@media screen{html{scroll-padding-bottom:${height}px}html::after{content:"";display:block;height:${height}px}}`);
}).observe(dialog);
