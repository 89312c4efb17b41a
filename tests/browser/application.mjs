// Filling in an application of Stadt Pößneck for a standardised interface (2 c), section by section as the pages lead.
export const title = "Schnittstelle Bürgerakte";

/** Begins a draft; leaves the clerk at its list of sections. Gives the case's address. */
export async function begin(clerk) {
  await clerk.open("/applications/new");
  await clerk.type({ recipient: "16075085", programme: "thueregovrl" });
  await clerk.press("Entwurf anlegen");
  return clerk.path.replace(/\/edit$/, "");
}

/** Types the rows one after the other, as a person does: the next row is asked for when this one is typed. */
export async function type_rows(clerk, field, rows) {
  const names = (row, index) => Object.entries(row).map(([name, value]) => [`${field}.${index}.${name}`, value]);
  for (const [index, row] of rows.entries()) {
    if (!await clerk.page.locator(`[name^="${field}.${index}."]`).count())
      await clerk.add_row(field);
    await clerk.type(Object.fromEntries(names(row, index)));
  }
}

/** Fills every section but the documents: 100.000,00 € of costs, 20.000,00 € own, 80.000,00 € requested. */
export async function fill_in(clerk, path) {
  await clerk.open(`${path}/edit/project`);
  await clerk.type({ funding_object: "2c", project_title: title, project_description: "Eine Schnittstelle, nachnutzbar für alle." });
  await clerk.press("Speichern und weiter");
  await clerk.type({ planned_contract_date: "1.3.2027", planned_start: "15.03.2027", planned_end: "31.12.2027" });
  await clerk.press("Speichern und weiter");
  await type_rows(clerk, "cost_plan", [
    { item: "Entwicklung", year: "2026", amount_cents: "60.000,00", eligible: "ja" },
    { item: "Einführung", year: "2027", amount_cents: "40000,00", eligible: "ja" },
  ]);
  await clerk.press("Summen neu berechnen");
  await clerk.sees("100.000,00 €");
  await clerk.press("Speichern und weiter");
  await type_rows(clerk, "financing_plan", [{ source: "Haushalt", kind: "own", year: "2026", amount_cents: "20.000,00" }]);
  await clerk.type({ requested_cents: "80.000,00" });
  await clerk.press("Speichern und zur Übersicht");
  await clerk.open(`${path}/edit/declarations`);
  await clerk.type({ input_tax_deductible: "nein", not_started: "ja", iban: "DE02 1203 0000 0000 2020 51" });
  await clerk.press("Speichern und weiter");
}

export async function upload_documents(clerk, path) {
  await clerk.open(`${path}/edit/documents`);
  await clerk.upload("price_basis", "angebote.pdf");
  await clerk.upload("council_resolution", "beschluss.pdf");
  await clerk.upload("own_share_proof", "haushaltsplan.pdf");
}
