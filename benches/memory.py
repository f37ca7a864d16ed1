"""The most memory that the command has on large inputs, beside the limit.

`memory.py INQUIT PROSE FOLDER` makes the inputs in FOLDER, which are kept, from a file of prose: a gigabyte of JSON
lines and, with pyarrow, one of Parquet whose row groups hold all of it. What each run does is thrown away.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

LIMIT = 300
"""Megabytes that a run may have at most."""

DOCUMENT = 3_000
"""Characters of a document: those of an article."""


def documents(prose: Path, size: int) -> Iterator[dict[str, object]]:
    """Articles of prose, over and over, until their texts have so many bytes."""
    text = prose.read_text(encoding="utf-8")
    starts = itertools.cycle(range(0, len(text) - DOCUMENT, DOCUMENT))
    for number in itertools.count():
        start = next(starts)
        article = text[start : start + DOCUMENT]
        yield {"id": number, "text": article}
        size -= len(article.encode())
        if size <= 0:
            return


def make(prose: Path, path: Path, size: int) -> None:
    """Writes the documents to a file, unless it is there; none of Parquet without pyarrow."""
    if path.exists():
        return
    part = path.with_suffix(".part")
    if path.suffix == ".jsonl":
        with part.open("w", encoding="utf-8") as file:
            for document in documents(prose, size):
                file.write(json.dumps(document, ensure_ascii=False) + "\n")
    else:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError:
            return
        rows = list(documents(prose, size))
        # Of one row group and uncompressed, so that the file is as large as what is in it.
        pq.write_table(pa.Table.from_pylist(rows), part, row_group_size=len(rows), compression="none")
    part.rename(path)


def made(prose: Path, path: Path, size: int) -> Path:
    """The file of the documents. Another process makes it: a run would count the memory of the one it starts from."""
    process = multiprocessing.get_context("spawn").Process(target=make, args=(prose, path, size))
    process.start()
    process.join()
    return path


def peak(inquit: str, path: Path, model: str) -> tuple[float, float]:
    """Megabytes that a run had at most, and its seconds."""
    command = [inquit, "--threads", "2", "--model", model, str(path)]
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    # Linux counts kilobytes, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss * unit / 1e6, time.monotonic() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inquit")
    parser.add_argument("prose", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    large, small = 1_000_000_000, 20_000_000
    runs = [
        ("none", made(args.prose, args.folder / "1000.jsonl", large)),
        ("none", made(args.prose, args.folder / "1000.parquet", large)),
        ("fast", made(args.prose, args.folder / "20.jsonl", small)),
        ("standard", made(args.prose, args.folder / "20.jsonl", small)),
    ]
    print("| input | model | most memory, MB | at most | seconds |\n|---|---|---|---|---|")
    missed = False
    for model, path in runs:
        if not path.exists():
            print("| Parquet: skipped, pyarrow isn't installed |")
            continue
        memory, seconds = peak(args.inquit, path, model)
        missed |= memory > LIMIT
        size = path.stat().st_size / 1e6
        print(f"| {size:,.0f} MB {path.suffix} | {model} | {memory:.0f} | {LIMIT} | {seconds:.0f} |", flush=True)
    if missed:
        sys.exit(1)


if __name__ == "__main__":
    main()
