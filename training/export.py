"""Writes a student's file."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from corpus import FEATURES
from model_file import SIGNALS, write
from network import Model
from study import SIZES, studied, vocabulary_of


def tensors(model: Model) -> dict[str, np.ndarray]:
    """A student's weights by the names of the file."""
    encoder, heads = model.encoder, model.heads
    transitions, begin = heads.chain()
    out = {"pieces": encoder.pieces.weight, "hashes": encoder.hashes.weight, "features": encoder.features,
           "input.weights": encoder.project.weight, "input.bias": encoder.project.bias,
           "norm.gain": encoder.norm.weight, "norm.bias": encoder.norm.bias,
           "tags.weights": heads.tag.weight, "tags.bias": heads.tag.bias,
           "transitions": transitions, "begin": begin,
           "queries.weights": heads.query.weight, "queries.bias": heads.query.bias,
           "keys.weights": heads.key.weight, "keys.bias": heads.key.bias,
           "none": heads.null, "none.bias": heads.null_bias, "distances": heads.distance}
    for i, unit in enumerate(encoder.units):
        out |= {f"layers.{i}.norm.gain": unit.norm.weight, f"layers.{i}.norm.bias": unit.norm.bias,
                f"layers.{i}.weights": unit.w.weight, f"layers.{i}.bias": unit.w.bias}
    return {name: tensor.detach().float().numpy() for name, tensor in out.items()}


def export(work: Path, name: str, path: Path) -> None:
    """Writes a trained student as the library reads it, sure of nothing until it is calibrated."""
    size, names, model = SIZES[name], vocabulary_of(work, name), studied(work, name)
    sizes = {"stream": size.width, "piece": size.piece_width, "hash": size.hash_width, "link": model.heads.link_width,
             "features": FEATURES, "hashes": 8192, "pieces": len(names), "widths": list(size.spans),
             "forms": 0, "names": 0, "languages": ["eng"]}
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, sizes, names, tensors(model) | {"confidence": np.zeros(SIGNALS + 1)})
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB", flush=True)
