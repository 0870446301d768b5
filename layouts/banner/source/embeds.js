// Frames and images that wait: <template data-consent="…"><iframe …></iframe></template>. A template is inert, so that
// nothing is fetched, and nothing is shown, where scripts don't run. What stands after it is the thing itself, or a
// placeholder of the same size that lets in just that one.
const standing = new WeakMap();
const letIn = new WeakSet();

const placeholder = (template, embed, [name]) => {
  const [width, height, source] = ["width", "height", "src"].map((each) => embed.getAttribute(each));
  // A pixel is missed by nobody.
  if (width === "1") return element("span");
  const size = `:host{width:${width}${isNaN(width) ? "" : "px"}!important;min-height:${height}px!important}`;
  const text = element("p", { lang: LANGUAGE, dir: "auto" }, waitingText.replace("*", new URL(source, location).hostname).replace("*", name));
  const stand = shaded(
    PLACEHOLDER_STYLE + size,
    text,
    button(once, () => {
      letIn.add(template);
      search();
      focusOn(standing.get(template).node);
    }),
    button(settingsTitle, () => open(stand)),
  );
  return stand;
};

searches.push(() => document.querySelectorAll("template[data-consent]").forEach((template) => {
  const category = categoryOf(template);
  const isIn = letIn.has(template) || isAllowed(category);
  const before = standing.get(template);
  if (isWhole(template) && before?.isIn !== isIn) {
    const embed = template.content.firstElementChild;
    const node = isIn ? document.importNode(embed, true) : placeholder(template, embed, titles[CATEGORIES.indexOf(category)] || []);
    before?.node.remove();
    template.after(node);
    standing.set(template, { isIn, node });
  }
}));
