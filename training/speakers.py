"""Trains the chooser of speakers, see `rust/inquit/src/speaker/chooser`, on novels whose speakers are known.

Every number that its trees read comes from the library: the program `describe` prints them for each quote and each candidate,
of the second pass too. Each novel is read in two ways, by its own words alone and with its characters known beforehand.
What the second pass reads of the first is what trees say that didn't see the novel.
"""

from __future__ import annotations

import bisect
import collections
import gzip
import json
import subprocess
import time
from pathlib import Path

import numpy as np

import forest

# Passages of novels that others are scored on: LitBank's training part has some of PDNC's development and test parts.
ELSEWHERE = ("oliver_twist", "anne_of_green_gables", "the_awakening", "pride_and_prejudice", "emma", "northanger")
# The first pass is asked about each novel by trees that a third of the novels, this one among them, were kept from.
FOLDS = 3
# Of both passes.
TREES = (250, 220)
# Numbers that the second pass adds, see `second.rs`.
SECOND = 28
# So many speakers that the second pass remembers are those that the first would take, as they will be when it is used.
MISTAKEN = 0.35
# In which a probability is told, see `likelihood` in `row.rs`.
STEPS = 256


def norm(name: str) -> str:
    return " ".join((name or "").lower().replace("_", " ").split())


class Text:
    """A text read in one way, with what the library says of it."""

    def __init__(self, gold: dict, known: bool) -> None:
        self.gold, self.known = gold, known
        self.title = gold["id"]
        if gold["text"].isascii():
            self.at = lambda byte: byte
        else:
            place, byte = {}, 0
            for index, char in enumerate(gold["text"]):
                place[byte] = index
                byte += len(char.encode())
            place[byte] = len(gold["text"])
            self.at = place.__getitem__

    def asked(self, speakers: list[int] | None = None) -> str:
        line = {"id": self.title, "text": self.gold["text"]}
        if self.known:
            line["people"] = [person(c) for c in self.gold["characters"] if not c["name"].startswith("_")]
        if speakers is not None:
            line["speakers"] = speakers
        return json.dumps(line) + "\n"

    def read(self, told: dict) -> None:
        """Takes the cases of the first pass, and finds out which candidates are right."""
        cases, entity = told["cases"], entities(self.gold, self, told)
        self.candidates = [case["candidates"] for case in cases]
        self.groups = np.array([len(case["candidates"]) for case in cases])
        self.rows = matrix(cases)
        self.speaker = entity
        self.right = [[entity[i].get(who, 0) for who in case["candidates"]] for i, case in enumerate(cases)]

    def best(self, likely: np.ndarray) -> list[int]:
        """The candidate that is likeliest by the first pass, for each quote."""
        parts = np.split(likely, np.cumsum(self.groups)[:-1])
        return [who[int(np.argmax(part))] if who else -1 for who, part in zip(self.candidates, parts)]

    def spoke(self, likely: np.ndarray, random: np.random.Generator) -> list[int]:
        """Who has spoken, now and then by a mistake."""
        parts = np.split(likely, np.cumsum(self.groups)[:-1])
        out = []
        for who, part, right, best in zip(self.candidates, parts, self.right, self.best(likely)):
            good = [(p, w) for p, w, r in zip(part, who, right) if r]
            out.append(max(good)[1] if good and random.random() > MISTAKEN else best)
        return out


def person(character: dict) -> dict:
    """A character, as one who is known beforehand."""
    name = character["name"].replace("_", " ")
    aliases = [alias.replace("_", " ") for alias in character.get("aliases", []) if not alias.startswith("_") and norm(alias) != norm(name)]
    gender = {"M": "male", "F": "female"}.get(character.get("gender"))
    return {"name": name, "aliases": aliases, "gender": gender}


def entities(gold: dict, text: Text, told: dict) -> list[dict[int, int]]:
    """For each quote the entities that are its speaker, or {-1: 1} where it isn't known who that is.

    An entity is the character that most of its names are aliases of, or, for lists lack "Poirot", the one who says most of the quotes
    that it is the source of.
    """
    alias = collections.defaultdict(set)
    for character in gold["characters"]:
        for name in [character["name"], *character.get("aliases", [])]:
            alias[norm(name)].add(character["name"])
    named, said = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for place, who, _ in told["mentions"]:
        start, end = span(place)
        words = norm(gold["text"][text.at(start) : text.at(end)]).split()
        for first in range(len(words)):
            found = alias.get(" ".join(words[first:])) or alias.get("the " + " ".join(words[first:]))
            if found:
                for name in found:
                    named[who][name] += 1 / len(found)
                break
    quotes = sorted((s, e, k) for k, quote in enumerate(gold["quotes"]) for s, e in quote["span"])
    starts, longest = [s for s, _, _ in quotes], max([e - s for s, e, _ in quotes] or [0])
    speakers = []
    for case in told["cases"]:
        shared = collections.Counter()
        pieces = [tuple(map(text.at, span(piece))) for piece in case["content"]]
        for start, end in pieces:
            at = bisect.bisect_left(starts, start - longest)
            while at < len(quotes) and quotes[at][0] < end:
                shared[quotes[at][2]] += max(0, min(end, quotes[at][1]) - max(start, quotes[at][0]))
                at += 1
        best = shared.most_common(1)
        quote = gold["quotes"][best[0][0]] if best and best[0][1] > 0.4 * sum(e - s for s, e in pieces) else None
        speakers.append(quote and quote["speaker"])
        if quote and quote.get("type", "explicit") == "explicit" and case["named"] >= 0 and quote["speaker"]:
            said[case["named"]][quote["speaker"]] += 1
    character = {}
    for who in {*named, *said}:
        names, says = sum(named[who].values()), sum(said[who].values())
        mostly = said[who].most_common(1)
        if says >= 2 and (names < 3 or says >= 5) and mostly[0][1] >= 0.6 * says:
            character[who] = mostly[0][0]
        else:
            character[who] = (named[who].most_common(1) or mostly)[0][0]
    # "His wife" is right where no one is called Mrs. Lee.
    listed = {who for who in named if named[who]}
    called = {who for _, who, is_name in told["mentions"] if is_name}
    known = {character[who] for who in called if who in character}
    of = collections.defaultdict(dict)
    for who, name in character.items():
        if who in called or who in listed or name not in known:
            of[name][who] = 1
    return [{-1: 1} if speaker is None else of.get(speaker, {}) for speaker in speakers]


def span(found) -> tuple[int, int]:
    """A span, as the library writes it."""
    return (found["start"], found["end"]) if isinstance(found, dict) else tuple(found)


def matrix(cases: list[dict]) -> np.ndarray:
    digits = "".join(row for case in cases for row in case["rows"])
    count = sum(len(case["rows"]) for case in cases)
    return np.frombuffer(bytes.fromhex(digits), np.uint8).reshape(count, -1) if count else np.zeros((0, 0), np.uint8)


def described(describe: Path, model: Path, texts: list[Text], chooser: Path | None = None, speakers: list[list[int]] | None = None) -> list[dict]:
    """What the library tells of each text."""
    lines = "".join(text.asked(speakers and speakers[i]) for i, text in enumerate(texts))
    command = [str(describe), "--speakers", str(model), *([str(chooser)] if chooser else [])]
    out = subprocess.run(command, input=lines, stdout=subprocess.PIPE, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def texts(corpora: Path) -> list[Text]:
    read = lambda path: [json.loads(line) for line in gzip.open(corpora / "data" / path, "rt")]
    novels = read("pdnc/train.jsonl.gz")
    passages = [p for p in read("litbank/train.jsonl.gz") if p["quotes"] and not any(title in p["id"] for title in ELSEWHERE)]
    return [Text(gold, known) for known in (False, True) for gold in novels] + [Text(gold, False) for gold in passages]


def cases(some: list[tuple[np.ndarray, np.ndarray, list[list[int]]]]):
    """Rows, which are right, and groups, of the quotes that have a right candidate."""
    rows, right, groups = [], [], []
    for all, sizes, labels in some:
        for start, size, label in zip(np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes, labels):
            if size and any(label):
                rows.append(all[start : start + size])
                right += label
                groups.append(size)
    return np.concatenate(rows), np.array(right, float), np.array(groups)


def isotonic(steps: np.ndarray, right: np.ndarray) -> bytes:
    """What each step of a probability is worth: the share that was right, which never falls (Ayer et al. 1955)."""
    blocks: list[list[float]] = []
    for step in range(STEPS):
        at = steps == step
        # As good as said, to begin with, so that steps that weren't met have a value.
        blocks.append([2 * step_likelihood(step) + right[at].sum(), 2 + at.sum(), 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last)]
    return bytes(round(255 * good / all) for good, all, length in blocks for _ in range(int(length)))


def step_likelihood(step: int) -> float:
    """The probability that a step begins with, see `likelihood` in `row.rs`."""
    if step > 127:
        return 1 - step_likelihood(255 - step)
    if step < 8:
        return step / 65536
    return (4 + (step - 8) % 4) * 2 ** ((step - 8) // 4 + 1) / 65536


class Training:
    """Texts, with what the two passes made of them."""

    def __init__(self, corpora: Path, describe: Path, model: Path, work: Path) -> None:
        self.begun = time.monotonic()
        self.describe, self.model, self.work = describe, model, work
        self.texts = texts(corpora)
        for text, told in zip(self.texts, described(describe, model, self.texts)):
            text.read(told)
        self.texts = [text for text in self.texts if text.groups.sum()]
        known = sum(-1 not in who for text in self.texts for who in text.speaker)
        reached = sum(any(right) for text in self.texts for right, who in zip(text.right, text.speaker) if -1 not in who)
        self.say(f"{len(self.texts)} texts, {known} quotes, of which {reached / known:.3f} have their speaker among the candidates")
        longest = collections.Counter()
        for text in self.texts:
            longest[text.title] = max(longest[text.title], len(text.groups))
        order = sorted(longest, key=lambda title: (-longest[title], title))
        self.fold = {title: place % FOLDS for place, title in enumerate(order)}
        self.features = next(text.rows.shape[1] for text in self.texts)
        self.random = np.random.default_rng(5)

    def say(self, what: str) -> None:
        print(f"{what} ({(time.monotonic() - self.begun) / 60:.1f} min)", flush=True)

    def first(self, some: list[Text]):
        return forest.grow(*cases([(t.rows, t.groups, t.right) for t in some]), TREES[0])

    def second(self, some: list[Text]):
        return forest.grow(*cases([(t.open_rows, t.open_groups, t.open_right) for t in some if len(t.open_rows)]), TREES[1])

    def chooser(self, path: Path, first, second=None, worth: bytes = bytes(range(STEPS))) -> Path:
        later = forest.packed(second, self.features + SECOND) if second else forest.nothing(self.features + SECOND)
        forest.write(path, forest.packed(first, self.features), later, worth)
        return path

    def ask_first(self, tested: list[Text], trees, path: Path) -> None:
        """What the first pass thinks of texts that it hasn't seen, and with that what the second reads of them."""
        for text in tested:
            likely = forest.softmax(trees.predict(text.rows, raw_score=True), text.groups[text.groups > 0])
            text.choice, text.history = text.best(likely), text.spoke(likely, self.random)
        for text, told in zip(tested, described(self.describe, self.model, tested, path, [text.history for text in tested])):
            text.open_rows = matrix(told["cases"])
            text.open_groups = np.array([len(case["candidates"]) for case in told["cases"]])
            text.open_right = [[who.get(w, 0) for w in case["candidates"]] for case, who in zip(told["cases"], text.speaker)]


def train(corpora: Path, describe: Path, model: Path, work: Path, out: Path) -> None:
    """Trains both passes, and writes the file."""
    training = Training(corpora, describe, model, work)
    all, fold, say = training.texts, training.fold, training.say
    first = []
    for number in range(FOLDS):
        tested = [text for text in all if fold[text.title] == number]
        first.append(training.first([text for text in all if fold[text.title] != number]))
        path = training.chooser(work / f"speakers{number}.inqs", first[number])
        training.ask_first(tested, first[number], path)
        for known in (False, True):
            right = [w in who for t in tested if t.known == known for w, who in zip(t.choice, t.speaker) if -1 not in who]
            say(f"part {number}, first pass, {'characters known' if known else 'by the text alone'}: {np.mean(right):.3f}")
    # What its probabilities are worth is seen on novels that neither pass has seen.
    steps, right = [], []
    for number in range(FOLDS):
        tested = [text for text in all if fold[text.title] == number and not text.known]
        second = training.second([text for text in all if fold[text.title] != number])
        path = training.chooser(work / f"speakers{number}.inqs", first[number], second)
        before = len(right)
        for text, told in zip(tested, described(describe, model, tested, path)):
            for case, who in zip(told["cases"], text.speaker):
                if -1 not in who:
                    steps.append(case["chosen"][1])
                    right.append(case["chosen"][0] in who)
        say(f"part {number}, both passes, by the text alone: {np.mean(right[before:]):.3f}")
    worth = isotonic(np.array(steps), np.array(right, float))
    training.chooser(out, training.first(all), training.second(all), worth)
    say(f"{out}: {out.stat().st_size} bytes")
