/** How fast WebAssembly reads texts, beside the command on one thread: `make bench-web`. */

import { execFileSync } from "node:child_process";
import { Analyzer, load } from "../../../target/web/npm/node.js";
import { article, place } from "./texts.js";

const ROUNDS = 5;
const TEXTS = { fast: 60, none: 600 };

/** Milliseconds of the quickest round. */
function quickest(work) {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...rounds);
}

/** Milliseconds that the command takes for a number of texts. */
function command(model, count) {
  const input = Array.from({ length: count }, (_, id) => JSON.stringify({ id, text: article })).join("\n");
  const options = ["--input", "jsonl", "--format", "jsonl", "--threads", "1", "--model", model, "-"];
  return quickest(() => execFileSync(place("target/twin/release/inquit"), options, { input, maxBuffer: 1 << 30 }));
}

let start = performance.now();
await load();
console.log(`loaded in ${(performance.now() - start).toFixed(0)} ms`);
for (const [model, count] of Object.entries(TEXTS)) {
  start = performance.now();
  const analyzer = new Analyzer({ model });
  analyzer.analyze(article);
  const first = performance.now() - start;
  const wasm = quickest(() => {
    for (let text = 0; text < count; text++) analyzer.analyze(article);
  });
  // Less what it takes to start.
  const native = command(model, count + 1) - command(model, 1);
  const speed = (time) => `${Math.round((article.length * count) / time).toLocaleString("en")} thousand characters a second`;
  console.log(`${model}: the first text ${first.toFixed(0)} ms, then ${(wasm / count).toFixed(1)} ms: ${speed(wasm)};`);
  console.log(`    the command ${speed(native)}, ${(wasm / native).toFixed(2)} times as fast`);
}
