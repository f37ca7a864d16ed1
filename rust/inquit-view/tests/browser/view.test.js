// The pages of examples/pages.rs in a browser: pointer, keyboard, touch, print; light and dark; hostile and large ones.
// What is seen goes into $PAGES/seen, to be looked at.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const PAGES = process.env.PAGES;
const SEEN = join(PAGES, "seen");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 780 };

let browser;
before(async () => {
  mkdirSync(SEEN, { recursive: true });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
});
after(() => browser?.close());

// A page that is open; it must ask for nothing but itself, and have no error.
const open = async (t, name, options = {}) => {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  page.wrong = [];
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) page.wrong.push(request.url());
  });
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") page.wrong.push(message.text());
  });
  if (name) await page.goto(pathToFileURL(join(PAGES, name)).href);
  t.after(() => assert.deepEqual(page.wrong, []));
  return page;
};

const see = (page, name, options) => page.screenshot({ path: join(SEEN, `${name}.png`), ...options });

// Problems that the checker of accessibility has with a page as it is now.
const problems = async (page) => {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join("\n")}`);
};

const card = (page) => page.locator(".iq-card");
const quote = (page, words) => page.locator("mark.iq-q", { hasText: words }).first();
const speaker = (page, name) => page.locator(".iq-speaker", { hasText: name });

test("pointing at a quote shows what it rests on", async (t) => {
  const page = await open(t, "article.html");
  await quote(page, "My daughter will cross").hover();
  await card(page).waitFor();
  const words = await card(page).innerText();
  for (const part of ["Tomas Lindqvist", "direct · speech", "“said”", "“Lindqvist”", "The source is a name", "…, she said"]) {
    assert.ok(words.includes(part), `${part}: ${words}`);
  }
  assert.match(words, /Confidence\s+\d+ %/);
  const parts = await page.locator(".iq-on").evaluateAll((all) => all.map((part) => part.tagName));
  assert.deepEqual(parts.sort(), ["BUTTON", "MARK", "MARK", "SPAN", "SPAN"], "content in two pieces, source, cue, number");
  await see(page, "hover");
  await page.mouse.move(5, 5);
  await card(page).waitFor({ state: "detached" });
});

test("pointing at cue and source shows it too, and the card can be pointed at", async (t) => {
  const page = await open(t, "article.html");
  await page.locator(".iq-cue", { hasText: "warned" }).hover();
  await card(page).waitFor();
  await card(page).hover();
  await page.waitForTimeout(500);
  assert.ok(await card(page).isVisible());
  assert.match(await card(page).innerText(), /“The Oresian Chamber of Commerce”/);
  await page.keyboard.press("Escape");
  assert.equal(await card(page).count(), 0);
});

test("a tap shows it, a tap elsewhere hides it", async (t) => {
  const page = await open(t, "article.html", { viewport: NARROW, hasTouch: true, isMobile: true });
  await quote(page, "fair, if not generous").tap();
  await card(page).waitFor();
  const box = await card(page).boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= NARROW.width, JSON.stringify(box));
  await see(page, "phone-card");
  await page.locator(".iq-text p").first().tap({ position: { x: 3, y: 3 } });
  await card(page).waitFor({ state: "detached" });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= NARROW.width, `${wide} wide`);
});

test("the keyboard reaches every quote, and the card describes it", async (t) => {
  const page = await open(t, "article.html");
  const focused = () => page.evaluate(() => document.activeElement.innerText.trim().replace(/\s+/g, " "));
  const quotes = await page.locator(".iq-who").count();
  await page.locator(".iq-speaker").last().focus();
  await page.keyboard.press("Tab");
  assert.match(await focused(), /^\d+/);
  const described = () =>
    page.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-describedby"))?.innerText);
  assert.match(await described(), /Confidence/);
  const seen = new Set();
  for (let at = 0; at < quotes; at += 1) {
    seen.add(await page.evaluate(() => document.activeElement.dataset.q));
    await page.keyboard.press("ArrowRight");
  }
  assert.equal(seen.size, quotes);
  await page.keyboard.press("Home");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.q), await page.locator(".iq-who").first().getAttribute("data-q"));
  const inside = await page.evaluate(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  assert.ok(inside);
  await see(page, "keyboard");
  await page.keyboard.press("Escape");
  assert.equal(await card(page).count(), 0);
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "iq-speaker", "one stop, however many quotes");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, "solid", "the focus is seen");
});

test("a click on a speaker shows only theirs", async (t) => {
  const page = await open(t, "article.html");
  const valko = speaker(page, "Irena Valko");
  await valko.click();
  assert.equal(await valko.getAttribute("aria-pressed"), "true");
  const number = await page.locator(".inquit[data-only]").getAttribute("data-only");
  const grounds = await page.locator(".iq-text mark").evaluateAll((marks, only) =>
    marks.map((mark) => [mark.dataset.s === only, getComputedStyle(mark).borderBlockEndColor !== "rgba(0, 0, 0, 0)"]), number);
  assert.ok(grounds.length > 20 && grounds.every(([theirs, marked]) => theirs === marked), JSON.stringify(grounds));
  const numbers = page.locator(".iq-who:visible");
  const count = await numbers.count();
  assert.equal(await valko.locator("xpath=..").locator(".iq-count").innerText().then((words) => parseInt(words, 10)), count);
  await see(page, "one-speaker");
  await page.getByRole("button", { name: "Next quote" }).click();
  assert.equal(await page.locator(".iq-bar output").innerText(), `2 of ${count}`);
  assert.match(await card(page).innerText(), /Irena Valko/);
  await page.getByRole("button", { name: "Previous quote" }).press("Enter");
  assert.equal(await page.locator(".iq-bar output").innerText(), `1 of ${count}`);
  await quote(page, "My daughter will cross").click();
  assert.doesNotMatch(await card(page).allInnerTexts().then(String), /Lindqvist/, "what isn't shown says nothing");
  await page.getByRole("button", { name: "Show all" }).click();
  assert.equal(await page.locator("[data-only]").count(), 0);
  assert.equal(await page.locator(".iq-who:visible").count(), await page.locator(".iq-who").count());
  await valko.click();
  await valko.click();
  assert.equal(await page.locator("[data-only], .iq-theirs, .iq-bar").count(), 0, "the second click takes it back");
});

test("the timeline leads to a quote of that speaker", async (t) => {
  const page = await open(t, "article.html");
  const line = page.locator(".iq-row", { hasText: "Tomas Lindqvist" }).locator(".iq-line");
  const { width, height } = await line.boundingBox();
  await line.click({ position: { x: width - 2, y: height / 2 } });
  const last = await page.locator(".iq-row", { hasText: "Tomas Lindqvist" }).getAttribute("data-s");
  const theirs = await page.locator(`.iq-who[data-s="${last}"]`).evaluateAll((all) => all.map((who) => who.dataset.q));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.q), theirs.at(-1));
  assert.match(await card(page).innerText(), /Tomas Lindqvist/);
});

test("kinds are told apart without colour", async (t) => {
  const page = await open(t, "article.html");
  const lines = await page.evaluate(() =>
    ["direct", "mixed", "indirect"].map((kind) => {
      const { borderBlockEndStyle, backgroundImage, backgroundColor } = getComputedStyle(document.querySelector(`.iq-text .iq-${kind}`));
      return [borderBlockEndStyle, backgroundImage !== "none", backgroundColor !== "rgba(0, 0, 0, 0)"].join();
    }));
  assert.deepEqual(lines, ["solid,false,true", "dashed,true,false", "dotted,false,false"]);
  await page.emulateMedia({ forcedColors: "active" });
  const forced = await page.evaluate(() =>
    ["direct", "mixed", "indirect"].map((kind) => getComputedStyle(document.querySelector(`.iq-text .iq-${kind}`)).borderBlockEndStyle));
  assert.deepEqual(forced, ["solid", "dashed", "dotted"]);
  await see(page, "forced-colours");
});

test("search finds documents by text and speakers by name", async (t) => {
  const page = await open(t, "many.html");
  const shown = () => page.locator(".iq-doc:visible > h2").allInnerTexts();
  assert.equal((await shown()).length, 6);
  assert.equal(await page.evaluate(() => document.querySelector(".iq-list").nextElementSibling.tagName), "MAIN", "read before the text");
  const search = page.getByLabel("Search in texts and names");
  await search.fill("CAFE PAYS");
  await page.getByText("1 of 6 documents").waitFor();
  assert.deepEqual(await shown(), ["reports/2031/spring/the-harbour-board-of-sarnholm.txt"]);
  await search.fill("always does.” tom ray");
  await page.locator(".iq-doc:visible > h2", { hasText: "rain.txt" }).waitFor();
  assert.deepEqual(await shown(), ["rain.txt"], "over the end of a quote");
  await search.fill("bo hill");
  await page.getByText("2 of 6 documents").waitFor();
  assert.deepEqual(await page.locator(".iq-across:visible").allInnerTexts(), ["Bo Hill"]);
  await search.fill("zebra");
  await page.getByText("Nothing found").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  assert.equal((await shown()).length, 6);
  assert.equal(await page.evaluate(() => document.activeElement.type), "search");
});

test("no page is wider than its window", async (t) => {
  for (const name of ["article", "many", "turned", "hostile"]) {
    for (const width of [320, 600, 960, 1280, 1920]) {
      const page = await open(t, `${name}.html`, { viewport: { width, height: 700 } });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, name);
    }
  }
});

test("no line begins with a number, nor with the full stop behind it", async (t) => {
  const page = await open(t, "article.html");
  for (let width = 320; width < 820; width += 20) {
    await page.setViewportSize({ width, height: 700 });
    const [all, torn] = await page.evaluate(() => {
      const counts = [0, 0];
      for (const who of document.querySelectorAll(".iq-who")) {
        let node = who.closest(".iq-tie");
        while (!node.nextSibling) node = node.parentElement;
        if (!/^[.,;:]/.test(node.nextSibling.textContent)) continue;
        const range = document.createRange();
        range.setStart(node.nextSibling, 0);
        range.setEnd(node.nextSibling, 1);
        counts[0] += 1;
        counts[1] += range.getBoundingClientRect().left < who.getBoundingClientRect().left;
      }
      return counts;
    });
    assert.ok(all > 5);
    assert.equal(torn, 0, `${width} wide`);
  }
});

test("a speaker across documents", async (t) => {
  const page = await open(t, "many.html");
  const lee = page.locator(".iq-across", { hasText: "Ann Lee" });
  assert.match(await lee.locator("xpath=..").innerText(), /3 quotes in 3 documents|4 quotes in 3 documents/);
  assert.match(await page.locator(".iq-list").innerText(), /Joined by equal names/);
  await lee.click();
  await page.getByText("3 of 6 documents").waitFor();
  assert.deepEqual(await page.locator(".iq-doc:visible > h2").allInnerTexts(), ["rain.txt", "bridge.txt", "ferry.txt"]);
  assert.equal(await page.locator(".inquit[data-only]").count(), 3);
  await see(page, "across", { fullPage: true });
  await lee.click();
  assert.equal(await page.locator(".inquit[data-only]").count(), 0);
  assert.equal(await page.locator(".iq-doc:visible").count(), 6);
  await page.locator(".iq-documents a", { hasText: "ferry.txt" }).click();
  await page.waitForFunction(() => {
    const { top, bottom } = document.getElementById("d5").getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  });
});

for (const colorScheme of ["light", "dark"]) {
  for (const name of ["article", "many", "turned", "hostile", "quiet"]) {
    test(`accessible, ${colorScheme}: ${name}`, async (t) => {
      const page = await open(t, `${name}.html`, { colorScheme });
      assert.deepEqual(await problems(page), []);
      await see(page, `${name}-${colorScheme}`, { fullPage: true });
      if (!(await page.locator(".iq-who").count())) return;
      await page.locator(".iq-who").first().click();
      assert.deepEqual(await problems(page), [], "with the card");
      await page.locator(".iq-speaker").first().click();
      assert.deepEqual(await problems(page), [], "one speaker");
      await page.setViewportSize(NARROW);
      await page.keyboard.press("Escape");
      assert.deepEqual(await problems(page), [], "narrow");
      await page.keyboard.press("Escape");
      await see(page, `${name}-${colorScheme}-phone`);
    });
  }
}

// More speakers than names of colours: each has enough contrast.
test("every hue has contrast enough", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(t, "article.html", { colorScheme });
    const least = await page.evaluate(() => {
      const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      const luminance = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (one, two) => {
        const [low, high] = [luminance(one), luminance(two)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
      };
      const paper = getComputedStyle(document.querySelector(".inquit")).backgroundColor;
      const mark = document.querySelector(".iq-text .iq-direct");
      const who = document.querySelector(".iq-row .iq-n");
      const row = who.closest(".iq-row");
      const least = { text: 99, name: 99, line: 99 };
      for (let hue = 0; hue < 360; hue += 1) {
        mark.style.setProperty("--h", hue);
        row.style.setProperty("--h", hue);
        const ground = getComputedStyle(mark);
        const number = getComputedStyle(who);
        least.text = Math.min(least.text, contrast(ground.color, ground.backgroundColor));
        least.name = Math.min(least.name, contrast(number.color, number.backgroundColor), contrast(number.color, paper));
        least.line = Math.min(least.line, contrast(ground.borderBlockEndColor, paper));
      }
      return least;
    });
    assert.ok(least.text >= 7 && least.name >= 4.5 && least.line >= 3, `${colorScheme}: ${JSON.stringify(least)}`);
  }
});

test("hostile text runs nothing and stays where it is", async (t) => {
  const page = await open(t, "hostile.html");
  await page.locator(".iq-who").first().hover();
  await card(page).waitFor();
  for (const button of await page.locator(".iq-speaker").all()) await button.click();
  await page.locator(".iq-across").first().click();
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("script").count(), 1);
  assert.equal(await page.locator("img, iframe, object, svg:not(.iq-line), style:not(head style)").count(), 0);
  assert.equal(await page.locator("main > article").count(), 2, "no element of ours was closed");
  const turning = await page.evaluate(() => document.body.innerText.match(/[\u202d\u202e]/g));
  assert.equal(turning, null);
  const outside = await page.evaluate(() => [...document.querySelectorAll("h2, bdi")].some((e) => /[\u202a-\u202e\u2066-\u2069]/.test(e.innerText)));
  assert.equal(outside, false);
});

test("the policy of the page lets no other script run", async (t) => {
  const page = await open(t, "hostile.html");
  const ran = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.hacked = 10";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", '<img src="data:," onerror="window.hacked = 11">');
    await new Promise((resolve) => setTimeout(resolve, 200));
    return window.hacked;
  });
  assert.equal(ran, undefined);
  assert.ok(page.wrong.length >= 2 && page.wrong.every((message) => /Content Security Policy/.test(message)), String(page.wrong));
  page.wrong.length = 0;
});

for (const name of ["big", "line"]) {
  test(`five megabytes with 5,000 quotes answer a click: ${name}`, async (t) => {
    const context = await browser.newContext({ viewport: WIDE });
    t.after(() => context.close());
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.listeners = 0;
      const { addEventListener } = EventTarget.prototype;
      EventTarget.prototype.addEventListener = function (...rest) {
        window.listeners += 1;
        return addEventListener.apply(this, rest);
      };
    });
    await page.goto(pathToFileURL(join(PAGES, `${name}.html`)).href);
    assert.equal(await page.locator(".iq-who").count(), 5000);
    assert.ok((await page.evaluate(() => window.listeners)) < 20, "no listener a quote");
    await page.evaluate(() => {
      window.changes = 0;
      new MutationObserver((records) => (window.changes += records.length)).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await page.locator(".iq-who").nth(1).click();
    await card(page).waitFor();
    assert.ok((await page.evaluate(() => window.changes)) < 40, "few changes a card");
    await page.locator(".iq-who").first().focus();
    await page.keyboard.press("End");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.q), "4999");
    const inside = () => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    };
    await page.waitForFunction(inside);
    await speaker(page, "Bo Hill").click();
    assert.equal(await page.locator(".iq-who.iq-theirs").count(), 714);
    const line = page.locator(".iq-row", { hasText: "Kai Brandt" }).locator(".iq-line");
    await line.click({ position: { x: 100, y: 4 } });
    assert.match(await card(page).innerText(), /Kai Brandt/);
    await page.waitForFunction(inside);
    await see(page, name);
  });
}

test("text from right to left", async (t) => {
  const page = await open(t, "turned.html");
  const directions = await page.locator(".iq-text :is(p, h3)").evaluateAll((all) => all.map((p) => getComputedStyle(p).direction));
  assert.deepEqual(directions, ["rtl", "rtl", "ltr", "rtl", "rtl"]);
  const first = page.locator("p .iq-who").first();
  const paragraph = await page.locator(".iq-text p").first().boundingBox();
  const at = await first.boundingBox();
  assert.ok(at.x >= paragraph.x && at.x + at.width <= paragraph.x + paragraph.width);
  await first.focus();
  const before = await page.evaluate(() => Number(document.activeElement.dataset.q));
  await page.keyboard.press("ArrowLeft");
  assert.equal(await page.evaluate(() => Number(document.activeElement.dataset.q)), before + 1, "left leads on");
});

test("without scripts it can be read", async (t) => {
  const page = await open(t, "many.html", { javaScriptEnabled: false });
  const words = await page.locator("body").innerText();
  for (const part of ["“It always does.”", "Ann Lee", "6 documents", "quotes in 3 documents"]) assert.ok(words.includes(part), part);
  await page.locator(".iq-documents a", { hasText: "numbers.txt" }).click();
  assert.match(page.url(), /#d6$/);
  await see(page, "no-script");
});

test("on paper the speaker stands behind the quote", async (t) => {
  for (const name of ["article", "many", "big"]) {
    const page = await open(t, `${name}.html`, { colorScheme: "dark" });
    await page.locator(".iq-who").first().click();
    await page.emulateMedia({ media: "print" });
    const by = await page.locator(".iq-who .iq-by").first().boundingBox();
    assert.ok(by.width > 20 && by.height > 5, JSON.stringify(by));
    assert.ok(await card(page).isHidden());
    const ink = await page.locator(".iq-text").first().evaluate((text) => getComputedStyle(text).color);
    assert.match(ink, /oklch\(0\.2/, "dark on white, whatever the screen");
    if (name !== "big") await page.pdf({ path: join(SEEN, `${name}.pdf`), format: "A4", margin: { top: "2cm", bottom: "2cm", left: "2cm", right: "2cm" } });
  }
});

// As notebooks do it: outputs are set as HTML, then their scripts are made anew.
const HOST = `<!DOCTYPE html><html lang="en"><title>Notebook</title><style>
body { font: 13px sans-serif } mark { background: lime } p { margin: 7px } button { padding: 9px } h3 { color: rgb(1, 2, 3) } ul { list-style: square }
</style><main><h1>Notebook</h1><h2>Cell</h2><p id="p">A <mark id="mark">mark</mark> of the notebook. <button id="button">Run</button></p><div class="o"></div><h2>Cell</h2><div class="o"></div></main>`;

for (const scripts of [true, false]) {
  test(`outputs of a notebook, scripts ${scripts ? "" : "not "}run`, async (t) => {
    const page = await open(t, null);
    await page.setContent(HOST);
    const own = () =>
      page.evaluate(() => ["p", "mark", "button"].map((id) => {
        const { margin, padding, backgroundColor, color, font } = getComputedStyle(document.getElementById(id));
        return [margin, padding, backgroundColor, color, font].join();
      }));
    const bare = await own();
    const outputs = [1, 2, 1].map((number) => readFileSync(join(PAGES, `output-${number}.html`), "utf8"));
    await page.evaluate(([outputs, scripts]) => {
      const places = [...document.querySelectorAll(".o")];
      outputs.forEach((html, index) => {
        const output = document.createElement("div");
        output.innerHTML = html;
        if (scripts) {
          for (const old of output.querySelectorAll("script")) {
            const script = document.createElement("script");
            script.textContent = old.textContent;
            old.replaceWith(script);
          }
        }
        places[index % 2].append(output);
      });
    }, [outputs, scripts]);
    assert.deepEqual(await own(), bare, "nothing of the notebook changes");
    assert.equal(await page.locator(".inquit").count(), 3);
    assert.ok((await page.locator("main").innerText()).includes("It always does."));
    await see(page, `notebook-${scripts}`, { fullPage: true });
    if (!scripts) return;
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    const last = page.locator(".inquit").last();
    await last.locator(".iq-speaker", { hasText: "Ann Lee" }).click();
    assert.equal(await page.locator("[data-only]").count(), 1, "the others stay as they are");
    await last.locator(".iq-who:visible").first().hover();
    await card(page).waitFor();
    assert.equal(await card(page).count(), 1);
    assert.deepEqual(await problems(page), []);
    await page.evaluate(() => document.body.setAttribute("data-jp-theme-light", "false"));
    assert.deepEqual(await problems(page), [], "dark");
    await see(page, "notebook-dark", { fullPage: true });
  });
}

test("a fragment in a shadow tree is brought alive", async (t) => {
  const page = await open(t, "article.html");
  await page.evaluate(() => {
    const root = document.createElement("div").attachShadow({ mode: "open" });
    root.append(document.querySelector("style").cloneNode(true), document.querySelector(".iq-doc .inquit").cloneNode(true));
    document.querySelector("main").replaceChildren(root.host);
    globalThis.inquitView.activate(root);
    globalThis.inquitView.activate(root);
  });
  await page.locator(".iq-speaker", { hasText: "Ewa Lind" }).click();
  assert.equal(await page.locator("[data-only]").count(), 1);
  await page.locator(".iq-who:visible").first().click();
  assert.match(await card(page).innerText(), /Ewa Lind/);
});
