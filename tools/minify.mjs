// Minifies layouts/banner/source/ and layouts/search/source/ into the folders shipped/ beside them, or into those of
// the same names below the folder given.
//
// The pieces of the banner's snippet share one scope, and which of them are sent is chosen when a site is built. So each is
// minified by itself, with one list of names for all, which a first run over everything together makes.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { transform } from "esbuild";
import { minify } from "terser";

// What the build puts before the pieces (lydelse/banner/snippet.py). It learns their short names from names.json.
const WRITTEN_BY_THE_BUILD = [
  "CATEGORIES", "DECLARATION", "KEPT_FOR", "LANGUAGE", "LANGUAGES", "PLACEHOLDER_STYLE", "SNIPPET", "STYLE", "TEXTS",
  "VERSION",
];
// The browsers that have what the scripts need, too.
const BROWSERS = ["chrome101", "firefox101", "safari16.4"];

const layouts = path.join(import.meta.dirname, "../layouts");
const target = path.resolve(process.argv[2] ?? layouts);

const read = async (folder) => {
  const found = new Map();
  for (const name of (await readdir(path.join(layouts, folder, "source"))).sort()) {
    found.set(name, await readFile(path.join(layouts, folder, "source", name), "utf8"));
  }
  return found;
};

const write = async (folder, files) => {
  await mkdir(path.join(target, folder, "shipped"), { recursive: true });
  for (const [name, text] of files) await writeFile(path.join(target, folder, "shipped", name), `${text}\n`);
};

const sources = await read("banner");
const ofType = (ending) => [...sources].filter(([name]) => name.endsWith(ending));

const nameCache = {};
const settings = { nameCache, mangle: { toplevel: true }, ecma: 2020 };
const compress = { passes: 3, unsafe_arrows: true };
const everything = [`let ${WRITTEN_BY_THE_BUILD};`, ...ofType(".js").map(([, source]) => source)].join("\n");
await minify(everything, { ...settings, compress: false });

const shipped = new Map();
for (const [name, source] of ofType(".js")) {
  const { code } = await minify(source, { ...settings, compress });
  shipped.set(name, code);
}
for (const [name, source] of ofType(".css")) {
  const { code } = await transform(source, { loader: "css", minify: true, target: BROWSERS });
  shipped.set(name, code.trim());
}
const shortNames = WRITTEN_BY_THE_BUILD.map((name) => [name, nameCache.vars.props[`$${name}`]]);
shipped.set("names.json", JSON.stringify(Object.fromEntries(shortNames), null, 1));
await write("banner", shipped);

const search = new Map();
for (const [name, source] of await read("search")) {
  const { code } = await minify(source, { ecma: 2020, compress });
  search.set(name, code);
}
await write("search", search);
