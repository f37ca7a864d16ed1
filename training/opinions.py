"""What a teacher thinks of documents: for each token the probability of each tag, and its likeliest links."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from batches import for_teacher
from corpus import NO_TARGET, TAGS, Document
from network import NEVER, Model

# Links kept of each kind and token.
KEPT = 4
# The documents that the teacher is asked about; of a rewritten one it thinks as of its twin.
ASKED = ("train", "unlabelled", "varied")


@dataclass
class Opinion:
    """Of each token: tag probabilities, and for each kind of link the likeliest targets with their weight."""

    tags: np.ndarray
    targets: np.ndarray
    weights: np.ndarray
    # How likely each is a name, if the teacher tells.
    names: np.ndarray | None = None


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


# Windows that are read at once.
BATCH = 8


@torch.no_grad()
def opinions(teacher: Model, documents: list[Document]) -> dict[str, Opinion]:
    """A teacher's opinion of each document."""
    out = {}
    for document in documents:
        count = len(document.words)
        out[document.id] = Opinion(np.zeros((count, len(TAGS)), np.float32),
                                   np.full((3, count, KEPT), NO_TARGET, np.int32),
                                   np.zeros((3, count, KEPT), np.float32))
    cores = [(d, *window) for d in documents for window in pieces_windows(d, 256, 28)]
    cores.sort(key=lambda window: window[2] - window[1])
    for start in range(0, len(cores), BATCH):
        some = cores[start : start + BATCH]
        batch = for_teacher([window[:3] for window in some])
        h, scores = teacher(batch)
        tags = F.softmax(scores, -1)
        absent = ~torch.cat([torch.ones_like(batch["present"][:, :1]), batch["present"]], 1)
        links = F.softmax(teacher.heads.links(h).masked_fill(absent[:, None, None], NEVER), -1)
        names = None if teacher.heads.name is None else torch.sigmoid(teacher.heads.name(h))[..., 0].numpy()
        weights, targets = links.topk(min(KEPT, links.shape[-1]))
        for row, (document, first, _, core, core_end) in enumerate(some):
            inside, opinion = slice(core - first, core_end - first), out[document.id]
            opinion.tags[core:core_end] = tags[row, inside].numpy()
            if names is not None:
                if opinion.names is None:
                    opinion.names = np.zeros(len(document.words), np.float32)
                opinion.names[core:core_end] = names[row, inside]
            target = targets[row, :, inside].numpy()
            kept = target.shape[-1]
            opinion.targets[:, core:core_end, :kept] = np.where(target == 0, NO_TARGET, target - 1 + first)
            opinion.weights[:, core:core_end, :kept] = weights[row, :, inside].numpy()
    for opinion in out.values():
        # What lies outside any span has nothing to link.
        opinion.weights *= (opinion.tags[:, 0] < 0.9)[None, :, None]
    return out
