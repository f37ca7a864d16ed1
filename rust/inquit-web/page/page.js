/** The page: takes a text, has a worker read it, and shows the answer. */

const form = document.querySelector("#form");
const text = document.querySelector("#text");
const model = document.querySelector("#model");
const run = document.querySelector("#run");
const file = document.querySelector("#file");
const status = document.querySelector("#status");
const found = document.querySelector("#found");
const view = document.querySelector("#view");

/** What the text is called when it is saved. */
let name = "text";
/** The text as it was read last, which is what is saved. */
let read = null;
/** Reads texts; another takes its place when it is stopped. */
let worker = null;
/** The number of the last question: answers to others come too late. */
let asked = 0;
/** Whether a text is being read. */
let busy = false;

function begin() {
  worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }) => answer(data));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    settle(false);
    say("What reads the texts can't be started. A browser of the last years is needed.", true);
  });
}

/** Asks the worker for something, of the text as it stands or as it was read. */
function ask(want, of) {
  worker.postMessage({ number: ++asked, want, ...of });
}

function analyze() {
  if (busy) return stop();
  read = { text: text.value, options: { model: model.value }, name };
  settle(true);
  say("Reading …");
  ask("view", read);
}

function stop() {
  worker.terminate();
  begin();
  settle(false);
  say("Stopped.");
}

function answer({ number, want, error, ...data }) {
  if (number !== asked) return;
  if (error) {
    settle(false);
    say(error, true);
  } else if (want === "view") {
    show(data);
  } else {
    settle(false);
    save(data.content, `${read.name}.${want}`, want === "json" ? "application/json" : "text/html");
    say(`Saved as ${read.name}.${want}.`);
  }
}

function show({ html, quotes, speakers, time }) {
  settle(false);
  view.innerHTML = html;
  found.hidden = false;
  say(`${count(quotes, "quote")} by ${count(speakers, "speaker")}, found in ${time < 1 ? "less than 1" : Math.round(time)} ms.`);
  performance.mark("answer");
}

function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function say(what, wrong = false) {
  status.textContent = what;
  status.classList.toggle("wrong", wrong);
}

function settle(now) {
  busy = now;
  run.textContent = now ? "Stop" : "Find quotes";
  form.setAttribute("aria-busy", now);
}

function save(content, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Puts a text into the box and reads it. */
function take(content, title) {
  if (busy) stop();
  text.value = content;
  name = title;
  analyze();
}

async function open(chosen) {
  try {
    const bytes = await chosen.arrayBuffer();
    take(decode(bytes), chosen.name.replace(/\.[^.]*$/, "") || "text");
  } catch (error) {
    say(`${chosen.name} can't be read: ${error.message}`, true);
  }
}

/** Bytes as UTF-8 or UTF-16, else as what was usual on Windows before. */
function decode(bytes) {
  const [first, second] = new Uint8Array(bytes);
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return new TextDecoder(first === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

async function example() {
  const response = await fetch(new URL("article.txt", import.meta.url));
  take(await response.text(), "article");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  analyze();
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !busy) analyze();
});
model.addEventListener("change", () => {
  if (busy) stop();
  analyze();
});
document.querySelector("#open").addEventListener("click", () => file.click());
document.querySelector("#example").addEventListener("click", example);
file.addEventListener("change", () => {
  if (file.files.length) open(file.files[0]);
  file.value = "";
});
for (const kind of ["json", "html"]) {
  document.querySelector(`#${kind}`).addEventListener("click", () => {
    if (busy) return;
    settle(true);
    say("Writing …");
    ask(kind, read);
  });
}
addEventListener("dragover", (event) => {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
addEventListener("drop", (event) => {
  document.body.classList.remove("dropping");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  open(event.dataTransfer.files[0]);
});

begin();
// A text that the browser has kept over a reload stays.
if (text.value) analyze();
else await example();
// So that the page opens without a network, too; where that isn't allowed, it goes without.
navigator.serviceWorker?.register(new URL("offline.js", import.meta.url)).catch(() => {});
