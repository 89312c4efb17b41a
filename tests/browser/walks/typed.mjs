// Not a word is lost: a crash, a sign-out, a second window, a lost connection, a session that ended, an impatient second click.
import assert from "node:assert/strict";
import { begin } from "../application.mjs";
import { Visitor } from "../visitor.mjs";

const long_text = `${"Ein Satz mit ö, 👩‍👩‍👧 und שלום. ".repeat(290)}Ende`;   // about 10,000 characters, more than a beacon takes

const field = (page, name) => page.locator(`main [name="${name}"]`);
const is_kept = (page) => page.locator("[data-kept]", { hasText: "zwischengespeichert" }).waitFor();

export async function typed_walk(world) {
  const clerk = await Visitor.signed_in(world, "gemeinde");
  const path = await begin(clerk);
  await crash(clerk, path);
  await offline(clerk, path);
  await second_window(clerk, path);
  await sign_out(clerk, path);
  await ended_session(clerk, path);
  await back_and_double_click(clerk, path);
  await clerk.leave();
}

/** The tab is gone without a word, after a pause in the typing. */
async function crash(clerk, path) {
  await clerk.open(`${path}/edit/project`);
  await clerk.type({ project_description: long_text });
  await is_kept(clerk.page);
  await clerk.page.close();
  clerk.page = await clerk.new_tab();
  await clerk.open(`${path}/edit/project`);
  await clerk.sees("sind noch da");
  assert.equal(await field(clerk.page, "project_description").inputValue(), long_text);
  await clerk.press("Verwerfen");
  await clerk.does_not_see("sind noch da");
  assert.equal(await field(clerk.page, "project_description").inputValue(), "");
}

/** Sending into a lost connection leaves the page as it is; when the connection is back the same click works. */
async function offline(clerk, path) {
  const tab = clerk.page;
  clerk.page = await clerk.context.newPage();   // what its console says of the lost connection is no finding
  await clerk.open(`${path}/edit/project`);
  await clerk.context.setOffline(true);
  await clerk.type({ project_title: "Ohne Netz getippt" });
  await clerk.button("Speichern und weiter").click();
  await clerk.page.locator("[data-kept]", { hasText: "Keine Verbindung" }).waitFor();
  assert.equal(await field(clerk.page, "project_title").inputValue(), "Ohne Netz getippt");
  await clerk.context.setOffline(false);
  await clerk.press("Speichern und weiter");
  await clerk.open(`${path}/edit/project`);
  await clerk.does_not_see("sind noch da");
  assert.equal(await field(clerk.page, "project_title").inputValue(), "Ohne Netz getippt");
  await clerk.page.close();
  clerk.page = tab;
}

/** Of two windows the one opened later keeps; the other one is told, and what it saves does not take the words away. */
async function second_window(clerk, path) {
  const first = clerk.page;
  const second = await clerk.context.newPage();   // its 409 is no finding
  const told = second.locator("[data-kept]", { hasText: "in einem anderen Fenster" });
  await second.goto(`${path}/edit/project`);
  await clerk.open(`${path}/edit/project`);
  await clerk.type({ project_title: "Zuletzt geöffnet" });
  await is_kept(first);
  await field(second, "project_title").fill("Früher geöffnet");
  await told.waitFor();
  await second.close({ runBeforeUnload: false });
  await clerk.open(`${path}/edit/project`);
  assert.equal(await field(first, "project_title").inputValue(), "Zuletzt geöffnet");
  await clerk.press("Verwerfen");
}

/** Signing out in the middle of a word. */
async function sign_out(clerk, path) {
  await clerk.open(`${path}/edit/project`);
  await clerk.type({ project_title: "Mitten im W" });
  await clerk.led_by(() => clerk.page.getByRole("button", { name: "Abmelden" }).click());
  await clerk.open("/login");
  await clerk.type({ account: "gemeinde", password: "demo" });
  await clerk.press("Anmelden");
  await clerk.open(`${path}/edit/project`);
  await clerk.sees("sind noch da");
  assert.equal(await field(clerk.page, "project_title").inputValue(), "Mitten im W");
}

/** A form sent after the session ended is kept through the sign-in; the words kept before are still there, too. */
async function ended_session(clerk, path) {
  await clerk.open(`${path}/edit/project`);
  await clerk.context.clearCookies();
  await clerk.page.route("**/typed", (route) => route.fulfill({ status: 200, contentType: "text/plain", body: "" }));
  await clerk.type({ project_title: "Nach dem Ende der Sitzung" });
  await clerk.press("Speichern und weiter", 401);
  await clerk.page.unroute("**/typed");
  await clerk.type({ account: "gemeinde", password: "demo" });
  await clerk.press("Anmelden");
  await clerk.press("Eingaben übernehmen");
  await clerk.open(`${path}/edit/project`);
  assert.equal(await field(clerk.page, "project_title").inputValue(), "Nach dem Ende der Sitzung");
}

/** Back to the form and sent once more: others changed nothing, so it is taken. A second click sends nothing twice. */
async function back_and_double_click(clerk, path) {
  await clerk.open(`${path}/edit/project`);
  await clerk.type({ project_title: "Einmal" });
  let sent = 0;
  const count = (request) => { if (request.method() === "POST" && request.url().endsWith("/edit/project")) sent += 1; };
  clerk.page.on("request", count);
  await clerk.led_by(() => clerk.button("Speichern und zur Übersicht").dblclick());
  clerk.page.off("request", count);
  assert.equal(sent, 1, "a second click sent the form again");
  await clerk.page.goBack();
  assert.equal(await field(clerk.page, "project_title").inputValue(), "Einmal");
}
