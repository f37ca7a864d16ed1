"""What the site has beside the pages of docs/: files of the repository that are pages too, the notebooks as they ran, and
the reference of Rust. Links of a page are those of the repository; here they become the site's."""

import base64
import html
import json
import posixpath
import re
from pathlib import Path

from mkdocs.structure.files import File

ROOT = Path(__file__).parents[2]
MADE = ROOT / "target" / "docs"

# Where files from outside docs/ are in the site.
GUESTS = {
    "ARCHITECTURE.md": "architecture.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "benches/speed.svg": "pictures/speed.svg",
    "examples/article.txt": "article.txt",
    "examples/pipelines/README.md": "how-to/pipelines.md",
    "rust/inquit-web/npm/README.md": "how-to/npm.md",
    "rust/inquit/models/CARD.md": "card.md",
    "rust/inquit-model-multilingual/CARD.md": "card-multilingual.md",
}
# Sources that pages lead to, and what the site has of them: what `cargo doc` makes of a file, and notebooks as they ran.
MADE_OF = {
    "rust/inquit/src/lib.rs": "api/inquit/index.html",
    "rust/inquit/src/analyzer.rs": "api/inquit/struct.Analyzer.html",
    "rust/inquit/src/document/mod.rs": "api/inquit/struct.Document.html",
    "rust/inquit/src/document/quote.rs": "api/inquit/struct.Quote.html",
    "rust/inquit/src/language/acts.rs": "api/inquit/enum.Act.html",
    "rust/inquit-arrow/src/lib.rs": "api/inquit_arrow/index.html",
    "rust/inquit-formats/src/lib.rs": "api/inquit_formats/index.html",
    "rust/inquit-view/src/lib.rs": "api/inquit_view/index.html",
    "examples/notebooks/article.ipynb": "notebooks/article.md",
    "examples/notebooks/collection.ipynb": "notebooks/collection.md",
}
PLACES = {place: path for path, place in GUESTS.items()}

FENCE = re.compile(r"^(```.*\n(?:.*\n)*?```)$", re.MULTILINE)
STYLE = """
.md-grid { max-width: 76rem }
.md-typeset pre > code { font-size: .62rem }
.md-typeset iframe { width: 100%; height: 32rem; border: 1px solid #8886 }
"""
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^)\s#]+)(#[^)\s]*)?\)")


def on_files(files, config):
    """Adds what lies elsewhere."""
    files.append(File.generated(config, "site.css", content=STYLE))
    for path, place in GUESTS.items():
        files.append(File.generated(config, place, abs_src_path=str(ROOT / path)))
    reference = MADE / "doc"
    if not (reference / "inquit" / "index.html").is_file():
        raise SystemExit("there is no reference of Rust in target/docs: `make site` makes it")
    for path in sorted(reference.rglob("*")):
        if path.is_file() and path.name != ".lock":
            # A licence of rustdoc's is no page.
            place = "api/" + re.sub(r"\.md$", ".txt", path.relative_to(reference).as_posix())
            files.append(File.generated(config, place, abs_src_path=str(path)))
    for path in sorted((MADE / "notebooks").glob("*.ipynb")):
        page, pictures = notebook(path)
        files.append(File.generated(config, f"notebooks/{path.stem}.md", content=page))
        for name, content in pictures.items():
            files.append(File.generated(config, f"notebooks/{name}", content=content))
    return files


def on_page_markdown(markdown, page, files, **_):
    """Makes the links of the repository those of the site."""
    place = page.file.src_uri
    if place.startswith("notebooks/"):
        return markdown
    here = posixpath.dirname(PLACES.get(place, f"docs/{place}"))

    def link(found):
        picture, text, target, anchor = found.groups()
        if re.match(r"[a-z]+:", target):
            return found[0]
        path = posixpath.normpath(posixpath.join(here, target))
        there = (GUESTS | MADE_OF).get(path, path.removeprefix("docs/") if path.startswith("docs/") else None)
        if there is None:
            # A file of the repository that isn't in the site is named; what is nowhere is left for MkDocs to find.
            return text if (ROOT / path).exists() else found[0]
        return f"{picture}[{text}]({posixpath.relpath(there, posixpath.dirname(place) or '.')}{anchor or ''})"

    parts = FENCE.split(markdown)
    return "".join(part if number % 2 else LINK.sub(link, part) for number, part in enumerate(parts))


def notebook(path):
    """A notebook that has run as a page, and its pictures."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    parts, pictures = [], {}
    for number, cell in enumerate(cells):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            parts.append(source)
            continue
        parts.append(f"```python\n{source}\n```")
        for output in cell["outputs"]:
            data = output.get("data", {"text/plain": output.get("text", "")})
            if "image/png" in data:
                name = f"{path.stem}-{number}.png"
                pictures[name] = base64.b64decode("".join(data["image/png"]))
                parts.append(f"![{''.join(data['text/plain'])}]({name})")
            elif table := re.search(r"<table.*</table>", "".join(data.get("text/html", "")), re.DOTALL):
                # A data frame; without its class the site's style is that of its other tables.
                parts.append(re.sub(r"<table[^>]*>", "<table>", table[0]))
            elif "text/html" in data:
                # In a frame, so that its style and the page's don't meet.
                inside = html.escape("".join(data["text/html"]))
                frame = f'<iframe srcdoc="{inside}" title="What the cell shows" loading="lazy"></iframe>'
                parts.append(re.sub(r"\s*\n\s*", "&#10;", frame))
            else:
                parts.append(f"```text\n{''.join(data['text/plain']).rstrip()}\n```")
    return "\n\n".join(parts) + "\n", pictures
