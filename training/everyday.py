"""Texts of our own, with what they report marked: `everyday.txt`, whose head says how."""

from __future__ import annotations

from pathlib import Path

PATH = Path(__file__).with_name("everyday.txt")
# What opens and closes content, and a source.
CONTENT, SOURCE = "⟦⟧", "‹›"


def everyday() -> list[dict]:
    """The texts, as documents with attributions."""
    lines = [line for line in PATH.read_text(encoding="utf-8").split("\n") if not line.startswith("#")]
    texts = "\n".join(lines).split("\n---\n")
    return [{"id": f"everyday-{number}", **marked(text.strip())} for number, text in enumerate(texts)]


def marked(marked_text: str) -> dict:
    """A text without its marks, and what they say of it."""
    text, opened = "", 0
    spans: dict[str, list[list[int]]] = {CONTENT: [], SOURCE: []}
    for character in marked_text:
        kind = next((kind for kind in spans if character in kind), None)
        if kind is None:
            text += character
        elif character == kind[0]:
            opened = len(text)
        else:
            spans[kind].append([opened, len(text)])
    source = lambda content: [source for source in [nearest(text, content, spans[SOURCE])] if source]
    return {"text": text, "attributions": [{"content": [c], "cue": [], "source": source(c)} for c in spans[CONTENT]]}


def nearest(text: str, content: list[int], sources: list[list[int]]) -> list[int] | None:
    """The source of content: the nearest before it in its paragraph, else the nearest behind it."""
    near = [s for s in sources if "\n" not in text[min(s[0], content[0]) : max(s[1], content[1])]]
    before = [s for s in near if s[1] <= content[0]]
    return before[-1] if before else near[0] if near else None
