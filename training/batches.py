"""Windows of documents as tensors."""

from __future__ import annotations

import random

import numpy as np
import torch
from torch import Tensor

from corpus import FEATURES, NO_TARGET, NOT_ASKED, RULES, Document

Window = tuple[Document, int, int]
# Share of windows that are read without what the rules have found, so that a model doesn't lean on them alone.
WITHOUT_RULES = 0.15


class BertPieces:
    """A document's words in the teacher's pieces."""

    def __init__(self, tokenizer, document: Document) -> None:
        words = [document.text[start:end] for start, end in document.words]
        encoding = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        parts: list[list[int]] = [[] for _ in words]
        for piece, word in zip(encoding.ids, encoding.word_ids):
            parts[word].append(piece)
        # A word that the tokenizer drops, or a very long one, keeps its place.
        parts = [part[:16] or [tokenizer.token_to_id("[UNK]")] for part in parts]
        self.ids = np.array([piece for part in parts for piece in part], np.int64)
        self.ends = np.cumsum([len(part) for part in parts])
        self.word = np.repeat(np.arange(len(words)), [len(part) for part in parts])


def shared(windows: list[Window], drop_rules: random.Random | None) -> dict[str, Tensor]:
    """What teacher and students both need: features, tags, links, and which documents have gold."""
    rows, length = len(windows), max(end - first for _, first, end in windows)
    active = np.zeros((rows, length, FEATURES), np.float32)
    present = np.zeros((rows, length), bool)
    tags = np.zeros((rows, length), np.int64)
    links = np.full((rows, 3, length), -1, np.int64)
    for row, (document, first, end) in enumerate(windows):
        n = end - first
        active[row, :n] = document.active[first:end]
        if drop_rules and drop_rules.random() < WITHOUT_RULES:
            active[row, :, RULES] = 0
        present[row, :n] = True
        tags[row, :n] = document.tags[first:end]
        if tags[row, 0] in (2, 4, 6):  # a span that the window cuts begins here
            tags[row, 0] -= 1
        target = document.links[:, first:end]
        within = (target >= first) & (target < end)
        known = np.where(target == NOT_ASKED, -1, np.where(target == NO_TARGET, 0, np.where(within, target - first + 1, -1)))
        links[row, :, :n] = known
    gold = np.array([document.gold for document, _, _ in windows])
    arrays = {"active": active, "present": present, "tags": tags, "links": links, "gold": gold}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def for_teacher(windows: list[Window], drop_rules: random.Random | None = None) -> dict[str, Tensor]:
    """Windows as a teacher reads them."""
    batch = shared(windows, drop_rules)
    ranges = [(int(d.bert.ends[a - 1]) if a else 0, int(d.bert.ends[b - 1])) for d, a, b in windows]
    rows, length, tokens = len(windows), max(b - a for a, b in ranges), batch["present"].shape[1]
    ids, word = np.zeros((rows, length), np.int64), np.zeros((rows, length), np.int64)
    there, first = np.zeros((rows, length), bool), np.zeros((rows, tokens), np.int64)
    for row, ((document, a, b), (x, y)) in enumerate(zip(windows, ranges)):
        ids[row, : y - x], there[row, : y - x] = document.bert.ids[x:y], True
        word[row, : y - x] = document.bert.word[x:y] - a
        first[row, 1 : b - a] = document.bert.ends[a : b - 1] - x
    for name, array in {"bert": ids, "bert_word": word, "bert_present": there, "bert_first": first}.items():
        batch[name] = torch.from_numpy(array)
    return batch


def for_student(windows: list[Window], drop_rules: random.Random | None = None) -> dict[str, Tensor]:
    """Windows as a student reads them, with the teacher's opinion where there is one."""
    batch = shared(windows, drop_rules)
    ranges = [(int(d.piece_ends[a - 1]) if a else 0, int(d.piece_ends[b - 1])) for d, a, b in windows]
    rows, length, tokens = len(windows), max(b - a for a, b in ranges), batch["present"].shape[1]
    pieces, word = np.zeros((rows, length), np.int64), np.full((rows, length), tokens, np.int64)
    count, hashes = np.ones((rows, tokens), np.float32), np.zeros((rows, tokens, 8), np.int64)
    for row, ((document, a, b), (x, y)) in enumerate(zip(windows, ranges)):
        n = b - a
        sizes = np.diff(np.concatenate([[x], document.piece_ends[a:b]]))
        pieces[row, : y - x], word[row, : y - x] = document.pieces[x:y], np.repeat(np.arange(n), sizes)
        count[row, :n], hashes[row, :n] = sizes, document.hashes[a:b]
    arrays = {"pieces": pieces, "piece_word": word, "piece_count": count, "hashes": hashes}
    batch.update({name: torch.from_numpy(array) for name, array in arrays.items()})
    return batch | thought(windows, tokens)


def thought(windows: list[Window], tokens: int) -> dict[str, Tensor]:
    """What is thought of windows: how likely each tag is, the likeliest links, and, where it is told, which words are
    names (else -1)."""
    rows = len(windows)
    opinion = np.zeros((rows, tokens, 7), np.float32)
    targets, weights = np.zeros((rows, 3, tokens, 4), np.int64), np.zeros((rows, 3, tokens, 4), np.float32)
    names = np.full((rows, tokens), -1, np.float32)
    for row, (document, a, b) in enumerate(windows):
        n = b - a
        if (told := getattr(document, "names", None)) is not None:
            names[row, :n] = told[a:b]
        if (opinions := getattr(document, "opinion", None)) is not None:
            opinion[row, :n] = opinions.tags[a:b]
            target, weight = opinions.targets[:, a:b], opinions.weights[:, a:b]
            near = (target == NO_TARGET) | (target >= a) & (target < b)
            targets[row, :, :n] = np.where(target == NO_TARGET, 0, np.where(near, target - a + 1, 0))
            weights[row, :, :n] = np.where(near, weight, 0)
    arrays = {"opinion": opinion, "link_targets": targets, "link_weights": weights, "names": names}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def cut(documents: list[Document], longest: int, measure, area: int, rng: random.Random) -> list[list[Window]]:
    """An epoch of batches of at most `area` units, of windows of like length."""
    windows = [(d, a, b) for d in documents for a, b in d.windows(longest, measure(d), rng)]
    rng.shuffle(windows)
    batches = []
    for start in range(0, len(windows), 200):
        batch: list[Window] = []
        for window in sorted(windows[start : start + 200], key=lambda w: w[2] - w[1]):
            if batch and (window[2] - window[1]) * (len(batch) + 1) > area:
                batches.append(batch)
                batch = []
            batch.append(window)
        batches.append(batch)
    rng.shuffle(batches)
    return batches
