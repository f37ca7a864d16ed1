"""Draws the pictures of the documentation.

    draw.py [FOLDER]

What is marked in a sentence is what the library finds in it; the figures of the charts are those of the models' card
(`rust/inquit/models/CARD.md`), which `make eval` has measured. Colours follow the reader's, light or dark.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

import inquit

HERE = Path(__file__).parent
CARD = HERE.parents[1] / "rust" / "inquit" / "models" / "CARD.md"

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.mono { font: 15px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre }
.strong { font-weight: 600 }
.quiet { fill: #59636e; font-size: 12px }
.content { fill: #cfe4ff; stroke: #0969da }
.indirect { stroke-dasharray: 4 3 }
.cue { fill: none; stroke: #bc4c00; stroke-width: 3 }
.source { fill: none; stroke: #1a7f37; stroke-width: 3; stroke-dasharray: 2 3 }
.cue-text { fill: #bc4c00 } .source-text { fill: #1a7f37 } .content-text { fill: #0550ae }
.box { fill: none; stroke: #818b98 }
.arrow { fill: none; stroke: #59636e; stroke-width: 1.5 }
.axis { stroke: #818b98; stroke-width: 1 } .grid { stroke: #d1d9e0; stroke-width: 1 }
.a { fill: #b6bfc9 } .b { fill: #54aeff } .c { fill: #0969da }
.value { font-size: 12px } .in-c { fill: #fff } .people { stroke: #bc4c00; stroke-width: 3 }
.line-b { fill: none; stroke: #54aeff; stroke-width: 2; stroke-dasharray: 5 3 }
.line-c { fill: none; stroke: #0969da; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } .quiet { fill: #9198a1 }
  .content { fill: #12325b; stroke: #4493f8 }
  .cue { stroke: #f0883e } .source { stroke: #3fb950 }
  .cue-text { fill: #f0883e } .source-text { fill: #3fb950 } .content-text { fill: #79c0ff }
  .box, .axis { stroke: #656c76 } .grid { stroke: #3d444d } .arrow { stroke: #9198a1 }
  .a { fill: #656c76 } .b { fill: #1f6feb } .c { fill: #79c0ff } .in-c { fill: #0d1117 } .people { stroke: #f0883e }
  .line-b { stroke: #1f6feb } .line-c { stroke: #79c0ff }
}
"""

COLUMN = 9.03
"""The width of a letter of the monospaced text, which is stretched to it whatever font the reader has."""


class Place(NamedTuple):
    """Where a line of text starts: its left end and its base line."""

    x: float
    y: float

    def at(self, column: int) -> float:
        return self.x + column * COLUMN


def picture(title: str, width: int, height: int, body: Iterable[str]) -> str:
    lines = "\n".join(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="title">\n<title id="title">{escape(title)}</title>\n<style>{STYLE}</style>\n{lines}\n</svg>\n'
    )


def words(place: Place, text: str) -> str:
    """A line in letters of one width."""
    width = len(text) * COLUMN
    return f'<text class="mono" x="{place.x:g}" y="{place.y:g}" textLength="{width:.1f}">{escape(text)}</text>'


def label(x: float, y: float, text: str, style: str = "", anchor: str = "start") -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def behind(place: Place, start: int, end: int, style: str) -> str:
    """A box behind a stretch of a line."""
    x, width = place.at(start), (end - start) * COLUMN
    return f'<rect class="{style}" x="{x:.1f}" y="{place.y - 16:.1f}" width="{width:.1f}" height="22" rx="4"/>'


def under(place: Place, start: int, end: int, style: str, drop: float = 9) -> str:
    """A line below a stretch of a line."""
    y = place.y + drop
    return f'<path class="{style}" d="M{place.at(start):.1f} {y:g}H{place.at(end):.1f}"/>'


def arrow(points: str) -> str:
    return f'<path class="arrow" d="{points}" marker-end="url(#tip)"/>'


TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path class="arrow" d="M1 1L7 4L1 7"/></marker></defs>'
)


def only(text: str) -> inquit.Quote:
    """The one quote of a text."""
    (quote,) = inquit.analyze(text).quotes
    return quote


def marked(place: Place, text: str, quote: inquit.Quote) -> Iterator[str]:
    """A line with a quote's content, cue and source."""
    inside = False
    for span in quote.content:
        # What is in quotation marks has a firm edge, what isn't a broken one.
        for part in re.finditer("“[^”]*”|[^“]+", text[span.start : span.end]):
            inside = part[0].startswith("“")
            start, end = (span.start + at for at in (part.start(), part.start() + len(part[0].rstrip())))
            yield behind(place, start, end, "content" if inside else "content indirect")
    for style, spans in (("cue", quote.cue), ("source", quote.source)):
        for span in spans:
            yield under(place, span.start, span.end, style)
    yield words(place, text)


def kinds() -> str:
    """The kinds of quotes, a sentence each."""
    texts = [
        "“The last ferry leaves at ten,” said Ewa Lind.",
        "Ewa Lind said that the last ferry leaves at ten.",
        "Ewa Lind said that she had once carried “a circus with two camels.”",
    ]
    body = []
    for number, text in enumerate(texts):
        quote = only(text)
        place = Place(100, 30 + number * 46)
        body += [label(86, place.y, quote.kind, "strong", "end"), *marked(place, text, quote)]
    y = 172
    for x, style, name in ((100, "content", "content, in marks"), (262, "content indirect", "content, without")):
        body += [f'<rect class="{style}" x="{x}" y="{y - 11}" width="22" height="14" rx="3"/>', label(x + 30, y, name, "quiet")]
    for x, style, name in ((424, "cue", "cue"), (500, "source", "source")):
        body += [f'<path class="{style}" d="M{x} {y - 3}h22"/>', label(x + 30, y, name, "quiet")]
    return picture("A direct, an indirect and a mixed quote, each with its content, cue and source marked", 740, 190, body)


def parts() -> str:
    """The parts of one quote, and how the source leads to the speaker."""
    text = "Prime Minister Ann Lee opened the bridge. “It is late,” she said, “but it stands.”"
    quote = only(text)
    speaker = quote.speaker
    assert speaker is not None
    place = Place(20, 84)
    middle = lambda span: (place.at(span.start) + place.at(span.end)) / 2
    name, (source,), (cue,) = speaker.mentions[0], quote.source, quote.cue
    body = [TIP, *marked(place, text, quote), under(place, name.start, name.end, "source")]
    for span in quote.content:
        body.append(label(middle(span), 60, "content", "content-text", "middle"))
    body.append(label(middle(cue), 112, "cue", "cue-text", "middle"))
    body.append(label(middle(source), 112, "source", "source-text", "middle"))
    body.append(label(middle(name), 112, "mention", "source-text", "middle"))
    body.append(arrow(f"M{middle(source):.1f} 66C{middle(source):.1f} 10 {middle(name) + 60:.1f} 10 {middle(name) + 20:.1f} 62"))
    body.append(label((middle(source) + middle(name)) / 2, 20, "means", "quiet", "middle"))
    body.append(arrow(f"M{middle(name):.1f} 118V140"))
    width = len(speaker.name) * COLUMN + 24
    left = middle(name) - width / 2
    body.append(f'<rect class="box" x="{left:.1f}" y="146" width="{width:.1f}" height="26" rx="13"/>')
    body.append(words(Place(left + 12, 164), speaker.name))
    body.append(label(left + width + 10, 164, "speaker: the fullest name that the text has", "quiet"))
    return picture("One quote: two stretches of content, the cue “said”, the source “she”, the speaker Ann Lee", 790, 186, body)


def stages() -> str:
    """What the stages make of one text."""
    text = "Mayor Ann Lee opened the bridge. “It is late,” she said."
    document = inquit.analyze(text)
    (quote,) = document.quotes
    (speaker,) = document.speakers
    rows = [
        ("sentences", "marks that end one, abbreviations", [(s.start, s.end) for s in document.sentences], "box"),
        ("words", "letters, numbers, marks", [(t.start, t.end) for t in document.tokens], "box"),
        ("quotations", "marks in pairs", [(s.start, s.end) for s in quote.content], "content"),
        ("mentions", "names, pronouns, noun phrases", [(m.start, m.end) for m in speaker.mentions], "source"),
        ("quotes", "rules and a model: content, cue, source", [], ""),
        ("speakers", "which mentions mean the same one", [], ""),
    ]
    body = [TIP, label(20, 26, "text", "strong"), words(Place(250, 26), text)]
    for number, (name, how, spans, style) in enumerate(rows):
        place = Place(250, 78 + number * 52)
        body.append(arrow(f"M28 {place.y - 44:g}V{place.y - 18:g}"))
        body += [label(20, place.y - 2, name, "strong"), label(20, place.y + 14, how, "quiet")]
        if name == "quotes":
            body += marked(place, text, quote)
            continue
        if name == "speakers":
            body.append(words(place, f"{speaker.name}: {quote.text}"))
            continue
        draw = under if style == "source" else behind
        body += [draw(place, start, end, style) for start, end in spans]
        body.append(words(place, text))
    return picture("The stages: text, sentences, words, quotations, mentions, quotes, speakers", 780, 366, body)


# The charts


def rows(heading: str) -> list[list[str]]:
    """The rows of the first table of the card below a line, without their heads."""
    below = CARD.read_text(encoding="utf-8").split(heading, 1)[1]
    table = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert table is not None, heading
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[0].splitlines()[2:]]


def accuracy() -> str:
    """How often content and source are right, by kind, of each model and of people."""
    found = {row[0]: row[1:] for row in rows("## How good they are")}
    whole, by_kind = found["content and source, all"], found["… direct / mixed / indirect"]
    numbers = [[float(cell.strip("()")) for cell in whole]]
    numbers += [list(kind) for kind in zip(*([float(n) for n in cell.strip("()").split(" / ")] for cell in by_kind))]
    left, top, bottom, group = 60, 20, 250, 160
    height = lambda figure: bottom - figure / 100 * (bottom - top)
    body = []
    for tick in range(0, 101, 20):
        body.append(f'<path class="grid" d="M{left} {height(tick):.1f}H{left + 4 * group}"/>')
        body.append(label(left - 8, height(tick) + 4, str(tick), "quiet", "end"))
    for number, (kind, figures) in enumerate(zip(("all", "direct", "mixed", "indirect"), numbers)):
        x = left + number * group + 20
        for place, (style, figure) in enumerate(zip("abc", figures)):
            y = height(figure)
            body.append(f'<rect class="{style}" x="{x + place * 40}" y="{y:.1f}" width="36" height="{bottom - y:.1f}" rx="2"/>')
            body.append(label(x + place * 40 + 18, y + 15, f"{figure:.1f}", f"value in-{style}", "middle"))
        people = height(figures[3])
        body.append(f'<path class="people" d="M{x - 8} {people:.1f}h134"/>')
        body.append(label(x + 58, bottom + 18, kind, "strong", "middle"))
    body.append(f'<path class="axis" d="M{left} {bottom}H{left + 4 * group}"/>')
    for number, (style, name) in enumerate((("a", "rules alone"), ("b", "fast"), ("c", "standard"))):
        x = left + 20 + number * 120
        body += [f'<rect class="{style}" x="{x}" y="280" width="14" height="14" rx="2"/>', label(x + 20, 292, name, "quiet")]
    body += [f'<path class="people" d="M{left + 380} 287h20"/>', label(left + 406, 292, "one annotator beside another", "quiet")]
    return picture("F1 of content and source on political news: rules, fast, standard, and people", 720, 306, body)


def confidence() -> str:
    """What the models say of how likely a quote is right, and how many are."""
    left, top, size = 60, 16, 260
    x = lambda share: left + share * size
    y = lambda share: top + size - share * size
    body = []
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        body.append(f'<path class="grid" d="M{x(0)} {y(tick):.1f}H{x(1)}M{x(tick):.1f} {y(0)}V{y(1)}"/>')
        body.append(label(x(0) - 8, y(tick) + 4, f"{tick:.0%}", "quiet", "end"))
        body.append(label(x(tick), y(0) + 18, f"{tick:g}", "quiet", "middle"))
    body.append(f'<path class="axis" d="M{x(0)} {y(0)}L{x(1)} {y(1)}"/>')
    bins = rows("**Confidence**")
    for column, style in ((1, "c"), (2, "b")):
        points = []
        for row in bins:
            low, high = map(float, row[0].split("–"))
            share = float(row[column].rpartition(" ")[2].strip("%")) / 100
            points.append((x((low + high) / 2), y(share)))
        path = "L".join(f"{px:.1f} {py:.1f}" for px, py in points)
        body.append(f'<path class="line-{style}" d="M{path}"/>')
        body += [f'<circle class="{style}" cx="{px:.1f}" cy="{py:.1f}" r="4"/>' for px, py in points]
    body.append(label(x(0.5), y(0) + 40, "confidence that a model says", "quiet", "middle"))
    for number, (style, name) in enumerate((("c", "standard: so many were right"), ("b", "fast"))):
        body += [f'<circle class="{style}" cx="350" cy="{60 + number * 24}" r="5"/>', label(362, 64 + number * 24, name, "quiet")]
    body += [f'<path class="axis" d="M342 108h16"/>', label(362, 112, "as it should be", "quiet")]
    return picture("Confidence of the models, and the share of quotes that were right", 560, 326, body)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for draw in (kinds, parts, stages, accuracy, confidence):
        (folder / f"{draw.__name__}.svg").write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
