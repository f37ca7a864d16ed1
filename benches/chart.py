#!/usr/bin/env python3
"""Draws the speeds that `make bench` has measured: speed.svg, and the table of ratios in docs/measured.md.

Reads what criterion leaves in target/criterion. Speeds are of the median time, in megabytes (of 1,000,000 bytes) a
second. The picture's colours follow the reader's, light or dark.

    chart.py [--criterion FOLDER] [--svg FILE] [--page FILE]
"""

import argparse
import json
import math
import re
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = "inquit"
GROUPS = {"tokens": "Words", "sentences": "Sentences"}
TEXTS = {"prose": "English prose", "mixed": "half beyond ASCII"}
HOSTILE = {"quotes": '`"`', "brackets": "`(`", "stops": "`.`", "newlines": "newline", "letters": "`a`",
           "combining-marks": "combining acute"}
MARKS = ("<!-- speed: written by `make chart` -->", "<!-- /speed -->")


def speeds(folder):
    """Megabytes a second by (group, function, text)."""
    found = {}
    for about in folder.glob("**/new/benchmark.json"):
        bench = json.loads(about.read_text())
        times = json.loads((about.parent / "estimates.json").read_text())
        size = (bench["throughput"] or {}).get("Bytes")
        if size:
            key = bench["group_id"], bench["function_id"], bench["value_str"]
            found[key] = size / times["median"]["point_estimate"] * 1000
    return found


def panel(found, group, text):
    """Libraries of a panel with their speeds: ours, then the fastest first."""
    rows = [(name, speed) for (g, name, t), speed in found.items() if (g, t) == (group, text)]
    if not any(name == OURS for name, _ in rows):
        sys.exit(f"no speeds of {group}, {text}: run `make bench` first")
    return sorted(rows, key=lambda row: (row[0] != OURS, -row[1]))


# The picture

STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 14px }
.quiet, .tick { fill: #59636e }
.tick { font-size: 11px }
.axis { stroke: #818b98 }
.bar { fill: #9aa5b1 }
.ours { fill: #0969da }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .quiet, .tick { fill: #9198a1 }
  .axis { stroke: #3d444d }
  .bar { fill: #656c76 }
  .ours { fill: #4493f8 }
}
"""

WIDTH, PANEL, NAMES, BARS, ROW = 900, 450, 142, 180, 22


def step(most):
    """A round step that makes three to six of a scale up to `most`."""
    power = 10 ** math.floor(math.log10(most))
    return next(s * power / 10 for s in (2, 5, 10, 20) if most / (s * power / 10) <= 6)


def drawn(rows, title, most, left, top):
    """One panel as SVG: a bar a library, its speed, and how many times that is ours."""
    ours = rows[0][1]

    def x(speed):
        return left + NAMES + speed / most * BARS

    bottom = top + 34 + len(rows) * ROW
    yield f'<text class="title" x="{left + NAMES}" y="{top + 16}">{escape(title)}</text>'
    yield f'<line class="axis" x1="{x(0):.1f}" y1="{bottom - 2}" x2="{x(most):.1f}" y2="{bottom - 2}"/>'
    tick = 0
    while tick <= most:
        yield f'<line class="axis" x1="{x(tick):.1f}" y1="{bottom - 2}" x2="{x(tick):.1f}" y2="{bottom + 3}"/>'
        yield f'<text class="tick" x="{x(tick):.1f}" y="{bottom + 14}" text-anchor="middle">{tick:g}</text>'
        tick += step(most)
    yield f'<text class="tick" x="{left + NAMES - 8}" y="{bottom + 14}" text-anchor="end">MB/s</text>'
    for i, (name, speed) in enumerate(rows):
        y = top + 32 + i * ROW
        kind = "bar ours" if name == OURS else "bar"
        ratio = "" if name == OURS else f'  <tspan class="quiet">{OURS} ×{ours / speed:.1f}</tspan>'
        yield f'<text x="{left + NAMES - 8}" y="{y + 12}" text-anchor="end">{escape(name)}</text>'
        yield f'<rect class="{kind}" x="{x(0):.1f}" y="{y}" width="{x(speed) - x(0):.1f}" height="16" rx="2"/>'
        yield f'<text x="{x(speed) + 6:.1f}" y="{y + 12}">{speed:.0f}{ratio}</text>'


def picture(found):
    body, top = [], 8
    for text, text_name in TEXTS.items():
        panels = {group: panel(found, group, text) for group in GROUPS}
        for i, (group, rows) in enumerate(panels.items()):
            most = max(speed for _, speed in rows)
            body += drawn(rows, f"{GROUPS[group]}, {text_name}", most, i * PANEL, top)
        top += 34 + max(map(len, panels.values())) * ROW + 34
    foot = "One core, spans alone, in one run; longer is faster. “inquit ×2.0”: inquit is twice as fast."
    body.append(f'<text class="quiet" x="{NAMES}" y="{top + 8}">{foot}</text>')
    height = top + 20
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
            f'viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Speed of words and sentences, MB/s by library">\n'
            f"<style>{STYLE}</style>\n" + "\n".join(body) + "\n</svg>\n")


# The tables

def ratios(found):
    """How many times as fast as each other library, as a Markdown table."""
    yield "| " + " | ".join(["inquit is … times as fast as"] + [
        f"{GROUPS[group].lower()}, {name}" for group in GROUPS for name in TEXTS.values()]) + " |"
    yield "|---" * (1 + len(GROUPS) * len(TEXTS)) + "|"
    panels = [dict(panel(found, group, text)) for group in GROUPS for text in TEXTS]
    names = dict.fromkeys(name for rows in panels for name in rows if name != OURS)
    for name in names:
        cells = [f"{rows[OURS] / rows[name]:.1f}" if name in rows else "–" for rows in panels]
        yield f"| {name} | " + " | ".join(cells) + " |"
    yield "| inquit, MB/s | " + " | ".join(f"{rows[OURS]:.0f}" for rows in panels) + " |"


def hostile(found):
    """Speed on hostile text as a share of that on prose, of ten megabytes and of five."""
    yield "| ten megabytes of (five) | " + " | ".join(HOSTILE.values()) + " |"
    yield "|---" * (1 + len(HOSTILE)) + "|"
    for group, name in GROUPS.items():
        prose = found[group, OURS, "prose"]
        ten, five = ([found[f"{group}-hostile", text, size] / prose for text in HOSTILE] for size in ("10MB", "5MB"))
        cells = [f"{a:.1f} ({b:.1f})" for a, b in zip(ten, five)]
        yield f"| {name.lower()}: times the speed on prose | " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser(description="Draw the speeds that criterion has measured.")
    parser.add_argument("--criterion", type=Path, default=ROOT / "target" / "criterion")
    parser.add_argument("--svg", type=Path, default=ROOT / "benches" / "speed.svg")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "measured.md")
    args = parser.parse_args()
    found = speeds(args.criterion)
    args.svg.write_text(picture(found))
    tables = "\n".join([*ratios(found), "", *hostile(found)])
    print(tables)
    page = args.page.read_text()
    between = re.compile(f"({re.escape(MARKS[0])}\n).*?({re.escape(MARKS[1])})", re.DOTALL)
    if not between.search(page):
        sys.exit(f"{args.page} has no place for the tables: {MARKS[0]}")
    args.page.write_text(between.sub(lambda m: f"{m[1]}{tables}\n{m[2]}", page))


if __name__ == "__main__":
    main()
