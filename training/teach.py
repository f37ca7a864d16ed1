"""Trains the teacher."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import torch

from batches import BertPieces, cut, for_teacher
from decode import report
from learn import Plan, train
from network import Model, Teacher


def documents(work: Path, mpnet: Path) -> dict:
    """The prepared documents, in the teacher's pieces."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(mpnet / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with open(work / "documents.pkl", "rb") as file:
        sets = pickle.load(file)
    for docs in sets.values():
        for document in docs:
            document.bert = BertPieces(tokenizer, document)
    return sets


def teach(work: Path, mpnet: Path, corpora: Path, epochs: float = 2.4) -> str:
    """Trains the teacher on the labelled documents, two fifths of them in each epoch in their rewritten form, and tells
    how good it is."""
    torch.manual_seed(1)
    sets = documents(work, mpnet)
    pairs = list(zip(sets["train"], sets["twins"]))

    def epoch(rng: random.Random):
        chosen = [pair[rng.random() < 0.4] for pair in pairs]
        return cut(chosen, 256, lambda d: d.bert.ends, 2048, rng)

    model = Model(Teacher(mpnet / "model.safetensors"))
    plan = Plan(epochs=epochs, rate=6e-5, head_rate=1e-3)
    teacher = train(model, epoch, for_teacher, plan, work / "teacher.pt")
    told = work / "teacher.txt"
    if not told.exists():
        told.write_text(report(teacher, sets["dev"], corpora), encoding="utf-8")
    return told.read_text(encoding="utf-8").strip()


def taught(work: Path) -> Model:
    """The teacher that has been trained."""
    model = Model(Teacher(None))
    model.load_state_dict(torch.load(work / "teacher.pt", weights_only=False)["average"])
    return model.eval()
