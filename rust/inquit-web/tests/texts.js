/** Texts that the tests read, and where things are. */

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../../", import.meta.url);

/** The path of something in the repository. */
export const place = (path) => fileURLToPath(new URL(path, root));

export const article = readFileSync(place("examples/article.txt"), "utf8");

/** Texts of many kinds and in several languages. */
export const samples = [
  article,
  ...readdirSync(place("benches/texts"))
    .sort()
    .map((name) => readFileSync(place(`benches/texts/${name}`), "utf8")),
];

export const hostile = [
  "",
  "\0",
  "“Hi,\0” Ann Lee\0 said.\0",
  "👩‍🚀 “🎉 Done,” Ann Lee 👍🏽 said. “𝒳 it,” she added. 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  // Halves of characters beyond U+FFFF, which only strings of JavaScript can have.
  "\ud800 “Hi,\udfff” Ann Lee said.\ud83d",
  "\udc00\ud800",
  "\ufeff“Hi,” Ann Lee said.",
  "\r\n\r“Hi,”\r\nAnn Lee\u2028said.\u2029\u0085",
  "\u202e“Hi,” Ann Lee said.\u202c \u2067‫שלום‬\u2069 said Bo Hill.",
  "e\u0301\u0302".repeat(50) + " said that it rained.",
  "“".repeat(5000),
  "“Hi,” she said. ".repeat(500),
  "\"'`".repeat(2000),
  "said ".repeat(3000),
  `${"a".repeat(50_000)} said that “${"b".repeat(50_000)}”`,
  "<script>alert(1)</script> “<b>Hi</b> &amp; ]]>,” Ann Lee said.",
  `"constructor" "__proto__" said Ann Lee. {"text": "\\u0000"}`,
];
