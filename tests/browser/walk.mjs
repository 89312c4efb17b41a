// The walk through a real browser: node walk.mjs PROGRAM TOOLS [--shots FOLDER] [--only WALK] [--pictures FOLDER]
// --shots keeps a picture of every page looked at, --pictures takes those of the README and walks nowhere.
// TOOLS is the folder whose node_modules holds playwright-core, axe-core and html-validate.
// Exit status: 0 all well, 1 findings, 77 no browser or no tools here (CTest: skipped).
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Audit } from "./audit.mjs";
import { take_pictures } from "./pictures.mjs";
import { KeysVisitor } from "./keys.mjs";
import { Program } from "./program.mjs";
import { comfort_walk } from "./walks/comfort.mjs";
import { english_walk } from "./walks/english.mjs";
import { finality_walk } from "./walks/finality.mjs";
import { grant_walk } from "./walks/grant.mjs";
import { keys_walk } from "./walks/keys.mjs";
import { refusals_walk } from "./walks/refusals.mjs";
import { typed_walk } from "./walks/typed.mjs";

const [path, tools] = process.argv.slice(2);
const option = (name) => process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const chromium_path = "/usr/bin/chromium";

function skip(what) {
  console.log(`skipped: ${what}`);
  process.exit(77);
}

function load_tools() {
  const require = createRequire(resolve(tools, "package.json"));
  try {
    return { chromium: require("playwright-core").chromium, axe: require("axe-core"), HtmlValidate: require("html-validate").HtmlValidate };
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    return skip(`no npm packages in ${tools}; scripts/setup installs them`);
  }
}

if (!existsSync(chromium_path)) skip(`no ${chromium_path}; scripts/setup installs it`);
const found = load_tools();

/** Runs one walk on a program of its own; what it trips over is a finding, the other walks go on. */
async function on_own_program(name, browser, audit, options, walk) {
  const only = option("--only");
  if (only && only !== name) return;
  const folder = await mkdtemp(join(tmpdir(), "foerderlauf-walk-"));
  const program = new Program(path, folder);
  try {
    await program.start("2026-11-23");
    await walk({ browser, audit, address: program.address, ...options }, program);
    console.log(`walked: ${name}`);
  } catch (error) {
    audit.note(name, error.stack);
  } finally {
    await audit.queue;   // pages in line still fetch their style from this program
    await program.stop().catch((error) => audit.note(name, error.message));
    await rm(folder, { recursive: true, force: true });
  }
}

// Root in a container has no sandbox to offer.
const browser = await found.chromium.launch({ executablePath: chromium_path, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const audit = new Audit(browser, found, option("--shots"));
await audit.open();
const dark = new Set(["zeichner", "entscheidung"]);
const pictures = option("--pictures");
if (pictures) {
  await on_own_program("pictures", browser, audit, { script: true }, (world) => take_pictures(world, pictures));
} else {
  await Promise.all([
    on_own_program("grant", browser, audit, { script: false, dark }, grant_walk),
    on_own_program("finality", browser, audit, { script: true, dark }, finality_walk),
    on_own_program("english", browser, audit, { script: false }, english_walk),
    on_own_program("refusals", browser, audit, { script: true }, refusals_walk),
    on_own_program("keys", browser, audit, { script: true, kind: KeysVisitor }, keys_walk),
    on_own_program("typed", browser, audit, { script: true }, typed_walk),
    on_own_program("comfort", browser, audit, { script: true }, comfort_walk),
  ]);
}
await audit.done();
await browser.close();
for (const finding of audit.findings) console.error(finding);
console.log(`${audit.pages} pages looked at, ${audit.findings.length} findings`);
process.exitCode = audit.findings.length === 0 && audit.pages > 0 ? 0 : 1;
