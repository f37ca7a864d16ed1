/** The page and the package in Chromium, found on the PATH or at $CHROMIUM. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { chromium } from "playwright-core";

import { Analyzer, load, loadModel, toRecord } from "../../../target/web/npm/node.js";
import { serve } from "./serve.js";
import { article, hostile, place } from "./texts.js";

const executablePath = process.env.CHROMIUM ?? which("chromium") ?? which("chromium-browser") ?? which("google-chrome");
const skip = executablePath ? false : "no Chromium: put it on the PATH, or name it in CHROMIUM";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = place("target/web-shots/");

function which(name) {
  try {
    return execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

let browser, server;

before(async () => {
  if (skip) return;
  mkdirSync(SHOTS, { recursive: true });
  server = await serve(place("target/web"));
  const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  const args = [...quiet, "--disable-component-update", "--disable-sync", "--no-sandbox"];
  browser = await chromium.launch({ executablePath, args });
  await load();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens the page and does something with it; whatever it complains of, or asks others for, fails the test. */
async function opened(work, { address = server.address, ...options } = {}) {
  const context = await browser.newContext(options);
  const complaints = [];
  const page = await context.newPage();
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  context.on("request", (request) => {
    const own = [address, "blob:", "data:"].some((start) => request.url().startsWith(start));
    if (!own || request.method() !== "GET") complaints.push(`${request.method()} ${request.url()}`);
  });
  try {
    await page.goto(address);
    await answered(page);
    await work(page, context);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

const answered = (page) => page.waitForFunction(() => /found in/.test(document.querySelector("#status").textContent));
const says = (page, start) =>
  page.waitForFunction((start) => document.querySelector("#status").textContent.startsWith(start), start);
const status = (page) => page.locator("#status").textContent();

/** Has the page read a text. */
async function read(page, text) {
  await page.locator("#text").evaluate((box, text) => (box.value = text), text);
  await page.locator("#status").evaluate((line) => (line.textContent = ""));
  await page.getByRole("button", { name: "Find quotes" }).click();
  await answered(page);
}

/** How many quotes and speakers the page should say that it found. */
function expected(text, options) {
  const { quotes, speakers } = new Analyzer(options).analyze(text);
  const count = (list, noun) => `${list.length} ${noun}${list.length === 1 ? "" : "s"}`;
  return `${count(quotes, "quote")} by ${count(speakers, "speaker")}, found in`;
}

test("the example is read at once, and nothing is asked of another host", { skip }, async (t) => {
  await opened(async (page) => {
    assert.ok((await status(page)).startsWith(expected(article)), await status(page));
    assert.ok((await page.locator("#view").textContent()).includes("Irena Valko"));
    const time = await page.evaluate(() => performance.getEntriesByName("answer")[0].startTime);
    t.diagnostic(`first answer ${Math.round(time)} ms after the page was asked for; ${await status(page)}`);
    await page.locator("#model").selectOption("none");
    await says(page, expected(article, { model: "none" }));
    t.diagnostic(`by the rules alone: ${await status(page)}`);
    const model = loadModel(readFileSync(place("rust/inquit/models/standard.inqm")));
    await page.locator("#model").selectOption("standard");
    await says(page, expected(article, { model }));
    t.diagnostic(`with the standard model: ${await status(page)}`);
  });
});

test("a text of one's own is read, with the keyboard too", { skip }, async () => {
  await opened(async (page) => {
    await page.getByLabel("Text").fill("“It rains,” said Ann Lee.");
    await page.keyboard.press("Control+Enter");
    await says(page, "1 quote by 1 speaker,");
    assert.ok((await page.locator("#view").textContent()).includes("Ann Lee"));
  });
});

test("hostile texts are shown as they are and do nothing", { skip }, async () => {
  await opened(async (page) => {
    for (const text of hostile) {
      // A box drops or changes some characters.
      await page.locator("#text").evaluate((box, text) => (box.value = text), text);
      const kept = await page.locator("#text").inputValue();
      await read(page, kept);
      assert.ok((await status(page)).replaceAll(",", "").startsWith(expected(kept).replaceAll(",", "")));
    }
    assert.equal(await page.locator("#view script").count(), 0);
  });
});

test("files are opened and dropped, whatever they are encoded in", { skip }, async () => {
  const text = "“Très bien,” said Ann Lee.";
  const bytes = {
    "a.txt": Buffer.from(text),
    "b.txt": Buffer.from(`\ufeff${text}`, "utf16le"),
    "c.txt": Buffer.from(text.replace("“", "\x93").replace("”", "\x94"), "latin1"),
  };
  await opened(async (page) => {
    for (const [name, buffer] of Object.entries(bytes)) {
      await page.locator("#text").fill("");
      await page.locator("#file").setInputFiles({ name, mimeType: "text/plain", buffer });
      await page.waitForFunction((text) => document.querySelector("#text").value === text, text);
      await answered(page);
    }
    const dropped = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(["Bo Hill said that it snowed."], "d.txt", { type: "text/plain" }));
      return data;
    });
    await page.dispatchEvent("#text", "dragover", { dataTransfer: dropped });
    await page.dispatchEvent("#text", "drop", { dataTransfer: dropped });
    await page.waitForFunction(() => document.querySelector("#view").textContent.includes("Bo Hill"));
  });
});

test("what was found is saved as the command writes it, and as a page", { skip }, async () => {
  await opened(async (page) => {
    const saved = async (name) => {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name }).click();
      const file = await download;
      return [file.suggestedFilename(), readFileSync(await file.path(), "utf8")];
    };
    const record = toRecord(new Analyzer().analyze(article), { id: "article", sentences: true, tokens: true });
    assert.deepEqual(await saved("Save as JSON"), ["article.json", JSON.stringify(record) + "\n"]);
    assert.deepEqual(await saved("Save as a page"), ["article.html", new Analyzer().page(article, "article")]);
  });
});

test("a long text doesn't hold up the page, and can be stopped", { skip }, async () => {
  await opened(async (page) => {
    await page.locator("#text").evaluate((box, text) => (box.value = text), article.repeat(400));
    await page.getByRole("button", { name: "Find quotes" }).click();
    assert.equal(await status(page), "Reading …");
    // Pictures go on being drawn.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.getByRole("button", { name: "Stop" }).click();
    assert.equal(await status(page), "Stopped.");
    await read(page, article);
    assert.ok((await status(page)).startsWith(expected(article)));
  });
});

for (const colorScheme of ["light", "dark"]) {
  for (const [device, viewport] of Object.entries({ desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } })) {
    test(`axe finds nothing wrong, ${colorScheme}, ${device}`, { skip }, async () => {
      await opened(
        async (page) => {
          await page.evaluate(AXE);
          const { violations } = await page.evaluate(() => axe.run());
          const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
          await page.screenshot({ path: `${SHOTS}${device}-${colorScheme}.png`, fullPage: true });
          assert.deepEqual(found, []);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${wide} pixels too wide`);
        },
        { colorScheme, viewport },
      );
    });
  }
}

test("the page opens again without a network", { skip }, async () => {
  const own = await serve(place("target/web"));
  await opened(
    async (page) => {
      await page.evaluate(() => navigator.serviceWorker.ready);
      await own.stop();
      await page.reload();
      await answered(page);
      await read(page, "Bo Hill said that it snowed.");
      assert.ok((await status(page)).startsWith("1 quote by 1 speaker,"));
    },
    { address: own.address },
  );
});

test("the package finds the same in the browser, from a server that doesn't know its type", { skip }, async () => {
  const own = await serve(place("target/web"), { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" });
  try {
    await opened(
      async (page) => {
        for (const text of [article, ...hostile]) {
          const found = await page.evaluate(async (text) => {
            const { load, analyze } = await import("./npm/index.js");
            await load();
            return JSON.stringify(analyze(text));
          }, text);
          assert.equal(found, JSON.stringify(new Analyzer().analyze(text)));
        }
      },
      { address: own.address },
    );
  } finally {
    await own.stop();
  }
});
