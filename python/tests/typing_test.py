"""Read by mypy --strict: the types that users meet."""

from collections.abc import Iterator
from pathlib import Path

import inquit


def rows(text: str) -> Iterator[tuple[str | None, str, list[str]]]:
    """Who said what."""
    document: inquit.Document = inquit.Analyzer(language="eng").analyze(text)
    for quote in document.quotes:
        speaker = quote.speaker.name if quote.speaker is not None else None
        yield speaker, quote.kind, [span.text for span in quote.content]


def lengths(text: str) -> list[int]:
    """How long each sentence is, in characters."""
    return [sentence.end - sentence.start for sentence in inquit.sentences(text)]


count: int = len(lengths("It rains. It pours."))
known: inquit.Person = inquit.Person("Ann Lee", aliases=["the mayor"], gender="female")
said: inquit.Analyzer = inquit.Analyzer(acts=["speech", "writing"], model="fast")
by_rule: inquit.Analyzer = inquit.Analyzer(model=None)
by_name: inquit.Analyzer = inquit.Analyzer(model="none", people=iter([known]), cue_verbs={"toot"})
mention: inquit.KnownMention = inquit.KnownMention(0, 7, kind="person", cluster=1)
tei: str = by_rule.analyze("Ann Lee left.").export("tei", id="a1")
with_known: inquit.Document = by_rule.analyze("Ann Lee left.", mentions=[mention])


def parts(quote: inquit.Quote) -> tuple[str, inquit.Span, tuple[inquit.Span, ...]]:
    """What is said, where, and in which parts."""
    return quote.text, quote.extent, quote.content


def options(analyzer: inquit.Analyzer) -> list[str]:
    """The options of an analyzer."""
    named = [analyzer.language, analyzer.newlines, analyzer.model]
    names = [person.name for person in analyzer.people]
    return [*map(str, named), *analyzer.cue_verbs, *analyzer.abbreviations, *names, *(analyzer.acts or ())]


def trained(path: Path) -> tuple[inquit.Analyzer, inquit.Analyzer]:
    """Analyzers with a model of one's own."""
    return inquit.Analyzer(model=path), inquit.Analyzer(model=str(path))


def many(texts: Iterator[str], rows: list[tuple[str, int]], dirty: list[str | None]) -> None:
    """What a pipe yields, whatever it is asked for."""
    pipe: inquit.Pipe[inquit.Document] = said.pipe(texts, threads=2, progress=True)
    documents: list[inquit.Document] = list(pipe)
    numbered: list[tuple[inquit.Document, int]] = list(said.pipe(rows, as_tuples=True))
    kept: list[inquit.Document] = list(said.pipe(dirty, errors="skip"))
    print(documents, numbered, kept, pipe.failed)
    for document in said.pipe(dirty, errors="collect"):
        if isinstance(document, inquit.Failure):
            print(document.index, document.error, document.item)
        else:
            print(document.quotes)
    for either, number in said.pipe(zip(dirty, [1, 2]), as_tuples=True, errors="collect"):
        print(either if isinstance(either, inquit.Failure) else either.text, number + 1)


def tables(texts: Iterator[str], column: inquit.Table) -> int:
    """Tables, of texts and of what exports Arrow."""
    quotes: inquit.Table = inquit.quotes_table(texts, ids=["a", 2], analyzer=said, threads=2, offsets="utf16")
    names: list[str] = inquit.tokens_table(column).column_names
    print(quotes.to_pandas(), quotes.metadata["inquit.schema"], said.analyze("It rains.").to_polars(id="a"))
    return len(quotes) + len(names)


def pages(texts: Iterator[str], path: Path) -> str:
    """Pages, as strings and in files."""
    inquit.render(said.pipe(texts), path=path)
    inquit.render(with_known, ids=["a"], path=str(path))
    return inquit.render([with_known], ids=[1]) + inquit.render(with_known)
