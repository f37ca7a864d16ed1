"""Makes the models of the library: `make train`, or

    python training --corpora FOLDER --describe PROGRAM [--work FOLDER] [--out FOLDER] [--stage NAME]

The stages are run in order; one whose file is there already is passed over, and one that was broken off goes on from
its last checkpoint:

    prepare    reads the corpora as the library reads them
    teach      fine-tunes the teacher, and tells how good it is
    ask        has the teacher tag and link all documents, and takes back what it sees where trees rule it out
    study      trains the students `standard` and `fast`, side by side, a core each
    export     writes their files, in int8
    calibrate  fits what tells how sure they are, on texts held out, and writes that into the files: minutes, and of its own
               use where only rules or word lists have changed
    speakers   trains the chooser of speakers on novels: minutes, and with no more than `requirements-speakers.txt`; it reads them
               as `fast` does
"""

from __future__ import annotations

import argparse
import os
import pickle
import subprocess
import sys
from pathlib import Path

from stages import in_order, keep, options

STAGES = ("prepare", "teach", "ask", "study", "export", "calibrate", "speakers")
STUDENTS = ("standard", "fast")
# After so many documents the stage `ask` keeps what the teacher thinks of them.
AT_ONCE = 60


def side_by_side(arguments: argparse.Namespace, jobs: list[list[str]]) -> None:
    """Runs parts of a stage in processes of their own, each with a log in the work folder."""
    common = [sys.executable, str(Path(__file__).parent), "--corpora", str(arguments.corpora), "--describe",
              str(arguments.describe), "--work", str(arguments.work), "--out", str(arguments.out)]
    # A part has one core. The C library is told to keep the memory of large tensors, which it would give back to the system
    # and have cleared anew at each step.
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "MALLOC_MMAP_THRESHOLD_": str(2**33), "MALLOC_TRIM_THRESHOLD_": str(2**34)}
    running = []
    for job in jobs:
        log = open(arguments.work / ("-".join(job).strip("-") + ".log"), "a")
        running.append(subprocess.Popen(common + job, stdout=log, stderr=subprocess.STDOUT, env=environment))
    if any([process.wait() for process in running]):
        raise SystemExit(f"a part of {jobs} failed: see the logs in {arguments.work}")


def ask(work: Path, mpnet: Path, corpora: Path, half: int) -> None:
    """The teacher's opinions of every other document, but for what trees rule out."""
    import torch

    from negatives import hush
    from opinions import ASKED, opinions
    from teach import documents, taught

    torch.set_num_threads(1)
    sets, teacher = documents(work, mpnet), taught(work)
    for part in ASKED:
        path = work / f"opinions-{part}{half}.pkl"
        if path.exists():
            continue
        asked, out = sets[part][half::2], {}
        pieces = {path.with_suffix(f".{first}"): asked[first : first + AT_ONCE] for first in range(0, len(asked), AT_ONCE)}
        for piece, some in pieces.items():
            if not piece.exists():
                keep(piece, opinions(teacher, some))
            out |= pickle.loads(piece.read_bytes())
            print(f"{part}: {len(out)} of {len(asked)} documents", flush=True)
        if part == "unlabelled":
            hushed, seen = hush(asked, out, corpora)
            print(f"{hushed} sentences of {seen} in which something was seen hold no report", flush=True)
        keep(path, out)
        for piece in pieces:
            piece.unlink()


def main() -> None:
    parser = options("training", __doc__, STAGES, work="target/training", out="rust/inquit/models")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    if arguments.part:
        part(arguments)
        return
    in_order(STAGES, run, arguments)


def part(arguments: argparse.Namespace) -> None:
    """One of the parts of a stage that run side by side."""
    from mpnet import unpack
    from study import study

    mpnet = unpack(arguments.work)
    if arguments.stage == "ask":
        ask(arguments.work, mpnet, arguments.corpora, int(arguments.part))
    else:
        study(arguments.work, mpnet, arguments.describe, arguments.part)


def run(stage: str, arguments: argparse.Namespace) -> None:
    """A stage, whole."""
    parts = lambda names: side_by_side(arguments, [["--stage", stage, "--part", str(name)] for name in names])
    if stage == "prepare":
        from mpnet import unpack
        from prepare import prepare

        if not (arguments.work / "documents.pkl").exists():
            prepare(arguments.corpora / "data", unpack(arguments.work), arguments.describe, arguments.work)
    elif stage == "teach":
        from mpnet import unpack
        from teach import teach

        print("the teacher, with a plain decoder, on the development part:", teach(arguments.work, unpack(arguments.work), arguments.corpora), flush=True)
    elif stage == "ask":
        parts((0, 1))
    elif stage == "study":
        parts(STUDENTS)
    elif stage == "export":
        from export import export

        for name in STUDENTS:
            export(arguments.work, name, arguments.out / f"{name}.inqm")
    elif stage == "calibrate":
        from calibrate import calibrate
        from model_file import set_confidence

        for name in STUDENTS:
            path = arguments.out / f"{name}.inqm"
            set_confidence(path, calibrate(arguments.corpora, arguments.describe, path))
    elif stage == "speakers":
        from speakers import train

        train(arguments.corpora, arguments.describe, arguments.out / "fast.inqm", arguments.work, arguments.out / "speakers.inqs")


if __name__ == "__main__":
    main()
