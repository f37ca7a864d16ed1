"""Trains the students that ship, from gold labels and from what the teachers think."""

from __future__ import annotations

import json
import pickle
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from batches import Window, cut, for_student
from corpus import Document, describe
from learn import Plan, train
from network import Model, Student
from opinions import Opinion


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
    # Epochs of each round.
    epochs: tuple[float, ...]
    rate: float

    def student(self, pieces: int) -> Student:
        return Student(pieces, self.piece_width, self.width, self.spans, self.hash_width)


SIZES = {
    "standard": Size(96, 24, 256, (3, 1, 3, 1), 1, True, (8, 7.5, 12), 2e-3),
    "fast": Size(48, 16, 192, (3, 1, 1), 4, False, (8, 9, 14), 3e-3),
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


def principal(minilm: Path, names: list[str], width: int) -> torch.Tensor:
    """The teacher's vectors of pieces along their principal components, as a start for a student's."""
    from safetensors.torch import load_file

    weights = load_file(minilm / "model.safetensors")
    table = next(v for k, v in weights.items() if k.endswith("word_embeddings.weight")).float()
    order = json.loads((minilm / "tokenizer.json").read_text())["model"]["vocab"]
    table = table - table[1996:].mean(0)
    _, _, components = torch.linalg.svd(table[1996:], full_matrices=False)
    vectors = table @ components[:width].T
    vectors = vectors / vectors.std() * 0.3
    vectors = vectors[[order[name] for name in names]]
    vectors[0] = 0
    return vectors


def lessons(documents: dict[str, list[Document]], opinions: dict[str, dict[str, Opinion]], program: Path,
            pieces: Path) -> Callable[[random.Random], list[list[Window]]]:
    """Epochs of the labelled documents, some in their rewritten form, and of half of the others, with the opinions of
    all, in a student's pieces."""
    for part, asked in (("train", "train"), ("twins", "train"), ("unlabelled", "unlabelled")):
        in_pieces(documents[part], program, pieces)
        for document in documents[part]:
            # A twin has the same words under other names, so that what is thought of one is true of the other.
            opinion = opinions[asked].get(document.id)
            same = opinion is not None and len(opinion.tags) == len(document.words)
            document.opinion = opinion if same else None
    pairs = list(zip(documents["train"], documents["twins"]))

    def epoch(rng: random.Random) -> list[list[Window]]:
        chosen = [pair[rng.random() < 0.4] for pair in pairs]
        others = [document for document in documents["unlabelled"] if rng.random() < 0.5]
        return cut(chosen + others, 384, tokens, 6144, rng)

    return epoch


def tokens(document: Document) -> np.ndarray:
    """Where each token ends, in tokens."""
    return np.arange(1, len(document.words) + 1)


def pair_of(work: Path, name: str) -> dict[str, dict[str, Opinion]]:
    """The opinions that two processes have written, each of half of the documents."""
    halves = [pickle.loads((work / f"{name}{half}.pkl").read_bytes()) for half in (0, 1)]
    return {part: {**halves[0][part], **halves[1][part]} for part in halves[0]}


def prepared(work: Path) -> dict[str, list[Document]]:
    """The documents that have been prepared."""
    with open(work / "documents.pkl", "rb") as file:
        return pickle.load(file)


def study(work: Path, minilm: Path, program: Path, name: str) -> None:
    """Trains a student round by round, from what the teachers think."""
    torch.manual_seed(1)
    size, sets = SIZES[name], prepared(work)
    pieces = (work / "pieces.txt").read_text(encoding="utf-8").splitlines()
    names = vocabulary(sets["train"] + sets["twins"] + sets["unlabelled"], pieces, size)
    own = work / f"{name}.pieces.txt"
    own.write_text("\n".join(names) + "\n", encoding="utf-8")
    epoch = lessons(sets, pair_of(work, "opinions"), program, own)
    encoder = size.student(len(names))
    with torch.no_grad():
        encoder.pieces.weight.copy_(principal(minilm, names, size.piece_width))
    model = Model(encoder)
    for number, epochs in enumerate(size.epochs, 1):
        # A later round goes on from the one before, and heeds the teachers more than the labels.
        plan = Plan(epochs, size.rate, size.rate, link_opinion=1.0) if number == 1 else later(epochs, 0.7 * size.rate)
        model = train(model, epoch, for_student, replace(plan, seed=number), work / f"{name}{number}.pt")


def studied(work: Path, name: str) -> tuple[Model, list[str]]:
    """A student as it is after its last round, and its vocabulary."""
    size = SIZES[name]
    names = (work / f"{name}.pieces.txt").read_text(encoding="utf-8").splitlines()
    model = Model(size.student(len(names)))
    model.load_state_dict(torch.load(work / f"{name}{len(size.epochs)}.pt", weights_only=False)["average"])
    return model, names


def later(epochs: float, rate: float) -> Plan:
    """The plan of a round after the first."""
    return Plan(epochs, rate, rate, opinion=3.0, link_opinion=2.0, average=0.999)
