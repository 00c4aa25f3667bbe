// Drives the real server in headless Chromium, as a reader would. Arguments: the server's address, and addresses of
// pages as JSON. Exits with 1 and says what failed. With RUNUT_SCREENSHOTS=DIR it leaves a picture of every page there.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [base, listed, chromium] = process.argv.slice(2);
const pages = JSON.parse(listed);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const failures = [];
const check = (holds, what) => {
  if (!holds) failures.push(what);
};

const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--lang=en"],
});

const fresh = async () => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setExtraHTTPHeaders({ "Accept-Language": "en" });
  page.on("console", (message) => {
    // Chromium itself reports an address that is not there.
    if (message.text().includes("404") && page.url().endsWith("/nothing")) return;
    if (["error", "warn"].includes(message.type())) failures.push(`console: ${message.text()} on ${page.url()}`);
  });
  page.on("pageerror", (error) => failures.push(`script: ${error} on ${page.url()}`));
  page.on("dialog", (dialog) => {
    failures.push(`an alert of an article on ${page.url()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => check(request.url().startsWith(base), `a request left the machine: ${request.url()}`));
  return page;
};
const go = (page, path) => page.goto(base + path, { waitUntil: "load" });
const follow = async (page, selector) => {
  await page.waitForSelector(selector, { timeout: 5000 });
  await Promise.all([page.waitForNavigation({ timeout: 10000 }), page.$eval(selector, (link) => link.click())]);
};
const count = (page, selector) => page.$$eval(selector, (all) => all.length);

const readers = {
  async "a story leads to its statements and each statement to its sentence"() {
    const page = await fresh();
    await go(page, "/");
    await follow(page, ".stories h2 a");
    check((await count(page, ".card")) > 0, "a story without cards");
    check((await count(page, "svg .dot")) > 0, "a story without its drawing");
    await go(page, pages.story);
    await follow(page, ".card a[href^='/statement/']");
    check((await count(page, ".whole .evidence")) === 1, "a statement without evidence");
    await follow(page, ".whole .show");
    check(page.url().endsWith("#mark"), `no mark in ${page.url()}`);
    const seen = await page.$eval("#mark", (mark) => {
      const box = mark.getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight;
    });
    check(seen, "the marked words are not in view");
    check((await count(page, ".sentence.proof")) > 0, "the sentence is not marked");
  },
  async "filters stand in the address"() {
    const page = await fresh();
    await go(page, "/statements");
    const all = await count(page, ".card");
    const speaker = await page.$eval(".who b a", (name) => name.textContent);
    await page.$eval("details.menu", (menu) => { menu.open = true; });
    await page.type("#f-who", speaker);
    await follow(page, ".menu button");
    check(new URL(page.url()).searchParams.get("who") === speaker, `no filter in ${page.url()}`);
    const some = await count(page, ".card");
    check(some > 0 && some < all, `${some} of ${all} statements after the filter`);
  },
  async "a search opens at the sentence"() {
    const page = await fresh();
    await go(page, "/stories");
    await page.keyboard.press("/");
    await page.keyboard.type(pages.word);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    check((await count(page, ".hit mark")) > 0, "no hit is marked");
    check((await count(page, "aside .counts a")) > 0, "no facets");
    await follow(page, ".hits .show");
    check((await count(page, ".sentence:target.proof")) === 1, `the sentence is not the target of ${page.url()}`);
  },
  async "copies are compared side by side"() {
    const page = await fresh();
    await go(page, "/copies");
    await follow(page, `.share a[href="${pages.all.compare}"]`);
    check((await count(page, ".pair .stored")) === 2 && (await count(page, "mark")) > 1, "no shared passages");
  },
  async "a reader changes the language and it stays"() {
    const page = await fresh();
    await go(page, "/stories");
    await follow(page, ".tongues a[lang=id]");
    await go(page, "/checks");
    check((await page.$eval("html", (html) => html.lang)) === "id", "the language does not stay");
    check((await page.$eval("h1", (title) => title.textContent)) === "Perbedaan", "no Indonesian heading");
  },
  async "keys go from card to card, open the evidence, show the help"() {
    const page = await fresh();
    await go(page, pages.story);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    check((await page.$eval(":focus", (at) => at.id)) === "e1", "k does not lead back to the first card");
    await page.keyboard.press("?");
    check(await page.$eval("#keys", (keys) => keys.open), "? shows no keys");
    await page.$eval(":focus", (at) => at.blur());
    await Promise.all([page.waitForNavigation(), page.keyboard.press("o")]);
    check(page.url().includes("/article/"), "o opens no evidence");
  },
  async "the drawing zooms"() {
    const page = await fresh();
    await go(page, pages.story);
    const wide = () => page.$eval(".lanes svg", (svg) => svg.viewBox.baseVal.width);
    const before = await wide();
    await page.$eval(".zoom button:last-child", (button) => button.click());
    check((await wide()) > before * 1.5, "the drawing does not grow");
    await page.$eval(".zoom button:first-child", (button) => button.click());
    check((await wide()) === before, "the drawing does not shrink again");
  },
  async "removed parts and marks have a switch"() {
    const page = await fresh();
    await go(page, pages.removed);
    const shown = () => page.$eval(".cut", (cut) => cut.offsetParent !== null);
    check(await shown(), "removed parts are not shown");
    await page.click("#show-cuts");
    check(!(await shown()), "removed parts stay");
  },
  async "everything works without script"() {
    const page = await fresh();
    await page.setJavaScriptEnabled(false);
    await go(page, pages.story);
    const link = await page.$(".card .show");
    await Promise.all([page.waitForNavigation(), link.click()]);
    check((await page.$("#mark")) !== null, "no mark without script");
  },
  async "a correction changes what is shown"() {
    const page = await fresh();
    await go(page, pages.statement);
    await page.$eval("details.correct", (part) => { part.open = true; });
    await page.select(".correct select[name=action]", "confirm");
    await page.type(".correct input[name=note]", "<img src=x onerror=alert(9)>");
    await page.type(".correct input[name=who]", "Rani");
    await follow(page, ".correct button");
    check(page.url() === base + pages.statement, `the form leads to ${page.url()}`);
    check((await count(page, ".tag.people")) > 0, "the correction does not show");
    await go(page, "/corrections");
    await follow(page, ".correcting button");
    await go(page, pages.statement);
    check((await count(page, ".tag.people")) === 0, "the correction is not taken back");
  },
  async "a page prints without its tools"() {
    const page = await fresh();
    await go(page, pages.story);
    await page.emulateMediaType("print");
    for (const tool of [".top nav", ".seek", ".menu", ".ways", ".keys"]) {
      check(await page.$eval(tool, (part) => part.offsetParent === null), `${tool} is printed`);
    }
    check((await page.pdf({ format: "a4" })).length > 10_000, "the print is empty");
  },
};

const audit = async (page, name, path, look) => {
  await page.setViewport({ width: look.width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: look.scheme }]);
  await go(page, path);
  await page.evaluate(axe);
  const found = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules }), RULES);
  for (const violation of found.violations) {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ");
    failures.push(`axe ${violation.id} on ${name} (${look.name}): ${violation.help}: ${where}`);
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(over <= 0, `${name} (${look.name}) is ${over} px too wide`);
  const folder = process.env.RUNUT_SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}-${look.name}.png`, fullPage: look.name !== "light-tall" });
};

const looks = [
  { name: "light", width: 1200, scheme: "light" },
  { name: "dark", width: 1200, scheme: "dark" },
  { name: "phone", width: 360, scheme: "light" },
];

for (const [what, reader] of Object.entries(readers)) {
  const before = failures.length;
  try {
    await reader();
  } catch (error) {
    failures.push(`${what}: ${error}`);
  }
  console.log(`${failures.length === before ? "ok    " : "FAILED"} ${what}`);
}
const page = await fresh();
for (const [name, path] of Object.entries(pages.all)) {
  const before = failures.length;
  for (const look of looks) await audit(page, name, path, look);
  console.log(`${failures.length === before ? "ok    " : "FAILED"} ${name}: light, dark, 360 px`);
}
await browser.close();
failures.forEach((failure) => console.log(`- ${failure}`));
process.exit(failures.length === 0 ? 0 : 1);
