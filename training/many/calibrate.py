"""Fits how sure the model of many languages says it is to how often it is right, on texts of our own in its languages."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from calibrate import fit, judged, proposals, tell
from many.documents import own


def calibrate(corpora: Path, program: Path, model: Path) -> np.ndarray:
    """What tells how sure the model is, with its weights."""
    sys.path.insert(0, str(corpora / "eval"))
    documents = own(held=True)
    signals, right = judged(documents, proposals(program, model, documents))
    weights = fit([(signals, right, 1.0)], penalty=4.0)
    tell(f"{model.stem}, {len(documents)} texts", signals, right, weights)
    return weights
