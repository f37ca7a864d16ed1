"""The golden cases that the Rust tests read too; `rust/inquit/testdata/README.md` defines their form."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import inquit

TESTDATA = Path(__file__).parents[2] / "rust" / "inquit" / "testdata"


def cases() -> list[Any]:
    """One parameter a case and model: the language, the model and the case."""
    found = []
    for path in sorted(TESTDATA.glob("*.toml")):
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        for model in file.get("models", ["none"]):
            for case in file["case"]:
                name = f"{path.stem}, {model}: {case['name']}"
                language = case.get("language", file["language"])
                found.append(pytest.param(language, None if model == "none" else model, case, id=name))
    return found


def joined(spans: list[inquit.Span]) -> str:
    return " … ".join(span.text for span in spans)


def described(quote: inquit.Quote) -> dict[str, Any]:
    """A quote in the form of the golden cases, with all keys."""
    return {
        "content": [span.text for span in quote.content],
        "kind": quote.kind,
        "act": quote.act,
        "cue": joined(quote.cue),
        "source": joined(quote.source),
        "speaker": quote.speaker.name if quote.speaker and quote.speaker.kind != "unnamed" else "",
    }


@pytest.mark.parametrize(("language", "model", "case"), cases())
def test_the_golden_cases_hold(language: str, model: str | None, case: dict[str, Any]) -> None:
    document = inquit.Analyzer(language=language, model=model).analyze(case["text"])
    if "paragraphs" in case:
        assert [paragraph.kind for paragraph in document.paragraphs] == case["paragraphs"]
    if "sentences" in case:
        assert [sentence.text for sentence in document.sentences] == case["sentences"]
    if "tokens" in case:
        assert [token.text for token in document.tokens] == case["tokens"]
    if "quotes" in case:
        found = [described(quote) for quote in document.quotes]
        assert [quote["content"] for quote in found] == [quote["content"] for quote in case["quotes"]]
        for quote, expected in zip(found, case["quotes"], strict=True):
            assert {key: quote[key] for key in expected} == expected
