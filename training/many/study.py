"""Trains the student of many languages from what its teacher thinks of open texts, and from people's marks."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from batches import cut, for_student
from corpus import Document, read
from learn import Plan, train
from many.e5 import E5
from network import Model, Student
from opinions import Opinion

# The sizes of the student: numbers of a piece, of a hash, of the stream, and the widths of its layers.
PIECE, HASH, WIDTH, SPANS = 64, 24, 256, (3, 1, 3, 1)
# Pieces that occur less often aren't in its vocabulary, nor the rarest beyond so many.
LEAST, MOST = 4, 64000
# Words that are read in each language, by the kind of text, and the most of one document: nobody needs the whole of a novel.
WORDS = {"news": 160_000, "news_sentences": 60_000, "fiction": 80_000, "prose": 30_000, "parliament": 30_000, "blog": 15_000}
CHARACTERS = 12_000
# Parts of the source or the id of corpora whose right to the sentences they hold isn't proven.
LEFT_OUT = ("ronec", "idner", "facqa")


def texts(data: Path, language: str, rng: random.Random) -> list[dict]:
    """Open texts of a language, cut to stretches at paragraphs."""
    left = dict(WORDS)
    out = []
    documents = read(data / f"texts/{language}.jsonl.gz")
    rng.shuffle(documents)
    for document in documents:
        if any(part in document["source"].lower() or document["id"].lower().startswith(part) for part in LEFT_OUT):
            continue
        text, genre = document["text"], document["genre"]
        start = rng.randrange(max(1, len(text) - CHARACTERS)) if genre == "fiction" else 0
        while start < len(text) and left.get(genre, 0) > 0:
            if start:
                start = text.find("\n", start) + 1 or len(text)
            end = start + CHARACTERS
            end = len(text) if end >= len(text) else (text.rfind("\n", start, end) + 1 or end)
            piece = text[start:end]
            if piece.strip():
                out.append({"id": f"{document['id']}@{start}", "lang": language, "text": piece})
                left[genre] -= len(piece.split())
            if genre == "fiction":
                start += len(text) // 6 + CHARACTERS
            else:
                start = end
    return out


def vocabulary(tokenizer, documents: list[Document]) -> list[str]:
    """The pieces that occur often enough in words in small letters, by the teacher's tokenizer; those that go on with a word
    begin with ##."""
    words: Counter = Counter()
    for document in documents:
        words.update(document.text[start:end].lower() for start, end in document.words)
    order = sorted(words)
    counts: Counter = Counter()
    for word, code in zip(order, tokenizer.encode_batch([[w] for w in order], is_pretokenized=True, add_special_tokens=False)):
        for piece in code.tokens:
            name = piece[1:] if piece.startswith("▁") else "##" + piece
            counts[name] += words[word]
    letters = {c for word in order for c in word if words[word] >= LEAST}
    kept = [piece for piece, n in counts.most_common(MOST) if n >= LEAST and piece not in ("", "##", "<unk>")]
    kept += sorted({form for c in letters for form in (c, "##" + c)} - set(kept))
    return ["[UNK]"] + [piece for piece in kept if len(piece.encode()) < 250 and "\n" not in piece]


@torch.no_grad()
def starts(encoder: E5, tokenizer, names: list[str], width: int) -> torch.Tensor:
    """What the untrained teacher makes of each piece alone (as model2vec; Tulkens and van Dongen 2024), along the principal
    components of all, as a start for the student's vectors."""
    ids = []
    for name in names:
        piece = name[2:] if name.startswith("##") and len(name) > 2 else "▁" + name
        ids.append(tokenizer.token_to_id(piece) or tokenizer.token_to_id(name) or 3)
    rows = []
    for start in range(0, len(ids), 512):
        some = torch.tensor(ids[start : start + 512])
        text = torch.stack([torch.zeros_like(some), some, torch.full_like(some, 2)], 1)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            rows.append(encoder.read(text, torch.ones_like(text, dtype=torch.bool), encoder.layers)[:, 1].float())
    table = torch.cat(rows)
    table = table - table.mean(0)
    _, _, components = torch.linalg.svd(table, full_matrices=False)
    out = table @ components[:width].T
    # The first components say little more than how common a piece is: all are made as large as their neighbours.
    out = out / out.std(0) ** 0.5
    out = out / out.std() * 0.3
    out[0] = 0
    return out


@dataclass
class Part:
    """Documents of one sort: how much of them is read in an epoch."""

    documents: list[Document]
    share: float


def beginning(begin: torch.Tensor) -> Model:
    """A student whose pieces begin with these vectors."""
    torch.manual_seed(1)
    student = Student(len(begin), PIECE, WIDTH, SPANS, HASH)
    with torch.no_grad():
        student.pieces.weight.copy_(begin)
    return Model(student, names=True)


def study(model: Model, parts: list[Part], path: Path, epochs: float, rate: float, gold: float, average: float) -> Model:
    """Trains the student; `gold` is how much people's marks count."""

    def epoch(rng: random.Random):
        chosen = [d for part in parts for d in part.documents for _ in range(int(part.share) + (rng.random() < part.share % 1))]
        return cut(chosen, 320, lambda d: np.arange(1, len(d.words) + 1), 8192, rng)

    plan = Plan(epochs, rate, rate, gold=gold, opinion=3.0, link_opinion=2.0, names=0.5, average=average)
    return train(model, epoch, for_student, plan, path)


def with_opinion(document: Document, opinion: Opinion | None) -> bool:
    """Gives a document what the teacher thinks of it, half and half with marks that were carried over or tell speech alone, and
    which words it takes for names; returns whether it thinks anything."""
    if opinion is None or len(opinion.tags) != len(document.words):
        return False
    tags = opinion.tags / opinion.tags.sum(1, keepdims=True)
    if (told := getattr(document, "opinion", None)) is not None:
        known = told.tags.sum(1) > 0.5
        tags[known] = (tags[known] + told.tags[known]) / 2
    document.opinion = Opinion(tags, opinion.targets, opinion.weights)
    names = getattr(document, "names", None)
    document.names = (opinion.names if names is None else names).astype(np.float32)
    return True
