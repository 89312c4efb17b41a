// What the program refuses, and what the person then reads. Nothing typed is lost, nothing is done by halves.
import assert from "node:assert/strict";
import { begin, fill_in, type_rows, upload_documents } from "../application.mjs";
import { tab_to } from "../keys.mjs";
import { Visitor } from "../visitor.mjs";
import { act_in_turn, hand_in } from "./grant.mjs";

async function wrong_password(world) {
  const stranger = await Visitor.arrive(world, "fach");
  await stranger.open("/login");
  await stranger.type({ account: "fach", password: "falsch" });
  await stranger.press("Anmelden", 401);
  await stranger.sees("Die Anmeldung hat nicht geklappt");
  assert.equal(await stranger.page.inputValue("#account"), "fach");
  assert.equal(await stranger.page.inputValue("#password"), "");
  await stranger.leave();
}

/** An amount in the wrong spelling: the sentence says so at the field, the words stay as typed, nothing is saved. */
async function unreadable_amount(world) {
  const clerk = await Visitor.signed_in(world, "gemeinde");
  const path = await begin(clerk);
  await clerk.open(`${path}/edit/cost_plan`);
  await type_rows(clerk, "cost_plan", [{ item: "Kurse", year: "2027", amount_cents: "1,234.5", eligible: "ja" }]);
  await clerk.press("Speichern und weiter", 422);
  const field = clerk.page.locator('[name="cost_plan.0.amount_cents"]');
  assert.equal(await field.inputValue(), "1,234.5");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  const sentence = clerk.page.locator(`#${(await field.getAttribute("aria-describedby")).split(" ").at(-1)}`);
  assert.match(await sentence.innerText(), /Betrag.*1\.2\d\d,\d\d/);
  await clerk.page.getByRole("alert").getByRole("link").first().click();
  assert.equal(await field.evaluate((element) => element === document.activeElement), true, "the link leads to the field");
  await field.fill("1.234,50");   // else the browser asks whether what is typed may be lost
  await clerk.press("Speichern und weiter");
  await clerk.open(`${path}/edit/cost_plan`);
  assert.equal(await field.inputValue(), "1.234,50");
  await clerk.leave();
}

/** Two tabs with the same section: the second to save is shown what the first one changed. */
async function overtaken(world) {
  const clerk = await Visitor.signed_in(world, "gemeinde");
  const path = await begin(clerk);
  await clerk.open(`${path}/edit/project`);
  const first = clerk.page;
  clerk.page = await clerk.new_tab();
  await clerk.open(`${path}/edit/project`);
  await clerk.type({ project_title: "Titel aus dem zweiten Fenster" });
  await clerk.press("Speichern und weiter");
  clerk.page = first;
  await clerk.type({ project_title: "Titel aus dem ersten Fenster" });
  await clerk.press("Speichern und weiter", 412);
  await clerk.sees("Der Vorgang hat sich inzwischen geändert", "Titel aus dem zweiten Fenster", "Titel aus dem ersten Fenster");
  await clerk.page.getByLabel("Titel aus dem ersten Fenster (Ihre Eingabe)", { exact: true }).check({ force: true });
  await clerk.press("Auswahl übernehmen");
  await clerk.open(path);
  await clerk.sees("Titel aus dem ersten Fenster");
  await clerk.leave();
}

/** Posts a form as the page would, with other fields: what somebody does who knows the address but has no button. */
async function post(visitor, path, fields) {
  return visitor.led_by(() => visitor.page.evaluate(([action, values]) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action });
    for (const [name, value] of Object.entries(values))
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    document.body.append(form);
    form.submit();
  }, [path, fields]), 403);
}

async function no_duty(world, path) {
  const reviewer = await Visitor.signed_in(world, "fach");
  await reviewer.open(path);
  await reviewer.cannot_press("Vollständigkeit feststellen");
  await reviewer.sees("Vollständigkeit feststellen: nicht Ihre Aufgabe");
  const csrf = await reviewer.page.locator('[name="csrf"]').first().inputValue();
  await post(reviewer, `${path}/steps/accept`, { csrf });
  await reviewer.sees("Dazu sind Sie nicht berechtigt", "Zuständig: Formale Prüfung");
  await reviewer.leave();
}

async function no_token(world, path) {
  const officer = await Visitor.signed_in(world, "formal");
  await officer.open(path);
  await post(officer, `${path}/steps/accept`, {});
  await officer.open(path);
  await officer.sees("Formale Prüfung");
  await officer.leave();
}

/** A second click and the way back do not hand the application in twice. */
async function handed_in_once(world) {
  const clerk = await Visitor.signed_in(world, "gemeinde");
  const path = await begin(clerk);
  await fill_in(clerk, path);
  await upload_documents(clerk, path);
  const signatory = await Visitor.signed_in(world, "zeichner");
  await signatory.open(path);
  await signatory.press("Antrag einreichen");
  await signatory.led_by(() => signatory.button("Antrag einreichen").dblclick());
  await signatory.sees("wird auf Vollständigkeit geprüft");
  await signatory.page.goBack();
  await signatory.sees("Das geht im Moment nicht", "Gespeichert oder geändert wurde nichts.");
  assert.equal(await signatory.button("Antrag einreichen").count(), 0, "a step already taken is not offered again");
  await signatory.open(path);
  const entries = await signatory.page.locator(".fl-time").getByText("Antrag einreichen", { exact: true }).count();
  assert.equal(entries, 1, "handed in once");
  await signatory.leave();
  await clerk.leave();
}

/** The same person in two duties: who recommended does not cosign, and reads why before the click. */
async function separation(world, program, path) {
  await act_in_turn(world, path, "fach", "zweit");
  await program.command("account", "duty", "fach", "second_reviewer", "--programme", "thueregovrl");
  const reviewer = await Visitor.signed_in(world, "fach");
  await reviewer.open(path);
  await reviewer.sees("Mitzeichnen: noch nicht möglich", "Geschäftsordnung");
  await reviewer.cannot_press("Mitzeichnen");
  await reviewer.leave();
}

/** From one case to the next of the work list. */
async function on_to_the_next(officer) {
  const before = officer.path;
  await tab_to(officer.page, "the next case", () => document.activeElement.innerText.startsWith("Nächster Vorgang"));
  await officer.led_by(() => officer.page.keyboard.press("Enter"));
  assert.notEqual(officer.path, before, "the next case is another one");
}

/** Signs in, answers a question of the check list, takes the step and goes on through three cases, with nothing but keys. */
async function by_keyboard(world, path) {
  const officer = await Visitor.arrive(world, "formal");
  await officer.open(`/login?next=${path}`);
  await tab_to(officer.page, "the account", () => document.activeElement.id === "account");
  await officer.page.keyboard.type("formal");
  await tab_to(officer.page, "the password", () => document.activeElement.id === "password");
  await officer.page.keyboard.type("demo");
  await officer.led_by(() => officer.page.keyboard.press("Enter"));
  await tab_to(officer.page, "the check list", () => document.activeElement.type === "radio");
  await officer.page.keyboard.press("Space");
  await tab_to(officer.page, "saving it", () => document.activeElement.innerText.trim() === "Prüfung speichern");
  await officer.led_by(() => officer.page.keyboard.press("Enter"));
  await officer.sees("1 von 6 beantwortet");
  await tab_to(officer.page, "the step", () => document.activeElement.innerText.trim() === "Vollständigkeit feststellen");
  await officer.led_by(() => officer.page.keyboard.press("Enter"));
  await officer.sees("Fachliche Prüfung");
  await on_to_the_next(officer);
  await on_to_the_next(officer);
  await officer.leave();
}

export async function refusals_walk(world, program) {
  await wrong_password(world);
  await unreadable_amount(world);
  await overtaken(world);
  await handed_in_once(world);
  const path = await hand_in(world);
  await no_duty(world, path);
  await no_token(world, path);
  await by_keyboard(world, path);
  await separation(world, program, path);
}
