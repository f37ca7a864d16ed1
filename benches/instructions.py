#!/usr/bin/env python3
"""Counts the instructions of the hot paths and compares them with those kept in instructions.toml.

Time depends on the machine and on what else it does; the number of instructions nearly doesn't, so that a
path that has become slower shows in CI. Valgrind runs the program `hot` (hot.rs) twice for each path: as a
whole, and only up to the path, with the same text; the difference is the path's.

A count more than 3% above the one kept fails. One more than 3% below it asks for `--update` and passes: what
was won should not be lost again unseen. Another compiler makes other instructions: under another version of rustc than
the one that the counts were taken with, the tolerance is 15%. Where there is no valgrind, nothing is counted,
and that is said.

    instructions.py [--hot PROGRAM] [--update]
"""

import argparse
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

TOLERANCE = 0.03
OTHER_COMPILER = 0.15
HERE = Path(__file__).parent
KEPT = HERE / "instructions.toml"

# What is counted: the path, its text, and the path that is taken off.
PATHS = {
    "tokens, prose": ("tokens", "prose", "nothing"),
    "tokens, mixed": ("tokens", "mixed", "nothing"),
    "sentences, prose": ("sentences", "prose", "nothing"),
    "sentences, mixed": ("sentences", "mixed", "nothing"),
    "analysis, article": ("analysis", "article", "building"),
    "analysis with the model fast, article": ("fast", "article", "building"),
    "analysis with the model standard, article": ("standard", "article", "building"),
}

HEADER = """\
# Instructions a byte of text on the hot paths; written by `make instructions-update`, held by
# `make instructions` (instructions.py says how).
"""


def counted(hot, path, text):
    """The instructions of `hot PATH TEXT`, and the bytes of the text."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", hot, path, text]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    collected = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not collected:
        sys.exit(f"{' '.join(command)} failed:\n{run.stderr}")
    return int(collected[1]), int(run.stdout)


def measured(hot):
    """Instructions a byte for each path."""
    counts = {}
    for name, (path, text, before) in PATHS.items():
        whole, size = counted(hot, path, text)
        counts[name] = round((whole - counted(hot, before, text)[0]) / size, 3)
    return counts


def compiler():
    return subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip()


def write(counts):
    lines = [f'"{name}" = {count:.3f}' for name, count in counts.items()]
    KEPT.write_text(f'{HEADER}rustc = "{compiler()}"\n\n[instructions]\n' + "\n".join(lines) + "\n")


def compare(counts):
    """Prints counts beside those kept; the names of those that are too far off."""
    kept = tomllib.loads(KEPT.read_text())
    tolerance = TOLERANCE
    if kept["rustc"] != compiler():
        tolerance = OTHER_COMPILER
        print(f"counted with {compiler()}, kept with {kept['rustc']}: tolerance {tolerance:.0%}")
    print(f"{'instructions a byte':24}{'now':>10}{'kept':>10}{'change':>10}")
    slower, faster = [], []
    for name, now in counts.items():
        before = kept["instructions"].get(name)
        if before is None:
            sys.exit(f"{name} has no count in {KEPT.name}: run `make instructions-update`")
        change = now / before - 1
        print(f"{name:24}{now:10.2f}{before:10.2f}{change:+10.1%}")
        if change > tolerance:
            slower.append(name)
        elif change < -tolerance:
            faster.append(name)
    return slower, faster


def main():
    parser = argparse.ArgumentParser(description="Count the instructions of the hot paths.")
    parser.add_argument("--hot", default=HERE.parent / "target" / "release" / "hot", help="the program that is counted")
    parser.add_argument("--update", action="store_true", help="keep the counts instead of comparing them")
    args = parser.parse_args()
    if not shutil.which("valgrind"):
        if args.update:
            sys.exit("valgrind isn't installed: nothing to count with")
        print("SKIPPED: valgrind isn't installed, so the instructions of the hot paths were not compared")
        return
    counts = measured(args.hot)
    if args.update:
        write(counts)
    slower, faster = compare(counts)
    if faster:
        print(f"fewer instructions than before: {'; '.join(faster)}\nplease keep them: `make instructions-update`")
    if slower:
        sys.exit(f"more instructions than before: {'; '.join(slower)}\n"
                 "make it as fast as it was, or say in the commit why not and run `make instructions-update`")


if __name__ == "__main__":
    main()
