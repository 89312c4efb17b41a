// Makes letters: one request a line on standard input, one answer each on standard output, in order.
//
//     {"look": {"letter.typ": "…", "frame.typ": "…"}, "letter": {…}}      the sheet as src/letters/blocks.hpp describes it
//     pdf 24817\n + so many bytes        or        error 63\n + so many bytes of UTF-8 that say why
//
// Started by src/letters/typst_renderer.cpp, which bounds its time and memory and leaves it no network. What a look may read is
// the (empty) workspace and its own files, which are never written to a disk. Ends when its input does.
//
// press.mjs PACKAGES WORKSPACE                PACKAGES: the node_modules with compiler and typeface; WORKSPACE: an empty folder
import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [packages, workspace] = process.argv.slice(2);
const { NodeCompiler } = createRequire(join(packages, 'x.js'))('@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu');

const typeface = ['400Regular', '400Regular_Italic', '600SemiBold'].map((cut) =>
  readFileSync(join(packages, '@expo-google-fonts/fira-sans', cut, `FiraSans_${cut}.ttf`)));
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: typeface }] });

// Invisible marks that turn what follows around: a body's words must not turn an amount around on paper. Right-to-left words keep
// their own direction without them.
const turns = /[\u202A-\u202E\u2066-\u2069]/gu;
const mostRounds = 5;

const named = (text) => [...text].map((one) =>
  /\p{Cf}|\p{Variation_Selector}/u.test(one) ? '' : `[U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`).join('');

/** The letter with what no typeface can show named by its number: PDF/A takes nothing that cannot be displayed. */
const displayable = (letter, hidden) => JSON.parse(JSON.stringify(letter), (key, value) =>
  typeof value === 'string' ? hidden.reduce((text, one) => text.replaceAll(one, named(one)), value.replace(turns, '')) : value);

/** What the compiler says it has no letters for, longest first. It spells texts as Rust does, once or twice escaped. */
const hiddenIn = (problem) => [...String(problem.message ?? problem).matchAll(/the text `\\*"(.*?)\\*"` could not be displayed/g)]
  .map(([, text]) => text.replace(/\\+(?:u\{([0-9a-f]+)\}|(.))/g, (all, code, plain) => code ? String.fromCodePoint(parseInt(code, 16)) : plain))
  .filter((text) => /[^\x00-\x7F]/.test(text))
  .sort((a, b) => b.length - a.length);

const pdfOf = ({ look, letter }) => {
  const hidden = [];
  for (let round = 0; ; ++round) {
    try {
      return compiled(look, displayable(letter, hidden));
    } catch (problem) {
      const found = hiddenIn(problem).filter((text) => !hidden.includes(text));
      if (found.length === 0 || round === mostRounds) throw problem;
      hidden.push(...found);
    }
  }
};

const compiled = (look, letter) => {
  compiler.resetShadow();
  for (const [name, source] of Object.entries(look)) {
    if (/#\s*(import|include)\s*"@/.test(source)) throw new Error(`${name}: packages from outside are not used`);
    compiler.mapShadow(join(workspace, name), Buffer.from(source));
  }
  const made = compiler.compile({
    mainFilePath: join(workspace, 'letter.typ'),
    inputs: { letter: JSON.stringify(letter) },
    resetRead: true,
  });
  if (made.hasError() || !made.result) {
    const found = compiler.fetchDiagnostics(made.takeError());
    throw new Error(found.map((one) => `${one.path ?? ''}: ${one.message}`).join('; '));
  }
  return compiler.pdf(made.result, { pdfStandard: 'a-2a' });
};

const say = (kind, bytes) => {
  const whole = Buffer.concat([Buffer.from(`${kind} ${bytes.length}\n`), bytes]);
  for (let sent = 0; sent < whole.length;) sent += writeSync(1, whole, sent);
};

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  try {
    say('pdf', pdfOf(JSON.parse(line)));
  } catch (problem) {
    say('error', Buffer.from(String(problem.message ?? problem)));
  }
  compiler.evictCache(8);
}
