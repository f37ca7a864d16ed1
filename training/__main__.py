"""Makes the models of the library: `make train`, or

    python training --corpora FOLDER --describe PROGRAM [--work FOLDER] [--out FOLDER] [--stage NAME]

The stages are run in order; one whose file is there already is passed over, and one that was broken off goes on from
its last checkpoint:

    prepare    reads the corpora as the library reads them
    teach      fine-tunes two teachers, side by side, a core each
    ask        has the teachers tag and link all documents
    study      trains the students `standard` and `fast`, side by side, a core each, and the last round of `standard`
               once more, with both
    export     writes their files, in int8, with what tells how sure they are, fitted on documents held out
"""

from __future__ import annotations

import argparse
import os
import pickle
import subprocess
import sys
from pathlib import Path

SEEDS = (1, 2)
STAGES = ("prepare", "teach", "ask", "study", "export")


def side_by_side(arguments: argparse.Namespace, jobs: list[list[str]]) -> None:
    """Runs parts of a stage in processes of their own, each with a log in the work folder."""
    common = [sys.executable, str(Path(__file__).parent), "--corpora", str(arguments.corpora), "--describe",
              str(arguments.describe), "--work", str(arguments.work), "--out", str(arguments.out)]
    running = []
    for job in jobs:
        log = open(arguments.work / ("-".join(job).strip("-") + ".log"), "a")
        running.append(subprocess.Popen(common + job, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "OMP_NUM_THREADS": "1"}))
    if any([process.wait() for process in running]):
        raise SystemExit(f"a part of {jobs} failed: see the logs in {arguments.work}")


def ask(work: Path, minilm: Path, half: int) -> None:
    """The teachers' opinions of every other document."""
    import torch

    from opinions import opinions
    from teach import documents, taught

    torch.set_num_threads(1)
    path = work / f"opinions{half}.pkl"
    if path.exists():
        return
    sets = documents(work, minilm)
    teachers = [taught(work, seed) for seed in SEEDS]
    out = {part: opinions(teachers, sets[part][half::2]) for part in ("train", "unlabelled")}
    path.with_suffix(".new").write_bytes(pickle.dumps(out))
    path.with_suffix(".new").replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(prog="training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder with data/ and eval/")
    parser.add_argument("--describe", type=Path, required=True, help="the program that describes texts")
    parser.add_argument("--work", type=Path, default=Path("target/training"), help="for checkpoints and logs")
    parser.add_argument("--out", type=Path, default=Path("rust/inquit/models"), help="where the models go")
    parser.add_argument("--stage", choices=STAGES, help="run this one alone")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    from minilm import unpack

    minilm = unpack(arguments.work)
    if arguments.part:
        part(arguments, minilm)
        return
    for stage in [arguments.stage] if arguments.stage else STAGES:
        print(f"{stage} …", flush=True)
        run(stage, arguments, minilm)


def part(arguments: argparse.Namespace, minilm: Path) -> None:
    """One of the parts of a stage that run side by side."""
    from study import study
    from teach import teach

    if arguments.stage == "teach":
        teach(arguments.work, minilm, int(arguments.part), threads=1)
    elif arguments.stage == "ask":
        ask(arguments.work, minilm, int(arguments.part))
    elif arguments.part == "again":
        study(arguments.work, minilm, arguments.describe, "standard", threads=2, again=True)
    else:
        study(arguments.work, minilm, arguments.describe, arguments.part, threads=1)


def run(stage: str, arguments: argparse.Namespace, minilm: Path) -> None:
    """A stage, whole."""
    parts = lambda names: side_by_side(arguments, [["--stage", stage, "--part", str(name)] for name in names])
    if stage == "prepare":
        from prepare import prepare

        if not (arguments.work / "documents.pkl").exists():
            prepare(arguments.corpora / "data", minilm, arguments.describe, arguments.work)
    elif stage == "teach":
        parts(SEEDS)
    elif stage == "ask":
        parts((0, 1))
    elif stage == "study":
        parts(("standard", "fast"))
        parts(("again",))
    elif stage == "export":
        from calibrate import calibrate
        from export import export

        for name in ("standard", "fast"):
            path = arguments.out / f"{name}.inqm"
            export(arguments.work, name, path)
            export(arguments.work, name, path, calibrate(arguments.corpora, arguments.describe, path))


if __name__ == "__main__":
    main()
