// The same way as the grant walk, from the draft to the notice that is served, with nothing but keys.
import { decide_and_serve, hand_in, take } from "./grant.mjs";
import { Visitor } from "../visitor.mjs";

export async function keys_walk(world) {
  const path = await hand_in(world);
  await decide_and_serve(world, path, "23.11.2026");
  const signatory = await Visitor.signed_in(world, "zeichner");
  await signatory.open(path);
  await take(signatory, "Auf Rechtsbehelf verzichten");
  await signatory.sees("bestandskräftig");
  await signatory.leave();
}
