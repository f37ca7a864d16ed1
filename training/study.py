"""Trains the students that ship, from gold labels and from what the teacher thinks."""

from __future__ import annotations

import pickle
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from batches import cut, for_student
from corpus import Document, describe
from learn import Plan, train
from mpnet import vectors
from network import Model, Student
from opinions import ASKED


@dataclass(frozen=True)
class Size:
    """The sizes of a student."""

    piece_width: int
    hash_width: int
    width: int
    spans: tuple[int, ...]
    # Pieces that occur less often aren't in its vocabulary, but for words if it has `words`.
    least: int
    words: bool
    epochs: float
    rate: float

    def student(self, pieces: int) -> Student:
        return Student(pieces, self.piece_width, self.width, self.spans, self.hash_width)


SIZES = {
    "standard": Size(96, 24, 256, (3, 1, 3, 1), 1, True, 16, 2e-3),
    "fast": Size(48, 16, 192, (3, 1, 1), 4, False, 26, 3e-3),
}


def vocabulary(documents: list[Document], pieces: list[str], size: Size) -> list[str]:
    """The pieces that a student knows: those that occur, single letters, and words that don't occur where there is
    room, since the teacher's vector says what they are like."""
    counts = Counter()
    for document in documents:
        counts.update(document.pieces.tolist())
    word = lambda piece: size.words and piece.isascii() and not piece.startswith("##")
    letter = lambda piece: piece.isascii() and len(piece.removeprefix("##")) == 1
    kept = [p for i, p in enumerate(pieces) if i and (counts[i] >= size.least or word(p) or letter(p))]
    return [pieces[0]] + kept


def in_pieces(documents: list[Document], program: Path, pieces: Path) -> None:
    """Gives documents' words in other pieces."""
    texts = [{"id": document.id, "text": document.text} for document in documents]
    for document, description in zip(documents, describe(program, pieces, texts)):
        document.pieces = np.array([p for word in description["pieces"] for p in word], np.int32)
        document.piece_ends = np.cumsum([len(word) for word in description["pieces"]], dtype=np.int64)


def vocabulary_of(work: Path, name: str) -> list[str]:
    """The pieces that a student has been trained with."""
    return (work / f"{name}.pieces.txt").read_text(encoding="utf-8").splitlines()


def principal(mpnet: Path, names: list[str], width: int) -> torch.Tensor:
    """The teacher's vectors of pieces along their principal components, as a start for a student's."""
    table, order = vectors(mpnet)
    # Before the words are what isn't used and single characters.
    first = order["the"]
    table = table - table[first:].mean(0)
    _, _, components = torch.linalg.svd(table[first:], full_matrices=False)
    starts = table @ components[:width].T
    starts = starts / starts.std() * 0.3
    starts = starts[[order[name] for name in names]]
    starts[0] = 0
    return starts


def study(work: Path, mpnet: Path, program: Path, name: str) -> None:
    """Trains a student."""
    torch.set_num_threads(1)
    torch.manual_seed(1)
    size = SIZES[name]
    with open(work / "documents.pkl", "rb") as file:
        sets = pickle.load(file)
    halves = lambda part: [pickle.loads((work / f"opinions-{part}{half}.pkl").read_bytes()) for half in (0, 1)]
    opinions = {part: {id: opinion for half in halves(part) for id, opinion in half.items()} for part in ASKED}
    pieces = (work / "pieces.txt").read_text(encoding="utf-8").splitlines()
    names = vocabulary(sets["train"] + sets["twins"] + sets["unlabelled"], pieces, size)
    own = work / f"{name}.pieces.txt"
    own.write_text("\n".join(names) + "\n", encoding="utf-8")
    for part, asked in (("train", "train"), ("twins", "train"), ("unlabelled", "unlabelled"), ("varied", "varied")):
        in_pieces(sets[part], program, own)
        for document in sets[part]:
            # A twin has the same words under other names, so that what is thought of one is true of the other.
            opinion = opinions[asked].get(document.id)
            same = opinion is not None and len(opinion.tags) == len(document.words)
            document.opinion = opinion if same else None
    encoder = size.student(len(names))
    with torch.no_grad():
        encoder.pieces.weight.copy_(principal(mpnet, names, size.piece_width))
    varied = {document.id: document for document in sets["varied"]}
    forms = [(document, twin, varied[document.id]) for document, twin in zip(sets["train"], sets["twins"])]
    others = [(document, varied.get(document.id, document)) for document in sets["unlabelled"]]

    def epoch(rng: random.Random):
        chosen = [rng.choices(form, (3, 2, 4))[0] for form in forms]
        chosen += [rng.choice(form) for form in others if rng.random() < 0.5]
        tokens = lambda document: np.arange(1, len(document.words) + 1)
        return cut(chosen, 384, tokens, 6144, rng)

    # The teacher says of each word how likely it is to be what, which is more than a label says: of labels alone a student
    # soon knows those of its documents by heart.
    plan = Plan(size.epochs, size.rate, size.rate, gold=0.25, opinion=3.0, link_opinion=2.0, average=0.999)
    train(Model(encoder), epoch, for_student, plan, work / f"{name}.pt")


def studied(work: Path, name: str) -> Model:
    """A student that has been trained."""
    model = Model(SIZES[name].student(len(vocabulary_of(work, name))))
    model.load_state_dict(torch.load(work / f"{name}.pt", weights_only=False)["average"])
    return model
