// Every door out, opened by its own reader: TimelineJS in Chromium, a JSON-LD processor, Apache Annotator, Citation.js,
// a feed parser, a validator of OpenAPI and one of JSON Schema. Arguments: the server's address, the id of a story, pages
// as JSON, Chromium. Exits with 1 and says what failed.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import puppeteer from "puppeteer-core";
import jsonld from "jsonld";
import Ajv2020 from "ajv/dist/2020.js";
import { textPositionSelectorMatcher, textQuoteSelectorMatcher } from "@apache-annotator/selector";
import { detectAtomFeed, parseAtomFeed } from "feedsmith";
import { Validator } from "@seriousme/openapi-schema-validator";

const require = createRequire(import.meta.url);
const { Cite } = require("@citation-js/core");
const timelinejs = join(dirname(require.resolve("@knight-lab/timelinejs/package.json")), "dist");

const [base, story, listed, chromium] = process.argv.slice(2);
const failures = [];
const check = (holds, what) => {
  if (!holds) failures.push(what);
};
const text = async (path) => {
  const answer = await fetch(base + path);
  check(answer.status === 200, `${path}: ${answer.status}`);
  return answer.text();
};
const json = async (path) => JSON.parse(await text(path));
const asked = { whole: "", story: `?story=${story}` };

const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions"],
});

// A page of another site: it has these files and nothing else, and no policy of ours protects it.
const elsewhere = async (files) => {
  const page = await (await browser.createBrowserContext()).newPage();
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const body = files[new URL(request.url()).pathname];
    if (request.url().startsWith("http://reader.test/") && body !== undefined) {
      const kind = { html: "text/html", css: "text/css", js: "text/javascript", json: "application/json", csv: "text/csv" };
      const contentType = `${kind[request.url().split(".").pop()] ?? "text/html"}; charset=utf-8`;
      return request.respond({ status: 200, contentType, body });
    }
    request.abort();
  });
  page.on("dialog", (dialog) => {
    failures.push(`an alert of an article in a reader: ${dialog.message()}`);
    dialog.dismiss();
  });
  return page;
};

// What a statement's page calls its terms, by the Web Annotation Vocabulary (W3C Recommendation of 2017): a term that is
// not one of these makes the processor fail.
const OA = "http://www.w3.org/ns/oa#";
const AS = "http://www.w3.org/ns/activitystreams#";
const DCTERMS = "http://purl.org/dc/terms/";
const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const link = (id) => ({ "@id": id, "@type": "@id" });
const word = (id) => ({ "@id": id, "@type": "@vocab" });
const ANNOTATION = {
  id: "@id", type: "@type",
  Annotation: `${OA}Annotation`, AnnotationPage: `${AS}OrderedCollectionPage`, TextualBody: `${OA}TextualBody`,
  SpecificResource: `${OA}SpecificResource`, TextQuoteSelector: `${OA}TextQuoteSelector`,
  TextPositionSelector: `${OA}TextPositionSelector`, Person: "http://xmlns.com/foaf/0.1/Person",
  describing: `${OA}describing`, commenting: `${OA}commenting`,
  motivation: word(`${OA}motivatedBy`), purpose: word(`${OA}hasPurpose`),
  body: link(`${OA}hasBody`), target: link(`${OA}hasTarget`), source: link(`${OA}hasSource`),
  selector: link(`${OA}hasSelector`), creator: link(`${DCTERMS}creator`),
  items: { ...link(`${AS}items`), "@container": "@list" }, startIndex: `${AS}startIndex`,
  exact: `${OA}exact`, prefix: `${OA}prefix`, suffix: `${OA}suffix`, start: `${OA}start`, end: `${OA}end`,
  value: `${RDF}value`, format: "http://purl.org/dc/elements/1.1/format", created: `${DCTERMS}created`,
  name: "http://xmlns.com/foaf/0.1/name",
};
const documentLoader = async (url) => {
  if (url !== "http://www.w3.org/ns/anno.jsonld") throw new Error(`no context of this name is known: ${url}`);
  return { contextUrl: null, documentUrl: url, document: { "@context": ANNOTATION } };
};
const processed = async (document) => {
  const nodes = await jsonld.flatten(document, null, { documentLoader, safe: true });
  const triples = await jsonld.toRDF(document, { documentLoader, safe: true });
  const kinds = new Map();
  for (const kind of nodes.flatMap((node) => node["@type"] ?? [])) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return { nodes, triples, kinds };
};

// A text as Apache Annotator reads it: one piece.
const pieces = (data) => {
  const only = { data };
  return { currentChunk: only, nextChunk: () => null, previousChunk: () => null, precedesCurrentChunk: () => false };
};
const places = async (matcher, words) => {
  const found = [];
  for await (const range of matcher(pieces(words))) found.push(`${range.startIndex}-${range.endIndex}`);
  return found;
};

const readers = {
  async "TimelineJS reads its JSON and its CSV, shows every line, and runs nothing of a page"() {
    for (const [what, filter] of Object.entries(asked)) {
      const lines = await json(`/export/timelinejs${filter}`);
      const page = await elsewhere({
        "/": "<!DOCTYPE html><link rel=stylesheet href=/css/timeline.css><script src=/js/timeline.js></script><div id=t style='height:600px'></div>",
        "/js/timeline.js": readFileSync(join(timelinejs, "js/timeline.js"), "utf8"),
        "/css/timeline.css": readFileSync(join(timelinejs, "css/timeline.css"), "utf8"),
        "/lines.json": JSON.stringify(lines),
        "/lines.csv": await text(`/export/timelinejs-csv${filter}`),
      });
      for (const file of ["lines.json", "lines.csv"]) {
        await page.goto("http://reader.test/");
        const seen = await page.evaluate(async (file) => {
          const timeline = new globalThis.TL.Timeline("t", `http://reader.test/${file}`, { script_path: "http://reader.test/js/" });
          for (let waited = 0; waited < 200 && !timeline.config; waited += 1) await new Promise((next) => setTimeout(next, 50));
          await new Promise((next) => setTimeout(next, 300));
          const { config } = timeline;
          return config && {
            errors: config.getErrors().map(String),
            events: config.events.length,
            shown: document.querySelectorAll(".tl-timemarker").length,
            scripts: document.querySelectorAll("#t script, #t [onerror], #t [onload], #t a[href^='javascript:']").length,
          };
        }, file);
        check(seen && seen.errors.length === 0, `TimelineJS, ${what}, ${file}: ${seen?.errors}`);
        check(seen?.events === lines.events.length, `TimelineJS, ${what}, ${file}: ${seen?.events} of ${lines.events.length} lines`);
        check(seen?.shown === lines.events.length, `TimelineJS, ${what}, ${file}: ${seen?.shown} lines are shown`);
        check(seen?.scripts === 0, `TimelineJS, ${what}, ${file}: something of a page became markup`);
      }
      await page.close();
    }
  },
  async "a JSON-LD processor understands every term of the annotations, and Apache Annotator finds every quotation"() {
    for (const filter of Object.values(asked)) {
      const document = await json(`/export/annotation${filter}`);
      const { kinds } = await processed(document);
      check(kinds.get(`${OA}Annotation`) === document.items.length, "an annotation is lost");
      check(kinds.get(`${OA}TextQuoteSelector`) === document.items.length, "a quotation is lost");
      check(document.items.length > 20, `only ${document.items.length} annotations`);
      const lines = (await text(`/export/jsonl${filter}`)).trim().split("\n").map((line) => JSON.parse(line));
      const texts = new Map(lines.filter((line) => line.type === "article").map((line) => [line.id, line.text]));
      for (const { id, target } of document.items) {
        const article = decodeURIComponent(id.replace("urn:runut:", "")).replace(/:s\d+$/, "");
        const [quote, place] = target.selector;
        const [at] = await places(textPositionSelectorMatcher(place), texts.get(article));
        const found = await places(textQuoteSelectorMatcher(quote), texts.get(article));
        check(at !== undefined && found.includes(at), `${id}: the quotation is not at its place (${found} and ${at})`);
      }
    }
  },
  async "a JSON-LD processor reads the graph of schema.org and PROV without losing anything"() {
    for (const filter of Object.values(asked)) {
      const { nodes, triples, kinds } = await processed(await json(`/export/jsonld${filter}`));
      for (const kind of ["NewsArticle", "Quotation", "Collection", "Person"]) {
        check(kinds.get(`https://schema.org/${kind}`) > 0, `no ${kind} in the graph`);
      }
      const prov = "http://www.w3.org/ns/prov#";
      const quoted = nodes.filter((node) => node[`${prov}wasQuotedFrom`]);
      check(quoted.length === kinds.get("https://schema.org/Quotation"), "a quotation without its article");
      const sources = nodes.flatMap((node) => node[`${prov}wasQuotedFrom`] ?? []).map((node) => node["@id"]);
      const known = new Set(nodes.map((node) => node["@id"]));
      check(sources.every((id) => known.has(id)), "a quotation of an article that is not told");
      check(triples.length > 200, `only ${triples.length} triples`);
    }
  },
  async "Citation.js takes every reference as it is"() {
    for (const filter of Object.values(asked)) {
      const references = await json(`/export/csl${filter}`);
      const read = new Cite(references, { strict: true }).data;
      check(read.length === references.length && read.length > 1, `${read.length} of ${references.length} references`);
      references.forEach((given, at) => {
        for (const name of ["type", "title", "container-title", "URL", "language"]) {
          check(given[name] === read[at][name], `${given.id}: ${name} is read as ${read[at][name]}`);
        }
        check(JSON.stringify(given.issued) === JSON.stringify(read[at].issued), `${given.id}: the date is read as ${JSON.stringify(read[at].issued)}`);
        check(JSON.stringify(given.author) === JSON.stringify(read[at].author), `${given.id}: the author is read differently`);
      });
    }
  },
  async "a feed parser reads the feed of every story"() {
    const stories = await json("/stories.json");
    for (const { id } of stories) {
      const xml = await text(`/export/atom?story=${id}`);
      check(detectAtomFeed(xml), `${id}: no Atom`);
      const feed = parseAtomFeed(xml);
      const lines = (await json(`/story/${id}.json`)).timeline.length;
      check((feed.entries ?? []).length === lines, `${id}: ${feed.entries?.length} of ${lines} lines in the feed`);
      check(Boolean(feed.id && feed.title && feed.updated && feed.authors?.length), `${id}: the feed lacks what RFC 4287 asks for`);
      check(feed.links?.some((one) => one.rel === "self" && one.href.startsWith(base)), `${id}: the feed does not say where it is`);
      for (const entry of feed.entries ?? []) {
        check(Boolean(entry.id && entry.title && !Number.isNaN(Date.parse(entry.updated))), `${id}: an entry lacks what RFC 4287 asks for`);
      }
      check(new Set((feed.entries ?? []).map((entry) => entry.id)).size === lines, `${id}: two entries have one id`);
    }
  },
  async "the self-contained page needs nothing else and runs nothing"() {
    for (const [what, filter] of Object.entries(asked)) {
      const report = await text(`/export/html${filter}`);
      const page = await elsewhere({ "/report.html": report });
      let others = 0;
      page.on("request", (request) => { if (!request.url().endsWith("/report.html")) others += 1; });
      page.on("console", (message) => { if (message.type() === "error") failures.push(`report, ${what}: ${message.text()}`); });
      await page.goto("http://reader.test/report.html");
      const seen = await page.evaluate(() => ({
        text: document.body.innerText.length,
        scripts: document.querySelectorAll("script, [onerror], [onload], a[href^='javascript:'], img, iframe").length,
      }));
      check(seen.text > 500 && seen.scripts === 0, `report, ${what}: ${JSON.stringify(seen)}`);
      check(others === 0, `report, ${what}: it asks for ${others} more files`);
      await page.close();
    }
  },
  async "every line of JSON Lines is JSON"() {
    for (const filter of Object.values(asked)) {
      const lines = (await text(`/export/jsonl${filter}`)).trim().split("\n").map((line) => JSON.parse(line));
      const kinds = new Set(lines.map((line) => line.type));
      check(["article", "annotations", "story"].every((kind) => kinds.has(kind)), `only ${[...kinds]}`);
    }
  },
  async "the document of the API is OpenAPI 3.1, and every answer is what it tells, no field more or less"() {
    const document = await json("/api/openapi.json");
    const valid = await new Validator().validate(document);
    check(valid.valid, `OpenAPI: ${JSON.stringify(valid.errors)?.slice(0, 400)}`);
    const schemas = structuredClone(document.components.schemas);
    for (const schema of Object.values(schemas)) schema[schema.allOf ? "unevaluatedProperties" : "additionalProperties"] = false;
    // What another thing is made of closes that thing, not itself.
    const open = Object.values(schemas).flatMap((schema) => schema.allOf ?? []).map((one) => one.$ref.split("/").pop());
    for (const name of open) schemas[`Open${name}`] = { ...schemas[name], additionalProperties: true };
    for (const schema of Object.values(schemas)) {
      schema.allOf?.forEach((one) => { one.$ref = one.$ref.replace(/(\w+)$/, "Open$1"); });
    }
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema({ $id: "http://runut.test/api", components: { schemas } });
    const valids = new Map();
    for (const path of JSON.parse(listed)) {
      const [bare, filters] = path.split("?");
      const route = Object.keys(document.paths).find((known) => {
        const form = known.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+");
        return new RegExp(`^${form}$`).test(`${bare}.json`);
      });
      check(route !== undefined, `${path} is not in the document`);
      if (route === undefined) continue;
      if (!valids.has(route)) {
        const { schema } = document.paths[route].get.responses["200"].content["application/json"];
        const own = JSON.parse(JSON.stringify(schema).replaceAll("#/components", "http://runut.test/api#/components"));
        valids.set(route, ajv.compile(own));
      }
      const holds = valids.get(route);
      check(holds(await json(`${bare}.json${filters ? `?${filters}` : ""}`)), `${path}: ${ajv.errorsText(holds.errors)?.slice(0, 300)}`);
    }
    const told = Object.keys(document.paths).filter((path) => path.endsWith(".json"));
    for (const path of told) check(valids.has(path), `no answer of ${path} was read`);
  },
};

for (const [what, reader] of Object.entries(readers)) {
  const before = failures.length;
  try {
    await reader();
  } catch (error) {
    failures.push(`${what}: ${error.stack ?? error} ${JSON.stringify(error.details ?? "")}`);
  }
  console.log(`${failures.length === before ? "ok    " : "FAILED"} ${what}`);
}
await browser.close();
failures.slice(0, 40).forEach((failure) => console.log(`- ${failure}`));
process.exit(failures.length === 0 ? 0 : 1);
