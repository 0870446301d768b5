// What is new since the person agreed: told by the build for each version that asks again, [category, version, text].
changes = (asked) => {
  const agreed = (category) => record?.choices?.[category[0]];
  const told = asked.filter((category) => agreed(category)?.granted);
  const lines = changed.filter(([index, since]) => {
    const category = CATEGORIES[index];
    return told.includes(category) && isOlder(agreed(category).version, since);
  });
  const [oldest] = told.map((category) => agreed(category).version).sort();
  return lines.length ? [
    paragraph(element("b", {}, changedTitle)),
    ...lines.map(([, , text]) => paragraph(text)),
    paragraph(element("a", { href: comparisonAddress.replace("*", oldest) }, comparisonTitle)),
  ] : [];
};
