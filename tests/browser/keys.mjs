// A person who has no mouse: every field, button and link is reached with the tabulator and used with keys.
import assert from "node:assert/strict";
import { Visitor } from "./visitor.mjs";

const presses_at_most = 250;

/** Tab until `found`, asked in the page with `what_for`, is true; the focus must be visible all the way. */
export async function tab_to(page, what, found, what_for) {
  for (let presses = 0; presses < presses_at_most; ++presses) {
    if (presses > 0 || !await page.evaluate(found, what_for)) await page.keyboard.press("Tab");
    const { ring, where } = await page.evaluate(() => {
      const focus = document.activeElement;
      const style = getComputedStyle(focus);
      return { ring: focus === document.body || style.outlineStyle !== "none" || style.boxShadow !== "none",
        where: `${focus.tagName} ${focus.name ?? ""} ${focus.id} ${focus.innerText ?? ""}` };
    });
    assert.ok(ring, `the focus is not visible at ${where} on the way to ${what}`);
    if (await page.evaluate(found, what_for)) return;
  }
  assert.fail(`${what} is not reached with the tabulator`);
}

export class KeysVisitor extends Visitor {
  /** Focuses an element, as its handle. */
  async reach(element, what) { await tab_to(this.page, what, (wanted) => document.activeElement === wanted, element); }

  async press(name, status = 200) {
    await this.reach(await this.button(name).elementHandle(), name);
    return this.led_by(() => this.page.keyboard.press("Enter"), status);
  }

  async add_row(field) {
    await this.reach(await this.add_button(field).elementHandle(), `a row of ${field}`);
    await this.led_by(() => this.page.keyboard.press("Enter"));
  }

  async type(fields) {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.page.locator(`main [name="${name}"]`).first();
      const kind = await field.evaluate((element) => element.type);
      if (kind === "radio") await this.choose(name, value);
      else if (kind === "select-one") await this.select(field, name, value);
      else await this.write(field, name, value);
    }
  }

  async write(field, name, text) {
    await this.reach(await field.elementHandle(), name);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
  }

  /** Down through the list from its first entry, as long as the wanted one is not shown. */
  async select(field, name, value) {
    await this.reach(await field.elementHandle(), name);
    await this.page.keyboard.press("Home");
    const count = await field.evaluate((element) => element.length);
    for (let presses = 0; presses < count; ++presses) {
      if (await field.evaluate((element, wanted) => element.value === wanted || element.selectedOptions[0].label === wanted, value)) return;
      await this.page.keyboard.press("ArrowDown");
    }
    assert.fail(`${value} is not in the list ${name}`);
  }

  /** A radio group is one stop of the tabulator; arrows go from choice to choice. */
  async choose(name, value) {
    await tab_to(this.page, name, (group) => document.activeElement.name === group, name);
    const chosen = () => this.page.evaluate((wanted) => document.activeElement.value === wanted, value);
    const count = await this.page.locator(`main [name="${name}"]`).count();
    for (let presses = 0; presses < count && !await chosen(); ++presses) await this.page.keyboard.press("ArrowDown");
    assert.ok(await chosen(), `${value} is no choice of ${name}`);
    await this.page.keyboard.press("Space");
  }

  async choose_file(file) {
    await this.reach(await this.page.locator("#upload-file").elementHandle(), "the file field");
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), this.page.keyboard.press("Space")]);
    await chooser.setFiles(file);
  }
}
