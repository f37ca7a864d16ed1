"""What isn't what an argument should be: an error that names it."""

import pathlib
import re
from collections.abc import Callable
from typing import Any

import pytest

import inquit

ANALYZER = inquit.Analyzer(model=None)
DOCUMENT = ANALYZER.analyze("“It rains,” said Ann Lee.")
LONE = "a lone \ud83d surrogate"

Call = Callable[[Any], object]

# Every argument that is a text, with what takes it.
TEXTS: dict[str, tuple[str, Call]] = {
    "analyze": ("text", inquit.analyze),
    "sentences": ("text", inquit.sentences),
    "tokens": ("text", inquit.tokens),
    "Analyzer.analyze": ("text", ANALYZER.analyze),
    "Analyzer": ("language", lambda odd: inquit.Analyzer(language=odd)),
    "Person": ("name", inquit.Person),
    "KnownMention": ("name", lambda odd: inquit.KnownMention(0, 1, name=odd)),
    "to_json": ("id", lambda odd: DOCUMENT.to_json(id=odd)),
    "to_dict": ("id", lambda odd: DOCUMENT.to_dict(id=odd)),
    "export": ("id", lambda odd: DOCUMENT.export("tei", id=odd)),
    "to_pandas": ("id", lambda odd: DOCUMENT.to_pandas(id=odd)),
    "to_polars": ("id", lambda odd: DOCUMENT.to_polars(id=odd)),
}
MAY_BE_NONE = {"Analyzer", "KnownMention", "to_json", "to_dict"}


@pytest.mark.parametrize("called", TEXTS)
@pytest.mark.parametrize("odd", [None, b"bytes", 7, 1.5, pathlib.Path("a"), ["a"], object()], ids=type)
def test_what_is_no_text(called: str, odd: Any) -> None:
    name, call = TEXTS[called]
    if odd is None and called in MAY_BE_NONE:
        call(odd)
        return
    wanted = "a str or None" if called in MAY_BE_NONE else "a str"
    with pytest.raises(TypeError, match=f"^{name} must be {wanted}, not {type(odd).__name__}$"):
        call(odd)


@pytest.mark.parametrize("called", TEXTS)
def test_a_text_that_no_utf_8_can_hold(called: str) -> None:
    name, call = TEXTS[called]
    with pytest.raises(UnicodeEncodeError, match=f"surrogates not allowed in {name}$") as raised:
        call(LONE)
    assert (raised.value.object, raised.value.start) == (LONE, 7)


def test_a_str_of_numpy_is_one() -> None:
    numpy = pytest.importorskip("numpy")
    text = numpy.str_(DOCUMENT.text)
    assert ANALYZER.analyze(text) == DOCUMENT
    assert inquit.tokens(text) == inquit.tokens(DOCUMENT.text)
    verbs = numpy.array(["toot", "hum"])
    assert inquit.Analyzer(cue_verbs=verbs, language=numpy.str_("eng")).cue_verbs == ("toot", "hum")
    assert DOCUMENT.span(numpy.int64(1), numpy.uint8(9)).text == "It rains"
    assert list(ANALYZER.pipe(numpy.array([DOCUMENT.text]), threads=numpy.int32(1))) == [DOCUMENT]


# Every argument that is a list, with what its items are.
LISTS: dict[str, tuple[str, Call]] = {
    "cue_verbs": ("str", lambda odd: inquit.Analyzer(cue_verbs=odd)),
    "abbreviations": ("str", lambda odd: inquit.Analyzer(abbreviations=odd)),
    "acts": ("str", lambda odd: inquit.Analyzer(acts=odd)),
    "people": ("Person", lambda odd: inquit.Analyzer(people=odd)),
    "aliases": ("str", lambda odd: inquit.Person("Ann Lee", aliases=odd)),
    "mentions": ("KnownMention", lambda odd: ANALYZER.analyze("Ann Lee", mentions=odd)),
    "texts": ("str", ANALYZER.pipe),
    "documents": ("Document", inquit.render),
    "ids": ("str or int", lambda odd: inquit.render(DOCUMENT, ids=odd)),
}
# Of some, `None` is the default.
NONE_IS_ALL = {"acts", "ids"}


@pytest.mark.parametrize("name", LISTS)
def test_one_str_is_no_list(name: str) -> None:
    what, call = LISTS[name]
    for one in ("speech", "", LONE):
        with pytest.raises(TypeError, match=f"^{name} must be an iterable of {what}, not one str$"):
            call(one)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("odd", [None, 7, pathlib.Path("a"), object()], ids=type)
def test_what_is_no_list(name: str, odd: Any) -> None:
    what, call = LISTS[name]
    if odd is None and name in NONE_IS_ALL:
        call(odd)
        return
    with pytest.raises(TypeError, match=f"^{name} must be an iterable of {what}, not {type(odd).__name__}$"):
        call(odd)


@pytest.mark.parametrize("name", LISTS)
def test_an_item_that_is_none_of_them_is_named(name: str) -> None:
    what, call = LISTS[name]
    fine: Any = {"Person": inquit.Person("Ann Lee"), "KnownMention": inquit.KnownMention(0, 3), "Document": DOCUMENT}
    first = fine.get(what, "speech")
    odd: Any
    for odd in (b"bytes", None, 1.5):
        message = f"{name}[1] is not a {what} but {type(odd).__name__}"
        with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
            made = call([first, odd])
            list(made)  # type: ignore[call-overload]  # a pipe reads as documents are asked for
    if what == "str":
        with pytest.raises(UnicodeEncodeError, match=re.escape(f"surrogates not allowed in {name}[1]")):
            list(call([first, LONE]))  # type: ignore[call-overload]


@pytest.mark.parametrize("name", LISTS)
def test_what_a_list_raises_comes_through(name: str) -> None:
    _, call = LISTS[name]

    def broken() -> Any:
        raise LookupError("no more")
        yield

    class Broken:
        def __iter__(self) -> Any:
            raise TypeError("not today")

    with pytest.raises(LookupError, match="no more"):
        list(call(broken()))  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="not today"):
        call(Broken())


# Arguments that are one of a few words.
WORDS: dict[str, Call] = {
    "newlines": lambda odd: inquit.Analyzer(newlines=odd),
    "offsets": lambda odd: DOCUMENT.to_json(offsets=odd),
    "errors": lambda odd: ANALYZER.pipe([], errors=odd),
    "format": lambda odd: DOCUMENT.export(odd),
    "kind": lambda odd: inquit.KnownMention(0, 1, kind=odd),
    "gender": lambda odd: inquit.Person("Ann Lee", gender=odd),
}


@pytest.mark.parametrize("name", WORDS)
def test_a_word_that_is_none_of_a_few(name: str) -> None:
    for odd in ("none of them", "", LONE):
        with pytest.raises(ValueError, match=f"{name} must be .*, not "):
            WORDS[name](odd)
    for odd in (b"bytes", 7, pathlib.Path("a")):
        with pytest.raises(TypeError, match=f"^{name} must be a str, not {type(odd).__name__}$"):
            WORDS[name](odd)


# Arguments that are whole numbers.
NUMBERS: dict[str, Call] = {
    "start": lambda odd: DOCUMENT.span(odd, 3),
    "end": lambda odd: DOCUMENT.span(0, odd),
    "cluster": lambda odd: inquit.KnownMention(0, 1, cluster=odd),
    "threads": lambda odd: ANALYZER.pipe([], threads=odd),
    "batch_size": lambda odd: ANALYZER.pipe([], batch_size=odd),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_what_is_no_number(name: str) -> None:
    for odd in ("3", 2.0, b"3", [1]):
        with pytest.raises(TypeError, match=f"^{name} must be an int, not {type(odd).__name__}$"):
            NUMBERS[name](odd)
    for odd in (-1, 2**70, -(2**70)):
        with pytest.raises(ValueError, match=f"^({name} (can't be|must be at least 1, not) {odd}$|no span from)"):
            NUMBERS[name](odd)
    with pytest.raises(ValueError, match="^start can't be -1$"):
        inquit.KnownMention(-1, 3)


def test_other_arguments_are_named() -> None:
    odd: Any = 3
    cases: list[tuple[str, Callable[[], object]]] = [
        ("min_confidence must be a number or None, not list", lambda: inquit.Analyzer(min_confidence=[odd])),
        ("model must be a name, the path of a file or None, not int", lambda: inquit.Analyzer(model=odd)),
        ("path must be a str, an os.PathLike or None, not int", lambda: inquit.render(DOCUMENT, path=odd)),
        ("analyzer must be an Analyzer or None, not int", lambda: inquit.quotes_table([], analyzer=odd)),
        ("as_tuples must be a bool, not int", lambda: ANALYZER.pipe([], as_tuples=odd)),
        ("progress must be a bool, not int", lambda: ANALYZER.pipe([], progress=odd)),
        ("tokens must be a bool, not int", lambda: DOCUMENT.to_json(tokens=odd)),
    ]
    for message, call in cases:
        with pytest.raises(TypeError) as raised:
            call()
        assert str(raised.value) == message
