/** What the types allow, and what they don't: `tsc` checks it, nothing runs it. */

import {
  Analyzer,
  analyze,
  load,
  loadModel,
  sentences,
  toRecord,
  tokens,
  type Act,
  type Document,
  type Options,
  type Quote,
  type Record,
  type Span,
  type Speaker,
  type Token,
} from "inquit";

await load();
await load("inquit.wasm");
await load(new Uint8Array(8));
// @ts-expect-error: no source
await load(3);

const options: Options = {
  model: "none",
  acts: ["speech"],
  minConfidence: 0.5,
  people: ["Bo Hill", { name: "Ann Lee", aliases: ["the mayor"], gender: "female" }],
  cueVerbs: ["livestream"],
  abbreviations: ["Gde."],
  newlines: "space",
  language: "eng",
};
const analyzer = new Analyzer({ ...options, model: loadModel(new Uint8Array(8)) });
const document: Document = analyzer.analyze("“It rains,” said Ann Lee.");
for (const quote of document.quotes satisfies Quote[]) {
  const name: string | undefined = quote.speaker?.name;
  const said: string = quote.text;
  const spans: Span[] = [quote.extent, ...quote.content, ...quote.cue, ...quote.source];
  const act: Act = quote.act;
  void [name, act, said, spans[0]?.text, quote.evidence.resolution ?? "none"];
  // @ts-expect-error: may be null
  quote.speaker.name;
  // @ts-expect-error: no such kind
  quote.kind === "other";
}
const speakers: Speaker[] = document.speakers;
const words: Token[] = tokens("It rains.").filter((token) => token.kind === "word");
const record: Record = toRecord(analyze("It rains."), { id: "a", tokens: true });
const view: { document: Document; html: string } = analyzer.view("It rains.");
const texts: string[] = [analyzer.page("It rains.", "note"), ...sentences("It rains.").map((span) => span.text), view.html];
void [speakers, words, record.quotes[0]?.content[0]?.[1], texts];

// @ts-expect-error: no such act
analyze("", { acts: ["shout"] });
// @ts-expect-error: no such option
analyze("", { langauge: "eng" });
// @ts-expect-error: no text
analyze(3);
// @ts-expect-error: a model is made by loadModel
new Analyzer({ model: "standard" });
