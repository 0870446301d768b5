// What the person chose, and what follows from it. All pieces of the snippet share one scope; those that a declaration
// doesn't need aren't sent. The names in capitals are written by the build (lydelse/banner/snippet.py).
const KEY = "lydelse-consent";
// The words, in the order of lydelse/banner/texts.py; those of pieces that aren't sent are missing.
const [
  title, settingsTitle, introduction, byBrowser, withdrawal, policyAddress, policyTitle, accept, reject, select, save,
  titles, necessary, waitingText, once, changedTitle, changed, comparisonAddress, comparisonTitle,
] = TEXTS;

// Done whenever what is allowed may have changed; and that which is also done when the page has got new parts.
const steps = [];
const searches = [];
const search = () => searches.forEach((each) => each());

let record;
let isStorageBlocked;

// Without storage nothing can be remembered: then the record holds for this page alone, and nobody is asked on each.
// What can't be understood counts as nothing.
const read = () => {
  try {
    record = JSON.parse(localStorage[KEY] || null);
  } catch (error) {
    isStorageBlocked = !(error instanceof SyntaxError);
  }
};

const isOlder = (one, other) => `${one}`.localeCompare(other, "en", { numeric: true }) < 0;

// A choice that is still good: a refusal until it expires, a consent also no longer than the declaration says what the
// person was told.
const choiceOf = ([id, since]) => {
  const choice = record?.choices?.[id];
  const isKept = Date.now() - choice?.time < KEPT_FOR;
  return isKept && !(choice.granted && isOlder(choice.version, since)) ? choice : undefined;
};

const isAllowed = (category) => choiceOf(category)?.granted === true;

const categoryOf = (element) => CATEGORIES.find(([id]) => id === element.dataset.consent) || [];

// Global Privacy Control is a refusal, which a choice of the person's own goes before.
const pending = () => CATEGORIES.filter((category) =>
  !isStorageBlocked && !navigator.globalPrivacyControl && !choiceOf(category));

// Stores a choice for some categories; the others keep theirs.
const choose = (granted) => {
  const time = Date.now();
  const choices = {};
  CATEGORIES.forEach((category) => {
    const [id] = category;
    choices[id] = id in granted ? { granted: !!granted[id], version: VERSION, time } : choiceOf(category);
  });
  record = {
    id: `${Math.random()}`.slice(2), time, language: LANGUAGE, version: VERSION,
    declaration: DECLARATION, snippet: SNIPPET, choices,
  };
  try {
    localStorage[KEY] = JSON.stringify(record);
  } catch {
    isStorageBlocked = true;
  }
  update();
};

const update = () => {
  steps.forEach((each) => each());
  search();
  follow();
  document.dispatchEvent(new CustomEvent(KEY, { detail: record }));
};

// An element that the parser may still be filling isn't taken yet.
const isWhole = (element) => element.nextSibling || document.readyState !== "loading";
