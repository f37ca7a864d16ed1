"""The record is what `docs/schema/record-1.json` says."""

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import inquit

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schema" / "record-1.json").read_text(encoding="utf-8"))
GOLDEN = sorted((ROOT / "rust" / "inquit" / "testdata").glob("*.toml"))


def closed(schema: Any) -> Any:
    """The schema with no room for a field that it doesn't name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: closed(part) for key, part in schema.items()}
    return parts | {"additionalProperties": False} if "properties" in parts else parts


VALIDATOR = jsonschema.Draft202012Validator(closed(SCHEMA))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


# For each pattern and resolution that the golden cases don't have.
OTHERS = [
    "In Ann Lee's words, the bridge is “a mess”.",
    "Tom Ray repeated his claim that the plan had failed.",
    "“The bridge is late.” — Ann Lee",
    "“The bridge is late,” said Tom Ray.\n\n“We should go.”",
    "Il pleut. Qui l'a dit ?",
    "",
]


def texts() -> list[str]:
    cases = [case for path in GOLDEN for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
    article = (ROOT / "examples" / "article.txt").read_text(encoding="utf-8")
    return [article, *OTHERS, *(case["text"] for case in cases)]


def test_records_are_of_the_schema() -> None:
    patterns, resolutions = set(), set()
    models: list[Any] = [None, "fast"]
    for analyzer in [inquit.Analyzer(model=model) for model in models]:
        for number, text in enumerate(texts()):
            document = analyzer.analyze(text)
            VALIDATOR.validate(document.to_dict())
            VALIDATOR.validate(document.to_dict(id=str(number), text=True, sentences=True, tokens=True, offsets="utf16"))
            patterns |= {quote.evidence["pattern"] for quote in document.quotes}
            resolutions |= {quote.evidence["resolution"] for quote in document.quotes}
    evidence = SCHEMA["$defs"]["quote"]["properties"]["evidence"]["properties"]
    assert patterns == set(evidence["pattern"]["enum"])
    assert resolutions == set(evidence["resolution"]["enum"])


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"offsets": "lines"},
        {"language": "english"},
        {"text": None},
        {"sentences": [[0, 1, 2]]},
        {"tokens": [[-1, 2]]},
        {"quotes": [{}]},
        {"more": 1},
    ],
)
def test_what_is_not_of_the_schema_is_refused(change: dict[str, Any]) -> None:
    record = inquit.analyze("“It rains,” said Ann Lee.").to_dict(id="a")
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(record | change)
