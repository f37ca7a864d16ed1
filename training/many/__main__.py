"""Makes the model of many languages: `make train-many`, or

    python training/many --corpora FOLDER --describe PROGRAM [--work FOLDER] [--out FILE] [--stage NAME]

The stages are run in order; one whose file is there already is passed over, and one that was broken off goes on from its last
checkpoint:

    prepare    reads the corpora as the library reads them, and carries the marks of English articles over to translations
    teach      fine-tunes the teacher: a round with many English articles, and one without
    read       cuts open texts to stretches, and chooses the student's pieces
    ask        has the teacher tag and link them
    study      trains the student
    export     writes its file, in int8
    calibrate  fits what tells how sure it is, on texts of our own
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from stages import in_order, keep, options

STAGES = ("prepare", "teach", "read", "ask", "study", "export", "calibrate")
# The languages that the student learns: fifteen that it ships for, and some of four more, which it needn't unlearn later.
SHIPPED = ("de", "fr", "es", "it", "pt", "nl", "sv", "nb", "da", "fi", "pl", "cs", "ru", "uk", "ro")
MORE = ("tr", "hu", "el", "id")
MORE_WORDS = 80_000
# Tokens of open texts that the teacher is asked about in a language, and documents that it is asked about at once.
ASKED, AT_ONCE = 110_000, 60
# Documents of a treebank's language that tell names.
NAMED = 45
ARTICLES = 420


def kept(path: Path):
    """What a file keeps."""
    return pickle.loads(path.read_bytes())


def prepare(corpora: Path, program: Path, work: Path) -> None:
    """The documents that the teacher learns from: `train.pkl`."""
    from corpus import read
    from many.documents import LANGUAGES, described, mark_names, named, no_pieces, own, polnear, spoken
    from many.e5 import E5, E5Pieces, tokenizer
    from many.e5 import read as weights
    from many.project import project
    from many.teach import as_opinion, as_spoken, restyled

    data, pieces, words = corpora / "data", no_pieces(work), tokenizer()
    marked = own()

    def documents(raw: list[dict]):
        out = described(program, raw, pieces)
        for document in out:
            document.bert = E5Pieces(words, document)
        return out

    sets = {"own": documents(marked)}
    rng = random.Random(3)
    sets["polnear"] = documents(polnear(data, ARTICLES))
    for document in sets["polnear"][1::2]:
        restyled(document, rng).bert = E5Pieces(words, document)
    sets["fr_litbank"] = documents(read(data / "fr_litbank/train.jsonl.gz"))
    sentences, count = [], {}
    for document in sorted(named(data, (*LANGUAGES, "en")), key=lambda _: rng.random()):
        count[document["lang"]] = count.get(document["lang"], 0) + 1
        if count[document["lang"]] <= NAMED:
            sentences.append(document)
    sets["named"] = documents(sentences)
    for document, raw in zip(sets["named"], sentences):
        mark_names(document, raw["names"])
    novels = spoken(data, random.Random(4))
    sets["spoken"] = documents(novels)
    for document, raw in zip(sets["spoken"], novels):
        document.gold, document.opinion = False, as_spoken(document, raw["spoken"])
    marks = {text["id"].rpartition("/")[2]: text["attributions"] for text in marked if "/train/" in text["id"]}
    english = {}
    for raw in read(data / "ntrex/en-train.jsonl.gz"):
        (document,) = documents([raw])
        document.attributions, document.lines = marks[raw["id"]], raw["lines"]
        english[raw["id"]] = document
    translations = []
    for language in LANGUAGES:
        lines = read(data / f"ntrex/{language}-train.jsonl.gz")
        for document, raw in zip(documents([{**raw, "lang": language} for raw in lines]), lines):
            document.original, document.lines, document.gold = raw["id"], raw["lines"], False
            translations.append(document)
    project(E5(weights()).eval(), english, translations)
    for document in translations:
        document.opinion = as_opinion(document, document.carried)
    sets["ntrex"] = translations
    # Documents of several languages have the same name.
    for part, all_ in sets.items():
        for number, document in enumerate(all_):
            document.name, document.id = document.id, f"{part}/{number}"
        print(part, len(all_), "documents", sum(len(d.words) for d in all_), "tokens", flush=True)
    keep(work / "train.pkl", sets)


def teach_(work: Path) -> None:
    """Two rounds, so that what counts as a report is settled by our own guide."""
    from many.e5 import read as weights
    from many.teach import standardise, taught, teach

    sets = kept(work / "train.pkl")
    first = {"own": 1.0, "polnear": 1.0, "fr_litbank": 0.3, "named": 0.7, "ntrex": 1.0}
    second = {"own": 1.0, "fr_litbank": 0.25, "named": 0.4, "ntrex": 1.0, "spoken": 0.4}
    teach(sets, weights(), work / "teacher1.pt", epochs=1.0, parts=first)
    model = standardise(taught(work / "teacher1.pt"), sets["own"] + sets["ntrex"])
    teach(sets, {}, work / "teacher.pt", first=model, epochs=1.6, parts=second)


def read_(corpora: Path, program: Path, work: Path) -> None:
    """The documents that the student learns from, in its pieces: `student.pkl`, `multilingual.pieces.txt`."""
    from many.documents import described, no_pieces
    from many.e5 import E5Pieces, tokenizer
    from many.study import texts, vocabulary

    raw, words = [], tokenizer()
    for language in (*SHIPPED, *MORE):
        left = float("inf") if language in SHIPPED else MORE_WORDS
        for text in sorted(texts(corpora / "data", language, random.Random(7)), key=lambda text: hash_of(text["id"])):
            if left > 0:
                raw.append(text)
                left -= len(text["text"].split())
    open_ = described(program, raw, no_pieces(work))
    known = [d for part, all_ in kept(work / "train.pkl").items() if part != "polnear" for d in all_ if d.lang != "en"]
    names = vocabulary(words, open_ + known)
    pieces = work / "multilingual.pieces.txt"
    pieces.write_text("\n".join(names) + "\n", encoding="utf-8")
    again = described(program, [{"id": d.id, "lang": d.lang, "text": d.text} for d in open_ + known], pieces)
    for document, other in zip(open_ + known, again):
        document.pieces, document.piece_ends, document.hashes = other.pieces, other.piece_ends, other.hashes
    for number, document in enumerate(open_):
        document.bert, document.name, document.id = E5Pieces(words, document), document.id, f"open/{number}"
    chosen, count = [], {}
    for document in sorted(open_, key=lambda d: hash_of(d.name)):
        if count.get(document.lang, 0) < ASKED:
            count[document.lang] = count.get(document.lang, 0) + len(document.words)
            chosen.append(document)
    keep(work / "student.pkl", (chosen, known))


def hash_of(name: str) -> int:
    """A number that is the same in every run, to put documents in an order by chance."""
    import zlib

    return zlib.crc32(name.encode())


def ask(work: Path, half: int) -> None:
    """The teacher's opinions of every other document."""
    import torch

    from many.teach import taught
    from opinions import opinions

    torch.set_num_threads(1)
    path = work / f"opinions{half}.pkl"
    if path.exists():
        return
    teacher = taught(work / "teacher.pt")
    open_, known = kept(work / "student.pkl")
    asked, out = (known + open_)[half::2], {}
    for start in range(0, len(asked), AT_ONCE):
        out |= opinions(teacher, asked[start : start + AT_ONCE])
        print(f"{start + AT_ONCE} of {len(asked)} documents", flush=True)
    keep(path, out)


def study_(work: Path) -> None:
    """Trains the student from all of it, and then once more with our own texts for a large part, so that it is settled by them what a
    report is and where it ends: that is worth eight points of F1."""
    from many.e5 import E5, tokenizer
    from many.e5 import read as weights
    from many.study import PIECE, Part, beginning, starts, study, with_opinion

    open_, known = kept(work / "student.pkl")
    opinions = kept(work / "opinions0.pkl") | kept(work / "opinions1.pkl")
    by_part: dict[str, list] = {}
    for document in open_ + known:
        if with_opinion(document, opinions.get(document.id)):
            by_part.setdefault(document.id.partition("/")[0], []).append(document)
    names = (work / "multilingual.pieces.txt").read_text(encoding="utf-8").splitlines()
    parts = lambda shares: [Part(by_part[part], share) for part, share in shares.items()]
    first = parts({"open": 1.0, "own": 3.0, "fr_litbank": 0.3, "ntrex": 1.5, "named": 0.5, "spoken": 0.7})
    second = parts({"open": 0.3, "own": 4.0, "fr_litbank": 0.15, "ntrex": 0.5, "named": 0.2, "spoken": 0.5})
    model = beginning(starts(E5(weights()).eval(), tokenizer(), names, PIECE))
    model = study(model, first, work / "student1.pt", epochs=2.6, rate=3e-3, gold=0.5, average=0.999)
    study(model, second, work / "student.pt", epochs=2.0, rate=1.5e-3, gold=1.0, average=0.998)


def main() -> None:
    out = "rust/inquit-model-multilingual/multilingual.inqm"
    parser = options("training/many", __doc__, STAGES, work="target/training-many", out=out)
    parser.add_argument("--half", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    if arguments.half is not None:
        ask(arguments.work, arguments.half)
        return
    in_order(STAGES, run, arguments)


def run(stage: str, arguments: argparse.Namespace) -> None:
    """A stage, whole."""
    corpora, program, work = arguments.corpora, arguments.describe, arguments.work
    if stage == "prepare" and not (work / "train.pkl").exists():
        prepare(corpora, program, work)
    elif stage == "teach":
        teach_(work)
    elif stage == "read" and not (work / "student.pkl").exists():
        read_(corpora, program, work)
    elif stage == "ask":
        common = [sys.executable, __file__, "--corpora", corpora, "--describe", program, "--work", work, "--half"]
        halves = [subprocess.Popen([*common, half], env={**os.environ, "OMP_NUM_THREADS": "1"}) for half in ("0", "1")]
        if any([half.wait() for half in halves]):
            raise SystemExit("the teacher couldn't be asked")
    elif stage == "study":
        study_(work)
    elif stage == "export":
        from many.export import export

        export(work, arguments.out)
    elif stage == "calibrate":
        from many.calibrate import calibrate
        from model_file import set_confidence

        set_confidence(arguments.out, calibrate(corpora, program, arguments.out))


if __name__ == "__main__":
    main()
