/** What differs in Node, whose `fetch` reads no files. */

import { readFile } from "node:fs/promises";
import { load as loadFrom } from "./index.js";

export * from "./index.js";

export function load(source = new URL("./inquit.wasm", import.meta.url)) {
  const file = source instanceof URL && source.protocol === "file:";
  return loadFrom(file ? readFile(source) : source);
}
