/**
 * Who said what, from plain text.
 *
 * Offsets count UTF-16 code units, as strings do: `text.slice(span.start, span.end) === span.text`.
 */

/** Whether what is said is in quotation marks: all of it, none of it, or part of it. */
export type Kind = "direct" | "indirect" | "mixed";

/** What is reported. */
export type Act = "speech" | "writing" | "thought" | "wish" | "expectation";

/** The pattern by which content, cue and source were found: `verb-before` is “he said that …”, `bare` has only quotation marks. */
export type Pattern =
  | "verb-before"
  | "verb-after"
  | "according-to"
  | "words"
  | "noun"
  | "colon"
  | "turn"
  | "dash"
  | "bare";

/** How the source led to the speaker. */
export type Resolution = "name" | "role" | "pronoun" | "turn" | "unnamed";

/** What sort of speaker: `unnamed` is someone whom the text describes but doesn't name, “U.S. officials”. */
export type SpeakerKind = "person" | "organisation" | "group" | "unnamed";

export type TokenKind =
  | "word"
  | "number"
  | "punctuation"
  | "symbol"
  | "url"
  | "email"
  | "emoji"
  | "hashtag"
  | "handle";

/** A stretch of the text, half-open. */
export interface Span {
  start: number;
  end: number;
  text: string;
}

export interface Token extends Span {
  kind: TokenKind;
}

/** One who speaks. */
export interface Speaker {
  /** The position among the document's speakers, from 0. */
  id: number;
  /** The fullest name that the text, or the option `people`, has for them; of an unnamed one the words that describe them. */
  name: string;
  /** Null where the text doesn't tell a person from an organisation. */
  kind: SpeakerKind | null;
  /** Which pronouns the text uses for them; null where it doesn't tell. */
  gender: "male" | "female" | "neuter" | null;
  /** Where they are mentioned, in order. */
  mentions: Span[];
}

/** One attribution. */
export interface Quote {
  kind: Kind;
  act: Act;
  /** The words of the content: its parts, joined by `" … "`. */
  text: string;
  /** From the start of the content's first part to the end of its last, with whatever stands between them. */
  extent: Span;
  /** What is said: one span or more, in order, quotation marks included. */
  content: Span[];
  /** The words that report it; empty if there are none. */
  cue: Span[];
  /** The mention that it is credited to; empty if there is none. */
  source: Span[];
  /** One of the document's speakers, of several the first; null if the speaker isn't known. */
  speaker: Speaker | null;
  /** None, one, or several who speak together, in the order in which the source names them. */
  speakers: Speaker[];
  /** How likely it is that content and source are right, from 0 to 1. */
  confidence: number;
  /** How likely it is that the speaker is right where content and source are; null where there is no speaker. */
  speakerConfidence: number | null;
  /** How the quote and its speaker were found. */
  evidence: { pattern: Pattern; resolution: Resolution | null };
}

/** A text with all that was found in it: plain data, which can be cloned and posted to a worker. */
export interface Document {
  text: string;
  /** ISO 639-3; null if it isn't known. */
  language: string | null;
  sentences: Span[];
  tokens: Token[];
  /** Those who speak, in order of first mention. */
  speakers: Speaker[];
  /** In order of their content. */
  quotes: Quote[];
}

/** Someone whom the texts may mention. */
export interface Person {
  /** The name to report. */
  name: string;
  /** The other names by which the texts may call them. */
  aliases?: string[];
  /** Which pronouns can refer to them. */
  gender?: "male" | "female" | "neuter";
}

export interface Options {
  /** The learned model to read English with, by default `"fast"`; `"none"` uses only the rules. */
  model?: "fast" | "none" | Model;
  /** Only quotes that report these are kept. */
  acts?: Act[];
  /** Leaves out quotes with a lower confidence, from 0 to 1. By default, a model leaves out quotes whose content and source it is less sure of than 0.4. */
  minConfidence?: number;
  /** Leaves a quote without a speaker where the speaker is less sure, from 0 to 1. By default, all speakers are told. */
  minSpeakerConfidence?: number;
  /** Additional verbs that report speech, in any form. */
  cueVerbs?: string[];
  /** People whom the texts may mention; a string is a name. */
  people?: (string | Person)[];
  /** Additional abbreviations that don't end a sentence. */
  abbreviations?: string[];
  /** What a single newline means: the end of a paragraph (`"break"`), a space, or whichever fits the text (`"auto"`). */
  newlines?: "auto" | "break" | "space";
  /** The language of the texts: a code or tag (`deu`, `de`, `de-AT`) or an English name; by default, it is detected for each text. */
  language?: string;
}

/**
 * Loads the WebAssembly, which everything else needs. Further calls wait for the same load.
 *
 * @param source Where to load it from, if not from the folder of this module: a URL, a `Response`, bytes or a
 *   `WebAssembly.Module`, or the promise of one.
 */
export function load(source?: string | object): Promise<void>;

/** A model that `loadModel` gave. */
export class Model {
  private constructor();
  /** How options name it. */
  toJSON(): { loaded: number };
}

/**
 * Loads a model for the option `model`: one that you trained, or the larger one in the repository, `standard.inqm`. It stays in
 * memory.
 *
 * @param bytes The bytes of its file.
 * @throws {TypeError} If they aren't a model, or are damaged.
 */
export function loadModel(bytes: ArrayBuffer | ArrayBufferView): Model;

/** Finds who says what. Make it once and use it for many texts. */
export class Analyzer {
  /** @throws {TypeError} If an option can't be used; the message names it. */
  constructor(options?: Options);

  /** Finds who says what in a text. @throws {TypeError} If it isn't a string. */
  analyze(text: string): Document;

  /** The same, with its view: HTML for the style sheet `view.css` and the script `view.js`. All of the text is escaped. */
  view(text: string): { document: Document; html: string };

  /** The view as an HTML file of its own. */
  page(text: string, name?: string): string;
}

/** Who says what in a text: `new Analyzer(options).analyze(text)`. */
export function analyze(text: string, options?: Options): Document;

/**
 * The sentences of a text, in any language. With the gaps between them, which are white space, they make up the text.
 *
 * @param options With these, the language is the given one, or told from the text; without, the lists of all languages count.
 * @throws {TypeError} If an option can't be used; the message names it.
 */
export function sentences(text: string, options?: Pick<Options, "language" | "newlines" | "abbreviations">): Span[];

/** The tokens of a text, in any language; contractions are two: `do` `n't`. */
export function tokens(text: string): Token[];

/** A document in the form that the command writes (schema 1), as an object to be written as JSON. */
export interface Record {
  schema: 1;
  offsets: "utf16";
  id?: string | number;
  language: string | null;
  sentences?: [number, number][];
  tokens?: [number, number][];
  speakers: {
    id: number;
    name: string;
    kind: SpeakerKind | null;
    gender: "male" | "female" | "neuter" | null;
    mentions: [number, number][];
  }[];
  quotes: {
    kind: Kind;
    act: Act;
    content: [number, number][];
    cue: [number, number][];
    source: [number, number][];
    speaker: { id: number; name: string; kind: SpeakerKind | null; confidence: number } | null;
    with?: number[];
    confidence: number;
    evidence: { pattern: Pattern; resolution: Resolution | null };
  }[];
}

export function toRecord(
  document: Document,
  options?: { id?: string | number; sentences?: boolean; tokens?: boolean },
): Record;
