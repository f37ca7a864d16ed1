"""Languages by their names, and sentences in them."""

import copy
import pickle

import pytest

import inquit


@pytest.mark.parametrize("name", ["de", "deu", "de-AT", "de_CH", "ger", "German", "german"])
def test_a_language_has_many_names(name: str) -> None:
    language = inquit.Language(name)
    assert (language.code, language.tag, language.name) == ("deu", "de", "German")
    assert inquit.Analyzer(language=name, model=None).analyze("Ja. Nein.").language == "deu"
    assert inquit.Splitter(name).language == inquit.Analyzer(language=name).language == "deu"
    assert inquit.Splitter(language).language == inquit.Analyzer(language=language).language == "deu"
    assert language == inquit.Language("deu") and hash(language) == hash(inquit.Language("deu"))
    assert pickle.loads(pickle.dumps(language)) == copy.deepcopy(language) == language
    assert repr(language) == "Language('German')"


@pytest.mark.parametrize("name", ["", "tlh", "Klingon", "d"])
def test_a_language_that_is_not_known_is_an_error(name: str) -> None:
    for made in (inquit.Language, inquit.Splitter, lambda name: inquit.sentences("Ja.", name), inquit.Analyzer):
        with pytest.raises(ValueError, match="is known: give a code such as deu"):
            made(name)
    with pytest.raises(ValueError, match="is known"):
        inquit.tokens("Ja.", language=name)
    with pytest.raises(TypeError, match="name"):
        inquit.Language(17)  # type: ignore[arg-type]


def test_each_language_that_is_known_says_what_it_has() -> None:
    languages = inquit.languages()
    assert [language.name for language in languages] == sorted(language.name for language in languages)
    assert {language.tag for language in languages if language.has_quotes} == set("cs da de en es fi fr it nb nl pl pt ro ru sv uk".split())
    assert sum(language.has_sentences for language in languages) == 23
    assert not inquit.Language("zh").has_words and inquit.Language("ko").has_words


def test_a_language_has_its_own_abbreviations() -> None:
    text = "👩‍🚀 Am 12. Juni sprach Prof. Berg. Das Fest begann."
    want = ["👩‍🚀 Am 12. Juni sprach Prof. Berg.", "Das Fest begann."]
    assert [sentence.text for sentence in inquit.sentences(text, language="de")] == want
    assert [sentence.text for sentence in inquit.Splitter("de").split(text)] == want
    assert all(text[span.start : span.end] == span.text for span in inquit.sentences(text, "de"))
    table = inquit.sentences_table([text], analyzer=inquit.Analyzer(language="de")).to_arrow()
    assert table.column("text").to_pylist() == want


def test_a_splitter_has_options() -> None:
    splitter = inquit.Splitter(abbreviations=["Gde."], newlines="space")
    text = "Die Gde. Nord\nstimmte zu. Ja."
    assert [sentence.text for sentence in splitter.split(text)] == ["Die Gde. Nord\nstimmte zu.", "Ja."]
    again = pickle.loads(pickle.dumps(splitter))
    assert repr(again) == repr(splitter) == "Splitter(newlines='space', abbreviations=['Gde.'])"
    assert again.split(text) == splitter.split(text)
    with pytest.raises(ValueError, match="newlines"):
        inquit.Splitter(newlines="never")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="abbreviations"):
        inquit.Splitter(abbreviations="Gde.")


def test_the_language_of_a_text_is_told() -> None:
    assert inquit.detect_language("Die Bürgermeisterin sagte gestern, dass die Brücke im Mai eröffnet wird und dass alle zum Fest am Hafen willkommen sind.") == "deu"
    assert inquit.detect_language("") is None
    with pytest.raises(TypeError):
        inquit.detect_language(b"Ja.")  # type: ignore[arg-type]
