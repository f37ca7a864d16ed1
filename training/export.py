"""Writes a student's file, and makes a student of one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from corpus import FEATURES
from model_file import read, write
from network import Model, Student


def tensors(model: Model) -> dict[str, Tensor]:
    """A student's weights by the names of the file, but for those of its chain."""
    encoder, heads = model.encoder, model.heads
    out = {"pieces": encoder.pieces.weight, "hashes": encoder.hashes.weight, "features": encoder.features,
           "input.weights": encoder.project.weight, "input.bias": encoder.project.bias,
           "norm.gain": encoder.norm.weight, "norm.bias": encoder.norm.bias,
           "tags.weights": heads.tag.weight, "tags.bias": heads.tag.bias,
           "queries.weights": heads.query.weight, "queries.bias": heads.query.bias,
           "keys.weights": heads.key.weight, "keys.bias": heads.key.bias,
           "none": heads.null, "none.bias": heads.null_bias, "distances": heads.distance}
    for i, unit in enumerate(encoder.units):
        out |= {f"layers.{i}.norm.gain": unit.norm.weight, f"layers.{i}.norm.bias": unit.norm.bias,
                f"layers.{i}.weights": unit.w.weight, f"layers.{i}.bias": unit.w.bias}
    return out


# What tells how sure a model is weighs so much until it is calibrated: each signal, and the last for itself.
UNCALIBRATED = np.array([0.5, 0.2, 0.5, 0.5, 0.3, 0.5, 0.2, 0.2, 0, 0, 0, 0.5, 0, 1.5])


def export(model: Model, names: list[str], path: Path, confidence: np.ndarray = UNCALIBRATED) -> None:
    """Writes a trained student with its vocabulary as the library reads it."""
    encoder, heads = model.encoder, model.heads
    sizes = {"stream": encoder.width, "piece": encoder.pieces.weight.shape[1], "hash": encoder.hashes.weight.shape[1],
             "link": heads.link_width, "features": FEATURES, "hashes": encoder.hashes.weight.shape[0],
             "pieces": len(names), "widths": list(encoder.spans)}
    transitions, begin = heads.chain()
    arrays = {name: tensor.detach().float().numpy()
              for name, tensor in (tensors(model) | {"transitions": transitions, "begin": begin}).items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, sizes, names, arrays | {"confidence": confidence})
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB", flush=True)


@torch.no_grad()
def restore(path: Path) -> tuple[Model, list[str]]:
    """The student that a file was written of, to the precision of the file, and its vocabulary."""
    sizes, names, arrays = read(path)
    model = Model(Student(len(names), sizes["piece"], sizes["stream"], tuple(sizes["widths"]), sizes["hash"]))
    for name, tensor in tensors(model).items():
        tensor.copy_(torch.from_numpy(np.ascontiguousarray(arrays[name])).view_as(tensor))
    heads = model.heads
    # What may never be, the model knows by itself.
    heads.transitions.copy_(torch.from_numpy(arrays["transitions"]).masked_fill(heads.never < 0, 0))
    heads.begin.copy_(torch.from_numpy(arrays["begin"][0]).masked_fill(heads.never_first < 0, 0))
    return model, names
