"""Carries marks over from English texts to their translations, line by line, where words of both mean the same.

Words are paired by the vectors of a multilingual network that nobody has trained for this (Jalili Sabet et al. 2020, “SimAlign”):
a pair is one if each is the other's nearest. A word without a partner goes with the words around it."""

from __future__ import annotations

from collections import Counter

import numpy as np
import torch

from corpus import Document
from many.e5 import E5

# The layer whose vectors say best which words mean the same, as with others of its kind.
LAYER = 8
# What a pair must be like, and what a word further along a line costs.
LEAST, FAR = 0.35, 0.25
OPENING, CLOSING = "“„«»”\"‘‚‹", "”“»«\"’‘›"


@torch.no_grad()
def vectors(encoder: E5, document: Document, lines: list[list[int]]) -> list[tuple[range, np.ndarray]]:
    """The tokens of each line with their vectors."""
    out = []
    for start, end in lines:
        tokens = range(int(np.searchsorted(document.starts, start)), int(np.searchsorted(document.starts, end)))
        if not tokens:
            out.append((tokens, np.zeros((0, encoder.width), np.float32)))
            continue
        before = int(document.bert.ends[tokens.start - 1]) if tokens.start else 0
        ids = document.bert.ids[before : document.bert.ends[tokens.stop - 1]][:500]
        word = document.bert.word[before : before + len(ids)] - tokens.start
        all_ids = torch.from_numpy(np.concatenate([[0], ids, [2]]))[None]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            h = encoder.read(all_ids, torch.ones_like(all_ids, dtype=torch.bool), LAYER)[0, 1:-1].float()
        sums = torch.zeros(len(tokens), encoder.width).index_add_(0, torch.from_numpy(word), h)
        out.append((tokens, sums.numpy()))
    return out


def pairs(ours: np.ndarray, theirs: np.ndarray) -> list[tuple[int, int]]:
    """Which tokens of two lines mean the same."""
    if not len(ours) or not len(theirs):
        return []
    centre = lambda x: x - x.mean(0) * 0.5
    unit = lambda x: x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-6)
    alike = unit(centre(ours)) @ unit(centre(theirs)).T
    place = lambda n: (np.arange(n) + 0.5) / n
    alike = alike - FAR * np.abs(place(len(ours))[:, None] - place(len(theirs))[None])
    best, back = alike.argmax(1), alike.argmax(0)
    return [(i, int(j)) for i, j in enumerate(best) if back[j] == i and alike[i, j] > LEAST]


def roles(document: Document) -> list[tuple[int, str] | None]:
    """What each English token is: a role of one of the reports that aren't inside another's content."""
    out: list[tuple[int, str] | None] = [None] * len(document.words)
    for number, attribution in enumerate(document.attributions):
        if attribution.get("within") is not None:
            continue
        for role in ("source", "cue", "content"):
            for start, end in attribution[role]:
                first = int(np.searchsorted(document.starts, start))
                for token in range(first, int(np.searchsorted(document.starts, end))):
                    out[token] = out[token] or (number, role)
    return out


def carried(english: Document, other: Document, links: list[tuple[int, int]]) -> list[dict]:
    """The reports of an English document, in its translation."""
    told = roles(english)
    word = lambda token: other.is_word(token)
    mine: list[tuple[int, str] | None | bool] = [False] * len(other.words)
    for i, j in sorted(links):
        mine[j] = told[i]
    text = lambda token: other.text[slice(*other.words[token])]
    lines = [other.text.count("\n", 0, start) for start, _ in other.words]
    fill(other, mine, lines, word, text)
    out = []
    for number, attribution in enumerate(english.attributions):
        spans = {role: ranges(other, mine, (number, role), lines) for role in ("content", "cue", "source")}
        # One that lost a part in translation isn't to be learnt from; the line is then left out, see `doubtful`.
        if spans["content"]:
            out.append({**spans, "number": number, "lost": [r for r in ("cue", "source") if attribution[r] and not spans[r]]})
    return out


def fill(document: Document, mine: list, lines: list[int], word, text) -> None:
    """Gives tokens without a partner the role of their neighbours: between two that are alike that role, else that of the
    neighbour from which no mark parts it, the one before first."""
    known = [token for token in range(len(mine)) if mine[token] is not False]
    for left, right in zip([None, *known], [*known, None]):
        gap = range(0 if left is None else left + 1, len(mine) if right is None else right)
        before = mine[left] if left is not None else None
        after = mine[right] if right is not None else None
        for token in gap:
            same_left = left is not None and lines[left] == lines[token]
            same_right = right is not None and lines[right] == lines[token]
            a, b = before if same_left else None, after if same_right else None
            if a == b or not same_right and not same_left:
                mine[token] = a
                continue
            parted = lambda tokens: any(not word(t) for t in tokens)
            from_left, from_right = parted(range(gap.start, token + 1)), parted(range(token, gap.stop))
            if from_left != from_right:
                mine[token] = b if from_left else a
            else:
                # Content begins with the words that open it, and a source with its article: what comes leads.
                mine[token] = b if b else a


def ranges(document: Document, mine: list, role: tuple[int, str], lines: list[int]) -> list[list[int]]:
    """The spans of a role, in characters: without marks at their ends but for quotation marks that belong to content, and
    joined over a stray word."""
    tokens = [token for token, what in enumerate(mine) if what == role]
    runs: list[list[int]] = []
    for token in tokens:
        # Words of no role in the midst of content are content; two words of another role are none.
        near = runs and lines[runs[-1][1] - 1] == lines[token]
        if near and (runs[-1][1] == token or role[1] == "content" and all(mine[t] in (None, role) for t in range(runs[-1][1], token)) and token - runs[-1][1] <= 3):
            runs[-1][1] = token + 1
        else:
            runs.append([token, token + 1])
    out = []
    for first, end in runs:
        words = [t for t in range(first, end) if document.is_word(t)]
        if not words:
            continue
        a, b = words[0], words[-1] + 1
        if role[1] == "content":
            a, b = with_marks(document, a, b, lines)
        out.append([document.words[a][0], document.words[b - 1][1]])
    if role[1] != "content" and len(out) > 1:
        # The longest part of a source or a cue; a cue may have two near each other, as in “teilte … mit”.
        out.sort(key=lambda span: span[0] - span[1])
        out = sorted(out[: 2 if role[1] == "cue" else 1])
    return out


def with_marks(document: Document, first: int, end: int, lines: list[int]) -> tuple[int, int]:
    """Content with the quotation marks that open or close around it on its own line."""
    line, count = lines[first], len(document.words)
    here = lambda token: 0 <= token < count and lines[token] == line
    text = lambda token: document.text[document.words[token][0]]
    before = here(first - 1) and text(first - 1) in OPENING
    # A mark that has a space behind it opens nothing.
    opens = before and document.words[first - 1][1] == document.words[first][0]
    behind = end
    line = lines[end - 1]
    while here(behind) and text(behind) in ".!?,…":
        behind += 1
    closes = here(behind) and text(behind) in CLOSING and document.words[behind - 1][1] == document.words[behind][0]
    opened = opens or any(text(token) in OPENING for token in range(first, end))
    return first - opens, behind + 1 if closes and opened else end


def project(encoder: E5, english: dict[str, Document], others: list[Document]) -> None:
    """Gives translations the attributions of their originals, by id, and says how many were lost."""
    cache = {id_: vectors(encoder, document, document.lines) for id_, document in english.items()}
    counts: Counter = Counter()
    for other in others:
        original = english[other.original]
        links = []
        for (mine, a), (theirs, b) in zip(cache[other.original], vectors(encoder, other, other.lines), strict=True):
            links += [(mine.start + i, theirs.start + j) for i, j in pairs(a, b)]
        other.carried = carried(original, other, links)
        counts[other.lang, "there"] += sum(a.get("within") is None for a in original.attributions)
        counts[other.lang, "carried"] += len(other.carried)
        counts[other.lang, "whole"] += sum(not a["lost"] for a in other.carried)
    for lang in sorted({lang for lang, _ in counts}):
        print(lang, *(f"{what} {counts[lang, what]}" for what in ("there", "carried", "whole")), flush=True)
