"""Many texts: `Analyzer.pipe`."""

import contextlib
import gc
import io
import itertools
import pickle
import signal
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts
from threads import on_linux, workers_become

import inquit
from inquit import _progress

RULES = inquit.Analyzer(model=None)
FAST = inquit.Analyzer(model="fast")
TEXTS = [f"“We have {n} boats,” said Ann Lee. The mayor added that number {n} had sunk." for n in range(500)]
BAD = b"no text"
LONE = "a lone \ud83d surrogate"

every_way = pytest.mark.parametrize(("threads", "batch_size"), [(1, 64), (2, 1), (2, 64), (5, 7), (None, 64)])


@given(st.lists(texts, max_size=12), st.integers(1, 4), st.integers(1, 5))
@settings(max_examples=100, deadline=None)
def test_it_is_each_text_analysed_alone(texts: list[str], threads: int, batch_size: int) -> None:
    alone = [FAST.analyze(text) for text in texts]
    assert list(FAST.pipe(texts, threads=threads, batch_size=batch_size)) == alone


@every_way
def test_order_is_kept_and_so_is_the_context(threads: int | None, batch_size: int) -> None:
    pairs = [(text, object()) for text in TEXTS]
    done = list(RULES.pipe(iter(pairs), as_tuples=True, threads=threads, batch_size=batch_size))
    assert [document.text for document, _ in done] == TEXTS
    assert all(mine is its for (_, mine), (_, its) in zip(done, pairs, strict=True))


def test_pairs_may_be_lists() -> None:
    [(document, context)] = RULES.pipe([["It rains.", None]], as_tuples=True)  # type: ignore[call-overload]
    assert (document.text, context) == ("It rains.", None)


@pytest.mark.parametrize("threads", [1, 2])
def test_no_text_no_document(threads: int) -> None:
    pipe = RULES.pipe([], threads=threads)
    assert list(pipe) == []
    assert next(pipe, None) is None


@pytest.mark.parametrize("threads", [1, 2])
def test_texts_are_read_as_they_are_needed(threads: int) -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        for read in itertools.count(1):
            yield TEXTS[read % len(TEXTS)]

    pipe = RULES.pipe(endless(), threads=threads, batch_size=10)
    assert read == 0
    ahead = 0
    for done, _ in enumerate(itertools.islice(pipe, 2000), 1):
        ahead = max(ahead, read - done)
    # Four batches a thread, and what is left of the one that is being yielded.
    assert ahead <= (0 if threads == 1 else 4 * threads * 10 + 10)
    pipe.close()


def test_few_huge_texts_are_read_ahead() -> None:
    read = 0

    def huge() -> Iterator[str]:
        nonlocal read
        for read in range(1, 7):
            yield "It rains, and it pours.\n" * 100_000

    pipe = RULES.pipe(huge(), threads=2)
    for done, _ in enumerate(pipe, 1):
        assert read - done <= 2


@every_way
def test_a_bad_text_is_named_after_the_documents_before_it(threads: int | None, batch_size: int) -> None:
    cases: list[tuple[Any, type[Exception], str]] = [
        (BAD, TypeError, r"texts\[17\] is not a str but bytes"),
        (None, TypeError, r"texts\[17\] is not a str but NoneType"),
        (LONE, UnicodeEncodeError, r"position 7: surrogates not allowed in texts\[17\]"),
    ]
    for bad, kind, message in cases:
        behind = iter(TEXTS)
        pipe = RULES.pipe(itertools.chain(TEXTS[:17], [bad], behind), threads=threads, batch_size=batch_size)
        assert [next(pipe).text for _ in range(17)] == TEXTS[:17]
        with pytest.raises(kind, match=message):
            next(pipe)
        # It has ended, and nothing behind the bad text is used up.
        assert next(pipe, None) is None
        assert pipe.failed == 1
        assert next(behind) == TEXTS[0]


@every_way
def test_bad_texts_are_left_out_and_counted(threads: int | None, batch_size: int) -> None:
    pipe = RULES.pipe([BAD, *TEXTS[:5], LONE, *TEXTS[5:], 3.5], threads=threads, batch_size=batch_size, errors="skip")
    assert [document.text for document in pipe] == TEXTS
    assert pipe.failed == 3


@every_way
def test_bad_texts_are_yielded_in_their_places(threads: int | None, batch_size: int) -> None:
    items = [BAD, *TEXTS[:5], LONE, *TEXTS[5:], 3.5]
    pipe = RULES.pipe(items, threads=threads, batch_size=batch_size, errors="collect")
    for index, (outcome, item) in enumerate(zip(pipe, items, strict=True)):
        if isinstance(outcome, inquit.Failure):
            assert outcome.index == index
            assert outcome.item is item
            assert f"texts[{index}]" in str(outcome.error)
        else:
            assert outcome.text == item
    assert pipe.failed == 3


@pytest.mark.parametrize("threads", [1, 2])
def test_what_is_no_pair_has_no_context(threads: int) -> None:
    rows = [("It rains.", 1), (BAD, 2), "ab", ("a", "b", "c"), ["a"], ("It pours.", 6)]
    done = list(RULES.pipe(rows, as_tuples=True, errors="collect", threads=threads))  # type: ignore[call-overload]
    assert [context for _, context in done] == [1, 2, None, None, None, 6]
    errors = [str(outcome.error) for outcome, _ in done if isinstance(outcome, inquit.Failure)]
    assert errors == [
        "texts[1] is not a str but bytes",
        "texts[2] is not a pair of text and context but str",
        "texts[3] is not a pair of text and context but a tuple of 3",
        "texts[4] is not a pair of text and context but a list of 1",
    ]


def test_failures_are_shown_and_pickled() -> None:
    [failure] = RULES.pipe([BAD], errors="collect")
    assert isinstance(failure, inquit.Failure)
    assert repr(failure) == "Failure(index=0, error=TypeError('texts[0] is not a str but bytes'))"
    again = pickle.loads(pickle.dumps(failure))
    assert (again.index, again.item, repr(again)) == (0, BAD, repr(failure))


@every_way
def test_what_the_texts_raise_comes_through(threads: int | None, batch_size: int) -> None:
    error = OSError("the disk is gone")

    def broken() -> Iterator[str]:
        yield from TEXTS[:100]
        raise error

    for errors in ("raise", "skip", "collect"):
        options: Any = {"threads": threads, "batch_size": batch_size, "errors": errors}
        pipe = RULES.pipe(broken(), **options)
        assert [next(pipe).text for _ in range(100)] == TEXTS[:100]
        with pytest.raises(OSError) as raised:
            next(pipe)
        assert raised.value is error
        assert next(pipe, None) is None


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C interrupts, also where the tests run in the background and what starts them has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("threads", [1, 2])
def test_an_interrupt_comes_at_once_and_loses_nothing(threads: int) -> None:
    def interrupted() -> Iterator[str]:
        yield from TEXTS[:50]
        signal.raise_signal(signal.SIGINT)
        yield "never"

    pipe = RULES.pipe(interrupted(), threads=threads, batch_size=7)
    done = []
    with pytest.raises(KeyboardInterrupt):
        for document in pipe:
            done.append(document.text)
    # All are read ahead where there are two threads.
    assert len(done) == (50 if threads == 1 else 0)
    done += [document.text for document in pipe]
    assert done == TEXTS[:50]


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_ends_the_waiting() -> None:
    long = "“It rains,” said Ann Lee, who thinks that it pours. " * 8_000
    pipe = FAST.pipe([long], threads=2)
    timer = threading.Timer(0.1, signal.raise_signal, [signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        next(pipe)
    timer.join()
    pipe.close()


@pytest.mark.parametrize(
    ("texts", "options", "kind", "message"),
    [
        ("one text", {}, TypeError, "not one str"),
        (7, {}, TypeError, "texts must be an iterable of str, not int"),
        ([], {"threads": 0}, ValueError, "threads must be at least 1, not 0"),
        ([], {"threads": -2}, ValueError, "threads must be at least 1, not -2"),
        ([], {"batch_size": 0}, ValueError, "batch_size must be at least 1, not 0"),
        ([], {"errors": "ignore"}, ValueError, 'errors must be "raise", "skip" or "collect", not "ignore"'),
    ],
)
def test_bad_options_are_named_at_once(
    texts: object, options: dict[str, object], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        RULES.pipe(texts, **options)  # type: ignore[call-overload]


def test_a_pipe_belongs_to_one_thread_at_a_time() -> None:
    def own() -> Iterator[str]:
        yield next(pipe).text

    pipe = RULES.pipe(own(), threads=2)
    with pytest.raises(ValueError, match="is being read already"):
        next(pipe)


@on_linux
def test_threads_end_with_the_texts_and_when_closed() -> None:
    gc.collect()
    assert workers_become(0)
    pipe = RULES.pipe(TEXTS, threads=3, batch_size=10)
    time.sleep(0.1)  # Threads that it had started would have their names by now.
    assert workers_become(0)
    next(pipe)
    assert workers_become(3)
    for _ in pipe:
        pass
    assert workers_become(0)
    with contextlib.closing(RULES.pipe(itertools.cycle(TEXTS), threads=3)) as pipe:
        next(pipe)
        assert workers_become(3)
    assert workers_become(0)
    assert next(pipe, None) is None
    pipe.close()


@on_linux
def test_threads_end_with_a_pipe_that_is_dropped() -> None:
    gc.collect()
    assert workers_become(0)

    class Rows:
        def __init__(self) -> None:
            self.pipe = RULES.pipe(self.texts(), threads=3)

        def texts(self) -> Iterator[str]:
            while True:
                yield from TEXTS

    # It is part of a cycle: its texts hold on to it.
    rows = Rows()
    next(rows.pipe)
    assert workers_become(3)
    dropped = weakref.ref(rows)
    del rows
    gc.collect()
    assert dropped() is None
    assert workers_become(0)


def test_many_pipes_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        for done in pool.map(lambda n: list(RULES.pipe(TEXTS[n:], threads=2, batch_size=3)), range(8)):
            assert [document.text for document in done] == TEXTS[-len(done) :]


class Bar:
    """A progress bar that keeps what it is told."""

    def __init__(self, total: int | None) -> None:
        self.total, self.count, self.closed = total, 0, False

    def update(self, count: int, /) -> None:
        assert not self.closed
        self.count += count

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize("threads", [1, 2])
def test_progress_is_told(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    bars: list[Bar] = []

    def bar(total: int | None) -> Bar:
        bars.append(Bar(total))
        return bars[-1]

    monkeypatch.setattr(_progress, "bar", bar)
    list(RULES.pipe([*TEXTS, BAD], threads=threads, progress=True, errors="collect"))
    list(RULES.pipe(iter(TEXTS), threads=threads, progress=True))
    assert [(bar.total, bar.count, bar.closed) for bar in bars] == [(501, 501, True), (None, 500, True)]
    list(RULES.pipe(TEXTS, threads=threads))
    assert len(bars) == 2


def test_progress_is_shown_without_tqdm(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    assert len(list(RULES.pipe(TEXTS, progress=True))) == 500
    assert capsys.readouterr().err.startswith("500 of 500 texts, ")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_is_one_line() -> None:
    out = Terminal()
    line = _progress.Line(1200, out)
    line._written = -1
    line.update(1000)
    line.update(200)
    line.close()
    first, last = out.getvalue().lstrip("\r").split("\r")
    assert first.startswith("1,000 of 1,200 texts, ")
    assert first.endswith(" left\x1b[K")
    assert last.startswith("1,200 of 1,200 texts, ")
    assert last.endswith("\x1b[K\n")
