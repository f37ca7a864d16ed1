"""Views into documents: what they mark, and that they are values: compared, hashed, pickled and copied."""

import collections
import copy
import pickle
import time
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from strategies import texts

import inquit

BY_RULE = inquit.Analyzer(model=None)
TEXT = "“We won,” said Ann Lee, the mayor. “It’s over.” 👩‍🚀 She added that nobody was hurt."


def views(document: inquit.Document) -> list[Any]:
    """One of each class at least, where the document has them."""
    found: list[Any] = [*document.paragraphs, *document.sentences, *document.tokens, *document.quotes]
    for quote in document.quotes:
        found += [quote.extent, *quote.content, *quote.cue, *quote.source]
    for speaker in document.speakers:
        found += [speaker, *speaker.mentions]
    return [*found, document.span(0, len(document.text))]


def test_the_text_of_a_quote_is_what_is_said() -> None:
    quote = BY_RULE.analyze(TEXT).quotes[0]
    assert quote.text == str(quote) == "“We won,” … “It’s over.”"
    assert quote.extent.text == "“We won,” said Ann Lee, the mayor. “It’s over.”"
    assert (quote.start, quote.end) == (quote.extent.start, quote.extent.end) == (0, len(quote.extent.text))
    assert isinstance(quote.extent, inquit.Span)
    assert repr(quote) == (
        "Quote(0, 47, kind='direct', speaker='Ann Lee', text='“We won,” … “It’s over.”')"
    ), "as Python writes it"


@given(texts)
@settings(max_examples=200, deadline=None)
def test_text_and_extent_of_any_quote(text: str) -> None:
    for place, quote in enumerate(BY_RULE.analyze(text).quotes):
        assert quote.index == place
        assert quote.text == " … ".join(span.text for span in quote.content)
        assert quote.cue_text == " … ".join(span.text for span in quote.cue)
        assert quote.source_text == " … ".join(span.text for span in quote.source)
        extent = quote.extent
        assert text[extent.start : extent.end] == extent.text
        assert len(extent) == extent.end - extent.start == quote.end - quote.start
        assert (quote.start, quote.end) == (quote.content[0].start, quote.content[-1].end)
        if len(quote.content) == 1:
            assert extent == quote.content[0] and extent.text == quote.text


def test_layers_are_made_once_and_nobody_changes_them() -> None:
    document = BY_RULE.analyze(TEXT)
    for layer in ("paragraphs", "sentences", "tokens", "quotes", "speakers"):
        assert isinstance(getattr(document, layer), tuple)
        assert getattr(document, layer) is getattr(document, layer)
    quote = document.quotes[0]
    for part in (quote.content, quote.cue, quote.source, quote.speaker and quote.speaker.mentions):
        assert isinstance(part, tuple)
    assert quote.speaker is not None and quote.speaker.quotes == document.quotes


def test_a_document_goes_when_nobody_needs_it() -> None:
    document = BY_RULE.analyze(TEXT)
    quotes = document.quotes
    gone = weakref.ref(document)
    pickle.dumps(quotes)
    del document
    assert gone() is None, "there is no cycle through its views"
    assert quotes[0].text.startswith("“We won,”")


# Compared and hashed.


@given(texts)
@settings(max_examples=100, deadline=None)
def test_equal_views_of_equal_documents_hash_equal(text: str) -> None:
    one, other = views(BY_RULE.analyze(text)), views(BY_RULE.analyze(text))
    assert one == other
    assert [hash(view) for view in one] == [hash(view) for view in other]
    assert len(set(one + other)) == len(set(one))


def test_views_of_different_documents_differ() -> None:
    # The same text, read in different ways.
    by_rule, filtered = BY_RULE.analyze(TEXT), inquit.Analyzer(model=None, acts=["wish"]).analyze(TEXT)
    assert by_rule != filtered
    known = inquit.Analyzer(model=None, people=[inquit.Person("Mayor Lee", aliases=["Ann Lee"])]).analyze(TEXT)
    for _ in range(2):
        assert by_rule.quotes[0] != known.quotes[0] and by_rule.speakers[0] != known.speakers[0]
        assert by_rule.quotes[0] == BY_RULE.analyze(TEXT).quotes[0]
    assert by_rule.quotes[0] != by_rule.quotes[1]
    # Other texts, views at the same places.
    alike = [BY_RULE.analyze(f"Ann Lee said it rained {n} times.") for n in range(100)]
    assert len({hash(document.speakers[0]) for document in alike}) == 100
    assert len({hash(document.tokens[0]) for document in alike}) == 100


NAMES = [a + b + c for a in "BDFGKLMNPRSTV" for b in "aeio" for c in "lr"]


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_counting_speakers_takes_no_longer_for_a_longer_text() -> None:
    def count(times: int) -> Callable[[], object]:
        """Speakers of a text that is so many times as long; as many quotes are counted of each."""
        quotes = BY_RULE.analyze("Ann Lee said it rained. Tom Ray said it poured.\n\n" * times).quotes
        return lambda: collections.Counter(quote.speaker for quote in quotes[:200] for _ in range(20))

    short, long = count(100), count(10_000)
    assert long() == long() and len(collections.Counter(quote for quote in BY_RULE.analyze(TEXT).quotes)) == 2
    # Each comparison read both documents, a hundred times as long.
    assert min(seconds(long) for _ in range(3)) < 10 * min(seconds(short) for _ in range(3)) + 0.01


def test_the_quotes_of_every_speaker_take_no_longer_than_all_quotes() -> None:
    text = "\n\n".join(f"Ann {a}{b} said it rained." for a in NAMES for b in map(str.lower, NAMES))
    document = BY_RULE.analyze(text)
    assert len(document.speakers) > 10_000
    for speaker in document.speakers[::5_000]:
        assert speaker.quotes == tuple(quote for quote in document.quotes if quote.speaker == speaker)
    # Each asked all quotes: a hundred million times.
    assert min(seconds(lambda: [speaker.quotes for speaker in document.speakers]) for _ in range(3)) < 0.2


def test_quotes_of_one_document_are_found_among_those_of_an_equal_one() -> None:
    text = "Ann Lee said it rained. Tom Ray said it poured.\n\n" * 2_000
    one, other = BY_RULE.analyze(text), BY_RULE.analyze(text)
    compared = min(seconds(lambda: one == BY_RULE.analyze(text)) for _ in range(2))
    # 4000 quotes; each asked whether the documents are equal.
    assert set(one.quotes) == set(other.quotes)
    assert seconds(lambda: set(one.quotes) == set(other.quotes)) < 20 * compared + 0.1


# Pickled and copied.


@given(texts)
@settings(max_examples=100, deadline=None)
def test_views_pickle_and_copy(text: str) -> None:
    document = BY_RULE.analyze(text)
    every = views(document)
    for protocol in (0, 2, pickle.HIGHEST_PROTOCOL):
        again = pickle.loads(pickle.dumps(every, protocol))
        assert again == every
        assert [(type(view), str(view), getattr(view, "kind", None)) for view in again] == [
            (type(view), str(view), getattr(view, "kind", None)) for view in every
        ]
    for view in every:
        assert copy.copy(view) is copy.deepcopy(view) is view, "nothing in it can be changed"


LONG = TEXT + "\n\n" + "It rains and it pours. " * 2_000


def test_views_are_written_with_one_document() -> None:
    document = BY_RULE.analyze(LONG)
    whole = len(pickle.dumps(document))
    every = views(document)
    assert len(every) > 10_000
    assert len(pickle.dumps([document, every])) < whole + 60 * len(every)
    # Also where the document itself is gone, and where its views are met first.
    tokens = document.tokens
    assert len(pickle.dumps([tokens, document])) < whole + 60 * len(tokens)
    del document, every
    again = pickle.loads(pickle.dumps(tokens))
    assert again == tokens
    quote, speaker = pickle.loads(pickle.dumps((BY_RULE.analyze(TEXT).quotes[0], BY_RULE.analyze(TEXT).speakers[0])))
    assert quote.speaker == speaker


def test_what_was_pickled_together_is_of_one_document() -> None:
    document = BY_RULE.analyze(LONG)
    tokens, its = pickle.loads(pickle.dumps([document.tokens, document]))
    # As quick as if they were made from it: each comparison of two texts would be of 46 kB.
    assert seconds(lambda: tokens == its.tokens) < 0.5
    assert len(pickle.dumps([tokens, its])) < len(pickle.dumps(document)) + 60 * len(tokens)


def test_sentences_and_tokens_without_a_document_pickle() -> None:
    for found in (inquit.sentences(LONG), inquit.tokens(LONG)):
        state = pickle.dumps(found)
        assert len(state) < len(LONG.encode()) + 60 * len(found)
        assert pickle.loads(state) == found
        assert copy.deepcopy(found) == found
    token = inquit.tokens("“It rains.”")[1]
    assert pickle.loads(pickle.dumps(token)).kind == "word"


def test_a_damaged_view_is_an_error() -> None:
    document = BY_RULE.analyze(TEXT)
    cases: list[tuple[Any, tuple[Any, ...], str]] = [
        (inquit.Quote, (document, 7), "the document has no quote 7"),
        (inquit.Speaker, (document, 1), "the document has no speaker 1"),
        (inquit.Span, (document, 3, 999), "no span from 3 to 999"),
        (inquit.Token, (document, 0, 1, "song"), "no kind"),
    ]
    for kind, place, message in cases:
        place = place if kind in (inquit.Quote, inquit.Speaker) or len(place) == 4 else (*place, "")
        with pytest.raises(ValueError, match=message):
            kind._at(*place)
    with pytest.raises(TypeError, match="not a Document but str"):
        inquit.Span._at("a text", 0, 1, "")  # type: ignore[attr-defined]
