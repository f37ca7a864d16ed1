"""Trains the models that are in use a little more, from what `standard` itself thinks, but for what syntax trees rule
out: models of political news take much for a report elsewhere (“I like their curry”, “they charge for it”)."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import torch

from batches import for_student
from export import restore
from learn import train
from negatives import hush
from network import Model
from opinions import opinions
from study import SIZES, in_pieces, later, lessons, pair_of, prepared, tokens

EPOCHS = {"standard": 4.0, "fast": 8.0}
SEEDS = (4, 14)


def think(work: Path, program: Path, corpora: Path, models: Path, half: int) -> None:
    """What `standard` thinks of every other document, but for what trees rule out."""
    path = work / f"thoughts{half}.pkl"
    if path.exists():
        return
    sets = prepared(work)
    model, names = restore(models / "standard.inqm")
    own = work / f"thoughts{half}.pieces.txt"
    own.write_text("\n".join(names) + "\n", encoding="utf-8")
    out = {}
    for part in ("train", "unlabelled"):
        documents = sets[part][half::2]
        in_pieces(documents, program, own)
        out[part] = opinions([model.eval()], documents, for_student, tokens)
    hushed, seen = hush(documents, out["unlabelled"], corpora)
    print(f"{hushed} sentences of {seen} hold no report", flush=True)
    path.with_suffix(".new").write_bytes(pickle.dumps(out))
    path.with_suffix(".new").replace(path)


def refine(work: Path, program: Path, models: Path, name: str) -> None:
    """Trains one of the models, once for each order of the texts."""
    own = work / f"{name}.pieces.txt"
    own.write_text("\n".join(restore(models / f"{name}.inqm")[1]) + "\n", encoding="utf-8")
    epoch = lessons(prepared(work), pair_of(work, "thoughts"), program, own)
    for seed in SEEDS:
        torch.manual_seed(1)
        model, _ = restore(models / f"{name}.inqm")
        plan = replace(later(EPOCHS[name], 0.4 * SIZES[name].rate), seed=seed)
        train(model, epoch, for_student, plan, work / f"{name}-refined{seed}.pt")


def refined(work: Path, models: Path, name: str) -> tuple[Model, list[str]]:
    """One of the models as it is after that, and its vocabulary: the mean of its trainings (a “model soup”, Wortsman
    et al. 2022)."""
    model, names = restore(models / f"{name}.inqm")
    states = [torch.load(work / f"{name}-refined{seed}.pt", weights_only=False)["average"] for seed in SEEDS]
    model.load_state_dict({key: sum(state[key] for state in states) / len(states) for key in states[0]})
    return model, names
