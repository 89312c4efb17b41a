// What script adds and a page without it does by a button: sums that follow what is typed.
import assert from "node:assert/strict";
import { begin, type_rows } from "../application.mjs";
import { Visitor } from "../visitor.mjs";

export async function comfort_walk(world) {
  const clerk = await Visitor.signed_in(world, "gemeinde");
  const path = await begin(clerk);
  await live_sums(clerk, path);
  await clerk.leave();
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
