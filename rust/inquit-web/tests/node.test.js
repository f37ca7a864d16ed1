/** The package in Node: that it finds what the command finds, and what it does with wrong input. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import * as inquit from "../../../target/web/npm/node.js";
import { article, hostile, place, samples } from "./texts.js";

const { Analyzer, analyze, load, loadModel, sentences, toRecord, tokens } = inquit;
const TEXT = "Prime Minister Ann Lee opened the bridge. “It is late,” she said. “Use it.”";

/** What the command finds in texts. It reads UTF-8, which has no halves of characters. */
function command(texts, ...options) {
  const input = texts.map((text, id) => JSON.stringify({ id, text: text.toWellFormed() })).join("\n");
  const fixed = ["--input", "jsonl", "--format", "jsonl", "--offsets", "utf16", "--sentences", "--tokens"];
  const output = execFileSync(place("target/debug/inquit"), [...fixed, ...options, "-"], {
    input,
    maxBuffer: 1 << 30,
  });
  return output.toString().trimEnd().split("\n").map((line) => JSON.parse(line));
}

test("nothing works before it is loaded, and the error says so", () => {
  assert.throws(() => analyze(TEXT), /isn't loaded yet: `await load\(\)` first/);
});

test("a load that fails can be tried again", async () => {
  await assert.rejects(load(new Uint8Array([1, 2, 3])), WebAssembly.CompileError);
  await Promise.all([load(), load()]);
});

test("the document has the texts of its spans", () => {
  const document = analyze(TEXT);
  assert.equal(document.language, "eng", "too short to tell: read as English");
  assert.equal(analyze(article).language, "eng");
  assert.deepEqual(document.sentences.map((span) => span.text), [
    "Prime Minister Ann Lee opened the bridge.",
    "“It is late,” she said.",
    "“Use it.”",
  ]);
  assert.deepEqual(document.tokens[0], { start: 0, end: 5, text: "Prime", kind: "word" });
  const [quote] = document.quotes;
  assert.equal(quote.kind, "direct");
  assert.equal(quote.act, "speech");
  assert.deepEqual(quote.content, [
    { start: 42, end: 55, text: "“It is late,”" },
    { start: 66, end: 75, text: "“Use it.”" },
  ]);
  assert.equal(quote.text, "“It is late,” … “Use it.”");
  assert.deepEqual(quote.extent, { start: 42, end: 75, text: "“It is late,” she said. “Use it.”" });
  assert.deepEqual(quote.cue.map((span) => span.text), ["said"]);
  assert.deepEqual(quote.source.map((span) => span.text), ["she"]);
  assert.equal(quote.speaker, document.speakers[0]);
  assert.equal(quote.speaker.name, "Ann Lee");
  assert.deepEqual(quote.evidence, { pattern: "verb-after", resolution: "pronoun" });
  assert.deepEqual(structuredClone(document), document);
});

const others = new Set("ces dan deu fin fra ita nld nob pol por ron rus spa swe ukr".split(" "));
for (const model of ["fast", "none"]) {
  test(`the command finds the same to the last digit, model ${model}`, () => {
    const texts = [...samples, ...hostile];
    const analyzer = new Analyzer({ model });
    const expected = command(texts, "--model", model);
    assert.equal(expected.length, texts.length);
    texts.forEach((text, id) => {
      const document = analyzer.analyze(text);
      const record = toRecord(document, { id, sentences: true, tokens: true });
      // The package doesn't bring the model that the command reads other languages with.
      if (model !== "none" && others.has(expected[id].language)) {
        for (const part of [record, expected[id]]) part.speakers = part.quotes = [];
      }
      assert.equal(JSON.stringify(record), JSON.stringify(expected[id]), JSON.stringify(text.slice(0, 60)));
    });
  });
}

test("options do what they do in the command", () => {
  const text = "The Admiral livestreamed that it rained.\nTom Ray believes that it will end, and wrote that it won’t.";
  const options = {
    model: "fast",
    acts: ["speech", "writing"],
    minConfidence: 0.1,
    people: [{ name: "Ewa Lind", aliases: ["the Admiral"] }],
    cueVerbs: ["livestream"],
    abbreviations: ["Gde."],
    newlines: "space",
    language: "eng",
  };
  const [expected] = command(
    [text],
    ...["--model", "fast", "--act", "speech,writing", "--min-confidence", "0.1", "--person", "Ewa Lind=the Admiral"],
    ...["--cue-verb", "livestream", "--abbreviation", "Gde.", "--newlines", "space", "--language", "eng"],
  );
  assert.deepEqual(toRecord(analyze(text, options), { id: 0, sentences: true, tokens: true }), expected);
  assert.ok(expected.quotes.some((quote) => quote.speaker?.name === "Ewa Lind"));
});

test("another model can be loaded, and a damaged one is refused", () => {
  const bytes = readFileSync(place("rust/inquit/models/standard.inqm"));
  const model = loadModel(bytes);
  const [expected] = command([article], "--model", place("rust/inquit/models/standard.inqm"));
  const found = new Analyzer({ model }).analyze(article);
  assert.deepEqual(toRecord(found, { id: 0, sentences: true, tokens: true }), expected);
  assert.notDeepEqual(found.quotes, analyze(article).quotes);
  bytes[1000] ^= 1;
  assert.throws(() => loadModel(bytes), /can't be used as a model: it is damaged/);
  assert.throws(() => loadModel("fast"), /a model is the bytes of its file/);
});

test("an option that can't be used is named", () => {
  const refused = [
    [{ langauge: "eng" }, "option langauge: there is none of that name"],
    [{ model: "large" }, 'option model: must be "fast", "none" or a model that loadModel gave, not "large"'],
    [{ model: null }, "option model: must be"],
    [{ acts: ["speech", "shout"] }, "option acts[1]: must be one of"],
    [{ acts: [] }, "option acts: no act is to be kept"],
    [{ minConfidence: NaN }, 'option minConfidence: must be a number from 0 to 1, not "NaN"'],
    [{ minConfidence: 1.5 }, "option minConfidence: confidence 1.5 isn't a number from 0 to 1"],
    [{ minConfidence: 1n }, "option minConfidence: must be a number"],
    [{ cueVerbs: "shout" }, 'option cueVerbs: must be a list, not "shout"'],
    [{ cueVerbs: [() => 1] }, 'option cueVerbs: "() => 1" can\'t be used as a word'],
    [{ people: [{ aliases: ["Annie"] }] }, "option people[0].name: must be a string"],
    [{ newlines: true }, "option newlines: must be one of"],
    [{ language: "xx" }, 'option language: no language "xx" is known'],
    [{ minSpeakerConfidence: -1 }, "option minSpeakerConfidence: confidence -1 isn't a number from 0 to 1"],
    ["fast", 'options must be an object, not "fast"'],
    [null, "options must be an object, not null"],
  ];
  for (const [options, message] of refused) {
    const named = (error) => error instanceof TypeError && error.message.startsWith(message);
    assert.throws(() => new Analyzer(options), named, message);
  }
  assert.equal(analyze(TEXT, { model: undefined }).quotes.length, 1);
});

test("sentences are those of their language, and who speaks together is told", () => {
  const texts = (found) => found.map((span) => span.text);
  assert.deepEqual(texts(sentences("Am 12. Juni. Ja.", { language: "de-AT" })), ["Am 12. Juni.", "Ja."]);
  assert.throws(() => sentences("Ja.", { language: "xx" }), /no language "xx" is known/);
  const [quote] = analyze("Ann Lee and Bob Ray said that it rained.", { model: "none" }).quotes;
  assert.deepEqual(quote.speakers.map((speaker) => [speaker.name, speaker.kind]), [["Ann Lee", "person"], ["Bob Ray", "person"]]);
  assert.equal(quote.speaker, quote.speakers[0]);
  assert.ok(quote.speakerConfidence > 0.5);
});

test("what is no text is refused", () => {
  for (const wrong of [undefined, null, 3, ["a"], Buffer.from("a")]) {
    for (const work of [analyze, sentences, tokens]) {
      assert.throws(() => work(wrong), /^TypeError: text must be a string, not /);
    }
  }
});

test("sentences and tokens alone are those of the document", () => {
  for (const text of [article, ...hostile]) {
    const document = analyze(text, { model: "none" });
    assert.deepEqual(tokens(text), document.tokens);
    let at = 0;
    for (const span of sentences(text)) {
      assert.match(text.slice(at, span.start), /^\s*$/u);
      assert.equal(text.slice(span.start, span.end), span.text);
      at = span.end;
    }
  }
  assert.deepEqual(tokens("Don’t 🎉").map(({ text, kind }) => [text, kind]), [
    ["Do", "word"],
    ["n’t", "word"],
    ["🎉", "emoji"],
  ]);
});

test("a view escapes the text, and a page is a whole file", () => {
  const analyzer = new Analyzer();
  const { document, html } = analyzer.view("“<script>x</script>,” Ann Lee said.");
  assert.equal(document.quotes[0].speaker.name, "Ann Lee");
  assert.ok(html.includes("&lt;script&gt;") && !html.includes("<script>x"));
  const page = analyzer.page(TEXT, "a <note>");
  assert.match(page, /^<!doctype html>/i);
  assert.ok(page.includes("a &lt;note&gt;"));
});

test("a text beyond the memory of WebAssembly is an error, and the next one is read again", async () => {
  const anew = await import("../../../target/web/npm/index.js?anew");
  const { instantiate } = WebAssembly;
  let memory;
  WebAssembly.instantiate = async (module) => {
    const instance = await instantiate(module);
    memory = instance.exports.memory;
    return instance;
  };
  await anew.load(readFileSync(place("target/web/npm/inquit.wasm")));
  WebAssembly.instantiate = instantiate;
  const model = anew.loadModel(readFileSync(place("rust/inquit/models/standard.inqm")));
  const analyzer = new anew.Analyzer({ model });
  const found = analyzer.analyze(TEXT);
  // As if a text had needed all of it.
  memory.grow(65536 - memory.buffer.byteLength / 65536);
  assert.throws(() => anew.tokens("It rains. ".repeat(1_000_000)), {
    name: "RangeError",
    message: "WebAssembly broke off; the text may be too large for its memory",
  });
  assert.deepEqual(analyzer.analyze(TEXT), found);
});

test("the package installs and works by its name, and has what belongs in it", () => {
  const folder = mkdtempSync(join(tmpdir(), "inquit-"));
  const run = (file, ...options) => execFileSync(file, options, { cwd: folder, encoding: "utf8" });
  try {
    const [packed] = JSON.parse(run("npm", "pack", "--json", place("target/web/npm")));
    assert.deepEqual(packed.files.map((file) => file.path).sort(), [
      "LICENSE-APACHE",
      "LICENSE-MIT",
      "LICENSE-MODELS",
      "README.md",
      "index.d.ts",
      "index.js",
      "inquit.wasm",
      "node.js",
      "package.json",
      "view.css",
      "view.js",
    ]);
    const cargo = readFileSync(place("Cargo.toml"), "utf8");
    assert.equal(packed.version, /^version = "(.+)"/m.exec(cargo)[1]);
    writeFileSync(join(folder, "package.json"), '{"type": "module"}');
    run("npm", "install", "--offline", "--no-audit", "--no-fund", packed.filename);
    // The first example of its README.
    const readme = readFileSync(place("rust/inquit-web/npm/README.md"), "utf8");
    writeFileSync(join(folder, "example.js"), /```js\n(.*?)```/s.exec(readme)[1]);
    assert.equal(run("node", "example.js"), "Ann Lee direct “It is late,” … “Use it.”\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
