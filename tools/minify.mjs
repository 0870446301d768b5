// Minifies layouts/banner/source/ into the folder given, by default layouts/banner/shipped/.
//
// The pieces of the snippet share one scope, and which of them are sent is chosen when a site is built. So each is
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

const banner = path.join(import.meta.dirname, "../layouts/banner");
const target = path.resolve(process.argv[2] ?? path.join(banner, "shipped"));

const sources = new Map();
for (const name of (await readdir(path.join(banner, "source"))).sort()) {
  sources.set(name, await readFile(path.join(banner, "source", name), "utf8"));
}
const ofType = (ending) => [...sources].filter(([name]) => name.endsWith(ending));

const nameCache = {};
const settings = { nameCache, mangle: { toplevel: true }, ecma: 2020 };
const everything = [`let ${WRITTEN_BY_THE_BUILD};`, ...ofType(".js").map(([, source]) => source)].join("\n");
await minify(everything, { ...settings, compress: false });

const shipped = new Map();
for (const [name, source] of ofType(".js")) {
  const { code } = await minify(source, { ...settings, compress: { passes: 3, unsafe_arrows: true } });
  shipped.set(name, code);
}
for (const [name, source] of ofType(".css")) {
  const { code } = await transform(source, { loader: "css", minify: true, target: BROWSERS });
  shipped.set(name, code.trim());
}
const shortNames = WRITTEN_BY_THE_BUILD.map((name) => [name, nameCache.vars.props[`$${name}`]]);
shipped.set("names.json", JSON.stringify(Object.fromEntries(shortNames), null, 1));

await mkdir(target, { recursive: true });
for (const [name, text] of shipped) await writeFile(path.join(target, name), `${text}\n`);
