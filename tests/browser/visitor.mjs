// A person at a browser: opens pages, types, presses. Every page that comes back is handed to the audit.
import assert from "node:assert/strict";

export class Visitor {
  /** `world`: {browser, audit, address, script, kind}. Without script the browser runs none; `kind` is who comes instead of a Visitor. */
  static async arrive(world, account) {
    const visitor = new (world.kind ?? Visitor)();
    visitor.world = world;
    visitor.account = account;
    visitor.context = await world.browser.newContext({
      javaScriptEnabled: world.script, baseURL: world.address, locale: "de-DE", reducedMotion: "reduce",
    });
    visitor.context.setDefaultTimeout(15000);
    visitor.page = await visitor.new_tab();
    return visitor;
  }

  static async signed_in(world, account) {
    const visitor = await Visitor.arrive(world, account);
    await visitor.open("/login");
    await visitor.type({ account, password: "demo" });
    await visitor.press("Anmelden");
    return visitor;
  }

  async new_tab() {
    const page = await this.context.newPage();
    this.world.audit.listen(page, () => `${this.account} at ${page.url()}`);
    return page;
  }

  async leave() { await this.context.close(); }

  get path() { return new URL(this.page.url()).pathname; }

  /** Opens an address of this server; the answer's status is asserted. */
  async open(path, status = 200) { return this.arrive_at(await this.page.goto(path), status); }

  /** Presses the button or link of this name and waits for the page it leads to. */
  async press(name, status = 200) {
    return this.led_by(() => this.button(name).click(), status);
  }

  /** Waits for the page that an action leads to. */
  async led_by(action, status = 200) {
    const [response] = await Promise.all([this.page.waitForNavigation(), action()]);
    return this.arrive_at(response, status);
  }

  button(name) {
    const main = this.page.locator("main");
    const named = { name, exact: true };
    return main.getByRole("button", named).or(main.getByRole("link", named)).first();
  }

  async arrive_at(response, status) {
    const html = await response.text();
    const title = html.match(/<title>(.*?) – /)?.[1] ?? this.path;
    const where = `${this.account}: ${title}${response.status() === 200 ? "" : ` (${response.status()})`}`;
    assert.equal(response.status(), status, `${where} at ${this.path}`);
    this.world.audit.look(where, response, html, this.world.dark?.has(this.account));
    return html;
  }

  /** Types into fields by name: text, choices and radios alike. */
  async type(fields) {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.page.locator(`main [name="${name}"]`);
      const kind = await field.first().evaluate((element) => element.type);
      if (kind === "radio") await this.page.locator(`main [name="${name}"][value="${value}"]`).check({ force: true });
      else if (kind === "select-one") await field.selectOption(value);
      else await field.fill(value);
    }
  }

  add_button(field) { return this.page.locator(`button[name="add"][value="${field}"]`); }

  /** Asks for one more row of a table. */
  async add_row(field) { await this.led_by(() => this.add_button(field).click()); }

  async choose_file(file) { await this.page.locator("#upload-file").setInputFiles(file); }

  async upload(kind, name) {
    await this.type({ kind });
    const content = Buffer.from("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
    await this.choose_file({ name, mimeType: "application/pdf", buffer: content });
    await this.press("Unterlage hochladen");
  }

  /** What is read on the page, with plain spaces. */
  async words() { return (await this.page.locator("main").innerText()).replace(/[\s\u00a0]+/g, " "); }

  async sees(...texts) {
    const words = await this.words();
    for (const text of texts) assert.ok(words.includes(text), `${this.account} does not read "${text}" at ${this.path}: ${words}`);
  }

  async does_not_see(...texts) {
    const words = await this.words();
    for (const text of texts) assert.ok(!words.includes(text), `${this.account} reads "${text}" at ${this.path}`);
  }

  /** No button, no link of this name. */
  async cannot_press(name) {
    assert.equal(await this.button(name).count(), 0, `${this.account} is offered "${name}" at ${this.path}`);
  }
}
