"""Trains the students that ship, from gold labels and from what the teachers think."""

from __future__ import annotations

import pickle
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from batches import cut, for_student
from corpus import Document
from learn import Plan, train
from network import Model, Student


@dataclass(frozen=True)
class Size:
    """The sizes of a student."""

    piece_width: int
    width: int
    spans: tuple[int, ...]
    # Pieces that occur less often aren't in its vocabulary.
    least: int
    epochs: float
    rate: float


SIZES = {
    "standard": Size(96, 256, (3, 1, 3, 1), 1, 8, 2e-3),
    "fast": Size(48, 192, (3, 1, 1), 2, 8, 3e-3),
}


def vocabulary(documents: list[Document], pieces: list[str], least: int) -> np.ndarray:
    """The new number of each piece: 0 for those that occur less than `least` times."""
    counts = Counter()
    for document in documents:
        counts.update(document.pieces.tolist())
    kept = [piece for piece in range(1, len(pieces)) if counts[piece] >= least]
    numbers = np.zeros(len(pieces), np.int32)
    numbers[kept] = np.arange(1, len(kept) + 1)
    return numbers


def principal(minilm: Path, names: list[str], width: int) -> torch.Tensor:
    """The teacher's vectors of pieces along their principal components, as a start for a student's."""
    import json

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


def study(work: Path, minilm: Path, name: str, threads: int, seed: int = 1) -> tuple[Model, list[str]]:
    """A student and its vocabulary."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    size = SIZES[name]
    with open(work / "documents.pkl", "rb") as file:
        sets = pickle.load(file)
    halves = [pickle.loads((work / f"opinions{half}.pkl").read_bytes()) for half in (0, 1)]
    opinions = {part: {**halves[0][part], **halves[1][part]} for part in halves[0]}
    pieces = (work / "pieces.txt").read_text(encoding="utf-8").splitlines()
    seen = sets["train"] + sets["twins"] + sets["unlabelled"]
    numbers = vocabulary(seen, pieces, size.least)
    names = [pieces[0]] + [piece for piece, number in zip(pieces, numbers) if number]
    for part in ("train", "twins", "unlabelled"):
        for document in sets[part]:
            document.pieces = numbers[document.pieces]
            document.opinion = opinions[part].get(document.id)
    encoder = Student(len(names), size.piece_width, size.width, size.spans)
    with torch.no_grad():
        encoder.pieces.weight.copy_(principal(minilm, names, size.piece_width))
    pairs = list(zip(sets["train"], sets["twins"]))

    def epoch(rng: random.Random):
        chosen = [pair[rng.random() < 0.4] for pair in pairs]
        others = [document for document in sets["unlabelled"] if rng.random() < 0.5]
        tokens = lambda document: np.arange(1, len(document.words) + 1)
        return cut(chosen + others, 384, tokens, 6144, rng)

    plan = Plan(epochs=size.epochs, rate=size.rate, head_rate=size.rate, seed=seed, link_opinion=1.0)
    return train(Model(encoder), epoch, for_student, plan, work / f"{name}{seed}.pt"), names
