"""Documents with what the library reads of them, and with labels where there are some.

A document comes as JSON lines of `id`, `text` and, where people have marked them, `attributions`: lists of
`content`, `cue` and `source`, each a list of spans in characters."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
from collections.abc import Iterable
from pathlib import Path

import numpy as np

# The tags of the chain: outside, and the first token of, or inside, content, a cue, a source.
TAGS = ("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source")
ROLES = ("content", "cue", "source")
# What a link may say of a token: nothing is asked, or that there is no target.
NOT_ASKED, NO_TARGET = -2, -1
# Documents held out of PolNeAR's train part, to tune and to calibrate on.
HELD_OUT = 60
# How many features the library has, and which of them are the rules' own findings.
FEATURES = 112
RULES = slice(30, 40)


def read(path: Path) -> list[dict]:
    """The documents of a file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def division(count: int) -> tuple[list[int], list[int]]:
    """Which documents of PolNeAR's train part are held out, and which are trained on."""
    order = list(range(count))
    random.Random(7).shuffle(order)
    return order[:HELD_OUT], order[HELD_OUT:]


def held_out(data: Path) -> list[dict]:
    """The documents held out."""
    train = read(data / "polnear/train.jsonl.gz")
    return [train[i] for i in division(len(train))[0]]


def describe(program: Path, pieces: Path, documents: Iterable[dict]) -> list[dict]:
    """What the library reads of each document."""
    lines = "".join(json.dumps({"id": str(d["id"]), "text": d["text"]}) + "\n" for d in documents)
    done = subprocess.run([program, pieces], input=lines.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def characters(text: str) -> np.ndarray:
    """The character that begins at each byte of a text."""
    lengths = np.fromiter((len(c.encode("utf-8", "surrogatepass")) for c in text), np.int64, len(text))
    place = np.zeros(int(lengths.sum()) + 1, np.int64)
    place[np.concatenate([[0], np.cumsum(lengths)])] = np.arange(len(text) + 1)
    return place


class Document:
    """A text's tokens with their features and, where it has gold, their tags and links."""

    def __init__(self, document: dict, description: dict) -> None:
        self.id = str(document["id"])
        self.text: str = document["text"]
        place = characters(self.text)
        self.words = [(int(place[start]), int(place[end])) for start, end in description["tokens"]]
        count = len(self.words)
        self.starts = np.array([start for start, _ in self.words], np.int64)
        self.active = np.zeros((count, FEATURES), bool)
        for row, active in zip(self.active, description["active"]):
            row[active] = True
        self.hashes = np.array(description["hashes"], np.int16).reshape(count, 8)
        self.pieces = np.array([p for word in description["pieces"] for p in word], np.int32)
        self.piece_ends = np.cumsum([len(word) for word in description["pieces"]], dtype=np.int64)
        self.sentences = np.array(description["sentences"], np.int64)
        self.paragraphs = np.array(description["paragraphs"], np.int64)
        self.gold = "attributions" in document
        self.tags = np.zeros(count, np.int64)
        # Content to cue, content to source, cue to source: the target's first token.
        self.links = np.full((3, count), NOT_ASKED, np.int64)
        for attribution in document.get("attributions", ()):
            self.label(attribution)

    def is_word(self, token: int) -> bool:
        """Whether a token counts where a span begins or ends."""
        first = self.text[self.words[token][0]]
        return first.isalnum() or first in "$%&#@'" and self.words[token][1] - self.words[token][0] > 1

    def runs(self, spans: list[list[int]]) -> list[tuple[int, int]]:
        """Ranges of tokens under spans: without marks at their ends, joined where only marks part them."""
        inside = set()
        for start, end in spans:
            first = int(np.searchsorted(self.starts, start))
            if first and self.words[first - 1][1] > start:
                first -= 1
            inside.update(range(first, int(np.searchsorted(self.starts, end))))
        runs: list[list[int]] = []
        for token in sorted(inside):
            if not self.is_word(token):
                continue
            if runs and not any(map(self.is_word, range(runs[-1][1], token))):
                runs[-1][1] = token + 1
            else:
                runs.append([token, token + 1])
        return [(first, end) for first, end in runs]

    def label(self, attribution: dict) -> None:
        """Writes the tags and links of an attribution; a token keeps the role it has."""
        runs = [self.runs(attribution.get(role) or []) for role in ROLES]
        for role in (2, 1, 0):
            for first, end in runs[role]:
                if (self.tags[first:end] == 0).all():
                    self.tags[first:end] = 2 * role + 2
                    self.tags[first] = 2 * role + 1
        cue = runs[1][0][0] if runs[1] else NO_TARGET
        source = runs[2][0][0] if runs[2] else NO_TARGET
        for first, end in runs[0]:
            self.links[0, first:end] = cue
            self.links[1, first:end] = source
        for first, end in runs[1]:
            self.links[2, first:end] = source

    def windows(self, longest: int, measure: np.ndarray, rng) -> list[tuple[int, int]]:
        """Cuts the tokens into windows of at most `longest` units of `measure` (a running sum a token), at
        paragraphs, else at sentences, else anywhere. The first is of a random length, so that the cuts differ."""
        count = len(self.words)
        paragraphs, sentences = set(self.paragraphs.tolist()), set(self.sentences.tolist())
        windows, first = [], 0
        room = rng.randint(longest // 3, longest)
        while first < count:
            base = measure[first - 1] if first else 0
            end = max(int(np.searchsorted(measure, base + room, side="right")), first + 1)
            if end < count:
                behind = range(end, first + (end - first) // 2, -1)
                end = next((i for i in behind if i in paragraphs), None) or next(
                    (i for i in behind if i in sentences), end)
            windows.append((first, min(end, count)))
            first, room = min(end, count), longest
        return windows
