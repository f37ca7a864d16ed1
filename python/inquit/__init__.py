"""Who said what, from plain text.

>>> import inquit
>>> document = inquit.analyze("Ann Lee said that the bridge would open in May.")
>>> [(quote.kind, quote.speaker.name) for quote in document.quotes]
[('indirect', 'Ann Lee')]
"""

from inquit._native import (
    Analyzer,
    Document,
    Failure,
    KnownMention,
    Language,
    Paragraph,
    Person,
    Pipe,
    Quote,
    Sentence,
    Span,
    Speaker,
    Splitter,
    Table,
    Token,
    __version__,
    analyze,
    detect_language,
    languages,
    quotes_table,
    render,
    sentences,
    sentences_table,
    tokens,
    tokens_table,
)

__all__ = [
    "Analyzer",
    "Document",
    "Failure",
    "KnownMention",
    "Language",
    "Paragraph",
    "Person",
    "Pipe",
    "Quote",
    "Sentence",
    "Span",
    "Speaker",
    "Splitter",
    "Table",
    "Token",
    "__version__",
    "analyze",
    "detect_language",
    "languages",
    "quotes_table",
    "render",
    "sentences",
    "sentences_table",
    "tokens",
    "tokens_table",
]
