// What must hold for every page, whoever asked for it: valid HTML, no barrier that axe knows, no sideways scrolling.
// A page is looked at in a tab of its own, with script, even if the visitor's browser had none: axe is a script.
import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
// Ticks of one list share a name, as radio buttons do: each is sent with its own value.
const shared_names = ["error", { shared: ["radio", "button", "reset", "submit", "checkbox"] }];
const wide = { width: 1440, height: 1000 };
const narrow = { width: 320, height: 800 };   // 1280 px at 400 %, WCAG 1.4.10

/** The page without numbers, hashes and tokens: what is left decides whether it was looked at already. */
function sameness(html) {
  const words = html.replace(/name="csrf" value="[^"]*"/g, "").replace(/\b[0-9a-f]{6,}\b/g, "").replace(/\d+/g, "0");
  return createHash("sha256").update(words).digest("hex");
}

export class Audit {
  /** `tools`: {HtmlValidate, axe}; `shots`: a folder for pictures, or nothing. */
  constructor(browser, tools, shots) {
    this.browser = browser;
    this.axe = tools.axe;
    this.validator = new tools.HtmlValidate({
      extends: ["html-validate:recommended"], rules: { "form-dup-name": shared_names },
    });
    this.shots = shots;
    this.findings = [];
    this.seen = new Set();
    this.queue = Promise.resolve();
    this.pages = 0;
  }

  async open() {
    if (this.shots) await mkdir(this.shots, { recursive: true });
    this.context = await this.browser.newContext({ viewport: wide, locale: "de-DE", reducedMotion: "reduce" });
    this.tab = await this.context.newPage();
    // Whoever looks on is not signed in: a form that keeps what is typed has nothing to keep here.
    await this.tab.route("**/typed", (route) => route.fulfill({ status: 200, contentType: "text/plain", body: "" }));
    this.listen(this.tab, () => `looking at ${this.where}`);
  }

  /** Errors in the console, scripts that fail and parts that do not load are findings: a violated policy speaks there too. */
  listen(page, where) {
    page.on("pageerror", (error) => this.note(where(), `script failed: ${error.message}`));
    page.on("console", (message) => {
      const own = message.location().url === page.url() && /status of [45]\d\d/.test(message.text());
      if (message.type() === "error" && !own) this.note(where(), `console: ${message.text()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400 && !response.request().isNavigationRequest())
        this.note(where(), `${response.status()} for ${response.url()}`);
    });
  }

  note(where, what) {
    this.findings.push(`${where}: ${what}`);
  }

  /** Puts the served page in line; the same page is looked at once. `dark`: in dark colours too. */
  look(where, response, html, dark = false) {
    const key = sameness(html) + dark;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const page = { where, url: response.url(), headers: response.headers(), html, dark };
    this.queue = this.queue.then(() => this.examine(page)).catch((error) => this.note(where, `not looked at: ${error.message}`));
  }

  async done() {
    await this.queue;
    await this.context.close();
  }

  async examine({ where, url, headers, html, dark }) {
    this.where = where;
    this.pages += 1;
    await this.validate(html);
    const isPage = (address) => address.href === url;
    await this.tab.route(isPage, (route) => route.fulfill({ status: 200, headers, body: html }));
    for (const colorScheme of dark ? ["light", "dark"] : ["light"]) {
      await this.tab.emulateMedia({ colorScheme });
      await this.tab.goto(url);
      await this.find_barriers(colorScheme);
      if (this.shots) await this.picture(`${where} ${colorScheme}`);
    }
    await this.tab.setViewportSize(narrow);
    const width = await this.tab.evaluate(() => document.documentElement.scrollWidth);
    if (width > narrow.width) this.note(where, `scrolls sideways at ${narrow.width} px: ${width} px wide`);
    if (this.shots) await this.picture(`${where} narrow`);
    await this.tab.setViewportSize(wide);
    await this.tab.unroute(isPage);
  }

  async validate(html) {
    const report = await this.validator.validateString(html);
    for (const { messages } of report.results)
      for (const { ruleId, message, line } of messages) this.note(this.where, `HTML line ${line}, ${ruleId}: ${message}`);
  }

  async find_barriers(colours) {
    await this.tab.evaluate(this.axe.source);
    const violations = await this.tab.evaluate(async (runOnly) => {
      const found = await window.axe.run(document, { runOnly, resultTypes: ["violations"] });
      return found.violations.map(({ id, nodes }) => `${id} at ${nodes[0].html.slice(0, 160)}`);
    }, colours === "dark" ? ["color-contrast"] : rules);   // other colours change nothing but contrast
    for (const violation of violations) this.note(this.where, `axe (${colours}) ${violation}`);
  }

  async picture(name) {
    const file = name.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase();
    await this.tab.screenshot({ path: join(this.shots, `${file}.png`), fullPage: true });
  }
}
