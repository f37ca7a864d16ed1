"""The documents that the model of many languages learns from, as the library reads them."""

from __future__ import annotations

import json
import subprocess
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from corpus import Document, read
from marked import CORPUS, KEPT_BACK, files
from marked import read as read_marked

# The languages, as the corpora name them. English is learnt from; the model isn't for it.
LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "sv", "nb", "da", "fi", "pl", "cs", "ru", "uk", "ro", "tr", "id", "hu", "el")


def described(program: Path, documents: Iterable[dict], pieces: Path) -> list[Document]:
    """Documents as the library reads them; each has its language, `lang`."""
    documents = list(documents)
    lines = "".join(json.dumps({"id": str(d["id"]), "text": d["text"], "language": d["lang"]}) + "\n" for d in documents)
    done = subprocess.run([program, "--forms", pieces], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    out = []
    for document, line in zip(documents, done.stdout.decode().splitlines(), strict=True):
        out.append(Document(document, json.loads(line)))
        out[-1].lang = document["lang"]
    return out


def no_pieces(work: Path) -> Path:
    """A list of pieces for whoever needs none."""
    path = work / "no-pieces.txt"
    path.write_text("[UNK]\n", encoding="utf-8")
    return path


def own(held: bool = False) -> list[dict]:
    """The texts of our own corpus, but for those that are kept back; or those in other languages than English that are held
    out, to calibrate on: every third."""
    texts = [read_marked(path) for path in files([CORPUS]) if KEPT_BACK not in path.parents]
    for text in texts:
        # Texts of NTREX have the same name in each language.
        text["id"] = f"{text['lang']}/{text['id']}"
    return [text for text in texts if (text["lang"] != "en" and zlib.crc32(text["id"].encode()) % 3 == 0) == held]


def polnear(data: Path, count: int) -> list[dict]:
    """Some of the articles of PolNeAR's train part."""
    return [{**document, "lang": "en"} for document in read(data / "polnear/train.jsonl.gz")[:count]]


def trees(path: Path) -> Iterable[tuple[str, list[tuple[int, int, str]]]]:
    """The sentences of a CoNLL-U file: their text, and each surface token's place and part of speech (that of the first word
    that is a name, where it is written for several)."""
    import gzip

    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            lines = block.split("\n")
            text = next((line[9:] for line in lines if line.startswith("# text = ")), None)
            if text is None:
                continue
            rows = [line.split("\t") for line in lines if line and line[0].isdigit()]
            tags = {row[0]: row[3] for row in rows}
            tokens, at, covered = [], 0, 0
            for row in rows:
                number = row[0]
                if "." in number or number.isdigit() and int(number) <= covered:
                    continue
                first, _, last = number.partition("-")
                covered = int(last or first)
                kinds = [tags.get(str(n), "X") for n in range(int(first), covered + 1)]
                place = text.find(row[1], at)
                if place < 0:
                    break
                at = place + len(row[1])
                tokens.append((place, at, "PROPN" if "PROPN" in kinds else kinds[0]))
            else:
                yield text, tokens


# Sentences of a treebank that make a document.
SENTENCES = 30


def named(data: Path, languages: Iterable[str]) -> list[dict]:
    """Sentences of treebanks whose licence lets weights ship that were trained on them, with `names`: the spans of words that
    are proper names."""
    may = {}
    for path in sorted((data / "silver").glob("*.jsonl.gz")):
        may |= {d["treebank"]: d["may_train_shipped"] for d in read(path)}
    out = []
    for path in sorted((data / "ud_trees").glob("*.conllu.gz")):
        treebank = path.name.split("-ud-")[0]
        language = treebank.split("_")[0].replace("no", "nb")
        if not may.get(treebank) or language not in languages or treebank == "no_nynorsk":
            continue
        sentences = list(trees(path))
        for first in range(0, len(sentences), SENTENCES):
            text, names = "", []
            for sentence, tokens in sentences[first : first + SENTENCES]:
                names += [[len(text) + start, len(text) + end] for start, end, kind in tokens if kind == "PROPN"]
                text += sentence + " "
            out.append({"id": f"{path.name}/{first}", "lang": language, "text": text[:-1], "names": names})
    return out


def mark_names(document: Document, spans: list[list[int]]) -> None:
    """Notes which tokens are names: `names` is 1 there, 0 elsewhere, and -1 in documents where nobody says so."""
    document.names = np.zeros(len(document.words), np.int8)
    for start, end in spans:
        first = int(np.searchsorted(document.starts, start))
        document.names[first : int(np.searchsorted(document.starts, end))] = 1


# Novels in which people have marked direct speech, but neither cues nor all sources: the folder, the language, where the
# spans are, and how many stretches of each are read.
SPOKEN = (("fr_aads", "fr", "attributions", "content", 60), ("ru_dostoevsky", "ru", "quotes", "span", 60), ("nl_openboek", "nl", "attributions", "content", 30))


def spoken(data: Path, rng) -> list[dict]:
    """Stretches of novels with `spoken`: the spans of direct speech."""
    out = []
    for folder, language, key, role, most in SPOKEN:
        stretches = []
        for document in read(data / folder / "train.jsonl.gz"):
            text, spans = document["text"], [span for item in document[key] for span in item[role]]
            start = 0
            while start < len(text):
                end = text.find("\n", start + 6000) + 1 or len(text)
                inside = [[a - start, b - start] for a, b in spans if start <= a and b <= end]
                if len(inside) >= 3:
                    stretches.append({"id": f"{folder}/{document['id']}@{start}", "lang": language, "text": text[start:end], "spoken": inside})
                start = end
        out += rng.sample(stretches, min(most, len(stretches)))
    return out
