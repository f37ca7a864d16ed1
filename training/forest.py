"""Gradient-boosted trees that choose one of several candidates, and the file of the library's chooser of speakers."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np

# As in `speaker/chooser/forest.rs`: parts of a unit that a leaf counts in, and what stands for a leaf.
PARTS, LEAF = 256, 255

SETTINGS = dict(learning_rate=0.08, num_leaves=31, min_data_in_leaf=60, feature_fraction=0.5, bagging_fraction=0.8,
                bagging_freq=1, lambda_l2=3, max_bin=63, verbose=-1, num_threads=1, seed=7, deterministic=True,
                force_row_wise=True)


def softmax(scores: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Probabilities in each group of rows; `groups` is how many each has."""
    starts = np.concatenate([[0], np.cumsum(groups)[:-1]])
    number = np.repeat(np.arange(len(groups)), groups)
    power = np.exp(scores - np.maximum.reduceat(scores, starts)[number])
    return power / np.add.reduceat(power, starts)[number]


def grow(rows: np.ndarray, right: np.ndarray, groups: np.ndarray, trees: int, **settings):
    """Trees that tell which row of each group is right; several may be."""
    import lightgbm

    starts = np.concatenate([[0], np.cumsum(groups)[:-1]])
    number = np.repeat(np.arange(len(groups)), groups)

    def loss(scores, _):
        likely = softmax(scores, groups)
        wanted = right * likely / np.maximum(np.add.reduceat(likely * right, starts)[number], 1e-9)
        return likely - wanted, np.maximum(likely * (1 - likely), 1e-3)

    every = {**SETTINGS, **settings}
    data = lightgbm.Dataset(rows, label=right, params=dict(max_bin=every["max_bin"], verbose=-1), free_raw_data=True)
    return lightgbm.train({**every, "objective": loss}, data, trees)


def packed(booster, features: int) -> bytes:
    """The trees as the library reads them."""
    trees = [nodes(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    return struct.pack("<III", features, len(trees), sum(map(len, trees))) + b"".join(node for tree in trees for node in tree)


def nodes(node: dict) -> list[bytes]:
    """A tree in the order in which it is walked, yes first."""
    if "leaf_value" in node:
        value = max(-32768, min(32767, round(PARTS * node["leaf_value"])))
        return [struct.pack("<BBh", LEAF, 0, value)]
    assert node["decision_type"] == "<=", node
    yes, no = nodes(node["left_child"]), nodes(node["right_child"])
    most = max(0, min(255, int(np.floor(node["threshold"]))))
    return [struct.pack("<BBH", node["split_feature"], most, len(yes) + 1), *yes, *no]


def nothing(features: int) -> bytes:
    """A tree that says nothing, for a chooser without a second pass."""
    return struct.pack("<III", features, 1, 1) + struct.pack("<BBh", LEAF, 0, 0)


def write(path: Path, first: bytes, second: bytes, worth: bytes) -> None:
    """The file of a chooser."""
    body = first + second + worth
    path.write_bytes(b"\x89inqsay\n" + struct.pack("<III", 1, zlib.crc32(body), len(body)) + body)
