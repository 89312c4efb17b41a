// A notice becomes final by lapse of time, on the day the law says, though nobody looked on that day.
import { Visitor } from "../visitor.mjs";
import { decide_and_serve, hand_in } from "./grant.mjs";

/** Served on 23.11.2026, the month ends with 23.12.2026 (§ 74 VwGO, § 188 BGB); the notice is final from the day after. */
export async function finality_walk(world, program) {
  const path = await hand_in(world);
  await decide_and_serve(world, path, "23.11.2026");
  const before = await Visitor.signed_in(world, "zeichner");
  await before.open(path);
  await before.sees("23.12.2026");
  await before.does_not_see("24.12.2026");
  await before.leave();

  await world.audit.queue;   // pages in line still fetch their style
  await program.stop();
  await program.start("2027-01-11");
  const later = { ...world, address: program.address };
  for (const account of ["zeichner", "formal"]) {
    const reader = await Visitor.signed_in(later, account);
    await reader.open(path);
    await reader.sees("24.12.2026", "Bestandskräftig", "§ 74 VwGO");
    await reader.cannot_press("Auf Rechtsbehelf verzichten");
    await reader.leave();
  }
}
