"""How models are made in stages: their options, running them in order, keeping what each makes."""

from __future__ import annotations

import argparse
import pickle
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def options(program: str, about: str, stages: Sequence[str], work: str, out: str) -> argparse.ArgumentParser:
    """What a program that makes models takes; `work` and `out` are where it works and writes unless told."""
    parser = argparse.ArgumentParser(prog=program, description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder with data/ and eval/")
    parser.add_argument("--describe", type=Path, required=True, help="the program that describes texts")
    parser.add_argument("--work", type=Path, default=Path(work), help="for checkpoints and logs")
    parser.add_argument("--out", type=Path, default=Path(out), help="where what is made goes")
    parser.add_argument("--stage", choices=stages, help="run this one alone")
    return parser


def in_order(stages: Sequence[str], run: Callable[[str, argparse.Namespace], None], arguments: argparse.Namespace) -> None:
    """Runs each stage, or the one asked for."""
    for stage in [arguments.stage] if arguments.stage else stages:
        print(f"{stage} …", flush=True)
        begun = time.monotonic()
        run(stage, arguments)
        print(f"{stage}: {(time.monotonic() - begun) / 60:.0f} min", flush=True)


def keep(path: Path, what: object) -> None:
    """Writes a file whole, or not at all."""
    new = path.with_name(path.name + ".new")
    new.write_bytes(pickle.dumps(what))
    new.replace(path)
