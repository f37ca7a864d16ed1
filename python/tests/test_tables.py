"""Tables: what they hold, who takes them, and what they are made from."""

import copy
import itertools
import pickle
import re
import sys
import threading
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts

import inquit

# Where a package has no wheel for the platform, or for the version of Python, nothing can be tested with it.
duckdb = pytest.importorskip("duckdb")
pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")

BY_RULE = inquit.Analyzer(model=None)
TEXTS = [
    "“We won,” said Ann Lee, the mayor. “It’s over.” 👩‍🚀 She added that nobody was hurt.",
    "Nobody spoke.",
    "Tom Ray said it rained.",
]
TABLES = [inquit.quotes_table, inquit.sentences_table, inquit.tokens_table]


def rows(table: inquit.Table) -> list[dict[str, Any]]:
    return list(table.to_arrow().to_pylist())


def pairs(spans: tuple[inquit.Span, ...]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]


def joined(spans: tuple[inquit.Span, ...]) -> str | None:
    return " … ".join(span.text for span in spans) or None


def quote_rows(id: str, document: inquit.Document) -> Iterator[dict[str, Any]]:
    for place, quote in enumerate(document.quotes):
        yield {
            "document_id": id,
            "quote_id": place,
            "kind": quote.kind,
            "act": quote.act,
            "content": quote.text,
            "cue": joined(quote.cue),
            "source": joined(quote.source),
            "speaker": quote.speaker and quote.speaker.name,
            "speaker_id": quote.speaker and quote.speaker.id,
            "speaker_kind": quote.speaker and quote.speaker.kind,
            "with": "; ".join(speaker.name for speaker in quote.speakers[1:]) or None,
            "confidence": quote.confidence,
            "speaker_confidence": quote.speaker_confidence,
            "start": quote.start,
            "end": quote.end,
            "content_spans": pairs(quote.content),
            "cue_spans": pairs(quote.cue),
            "source_spans": pairs(quote.source),
            **quote.evidence,
        }


@given(st.lists(texts, max_size=4), st.sampled_from([1, 3]))
@settings(max_examples=150, deadline=None)
def test_rows_are_what_the_documents_have(several: list[str], threads: int) -> None:
    documents = [BY_RULE.analyze(text) for text in several]
    table = inquit.quotes_table(several, analyzer=BY_RULE, threads=threads)
    want = [row for at, document in enumerate(documents) for row in quote_rows(str(at), document)]
    assert rows(table) == want
    assert len(table) == len(want)
    for row in want:
        text = several[int(row["document_id"])]
        if len(row["content_spans"]) == 1:
            assert text[row["start"] : row["end"]] == row["content"]

    sentences = rows(inquit.sentences_table(several, analyzer=BY_RULE, threads=threads))
    assert sentences == [
        {"document_id": str(at), "sentence_id": place, "text": s.text, "start": s.start, "end": s.end}
        for at, document in enumerate(documents)
        for place, s in enumerate(document.sentences)
    ]
    tokens = rows(inquit.tokens_table(several, analyzer=BY_RULE, threads=threads))
    assert tokens == [
        {
            "document_id": str(at),
            "token_id": place,
            "sentence_id": next(i for i, s in enumerate(document.sentences) if s.start <= t.start < s.end),
            "text": t.text,
            "kind": t.kind,
            "start": t.start,
            "end": t.end,
        }
        for at, document in enumerate(documents)
        for place, t in enumerate(document.tokens)
    ]


def test_without_options_the_rows_are_those_of_analyze() -> None:
    want = [row for at, text in enumerate(TEXTS) for row in quote_rows(str(at), inquit.analyze(text))]
    assert rows(inquit.quotes_table(TEXTS)) == want
    assert len(want) == 3


def test_offsets_in_other_units_mark_the_same_text() -> None:
    for unit, encoding, width in [("bytes", "utf-8", 1), ("utf16", "utf-16-le", 2)]:
        table = inquit.quotes_table(TEXTS, analyzer=BY_RULE, offsets=unit)  # type: ignore[arg-type]
        assert table.metadata["inquit.offsets"] == unit
        for row in rows(table):
            text = TEXTS[int(row["document_id"])].encode(encoding)
            parts = [text[s["start"] * width : s["end"] * width].decode(encoding) for s in row["content_spans"]]
            assert " … ".join(parts) == row["content"]
    with pytest.raises(ValueError, match='offsets must be "chars"'):
        inquit.quotes_table(TEXTS, offsets="lines")  # type: ignore[arg-type]


@pytest.mark.parametrize("make", TABLES)
def test_many_texts_on_many_threads_come_in_order(make: Any) -> None:
    many = [f"{TEXTS[at % 3]} Item {at}." for at in range(500)] + ["It rains. " * 20_000] * 3
    alone = make(many, analyzer=BY_RULE, threads=1).to_arrow()
    together = make(iter(many), analyzer=BY_RULE, threads=4).to_arrow()
    assert together.equals(alone, check_metadata=True)
    order = [int(id) for id in alone["document_id"].unique().to_pylist()]
    assert order == sorted(order) and len(order) >= 300


def test_the_schema_says_what_it_is() -> None:
    table = inquit.tokens_table([])
    assert (len(table), rows(table)) == (0, [])
    assert table.metadata == {"inquit.offsets": "chars", "inquit.schema": "1", "inquit.table": "tokens"}
    schema = pyarrow.schema(table)
    assert schema.names == table.column_names
    assert schema.metadata[b"inquit.schema"] == b"1"
    assert schema.equals(table.to_arrow().schema, check_metadata=True)
    assert repr(table) == "Table('tokens', rows=0, columns=7)"


# Who takes them.


@pytest.fixture(scope="module")
def quotes() -> inquit.Table:
    return inquit.quotes_table(TEXTS, ids=["a", "b", "c"], analyzer=BY_RULE)


def test_pyarrow_takes_it_again_and_again(quotes: inquit.Table) -> None:
    assert pyarrow.table(quotes).equals(quotes.to_arrow())
    assert pyarrow.table(quotes).validate(full=True) is None
    assert quotes.to_arrow()["speaker"].to_pylist() == ["Ann Lee", "Ann Lee", "Tom Ray"]


def test_pandas_takes_it(quotes: inquit.Table) -> None:
    frame = quotes.to_pandas()
    assert list(frame["speaker"]) == ["Ann Lee", "Ann Lee", "Tom Ray"]
    assert frame["start"].dtype == "int64"
    assert frame["source_spans"][2][0] == {"start": 0, "end": 7}
    if hasattr(pandas.DataFrame, "from_arrow"):  # pandas 3
        pandas.testing.assert_frame_equal(pandas.DataFrame.from_arrow(quotes), frame)


def test_polars_takes_it(quotes: inquit.Table) -> None:
    frame = quotes.to_polars()
    assert frame.equals(polars.DataFrame(quotes))
    assert frame["document_id"].to_list() == ["a", "a", "c"]
    assert frame["content_spans"].list.len().to_list() == [2, 1, 1]
    assert frame["speaker_id"].dtype == polars.Int64


def test_duckdb_takes_it(quotes: inquit.Table) -> None:
    query = """
        select speaker, count(*), sum(len(content_spans)), min(source_spans[1].start)
        from quotes group by speaker order by speaker
    """
    assert duckdb.sql(query).fetchall() == [("Ann Lee", 2, 3, 15), ("Tom Ray", 1, 1, 0)]


def test_it_pickles(quotes: inquit.Table) -> None:
    again = pickle.loads(pickle.dumps(quotes))
    assert again.to_arrow().equals(quotes.to_arrow(), check_metadata=True)
    assert again.metadata == quotes.metadata


def test_documents_give_their_quotes() -> None:
    document = BY_RULE.analyze(TEXTS[0])
    frame = document.to_pandas(id="a")
    assert list(frame["document_id"]) == ["a", "a"]
    assert list(frame["act"]) == [quote.act for quote in document.quotes]
    assert document.to_polars(offsets="bytes")["end"][1] == len(TEXTS[0].encode()) - 1
    assert document.to_polars().height == 2


@pytest.mark.parametrize("package", ["pandas", "polars", "pyarrow"])
def test_a_missing_package_is_named(quotes: inquit.Table, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    method = "to_" + package.removeprefix("py")
    with pytest.raises(ImportError, match=f"{method} needs {package}, which can't be imported"):
        getattr(quotes, method)()


# What they are made from.


class OnlyArray:
    """A column that exports an array and nothing else."""

    def __init__(self, array: Any) -> None:
        self.array = array

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
        return self.array.__arrow_c_array__(requested_schema)


COLUMNS = {
    "array": lambda values: pyarrow.array(values, pyarrow.string()),
    "large": lambda values: pyarrow.array(values, pyarrow.large_string()),
    "view": lambda values: pyarrow.array(values, pyarrow.string_view()),
    "capsule": lambda values: OnlyArray(pyarrow.array(values, pyarrow.string())),
    "slice": lambda values: pyarrow.array(["left out", *values], pyarrow.string()).slice(1),
    "chunked": lambda values: pyarrow.chunked_array([values[:1], [], values[1:]], pyarrow.string()),
    "polars": lambda values: polars.Series(values, dtype=polars.String),
}
if hasattr(pandas.Series, "__arrow_c_stream__"):  # pandas 3
    COLUMNS["pandas"] = lambda values: pandas.Series(values, dtype="str")


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize("threads", [1, 2])
def test_columns_are_read_and_nulls_have_no_rows(kind: str, threads: int) -> None:
    column = COLUMNS[kind]([TEXTS[0], None, *TEXTS[1:], ""])
    table = inquit.quotes_table(column, analyzer=BY_RULE, threads=threads)
    want = inquit.quotes_table([TEXTS[0], "", *TEXTS[1:], ""], analyzer=BY_RULE)
    assert rows(table) == rows(want)
    ids = COLUMNS[kind](["a", "b", "c", "d", "e"])
    table = inquit.quotes_table(column, ids=ids, analyzer=BY_RULE, threads=threads)
    assert [row["document_id"] for row in rows(table)] == ["a", "a", "d"]


@pytest.mark.parametrize("make", TABLES)
@pytest.mark.parametrize("threads", [1, 2])
def test_nulls_are_named(make: Any, threads: int) -> None:
    column = pyarrow.chunked_array([[None, TEXTS[0]], [None, *[TEXTS[2]] * 200, None]])
    table = make(column, analyzer=BY_RULE, threads=threads)
    assert table.nulls == (0, 2, 203)
    assert repr(table).endswith(", nulls=3)")
    assert not {row["document_id"] for row in rows(table)} & {"0", "2", "203"}
    assert pickle.loads(pickle.dumps(table)).nulls == copy.copy(table).nulls == table.nulls
    table = make(TEXTS, analyzer=BY_RULE, threads=threads)
    assert table.nulls == () and "nulls" not in repr(table)


class Once:
    """A column that hands over the same capsules again and again: whoever reads them first has what is in them."""

    def __init__(self, column: Any, method: str) -> None:
        self.capsules = getattr(column, method)()
        setattr(self, method, lambda requested_schema=None: self.capsules)


@pytest.mark.parametrize("make", TABLES)
@pytest.mark.parametrize(
    "column",
    [
        lambda: Once(pyarrow.array(TEXTS), "__arrow_c_array__"),
        lambda: Once(pyarrow.chunked_array([TEXTS]), "__arrow_c_stream__"),
    ],
    ids=["array", "stream"],
)
def test_a_column_that_is_used_up_is_an_error(make: Any, column: Any) -> None:
    column = column()
    assert len(make(column, analyzer=BY_RULE)) > 1
    with pytest.raises(ValueError, match="texts is an Arrow column that was used up before"):
        make(column)
    with pytest.raises(ValueError, match="ids is an Arrow column that was used up before"):
        make(TEXTS, ids=column)
    with pytest.raises(ValueError, match="ids is an Arrow column that was used up before"):
        inquit.render([BY_RULE.analyze(TEXTS[0])], ids=column)


def test_a_schema_that_is_used_up_is_an_error() -> None:
    array = pyarrow.array(TEXTS)
    used = Once(array, "__arrow_c_array__")
    pyarrow.DataType._import_from_c_capsule(used.capsules[0])
    fresh = array.__arrow_c_array__()
    used.capsules = (used.capsules[0], fresh[1])
    with pytest.raises(ValueError, match="texts is an Arrow column that was used up before"):
        inquit.sentences_table(used)  # type: ignore[arg-type]


def test_a_long_column_is_read_like_a_list() -> None:
    several = [f"Ann Lee said it rained {at} times." for at in range(500)]
    chunks = [several[:300], several[300:301], several[301:]]
    table = inquit.quotes_table(pyarrow.chunked_array(chunks), analyzer=BY_RULE, threads=3)
    assert table.to_arrow().equals(inquit.quotes_table(several, analyzer=BY_RULE).to_arrow())


def test_ids_may_be_numbers() -> None:
    numpy = pytest.importorskip("numpy")
    for ids in ([7, 8, 2**70], numpy.array([7, 8, 9]), pyarrow.array([7, 8, 9], pyarrow.uint16()), range(7, 10)):
        found = [row["document_id"] for row in rows(inquit.quotes_table(TEXTS, ids=ids, analyzer=BY_RULE))]
        assert found[:2] == ["7", "7"] and found[2] in {"9", str(2**70)}


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize(
    ("items", "ids", "error", "message"),
    [
        (["a", b"b"], None, TypeError, "texts[1] is not a str but bytes"),
        (["a", None], None, TypeError, "texts[1] is not a str but NoneType"),
        (["a", "\ud800"], None, UnicodeEncodeError, "surrogates not allowed in texts[1]"),
        ("a", None, TypeError, "texts must be an iterable of str, not one str"),
        (7, None, TypeError, "texts must be an iterable of str, not int"),
        (pyarrow.array([1, 2]), None, TypeError, "texts is a column of integers, not of strings"),
        (pyarrow.array([1.5]), None, TypeError, "texts is a column of Float64, not of strings"),
        (pyarrow.table({"text": ["a"]}), None, TypeError, "texts is a table; pass the column"),
        (["a", "b"], ["x"], ValueError, "there are more texts than ids, which are 1"),
        (["a"], ["x", "y"], ValueError, "there are more ids than texts, which are 1"),
        (["a", "b"], ["x", 1.5], TypeError, "ids[1] is not a str or int but float"),
        (["a"], ["\udfff"], UnicodeEncodeError, "surrogates not allowed in ids[0]"),
        (["a", "b"], pyarrow.array(["x", None]), ValueError, "ids[1] is null"),
        (["a", "b"], "xy", TypeError, "ids must be an iterable of str or int, not one str"),
        (["a", "b"], 7, TypeError, "ids must be an iterable of str or int, not int"),
    ],
)
def test_a_bad_item_is_named(items: Any, ids: Any, error: type[Exception], message: str, threads: int) -> None:
    with pytest.raises(error, match=re.escape(message)):
        inquit.quotes_table(items, ids=ids, threads=threads, analyzer=BY_RULE)


@pytest.mark.parametrize("kind", [pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()])
def test_a_string_of_a_column_that_is_not_utf_8_is_named(kind: Any) -> None:
    wild = pyarrow.array([b"It rains.", b"caf\xe9 au lait, caf\xe9 noir"], pyarrow.binary())
    if kind == pyarrow.large_string():
        wild = wild.cast(pyarrow.large_binary())
    if kind == pyarrow.string_view():
        wild = wild.cast(pyarrow.binary_view())
    column = wild.view(kind)
    with pytest.raises(ValueError, match=re.escape("texts[1] is not UTF-8: its byte 3 is the first that isn't")):
        inquit.sentences_table(column)


def test_what_the_texts_raise_comes_through() -> None:
    def some() -> Iterator[str]:
        yield "It rains."
        raise LookupError("no more")

    for threads in (1, 2):
        with pytest.raises(LookupError, match="no more"):
            inquit.quotes_table(some(), threads=threads, analyzer=BY_RULE)


def test_what_has_ended_is_not_asked_again() -> None:
    class Ending:
        """An iterator that breaks the rule that an end is an end."""

        def __init__(self, items: list[str]) -> None:
            self.items = items
            self.ends = 0

        def __iter__(self) -> "Ending":
            return self

        def __next__(self) -> str:
            if self.items:
                return self.items.pop()
            self.ends += 1
            raise StopIteration

    for threads in (1, 2):
        several, ids = Ending(TEXTS * 100), Ending(["a"] * 300)
        assert len(inquit.sentences_table(several, ids=ids, threads=threads)) == 500
        assert (several.ends, ids.ends) == (1, 1)


def test_threads_must_be_some() -> None:
    with pytest.raises(ValueError, match="threads must be at least 1, not 0"):
        inquit.quotes_table(TEXTS, threads=0)


@pytest.mark.parametrize("threads", [1, 2])
def test_other_threads_run_meanwhile(threads: int) -> None:
    """While a long text is analysed, which takes far longer than the interval at which threads take turns."""
    ticks = itertools.count()
    done = threading.Event()

    def tick() -> None:
        while not done.wait(0.001):
            next(ticks)

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        inquit.quotes_table(["Ann Lee said it rained. " * 20_000], threads=threads, analyzer=BY_RULE)
    finally:
        done.set()
        thread.join()
    assert next(ticks) > 3


def test_no_object_is_made_of_a_text_of_a_column() -> None:
    """What Python allocates hasn't room for it: it never becomes a `str`."""
    column = pyarrow.array(["It rains and it pours. " * 100_000])

    def allocated(texts: Any) -> int:
        tracemalloc.start()
        inquit.sentences_table(texts, threads=1)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert allocated(column) < 100_000
    assert allocated(text.as_py() for text in column) > 2_000_000
