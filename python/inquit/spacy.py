"""Quotes in a spaCy pipeline, and documents of `inquit` as spaCy's.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("inquit", config={"model": "fast"})
>>> doc = nlp("Prime Minister Ann Lee opened the bridge. “Use it,” she said.")
>>> [(quote.speaker, quote.kind, quote.content) for quote in doc._.quotes]
[('Ann Lee', 'direct', [“Use it,”])]
>>> [(span.text, span.label_) for span in doc.spans["quotes"]]
[('“Use it,”', 'direct')]

The component needs nothing of the pipeline before it. What is there can help: see `make_inquit`.

What is found is kept in `doc.user_data["inquit"]` as the record of `inquit.Document.to_dict`, whose offsets are
characters; `doc._.quotes` reads it. So it stays right if tokens are merged or split, and goes where user data goes: to
other processes (`nlp.pipe(texts, n_process=2)`), into pickles, `Doc.to_bytes`, and `DocBin(store_user_data=True)`.
Without user data a `DocBin` keeps `doc.spans` alone.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, cast

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from inquit._native import Analyzer, Document, KnownMention, Person

__all__ = ["Inquit", "Quote", "make_inquit", "quotes", "to_spacy"]

KEY = "inquit"
"""Where `doc.user_data` keeps what was found."""

ENTITIES = {"PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place", "LOC": "place"}
"""Labels of entities that are names of someone or something that may speak."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution, with spans of a `Doc`: all tokens that what was found touches."""

    content: list[Span]
    """What is said: one span or more, in order, quotation marks included."""
    cue: list[Span]
    """The words that report it; empty where none do."""
    source: list[Span]
    """The mention that it is credited to; empty where there is none."""
    speaker: str | None
    """The fullest name of who says it, or the words that describe them; `None` where that can't be told."""
    speaker_kind: Literal["person", "organisation", "group", "unnamed"] | None
    """What sort of speaker that is; "unnamed" where the speaker is a description, "U.S. officials"."""
    kind: Literal["direct", "indirect", "mixed"]
    act: Literal["speech", "writing", "thought", "wish", "expectation"]
    confidence: float
    """How likely content and source are right, from 0 to 1."""
    speaker_confidence: float | None
    """How likely the speaker is right where content and source are; `None` where there is none."""


def quotes(doc: Doc) -> list[Quote]:
    """The quotes of a document that the component has seen, in order: what `doc._.quotes` is. Empty for others."""
    record = doc.user_data.get(KEY) or {"quotes": []}
    return [_quote(doc, quote) for quote in record["quotes"]]


def _quote(doc: Doc, quote: dict[str, Any]) -> Quote:
    content, cue, source = ([_span(doc, *span) for span in quote[part]] for part in ("content", "cue", "source"))
    speaker = quote["speaker"] or {"name": None, "kind": None, "confidence": None}
    return Quote(
        content,
        cue,
        source,
        speaker["name"],
        speaker["kind"],
        quote["kind"],
        quote["act"],
        quote["confidence"],
        speaker["confidence"],
    )


def _span(doc: Doc, start: int, end: int, label: str = "", span_id: str = "") -> Span:
    span = doc.char_span(start, end, label=label, span_id=span_id, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no span from {start} to {end} in this document: its user data is of another one")
    return span


if not Doc.has_extension("quotes"):  # another one's is left alone: `quotes(doc)` does the same
    Doc.set_extension("quotes", getter=quotes)


def _keep(doc: Doc, document: Document, spans_key: str) -> None:
    """Writes what was found into a document of the same text."""
    record = document.to_dict()
    doc.user_data[KEY] = record
    spans = [
        _span(doc, start, end, label=quote["kind"], span_id=str(index))
        for index, quote in enumerate(record["quotes"])
        for start, end in quote["content"]
    ]
    doc.spans[spans_key] = SpanGroup(doc, name=spans_key, spans=spans)


Known = Callable[[Doc], Iterable[KnownMention]]


class Inquit:
    """The component: finds the quotes of a `Doc`."""

    def __init__(self, analyzer: Analyzer, spans_key: str, known: list[Known]) -> None:
        self.analyzer = analyzer
        self.spans_key = spans_key
        self.known = known

    def __call__(self, doc: Doc) -> Doc:
        known = [mention for source in self.known for mention in source(doc)]
        _keep(doc, self.analyzer.analyze(doc.text, known), self.spans_key)
        return doc


@dataclass(frozen=True)
class _Entities:
    """The entities of a document as names."""

    kinds: dict[str, str]

    def __call__(self, doc: Doc) -> Iterable[KnownMention]:
        for entity in doc.ents:
            kind = cast(Literal["person", "organisation", "place"] | None, self.kinds.get(entity.label_))
            if kind is not None:
                yield KnownMention(entity.start_char, entity.end_char, kind)


@dataclass(frozen=True)
class _Clusters:
    """The groups of spans whose keys begin alike as clusters."""

    prefix: str

    def __call__(self, doc: Doc) -> Iterable[KnownMention]:
        keys = [key for key in doc.spans if re.fullmatch(re.escape(self.prefix) + r"_?\d+", key)]
        for cluster, key in enumerate(keys):
            for span in doc.spans[key]:
                yield KnownMention(span.start_char, span.end_char, cluster=cluster)


@dataclass(frozen=True)
class _Attribute:
    """What `doc._` has under a name."""

    name: str

    def __call__(self, doc: Doc) -> Iterable[KnownMention]:
        return cast(Iterable[KnownMention], doc._.get(self.name) or ())


@Language.factory(
    "inquit",
    assigns=["doc._.quotes", "doc.spans", "doc.user_data"],
    default_config={
        "language": None,
        "newlines": "auto",
        "cue_verbs": [],
        "abbreviations": [],
        "people": [],
        "min_confidence": None,
        "min_speaker_confidence": None,
        "acts": None,
        "model": "standard",
        "spans_key": "quotes",
        "entities": False,
        "clusters": None,
        "mentions": None,
    },
)
def make_inquit(
    nlp: Language,
    name: str,
    language: str | None,
    newlines: str,
    cue_verbs: list[str],
    abbreviations: list[str],
    people: list[str | dict[str, Any]],
    min_confidence: float | None,
    min_speaker_confidence: float | None,
    acts: list[str] | None,
    model: str | None,
    spans_key: str,
    entities: bool | dict[str, str],
    clusters: str | None,
    mentions: str | Known | None,
) -> Inquit:
    """What `nlp.add_pipe("inquit", config={...})` makes. The config has the options of `inquit.Analyzer`, and others:

    - `people`: names, or `{"name": …, "aliases": […], "gender": …}`.
    - `spans_key`: which of `doc.spans` gets the content of the quotes: a span each, the quote's kind for a label, its
      place among the quotes for an id.
    - `entities`: whether `doc.ents` of the components before are taken for names: PERSON, PER, ORG, GPE and LOC, or
      those of a `dict` from labels to "person", "organisation" or "place".
    - `clusters`: how the keys of `doc.spans` begin that are coreference, "coref_clusters" for those of
      spacy-experimental; a number follows. The mentions of each are the same one.
    - `mentions`: what else is known: the name of an extension, `doc._.NAME`, or a function from a registry
      (`{"@misc": "NAME"}`) that is called with the `Doc`; either has `inquit.KnownMention`s.

    Raises `ValueError` for an option that can't be used; spaCy raises its own for one that isn't there.
    """
    known: list[Known] = []
    if entities:
        kinds = ENTITIES if entities is True else entities
        for kind in kinds.values():
            KnownMention(0, 1, cast(Any, kind))  # says now what is wrong with it
        known.append(_Entities(kinds))
    if clusters:
        known.append(_Clusters(clusters))
    if mentions is not None:
        known.append(_Attribute(mentions) if isinstance(mentions, str) else mentions)
    analyzer = Analyzer(
        language=language,
        newlines=cast(Any, newlines),
        cue_verbs=cue_verbs,
        abbreviations=abbreviations,
        people=[Person(one) if isinstance(one, str) else Person(**one) for one in people],
        min_confidence=min_confidence,
        min_speaker_confidence=min_speaker_confidence,
        acts=cast(Any, acts),
        model=model,
    )
    return Inquit(analyzer, spans_key, known)


def to_spacy(document: Document, vocab: Vocab, spans_key: str = "quotes") -> Doc:
    """A `Doc` with the tokens, sentences and quotes of a document; its text is the same.

    White space beyond the one space behind a token is a token of its own, as spaCy has it.

    >>> import inquit, spacy
    >>> doc = to_spacy(inquit.analyze("“Don't,” he said.  It rained."), spacy.blank("en").vocab)
    >>> [sentence.text for sentence in doc.sents]
    ["“Don't,” he said.  ", 'It rained.']
    """
    text = document.text
    tokens = document.tokens
    bounds = [0, *(bound for token in tokens for bound in (token.start, token.end)), len(text)]
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    for number, (start, end) in enumerate(pairwise(bounds)):
        between = number % 2 == 0
        if between and words and text.startswith(" ", start, end):
            spaces[-1] = True
            start += 1
        if start < end:
            words.append(text[start:end])
            spaces.append(False)
            starts.append(start)
    opens = [False] * len(words)
    for sentence in document.sentences:
        at = bisect_left(starts, sentence.start)
        if at < len(opens):
            opens[at] = True
    if opens and not opens[0]:
        # White space before the first sentence belongs to it.
        first = opens.index(True) if True in opens else 0
        opens[first], opens[0] = False, True
    doc = Doc(vocab, words=words, spaces=spaces, sent_starts=cast(Any, opens) or None)
    _keep(doc, document, spans_key)
    return doc
