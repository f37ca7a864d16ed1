"""What teachers think of documents: for each token the probability of each tag, and its likeliest links."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from batches import for_teacher
from corpus import NO_TARGET, TAGS, Document
from network import NEVER, Model

# Links kept of each kind and token.
KEPT = 4


@dataclass
class Opinion:
    """Of each token: tag probabilities, and for each kind of link the likeliest targets with their weight."""

    tags: np.ndarray
    targets: np.ndarray
    weights: np.ndarray


def pieces_windows(document: Document, longest: int, context: int) -> list[tuple[int, int, int, int]]:
    """Windows `[first, end)` around cores `[core, core_end)` that tile the document; sizes in pieces."""
    ends, count = document.bert.ends, len(document.words)
    out, core = [], 0
    while core < count:
        base = ends[core - 1] if core else 0
        core_end = max(int(np.searchsorted(ends, base + longest - 2 * context, side="right")), core + 1)
        first = int(np.searchsorted(ends, base - context, side="left")) if base > context else 0
        end = int(np.searchsorted(ends, (ends[first - 1] if first else 0) + longest, side="right"))
        out.append((first, max(core_end, min(end, count)), core, min(core_end, count)))
        core = core_end
    return out


@torch.no_grad()
def opinions(teachers: list[Model], documents: list[Document]) -> dict[str, Opinion]:
    """The mean opinion of several teachers."""
    out = {}
    for teacher in teachers:
        teacher.eval()
    for document in documents:
        count = len(document.words)
        tags = np.zeros((count, len(TAGS)), np.float32)
        targets = np.full((3, count, KEPT), NO_TARGET, np.int32)
        weights = np.zeros((3, count, KEPT), np.float32)
        for first, end, core, core_end in pieces_windows(document, 256, 28):
            batch = for_teacher([(document, first, end)])
            sums = [0.0, 0.0]
            for teacher in teachers:
                h, scores = teacher(batch)
                sums[0] = sums[0] + F.softmax(scores[0], -1)
                sums[1] = sums[1] + F.softmax(teacher.heads.links(h)[0], -1)
            inside = slice(core - first, core_end - first)
            tags[core:core_end] = (sums[0][inside] / len(teachers)).numpy()
            weight, target = (sums[1][:, inside] / len(teachers)).topk(min(KEPT, end - first + 1))
            kept = target.shape[-1]
            targets[:, core:core_end, :kept] = np.where(target == 0, NO_TARGET, target.numpy() - 1 + first)
            weights[:, core:core_end, :kept] = weight.numpy()
        # What lies outside any span has nothing to link.
        weights *= (tags[:, 0] < 0.9)[None, :, None]
        out[document.id] = Opinion(tags, targets, weights)
    return out
