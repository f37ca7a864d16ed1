"""Documents in the formats of others, read back by readers that aren't ours: they hold what the record has."""

import json
import os
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import conllu
import jsonschema
import pytest
from anchorpoint import TextPositionSelector, TextQuoteSelector
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from strategies import texts

import inquit

ARTICLE = (Path(__file__).parents[2] / "examples" / "article.txt").read_text(encoding="utf-8")
HOSTILE = [
    "",
    " \n\u3000",
    "“We\r\n\r\n“will,\t” said Ann \0 Lee. \u202e“No!”\u2028“Yes\u0085,” he said.",
    "👩‍🚀 “It <stands> & ]]> ‘falls’,” Ann Lee said, “\n\nor not.”",
    "Ann Lee said that Tom Ray told reporters that the “old | piers” would \\stay.\n\n\nPhoto: E. Brandt",
]
ANALYZER = inquit.Analyzer(model=None, language="eng")

Spans = list[list[int]]


def analyzed(text: str) -> tuple[inquit.Document, dict[str, Any]]:
    document = ANALYZER.analyze(text)
    return document, document.to_dict()


any_text = st.one_of(texts, st.sampled_from([ARTICLE, *HOSTILE]))
# What a name may hold: no surrogates, which are no Unicode.
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


# TEI, by lxml.

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def places(body: Any) -> tuple[str, dict[Any, tuple[int, int]]]:
    """The text of a body and where its elements are."""
    parts: list[str] = []
    at = 0
    starts: dict[Any, int] = {}
    found: dict[Any, tuple[int, int]] = {}
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            starts[element] = at
            piece = element.text or ""
        else:
            found[element] = (starts[element], at)
            piece = (element.tail or "") if element is not body else ""
        parts.append(piece)
        at += len(piece)
    return "".join(parts), found


def joined(pieces: list[tuple[str, int, int]]) -> Spans:
    """Spans of their pieces, by the number that pieces of one have in common."""
    spans: dict[str, list[int]] = {}
    for number, start, end in pieces:
        span = spans.setdefault(number, [start, end])
        span[0], span[1] = min(span[0], start), max(span[1], end)
    return list(spans.values())


def in_xml(text: str) -> str:
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


@given(any_text, names)
@settings(max_examples=200, deadline=None)
def test_tei(text: str, name: str) -> None:
    document, record = analyzed(text)
    root = etree.fromstring(document.export("tei", id=name).encode())
    assert root.findtext(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}titleStmt/{TEI}title", "") == in_xml(name)
    body = root.find(f"{TEI}text/{TEI}body")
    written, found = places(body)
    assert written == in_xml(text)
    people = {person.get(ID): person.findtext(f"{TEI}persName") for person in root.iter(f"{TEI}person")}
    assert list(people.values()) == [in_xml(speaker["name"]) for speaker in record["speakers"]]

    pieces: dict[tuple[str, int], list[tuple[str, int, int]]] = defaultdict(list)
    for element, (start, end) in found.items():
        role = {f"{TEI}said": "content"}.get(element.tag, element.get("type"))
        if role not in ("content", "cue", "source", "mention"):
            continue
        of = element.get(ID) or element.get("corresp") or element.get("ref")
        number = int(of.lstrip("#qs").partition(".")[0])
        # Mentions are one piece each, unless they say otherwise.
        place = element.get("n") or (f"{start}-" if role == "mention" else "")
        pieces[role, number].append((place, start, end))
    for number, quote in enumerate(record["quotes"]):
        for role in ("content", "cue", "source"):
            assert sorted(joined(pieces[role, number])) == sorted(quote[role])
    for speaker in record["speakers"]:
        assert sorted(joined(pieces["mention", speaker["id"]])) == sorted(speaker["mentions"])

    said: dict[int, list[Any]] = defaultdict(list)
    for element in root.iter(f"{TEI}said"):
        said[int(element.get(ID)[1:].partition(".")[0])].append(element)
    for number, quote in enumerate(record["quotes"]):
        chain = said[number]
        first = chain[0]
        assert [part.get("next") for part in chain] == [f"#{part.get(ID)}" for part in chain[1:]] + [None]
        assert [part.get("prev") for part in chain] == [None] + [f"#{part.get(ID)}" for part in chain[:-1]]
        assert first.get("who") == (f"#s{quote['speaker']['id']}" if quote["speaker"] else None)
        assert first.get("direct") == ("true" if quote["kind"] == "direct" else "false")
        assert float(first.get("cert")) == quote["confidence"]
        evidence = {key: value for key, value in quote["evidence"].items() if value}
        of_quote = {"kind": quote["kind"], "act": quote["act"], **evidence}
        assert first.get("ana").split() == [f"#{key}.{value}" for key, value in of_quote.items()]
        categories = {category.get(ID) for category in root.iter(f"{TEI}category")}
        assert {pointer[1:] for pointer in first.get("ana").split()} <= categories


@pytest.fixture(scope="module")
def schema() -> Any:
    """TEI's own, in RELAX NG, where it can be had: `make python` gets it."""
    if "TEI_SCHEMA" not in os.environ:
        pytest.skip("no TEI_SCHEMA")
    return etree.RelaxNG(etree.parse(os.environ["TEI_SCHEMA"]))


@given(text=any_text, name=names)
@settings(max_examples=40, deadline=None)
def test_tei_is_valid(schema: Any, text: str, name: str) -> None:
    schema.assertValid(etree.fromstring(ANALYZER.analyze(text).export("tei", id=name).encode()))


# CoNLL-U, by conllu.

ESCAPES = {"s": " ", "t": "\t", "r": "\r", "n": "\n", "p": "|", "\\": "\\"}


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: ESCAPES[match[1]], value)


@given(any_text, names)
@settings(max_examples=200, deadline=None)
def test_conllu(text: str, name: str) -> None:
    document, record = analyzed(text)
    sentences = conllu.parse(document.export("conllu", id=name))
    assert len(sentences) == len(document.sentences)
    rebuilt = ""
    spans: dict[tuple[str, str], Spans] = defaultdict(list)
    speakers: dict[str, set[str]] = defaultdict(set)
    words: list[str] = []
    about: dict[str, str] = {}
    for sentence, want in zip(sentences, document.sentences, strict=True):
        about |= sentence.metadata
        plain = ""
        inside = 0
        at = 0
        for token in sentence:
            misc = token["misc"] or {}
            number = token["id"]
            if isinstance(number, tuple) or number > inside:
                rebuilt += unescaped(misc.get("SpacesBefore", ""))
                at = len(rebuilt)
                rebuilt += unescaped(misc["SpacesInToken"]) if "SpacesInToken" in misc else token["form"]
                assert misc["TokenRange"] == f"{at}:{len(rebuilt)}"
                space = "" if misc.get("SpaceAfter") == "No" else misc.get("SpacesAfter", " ")
                rebuilt += unescaped(space)
                plain += token["form"] + (" " if space else "")
            if isinstance(number, tuple):
                inside = number[2]
                continue
            words.append(token["form"])
            end = at + len(token["form"])
            for role in ("Quote", "Cue", "Source", "Mention"):
                for value in filter(None, misc.get(role, "").split(",")):
                    begins, _, of = value.partition("-")
                    if begins == "B":
                        spans[role, of].append([at, end])
                    spans[role, of][-1][1] = end
            if "Quote" in misc:
                # The reader takes a `_` that stands alone for nothing.
                of_quotes = zip(misc["Quote"].split(","), (misc["Speaker"] or "_").split(","), strict=True)
                for value, speaker in of_quotes:
                    speakers[value[2:]].add(speaker)
            at = end
        # What a reader takes for white space at the ends of a comment it leaves out.
        assert sentence.metadata.get("text", "") == plain.strip()
        assert re.sub(r"\s", "", want.text) == re.sub(r"\s", "", plain)
    if not document.tokens:
        assert (sentences, text.strip()) == ([], "")
        return
    assert rebuilt == text
    assert [word.replace(" ", "") for word in words] == [re.sub("[\t\r\n ]", "", token.text) for token in document.tokens]
    for number, quote in enumerate(record["quotes"]):
        for role, key in (("Quote", "content"), ("Cue", "cue"), ("Source", "source")):
            assert spans[role, str(number)] == [widened(document, span) for span in quote[key]]
        speaker = str(quote["speaker"]["id"]) if quote["speaker"] else "_"
        assert speakers[str(number)] == {speaker}
        fields = dict(field.split("=") for field in about[f"quote_{number}"].split())
        assert fields == {
            "kind": quote["kind"],
            "act": quote["act"],
            "speaker": speaker,
            "confidence": fields["confidence"],
            "pattern": quote["evidence"]["pattern"],
            "resolution": quote["evidence"]["resolution"] or "_",
        }
        assert float(fields["confidence"]) == quote["confidence"]
    for speaker in record["speakers"]:
        assert about[f"speaker_{speaker['id']}"].split() == speaker["name"].split()
        assert spans["Mention", str(speaker["id"])] == [widened(document, span) for span in speaker["mentions"]]


def widened(document: inquit.Document, span: list[int]) -> list[int]:
    """A span with the whole of the tokens that it cuts."""
    tokens = [token for token in document.tokens if token.start < span[1] and span[0] < token.end]
    return [tokens[0].start, tokens[-1].end]


# brat, by what its specification says: no reader installs that does without a server or a plotting library.

BOUND = re.compile(r"T(\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t([^\t]+)")


@given(any_text)
@settings(max_examples=200, deadline=None)
def test_brat(text: str) -> None:
    document, record = analyzed(text)
    ann = document.export("brat")
    assert ann.splitlines() == ann.split("\n")[:-1], "no reader sees other lines"
    bound: dict[str, tuple[str, Spans]] = {}
    relations, attributes, notes = [], {}, {}
    for line in ann.splitlines():
        if match := BOUND.fullmatch(line):
            spans = [[int(at) for at in place.split()] for place in match[3].split(";")]
            assert " ".join(text[start:end] for start, end in spans) == match[4]
            bound[f"T{match[1]}"] = (match[2], spans)
        elif match := re.fullmatch(r"R\d+\t(\w+) Arg1:(T\d+) Arg2:(T\d+)", line):
            relations.append(match.groups())
        elif match := re.fullmatch(r"A\d+\t(\w+) (T\d+) (\w+)", line):
            attributes[match[2], match[1]] = match[3]
        elif match := re.fullmatch(r"#\d+\tAnnotatorNotes (T\d+)\t(.+)", line):
            notes[match[1]] = match[2]
        else:
            assert re.fullmatch(r"\*\tEquiv T\d+( T\d+)+", line), line
    quotes = [(name, spans) for name, (kind, spans) in bound.items() if kind == "Quote"]
    assert len(quotes) == len(record["quotes"])
    for (name, spans), quote in zip(quotes, record["quotes"], strict=True):
        assert same(text, spans, quote["content"])
        assert (attributes[name, "Kind"], attributes[name, "Act"]) == (quote["kind"], quote["act"])
        for role in ("Cue", "Source"):
            parts = [bound[other][1] for kind, one, other in relations if (kind, one) == (role, name)]
            assert [same(text, part, quote[role.lower()]) for part in parts] == [True] * bool(quote[role.lower()])
        if quote["speaker"]:
            assert notes[name].startswith("speaker: ")
            [mention] = [other for kind, one, other in relations if (kind, one) == ("Speaker", name)]
            mentions = record["speakers"][quote["speaker"]["id"]]["mentions"]
            assert same(text, bound[mention][1], mentions[:1])


def same(text: str, spans: Spans, want: Spans) -> bool:
    """Whether spans cover the same, but for white space."""

    def solid(spans: Spans) -> set[int]:
        return {at for start, end in spans for at in range(start, end) if not text[at].isspace()}

    return solid(spans) == solid(want)


# Web Annotation: what the model says must be there, as a JSON Schema.

IRI = {"type": "string", "pattern": r"^[!#$%&'()*+,\-./:;=?@\[\]_~A-Za-z0-9]+$"}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target", "body", "motivation"],
    "properties": {
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["identifying", "tagging", "linking"]},
        "body": {
            "type": "array",
            "minItems": 1,
            "items": {
                "oneOf": [
                    {
                        "required": ["type", "value", "purpose"],
                        "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string"}, "id": IRI},
                    },
                    {
                        "required": ["type", "source", "purpose"],
                        "properties": {"type": {"const": "SpecificResource"}, "source": IRI},
                    },
                ]
            },
        },
        "target": {
            "type": "array",
            "minItems": 1,
            "items": {
                "required": ["type", "source", "selector"],
                "properties": {"type": {"const": "SpecificResource"}, "source": IRI, "selector": {"minItems": 1}},
            },
        },
    },
}
COLLECTION = jsonschema.Draft202012Validator(
    {
        "type": "object",
        "required": ["@context", "id", "type", "label", "total"],
        "properties": {
            "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
            "id": IRI,
            "type": {"const": "AnnotationCollection"},
            "first": {
                "required": ["id", "type", "items"],
                "properties": {
                    "id": IRI,
                    "type": {"const": "AnnotationPage"},
                    "startIndex": {"const": 0},
                    "items": {"type": "array", "minItems": 1, "items": ANNOTATION},
                },
            },
        },
    }
)


@given(any_text, names)
@settings(max_examples=200, deadline=None)
def test_annotation(text: str, name: str) -> None:
    document, record = analyzed(text)
    collection = json.loads(document.export("annotation", id=name))
    COLLECTION.validate(collection)
    items = collection["first"]["items"] if collection["total"] else []
    assert collection["total"] == len(items) == len({item["id"] for item in items})
    assert collection["label"] == name
    found: dict[str, Any] = {}
    for item in items:
        spans = []
        for target in item["target"]:
            position, quote = target["selector"]
            assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(32, start) and len(quote["suffix"]) == min(32, len(text) - end)
            spans.append([start, end])
        found[re.split("[#/]", item["id"])[-1]] = (spans, item["body"])
    for number, quote in enumerate(record["quotes"]):
        spans, body = found[f"quote-{number}"]
        assert spans == quote["content"]
        values = {purpose: [part["value"] for part in body if part["purpose"] == purpose] for purpose in PURPOSES}
        assert values["tagging"] == [quote["kind"], quote["act"]]
        assert values["identifying"] == ([quote["speaker"]["name"]] if quote["speaker"] else [])
        assert [float(value) for value in values["assessing"]] == [quote["confidence"]]
        for role in ("cue", "source"):
            assert found.get(f"quote-{number}-{role}", ([], []))[0] == quote[role]
    for speaker in record["speakers"]:
        assert found[f"mentions-{speaker['id']}"][0] == speaker["mentions"]


def test_annotation_is_anchored_by_anchorpoint() -> None:
    """Both selectors of a target lead to the same text."""
    collection = json.loads(analyzed(ARTICLE)[0].export("annotation", id="a"))
    targets = [target for item in collection["first"]["items"] for target in item["target"]]
    assert len(targets) > 50
    for target in targets:
        position, quote = ({key: value for key, value in part.items() if key != "type"} for part in target["selector"])
        assert TextPositionSelector(**position).select_text(ARTICLE) == quote["exact"]
        found = TextQuoteSelector(**quote).as_position(ARTICLE)
        assert (found.start, found.end) == (position["start"], position["end"])


PURPOSES = ("identifying", "tagging", "assessing", "describing")


# Citron, by what its own reader looks at.


@given(any_text)
@settings(max_examples=200, deadline=None)
def test_citron(text: str) -> None:
    document, record = analyzed(text)
    file = json.loads(document.export("citron", id="a"))
    assert file["text"] == text

    def spans(places: list[dict[str, Any]]) -> Spans:
        assert all(text[place["start"] : place["end"]] == place["text"] for place in places)
        return [[place["start"], place["end"]] for place in places]

    quotes = file["quotes"] + file.get("quotes_without_cue", [])
    assert all("cue" in quote for quote in file["quotes"])
    assert sorted(quote["id"] for quote in quotes) == list(range(len(record["quotes"])))
    for quote in quotes:
        want = record["quotes"][quote["id"]]
        assert spans(quote["contents"]) == want["content"]
        assert spans(quote["sources"]) == want["source"]
        assert spans(quote.get("cues") or [quote["cue"]] if "cue" in quote else []) == want["cue"]
        assert float(quote["confidence"]) == pytest.approx(want["confidence"], abs=0.001)
        mentions = record["speakers"][want["speaker"]["id"]]["mentions"] if want["speaker"] else []
        assert all(span in mentions for span in spans(quote["coreferences"]))
    groups = [spans(group) for group in file["coreference_groups"]]
    assert groups == [speaker["mentions"] for speaker in record["speakers"] if speaker["mentions"]]


def test_a_format_that_is_none() -> None:
    with pytest.raises(ValueError, match='tei, annotation, brat, conllu, citron, not "docx"'):
        ANALYZER.analyze("").export("docx")  # type: ignore[arg-type]
