// Searches a policy and its versions, in the browser alone. It is fetched when search is first opened, with the index
// of the texts in force; the index of the others follows when they are asked for, or nothing in force is found.
"use strict";

(() => {
  const opener = document.querySelector("[data-search]");
  const base = new URL(opener.dataset.index, location);
  const { lang } = document.documentElement;
  const numbers = new Intl.NumberFormat(lang);
  const plurals = new Intl.PluralRules(lang);

  // Words ---------------------------------------------------------------------------------------------------------

  let stemOf;
  let hasCompounds;

  // What is left of a word without the endings that inflect it: alike for its forms, and not always a word.
  const learn = ({ endings, compounds }) => {
    const rules = endings.map(([ending, instead]) => [new RegExp(ending, "u"), instead]);
    const known = new Map();
    hasCompounds = compounds;
    stemOf = (word) => {
      if (!known.has(word)) known.set(word, rules.reduce((rest, rule) => rest.replace(...rule), word));
      return known.get(word);
    };
  };

  const WORD = /[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)*/gu;
  const wordsOf = (text) => [...text.matchAll(WORD)].map(({ 0: word, index }) => (
    { word: word.toLowerCase().replaceAll("’", "'"), start: index, end: index + word.length }));

  // A phrase in quotation marks has to stand there as it is; of words joined as in “e-mail” the last may be inflected.
  const termsOf = (query) => [...query.normalize().matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]?|([^\s"“”„«»]+)/g)]
    .map(([, quoted, plain]) => ({ isQuoted: !plain, asked: wordsOf(quoted ?? plain).map(({ word }) => word) }))
    .filter(({ asked }) => asked.length);

  const folded = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");

  // Letters without case belong to scripts without spaces, mostly.
  const isUnspaced = (word) => /\p{Lo}/u.test(word);

  // How well a word answers the one that is asked for: 4 the same, 3 another form of it, 2 begins so, 1 has it inside.
  // Where a language has no compounds, words that merely have it inside are others; where it has, a short word is one's
  // last part.
  const levelOf = (asked, word, isQuoted, isLoose) => {
    if (isLoose) [asked, word] = [folded(asked), folded(word)];
    if (word === asked) return 4;
    if (isUnspaced(asked)) return word.includes(asked) ? 3 : 0;
    if (isQuoted) return 0;
    const stem = stemOf(asked);
    if (stemOf(word) === stem) return 3;
    if (word.startsWith(asked)) return 2;
    if (!hasCompounds && !isLoose) return stem.length > 4 && word.startsWith(stem) ? 1 : 0;
    const isPart = asked.length > 3 ? word.includes(asked) : asked.length > 2 && stemOf(word).endsWith(asked);
    return isPart || (stem.length > 4 && word.includes(stem)) ? 1 : 0;
  };

  // Finding -------------------------------------------------------------------------------------------------------

  const prepared = ({ blocks, texts }) => {
    const read = (text) => ({ text, words: wordsOf(text) });
    const all = blocks.map(read);
    return { blocks: all, texts: texts.map((it) => ({ ...it, head: read(it.title) })) };
  };

  // Gives a function that finds a term's places among words, and remembers how well each word answers.
  const finder = ({ asked, isQuoted }, isLoose) => {
    const last = asked.length - 1;
    const known = asked.map(() => new Map());
    const level = (step, word) => {
      if (!known[step].has(word)) known[step].set(word, levelOf(asked[step], word, isQuoted || step < last, isLoose));
      return known[step].get(word);
    };
    return (words) => words.flatMap(({ word, start, end }, at) => {
      const found = asked.map((_, step) => (words[at + step] ? level(step, words[at + step].word) : 0));
      const lowest = Math.min(...found);
      if (!lowest) return [];
      if (last) return { level: lowest, start, end: words[at + last].end };
      const inside = word.indexOf(asked[0]);
      const isPart = inside >= 0 && (lowest === 1 || isUnspaced(asked[0]));
      return isPart ? { level: lowest, start: start + inside, end: start + inside + asked[0].length }
        : { level: lowest, start, end };
    });
  };

  const searched = ({ blocks, texts }, terms, isLoose) => {
    const finders = terms.map((term) => finder(term, isLoose));
    const look = ({ text, words }) => ({ text, hits: finders.map((find) => find(words)) });
    const seen = blocks.map(look);
    const worth = ({ weight, hits }, term) =>
      weight * Math.max(0, ...hits[term].map(({ level }) => level + hits[term].length / 100));
    const best = (places, term) => places.reduce((one, other) => (worth(other, term) > worth(one, term) ? other : one));

    return texts.flatMap((text) => {
      const head = { ...look(text.head), weight: 25 };
      let under = { anchor: text.id };
      const places = text.parts.flatMap((part, at) => {
        if (typeof part === "string") return [];
        const isHeading = typeof text.parts[at - 1] === "string";
        if (isHeading) under = { anchor: text.parts[at - 1], heading: seen[part].text };
        return { ...seen[part], ...under, weight: isHeading ? 5 : 1 };
      });
      const score = terms.map((_, term) => worth(best([head, ...places], term), term));
      if (score.includes(0)) return [];
      const shown = new Set(terms.map((_, term) => best(places.length ? places : [head], term)));
      return { text, head, shown: [...shown], score: score.reduce((one, other) => one + other) };
    }).sort((one, other) => other.score - one.score);
  };

  // Showing -------------------------------------------------------------------------------------------------------

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const marked = ({ text, hits }, from = 0, to = text.length) => {
    const pieces = [];
    for (const { start, end } of hits.flat().sort((one, other) => one.start - other.start)) {
      if (start >= from && end <= to) {
        pieces.push(text.slice(from, start), make("mark", {}, text.slice(start, end)));
        from = end;
      }
    }
    return [...pieces, text.slice(from, to)];
  };

  // The words around the first hit; where a script has no spaces, the characters.
  const excerpt = (place) => {
    const { text, hits } = place;
    const first = Math.min(...hits.flat().map(({ start }) => start), text.length);
    const start = first < text.length ? Math.max(0, first - 70) : 0;
    const space = start && text.indexOf(" ", start) + 1;
    const from = space > start && space <= first ? space : start;
    const stop = Math.max(text.lastIndexOf(" ", from + 220), first + 80);
    const to = from + 220 < text.length ? stop : text.length;
    return [from ? "… " : "", ...marked(place, from, to), to < text.length ? " …" : ""];
  };

  const resultOf = ({ text, head, shown }) => {
    const { page, holds, lang = "", dir = "" } = text;
    const { anchor = text.id, heading } = shown[0];
    const href = new URL(`./${page}#${anchor}`, base);
    return make("li", {},
      make("a", { href, lang, dir }, ...marked(head), heading ? ` › ${heading}` : ""),
      make("p", { className: "search-holds" }, holds),
      ...shown.filter((place) => place !== head).map((place) => make("p", { lang, dir }, ...excerpt(place))));
  };

  // The dialog ----------------------------------------------------------------------------------------------------

  const load = async (name) => {
    const answer = await fetch(new URL(name, base));
    if (!answer.ok) throw new Error(`${answer.status} for ${name}`);
    return answer.json();
  };

  const styled = (name) => new Promise((done) => {
    document.head.append(make("link", { rel: "stylesheet", href: new URL(name, base), onload: done, onerror: done }));
  });

  const start = ({ words, forms, style, others, ...texts }) => {
    learn(forms);
    const shards = [prepared(texts)];
    let turns = 0;

    const field = make("input", { type: "search", name: "q", autocomplete: "off", enterKeyHint: "search" });
    const close = make("button", { type: "button" }, words.close);
    const form = make("form", { role: "search" }, make("label", {}, words.label, field), close);
    const status = make("p", { role: "status" });
    const more = make("button", { type: "button", hidden: true }, words.more);
    const lists = [words.now, words.others].map((heading) => (
      make("section", { hidden: true }, make("h2", { tabIndex: -1 }, heading), make("ol"))));
    const dialog = make("dialog", { className: "search", ariaLabel: words.label },
      form, status, lists[0], more, lists[1]);
    document.body.append(dialog);

    const queryIn = () => new URL(location).searchParams.get("q");

    // The query stands in the address, so that it can be linked to and the back button finds it again. The first one
    // gets an entry of its own in the browser's history, which closing leaves again.
    const keep = (query) => {
      const url = new URL(location);
      if (query === (queryIn() ?? "")) return;
      url.hash = "";
      url.searchParams.set("q", query);
      if (!query) url.searchParams.delete("q");
      if (queryIn() === null && !history.state?.isSearch) history.pushState({ isSearch: true }, "", url);
      else history.replaceState(history.state, "", url);
    };

    const askForMore = async () => {
      shards[1] ??= prepared(await load(others));
    };

    const found = async (terms) => {
      const all = (isLoose) => shards.map((shard) => searched(shard, terms, isLoose));
      const isEmpty = (results) => !results.flat().length;
      let results = all();
      if (isEmpty(results) && others) {
        await askForMore();
        results = all();
      }
      return isEmpty(results) ? all(true) : results;
    };

    const told = (count) => {
      if (!count) return words.none;
      const sentence = words.found[plurals.select(count)] ?? words.found.other;
      return sentence.replace("{count}", numbers.format(count));
    };

    const show = (results, message) => {
      lists.forEach((list, at) => {
        list.hidden = !results[at]?.length;
        list.lastChild.replaceChildren(...(results[at] ?? []).map(resultOf));
      });
      more.hidden = !results.length || !others || shards.length > 1;
      status.textContent = message;
    };

    let waiting;

    const search = async () => {
      clearTimeout(waiting);
      const turn = ++turns;
      const query = field.value.trim();
      keep(query);
      const terms = termsOf(query);
      try {
        const results = terms.length ? await found(terms) : [];
        if (turn === turns) show(results, terms.length ? told(results.flat().length) : "");
      } catch {
        show([], words.failed);
      }
    };

    const open = () => {
      if (!dialog.open) dialog.showModal();
      field.select();
      search();
    };

    // Leaving the entry takes the browser a moment, in which the dialog may have been opened again.
    let isLeaving = false;

    const follow = () => {
      if (isLeaving) {
        isLeaving = false;
        if (dialog.open) search();
        return;
      }
      field.value = queryIn() ?? field.value;
      if (queryIn() === null) dialog.close();
      else open();
    };

    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, 250);
    });
    // Of a browser's own accord it would empty the field.
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      dialog.close();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search();
    });
    more.addEventListener("click", async () => {
      try {
        await askForMore();
      } catch {
        status.textContent = words.failed;
        return;
      }
      await search();
      (lists[1].hidden ? field : lists[1].firstChild).focus();
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      clearTimeout(waiting);
      opener.focus();
      if (isLeaving) return;
      isLeaving = Boolean(history.state?.isSearch);
      if (isLeaving) history.back();
      else keep("");
    });
    opener.addEventListener("click", open);
    addEventListener("popstate", follow);
    field.value = queryIn() ?? "";
    return styled(style).then(open);
  };

  load(base).then(start).catch(() => { opener.textContent = opener.dataset.failed; });
})();
