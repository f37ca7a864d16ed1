"""Writes the student's file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from corpus import FEATURES
from export import tensors
from many.study import HASH, PIECE, SPANS, WIDTH
from model_file import SIGNALS, write
from network import Model, Student

# The codes of ISO 639-3 of the languages it is for.
CODES = ("ces", "dan", "deu", "fin", "fra", "ita", "nld", "nob", "pol", "por", "ron", "rus", "spa", "swe", "ukr")


def export(work: Path, path: Path) -> None:
    """Writes the trained student as the library reads it, sure of nothing until it is calibrated."""
    names = (work / "multilingual.pieces.txt").read_text(encoding="utf-8").splitlines()
    model = Model(Student(len(names), PIECE, WIDTH, SPANS, HASH), names=True)
    model.load_state_dict(torch.load(work / "student.pt", weights_only=False)["average"])
    sizes = {"stream": WIDTH, "piece": PIECE, "hash": HASH, "link": model.heads.link_width, "features": FEATURES, "hashes": 8192,
             "pieces": len(names), "widths": list(SPANS), "forms": 1, "names": 1, "languages": CODES}
    out = tensors(model) | {"confidence": np.zeros(SIGNALS + 1)}
    # The row behind those of the tags tells names.
    for end, name in (("weights", model.heads.name.weight), ("bias", model.heads.name.bias)):
        out[f"tags.{end}"] = np.concatenate([out[f"tags.{end}"], name.detach().float().numpy()])
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, sizes, names, out)
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB", flush=True)
