// The same procedure in English: chosen before signing in, kept by the account, left again at the foot of the page.
import assert from "node:assert/strict";
import { Visitor } from "../visitor.mjs";
import { hand_in } from "./grant.mjs";

async function choose(visitor, name) {
  await visitor.led_by(() => visitor.page.locator("footer").getByRole("link", { name, exact: true }).click());
}

async function language(visitor) { return visitor.page.locator("html").getAttribute("lang"); }

export async function english_walk(world) {
  const path = await hand_in(world);
  const official = await Visitor.arrive(world, "formal");
  await official.open("/login");
  await choose(official, "English");
  assert.equal(await language(official), "en");
  await official.type({ account: "formal", password: "demo" });
  await official.press("Sign in");
  await official.open(path);
  await official.sees("Formal review", "Request missing documents", "VV Nr. 1 and 3 zu § 44 ThürLHO");
  await official.press("Request missing documents");
  await official.press("Request missing documents", 422);
  await official.sees("is still missing.");
  await official.type({ due: "30.11.2026", "items.0.text": "Bitte ein zweites Angebot." });
  await official.press("Request missing documents");
  await official.sees("Missing documents requested", "Bitte ein zweites Angebot.");
  await official.leave();

  const clerk = await Visitor.signed_in(world, "gemeinde");
  await choose(clerk, "English");
  await clerk.sees("What is to be done next", "Hand in missing documents");
  await clerk.open(path);
  await clerk.sees("Documents or answers from you are missing", "80.000,00 €");
  await clerk.leave();

  const next_day = await Visitor.signed_in(world, "gemeinde");   // another browser, no cookie: the account knows
  assert.equal(await language(next_day), "en");
  await next_day.open(`${path}/edit`);
  await next_day.sees("Sections of the application");
  await choose(next_day, "Deutsch");
  assert.equal(next_day.path, `${path}/edit`);
  await next_day.sees("Abschnitte des Antrags");
  await next_day.leave();
}
