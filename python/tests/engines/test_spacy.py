"""The component of spaCy pipelines, and documents as spaCy's."""

import doctest
import pickle
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import spacy
from blocks import ROOT, tried
from hypothesis import given, settings
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from strategies import texts

import inquit
import inquit.spacy
from inquit.spacy import Quote, quotes, to_spacy

TEXT = "Prime Minister Ann Lee opened the bridge. “Use it,” she said. “It stands.” She added that it was late."


def test_the_examples_of_the_docs_are_true() -> None:
    assert doctest.testmod(inquit.spacy).failed == 0
    assert doctest.testmod(inquit.spacy).attempted > 5


def test_what_the_page_shows_is_what_happens(tmp_path: Path) -> None:
    page = ROOT / "docs" / "how-to" / "spacy.md"
    assert tried(page, tmp_path) == page.read_text(encoding="utf-8")


def pipeline(**config: Any) -> Language:
    """A pipeline of the component alone."""
    nlp = spacy.blank("en")
    nlp.add_pipe("inquit", config={"model": None, **config})
    return nlp


def speakers(doc: Doc) -> list[str | None]:
    """The speaker of each quote."""
    return [quote.speaker for quote in doc._.quotes]


def shown(doc: Doc) -> list[Any]:
    """What was found, in words."""
    parts = [[[span.text for span in part] for part in (q.content, q.cue, q.source)] for q in doc._.quotes]
    others = [(q.speaker, q.kind, q.act, q.confidence) for q in doc._.quotes]
    return [*parts, *others, *((span.text, span.label_, span.id_) for span in doc.spans["quotes"])]


def test_a_pipeline_finds_who_said_what() -> None:
    doc = pipeline()(TEXT)
    first, second = doc._.quotes
    assert isinstance(first, Quote) and isinstance(first.content[0], Span)
    assert [span.text for span in first.content] == ["“Use it,”", "“It stands.”"]
    assert [span.text for span in first.cue] == ["said"]
    assert [span.text for span in first.source] == ["she"]
    assert (first.speaker, first.kind, first.act) == ("Ann Lee", "direct", "speech")
    assert first.confidence == pytest.approx(inquit.Analyzer(model=None).analyze(TEXT).quotes[0].confidence, abs=0.001)
    assert second.content[0].text == "that it was late"
    spans = [(span.text, span.label_, span.id_) for span in doc.spans["quotes"]]
    assert spans == [
        ("“Use it,”", "direct", "0"),
        ("“It stands.”", "direct", "0"),
        ("that it was late", "indirect", "1"),
    ]


def test_the_factory_needs_no_import(tmp_path: Path) -> None:
    program = f"import spacy; nlp = spacy.blank('en'); nlp.add_pipe('inquit'); print(len(nlp({TEXT!r})._.quotes))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert run.stdout == "2\n"


def test_spans_reach_over_the_tokens_that_they_touch() -> None:
    nlp = pipeline()
    nlp.tokenizer = spacy.tokenizer.Tokenizer(nlp.vocab)  # white space alone parts its tokens
    (quote,) = nlp("Then Ann Lee's brother said: “Use it.”")._.quotes
    assert quote.content[0].text == "“Use it.”"
    assert quote.cue[0].text == "said:"


def test_a_document_that_no_component_has_seen_has_no_quotes() -> None:
    doc = spacy.blank("en")(TEXT)
    assert doc._.quotes == quotes(doc) == []
    doc.user_data["inquit"] = pipeline()(TEXT).user_data["inquit"]
    assert len(doc._.quotes) == 2
    other = spacy.blank("en")("Short.")
    other.user_data["inquit"] = doc.user_data["inquit"]
    with pytest.raises(ValueError, match="another one"):
        quotes(other)


def test_the_options_are_those_of_the_analyzer() -> None:
    text = "The mayor livestreamed that it rained. Tom Ray believes that it will end."
    assert len(pipeline(acts=["thought"])(text)._.quotes) == 1
    config: dict[str, Any] = {
        "language": "eng",
        "newlines": "space",
        "cue_verbs": ["livestream"],
        "abbreviations": ["Gde."],
        "people": [{"name": "Ewa Lind", "aliases": ["the mayor"], "gender": "female"}, "Tom Ray"],
        "min_confidence": 0.1,
        "model": "fast",
        "spans_key": "said",
    }
    doc = pipeline(**config)(text)
    assert speakers(doc) == ["Ewa Lind", "Tom Ray"]
    assert len(doc.spans["said"]) == 2 and "quotes" not in doc.spans


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"language": "xxx"}, "xxx"),
        ({"newlines": "sometimes"}, "sometimes"),
        ({"model": None, "acts": ["song"]}, "song"),
        ({"people": [{"name": "Ann", "gender": "both"}]}, "both"),
        ({"entities": {"PERSON": "human"}}, "human"),
        ({"modle": "fast"}, "modle"),
    ],
)
def test_bad_options_are_named(config: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        spacy.blank("en").add_pipe("inquit", config=config)


def test_entities_of_the_pipeline_are_names() -> None:
    text = "Then quill hart came in. She said that it rained. The U.N. said that it would end."
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "quill hart"}, {"label": "CARDINAL", "pattern": "The U.N."}])
    plain = inquit.Analyzer(model=None).analyze(text)
    assert [quote.speaker and quote.speaker.name for quote in plain.quotes] == [None, "U.N."]
    nlp.add_pipe("inquit", config={"model": None, "entities": True})
    assert speakers(nlp(text)) == ["quill hart", "U.N."]
    own = pipeline(entities={"HERO": "person"})
    ruler = own.add_pipe("entity_ruler", before="inquit")
    ruler.add_patterns([{"label": "HERO", "pattern": "quill hart"}])
    assert speakers(own(text)) == ["quill hart", "U.N."]


def test_coreference_of_the_pipeline_says_who_is_the_same() -> None:
    text = "Ann Lee met Eva Ray. She said that it rained. The tall stranger said that it would end."

    @Language.component("test_clusters")
    def clusters(doc: Doc) -> Doc:
        doc.spans["coref_clusters_1"] = [doc[0:2], doc[12:15]]
        doc.spans["coref_clusters_2"] = [doc[3:5], doc[6:7]]
        doc.spans["coref_head_clusters_1"] = [doc[0:2], doc[6:7]]  # not these
        return doc

    nlp = pipeline(clusters="coref_clusters")
    nlp.add_pipe("test_clusters", first=True)
    doc = nlp(text)
    assert doc[12:15].text == "The tall stranger"
    assert speakers(doc) == ["Eva Ray", "Ann Lee"]


@spacy.util.registry.misc("test_known.v1")
def make_known() -> Any:
    """A function of a registry that says what is known."""
    return known


def known(doc: Doc) -> Iterable[inquit.KnownMention]:
    """Whom "the stranger" means."""
    start = doc.text.find("The stranger")
    if start >= 0:
        yield inquit.KnownMention(start, start + 12, name="Quill Hart")


def test_known_mentions_come_from_a_function_or_an_extension(tmp_path: Path) -> None:
    text = "The stranger said that it rained."
    nlp = pipeline(mentions={"@misc": "test_known.v1"})
    assert speakers(nlp(text)) == ["Quill Hart"]
    nlp.to_disk(tmp_path)
    assert speakers(spacy.load(tmp_path)(text)) == ["Quill Hart"]
    Doc.set_extension("test_known", getter=known)
    assert speakers(pipeline(mentions="test_known")(text)) == ["Quill Hart"]


def test_pipelines_and_documents_are_written_and_read(tmp_path: Path) -> None:
    nlp = pipeline(acts=["speech"], people=["Ann Lee"], spans_key="quotes")
    doc = nlp(TEXT)
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.get_pipe_config("inquit") == nlp.get_pipe_config("inquit")
    assert shown(again(TEXT)) == shown(doc)
    assert shown(spacy.blank("en").from_config(nlp.config)(TEXT)) == shown(doc)
    assert shown(pickle.loads(pickle.dumps(nlp))(TEXT)) == shown(doc)
    assert shown(pickle.loads(pickle.dumps(doc))) == shown(doc)
    assert shown(Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())) == shown(doc)


def test_a_docbin_keeps_quotes_with_user_data_and_spans_without() -> None:
    doc = pipeline()(TEXT)
    vocab = spacy.blank("en").vocab
    for store in (True, False):
        state = DocBin(docs=[doc], store_user_data=store).to_bytes()
        (read,) = DocBin().from_bytes(state).get_docs(vocab)
        assert [(s.text, s.label_) for s in read.spans["quotes"]] == [(s.text, s.label_) for s in doc.spans["quotes"]]
        assert len(read._.quotes) == (2 if store else 0)


def test_merged_tokens_leave_quotes_where_they_are() -> None:
    doc = pipeline()(TEXT)
    before = [[span.text for span in quote.content] for quote in doc._.quotes]
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[2:4])
    assert doc[2].text == "Ann Lee"
    assert [[span.text for span in quote.content] for quote in doc._.quotes] == before


def test_many_texts_go_through_processes() -> None:
    many = [TEXT, "", "  \n", "It rains.", "“No,” said Bo Hill."] * 4
    nlp = pipeline()
    alone = [shown(doc) for doc in nlp.pipe(many)]
    assert [shown(doc) for doc in nlp.pipe(many, n_process=2, batch_size=3)] == alone
    assert [shown(nlp(text)) for text in many] == alone


def test_a_document_becomes_spacys() -> None:
    document = inquit.Analyzer(model=None).analyze(TEXT)
    doc = to_spacy(document, spacy.blank("en").vocab)
    assert [token.text for token in doc] == [token.text for token in document.tokens]
    assert [sentence.text for sentence in doc.sents] == [sentence.text for sentence in document.sentences]
    assert shown(doc) == shown(pipeline()(TEXT))


@pytest.mark.parametrize("text", ["", " ", "a", " a", "a ", "a  b", "\n a\tb \n", "a\n\nb c.", "Don't\u00a0go."])
def test_white_space_is_spacys(text: str) -> None:
    nlp = spacy.blank("en")
    doc = to_spacy(inquit.analyze(text), nlp.vocab)
    assert doc.text == text
    assert [(token.text, token.whitespace_) for token in doc] == [(t.text, t.whitespace_) for t in nlp(text)]


NLP = pipeline()


@given(texts)
@settings(max_examples=200, deadline=None)
def test_every_document_becomes_spacys(text: str) -> None:
    document = inquit.Analyzer(model=None).analyze(text)
    doc = to_spacy(document, NLP.vocab)
    assert doc.text == text
    at = {token.idx: token.text for token in doc}
    assert all(at.pop(token.start) == token.text for token in document.tokens)
    assert "".join(at.values()).strip() == ""
    sentences = [sentence.text.strip() for sentence in doc.sents if sentence.text.strip()]
    assert sentences == [sentence.text.strip() for sentence in document.sentences]
    found = [[span.text for span in quote.content] for quote in doc._.quotes]
    assert found == [[span.text for span in quote.content] for quote in document.quotes]


@given(texts)
@settings(max_examples=100, deadline=None)
def test_every_text_goes_through_a_pipeline(text: str) -> None:
    doc = NLP(text)
    found = inquit.Analyzer(model=None).analyze(text).quotes
    assert len(doc._.quotes) == len(found)
    for quote, other in zip(doc._.quotes, found, strict=True):
        for span, content in zip(quote.content, other.content, strict=True):
            assert span.start_char <= content.start and content.end <= span.end_char
