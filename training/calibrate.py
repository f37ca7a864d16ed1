"""Fits how sure a model says it is to how often it is right, on texts that it hasn't learnt the labels of: articles held out,
everyday texts of our own, and the English Web Treebank, where syntax trees rule reports out.

News alone would make a model as sure of “she saw it differently” in a diary as in a political report."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from corpus import characters, held_out, read
from everyday import everyday
from marked import marked_texts


def proposals(program: Path, model: Path, documents: list[dict]) -> list[list[dict]]:
    """What the library proposes with a model: content, cue and source of each quote, in characters, and its signals. A document
    that doesn't say its language, as `lang`, is English."""
    asked = [{"id": str(number), "text": d["text"], "language": d.get("lang", "en")} for number, d in enumerate(documents)]
    lines = "".join(json.dumps(line) + "\n" for line in asked)
    done = subprocess.run([program, "--model", model], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    out = []
    for document, line in zip(documents, done.stdout.decode().splitlines(), strict=True):
        place = characters(document["text"])
        move = lambda span: [[int(place[span[0]]), int(place[span[1]])]] if span else []
        out.append([{"content": move(p["content"]), "cue": move(p["cue"]), "source": move(p["source"]),
                     "signals": p["signals"]}
                    for p in json.loads(line)["proposals"]])
    return out


def judged(documents: list[dict], proposed: list[list[dict]]) -> tuple[np.ndarray, np.ndarray]:
    """The signals of each proposal, and whether its content and source are right, as the scorer has it."""
    import quotes

    signals, right = [], []
    for document, found in zip(documents, proposed):
        text = document["text"]
        gold = quotes.items(text, document["attributions"], "span")
        items = [quotes.items(text, [p], "attribution") for p in found]
        kept = [(item[0], p["signals"]) for item, p in zip(items, found) if item]
        pairs = {j: i for i, j in quotes.pair(gold, [item for item, _ in kept], quotes.iou_half)}
        for j, (item, signal) in enumerate(kept):
            signals.append(signal)
            right.append(j in pairs and quotes.source_ok(gold[pairs[j]], item))
    return np.array(signals, np.float64), np.array(right, np.float64)


def web(corpora: Path, proposed: Callable[[list[dict]], list[list[dict]]], weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The signals of what is proposed in the English Web Treebank outside sentences with quotation marks, and how likely it
    is right: not at all where no word of its cue could report anything, else what `weights` say of it."""
    from negatives import treebank
    from silence import MARKS

    texts = read(corpora / "data/ud/en-ewt-train.jsonl.gz")
    signals, ruled_out = [], []
    for text, sentences, found in zip(texts, treebank(corpora), proposed(texts), strict=True):
        could = [span for _, spans in sentences for span in spans]
        for proposal in found:
            place = proposal["content"][0][0]
            start, end = next(span for span in text["sentences"] if place < span[1])
            if not MARKS.intersection(text["text"][start:end]):
                signals.append(proposal["signals"])
                ruled_out.append(not any(s < e and b < t for b, e in proposal["cue"] for s, t in could))
    sure = likely(np.array(signals, np.float64), weights)
    return np.array(signals, np.float64), np.where(ruled_out, 0.0, sure)


def likely(signals: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """How likely proposals with these signals are right."""
    return 1 / (1 + np.exp(-(np.column_stack([signals, np.ones(len(signals))]) @ weights)))


# How much a proposal counts in everyday texts, in the treebank and in our own corpus, where one counts 1 in the articles held
# out. Everyday texts have a fifth as many proposals as the articles; labels of the treebank are half a guess; our corpus, which
# is as large as the articles, doesn't count acts like "condemned the attack", as these do. So chosen that with the default
# threshold `standard` has fewer than 1.5 quotes in 1,000 words of everyday text that report nothing; that costs a point of F1
# in news.
EVERYDAY, WEB, MARKED = 2.0, 0.5, 0.15


def fit(parts: list[tuple[np.ndarray, np.ndarray, float]], penalty: float = 2.0) -> np.ndarray:
    """Weights of a logistic regression, the bias last, by Newton's method. A part has signals, how likely each is right, and
    how much each counts."""
    x = np.vstack([np.column_stack([signals, np.ones(len(signals))]) for signals, _, _ in parts])
    right = np.concatenate([right for _, right, _ in parts])
    counts = np.concatenate([np.full(len(right), counts) for _, right, counts in parts])
    ridge = penalty * np.diag([1.0] * (x.shape[1] - 1) + [0.0])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ weights)))
        hessian = (x * (counts * p * (1 - p))[:, None]).T @ x + ridge + 1e-9 * np.eye(x.shape[1])
        weights += np.linalg.solve(hessian, x.T @ (counts * (right - p)) - ridge @ weights)
    return weights


def calibrate(corpora: Path, program: Path, model: Path) -> np.ndarray:
    """What tells how sure a model is, with its weights."""
    sys.path[:0] = [str(corpora / "eval"), str(Path(__file__).parents[1] / "benches/accuracy")]
    proposed = lambda documents: proposals(program, model, documents)
    articles, ours, marked = held_out(corpora / "data"), everyday(), marked_texts()
    news = judged(articles, proposed(articles))
    parts = [(*news, 1.0), (*judged(ours, proposed(ours)), EVERYDAY), (*judged(marked, proposed(marked)), MARKED)]
    parts.append((*web(corpora, proposed, fit(parts[:1])), WEB))
    weights = fit(parts)
    tell(f"{model.stem}, {len(articles)} articles held out", *news, weights)
    return weights


def tell(what: str, signals: np.ndarray, right: np.ndarray, weights: np.ndarray) -> None:
    """Prints how often proposals are right, by how sure the model says it is."""
    sure = likely(signals, weights)
    print(f"{what}: {len(right)} proposals, {right.mean():.3f} right")
    for low in np.arange(0, 1, 0.1):
        inside = (sure >= low) & (sure < low + 0.1)
        if inside.any():
            print(f"  {low:.1f}–{low + 0.1:.1f}: {inside.sum():5} proposals, said {sure[inside].mean():.3f}, right {right[inside].mean():.3f}")
