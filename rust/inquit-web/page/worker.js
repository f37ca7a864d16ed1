/** Reads texts, so that the page needn't wait. */

import { Analyzer, load, loadModel, toRecord } from "./npm/index.js";

const ready = load();
/** The promise of the larger model, which comes when it is first asked for. */
let standard;

async function fetched() {
  const response = await fetch(new URL("standard.inqm", import.meta.url));
  if (!response.ok) throw new Error(`the standard model can't be loaded: ${response.status}`);
  return loadModel(await response.arrayBuffer());
}

async function analyzer({ model }) {
  if (model !== "standard") return new Analyzer({ model });
  standard ??= fetched();
  try {
    return new Analyzer({ model: await standard });
  } catch (error) {
    standard = undefined;
    throw error;
  }
}

addEventListener("message", async ({ data: { number, want, text, options, name } }) => {
  try {
    await ready;
    postMessage({ number, want, ...answer(want, await analyzer(options), text, name) });
  } catch (error) {
    postMessage({ number, want, error: error.message });
  }
});

function answer(want, analyzer, text, name) {
  if (want === "html") return { content: analyzer.page(text, name) };
  if (want === "json") {
    const record = toRecord(analyzer.analyze(text), { id: name, sentences: true, tokens: true });
    return { content: JSON.stringify(record) + "\n" };
  }
  const start = performance.now();
  const { document, html } = analyzer.view(text);
  const time = performance.now() - start;
  return { html, quotes: document.quotes.length, speakers: document.speakers.length, time };
}
