"""The recipes of `examples/pipelines`, run as programs, against the library called directly."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

import inquit

ROOT = Path(__file__).parents[3]
MODULES = {
    "alone": "pyarrow",
    "dask": "distributed",
    "duckdb": "duckdb",
    "polars": "polars",
    "ray": "ray",
    "spark": "pyspark",
}
# Those whose workers are processes, which the engine starts anew.
WITH_WORKERS = {"dask", "ray", "spark"}

pytestmark = pytest.mark.parametrize("engine", MODULES)


@pytest.fixture(autouse=True)
def installed(engine: str) -> None:
    """Skips what this machine can't run."""
    if importlib.util.find_spec(MODULES[engine]) is None:
        pytest.skip(f"{MODULES[engine]} isn't installed: has it no release for this Python?")
    if engine == "spark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none")


def prose() -> list[str]:
    """Texts of our own, of a few paragraphs each."""
    names = ("news", "reports", "dialogue", "essays", "letters")
    files = [ROOT / f"benches/texts/{name}.txt" for name in names]
    paragraphs = [p for file in files for p in file.read_text(encoding="utf-8").split("\n\n")]
    return ["\n\n".join(paragraphs[at : at + 2]) for at in range(0, len(paragraphs), 2)]


def write(path: Path, ids: list[Any], texts: list[str | None]) -> None:
    """A file as others have them: more columns, several groups of rows."""
    table = pyarrow.table({"place": [""] * len(ids), "text": texts, "id": ids})
    pyarrow.parquet.write_table(table, path, row_group_size=9)


def run(engine: str, source: Path, target: Path, crashed: Path) -> subprocess.CompletedProcess[str]:
    program = ROOT / f"examples/pipelines/quotes_{engine}.py"
    command = [sys.executable, str(program), str(source), str(target), "--model", "none"]
    path = os.pathsep.join(filter(None, [str(source.parent), os.environ.get("PYTHONPATH")]))
    own = {"PYTHONPATH": path, "CRASHED": str(crashed), "PYSPARK_PYTHON": sys.executable}
    environment = os.environ | own
    return subprocess.run(command, capture_output=True, text=True, timeout=600, cwd=source.parent, env=environment)


def rows(table: pyarrow.Table) -> list[dict[str, Any]]:
    """The rows in an order that doesn't depend on the engine."""
    return sorted(table.to_pylist(), key=lambda row: (row["document_id"], row["quote_id"]))


def directly(ids: list[str], texts: list[str | None]) -> list[dict[str, Any]]:
    known = [(id, text) for id, text in zip(ids, texts, strict=True) if text is not None]
    table = inquit.quotes_table(
        [text for _, text in known], ids=[id for id, _ in known], analyzer=inquit.Analyzer(model=None)
    )
    return rows(table.to_arrow())


# Python reads it at its start. The process that is the first to have the text is killed, as for want of memory.
CRASH = """
import os, signal
import inquit

real = inquit.quotes_table

def quotes_table(texts, **options):
    if any("CRASH" in str(text) for text in texts):
        try:
            os.close(os.open(os.environ["CRASHED"], os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    return real(texts, **options)

inquit.quotes_table = quotes_table
"""


def test_bad_rows_and_a_worker_that_is_killed_lose_nothing(engine: str, tmp_path: Path) -> None:
    ours = prose()
    bad = [None, "", " \n", "“", "It rains.", "\x00 “No,” said Ann Lee.", "“Ja 🚢,” said Bo Hill. " * 20_000]
    crash = "“CRASH!” said Ann Lee."
    texts = [*ours[:10], *bad, *ours[10:], crash, None]
    # Numbers for ids, one of them missing.
    ids = [None if text == crash else at + 2**40 for at, text in enumerate(texts)]
    write(tmp_path / "in.parquet", ids, texts)
    want = directly(["" if id is None else str(id) for id in ids], texts)
    assert len(want) > 100 and any(row["document_id"] == "" for row in want)

    target = tmp_path / "out.parquet"
    earlier = inquit.quotes_table(["“No,” said Bo Hill."], ids=["earlier"]).to_arrow()
    if engine in WITH_WORKERS:
        target.mkdir()
    pyarrow.parquet.write_table(earlier, target / "part.9.parquet" if engine in WITH_WORKERS else target)

    (tmp_path / "sitecustomize.py").write_text(CRASH, encoding="utf-8")
    crashed = tmp_path / "crashed"
    done = run(engine, tmp_path / "in.parquet", target, crashed)
    assert crashed.exists()
    if engine not in WITH_WORKERS:
        # The process was the whole run. It leaves what was there before, and can be run again.
        assert done.returncode == -signal.SIGKILL and pyarrow.parquet.read_table(target) == earlier
        done = run(engine, tmp_path / "in.parquet", target, crashed)
    assert done.returncode == 0, done.stderr
    found = pyarrow.parquet.read_table(target)
    assert found.column_names == inquit.quotes_table([]).column_names
    assert rows(found) == want
