"""What the teacher takes for a report where nobody reports anything, by people's syntax trees."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus import NO_TARGET, TAGS, Document, read

if TYPE_CHECKING:  # it needs PyTorch, which calibration doesn't
    from opinions import Opinion

# A token is asked about if its likeliness of being content or a cue is over this.
SAID = 0.25
CONTENT, CUE = slice(1, 3), slice(3, 5)

Span = tuple[int, int]


def treebank(corpora: Path) -> Iterator[tuple[Span, list[Span]]]:
    """The sentences of a treebank's train part, a list a document: where each stands, and which of its words could
    report something, if it has no quotation marks."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "benches/accuracy"))
    from silence import MARKS, cues_without_clause, reports, trees

    data = corpora / "data"
    articles, parses = read(data / "polnear/train.jsonl.gz"), read(data / "polnear/corenlp-train.jsonl.gz")
    known = cues_without_clause(articles, parses)
    for text, tree in zip(read(data / "ud/en-ewt-train.jsonl.gz"), trees(data / "ud/en_ewt-train.conllu.gz"), strict=True):
        words, out = iter(text["words"]), []
        for (start, end), sentence in zip(text["sentences"], tree, strict=True):
            could = [span for (lemma, _, _), governs, span in zip(sentence, reports(sentence), words)
                     if governs or lemma in known]
            if not MARKS.intersection(text["text"][start:end]):
                out.append(((start, end), could))
        yield out


def hush(documents: list[Document], opinions: dict[str, Opinion], corpora: Path) -> tuple[int, int]:
    """Makes the opinion of a treebank's sentence “all outside” where no word that is taken for its cue could report
    anything. Gives how many sentences that was, of how many in which the teacher saw something.

    A sentence whose content may belong to a cue in another sentence is left alone."""
    by_place = {document.id: document for document in documents}
    outside = np.eye(len(TAGS), dtype=np.float32)[0]
    hushed = seen = 0
    for number, sentences in enumerate(treebank(corpora)):
        document = by_place.get(f"ewt-{number}")
        if document is None:
            continue
        opinion = opinions[document.id]
        for (start, end), could in sentences:
            first, last = np.searchsorted(document.starts, [start, end])
            tags, targets = opinion.tags[first:last], opinion.targets[0, first:last, 0]
            content = tags[:, CONTENT].sum(1) > SAID
            cues = np.flatnonzero(tags[:, CUE].sum(1) > SAID) + first
            if not len(cues) and not content.any():
                continue
            seen += 1
            elsewhere = content & (targets != NO_TARGET) & ((targets < first) | (targets >= last))
            reported = any(s < document.words[cue][1] and document.words[cue][0] < e for cue in cues for s, e in could)
            if not reported and not elsewhere.any():
                opinion.tags[first:last] = outside
                opinion.weights[:, first:last] = 0
                hushed += 1
    return hushed, seen
