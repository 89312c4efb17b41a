// From the draft to the notice that is final: every step by the person whose duty it is.
import { begin, fill_in, title, type_rows, upload_documents } from "../application.mjs";
import { Visitor } from "../visitor.mjs";

/** A draft is refused while it is incomplete, then handed in. Gives the case's address. */
export async function hand_in(world) {
  const clerk = await Visitor.signed_in(world, "gemeinde");
  const signatory = await Visitor.signed_in(world, "zeichner");
  const path = await begin(clerk);
  await signatory.open(path);
  await signatory.sees("Antrag einreichen: noch nicht möglich", "VV Nr. 3 zu § 44 ThürLHO");
  await signatory.cannot_press("Antrag einreichen");
  await clerk.open(`${path}/edit`);
  await clerk.sees("Einreichen: noch nicht möglich", "VV Nr. 3 zu § 44 ThürLHO");
  await fill_in(clerk, path);
  await clerk.open(`${path}/edit`);
  await clerk.sees("Vor der Unterschrift fehlt noch");
  await upload_documents(clerk, path);
  await clerk.open(`${path}/edit`);
  await clerk.sees("Der Antrag ist vollständig");
  await clerk.open(path);
  await clerk.cannot_press("Antrag einreichen");
  await signatory.open(path);
  await signatory.press("Antrag einreichen");
  await signatory.sees(title, "60.000,00 €");
  await signatory.press("Antrag einreichen");
  await signatory.sees("wird auf Vollständigkeit geprüft");
  await clerk.leave();
  await signatory.leave();
  return path;
}

/** One official opens the case, takes one step and leaves. */
async function acts(world, account, path, step) {
  const official = await Visitor.signed_in(world, account);
  await official.open(path);
  await step(official);
  await official.leave();
}

export async function recommend(official) {
  await official.press("Zur Bewilligung empfehlen");
  await official.type({ eligible_cents: "100.000,00", financing_type: "proportional", rate: "80", award_cents: "80.000,00" });
  await type_rows(official, "slices", [{ year: "2026", amount_cents: "50.000,00" }, { year: "2027", amount_cents: "30.000,00" }]);
  await official.type({ reason: "Die Voraussetzungen sind erfüllt." });
  await official.press("Zur Bewilligung empfehlen");
}

/** Presses a step that may ask for a last look on a page of its own. */
export async function take(official, step) {
  await official.press(step);
  if (official.path.includes("/steps/")) await official.press(step);
}

/** Who takes the application to its notice, in turn. */
const officials = {
  formal: (official) => take(official, "Vollständigkeit feststellen"),
  fach: recommend,
  haushalt: (official) => take(official, "Mittel vormerken"),
  zweit: (official) => take(official, "Mitzeichnen"),
  entscheidung: approve,
};

async function approve(official) {
  const path = official.path;
  await official.press("Bescheid im Entwurf lesen");
  await official.sees("Zuwendungsbescheid", "80.000,00 €");
  await official.open(path);
  await official.press("Bewilligen");
  await official.sees("Bescheid, so wie Sie ihn zeichnen", "80.000,00 €");
  await official.type({ reason: "Bewilligt wie empfohlen." });
  await official.press("Bewilligen");
  await official.sees("Bewilligt, nicht bekannt gegeben");
}

/** Every official acts in turn from `first` on, until it would be `last`. */
export async function act_in_turn(world, path, first, last) {
  const names = Object.keys(officials);
  const end = last ? names.indexOf(last) : names.length;
  for (const account of names.slice(names.indexOf(first), end)) await acts(world, account, path, officials[account]);
}

/** From the application handed in to the notice served on the given day. */
export async function decide_and_serve(world, path, day) {
  await act_in_turn(world, path, "formal");
  await acts(world, "formal", path, async (official) => {
    await official.press("Bekanntgeben");
    await official.type({ kind: "delivered", date: day });
    await official.press("Bekanntgeben");
    await official.sees("Bewilligung bekannt gegeben");
  });
}

/** The whole way, to a grant that is final because the recipient waives the remedy. */
export async function grant_walk(world) {
  const path = await hand_in(world);
  await decide_and_serve(world, path, "23.11.2026");
  const signatory = await Visitor.signed_in(world, "zeichner");
  await signatory.open(path);
  await signatory.sees("Ihr Antrag ist bewilligt");
  await take(signatory, "Auf Rechtsbehelf verzichten");
  await signatory.sees("bestandskräftig");
  await signatory.open("/");
  const auditor = await Visitor.signed_in(world, "revision");
  await auditor.open(path);
  await auditor.sees("In Durchführung");
  const finance = await Visitor.signed_in(world, "finanzen");
  await finance.open("/budget");
  await finance.open("/budget/simulation");
  await finance.open("/budget/simulation?year=2026&line=" + encodeURIComponent("16 90/633 01"));
  await finance.press("Auswählen, so weit das Geld reicht");
  await finance.type({ name: "Warteliste im November" });
  await finance.press("Simulation sichern");
  await finance.sees("Wenn diese");
  const cashier = await Visitor.signed_in(world, "kasse");
  await cashier.open("/payments");
  await cashier.type({ value_date: "31.11.2026" });
  await cashier.press("Ausgewählte Zahlungen bestätigen", 422);
  await finance.open("/reports");
}
