"""Analyses many texts at once: the work is done outside the GIL, so threads share it.

    python examples/many_texts.py FILE…
"""

import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import inquit

analyzer = inquit.Analyzer(language="eng", min_confidence=0.5)


def quoted(path: str) -> Counter[str]:
    """How many quotes each speaker of a text has."""
    document = analyzer.analyze(Path(path).read_text(encoding="utf-8"))
    return Counter(quote.speaker.name for quote in document.quotes if quote.speaker)


paths = sys.argv[1:] or [str(Path(__file__).with_name("article.txt"))]
with ThreadPoolExecutor() as pool:
    total = sum(pool.map(quoted, paths), Counter())
for name, count in total.most_common(10):
    print(f"{count:5}  {name}")
