"""The training loop of teachers and students, with checkpoints to go on from."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from batches import Window
from network import NEVER, Model

# Weights of the losses of the three links.
LINK_WEIGHTS = (0.3, 0.3, 0.15)


@dataclass
class Plan:
    """How a model is trained."""

    epochs: float
    rate: float
    head_rate: float
    seed: int = 1
    gold: float = 1.0
    opinion: float = 1.0
    link_opinion: float = 0.0
    names: float = 0.0
    average: float = 0.998
    save_every: int = 100


def losses(model: Model, batch: dict[str, Tensor], plan: Plan) -> dict[str, Tensor]:
    """The parts of the loss: tags one by one, as a chain, links, and what the teacher thinks of each."""
    h, scores = model(batch)
    present, tags, gold = batch["present"], batch["tags"], batch["gold"]
    known = present & gold[:, None]
    count = known.sum().clamp(min=1).float()
    out = {"tag": (F.cross_entropy(scores.transpose(1, 2), tags, reduction="none") * known).sum() / count}
    if gold.any():
        out["chain"] = (model.heads.chain_loss(scores, tags, present) * gold).sum() / count
    if model.heads.name is not None:
        names = batch["names"]
        wrong = F.binary_cross_entropy_with_logits(model.heads.name(h)[..., 0], names.clamp(min=0), reduction="none")
        out["name"] = plan.names * (wrong * (names >= 0)).sum() / (names >= 0).sum().clamp(min=1)
    links = model.heads.links(h)
    absent = ~torch.cat([torch.ones_like(present[:, :1]), present], 1)
    links = F.log_softmax(links.masked_fill_(absent[:, None, None, :], NEVER), -1)
    asked = torch.where(gold[:, None, None], batch["links"], -1)
    wrong = -links.gather(3, asked.clamp(min=0)[..., None])[..., 0] * (asked >= 0)
    for kind, weight in enumerate(LINK_WEIGHTS):
        out[f"link{kind}"] = weight * wrong[:, kind].sum() / (asked[:, kind] >= 0).sum().clamp(min=1)
    out = {name: value if name == "name" else plan.gold * value for name, value in out.items()}
    if "opinion" in batch and plan.opinion:
        opinion = batch["opinion"]
        told = present & (opinion.sum(-1) > 0.5)
        against = (opinion * (opinion.clamp(min=1e-6).log() - F.log_softmax(scores, -1))).sum(-1)
        out["opinion"] = plan.opinion * (against * told).sum() / told.sum().clamp(min=1)
        weights = batch["link_weights"]
        chosen = links.gather(3, batch["link_targets"])
        for kind, weight in enumerate(LINK_WEIGHTS):
            mass = weights[:, kind].sum().clamp(min=1)
            out[f"opinion{kind}"] = -plan.link_opinion * weight * (weights[:, kind] * chosen[:, kind]).sum() / mass
    return out


def train(model: Model, epoch: Callable[[random.Random], list[list[Window]]], collate: Callable, plan: Plan,
          path: Path, encoder_frozen: tuple[str, ...] = ()) -> Model:
    """Trains a model and gives the running average of its weights (Polyak and Juditsky 1992). Goes on from the
    checkpoint at `path` if there is one; when it is done, the averaged model lies there."""
    rng = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    parameters = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    encoder = [p for n, p in parameters if n.startswith("encoder.") and "features" not in n]
    rest = [p for n, p in parameters if not (n.startswith("encoder.") and "features" not in n)]
    optimizer = torch.optim.AdamW([{"params": encoder}, {"params": rest}], weight_decay=0.01)
    average = copy.deepcopy(model).eval()
    step, total = 0, None
    if path.exists():
        kept = torch.load(path, weights_only=False)
        average.load_state_dict(kept["average"])
        if kept["done"]:
            return average
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        step, total = kept["step"], kept["total"]
        rng.seed(plan.seed + step)
    started, parts = time.time(), {}
    while total is None or step < total:
        batches = epoch(rng)
        total = total or int(len(batches) * plan.epochs)
        for windows in batches:
            if step >= total:
                break
            warm = max(20, total // 15)
            pace = (step + 1) / warm if step < warm else max(0.02, (total - step) / (total - warm))
            for group, rate in zip(optimizer.param_groups, (plan.rate, plan.head_rate)):
                group["lr"] = rate * pace
            model.train()
            lost = losses(model, collate(windows, rng), plan)
            optimizer.zero_grad()
            sum(lost.values()).backward()
            nn.utils.clip_grad_norm_(encoder + rest, 1.0)
            optimizer.step()
            step += 1
            keep = min(plan.average, step / (step + 10))
            with torch.no_grad():
                for ours, theirs in zip(average.parameters(), model.parameters()):
                    ours.lerp_(theirs, 1 - keep)
            for name, value in lost.items():
                parts[name] = parts.get(name, 0.0) + float(value.detach())
            if step % 50 == 0:
                shown = " ".join(f"{name} {value / 50:.4f}" for name, value in parts.items())
                print(f"{path.stem} step {step}/{total} {time.time() - started:.0f} s {shown}", flush=True)
                parts = {}
            if step % plan.save_every == 0 or step == total:
                keep_state(path, model, average, optimizer, step, total)
    return average


def keep_state(path: Path, model: Model, average: Model, optimizer, step: int, total: int) -> None:
    """Writes a checkpoint whole, or not at all."""
    state = {"done": step >= total, "average": average.state_dict(), "step": step, "total": total}
    if step < total:
        state |= {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
    new = path.with_suffix(".new")
    torch.save(state, new)
    new.replace(path)
