#!/usr/bin/env python3
"""What the engines of `examples/pipelines` cost beside the library called directly, and a million articles in each.

Reads JSON lines with an `id` and a `text` each, or what `make bench-engines` makes: texts of 4.7 kB of our own prose.
Each recipe runs as a user runs it, as a program of its own, on a few of the texts and on many, both from Parquet to
Parquet; what the many take beyond the few is the work of so many texts, and what is left of the few the start-up.
Recipes take turns, the best of N rounds counts, of the few and of the many. `quotes_alone.py` is the library called
directly, on as many threads as the engines have: all cores.

“per core” compares the processor time of all processes that a run has, which doesn't depend on what else the machine
does; “texts/s” is by the clock, which does.

    engines.py FILE [--models NAMES] [--engines NAMES] [--rounds N] [--part SHARE]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import pyarrow
import pyarrow.parquet

RECIPES = Path(__file__).parents[2] / "examples/pipelines"
ENGINES = ["alone", "duckdb", "polars", "ray", "spark", "dask"]
# How many texts keep a small machine busy for long enough.
TEXTS = {"none": 100_000, "fast": 3_000, "standard": 2_000}
# All workers have some of them.
FEW = 500
TARGET = 0.8
MILLION = 1e6
MARK = "INQUIT_BENCH_RUN"


class Clock:
    """The processor time of all processes with a mark in their environment, also of those that nobody waits for."""

    def __init__(self):
        self.mark = uuid.uuid4().hex
        self.needle = f"{MARK}={self.mark}".encode()
        self.ours = {}  # whether a process is, by its number and start
        self.ticks = {}

    def look(self):
        for folder in Path("/proc").iterdir():
            if not folder.name.isdigit():
                continue
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                key = folder.name, fields[19]
                # A process that has just been forked has its parent's environment until it runs something else.
                if not self.ours.get(key):
                    self.ours[key] = self.needle in (folder / "environ").read_bytes()
                if self.ours[key]:
                    self.ticks[key] = int(fields[11]) + int(fields[12])
            except (OSError, IndexError):  # it has ended
                continue

    def seconds(self):
        return sum(self.ticks.values()) / os.sysconf("SC_CLK_TCK")


def run(engine, model, source, folder):
    """Seconds by the clock and of processors, and rows."""
    target = folder / f"{engine}.parquet"
    clock = Clock()
    command = [sys.executable, RECIPES / f"quotes_{engine}.py", source, target, "--model", model]
    environment = os.environ | {MARK: clock.mark, "PYSPARK_PYTHON": sys.executable}
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        while process.poll() is None:
            clock.look()
            time.sleep(0.2)
        seconds = time.perf_counter() - start
        if process.returncode:
            log.seek(0)
            sys.exit(f"{engine} ended with {process.returncode}:\n{log.read().decode(errors='replace')}")
    return seconds, clock.seconds(), pyarrow.parquet.read_table(target).num_rows


def sample(lines, count, folder):
    """So many texts as Parquet, over again if there are fewer, in groups of rows that threads can share."""
    table = pyarrow.Table.from_pylist(lines[:count])
    table = pyarrow.concat_tables([table] * -(-count // len(table))).slice(0, count)
    path = folder / f"{count}.parquet"
    pyarrow.parquet.write_table(table, path, row_group_size=max(1, min(1000, count // 8)))
    return path


def measure(engines, model, lines, count, rounds, folder):
    """Of each engine, by the clock and of processors: seconds to start, and seconds a text; from the best of each."""
    few, many = sample(lines, FEW, folder), sample(lines, count, folder)
    best = {}
    found = set()
    for turn in range(rounds):
        for engine in engines:
            print(f"{model}, round {turn + 1} of {rounds}: {engine}   ", end="\r", file=sys.stderr, flush=True)
            *start, _ = run(engine, model, few, folder)
            *whole, rows = run(engine, model, many, folder)
            found.add(rows)
            best[engine] = list(map(min, best.get(engine, start + whole), start + whole))
    if len(found) != 1:
        sys.exit(f"the engines don't agree how many quotes there are: {found}")

    def figures(start, start_work, whole, whole_work):
        """What the few take is work too, apart from the start."""
        text, text_work = (whole - start) / (count - FEW), (whole_work - start_work) / (count - FEW)
        return max(0, start - FEW * text), text, text_work

    return {engine: figures(*seconds) for engine, seconds in best.items()}


def show(model, count, best):
    cores = len(os.sched_getaffinity(0))
    print(f"\nmodel {model}, {count} texts, {cores} cores, a million extrapolated")
    head = ["", "start-up, s", "texts/s", "of alone", "per core, of alone", "1M: hours", "1M: core-hours"]
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    _, alone, alone_work = best["alone"]
    for engine, (start, seconds, work) in best.items():
        core = alone_work / work
        cells = [
            engine,
            f"{start:.1f}",
            f"{1 / seconds:,.0f}",
            f"{alone / seconds:.0%}",
            f"{core:.0%}" + ("" if core >= TARGET else " (missed)"),
            f"{(start + MILLION * seconds) / 3600:.2f}",
            f"{MILLION * work / 3600:.2f}",
        ]
        print("| " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description="What engines cost beside the library called directly.")
    parser.add_argument("file", type=Path, help="JSON lines with `id` and `text`")
    parser.add_argument("--models", nargs="+", choices=TEXTS, default=list(TEXTS))
    parser.add_argument("--engines", nargs="+", choices=ENGINES[1:], default=ENGINES[1:])
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts (3)")
    parser.add_argument("--part", type=float, default=1.0, help="so much of the texts (1.0)")
    args = parser.parse_args()
    with args.file.open(encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    for model in args.models:
        count = int(TEXTS[model] * args.part)
        if count <= 2 * FEW:
            parser.error(f"{count} texts are too few")
        with tempfile.TemporaryDirectory() as folder:
            best = measure(["alone", *args.engines], model, lines, count, args.rounds, Path(folder))
        show(model, count, best)


if __name__ == "__main__":
    main()
