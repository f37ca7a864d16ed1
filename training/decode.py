"""Tags and links as quotes, to score a teacher with: the library has a decoder of its own, with rules beside it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from corpus import NO_TARGET, Document, read
from network import Heads, Model
from opinions import Opinion, opinions


def viterbi(scores: np.ndarray, transitions: np.ndarray, begin: np.ndarray) -> list[int]:
    """The likeliest tags (Viterbi 1967)."""
    best = scores[0] + begin
    back = np.zeros(scores.shape, np.int64)
    for t in range(1, len(scores)):
        paths = best[:, None] + transitions
        back[t] = paths.argmax(0)
        best = paths.max(0) + scores[t]
    tags = [int(best.argmax())]
    for t in range(len(scores) - 1, 0, -1):
        tags.append(int(back[t, tags[-1]]))
    return tags[::-1]


def spans(tags: list[int]) -> list[list[tuple[int, int]]]:
    """The ranges of tokens of content, cues and sources."""
    out: list[list[tuple[int, int]]] = [[], [], []]
    for token, tag in enumerate(tags):
        if tag == 0:
            continue
        role = (tag - 1) // 2
        if tag % 2 == 0 and out[role] and out[role][-1][1] == token:
            out[role][-1] = (out[role][-1][0], token + 1)
        else:
            out[role].append((token, token + 1))
    return out


def linked(opinion: Opinion, kind: int, query: tuple[int, int], candidates: list[tuple[int, int]]) -> np.ndarray:
    """Mean weight that the tokens of a span give to none, and to each candidate."""
    first, end = query
    targets, weights = opinion.targets[kind, first:end], opinion.weights[kind, first:end]
    share = lambda inside: (weights * inside).sum(1).mean()
    return np.array([share(targets == NO_TARGET)] + [share((targets >= a) & (targets < b)) for a, b in candidates])


def quotes(document: Document, opinion: Opinion, heads: Heads) -> list[dict]:
    """The quotes of a document, in characters."""
    if not document.words:
        return []
    transitions, begin = (t.detach().numpy() for t in heads.chain())
    contents, cues, sources = spans(viterbi(np.log(opinion.tags + 1e-6), transitions, begin))
    characters = lambda span: [[document.words[span[0]][0], document.words[span[1] - 1][1]]] if span else []
    out = []
    for content in contents:
        chosen = linked(opinion, 0, content, cues).argmax()
        cue = cues[chosen - 1] if chosen else None
        weights = linked(opinion, 1, content, sources)
        if cue:
            weights = np.log(weights + 1e-6) + np.log(linked(opinion, 2, cue, sources) + 1e-6)
        chosen = weights.argmax()
        out.append({"content": characters(content), "cue": characters(cue),
                    "source": characters(sources[chosen - 1] if chosen else None)})
    return out


def report(teacher: Model, documents: list[Document], corpora: Path) -> str:
    """How well a teacher does on documents of PolNeAR's development part."""
    sys.path.append(str(corpora / "eval"))
    import quotes as scorer

    gold = {str(document["id"]): document for document in read(corpora / "data/polnear/dev.jsonl.gz")}
    seen = opinions(teacher, documents)
    pairs = [(gold[d.id]["text"], gold[d.id]["attributions"], quotes(d, seen[d.id], teacher.heads)) for d in documents]
    score = scorer.score(pairs)
    parts = {"content and source": score["all"]["e2e"], "strict": score["all"]["strict"], "words": score["all"]["partial"],
             "cue": score["cue"]}
    parts |= {kind: score[kind]["e2e"] for kind in ("direct", "mixed", "indirect")}
    return ", ".join(f"{name} {100 * part['f1']:.1f}" for name, part in parts.items())
