"""Trains the teacher of many languages."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import numpy as np
import torch

from batches import cut, for_teacher, thought
from corpus import NO_TARGET, TAGS, Document
from learn import Plan, train
from many.e5 import E5
from network import Model
from opinions import KEPT, Opinion

# How sure a mark is that was carried over from another language, and its label says nothing of the rest of 1.
SURE = 0.94
# Pairs of quotation marks of the languages: half of the English articles get others.
STYLES = ("„“", "«»", "»«", "””", "„”", '""', "“”")


def restyled(document: Document, rng: random.Random) -> Document:
    """A document with its double quotation marks in another language's style."""
    opener, closer = rng.choice(STYLES)
    change = {"“": opener, "”": closer}
    text, inside = [], False
    for character in document.text:
        if character == '"':
            inside = not inside
            character = opener if inside else closer
        text.append(change.get(character, character))
    document.text = "".join(text)
    return document


def as_opinion(document: Document, attributions: list[dict]) -> Opinion:
    """Marks that were carried over, as an opinion: nothing is told of lines on which a part of a report was lost."""
    marked = Document.__new__(Document)
    marked.__dict__ |= document.__dict__
    count = len(document.words)
    marked.tags, marked.links = np.zeros(count, np.int64), np.full((3, count), -2, np.int64)
    for attribution in attributions:
        marked.label(attribution)
    tags = np.full((count, len(TAGS)), (1 - SURE) / (len(TAGS) - 1), np.float32)
    tags[np.arange(count), marked.tags] = SURE
    weights = (marked.links >= NO_TARGET).astype(np.float32)
    for attribution in attributions:
        if not attribution["lost"]:
            continue
        for start, end in attribution["content"]:
            line = document.text.rfind("\n", 0, start) + 1, document.text.find("\n", end) % (len(document.text) + 1)
            first, last = (int(np.searchsorted(document.starts, place)) for place in line)
            tags[first:last], weights[:, first:last] = 0, 0
    targets = np.full((3, count, KEPT), NO_TARGET, np.int32)
    kept = np.zeros((3, count, KEPT), np.float32)
    targets[:, :, 0], kept[:, :, 0] = np.maximum(marked.links, NO_TARGET), weights
    return Opinion(tags, targets, kept)


def read_batch(windows, rng):
    """Windows for the teacher, with what is thought of them."""
    batch = for_teacher(windows)
    return batch | thought(windows, batch["present"].shape[1])


def teach(sets: dict[str, list[Document]], weights: dict, path: Path, first: Model | None = None, epochs: float = 2.0,
          parts: dict[str, float] | None = None, rate: float = 1e-4) -> Model:
    """Trains the teacher on so much of each part a turn; goes on from `first` if it is given."""
    torch.manual_seed(1)
    model = first or Model(E5(weights), names=True)
    parts = parts or dict.fromkeys(sets, 1.0)

    def epoch(rng: random.Random):
        chosen = [d for part, share in parts.items() for d in sets[part] if rng.random() < share]
        return cut(chosen, 256, lambda d: d.bert.ends, 2560, rng)

    plan = Plan(epochs=epochs, rate=rate, head_rate=20 * rate, opinion=1.0, link_opinion=1.0, names=0.3)
    return train(model, epoch, read_batch, plan, path)


def taught(path: Path) -> Model:
    """The teacher that has been trained."""
    model = Model(E5(None), names=True)
    model.load_state_dict(torch.load(path, weights_only=False)["average"])
    return model.eval()


def as_spoken(document: Document, spans: list[list[int]]) -> Opinion:
    """Direct speech that people have marked, as an opinion that says nothing of other words."""
    marked = Document.__new__(Document)
    marked.__dict__ |= document.__dict__
    count = len(document.words)
    marked.tags, marked.links = np.zeros(count, np.int64), np.full((3, count), -2, np.int64)
    for span in spans:
        marked.label({"content": [span]})
    tags = np.full((count, len(TAGS)), (1 - SURE) / (len(TAGS) - 1), np.float32)
    tags[np.arange(count), marked.tags] = SURE
    tags[marked.tags == 0] = 0
    return Opinion(tags, np.full((3, count, KEPT), NO_TARGET, np.int32), np.zeros((3, count, KEPT), np.float32))


# What distances of links begin with: those that a teacher of English has learnt, in its steps, nearly.
NEAR = (0.8, 1.7, 1.8, 1.7, 1.7, 1.7, 1.7, 1.6, 1.5, 1.3, 1.0, 0.6, -0.2, -1.2, -1.5, -0.4, -1.3, -1.8)


@torch.no_grad()
def standardise(model: Model, documents: list[Document], count: int = 60) -> Model:
    """Lets the heads read what is left of a vector without what all have in common: a link that compares whole vectors learns ten
    times as slowly. What the heads say stays the same, but for distances, which get a start."""
    rng = random.Random(1)
    windows = [(document, 0, min(150, len(document.words))) for document in rng.sample(documents, count)]
    vectors = torch.cat([model.encoder(read_batch([window], None))[0] for window in windows])
    mean, spread = vectors.mean(0), vectors.std(0)
    model.encoder.mean.copy_(mean)
    model.encoder.spread.copy_(spread)
    for layer in (model.heads.tag, model.heads.name, model.heads.query, model.heads.key):
        layer.bias.add_(layer.weight @ mean)
        layer.weight.mul_(spread)
    model.heads.distance.copy_(1.5 * torch.tensor([*NEAR, *NEAR]).expand(3, -1))
    return model.train()
