"""Trains the teachers."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import torch

from batches import BertPieces, cut, for_teacher
from learn import Plan, train
from network import Model, Teacher


def documents(work: Path, minilm: Path) -> dict:
    """The prepared documents, in the teacher's pieces."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with open(work / "documents.pkl", "rb") as file:
        sets = pickle.load(file)
    for docs in sets.values():
        for document in docs:
            document.bert = BertPieces(tokenizer, document)
    return sets


def teach(work: Path, minilm: Path, seed: int, threads: int, epochs: float = 3.5) -> Model:
    """A teacher trained on the labelled documents, half of them in each epoch in their rewritten form."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    sets = documents(work, minilm)
    pairs = list(zip(sets["train"], sets["twins"]))

    def epoch(rng: random.Random):
        chosen = [pair[rng.random() < 0.4] for pair in pairs]
        return cut(chosen, 256, lambda d: d.bert.ends, 2048, rng)

    model = Model(Teacher(minilm / "model.safetensors"))
    plan = Plan(epochs=epochs, rate=1e-4, head_rate=1e-3, seed=seed)
    return train(model, epoch, for_teacher, plan, work / f"teacher{seed}.pt")


def taught(work: Path, seed: int) -> Model:
    """A teacher that has been trained."""
    model = Model(Teacher(None))
    model.load_state_dict(torch.load(work / f"teacher{seed}.pt", weights_only=False)["average"])
    return model.eval()
