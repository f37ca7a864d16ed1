"""What the documentation shows is what happens, and its links lead somewhere. `blocks.py` says how blocks are run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from blocks import COMMANDS, FENCE, ROOT, name, tried

ENGINES = [ROOT / "docs/how-to/spacy.md"]
"""Pages that need what `tests/engines` installs."""

FOLDERS = ["", "docs", "docs/how-to", "python", "examples/pipelines", "rust/*", "rust/inquit/models", "rust/inquit/testdata"]
PAGES = [page for folder in FOLDERS for page in sorted(ROOT.glob(f"{folder}/*.md".lstrip("/")))]


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ENGINES], ids=name)
def test_what_a_page_shows_is_what_happens(page: Path, tmp_path: Path) -> None:
    assert (COMMANDS / "inquit").is_file(), "build it first: make python"
    assert tried(page, tmp_path) == page.read_text(encoding="utf-8")


SKIPPED = {"target", "node_modules", "corpus", "artifacts"}
"""Folders of what is made or installed, as are all that begin with a full stop."""

EVERY_PAGE = [
    page
    for page in sorted(ROOT.rglob("*.md"))
    if not any(part in SKIPPED or part.startswith(".") for part in page.relative_to(ROOT).parts)
]


def links(text: str) -> list[str]:
    """Where a page links to within the repository."""
    text = FENCE.sub("", text)
    found = re.findall(r"\]\(([^)\s]+)", text) + re.findall(r"^\[[^]]+]:\s*(\S+)", text, re.MULTILINE)
    found += re.findall(r"\b(?:href|src)=\"([^\"]+)\"", text)
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub and MkDocs make them."""
    found: set[str] = set()
    for heading in re.findall(r"^#+ +(.*)$", FENCE.sub("", text), re.MULTILINE):
        words = re.sub(r"\[([^]]*)]\([^)]*\)", r"\1", heading).strip().lower()
        found.add(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return found


def astray(page: Path, text: str) -> list[str]:
    """The links of a page's text that lead to no file or heading."""
    lost = []
    for link in links(text):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists():
            lost.append(link)
        elif anchor and target.suffix == ".md":
            there = target.read_text(encoding="utf-8") if path else text
            if anchor not in anchors(there):
                lost.append(link)
    return lost


@pytest.mark.parametrize("page", EVERY_PAGE, ids=name)
def test_links_lead_to_files_and_headings_of_the_repository(page: Path) -> None:
    assert astray(page, page.read_text(encoding="utf-8")) == []


def test_a_link_that_leads_nowhere_is_found() -> None:
    page = ROOT / "docs" / "tables.md"
    text = "# One thing\n[a](rust.md) [b](no.md) [c](#one-thing) [d](#other)\n[e](formats.md#output) [f](formats.md#up)\n"
    text += "<img src=\"pictures/none.svg\">\n```md\n[g](no.md)\n```\n[h](https://example.org/no.md)\n\n[i]: api/no.html\n"
    assert sorted(astray(page, text)) == ["#other", "api/no.html", "formats.md#up", "no.md", "pictures/none.svg"]


def test_pictures_are_what_is_drawn(tmp_path: Path) -> None:
    kept = ROOT / "docs" / "pictures"
    subprocess.run([sys.executable, kept / "draw.py", tmp_path], check=True)
    drawn = sorted(tmp_path.glob("*.svg"))
    assert len(drawn) >= 4
    for picture in drawn:
        same = picture.read_text(encoding="utf-8") == (kept / picture.name).read_text(encoding="utf-8")
        assert same, f"{picture.name} is out of date: python docs/pictures/draw.py"
