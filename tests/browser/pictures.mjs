// The pictures in the README, taken from the demonstration: node walk.mjs PROGRAM TOOLS --pictures docs/images
import { join } from "node:path";
import { Visitor } from "./visitor.mjs";

const pages = { "worklist.png": "/worklist?show=all" };

/** Visitors' pages as `fach` sees them, 1280 px wide. */
export async function take_pictures(world, folder) {
  const reviewer = await Visitor.signed_in(world, "fach");
  await reviewer.page.setViewportSize({ width: 1280, height: 960 });
  for (const [file, address] of Object.entries(pages)) {
    await reviewer.open(address);
    await reviewer.page.screenshot({ path: join(folder, file) });
  }
  await reviewer.leave();
}
