// Google's Consent Mode: everything denied before any tag is heard, then what is allowed.
self.dataLayer ||= [];

const signal = function () {
  dataLayer.push(arguments);
};

const tell = (command, isGranted) => {
  const states = CATEGORIES.flatMap((category) =>
    category[2].map((type) => [type, isGranted(category) ? "granted" : "denied"]));
  signal("consent", command, Object.fromEntries(states));
};

tell("default", () => false);
steps.push(() => tell("update", isAllowed));
