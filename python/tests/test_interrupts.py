"""Ctrl-C ends what takes long."""

import signal
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from threads import on_linux, workers_become

import inquit

# It takes the slower model ten seconds of a processor, the rules half a second.
HUGE = "“It rains,” said Ann Lee, who thinks that it pours. The mayor added that nobody minds.\n\n" * 50_000
STANDARD = inquit.Analyzer()


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """Ctrl-C interrupts, also where the tests run in the background and what starts them has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupted_after(delay: float, work: Callable[[], object]) -> float:
    """How long after a Ctrl-C some work has ended."""
    sent = 0.0

    def send() -> None:
        nonlocal sent
        sent = time.monotonic()
        signal.raise_signal(signal.SIGINT)

    timer = threading.Timer(delay, send)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        work()
    ended = time.monotonic()
    timer.join()
    assert sent, "it came before it was sent"
    return ended - sent


@pytest.mark.parametrize(
    "work",
    [
        lambda: inquit.analyze(HUGE),
        lambda: STANDARD.analyze(HUGE, [inquit.KnownMention(13, 20)]),
        lambda: next(STANDARD.pipe([HUGE], threads=1)),
        lambda: next(STANDARD.pipe([HUGE], threads=2)),
        lambda: inquit.quotes_table([HUGE], threads=1),
        lambda: inquit.quotes_table([HUGE], threads=2),
    ],
    ids=["analyze", "mentions", "pipe-1", "pipe-2", "table-1", "table-2"],
)
def test_an_interrupt_ends_it_within_a_second(work: Callable[[], object]) -> None:
    assert interrupted_after(0.5, work) < 1


@on_linux
def test_work_that_is_given_up_ends_too() -> None:
    assert workers_become(0)
    for work in (lambda: STANDARD.analyze(HUGE), lambda: inquit.quotes_table([HUGE], threads=2)):
        start = time.process_time()
        interrupted_after(0.5, work)
        assert workers_become(0)
        assert time.process_time() - start < 3, "it went on to its end"


def test_a_pipe_goes_on_after_an_interrupt_with_nothing_lost() -> None:
    long = HUGE[: 1 << 19]
    texts = ["It rains.", long, "It pours."]
    pipe = STANDARD.pipe(texts, threads=1)
    done = [next(pipe)]
    interrupted_after(0.2, lambda: next(pipe))
    done += pipe
    assert [document.text for document in done] == texts


def test_closing_a_pipe_does_not_wait_for_a_long_text() -> None:
    pipe = STANDARD.pipe([HUGE] * 2, threads=2)
    interrupted_after(0.3, lambda: next(pipe))
    start = time.process_time()
    pipe.close()
    assert time.process_time() - start < 3, "it was waited for"


def test_a_handler_that_raises_nothing_changes_nothing() -> None:
    asked = 0

    def handler(*_: object) -> None:
        nonlocal asked
        asked += 1

    signal.signal(signal.SIGINT, handler)
    text = HUGE[: 1 << 20]
    timer = threading.Timer(0.2, signal.raise_signal, [signal.SIGINT])
    timer.start()
    document = inquit.Analyzer(model="fast").analyze(text)
    timer.join()
    assert asked == 1 and document.text == text


def test_on_another_thread_it_works_as_well() -> None:
    text = HUGE[: 1 << 18]
    documents: list[inquit.Document] = []
    thread = threading.Thread(target=lambda: documents.append(inquit.Analyzer(model="fast").analyze(text)))
    thread.start()
    thread.join()
    assert documents == [inquit.Analyzer(model="fast").analyze(text)]
