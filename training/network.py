"""The networks: a teacher (a transformer) and its students (simple recurrent units), with the same heads."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from corpus import FEATURES, TAGS

NEVER = -1e4
LINKS = 3
# Whether the processor multiplies 16-bit floats: without instructions for it PyTorch takes ten times as long as for
# 32-bit ones.
SHORT = any(torch.cpu.get_capabilities().get(name) for name in ("avx512_bf16", "amx_bf16", "bf16"))
# Distances that a link tells apart on each side.
DISTANCES = 18


class Block(nn.Module):
    """A layer of a transformer (Vaswani et al. 2017), normalized behind each half as in BERT (Devlin et al. 2019)."""

    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, 1e-5), nn.LayerNorm(width, 1e-5)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # On a processor, going back through `F.scaled_dot_product_attention` takes twice as long as all of this.
        with torch.autocast("cpu", enabled=False):
            scores = (q / math.sqrt(width // self.heads)) @ k.transpose(2, 3)
            attended = F.softmax(scores.float() + bias, -1).to(v.dtype) @ v
        x = self.norm1(x + self.out(attended.transpose(1, 2).reshape(batch, length, width)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Teacher(nn.Module):
    """The lower layers of MPNet (Song et al. 2020), with the library's features added behind those that stay as they
    are. Eight layers of twelve, of which five are trained, for the sake of time."""

    width, heads, layers, frozen, buckets = 768, 12, 8, 3, 32

    def __init__(self, weights: Path | None, dropout: float = 0.1) -> None:
        super().__init__()
        width = self.width
        self.pieces, self.places = nn.Embedding(30527, width), nn.Embedding(514, width)
        self.norm = nn.LayerNorm(width, 1e-5)
        # What each head adds for a distance, the same in all layers.
        self.distances = nn.Parameter(torch.zeros(self.buckets, self.heads))
        self.features = nn.Parameter(torch.zeros(FEATURES, width))
        self.blocks = nn.ModuleList([Block(width, 4 * width, self.heads) for _ in range(self.layers)])
        self.dropout = nn.Dropout(dropout)
        if weights:
            self.load(weights)
        for part in (self.pieces, self.places, self.norm, *self.blocks[: self.frozen]):
            part.requires_grad_(False)
        self.distances.requires_grad_(False)

    @torch.no_grad()
    def load(self, path: Path) -> None:
        """Takes over the weights of a checkpoint in the format of Hugging Face."""
        from safetensors.torch import load_file

        have = {key: value.float() for key, value in load_file(path).items() if value.is_floating_point()}
        self.pieces.weight.copy_(have["embeddings.word_embeddings.weight"])
        self.places.weight.copy_(have["embeddings.position_embeddings.weight"])
        self.distances.copy_(have["encoder.relative_attention_bias.weight"])
        for end in ("weight", "bias"):
            getattr(self.norm, end).copy_(have[f"embeddings.LayerNorm.{end}"])
            for i, block in enumerate(self.blocks):
                at = lambda name: have[f"encoder.layer.{i}.{name}.{end}"]
                getattr(block.qkv, end).copy_(torch.cat([at(f"attention.attn.{part}") for part in "qkv"]))
                getattr(block.out, end).copy_(at("attention.attn.o"))
                getattr(block.norm1, end).copy_(at("attention.LayerNorm"))
                getattr(block.up, end).copy_(at("intermediate.dense"))
                getattr(block.down, end).copy_(at("output.dense"))
                getattr(block.norm2, end).copy_(at("output.LayerNorm"))

    def bias(self, present: Tensor) -> Tensor:
        """What attention adds for distances, in the buckets of T5 (Raffel et al. 2020), and for absent pieces."""
        length, half = present.shape[1], self.buckets // 2
        ahead = torch.arange(length)[None] - torch.arange(length)[:, None]
        far = ahead.abs()
        steps = torch.log(far.clamp(min=1) / (half // 2)) / math.log(128 / (half // 2)) * (half - half // 2)
        far = torch.where(far < half // 2, far, (half // 2 + steps.long()).clamp(max=half - 1))
        bias = self.distances[far + half * (ahead > 0)].permute(2, 0, 1)[None]
        return bias if present.all() else bias.masked_fill(~present[:, None, None], NEVER)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        ids, present = batch["bert"], batch["bert_present"]
        with torch.no_grad():
            # Places are counted from 2 on.
            x = self.norm(self.pieces(ids) + self.places.weight[2 : 2 + ids.shape[1]])
            bias = self.bias(present)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
            with torch.no_grad():
                for block in self.blocks[: self.frozen]:
                    x = block(x, bias)
            # The features of a word go to all its pieces.
            features = batch["active"] @ self.features
            x = self.dropout(x + features.gather(1, batch["bert_word"][..., None].expand(-1, -1, self.width)))
            for block in self.blocks[self.frozen :]:
                x = block(x, bias)
        x = x.float().gather(1, batch["bert_first"][..., None].expand(-1, -1, self.width))
        return self.dropout(x)


class Recurrence(torch.autograd.Function):
    """c_t = f_t c_(t-1) + u_t over the first axis; the second half of the last axis the other way round."""

    @staticmethod
    def forward(context, f: Tensor, u: Tensor) -> Tensor:
        c = torch.empty_like(u)
        for fs, us, cs in zip(both_ways(f), both_ways(u), both_ways(c)):
            previous = torch.zeros_like(us[0])
            for ft, ut, ct in zip(fs, us, cs):
                previous = torch.addcmul(ut, ft, previous, out=ct)
        context.save_for_backward(f, c)
        return c

    @staticmethod
    def backward(context, out: Tensor) -> tuple[Tensor, Tensor]:
        f, c = context.saved_tensors
        grad = torch.empty_like(f)
        for fs, outs, grads in zip(both_ways(f), both_ways(out.contiguous()), both_ways(grad)):
            grads[-1].copy_(outs[-1])
            for t in range(len(grads) - 2, -1, -1):
                torch.addcmul(outs[t], fs[t + 1], grads[t + 1], out=grads[t])
        df, half = torch.zeros_like(f), f.shape[-1] // 2
        torch.mul(grad[1:, :, :half], c[:-1, :, :half], out=df[1:, :, :half])
        torch.mul(grad[:-1, :, half:], c[1:, :, half:], out=df[:-1, :, half:])
        return df, grad


def both_ways(x: Tensor) -> tuple[tuple[Tensor, ...], tuple[Tensor, ...]]:
    """The steps of one half in their order, and those of the other from the last to the first."""
    ahead, back = x.chunk(2, -1)
    return ahead.unbind(0), back.unbind(0)[::-1]


class Dropout(nn.Module):
    """Dropout (Srivastava et al. 2014) with a byte a number from a fast generator: PyTorch's own on a processor takes
    a fourteenth of the time of a student's training."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.least = round(256 * share)
        self.random = np.random.Generator(np.random.SFC64(torch.randint(2**31, ()).item()))

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        kept = self.random.integers(0, 256, x.shape, np.uint8) >= self.least
        return x * torch.from_numpy(kept).to(x.dtype).mul_(256 / (256 - self.least))


class Unit(nn.Module):
    """A layer of simple recurrent units (Lei et al. 2018) in both directions, over one token or three."""

    def __init__(self, width: int, span: int, dropout: float) -> None:
        super().__init__()
        self.span = span
        self.norm, self.w = nn.LayerNorm(width), nn.Linear(span * width, 3 * width)
        with torch.no_grad():
            self.w.bias[width : 2 * width] = 1.0
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        y = self.norm(x) * present
        if self.span == 3:
            zero = torch.zeros_like(y[:1])
            y = torch.cat([torch.cat([zero, y[:-1]]), y, torch.cat([y[1:], zero])], -1)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT and self.training):
            u = self.w(y)
        z, f, r = u.float().chunk(3, -1)
        f = torch.sigmoid(f)
        # Absent tokens carry nothing on, so that the way back starts at the last token.
        f = f * present
        c = Recurrence.apply(f, (present - f) * z)
        return (x + self.dropout(torch.sigmoid(r) * c)) * present


class Student(nn.Module):
    """Words from pieces and hashed affixes, features, and recurrent layers."""

    def __init__(self, pieces: int, piece_width: int, width: int, spans: tuple[int, ...], hash_width: int = 24,
                 drop_input: float = 0.2, dropout: float = 0.2) -> None:
        super().__init__()
        self.width, self.spans = width, spans
        self.pieces = nn.Embedding(pieces, piece_width)
        self.hashes = nn.EmbeddingBag(8192, hash_width, mode="sum")
        nn.init.normal_(self.pieces.weight, std=0.3)
        nn.init.normal_(self.hashes.weight, std=0.1)
        self.project = nn.Linear(piece_width + hash_width, width)
        self.features = nn.Parameter(torch.randn(FEATURES, width) * 0.1)
        self.units = nn.ModuleList([Unit(width, span, dropout) for span in spans])
        self.norm = nn.LayerNorm(width)
        self.drop_input, self.dropout = Dropout(drop_input), Dropout(dropout)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        rows, length = batch["present"].shape
        vectors = self.pieces(batch["pieces"])
        sums = vectors.new_zeros(rows, length + 1, vectors.shape[-1])
        sums = sums.scatter_add(1, batch["piece_word"][..., None].expand_as(vectors), vectors)[:, :length]
        words = sums / batch["piece_count"].clamp(min=1)[..., None].sqrt()
        hashes = self.hashes(batch["hashes"].view(rows * length, -1)).view(rows, length, -1)
        x = self.project(self.drop_input(torch.cat([words, hashes], -1)))
        x = x + self.drop_input(batch["active"]) @ self.features
        present = batch["present"].t()[..., None].float()
        x = x.transpose(0, 1) * present
        for unit in self.units:
            x = unit(x, present)
        return self.dropout(self.norm(x)).transpose(0, 1)


def buckets(length: int) -> Tensor:
    """The distance of each pair of tokens, in steps that grow."""
    ahead = torch.arange(length)[None] - torch.arange(length)[:, None]
    far = ahead.abs().float()
    far = torch.where(far < 8, far, (8 + torch.log2(far.clamp(min=1) / 8) * 2).clamp(max=DISTANCES - 1))
    return far.long() + DISTANCES * (ahead > 0)


class Heads(nn.Module):
    """A chain of tags (a conditional random field, Lafferty et al. 2001), links from token to token, and, with `names`, what
    tells words that are proper names."""

    def __init__(self, width: int, link_width: int = 64, names: bool = False) -> None:
        super().__init__()
        self.name = nn.Linear(width, 1) if names else None
        tags = len(TAGS)
        self.tag, self.link_width = nn.Linear(width, tags), link_width
        self.query, self.key = nn.Linear(width, LINKS * link_width), nn.Linear(width, LINKS * link_width)
        self.null, self.null_bias = nn.Parameter(torch.zeros(LINKS, link_width)), nn.Parameter(torch.zeros(LINKS))
        self.distance = nn.Parameter(torch.zeros(LINKS, 2 * DISTANCES))
        self.transitions, self.begin = nn.Parameter(torch.zeros(tags, tags)), nn.Parameter(torch.zeros(tags))
        never = torch.zeros(tags, tags)
        for tag in range(tags):
            for inside in (2, 4, 6):
                if tag not in (inside, inside - 1):
                    never[tag, inside] = NEVER
        self.register_buffer("never", never)
        self.register_buffer("never_first", torch.tensor([0, 0, NEVER, 0, NEVER, 0, NEVER]))

    def chain(self) -> tuple[Tensor, Tensor]:
        """Transitions, and how a text may begin."""
        return self.transitions + self.never, self.begin + self.never_first

    def links(self, h: Tensor) -> Tensor:
        """Scores of each token's links: [batch, kind, token, none or target]."""
        rows, length, _ = h.shape
        shape = (rows, length, LINKS, self.link_width)
        q, k = self.query(h).view(shape).transpose(1, 2), self.key(h).view(shape).transpose(1, 2)
        scale = 1 / math.sqrt(self.link_width)
        scores = q @ k.transpose(2, 3) * scale + self.distance[:, buckets(length)]
        none = (q * self.null[None, :, None]).sum(-1) * scale + self.null_bias[None, :, None]
        return torch.cat([none[..., None], scores], -1)

    def chain_loss(self, scores: Tensor, tags: Tensor, present: Tensor) -> Tensor:
        """Negative log likelihood of each row's tags."""
        transitions, begin = self.chain()
        mask = present.float()
        gold = (scores.gather(2, tags[..., None])[..., 0] * mask).sum(1) + begin[tags[:, 0]]
        gold = gold + (transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
        alpha = scores[:, 0] + begin
        each, there = scores.unbind(1), present[..., None].unbind(1)
        full = int(present.sum(1).min())
        for t in range(1, scores.shape[1]):
            after = torch.logsumexp(alpha[:, :, None] + transitions, 1) + each[t]
            alpha = after if t < full else torch.where(there[t], after, alpha)
        return torch.logsumexp(alpha, 1) - gold


class Model(nn.Module):
    """An encoder with its heads."""

    def __init__(self, encoder: nn.Module, names: bool = False) -> None:
        super().__init__()
        self.encoder, self.heads = encoder, Heads(encoder.width, names=names)

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        h = self.encoder(batch)
        return h, self.heads.tag(h)
