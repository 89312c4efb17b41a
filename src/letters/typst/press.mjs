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

const pdfOf = ({ look, letter }) => {
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
