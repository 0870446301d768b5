// Puts a comparison together that has no page of its own: from the index and the fragments beside the page on which its
// two versions were chosen.
"use strict";

(() => {
  const form = document.querySelector("[data-chooser]");
  const status = form.querySelector("[role=status]");
  const words = JSON.parse(form.dataset.words);
  const language = document.documentElement.lang;
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const count = (forms, number) => {
    const form = forms[plurals.select(number)] ?? forms.other;
    return fill(form, { count: numbers.format(number) });
  };
  const copy = (name) => document.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);

  const load = async (name, cache = "default") => {
    const answer = await fetch(name, { cache });
    if (!answer.ok) throw new Error(`${answer.status} for ${name}`);
    return answer.json();
  };

  // Where pairs of texts are compared: in a file, at a place; nowhere if they read alike.
  const whereOf = ({ files, alike }) => new Map([
    ...alike.map((pair) => [pair, null]),
    ...files.flatMap(({ name, pairs }) => pairs.map((pair, at) => [pair, { name, at }])),
  ]);

  // Each file once, though several sections are in it. A line that its comparisons share stands there once, too.
  const files = new Map();
  const fragmentOf = async ({ name, at }) => {
    if (!files.has(name)) files.set(name, load(name));
    const { lines, comparisons } = await files.get(name);
    const found = comparisons[at];
    return { ...found, merged: found.merged.map((line) => lines[line]).join("\n") };
  };

  // A version's sections by id, in order.
  const sectionsOf = (index, version) => {
    const { sections, from } = index.versions[version];
    const texts = sections.map((text, at) => ({ ...index.texts[text], text, position: at + 1 }));
    return new Map(texts.map((it) => [it.section, { ...it, from: from[it.section] ?? [] }]));
  };

  // The new order, and what was removed behind what it stood behind.
  const inOrder = (old, now) => {
    const order = [...now.keys()];
    let place = 0;
    for (const id of old.keys()) {
      if (now.has(id)) place = order.indexOf(id) + 1;
      else order.splice(place++, 0, id);
    }
    return order;
  };

  // The old positions of all but a longest run of sections that kept their order.
  const movedOf = (old, now) => {
    const positions = [...now.keys()].flatMap((id) => old.get(id)?.position ?? []);
    const tails = [];
    const before = new Map();
    for (const position of positions) {
      const found = tails.findIndex((tail) => tail >= position);
      const place = found < 0 ? tails.length : found;
      before.set(position, tails[place - 1]);
      tails[place] = position;
    }
    const moved = new Set(positions);
    for (let position = tails.at(-1); position; position = before.get(position)) moved.delete(position);
    return moved;
  };

  const cameFrom = (it, old) => {
    const known = it.old?.from ?? [];
    const titles = (it.now?.from ?? []).filter((id) => old.has(id) && !known.includes(id)).map((id) => old.get(id).title);
    if (titles.length < 2) return titles.map((title) => fill(words.split_from, { title }));
    const quoted = titles.map((title) => fill(words.quoted_title, { title }));
    return [fill(words.split_from_many, { titles: new Intl.ListFormat(language).format(quoted) })];
  };

  const keyOf = ({ old, now }) => `${old?.text ?? ""}-${now?.text ?? ""}`;

  // Of a policy with very many versions, not every pair of texts has been compared.
  const isCompared = (where, old, now) => inOrder(old, now).every((id) => {
    const it = { old: old.get(id), now: now.get(id) };
    return it.old?.text === it.now?.text || where.has(keyOf(it));
  });

  const compared = (where, old, now) => {
    const moved = movedOf(old, now);
    return Promise.all(inOrder(old, now).map(async (id) => {
      const it = { id, old: old.get(id), now: now.get(id), ...(now.get(id) ?? old.get(id)) };
      const spot = where.get(keyOf(it));
      const fragment = spot && await fragmentOf(spot);
      const places = it.now && moved.has(it.old?.position) ? { old: it.old.position, new: it.now.position } : null;
      const details = [fragment?.details ?? [], places ? fill(words.moved_from, places) : [], cameFrom(it, old)].flat();
      return { ...it, fragment, details, kinds: [places ? "moved" : [], fragment?.kinds ?? []].flat() };
    }));
  };

  const differs = (it) => it.kinds.length || it.details.length;

  const describe = (element, it) => {
    element.querySelector(".change-labels").append(...it.kinds.flatMap((kind) => {
      const label = document.createElement("span");
      label.className = `change-label change-${kind}`;
      label.textContent = words.labels[kind];
      return [label, " "];
    }));
    element.querySelector(".change-details").textContent = it.details.join(" ");
    return element;
  };

  // Set only where it isn't the page's.
  const languageOf = ({ lang, dir }) => (lang ? { lang, dir } : {});

  const leadTo = (link, href, it) => {
    Object.assign(link, { href, textContent: it.title }, languageOf(it));
  };

  const lineOf = (it) => {
    const element = describe(copy("change"), it);
    leadTo(element.querySelector("a"), `#${it.id}`, it);
    return element;
  };

  const sectionOf = (it, version) => {
    const element = differs(it) ? describe(copy("section"), it) : copy("unchanged");
    element.id = it.id;
    leadTo(element.querySelector("a"), `${version}#${it.id}`, it);
    if (it.fragment) {
      const body = element.querySelector(".merged");
      Object.assign(body, { innerHTML: it.fragment.merged }, languageOf(it));
    }
    return element;
  };

  const summaryOf = (all) => {
    const number = all.filter(differs).length;
    if (!number) return [words.empty];
    const sum = (name) => all.reduce((total, it) => total + (it.fragment?.[name] ?? 0), 0);
    const told = ["words_added", "words_removed"].filter(sum).map((name) => count(words[name], sum(name)));
    return [count(words.sections, number), ...(told.length ? told : [words.no_words])];
  };

  // An anchor that isn't here is in the new version.
  const mendLinks = (article, version) => {
    for (const link of article.querySelectorAll(".merged a[href^='#']")) {
      if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) link.href = version + link.hash;
    }
  };

  const headOf = (older, newer) => {
    const article = copy("comparison");
    const values = { old: older.text, new: newer.text, old_id: older.value, new_id: newer.value };
    for (const element of article.querySelectorAll("h2, [data-version], code")) {
      element.textContent = fill(element.textContent, values);
    }
    article.querySelector("[data-version=old]").href = older.dataset.href;
    article.querySelector("[data-version=new]").href = newer.dataset.href;
    document.title = fill(words.document_title, values);
    return article;
  };

  const show = (article, summary) => {
    form.parentElement.after(article);
    article.querySelector("[data-summary]").textContent = summary.join(" ");
    const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    (article.contains(asked) ? asked : article).scrollIntoView();
    article.querySelector("h2").focus({ preventScroll: true });
  };

  const showApart = (article, reason) => {
    article.querySelector(".changes").remove();
    article.replaceChildren(article.querySelector("header"));
    status.textContent = "";
    show(article, [reason]);
  };

  const showTogether = (article, all, version) => {
    const isAlike = !all.some(differs);
    article.querySelector(".chooser-command").remove();
    article.querySelector(".changes").append(...all.filter(differs).map(lineOf));
    if (isAlike) article.replaceChildren(article.querySelector("header"));
    article.append(...all.map((it) => sectionOf(it, version)));
    const summary = summaryOf(all);
    status.textContent = summary[0];
    show(article, summary);
    mendLinks(article, version);
    if (!isAlike) document.head.append(Object.assign(document.createElement("script"), { src: form.dataset.steps }));
  };

  // The sections, or why they can't be shown together.
  const together = async (older, newer) => {
    if (location.protocol === "file:") return words.from_file; // from which nothing can be fetched
    const index = await load(form.dataset.index, "no-cache"); // a new build may have other files
    const [old, now] = [older, newer].map(({ value }) => sectionsOf(index, value));
    const where = whereOf(index);
    return isCompared(where, old, now) ? compared(where, old, now) : words.too_many;
  };

  const compare = async (older, newer) => {
    const article = headOf(older, newer);
    status.textContent = words.working;
    const found = await together(older, newer).catch(() => words.failed);
    if (typeof found === "string") showApart(article, found);
    else showTogether(article, found, newer.dataset.href);
  };

  compare(form.elements.old.selectedOptions[0], form.elements.new.selectedOptions[0]);
})();
