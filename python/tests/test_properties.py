"""What holds for every text."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given, settings
from strategies import texts

import inquit


@given(texts)
@settings(max_examples=300, deadline=None)
def test_every_view_marks_its_text(text: str) -> None:
    document = inquit.analyze(text)
    views = [*document.paragraphs, *document.sentences, *document.tokens]
    for quote in document.quotes:
        assert (quote.start, quote.end) == (quote.extent.start, quote.extent.end)
        views.append(quote.extent)
        assert quote.content
        assert 0.0 <= quote.confidence <= 1.0
        views += [*quote.content, *quote.cue, *quote.source]
    for speaker in document.speakers:
        views += speaker.mentions
    for view in views:
        assert 0 <= view.start <= view.end <= len(text)
        assert text[view.start : view.end] == view.text


@given(texts)
@settings(max_examples=200, deadline=None)
def test_layers_are_in_order_and_rebuild_the_text(text: str) -> None:
    document = inquit.analyze(text)
    for layer in (document.paragraphs, document.sentences, document.tokens):
        end = 0
        for view in layer:
            assert view.start >= end
            assert text[end : view.start].strip() == "" or layer is document.tokens
            end = view.end
    end = document.sentences[-1].end if document.sentences else 0
    assert text[end:].strip() == ""


@given(texts)
@settings(max_examples=100, deadline=None)
def test_documents_pickle_and_repeat(text: str) -> None:
    document = inquit.analyze(text)
    assert pickle.loads(pickle.dumps(document)) == document
    assert inquit.analyze(text) == document
    whole = document.to_json(sentences=True, tokens=True)
    assert json.loads(whole) == document.to_dict(sentences=True, tokens=True)


@given(texts)
@settings(max_examples=50, deadline=None)
def test_functions_agree_with_the_document(text: str) -> None:
    document = inquit.analyze(text)
    assert [t.text for t in inquit.tokens(text)] == [t.text for t in document.tokens]
    assert [s.text for s in inquit.sentences(text)] == [s.text for s in document.sentences]


def test_threads_get_the_same_answer() -> None:
    text = "“We won,” said Ann Lee. The mayor added that it was over.\n\n" * 50
    alone = inquit.analyze(text)
    with ThreadPoolExecutor(4) as pool:
        assert all(document == alone for document in pool.map(inquit.analyze, [text] * 8))
