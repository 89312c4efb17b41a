// The pictures of the README and the manuals, taken from the demonstration: node walk.mjs PROGRAM TOOLS --pictures docs/images
import { join } from "node:path";
import { Visitor } from "./visitor.mjs";

const width = 1280;

/**
 * One picture: `page` is an address; or `project`, the title of a demo case, and `page` what follows its address. `typed` is
 * typed first, `pressed` is pressed after. The picture begins at the element `from` (else at the top of the page) and is
 * `height` pixels high, or ends with the page.
 */
const pictures = {
  fach: {
    "worklist.png": { page: "/worklist?show=all", height: 960 },
    "case-staff.png": { project: "Kita-Anmeldung an das Fachverfahren", height: 1100 },
    "recommend.png": {
      project: "Kita-Anmeldung an das Fachverfahren", page: "/steps/recommend", from: ".fl-title", height: 1150,
      typed: {
        eligible_cents: "60.000,00", financing_type: "proportional", rate: "80", award_cents: "48.000,00",
        "slices.0.year": "2027", "slices.0.amount_cents": "48.000,00",
      },
    },
  },
  gemeinde: {
    "start.png": { page: "/", height: 900 },
    "sections.png": { project: "Fortbildung Datenschutz", page: "/edit", height: 1000 },
    "cost-plan.png": {
      project: "Fortbildung Datenschutz", page: "/edit/cost_plan", from: ".fl-title", height: 420,
      typed: { "cost_plan.0.item": "Kurse", "cost_plan.0.year": "2027", "cost_plan.0.amount_cents": "12.500,00", "cost_plan.0.eligible": "ja" },
      pressed: "Summen neu berechnen",
    },
    "preview.png": { project: "Fortbildung Datenschutz", page: "/preview", from: ".fl-title", height: 1100 },
    "supplement.png": { project: "Schulung zur elektronischen Rechnung", from: "#tun", height: 640 },
  },
  zeichner: {
    "hindered.png": { project: "Fortbildung Datenschutz", from: "#tun", height: 640 },
    "case-granted.png": { project: "Elektronische Bauakte an das Archiv", height: 1000 },
    "payment-request.png": {
      project: "Terminbuchung an das Melderegister", page: "/machines/2/steps/submit", from: ".fl-title", height: 640,
      typed: {
        "due_payments.0.item": "Beschaffung und Einrichtung", "due_payments.0.payee": "Systemhaus",
        "due_payments.0.due": "01.12.2026", "due_payments.0.amount_cents": "10.000,00", amount_cents: "8.000,00",
      },
      pressed: "Summen neu berechnen",
    },
    "proof-of-use.png": {
      project: "Schnittstelle zum Ratsinformationssystem", page: "/machines/3/steps/submit", from: ".fl-title", height: 1150,
    },
  },
  formal: { "serve.png": { project: "Bewohnerparken online", page: "/steps/serve", from: ".fl-title", height: 700 } },
  finanzen: {
    "budget-cases.png": { page: "/budget", link: "Vorgänge zu diesem Titel", height: 850 },
    "budget-year.png": { page: "/budget/year", height: 1000 },
    "reports.png": { page: "/reports", height: 1000 },
    "budget-propose.png": {
      page: "/budget/proposals", from: ".fl-title", height: 700,
      typed: { kind: "block", amount: "500.000,00", reason: "Haushaltswirtschaftliche Sperre vom 20.11.2026" },
      pressed: "Vorschlagen",
    },
  },
  haushalt: {
    "budget.png": { page: "/budget", height: 1150 },
    "simulation.png": {
      page: "/budget/simulation?line=16+90%2F633+01&year=2026", from: "h2", height: 1100,
      pressed: "Auswählen, so weit das Geld reicht",
    },
    "budget-proposals.png": { page: "/budget/proposals", from: ".fl-title", height: 640 },
  },
  entscheidung: {
    "approve.png": { project: "Meldedaten für die Schulanmeldung", page: "/steps/approve", from: ".fl-title", height: 1150 },
    "claim.png": { project: "Schulung Vergaberecht", page: "/machines/4/steps/claim", from: ".fl-title", height: 1300 },
    "reminders.png": { page: "/worklist", height: 700 },
  },
  kasse: {
    "payments.png": { page: "/payments", from: ".fl-title", height: 1000 },
    "payment.png": {
      project: "Anbindung der Musikschule", page: "/machines/2/steps/confirm_payment", from: ".fl-title", height: 1000,
      typed: { value_date: "23.11.2026" },
    },
  },
  verwendung: {
    "examine.png": {
      project: "Schulung für die Bürgerdienste", page: "/machines/3/steps/examine", from: "#bisher", height: 1150,
    },
  },
  admin: { "settings.png": { page: "/admin/settings", height: 1150 } },
  revision: { "history.png": { project: "Anbindung des Gewerberegisters", from: "#verlauf", height: 800 } },
};

/** The address of the case of this title, as the visitor's own list links it. */
async function case_of(visitor, title) {
  await visitor.open(`/worklist?show=all&closed=1&q=${encodeURIComponent(title)}`);
  return visitor.page.locator('main a[href^="/cases/"]').first().getAttribute("href");
}

async function take_picture(visitor, path, picture) {
  const address = picture.project ? await case_of(visitor, picture.project) : "";
  await visitor.open(address + (picture.page ?? ""));
  if (picture.link) await visitor.led_by(() => visitor.page.getByRole("link", { name: picture.link }).first().click());
  if (picture.typed) await visitor.type(picture.typed);
  if (picture.pressed) await visitor.press(picture.pressed);
  const [begin, end] = await visitor.page.evaluate((from) => [
    from ? document.querySelector(from).getBoundingClientRect().top + window.scrollY : 0,
    document.documentElement.scrollHeight,
  ], picture.from);
  const top = Math.max(0, Math.floor(begin) - 24);
  const clip = { x: 0, y: top, width, height: Math.min(picture.height, end - top) };
  await visitor.page.screenshot({ path, clip, fullPage: true });
}

/** What is typed and not sent raises the browser's question on leaving: it is answered with yes. */
export async function take_pictures(world, folder) {
  for (const [account, of_account] of Object.entries(pictures)) {
    const visitor = await Visitor.signed_in(world, account);
    visitor.page.on("dialog", (dialog) => dialog.accept());
    await visitor.page.setViewportSize({ width, height: 960 });
    for (const [file, picture] of Object.entries(of_account)) await take_picture(visitor, join(folder, file), picture);
    await visitor.leave();
  }
}
