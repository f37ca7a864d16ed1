"""Makes the models of the library: `make train`, or

    python training --corpora FOLDER --describe PROGRAM [--work FOLDER] [--out FOLDER] [--stage NAME]

The stages are run in order; one whose file is there already is passed over, and one that was broken off goes on from
its last checkpoint:

    prepare    reads the corpora as the library reads them
    teach      fine-tunes two teachers, side by side, a core each
    ask        has the teachers tag and link all documents
    study      trains the students `standard` and `fast`, side by side, a core each
    export     writes their files, in int8
    refine     trains the models whose files are there once more, from what `standard` thinks of all documents, but for
               what people's syntax trees rule out, side by side, a core each; and writes their files again, with what
               tells how sure they are, fitted on documents held out

`--stage prepare` and `--stage refine` go on from the models that ship, without the teachers.
"""

from __future__ import annotations

import argparse
import os
import pickle
import subprocess
import sys
from pathlib import Path

SEEDS = (1, 2)
STUDENTS = ("standard", "fast")
STAGES = ("prepare", "teach", "ask", "study", "export", "refine")


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
    from batches import for_teacher
    from opinions import opinions
    from teach import documents, taught

    path = work / f"opinions{half}.pkl"
    if path.exists():
        return
    sets = documents(work, minilm)
    teachers = [taught(work, seed) for seed in SEEDS]
    measure = lambda document: document.bert.ends
    out = {part: opinions(teachers, sets[part][half::2], for_teacher, measure) for part in ("train", "unlabelled")}
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
    import torch

    from refine import refine, think
    from study import study
    from teach import teach

    torch.set_num_threads(1)
    stage, name, work, program = arguments.stage, arguments.part, arguments.work, arguments.describe
    if stage == "teach":
        teach(work, minilm, int(name))
    elif stage == "ask":
        ask(work, minilm, int(name))
    elif stage == "study":
        study(work, minilm, program, name)
    elif name in STUDENTS:
        refine(work, program, arguments.out, name)
    else:
        think(work, program, arguments.corpora, arguments.out, int(name))


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
        parts(STUDENTS)
    elif stage == "export":
        from export import export
        from study import studied

        for name in STUDENTS:
            export(*studied(arguments.work, name), arguments.out / f"{name}.inqm")
    elif stage == "refine":
        from calibrate import calibrate
        from export import export
        from refine import refined

        parts((0, 1))
        parts(STUDENTS)
        for name in STUDENTS:
            path = arguments.out / f"{name}.inqm"
            model, names = refined(arguments.work, arguments.out, name)
            export(model, names, path)
            export(model, names, path, calibrate(arguments.corpora, arguments.describe, path))


if __name__ == "__main__":
    main()
