"""Fits how sure the model of many languages says it is to how often it is right, on texts of our own in its languages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from calibrate import fit, judged, likely
from corpus import characters
from many.documents import own


def calibrate(corpora: Path, program: Path, model: Path) -> np.ndarray:
    """What tells how sure the model is, with its weights."""
    sys.path.insert(0, str(corpora / "eval"))
    documents = own(held=True)
    signals, right = judged(documents, proposals(program, model, documents))
    weights = fit([(signals, right, 1.0)], penalty=4.0)
    sure = likely(signals, weights)
    print(f"{len(right)} proposals in {len(documents)} texts, {right.mean():.3f} right")
    for low in np.arange(0, 1, 0.1):
        inside = (sure >= low) & (sure < low + 0.1)
        if inside.any():
            print(f"  {low:.1f}–{low + 0.1:.1f}: {inside.sum():5} proposals, said {sure[inside].mean():.3f}, right {right[inside].mean():.3f}")
    return weights


def proposals(program: Path, model: Path, documents: list[dict]) -> list[list[dict]]:
    """What the library proposes with a model: content, cue and source of each quote, in characters, and its signals."""
    lines = "".join(json.dumps({"id": str(n), "text": d["text"], "language": d["lang"]}) + "\n" for n, d in enumerate(documents))
    done = subprocess.run([program, "--model", model], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    out = []
    for document, line in zip(documents, done.stdout.decode().splitlines(), strict=True):
        place = characters(document["text"])
        move = lambda span: [[int(place[span[0]]), int(place[span[1]])]] if span else []
        out.append([{**{role: move(p[role]) for role in ("content", "cue", "source")}, "signals": p["signals"]}
                    for p in json.loads(line)["proposals"]])
    return out
