"""Quotes where nobody can be reporting anything, by people's syntax trees.

Models that know political news take much for a report elsewhere: “I like their curry”, “it looks like rain”, “they
charge for it”. A word reports something if a clause depends on it, or if its like is mostly marked as a cue in news even
without a clause (“condemn”). A quote in a sentence without quotation marks whose cue has no such word is wrong."""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

# What depends on a word that reports it; and what says of a word itself that it reports: “she left, he says”; “my
# suggestion is that they leave”.
CLAUSES = ("ccomp", "xcomp", "parataxis", "acl")
REPORTING = ("parataxis", "nsubj:outer")
MARKS = set("\"“”„«»‘`")

# A word: lemma, head in its sentence (from 1, or 0), relation.
Word = tuple[str, int, str]


def trees(path: Path) -> Iterator[list[list[Word]]]:
    """The documents of a treebank in CoNLL-U, each a list of sentences."""
    document: list[list[Word]] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            lines = block.splitlines()
            if any(line.startswith("# newdoc") for line in lines) and document:
                yield document
                document = []
            fields = [line.split("\t") for line in lines if line[:1].isdigit()]
            if words := [(f[2].lower(), int(f[6]), f[7]) for f in fields if f[0].isdigit()]:
                document.append(words)
    if document:
        yield document


def reports(sentence: list[Word]) -> list[bool]:
    """Which words of a sentence have something that they could report."""
    out = [relation in REPORTING or lemma == "accord" for lemma, _, relation in sentence]
    for _, head, relation in sentence:
        if head and relation.partition(":")[0] in CLAUSES and relation != "acl:relcl":
            out[head - 1] = True
    return out


def cues_without_clause(articles: Iterable[dict], parses: Iterable[dict]) -> set[str]:
    """The lemmas that are cues in labelled articles more often than not where no clause depends on them."""
    cues = {d["id"]: [span for a in d["attributions"] for span in a["cue"]] for d in articles}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for parse in parses:
        inside = {place for start, end in cues[parse["id"]] for place in range(start, end)}
        for sentence in parse["sentences"]:
            words = [(word[3].lower(), word[6], word[7]) for word in sentence]
            for word, (lemma, _, _), governs in zip(sentence, words, reports(words)):
                if not governs:
                    counts[lemma][word[0] in inside] += 1
    return {lemma for lemma, (no, yes) in counts.items() if yes > no and yes > 2}


def wrong(text: dict, tree: list[list[Word]], quotes: list[dict], known: set[str]) -> int:
    """How many of a text's quotes rest on no word that could report anything; quotes in sentences with quotation marks
    aren't looked at."""
    words = iter(text["words"])
    spans = [span for sentence in tree for (lemma, _, _), could, span in zip(sentence, reports(sentence), words)
             if could or lemma in known]
    count = 0
    for quote in quotes:
        place = quote["content"][0][0]
        start, end = next(span for span in text["sentences"] if place < span[1])
        plain = not MARKS.intersection(text["text"][start:end])
        count += plain and not any(s < end and start < e for s, e in quote["cue"] for start, end in spans)
    return count
