"""Texts with who said what marked in them by hand, as JSON lines: `python training/marked.py PATHS > out.jsonl`.

`corpus/README.md` describes the form. A path is a file or a folder of them. With `--check` nothing is written but a
count; whatever is wrong is told with its file and line, and then nothing is written at all."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# What opens and closes each role.
MARKS = {"⟦": ("content", "⟧"), "{": ("cue", "}"), "‹": ("source", "›")}
CLOSERS = {closer for _, closer in MARKS.values()}
# The numbers of the attributions that a mark belongs to, behind its opener.
NUMBERS = re.compile(r"(\d+(?:,\d+)*)\|")
ACTS = {"speech", "writing", "thought", "wish", "expectation"}
TYPES = {"direct", "indirect", "mixed"}
KINDS = {"person", "organisation", "group", "unnamed", "nobody"}
GENDERS = {"female", "male"}
HEAD = ("id", "lang", "kind", "title", "origin", "licence", "marked-by")
# What opens quoted words: a mark that isn't an apostrophe.
QUOTED = re.compile(r"(?<!\w)[\"'“„”«»‘‚「『]")
PERSON = re.compile(r"= (?P<name>[^:(]+?)(?: \((?P<gender>\w+)\))?(?:: (?P<forms>.*))?$")


class Wrong(Exception):
    """What is wrong with a file, and on which of its lines."""

    def __init__(self, line: int, what: str):
        super().__init__(what)
        self.line = line


@dataclass
class Marked:
    """An attribution while its file is read."""

    content: list[list[int]] = field(default_factory=list)
    cue: list[list[int]] = field(default_factory=list)
    source: list[list[int]] = field(default_factory=list)


def read(path: Path) -> dict:
    """The document in a file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    rules = [number for number, line in enumerate(lines) if line == "---"]
    if len(rules) < 2:
        raise Wrong(1, "a line --- ends the head, and another begins the foot")
    first, last = rules[0], rules[-1]
    head = read_head(lines[:first], path)
    text, marked = read_text(lines[first + 1 : last], first + 2)
    attributions, people = read_foot(lines[last + 1 :], last + 2, text, marked)
    return {**head, "text": text, "attributions": attributions, "people": people}


def read_head(lines: list[str], path: Path) -> dict:
    """`key: value` lines."""
    head = {}
    for number, line in enumerate(lines, 1):
        key, colon, value = line.partition(": ")
        if not colon or key not in HEAD or key in head or not value.strip():
            raise Wrong(number, f"the head has a line `key: value` for each of {', '.join(HEAD)}")
        head[key] = value.strip()
    for key in HEAD:
        if key not in head:
            raise Wrong(1, f"the head lacks {key}")
    if head["id"] != f"{path.parent.name}/{path.stem}":
        raise Wrong(1, f"the id of this file is {path.parent.name}/{path.stem}")
    return {key: head[key] for key in HEAD}


def read_text(lines: list[str], first: int) -> tuple[str, dict[int, Marked]]:
    """The text without its marks, and the spans of each number. Blank lines around the text don't belong to it."""
    while lines and not lines[0]:
        lines, first = lines[1:], first + 1
    source = "\n".join(lines).rstrip("\n")
    line = lambda at: first + source.count("\n", 0, at)
    text: list[str] = []
    length = 0
    opened: list[tuple[str, str, list[int], int, int]] = []
    marked: dict[int, Marked] = {}
    at = 0
    while at < len(source):
        character = source[at]
        if character in MARKS:
            role, closer = MARKS[character]
            numbers = NUMBERS.match(source, at + 1)
            if not numbers:
                raise Wrong(line(at), f"no number and | behind {character}")
            opened.append((role, closer, [int(n) for n in numbers[1].split(",")], length, at))
            at = numbers.end()
            continue
        if character in CLOSERS:
            if not opened or opened[-1][1] != character:
                raise Wrong(line(at), f"{character} closes nothing")
            role, _, numbers, start, at_opener = opened.pop()
            inside = "".join(text[start:])
            if not inside or inside != inside.strip():
                raise Wrong(line(at_opener), f"a mark begins and ends with a character that isn't blank: {inside!r}")
            for number in numbers:
                # Content that holds its own cue or source would be said by nobody: it is two spans.
                around = [n for other, _, ns, _, _ in opened for n in ns if other == "content"]
                if number in around:
                    raise Wrong(line(at_opener), f"the {role} of {number} is inside its own content")
                getattr(marked.setdefault(number, Marked()), role).append([start, length])
        else:
            text.append(character)
            length += 1
        at += 1
    if opened:
        raise Wrong(line(opened[0][4]), f"the {opened[0][0]} opened here is never closed")
    for spans in marked.values():
        for role in (spans.content, spans.cue, spans.source):
            role.sort()
    return "".join(text), marked


def read_foot(lines: list[str], first: int, text: str, marked: dict[int, Marked]) -> tuple[list[dict], list[dict]]:
    """A line an attribution, then a line for each person who has other names."""
    attributions: dict[int, dict] = {}
    people: list[dict] = []
    kinds: dict[str, str] = {}
    for number, line in enumerate(lines, first):
        if not line or line.startswith("#"):
            continue
        if line.startswith("= "):
            people.append(read_person(line, number, text, attributions))
            continue
        if people:
            raise Wrong(number, "the lines of people follow the lines of attributions")
        n, attribution = read_attribution(line, number, text, marked)
        if n <= max(attributions, default=0):
            raise Wrong(number, f"{n} is out of order, or stands here twice")
        for speaker in attribution["speakers"]:
            if kinds.setdefault(speaker, attribution["kind_of_speaker"]) != attribution["kind_of_speaker"]:
                raise Wrong(number, f"{speaker} was of the kind {kinds[speaker]} before")
        attributions[n] = attribution
    for n in sorted(marked):
        if n not in attributions:
            raise Wrong(first, f"{n} is marked in the text and has no line in the foot")
    for n in attributions:
        attributions[n]["within"] = within(n, attributions)
    return list(attributions.values()), people


def read_attribution(line: str, number: int, text: str, marked: dict[int, Marked]) -> tuple[int, dict]:
    """`1 direct speech | Helen Banks | person`."""
    parts = [part.strip() for part in line.split("|")]
    words = parts[0].split()
    if len(parts) != 3 or len(words) != 3 or not words[0].isdigit():
        raise Wrong(number, "the foot has lines like `1 direct speech | Helen Banks | person`")
    n, type_, act, kind = int(words[0]), words[1], words[2], parts[2]
    for value, allowed in ((type_, TYPES), (act, ACTS), (kind, KINDS)):
        if value not in allowed:
            raise Wrong(number, f"{value} is none of {', '.join(sorted(allowed))}")
    speakers = [] if parts[1] == "-" else [name.strip() for name in parts[1].split(";")]
    if (kind == "nobody") != (not speakers):
        raise Wrong(number, "nobody has no name (`-`), and everyone else has one")
    for speaker in speakers:
        if not occurs(speaker, text):
            raise Wrong(number, f"{speaker!r} isn't in the text")
    spans = marked.get(n)
    if not spans or not spans.content:
        raise Wrong(number, f"{n} has no content in the text")
    content = "\n".join(text[start:end] for start, end in spans.content)
    if type_ == "mixed" and not QUOTED.search(content):
        raise Wrong(number, f"{n} is mixed, and has no quotation marks")
    return n, {
        "content": spans.content,
        "cue": spans.cue,
        "source": spans.source,
        "speaker": speakers[0] if speakers else None,
        "speakers": speakers,
        "kind_of_speaker": kind,
        "type": type_,
        "act": act,
    }


def read_person(line: str, number: int, text: str, attributions: dict[int, dict]) -> dict:
    """`= Helen Banks (female): Banks; the councillor; she@1`."""
    found = PERSON.fullmatch(line)
    if not found:
        raise Wrong(number, "a person is `= Helen Banks (female): Banks; the councillor; she@1`")
    if found["gender"] and found["gender"] not in GENDERS:
        raise Wrong(number, f"{found['gender']} is none of {', '.join(sorted(GENDERS))}")
    aliases, mentions = [], []
    for form in filter(None, (form.strip() for form in (found["forms"] or "").split(";"))):
        form, at, n = form.partition("@")
        if not at:
            aliases.append(form)
            continue
        # A form that can stand for anyone is told by the attribution it is the source of.
        sources = attributions[int(n)]["source"] if n.isdigit() and int(n) in attributions else []
        places = [start + text[start:end].find(form) for start, end in sources if form in text[start:end]]
        if not places:
            raise Wrong(number, f"{form!r} is no source of {n}")
        mentions.append([places[0], places[0] + len(form)])
    for form in [found["name"], *aliases]:
        if not occurs(form, text):
            raise Wrong(number, f"{form!r} isn't in the text")
    return {"name": found["name"], "gender": found["gender"], "aliases": aliases, "mentions": mentions}


def occurs(name: str, text: str) -> bool:
    """Whether a text has a name as whole words, however they are spaced and written large."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None


def within(n: int, attributions: dict[int, dict]) -> int | None:
    """Which of the attributions' contents is the smallest that holds all of another's, by its place in the list."""
    content = attributions[n]["content"]
    holds = lambda outer: all(any(o[0] <= s and e <= o[1] for o in outer) for s, e in content)
    size = lambda spans: sum(end - start for start, end in spans)
    around = [
        (size(other["content"]), place)
        for place, (m, other) in enumerate(attributions.items())
        if m != n and holds(other["content"]) and other["content"] != content
    ]
    return min(around)[1] if around else None


def files(paths: list[Path]) -> Iterator[Path]:
    """The files among paths, and those in folders."""
    for path in paths:
        if path.is_dir():
            yield from sorted(path.rglob("*.txt"))
        else:
            yield path


# The corpus of our own, and the texts of it that are never learnt from.
CORPUS = Path(__file__).with_name("corpus")
KEPT_BACK = CORPUS / "eng" / "ntrex" / "dev"


def marked_texts() -> list[dict]:
    """The English texts of our own corpus that may be learnt from."""
    return [read(path) for path in files([CORPUS / "eng"]) if KEPT_BACK not in path.parents]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("paths", type=Path, nargs="+")
    arguments.add_argument("--check", action="store_true", help="only tell what is wrong, and count")
    options = arguments.parse_args()
    documents, wrong = [], 0
    for path in files(options.paths):
        try:
            documents.append(read(path))
        except (Wrong, OSError, UnicodeDecodeError) as error:
            wrong += 1
            print(f"{path}:{getattr(error, 'line', 1)}: {error}", file=sys.stderr)
    if wrong:
        return 1
    if options.check:
        print(count(documents))
    else:
        for document in documents:
            print(json.dumps(document, ensure_ascii=False))
    return 0


def count(documents: list[dict]) -> str:
    """How many texts, words and attributions there are, and of which sorts."""
    attributions = [a for document in documents for a in document["attributions"]]
    sorts = lambda key: ", ".join(f"{n} {value}" for value, n in Counter(a[key] for a in attributions).most_common())
    return "\n".join(
        [
            f"{len(documents)} texts, {sum(len(d['text'].split()) for d in documents)} words",
            f"{len(attributions)} attributions, {sum(a['within'] is not None for a in attributions)} within another",
            *(sorts(key) for key in ("type", "act", "kind_of_speaker")),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
