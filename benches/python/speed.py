#!/usr/bin/env python3
"""Words and sentences with spans in Python: inquit beside blingfire, sentencex, and pysbd and syntok if installed.

Reads a text from a file, or what `make bench-python` makes, a megabyte of prose. Each library gets it whole and
cut between paragraphs into documents of about 5 kB, and returns what it returns: lists of spans, of pairs, of
dictionaries. “read” goes through them too and adds up start and end of each, which inquit counts only when
asked. The best of N rounds counts; libraries take turns, so that what else the machine does hits all of them.

    speed.py FILE [--rounds N]
"""

import argparse
import importlib.util
import time
from pathlib import Path

import blingfire
import inquit
import sentencex


def installed(name):
    return importlib.util.find_spec(name) is not None


def attributes(spans):
    return sum(span.start + span.end for span in spans)


def pairs(spans):
    return sum(start + end for start, end in spans)


def dictionaries(spans):
    return sum(span["start_index"] + span["end_index"] for span in spans)


# Name, what finds the spans of a text, what reads them.
WORDS = [
    ("inquit", inquit.tokens, attributes),
    ("blingfire", lambda text: blingfire.text_to_words_with_offsets(text)[1], pairs),
]
SENTENCES = [
    ("inquit", inquit.sentences, attributes),
    ("blingfire", lambda text: blingfire.text_to_sentences_and_offsets(text)[1], pairs),
    ("sentencex", lambda text: sentencex.get_sentence_boundaries("en", text), dictionaries),
]
# So slow that they get a tenth of the text, once.
SLOW = {"pysbd", "syntok"}
if installed("pysbd"):
    import pysbd

    pysbd_english = pysbd.Segmenter(language="en", clean=False, char_span=True)
    SENTENCES.append(("pysbd", pysbd_english.segment, attributes))
if installed("syntok"):
    import syntok.tokenizer
    from syntok import segmenter

    syntok_words = syntok.tokenizer.Tokenizer()

    def syntok_sentences(text):
        """A sentence is a list of tokens, which know where they start."""
        paragraphs = segmenter.analyze(text)
        return [(s[0].offset, s[-1].offset + len(s[-1].value)) for p in paragraphs for s in p]

    WORDS.append(("syntok", lambda text: list(syntok_words.tokenize(text)), lambda words: sum(w.offset for w in words)))
    SENTENCES.append(("syntok", syntok_sentences, pairs))


def documents(text, size=5000):
    """The text in pieces of about `size` characters, cut at blank lines."""
    pieces, piece = [], ""
    for paragraph in text.split("\n\n"):
        piece += paragraph + "\n\n"
        if len(piece) >= size:
            pieces.append(piece)
            piece = ""
    return [*pieces, piece] if piece else pieces


def seconds(run, read, texts):
    """How long it takes to find the spans of the texts, and to read them if `read` is given."""
    start = time.perf_counter()
    for text in texts:
        spans = run(text)
        if read:
            read(spans)
        # What a list costs to free belongs to it.
        del spans
    return time.perf_counter() - start


def tenth(texts):
    """About a tenth of the texts: of one, its beginning."""
    return texts[: len(texts) // 10] or [text[: len(text) // 10] for text in texts]


def speeds(libraries, texts, reading, rounds):
    """Megabytes of UTF-8 a second of each library, best of `rounds`."""
    best = {}
    for turn in range(rounds):
        for name, run, read in libraries:
            if name in SLOW and turn:
                continue
            own = tenth(texts) if name in SLOW else texts
            size = sum(len(text.encode()) for text in own) / 1e6
            best[name] = max(best.get(name, 0), size / seconds(run, read if reading else None, own))
    return best


def main():
    parser = argparse.ArgumentParser(description="Speed of words and sentences with spans in Python.")
    parser.add_argument("file", type=Path, help="the text, UTF-8")
    parser.add_argument("--rounds", type=int, default=7, help="the best of so many counts (7)")
    args = parser.parse_args()
    text = args.file.read_text()
    pieces = documents(text)
    size = len(text.encode()) / 1e6
    print(f"{size:.1f} MB, whole and as {len(pieces)} documents; MB/s, and how many times that is inquit")
    print(f"{'':34}" + "".join(f"{head:>22}" for head in ("whole", "whole, read", "documents", "documents, read")))
    for kind, libraries in (("words", WORDS), ("sentences", SENTENCES)):
        columns = [
            speeds(libraries, texts, reading, args.rounds) for texts in ([text], pieces) for reading in (False, True)
        ]
        for name, _, _ in libraries:
            cells = [f"{column[name]:.1f} (×{column['inquit'] / column[name]:.1f})" for column in columns]
            print(f"{kind + ', ' + name:34}" + "".join(f"{cell:>22}" for cell in cells))


if __name__ == "__main__":
    main()
