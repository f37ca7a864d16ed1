"""The same document otherwise written: other quotation marks, other names, other words."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from pathlib import Path

import torch

# How a text may write its quotation marks and its apostrophe.
STYLES = (("“", "”", "’"), ('"', '"', "'"), ("''", "''", "'"), ("``", "''", "'"), ("“", "”", "'"), ('"', '"', "’"),
          ("‘", "’", "’"), ("«", "»", "’"))
WEIGHTS = (4, 4, 1, 1, 1, 1, 1, 0.3)
MARK = re.compile(r"''|``|[“”\"]|(?<=\w)['’](?=\w)")


def marks(text: str, rng: random.Random) -> list[tuple[int, int, str]]:
    """Replacements that write all marks in one style. A straight mark opens if white space is before it."""
    opening, closing, apostrophe = rng.choices(STYLES, WEIGHTS)[0]
    out = []
    for match in MARK.finditer(text):
        mark, start = match.group(), match.start()
        if mark in "'’":
            new = apostrophe
        elif mark in ("“", "``"):
            new = opening
        elif mark == "”":
            new = closing
        else:
            new = opening if start == 0 or text[start - 1] in " \n\t([—-" else closing
        if new != mark:
            out.append((start, match.end(), new))
    return out


def names(persons: list[tuple[int, int]], text: str, pool: list[str], rng: random.Random) -> list[tuple[int, int, str]]:
    """Replacements that call each word of a person's name something else, the same throughout the document."""
    new: dict[str, str] = {}
    out = []
    for start, end in persons:
        word = text[start:end]
        if word[:1].isupper() and len(word) > 2 and word.isalpha():
            name = new.setdefault(word.casefold(), rng.choice(pool))
            out.append((start, end, name.upper() if word.isupper() else name))
    return out


def neighbours(mpnet: Path, count: int = 24) -> dict[str, list[str]]:
    """For each whole word of the teacher's pieces, those whose vectors are most like its own, nearest first, of those
    that end alike: “claimed” has “asserted” and “alleged”, but not “claims”."""
    from mpnet import vectors

    table, order = vectors(mpnet)
    words = sorted(word for word in order if word.isascii() and word.isalpha() and len(word) > 2)
    table = table[[order[word] for word in words]]
    table = torch.nn.functional.normalize(table - table.mean(0), dim=1)
    ending = lambda word: next((end for end in ("s", "ed", "ing", "ly") if word.endswith(end)), "")
    out = {}
    for start in range(0, len(words), 2000):
        nearest = (table[start : start + 2000] @ table.T).topk(count + 1).indices[:, 1:].tolist()
        for word, row in zip(words[start : start + 2000], nearest):
            out[word] = [words[i] for i in row if ending(words[i]) == ending(word)]
    return out


def words(text: str, tokens: Iterable[tuple[int, int]], near: dict[str, list[str]], rng: random.Random) -> list[tuple[int, int, str]]:
    """Replacements of a tenth to a third of the words that have neighbours by one of them, as Jiao et al. (2020,
    TinyBERT) do; a word with a capital becomes the same throughout."""
    share, called, out = rng.uniform(0.1, 0.35), {}, []
    for start, end in tokens:
        word = text[start:end]
        choices = near.get(word.casefold())
        if not choices:
            continue
        if word[0].isupper():
            new = called.setdefault(word.casefold(), rng.choice(choices) if rng.random() < share else None)
            if new:
                out.append((start, end, new.upper() if word.isupper() else new.capitalize()))
        elif rng.random() < share:
            out.append((start, end, rng.choice(choices)))
    return out


def rewrite(document: dict, replacements: list[tuple[int, int, str]]) -> dict:
    """The document with its text replaced in places, and its attributions moved along."""
    text, parts, places, last = document["text"], [], [], 0
    length = 0
    for start, end, new in sorted(replacements):
        if start < last:
            continue
        parts += [text[last:start], new]
        places.extend(range(length, length + start - last))
        length += start - last
        places.extend([length] + [length + len(new)] * (end - start - 1))
        length += len(new)
        last = end
    parts.append(text[last:])
    places.extend(range(length, length + len(text) - last + 1))
    # The end of a span is the place of its last character's end: the start of the next.
    move = lambda spans: [[places[start], places[end]] for start, end in spans]
    attributions = [{role: move(a.get(role) or []) for role in ("content", "cue", "source")}
                    for a in document.get("attributions", ())]
    return {**document, "text": "".join(parts), "attributions": attributions}
