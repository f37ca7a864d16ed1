// Texts as lines of JSON in, compromise's quotations and sentences as lines of JSON out.
import { createInterface } from "node:readline";
import nlp from "compromise";

for await (const line of createInterface({ input: process.stdin })) {
  const document = nlp(JSON.parse(line));
  const texts = (view) => view.json({ text: true }).map(({ text }) => text.trim());
  console.log(JSON.stringify({ quotations: texts(document.quotations()), sentences: texts(document.sentences()) }));
}
