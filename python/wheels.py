"""Builds the wheels and the source distribution, and tests each in a fresh environment.

    python python/wheels.py build FOLDER     # what this machine can build; needs maturin, ziglang and twine
    python python/wheels.py check FILE…      # of wheels and source distributions, whoever built them

`build` makes a wheel for each target whose standard library the Rust compiler has, and names the others. A wheel for
another machine, or for musl on a machine with glibc, is looked into but not run. `PYTHONS` may name the interpreters to
test with, parted by spaces; else it is the one that runs this.
"""

import argparse
import email
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = {
    "x86_64-unknown-linux-gnu": "manylinux2014",
    "x86_64-unknown-linux-musl": "musllinux_1_2",
    "aarch64-unknown-linux-gnu": "manylinux2014",
    "aarch64-unknown-linux-musl": "musllinux_1_2",
}
LICENCES = ["LICENSE-APACHE", "LICENSE-MIT", "LICENSE-MODELS"]
LARGEST = 20_000_000
"""Bytes of a wheel."""
SLOWEST = 50.0
"""Milliseconds of an import, the best of `IMPORTS`."""
IMPORTS = 10

IMPORT = """
import time
start = time.perf_counter()
import inquit
print(1000 * (time.perf_counter() - start))
"""
SMOKE = """
import pickle, inquit
text = "Prime Minister Ann Lee opened the bridge. “Use it,” she said. 👩‍🚀 It cost twice the estimate, she added."
for model in ("standard", "fast", None):
    document = inquit.Analyzer(model=model).analyze(text)
    assert document.quotes[0].speaker.name == "Ann Lee", model
    assert pickle.loads(pickle.dumps(document)) == document
quote = inquit.analyze(text).quotes[0]
assert text[quote.start : quote.end] == quote.text == "“Use it,”"
assert [len(sentence.tokens) for sentence in document.sentences][0] == 8
print(inquit.__version__)
"""


class Bad(Exception):
    """What is wrong with a file."""


def run(*command: str | Path, **options: object) -> str:
    """The output of a command. What it says otherwise is shown."""
    return subprocess.run([str(part) for part in command], check=True, text=True, stdout=subprocess.PIPE, **options).stdout


def build(folder: Path) -> tuple[list[Path], list[str]]:
    """What can be built here, and the targets that should have been and weren't."""
    for name in LICENCES:
        if (HERE / name).read_bytes() != (HERE.parent / name).read_bytes():
            raise Bad(f"python/{name} isn't the {name} of the repository")
    shutil.rmtree(folder, ignore_errors=True)
    # Where maturin looks for zig.
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    maturin = [sys.executable, "-m", "maturin"]
    run(*maturin, "sdist", "--manifest-path", HERE / "Cargo.toml", "--out", folder)
    failed: list[str] = []
    for target, platform in TARGETS.items():
        library = Path(run("rustc", "--print", "target-libdir", "--target", target).strip())
        if not any(library.glob("libstd-*.rlib")):
            print(f"{target}: not built: `rustup target add {target}` brings what is missing", flush=True)
            continue
        options = ["--release", "--zig", "--target", target, "--compatibility", platform, "--out", folder]
        try:
            run(*maturin, "build", "--manifest-path", HERE / "Cargo.toml", *options)
        except subprocess.CalledProcessError:
            failed.append(target)
        print(f"{target}: {'failed' if target in failed else 'built'}", flush=True)
    files = sorted(folder.iterdir())
    run(sys.executable, "-m", "twine", "check", "--strict", *files)
    return files, failed


def check(file: Path, python: str) -> str:
    """Tests a file with an interpreter; says what was found."""
    found = [f"{file.stat().st_size / 1e6:.1f} MB"]
    if file.suffix == ".whl":
        look_into(file)
    with tempfile.TemporaryDirectory() as scratch:
        run(python, "-m", "venv", scratch)
        venv = Path(scratch, "Scripts" if os.name == "nt" else "bin", "python")
        # A wheel needs nothing but itself; to build from source takes maturin, which pip fetches.
        options = ["--no-index"] if file.suffix == ".whl" else []
        install = [venv, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *options, file]
        installed = subprocess.run([str(part) for part in install], capture_output=True, text=True)
        if "is not a supported wheel on this platform" in installed.stderr:
            return ", ".join([*found, "not run: it is for another platform"])
        if installed.returncode:
            raise Bad(installed.stderr)
        # From elsewhere, lest the package of the checkout be found.
        version = run(venv, "-c", SMOKE, cwd=scratch).strip()
        best = min(float(run(venv, "-c", IMPORT, cwd=scratch)) for _ in range(IMPORTS))
    if best > SLOWEST:
        raise Bad(f"the import takes {best:.1f} ms, more than {SLOWEST:.0f}")
    python_version = run(python, "-c", "import platform; print(platform.python_version())").strip()
    return ", ".join([*found, f"{version} works with Python {python_version}", f"import {best:.1f} ms"])


def look_into(wheel: Path) -> None:
    """Whether a wheel is small enough, of the stable ABI, and has what belongs into it."""
    if wheel.stat().st_size > LARGEST:
        raise Bad(f"more than {LARGEST / 1e6:.0f} MB")
    if not re.search(r"-cp310-abi3-(manylinux|musllinux|macosx|win)", wheel.name):
        raise Bad("not for the stable ABI from Python 3.10 on, or for one machine's Linux alone")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        info = next(name.split("/")[0] for name in names if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(f"{info}/METADATA"))
        entry_points = archive.read(f"{info}/entry_points.txt").decode()
    needed = [name for name in metadata.get_all("Requires-Dist", []) if "extra ==" not in name]
    if needed:
        raise Bad(f"needs {', '.join(needed)}")
    if "inquit.spacy:make_inquit" not in entry_points:
        raise Bad("has no entry point for spaCy")
    wanted = [f"{info}/licenses/{name}" for name in LICENCES] + ["inquit/py.typed", "inquit/_native.pyi"]
    missing = [name for name in wanted if name not in names]
    if missing:
        raise Bad(f"lacks {', '.join(missing)}")
    if not any(re.fullmatch(r"inquit/_native\.(abi3\.so|pyd)", name) for name in names):
        raise Bad("has no native module")


def main() -> int:
    """Does what the command line says; 1 if a file is bad."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build").add_argument("folder", type=Path)
    commands.add_parser("check").add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    try:
        files, unbuilt = build(options.folder) if options.command == "build" else (options.files, [])
    except (Bad, subprocess.CalledProcessError) as bad:
        print(bad)
        return 1
    failed = bool(unbuilt)
    for file in files:
        # One interpreter shows that the source distribution builds.
        pythons = os.environ.get("PYTHONS", sys.executable).split()
        for python in pythons if file.suffix == ".whl" else pythons[:1]:
            try:
                print(f"{file.name}: {check(file.absolute(), python)}", flush=True)
            except (Bad, subprocess.CalledProcessError) as bad:
                print(f"{file.name}: bad: {bad}", flush=True)
                failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
