"""How far a pipe is: a bar of tqdm where that is installed, else a line of our own."""

from __future__ import annotations

import importlib
import sys
import time
from datetime import timedelta
from typing import Protocol, TextIO


class Bar(Protocol):
    """What a pipe asks of it."""

    def update(self, n: int, /) -> object: ...
    def close(self) -> object: ...


def bar(total: int | None) -> Bar:
    """A bar for so many texts, if that is known."""
    try:
        tqdm = importlib.import_module("tqdm.auto").tqdm
    except ImportError:
        return Line(total, sys.stderr)
    made: Bar = tqdm(total=total, unit="text")
    return made


class Line:
    """A line that says how many texts are done, how many a second, and how long the rest will take.

    On a terminal it is written over itself, elsewhere anew every ten seconds.
    """

    def __init__(self, total: int | None, out: TextIO | None) -> None:
        self._total, self._out = total, out
        self._done = 0
        self._start = self._written = time.monotonic()
        self._over = out is not None and out.isatty()

    def update(self, count: int) -> None:
        self._done += count
        if time.monotonic() - self._written >= (0.1 if self._over else 10):
            self._write("")

    def close(self) -> None:
        self._write("\n" if self._over else "")

    def _write(self, end: str) -> None:
        if self._out is None:
            return
        self._written = time.monotonic()
        # The last characters wipe what a longer line has left.
        text = f"\r{self._text()}\x1b[K{end}" if self._over else f"{self._text()}\n"
        self._out.write(text)
        self._out.flush()

    def _text(self) -> str:
        rate = self._done / max(time.monotonic() - self._start, 1e-9)
        if self._total is None:
            return f"{self._done:,} texts, {rate:,.0f} a second"
        text = f"{self._done:,} of {self._total:,} texts, {rate:,.0f} a second"
        if 0 < self._done < self._total:
            text += f", {timedelta(seconds=round((self._total - self._done) / rate))} left"
        return text
