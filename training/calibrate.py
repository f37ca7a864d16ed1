"""Fits how sure a model says it is to how often it is right, on documents that it hasn't been trained on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from corpus import characters


def proposals(program: Path, model: Path, documents: list[dict]) -> list[list[dict]]:
    """What the library proposes with a model: the content and source of each quote, in characters, and its signals."""
    lines = "".join(json.dumps({"id": str(d["id"]), "text": d["text"]}) + "\n" for d in documents)
    done = subprocess.run([program, "--model", model], input=lines.encode(), capture_output=True, check=True)
    out = []
    for document, line in zip(documents, done.stdout.decode().splitlines()):
        place = characters(document["text"])
        move = lambda span: [[int(place[span[0]]), int(place[span[1]])]] if span else []
        out.append([{"content": move(p["content"]), "source": move(p["source"]), "signals": p["signals"]}
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


def fit(signals: np.ndarray, right: np.ndarray, penalty: float = 1.0) -> np.ndarray:
    """Weights of a logistic regression, the bias last, by Newton's method."""
    x = np.column_stack([signals, np.ones(len(signals))])
    ridge = penalty * np.diag([1.0] * signals.shape[1] + [0.0])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ weights)))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge + 1e-9 * np.eye(x.shape[1])
        weights += np.linalg.solve(hessian, x.T @ (right - p) - ridge @ weights)
    return weights


def calibrate(corpora: Path, program: Path, model: Path) -> np.ndarray:
    """What tells how sure a model is, with its weights."""
    from prepare import held_out

    sys.path.insert(0, str(corpora / "eval"))
    documents = held_out(corpora / "data")
    signals, right = judged(documents, proposals(program, model, documents))
    weights = fit(signals, right)
    sure = 1 / (1 + np.exp(-(np.column_stack([signals, np.ones(len(signals))]) @ weights)))
    print(f"{model.stem}: {len(right)} proposals on {len(documents)} documents held out, {right.mean():.3f} right")
    for low in np.arange(0, 1, 0.1):
        inside = (sure >= low) & (sure < low + 0.1)
        if inside.any():
            print(f"  {low:.1f}–{low + 0.1:.1f}: {inside.sum():5} proposals, said {sure[inside].mean():.3f}, right {right[inside].mean():.3f}")
    return weights
