"""The same document otherwise written: other quotation marks, other names."""

from __future__ import annotations

import random
import re

# How a text may write its quotation marks and its apostrophe.
STYLES = (("“", "”", "’"), ('"', '"', "'"), ("''", "''", "'"), ("``", "''", "'"), ("“", "”", "'"), ('"', '"', "’"),
          ("‘", "’", "’"), ("«", "»", "’"))
WEIGHTS = (4, 4, 1, 1, 1, 1, 1, 0.3)
MARK = re.compile(r"''|``|[“”\"]|(?<=\w)['’](?=\w)")


def marks(text: str, rng: random.Random) -> list[tuple[int, int, str]]:
    """Replacements that write all marks in one style. A straight mark opens if white space is before it."""
    opening, closing, apostrophe = rng.choices(STYLES, WEIGHTS)[0]
    out = []
    for match in MARK.finditer(text):
        mark, start = match.group(), match.start()
        if mark in "'’":
            new = apostrophe
        elif mark in ("“", "``"):
            new = opening
        elif mark == "”":
            new = closing
        else:
            new = opening if start == 0 or text[start - 1] in " \n\t([—-" else closing
        if new != mark:
            out.append((start, match.end(), new))
    return out


def names(persons: list[tuple[int, int]], text: str, pool: list[str], rng: random.Random) -> list[tuple[int, int, str]]:
    """Replacements that call each word of a person's name something else, the same throughout the document."""
    new: dict[str, str] = {}
    out = []
    for start, end in persons:
        word = text[start:end]
        if word[:1].isupper() and len(word) > 2 and word.isalpha():
            name = new.setdefault(word.casefold(), rng.choice(pool))
            out.append((start, end, name.upper() if word.isupper() else name))
    return out


def rewrite(document: dict, replacements: list[tuple[int, int, str]]) -> dict:
    """The document with its text replaced in places, and its attributions moved along."""
    text, parts, places, last = document["text"], [], [], 0
    length = 0
    for start, end, new in sorted(replacements):
        if start < last:
            continue
        parts += [text[last:start], new]
        places.extend(range(length, length + start - last))
        length += start - last
        places.extend([length] + [length + len(new)] * (end - start - 1))
        length += len(new)
        last = end
    parts.append(text[last:])
    places.extend(range(length, length + len(text) - last + 1))
    # The end of a span is the place of its last character's end: the start of the next.
    move = lambda spans: [[places[start], places[end]] for start, end in spans]
    attributions = [{role: move(a.get(role) or []) for role in ("content", "cue", "source")}
                    for a in document.get("attributions", ())]
    return {**document, "text": "".join(parts), "attributions": attributions}
