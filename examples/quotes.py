"""Prints who said what in a file, or in the example article.

    python examples/quotes.py [FILE]
"""

import sys
from pathlib import Path

import inquit

path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("article.txt")
document = inquit.analyze(path.read_text(encoding="utf-8"))
for speaker in document.speakers:
    print(speaker.name)
    for quote in speaker.quotes:
        print(f"    {quote.confidence:.2f}  {quote.text}")
