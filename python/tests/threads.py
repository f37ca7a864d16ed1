"""How many threads of the package run."""

import contextlib
import sys
import time
from pathlib import Path

import pytest


def workers_become(count: int) -> bool:
    """Whether so many threads of pipes run, soon at least: one has its name a moment after it is started, and the system
    lists it for a moment after it has been waited for."""

    def running() -> int:
        names = []
        for name in Path("/proc/self/task").glob("*/comm"):
            with contextlib.suppress(OSError):  # It has ended since.
                names.append(name.read_text(encoding="utf-8"))
        return names.count("inquit\n")

    deadline = time.monotonic() + 20
    while running() != count and time.monotonic() < deadline:
        time.sleep(0.01)
    return running() == count


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for threads in /proc")
