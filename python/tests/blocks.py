"""The blocks of code of the documentation, run as a reader would.

A page's blocks run in order in one folder, which has what `examples/` has, and those in Python share their names. Each
block comes back as it should stand in the page, with the outputs that came, so that a test has to compare no more than
that, and `python python/tests/blocks.py PAGE…` can write the outputs into pages.

| block | what is done |
|---|---|
| `console` | lines after `$ ` run in bash, with the command `inquit`; what they print must follow. A line `…` stands for any lines |
| `python` with `>>>` | as at a prompt: what each statement shows must follow |
| `python` | runs; what it prints must be the `text` block that follows |
| `sh` | commands of `inquit` run, and must end well; of others (`make`, `pip`, `cargo`) the targets and folders must exist |
| `json` | must be records of `docs/schema/record-1.json`, one or one a line |
| `toml` | must be TOML |
| `rust` | a doctest: `docs/site/lib.rs` must include the page |
| any with `title="FILE"` | is that file of the repository, or its beginning; another is written for the blocks that follow |

Nothing else may be in a page, but for what `SHOWN` lists.
"""

import contextlib
import doctest
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema

ROOT = Path(__file__).parents[2]
COMMANDS = ROOT / "target" / "debug"
FENCE = re.compile(r"^```(?P<info>.*)\n(?P<code>(?:.*\n)*?)```$", re.MULTILINE)
ANYTHING = "…"
SHOWN = {
    "ARCHITECTURE.md": ["text"],  # a tree of folders
    "docs/formats.md": ["json", "text", "xml"],  # what `rust/inquit-formats/tests/documented.rs` holds
}
SCHEMA = jsonschema.Draft202012Validator(json.loads((ROOT / "docs/schema/record-1.json").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Block:
    """A block between fences."""

    page: Path
    line: int
    language: str
    title: str | None
    code: str


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for fence in FENCE.finditer(text):
        language = re.match(r"[\w-]*", fence["info"])
        title = re.search(r'title="(.*?)"', fence["info"])
        line = text.count("\n", 0, fence.start("code")) + 1
        yield Block(page, line, language[0] if language else "", title[1] if title else None, fence["code"])


def rust_pages() -> set[Path]:
    """The pages whose Rust blocks are tests."""
    source = ROOT / "docs/site/lib.rs"
    included = re.findall(r'include_str!\("(.*\.md)"\)', source.read_text(encoding="utf-8"))
    return {(source.parent / name).resolve() for name in included}


@dataclass
class Reading:
    """Someone who tries a page, block by block."""

    folder: Path
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__main__"})
    printed: str = ""

    @classmethod
    def begin(cls, folder: Path) -> "Reading":
        """In an empty folder, with what `examples/` has."""
        shutil.copytree(ROOT / "examples", folder, dirs_exist_ok=True)
        return cls(folder)

    def tried(self, block: Block) -> str:
        """The block's code with what came of it in place of what is said to come."""
        printed, self.printed = self.printed, ""
        where = f"{name(block.page)}:{block.line}"
        assert not printed or block.language == "text", f"{where}: the block before prints what isn't shown"
        if block.title is not None:
            kept = ROOT / block.title
            if kept.is_file():
                whole = kept.read_text(encoding="utf-8")
                return block.code if block.code.strip() and whole.startswith(block.code) else whole
            (self.folder / block.title).write_text(block.code, encoding="utf-8")
            return block.code
        match block.language:
            case language if language in SHOWN.get(name(block.page), []):
                return block.code
            case "console":
                return "".join(self.shown(block.code))
            case "python" if block.code.startswith(">>> "):
                return "".join(self.prompted(block))
            case "python":
                with contextlib.redirect_stdout(io.StringIO()) as out:
                    exec(compile("\n" * (block.line - 1) + block.code, str(block.page), "exec"), self.names)
                self.printed = out.getvalue()
                return block.code
            case "text" if printed:
                return printed
            case "sh":
                for line in block.code.splitlines():
                    self.could_run(line)
                return block.code
            case "json":
                for record in records(block.code):
                    SCHEMA.validate(record)
                return block.code
            case "toml":
                tomllib.loads(block.code)
                return block.code
            case "rust" if block.page.resolve() in rust_pages():
                return block.code
        raise AssertionError(f"{where}: nobody runs a block of this kind: {block.language or 'no language'}")

    def bash(self, command: str) -> str:
        """What a command prints; it must end well."""
        path = f"{COMMANDS}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        run = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=os.environ | {"PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert run.returncode == 0, f"{command!r} ended with {run.returncode}: {run.stdout}"
        return run.stdout

    def shown(self, code: str) -> Iterator[str]:
        """A console: commands after `$ `, continued by lines after `> `, and what they print."""
        for command, lines, said in re.findall(r"^\$ (.*\n((?:> .*\n)*))((?:(?!\$ ).*\n)*)", code, re.MULTILINE):
            yield f"$ {command}"
            came = self.bash(re.sub("^> ", "", command, flags=re.MULTILINE))
            came = re.sub(r"[ \t]+$", "", came, flags=re.MULTILINE)
            yield said if fits(came, said) else came

    def prompted(self, block: Block) -> Iterator[str]:
        """Statements after `>>> ` and what they show."""
        lines = block.code.splitlines(keepends=True)
        at = 0
        for example in doctest.DocTestParser().get_examples(block.code, str(block.page)):
            end = example.lineno + example.source.count("\n")
            yield from lines[at:end]
            at = end + example.want.count("\n")
            came = self.answer(example.source, f"{block.page}:{block.line + example.lineno}")
            yield example.want if fits(came, example.want) else came
        yield from lines[at:]

    def answer(self, source: str, where: str) -> str:
        """What a statement shows at a prompt."""
        with contextlib.redirect_stdout(io.StringIO()) as out:
            try:
                exec(compile(source, where, "single"), self.names)
            except Exception as error:
                print(f"Traceback (most recent call last):\n  …\n{type(error).__name__}: {error}")
        return out.getvalue()

    def could_run(self, line: str) -> None:
        """A command to install or to measure with: what it names must be there. `inquit` runs."""
        words = shlex.split(line, comments=True)
        match words:
            case [] | ["git", "clone", _]:
                pass
            case ["cd", place]:
                assert (ROOT / place).is_dir(), line
            case ["inquit", *_]:
                self.bash(line)
            case ["make", target, *_]:
                assert re.search(f"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE), line
            case ["cargo", "install", "--path", place] | ["cargo", "add", "--path", place]:
                assert (ROOT / place / "Cargo.toml").is_file(), line
            case ["cargo", "install" | "add", package]:
                assert (ROOT / "rust" / package / "Cargo.toml").is_file(), line
            case ["cargo", "run", "--example", name, *_]:
                assert (ROOT / "rust/inquit/examples" / f"{name}.rs").is_file(), line
            case ["pip", "install", *things]:
                places = [re.sub(r"\[.*\]$", "", thing) for thing in things if thing.startswith(".")]
                assert all((ROOT / place / "pyproject.toml").is_file() for place in places), line
            case ["python", program, *_]:
                assert (ROOT / program).is_file(), line
            case _:
                raise AssertionError(f"nobody knows whether this works: {line}")


def name(page: Path) -> str:
    """Where a page is in the repository."""
    return page.relative_to(ROOT).as_posix()


def records(code: str) -> Iterator[Any]:
    """The values of JSON that stand one behind the other."""
    while code := code.lstrip():
        value, end = json.JSONDecoder().raw_decode(code)
        yield value
        code = code[end:]


def fits(came: str, said: str) -> bool:
    """Whether an output is what was said, where a line `…` (or, of an error, `  …`) stands for any lines."""
    parts = re.split(rf"^ *{ANYTHING}\n", said, flags=re.MULTILINE)
    return re.fullmatch("(?:.*\n)*".join(map(re.escape, parts)), came) is not None


def tried(page: Path, folder: Path) -> str:
    """A page as it should be, after all its blocks have run in an empty folder."""
    reading = Reading.begin(folder)
    found = blocks(page)
    with contextlib.chdir(folder):
        text = FENCE.sub(
            lambda fence: f"```{fence['info']}\n{reading.tried(next(found))}```", page.read_text(encoding="utf-8")
        )
    assert not reading.printed, f"{name(page)}: the last block prints what isn't shown"
    return text


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as place:
            path = Path(argument).resolve()
            path.write_text(tried(path, Path(place)), encoding="utf-8")
