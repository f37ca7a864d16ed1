"""What the documentation shows is what happens, and its links lead somewhere. `blocks.py` says how blocks are run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from blocks import COMMANDS, FENCE, ROOT, name, tried

ENGINES = [ROOT / "docs/how-to/spacy.md"]
"""Pages that need what `tests/engines` installs."""

FOLDERS = ["", "docs", "docs/how-to", "python", "examples/pipelines", "rust/inquit/models", "rust/inquit/testdata"]
PAGES = [page for folder in FOLDERS for page in sorted((ROOT / folder).glob("*.md"))]


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ENGINES], ids=name)
def test_what_a_page_shows_is_what_happens(page: Path, tmp_path: Path) -> None:
    assert (COMMANDS / "inquit").is_file(), "build it first: make python"
    assert tried(page, tmp_path) == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files_of_the_repository(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        # What is made with the site: the reference of Rust, and notebooks with what they show.
        if re.match(r"https?:|#|(\.\./)?(api|notebooks)/", link):
            continue
        assert (page.parent / link.partition("#")[0]).exists(), link


def test_pictures_are_what_is_drawn(tmp_path: Path) -> None:
    kept = ROOT / "docs" / "pictures"
    subprocess.run([sys.executable, kept / "draw.py", tmp_path], check=True)
    drawn = sorted(tmp_path.glob("*.svg"))
    assert len(drawn) >= 4
    for picture in drawn:
        same = picture.read_text(encoding="utf-8") == (kept / picture.name).read_text(encoding="utf-8")
        assert same, f"{picture.name} is out of date: python docs/pictures/draw.py"
