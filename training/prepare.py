"""Reads the corpora once, as the library reads them, and keeps the documents: `WORK/documents.pkl`."""

from __future__ import annotations

import json
import pickle
import random
from collections import Counter
from pathlib import Path

import augment
from corpus import Document, describe, division, read

# So many of the most common words are never replaced by others.
COMMON = 100


def persons(parse: dict) -> list[tuple[int, int]]:
    """The words of persons' names, by the parser's named entities."""
    return [(t[0], t[1]) for sentence in parse["sentences"] for t in sentence if t[5] == "PERSON"]


def bert_pieces(mpnet: Path) -> list[str]:
    """The teacher's vocabulary, in order; the unknown first."""
    vocabulary = json.loads((mpnet / "tokenizer.json").read_text())["model"]["vocab"]
    ordered = sorted(vocabulary, key=vocabulary.get)
    # Such as [CLS], [unused7] and <mask>.
    special = lambda piece: len(piece) > 1 and piece[0] + piece[-1] in ("[]", "<>")
    return ["[UNK]"] + [piece for piece in ordered if not special(piece)]


def unlabelled(data: Path) -> list[dict]:
    """News, the web, and fiction without labels."""
    out = [{"id": f"wikinews-{d['id']}", "text": d["text"]} for d in read(data / "wikinews/raw.jsonl.gz")]
    out += [{"id": f"ewt-{i}", "text": d["text"]} for i, d in enumerate(read(data / "ud/en-ewt-train.jsonl.gz"))]
    out += [{"id": f"litbank-{i}", "text": d["text"]} for i, d in enumerate(read(data / "litbank/train.jsonl.gz"))]
    return out


def varied(documents: list[Document], mpnet: Path, rng: random.Random) -> list[dict]:
    """The documents with other words, which nobody has labelled."""
    seen = Counter(document.text[start:end].casefold() for document in documents for start, end in document.words)
    common = {word for word, _ in seen.most_common(COMMON)}
    near = {word: [other for other in others if other not in common][:5]
            for word, others in augment.neighbours(mpnet).items() if word not in common}
    out = []
    for document in documents:
        text = {"id": document.id, "text": document.text}
        out.append(augment.rewrite(text, augment.words(document.text, document.words, near, rng)))
        del out[-1]["attributions"]
    return out


def prepare(data: Path, mpnet: Path, program: Path, work: Path) -> None:
    """Describes the documents, their rewritten twins, and what they become with other words."""
    work.mkdir(parents=True, exist_ok=True)
    pieces = work / "pieces.txt"
    pieces.write_text("\n".join(bert_pieces(mpnet)) + "\n", encoding="utf-8")
    rng = random.Random(1)
    train = read(data / "polnear/train.jsonl.gz")
    parses = {d["id"]: persons(d) for d in read(data / "polnear/corenlp-train.jsonl.gz")}
    texts = {d["id"]: d["text"] for d in train}
    called = Counter(texts[i][s:e] for i, spans in parses.items() if i in texts for s, e in spans)
    pool = sorted(name for name, count in called.items() if name.isalpha() and name[0].isupper() and 2 < len(name) < 14)
    twins = []
    for document in train:
        text = document["text"]
        changes = augment.names(parses.get(document["id"], []), text, pool, rng) if rng.random() < 0.7 else []
        twins.append(augment.rewrite(document, changes + augment.marks(text, rng)))
    sets = {"train": train, "twins": twins, "dev": read(data / "polnear/dev.jsonl.gz"), "unlabelled": unlabelled(data)}
    read_all = lambda documents: [Document(d, x) for d, x in zip(documents, describe(program, pieces, documents))]
    described = {name: read_all(documents) for name, documents in sets.items()}
    held, rest = division(len(train))
    described["held"] = [described["train"][i] for i in held]
    described["twins"] = [described["twins"][i] for i in rest]
    described["train"] = [described["train"][i] for i in rest]
    news = [document for document in described["unlabelled"] if document.id.startswith("wikinews-")]
    described["varied"] = read_all(varied(described["train"] + news, mpnet, random.Random(2)))
    new = work / "documents.new"
    new.write_bytes(pickle.dumps(described))
    new.replace(work / "documents.pkl")
    for name, docs in described.items():
        print(name, len(docs), "documents", sum(len(d.words) for d in docs), "tokens", flush=True)
