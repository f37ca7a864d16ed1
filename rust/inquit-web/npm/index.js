/** Who said what, from plain text. README.md is the guide, index.d.ts says what each function takes and gives. */

const encoder = new TextEncoder();
// A text may begin with a byte order mark, which would be taken off.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The compiled module, kept to begin anew with. */
let compiled;
/** What the module exports, once it is loaded. */
let wasm;
/** The promise of the loading. */
let loading;
/** The bytes of the models that were loaded, by their number. */
const models = [];

export function load(source = new URL("./inquit.wasm", import.meta.url)) {
  loading ??= start(source).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function start(source) {
  compiled = await compile(await source);
  wasm = (await WebAssembly.instantiate(compiled)).exports;
}

async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  const response = source instanceof Response ? source : await fetch(source);
  if (!response.ok) throw new Error(`${response.url} can't be loaded: ${response.status} ${response.statusText}`);
  // Some servers don't know the type, and without it there is no compiling while it comes.
  const known = response.headers.get("content-type")?.startsWith("application/wasm");
  return known ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** Does something with the module; begins it anew if that has broken it. */
function use(work) {
  if (!wasm) throw new Error("inquit isn't loaded yet: `await load()` first");
  try {
    return work();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    wasm = new WebAssembly.Instance(compiled).exports;
    for (const bytes of models) {
      write(bytes);
      wasm.inquit_load_model();
    }
    throw new RangeError("WebAssembly broke off; the text may be too large for its memory", { cause: error });
  }
}

function write(input) {
  const bytes = typeof input === "string" ? encoder.encode(input) : input;
  // Addresses are without sign, which numbers of WebAssembly have.
  const at = wasm.inquit_input(bytes.length) >>> 0;
  new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
}

function output() {
  return decoder.decode(
    new Uint8Array(wasm.memory.buffer, wasm.inquit_output() >>> 0, wasm.inquit_output_length() >>> 0),
  );
}

/** A text that may be read; lone surrogates in it are read as U+FFFD, which is as long. */
function checked(text) {
  if (typeof text !== "string") throw new TypeError(`text must be a string, not ${text === null ? "null" : typeof text}`);
  return text;
}

export class Model {
  #number;

  /** @internal */
  constructor(number) {
    this.#number = number;
  }

  /** How options name it. */
  toJSON() {
    return { loaded: this.#number };
  }
}

export function loadModel(bytes) {
  if (!(bytes instanceof ArrayBuffer || ArrayBuffer.isView(bytes))) {
    throw new TypeError("a model is the bytes of its file: an ArrayBuffer or a view of one");
  }
  // A copy, lest they change.
  const own = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice()
    : new Uint8Array(bytes).slice();
  return use(() => {
    write(own);
    if (!wasm.inquit_load_model()) throw new TypeError(output());
    return new Model(models.push(own) - 1);
  });
}

/** What JSON would leave out or turn into null is a wrong value, too, and is to be named in the error. */
function plain(_, value) {
  const odd = typeof value === "number" ? !Number.isFinite(value) : ["bigint", "function", "symbol"].includes(typeof value);
  return odd ? String(value) : value;
}

/** Lets options, as JSON, be those of the texts that follow. */
function configure(options) {
  write(options);
  if (!wasm.inquit_configure()) throw new TypeError(output());
}

export class Analyzer {
  #options;

  constructor(options = {}) {
    this.#options = JSON.stringify(options, plain);
    use(() => configure(this.#options));
  }

  /** Reads a text, and does something more before it is forgotten. */
  #read(text, more) {
    checked(text);
    return use(() => {
      configure(this.#options);
      write(text);
      wasm.inquit_analyze();
      const result = more();
      wasm.inquit_forget();
      return result;
    });
  }

  analyze(text) {
    return this.#read(text, () => found(text, output()));
  }

  view(text) {
    return this.#read(text, () => {
      const document = found(text, output());
      wasm.inquit_fragment();
      return { document, html: output() };
    });
  }

  page(text, name = "text") {
    return this.#read(text, () => {
      write(String(name));
      wasm.inquit_page();
      return output();
    });
  }
}

export function analyze(text, options) {
  return new Analyzer(options).analyze(text);
}

export function sentences(text, options) {
  checked(text);
  return use(() => {
    if (options !== undefined) configure(JSON.stringify({ model: "none", ...options }, plain));
    write(text);
    if (options === undefined) wasm.inquit_sentences();
    else wasm.inquit_split();
    return JSON.parse(output()).map(spanOf(text));
  });
}

export function tokens(text) {
  checked(text);
  return use(() => {
    write(text);
    wasm.inquit_tokens();
    const { spans, kinds } = JSON.parse(output());
    return tokensOf(text, spans, kinds);
  });
}

const spanOf =
  (text) =>
  ([start, end]) => ({ start, end, text: text.slice(start, end) });

function tokensOf(text, spans, kinds) {
  return spans.map(([start, end], index) => ({ start, end, text: text.slice(start, end), kind: kinds[index] }));
}

/** The document of what was found in a text. Plain data, so that a worker can post it. */
function found(text, json) {
  const { record, kinds, gap } = JSON.parse(json);
  const span = spanOf(text);
  const speakers = record.speakers.map((speaker) => ({ ...speaker, mentions: speaker.mentions.map(span) }));
  const quotes = record.quotes.map((quote) => ({
    kind: quote.kind,
    act: quote.act,
    text: quote.content.map(([start, end]) => text.slice(start, end)).join(gap),
    extent: span([quote.content[0][0], quote.content.at(-1)[1]]),
    content: quote.content.map(span),
    cue: quote.cue.map(span),
    source: quote.source.map(span),
    speaker: quote.speaker && speakers[quote.speaker.id],
    speakers: quote.speaker ? [quote.speaker.id, ...(quote.with ?? [])].map((id) => speakers[id]) : [],
    confidence: quote.confidence,
    speakerConfidence: quote.speaker && quote.speaker.confidence,
    evidence: quote.evidence,
  }));
  return {
    text,
    language: record.language,
    sentences: record.sentences.map(span),
    tokens: tokensOf(text, record.tokens, kinds),
    speakers,
    quotes,
  };
}

export function toRecord(document, { id, sentences = false, tokens = false } = {}) {
  const pairs = (spans) => spans.map(({ start, end }) => [start, end]);
  return {
    schema: 1,
    offsets: "utf16",
    ...(id === undefined ? {} : { id }),
    language: document.language,
    ...(sentences ? { sentences: pairs(document.sentences) } : {}),
    ...(tokens ? { tokens: pairs(document.tokens) } : {}),
    speakers: document.speakers.map(({ id, name, kind, gender, mentions }) => ({
      id,
      name,
      kind,
      gender,
      mentions: pairs(mentions),
    })),
    quotes: document.quotes.map((quote) => ({
      kind: quote.kind,
      act: quote.act,
      content: pairs(quote.content),
      cue: pairs(quote.cue),
      source: pairs(quote.source),
      speaker: quote.speaker && {
        id: quote.speaker.id,
        name: quote.speaker.name,
        kind: quote.speaker.kind,
        confidence: quote.speakerConfidence,
      },
      ...(quote.speakers.length > 1 ? { with: quote.speakers.slice(1).map(({ id }) => id) } : {}),
      confidence: quote.confidence,
      evidence: quote.evidence,
    })),
  };
}
