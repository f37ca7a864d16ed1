"""Pages to look at: what comes out, and what is said of bad input."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import inquit

BY_RULE = inquit.Analyzer(model=None)
LEE = BY_RULE.analyze("“We won,” said Ann Lee.")
RAY = BY_RULE.analyze("Tom Ray said it rained. <b>")


def test_one_document_is_a_page() -> None:
    page = inquit.render(LEE)
    assert page.startswith("<!DOCTYPE html>")
    assert page.endswith("</html>\n")
    assert ">Document 1</h2>" in page
    assert "<nav" not in page


def test_many_documents_come_with_a_list() -> None:
    page = inquit.render([LEE, RAY, LEE], ids=["<a>", 2, "c"])
    assert page.count("<article") == 3
    assert ">&lt;a&gt;</h2>" in page
    assert "2 quotes in 2 documents" in page, "Ann Lee's"
    assert "&lt;b&gt;" in page and "<b>" not in page
    assert page == inquit.render((LEE, RAY, LEE), ids=iter(["<a>", 2, "c"]))


def test_a_pipe_goes_into_a_file_bit_by_bit(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    taken = 0

    def documents() -> Iterator[inquit.Document]:
        nonlocal taken
        for document in [LEE, RAY]:
            taken += 1
            assert not path.exists()
            yield document

    assert inquit.render(documents(), path=path) is None
    assert taken == 2
    assert path.read_text(encoding="utf-8") == inquit.render([LEE, RAY])
    assert [entry.name for entry in tmp_path.iterdir()] == ["page.html"]
    inquit.render(BY_RULE.pipe(["It rains."]), path=str(path))
    assert "It rains." in path.read_text(encoding="utf-8")


def test_what_is_no_document_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    with pytest.raises(TypeError, match=r"^documents\[1\] is not a Document but str$"):
        inquit.render([LEE, "It rains."], path=path)  # type: ignore[list-item]
    assert not list(tmp_path.iterdir())
    with pytest.raises(TypeError, match="^documents must be an iterable of Document, not int$"):
        inquit.render(3)  # type: ignore[call-overload]


def test_ids_must_be_as_many_as_documents() -> None:
    with pytest.raises(ValueError, match="more documents than ids, which are 1"):
        inquit.render([LEE, RAY], ids=["a"])
    with pytest.raises(ValueError, match="more ids than documents, which are 1"):
        inquit.render(LEE, ids=["a", "b"])
    with pytest.raises(TypeError, match=r"ids\[0\] is not a str or int but float"):
        inquit.render(LEE, ids=[1.5])  # type: ignore[list-item]


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "page.html"
    with pytest.raises(FileNotFoundError) as raised:
        inquit.render(LEE, path=path)
    assert str(raised.value.filename) == str(path)


def test_outputs_of_a_notebook_stand_beside_each_other() -> None:
    one, two = LEE._repr_html_(), RAY._repr_html_()
    assert " id=" not in one + two, "nothing that may be there once only"
    assert one == LEE._repr_html_()
