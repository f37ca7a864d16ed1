"""The package as its users meet it."""

import copy
import gc
import json
import os
import pathlib
import pickle
import threading

import pytest

import inquit

TEXT = "“We won,” said Ann Lee, the mayor. “It’s over.” 👩‍🚀 She added that nobody was hurt."


def test_a_quote_tells_who_said_what() -> None:
    first, second = inquit.analyze(TEXT).quotes
    assert first.kind == "direct"
    assert first.act == "speech"
    assert [span.text for span in first.content] == ["“We won,”", "“It’s over.”"]
    assert [span.text for span in first.cue] == ["said"]
    assert [span.text for span in first.source] == ["Ann Lee, the mayor"]
    assert first.evidence["pattern"] == "verb-after"
    assert second.kind == "indirect"
    assert second.text == "that nobody was hurt"


def test_offsets_are_str_indices_behind_wide_characters() -> None:
    quote = inquit.analyze(TEXT).quotes[1]
    assert TEXT[quote.start : quote.end] == "that nobody was hurt"


def test_sentences_know_their_tokens() -> None:
    sentence = inquit.analyze("It rains. We stay.").sentences[1]
    assert [token.text for token in sentence.tokens] == ["We", "stay", "."]
    assert [token.kind for token in sentence.tokens] == ["word", "word", "punctuation"]


def test_the_record_is_the_one_the_command_writes() -> None:
    record = json.loads(inquit.analyze(TEXT).to_json(id="a1", sentences=True))
    assert record["schema"] == 1
    assert record["offsets"] == "chars"
    assert record["id"] == "a1"
    assert "tokens" not in record
    assert record["quotes"][0]["content"][0] == [0, 9]
    in_bytes = inquit.analyze(TEXT).to_dict(offsets="bytes")
    assert in_bytes["quotes"][0]["content"][0] == [0, 13]


def test_spans_can_be_asked_for() -> None:
    document = inquit.analyze(TEXT)
    assert document.span(1, 7).text == "We won"
    with pytest.raises(ValueError, match="no span from 5 to 3"):
        document.span(5, 3)
    with pytest.raises(ValueError, match="in a text of"):
        document.span(0, 10_000)


def test_documents_and_analyzers_are_pickled_and_copied() -> None:
    people = [inquit.Person("Ann Lee", aliases=["the mayor"], gender="female")]
    analyzer = inquit.Analyzer(
        cue_verbs=["livestream"], people=people, min_confidence=0.1, acts=["speech", "thought"], model="fast"
    )
    again = pickle.loads(pickle.dumps(analyzer))
    assert repr(again) == repr(analyzer)
    assert copy.copy(analyzer) is copy.deepcopy(analyzer) is analyzer, "nothing in it can be changed"
    document = analyzer.analyze(TEXT)
    assert again.analyze(TEXT) == document
    assert copy.deepcopy(document) is copy.copy(document) is document
    assert hash(pickle.loads(pickle.dumps(document))) == hash(document)


def test_a_damaged_pickle_is_an_error() -> None:
    with pytest.raises(ValueError):
        inquit.Document._from_state(b'{"version": 1}')


def test_own_cue_verbs_are_known_in_every_form() -> None:
    text = "Ann Lee livestreamed that she had won."
    assert not inquit.Analyzer(model=None).analyze(text).quotes
    quotes = inquit.Analyzer(cue_verbs=["livestream"], model=None).analyze(text).quotes
    assert [quote.text for quote in quotes] == ["that she had won"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"language": "xxx"}, "xxx"),
        ({"newlines": "sometimes"}, "sometimes"),
        ({"cue_verbs": ["two words"]}, "two words"),
        ({"min_confidence": 2.0}, "2"),
        ({"people": [inquit.Person("—")]}, "—"),
        ({"acts": ["speech", "song"]}, "song"),
        ({"acts": []}, "no act"),
    ],
)
def test_bad_options_are_named(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        inquit.Analyzer(**options)  # type: ignore[arg-type]


def test_only_some_acts_are_kept() -> None:
    text = "Ann Lee said that it rained. Tom Ray wrote that it would end. Bo Hill believes that it will not."
    document = inquit.Analyzer(acts=["writing", "thought"], model=None).analyze(text)
    assert [quote.act for quote in document.quotes] == ["writing", "thought"]
    assert [speaker.name for speaker in document.speakers] == ["Tom Ray", "Bo Hill"]


MODELS = pathlib.Path(__file__).parents[2] / "rust/inquit/models"


def test_the_standard_model_is_the_default() -> None:
    document = inquit.analyze(TEXT)
    assert inquit.Analyzer(model="standard").analyze(TEXT) == document
    assert inquit.Analyzer().analyze(TEXT) == document


def test_a_model_may_be_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    by_name = inquit.Analyzer(model="fast")
    document = by_name.analyze(TEXT)
    assert inquit.Analyzer(model=MODELS / "fast.inqm").analyze(TEXT) == document
    monkeypatch.chdir(MODELS)
    by_path = inquit.Analyzer(model="fast.inqm")
    assert by_path.analyze(TEXT) == document
    state = pickle.dumps(by_path)
    assert len(state) < 1000, "the model itself stays where it is"
    monkeypatch.chdir(tmp_path)
    assert pickle.loads(state).analyze(TEXT) == document
    assert repr(os.path.abspath(MODELS / "fast.inqm"))[1:-1] in repr(by_path)


def test_without_a_model_the_rules_are_alone() -> None:
    by_rule = inquit.Analyzer(model=None)
    by_model = inquit.Analyzer(model="fast")
    sure = [[quote.confidence for quote in a.analyze(TEXT).quotes] for a in (by_rule, by_model)]
    assert sure[0] != sure[1]
    assert pickle.loads(pickle.dumps(by_rule)).analyze(TEXT) == by_rule.analyze(TEXT)


def test_a_damaged_model_is_named(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "damaged.inqm"
    state = (MODELS / "fast.inqm").read_bytes()
    for damaged in (b"", b"no model", state[:-1], state[:-1] + bytes([state[-1] ^ 1])):
        path.write_bytes(damaged)
        with pytest.raises(ValueError, match=r"damaged\.inqm: can't be used as a model: "):
            inquit.Analyzer(model=path)


def test_a_missing_model_is_an_os_error(tmp_path: pathlib.Path) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        inquit.Analyzer(model=tmp_path / "fast")
    assert raised.value.filename == str(tmp_path / "fast")
    with pytest.raises(TypeError):
        inquit.Analyzer(model=3)  # type: ignore[arg-type]


def test_a_gender_must_be_one_of_three() -> None:
    with pytest.raises(ValueError, match="robot"):
        inquit.Person("Ann Lee", gender="robot")  # type: ignore[arg-type]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(TypeError):
        inquit.analyze(None)  # type: ignore[arg-type]
    with pytest.raises(UnicodeEncodeError):
        inquit.analyze("a \ud800 surrogate")


@pytest.mark.parametrize("collecting", [True, False])
def test_the_garbage_collector_stays_as_it_was(collecting: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        assert len(inquit.tokens("One, two. " * 1000)) == 4000
        assert gc.isenabled() == collecting
    finally:
        (gc.enable if before else gc.disable)()


def test_an_empty_text_has_nothing() -> None:
    document = inquit.analyze("")
    assert not (document.sentences or document.tokens or document.quotes or document.speakers)
    assert document.language is None


def test_a_document_is_of_the_language_that_it_was_read_in() -> None:
    assert inquit.analyze("It rains.").language == "eng", "too short to tell it from, so that it is read as English"
    assert inquit.analyze("It rains.").to_dict()["language"] == "eng"
    german = (
        "Die Bürgermeisterin sagte gestern, dass die Brücke im Mai eröffnet wird und dass alle zum Fest am Hafen "
        "willkommen sind."
    )
    assert inquit.analyze(german).language == "deu"
    assert inquit.Analyzer(language="eng", model=None).analyze(german).language == "eng"
    assert inquit.analyze(" \n").to_dict()["language"] is None, "there was nothing to read"


def test_options_can_be_read() -> None:
    analyzer = inquit.Analyzer()
    assert (analyzer.language, analyzer.newlines, analyzer.model) == (None, "auto", "standard")
    assert (analyzer.cue_verbs, analyzer.abbreviations, analyzer.people) == ((), (), ())
    assert (analyzer.min_confidence, analyzer.acts) == (None, None)
    assert repr(analyzer) == "Analyzer()"
    person = inquit.Person("Ann Lee", aliases=["the mayor"], gender="female")
    analyzer = inquit.Analyzer(
        language="eng",
        newlines="space",
        cue_verbs=["toot"],
        abbreviations=("blv.",),
        people=iter([person]),
        min_confidence=0.1,
        acts={"speech"},
        model="fast",
    )
    assert (analyzer.language, analyzer.newlines, analyzer.model) == ("eng", "space", "fast")
    assert (analyzer.cue_verbs, analyzer.abbreviations, analyzer.people) == (("toot",), ("blv.",), (person,))
    assert (analyzer.min_confidence, analyzer.acts) == (0.1, ("speech",))
    made = {"Analyzer": inquit.Analyzer, "Person": inquit.Person}
    assert repr(eval(repr(analyzer), made)) == repr(analyzer)
    assert repr(inquit.Analyzer(acts=["wish"], model=None)) == "Analyzer(acts=['wish'], model=None)"


def test_none_is_a_model_by_name_too() -> None:
    by_name = inquit.Analyzer(model="none")
    assert by_name.model is None
    assert repr(by_name) == repr(inquit.Analyzer(model=None)) == repr(pickle.loads(pickle.dumps(by_name)))
    assert by_name.analyze(TEXT) == inquit.Analyzer(model=None).analyze(TEXT)


def test_other_threads_run_meanwhile() -> None:
    text = "“We won,” said Ann Lee. The mayor added that it was over.\n\n" * 20_000
    done = threading.Event()
    ticks = 0

    def count() -> None:
        nonlocal ticks
        while not done.wait(0.001):
            ticks += 1

    counter = threading.Thread(target=count)
    counter.start()
    inquit.analyze(text)
    done.set()
    counter.join()
    assert ticks > 3


def test_a_notebook_shows_escaped_html() -> None:
    html = inquit.analyze("“<script>alert(1)</script>,” said Ann Lee.")._repr_html_()
    assert html.count("<script>") == 1, "the view's own"
    assert "&lt;script&gt;" in html
    assert "<bdi>Ann Lee</bdi>" in html


def test_what_is_known_beforehand_goes_in_with_the_text() -> None:
    text = "👩‍🚀 Then quill hart came in. “It is late,” the stranger said."
    analyzer = inquit.Analyzer(model=None)
    unnamed = analyzer.analyze(text).quotes[0].speaker
    assert unnamed and (unnamed.name, unnamed.kind) == ("the stranger", "unnamed")
    name, stranger = text.find("quill"), text.find("the stranger")
    known = [
        inquit.KnownMention(name, name + 10, kind="person", cluster=1, gender="female"),
        inquit.KnownMention(stranger, stranger + 12, cluster=1),
    ]
    (speaker,) = analyzer.analyze(text, known).speakers
    assert speaker.name == "quill hart"
    assert [span.text for span in speaker.mentions] == ["quill hart", "the stranger"]
    called = inquit.KnownMention(stranger, stranger + 12, name="Quill Hart")
    assert analyzer.analyze(text, mentions=[called]).speakers[0].name == "Quill Hart"
    assert analyzer.analyze(text, []) == analyzer.analyze(text)


def test_what_a_speaker_is() -> None:
    text = "👩‍🚀 Ann Lee came. “It is late,” said Mrs. Lee. She said it rained. Two officials said it would end. Lee left."
    lee, officials = inquit.Analyzer(model=None).analyze(text).speakers
    assert (lee.name, lee.kind, lee.gender) == ("Ann Lee", "person", "female")
    assert lee.aliases == {"Ann Lee": 1, "Mrs. Lee": 1, "Lee": 1}
    assert (officials.name, officials.kind, officials.gender) == ("Two officials", "unnamed", None)
    assert officials.aliases == {} and [mention.text for mention in officials.mentions] == ["Two officials"]


def test_how_sure_a_speaker_is_is_told_apart() -> None:
    text = "“It is late,” said Ann Lee. “I am off,” she said."
    named, pronoun = inquit.Analyzer(model=None).analyze(text).quotes
    assert named.speaker_confidence and pronoun.speaker_confidence
    assert named.speaker_confidence > 0.9 > pronoun.speaker_confidence
    analyzer = inquit.Analyzer(model=None, min_speaker_confidence=0.9)
    assert analyzer.min_speaker_confidence == 0.9 and pickle.loads(pickle.dumps(analyzer)).min_speaker_confidence == 0.9
    quotes = analyzer.analyze(text).quotes
    assert [quote.speaker and quote.speaker.name for quote in quotes] == ["Ann Lee", None]
    assert quotes[1].speaker_confidence is None
    with pytest.raises(ValueError, match="from 0 to 1"):
        inquit.Analyzer(min_speaker_confidence=2)


def test_known_mentions_are_values() -> None:
    known = inquit.KnownMention(2, 5, "place", cluster=0, name="Lima", gender="neuter")
    assert (known.start, known.end, known.kind, known.cluster) == (2, 5, "place", 0)
    assert (known.name, known.gender) == ("Lima", "neuter")
    assert pickle.loads(pickle.dumps(known)) == known == copy.deepcopy(known)
    assert known != inquit.KnownMention(2, 5, "place") and len({known, copy.copy(known)}) == 1
    assert repr(known) == "KnownMention(2, 5, kind='place', cluster=0, name='Lima', gender='neuter')"


def test_known_mentions_that_are_not_in_the_text_are_named() -> None:
    fine = inquit.KnownMention(0, 2, "person")
    for start, end in ((2, 2), (3, 2), (2, 99)):
        with pytest.raises(ValueError, match=f"known mention 1: no words from {start} to {end} in a text of 5 char"):
            inquit.Analyzer(model=None).analyze("日本 is", [fine, inquit.KnownMention(start, end)])
    with pytest.raises(ValueError, match="known mention 0: \"12\" can't be used as a name"):
        inquit.Analyzer(model=None).analyze("日本 is", [inquit.KnownMention(0, 2, name="12")])
    with pytest.raises(ValueError, match="human"):
        inquit.KnownMention(0, 2, "human")  # type: ignore[arg-type]
