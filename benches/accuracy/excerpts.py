"""Short excerpts of long documents: what is found where there is little to tell a novel from an article by."""

from __future__ import annotations

import re

# An excerpt ends with the paragraph in which it has so many characters, and after it so many are passed over.
LONG, BETWEEN = 1200, 6000
# Paragraphs are set apart by blank lines.
PARAGRAPH = re.compile(r"(?:(?!\n\s*\n).)+", re.DOTALL)


def excerpts(documents: list[dict]) -> list[dict]:
    """Excerpts of novels, with the quotes that lie in them, at least three."""
    out = []
    for document in documents:
        start, after = None, 0
        for paragraph in PARAGRAPH.finditer(document["text"]):
            if start is None and paragraph.start() >= after:
                start = paragraph.start()
            if start is not None and paragraph.end() - start >= LONG:
                out.append(cut(document, start, paragraph.end()))
                start, after = None, paragraph.end() + BETWEEN
    return [excerpt for excerpt in out if len(excerpt["quotes"]) >= 3]


def cut(document: dict, start: int, end: int) -> dict:
    """A part of a document, as a document."""
    inside = lambda quote: all(start <= s and e <= end for s, e in quote["span"])
    quotes = [{**quote, "span": [[s - start, e - start] for s, e in quote["span"]]} for quote in document["quotes"] if inside(quote)]
    return {**document, "id": f"{document['id']} {start}", "text": document["text"][start:end], "quotes": quotes}


def whole(gold: list[dict], predicted: list[dict]) -> float:
    """F1 of quotes: one is right if its pieces are those of a quote of the gold, all of them and no other."""
    from dialogue import pieces

    def quotes(document: dict, text: str) -> set[tuple]:
        grouped: dict[int, list] = {}
        for start, end, quote in pieces(document, text):
            grouped.setdefault(quote, []).append((start, end))
        return {tuple(sorted(spans)) for spans in grouped.values()}

    by_id = {document["id"]: document for document in predicted}
    right = of = 0
    for document in gold:
        wanted, found = (quotes(d, document["text"]) for d in (document, by_id[document["id"]]))
        right += len(wanted & found)
        of += len(wanted) + len(found)
    return 2 * right / of if of else 0.0
