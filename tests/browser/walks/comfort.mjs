// What script adds and a page without it does by a button: sums that follow what is typed, documents dragged onto their field.
import assert from "node:assert/strict";
import { begin, type_rows } from "../application.mjs";
import { Visitor } from "../visitor.mjs";

export async function comfort_walk(world) {
  const clerk = await Visitor.signed_in(world, "gemeinde");
  const path = await begin(clerk);
  await live_sums(clerk, path);
  await dragged_documents(clerk, path);
  await too_large_is_not_sent(clerk, path);
  await session_is_over(clerk, path);
  await clerk.leave();
  await too_large_without_script(world, path);
}

/** A sum follows when its cell is left; nothing is saved, nothing typed is touched, and a sum that cannot be renewed is not shown. */
async function live_sums(clerk, path) {
  const sum = clerk.page.locator("tfoot output").first();
  const reads = (words) => clerk.page.locator("tfoot", { hasText: words }).waitFor();
  await clerk.open(`${path}/edit/cost_plan`);
  await type_rows(clerk, "cost_plan", [
    { item: "Entwicklung", year: "2026", amount_cents: "60.000,00", eligible: "ja" },
    { item: "Kurse", year: "2027", amount_cents: "1.234,5", eligible: "nein" },
  ]);
  const amount = clerk.page.locator('[name="cost_plan.1.amount_cents"]');
  await amount.fill("40000");
  await amount.blur();
  await reads("100.000,00 €");
  await reads("40.000,00 €");
  await amount.fill("vierzig");
  await amount.blur();
  await clerk.page.locator("[data-sums] p", { hasText: "ein" }).waitFor();
  assert.equal(await amount.inputValue(), "vierzig");
  await clerk.page.route("**/edit/cost_plan", (route) => route.fulfill({ status: 204 }));
  await amount.fill("50000");
  await amount.blur();
  await clerk.page.locator("tfoot output", { hasText: "…" }).first().waitFor();
  await clerk.page.unroute("**/edit/cost_plan");
  await amount.fill("45.000");
  await amount.blur();
  await reads("105.000,00 €");
  assert.equal((await sum.innerText()).replace(/\u00a0/g, " "), "60.000,00 €", "the sum of 2026");
  await clerk.open(path);
  await clerk.does_not_see("Entwicklung");
}

const pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n";
const large = { name: "plan.pdf", mimeType: "application/pdf", buffer: Buffer.concat([Buffer.from(pdf), Buffer.alloc(30 << 20)]) };

/** Files with these names and words, dragged over the field and let go there. */
async function drop(clerk, files) {
  const carried = await clerk.page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const [name, words] of Object.entries(given)) transfer.items.add(new File([words], name));
    return transfer;
  }, files);
  for (const kind of ["dragover", "drop"]) await clerk.page.dispatchEvent("[data-upload-place]", kind, { dataTransfer: carried });
}

/** Several at once, one after the other; what the server refuses stays chosen with the reason, what it took is not sent again. */
async function dragged_documents(clerk, path) {
  const tab = clerk.page;
  clerk.page = await clerk.context.newPage();   // what its console says of the refusal is no finding
  await clerk.open(`${path}/edit/documents`);
  await clerk.type({ kind: "council_resolution" });
  assert.equal(await clerk.page.locator("[data-upload-bar]").isVisible(), false);
  assert.equal(await clerk.page.locator("[data-upload-wrong]").isVisible(), false);
  await clerk.sees("noch keine Unterlagen");
  await drop(clerk, { "beschluss.pdf": pdf, "rechner.exe": "MZ", "anlage.pdf": pdf });
  const button = clerk.button("Unterlage hochladen");
  await button.click();
  const wrong = clerk.page.locator("[data-upload-wrong]:not([hidden])");
  await wrong.waitFor();
  const said = await wrong.innerText();
  assert.match(said, /Hochgeladen: beschluss\.pdf, anlage\.pdf\. Nicht hochgeladen: rechner\.exe\. [^]*(Dateityp|Format|PDF)/);
  assert.doesNotMatch(said, /Gespeichert oder geändert wurde nichts|Neu anmelden/);
  assert.deepEqual(await clerk.page.locator("#upload-file").evaluate((field) => [...field.files].map(({ name }) => name)), ["rechner.exe"]);
  assert.equal(await clerk.page.locator("tbody tr", { hasText: /beschluss|anlage/ }).count(), 2, "the list does not show what was taken");
  await drop(clerk, { "plan.pdf": pdf });
  await clerk.led_by(() => button.click());
  await clerk.sees("beschluss.pdf", "anlage.pdf", "plan.pdf");
  await clerk.does_not_see("rechner.exe");
  assert.equal(await clerk.page.locator("tbody tr").count(), 3, "one of the files was taken twice");
  await clerk.page.close();
  clerk.page = tab;
}

async function too_large_is_not_sent(clerk, path) {
  let sent = 0;
  const count = (request) => { if (request.method() === "POST" && request.url().endsWith("/documents")) sent += 1; };
  clerk.page.on("request", count);
  await clerk.open(`${path}/edit/documents`);
  await clerk.page.locator("#upload-file").setInputFiles(large);
  await clerk.sees("Größer als 20 MB", "plan.pdf");
  await clerk.button("Unterlage hochladen").click();
  await clerk.sees("Größer als 20 MB");
  clerk.page.off("request", count);
  assert.equal(sent, 0, "a file that is too large was sent");
}

/** Who is signed out meanwhile is told what is not in, and led back to this page by signing in. */
async function session_is_over(clerk, path) {
  const tab = clerk.page;
  clerk.page = await clerk.context.newPage();   // what its console says of the refusal is no finding
  await clerk.open(`${path}/edit/documents`);
  await clerk.context.clearCookies();
  await drop(clerk, { "spät.pdf": pdf, "später.pdf": pdf });
  await clerk.button("Unterlage hochladen").click();
  const wrong = clerk.page.locator("[data-upload-wrong]:not([hidden])");
  await wrong.waitFor();
  assert.match(await wrong.innerText(), /^Nicht hochgeladen: spät\.pdf, später\.pdf\. Ihre Sitzung ist beendet\./);
  await clerk.led_by(() => wrong.getByRole("link", { name: "Neu anmelden" }).click());
  assert.equal(new URL(clerk.page.url()).searchParams.get("next"), `${path}/edit/documents`);
  await clerk.page.close();
  clerk.page = tab;
}

/** The server says it from the length alone, and back leads to the form. */
async function too_large_without_script(world, path) {
  const clerk = await Visitor.signed_in({ ...world, script: false }, "gemeinde");
  clerk.page = await clerk.context.newPage();
  await clerk.open(`${path}/edit/documents`);
  await clerk.page.locator("#upload-file").setInputFiles(large);
  const [answer] = await Promise.all([clerk.page.waitForNavigation(), clerk.button("Unterlage hochladen").click()]);
  assert.equal(answer.status(), 413);
  assert.match(await clerk.page.locator("main").innerText(), /höchstens 20 MB[^]*Gespeichert wurde nichts[^]*zurück/);
  await clerk.page.goBack();
  await clerk.sees("Unterlage hochladen");
  await clerk.leave();
}
