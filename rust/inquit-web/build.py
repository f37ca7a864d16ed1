"""Builds the page to try inquit, `target/web`, and in it the npm package, `target/web/npm`.

    python rust/inquit-web/build.py           # `make web`
    python rust/inquit-web/build.py --check   # whether there is a compiler

The library is compiled for wasm32-unknown-unknown. With rustup, `rustup target add wasm32-unknown-unknown` brings what
that takes. Else the standard library is compiled too, from its source: with rustup's component rust-src, or on Debian
with `apt install rustc-web rust-web-src lld-22`. Prints sizes, and fails if the page is larger than it may be. Ends with
3 if no compiler for the target is found.
"""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUT = ROOT / "target/web"
TARGET = "wasm32-unknown-unknown"
PROFILE = "wasm"
LARGEST = 8_000_000
"""Bytes of what a visitor of the page loads, gzipped."""
NO_COMPILER = 3

MISSING = f"""\
There is no Rust compiler for {TARGET} here. One of these brings it:
    rustup target add {TARGET}
    rustup component add rust-src
    apt install rustc-web rust-web-src lld-22     (Debian)"""


class Bad(Exception):
    """What is wrong."""


def output(*command: str | Path) -> str:
    """What a command prints, without white space around it; nothing if it can't be run."""
    try:
        return subprocess.run([str(part) for part in command], text=True, capture_output=True).stdout.strip()
    except OSError:
        return ""


def compiler() -> tuple[dict[str, str], list[str]] | None:
    """The environment and the options with which cargo compiles for the target."""
    for rustc in ("rustc", "/usr/bin/rustc"):
        sysroot = output(rustc, "--print", "sysroot")
        link = linker(rustc, Path(sysroot))
        if not sysroot or link is None:
            continue
        config = ["--config", f"target.{TARGET}.linker={json.dumps(link)}"]
        library = output(rustc, "--print", "target-libdir", "--target", TARGET)
        if any(Path(library).glob("libstd-*.rlib")):
            return {"RUSTC": rustc}, config
        if Path(sysroot, "lib/rustlib/src/rust/library/Cargo.lock").exists():
            # The compilation of the standard library is no stable feature of cargo.
            return {"RUSTC": rustc, "RUSTC_BOOTSTRAP": "1"}, [*config, "-Zbuild-std=std,panic_abort"]
    return None


def linker(rustc: str, sysroot: Path) -> str | None:
    """The compiler's own, else the newest: an old one doesn't understand what a new compiler writes."""
    host = next((line.split()[1] for line in output(rustc, "-vV").splitlines() if line.startswith("host:")), "")
    if (sysroot / "lib/rustlib" / host / "bin/rust-lld").exists():
        return "rust-lld"
    names = [*(f"wasm-ld-{version}" for version in range(40, 15, -1)), "wasm-ld"]
    return next((name for name in names if shutil.which(name)), None)


def compile_library() -> Path:
    """The module."""
    found = compiler()
    if found is None:
        print(MISSING, file=sys.stderr)
        raise SystemExit(NO_COMPILER)
    environment, options = found
    home = os.environ.get("CARGO_HOME", Path.home() / ".cargo")
    flags = ["-Ctarget-feature=+simd128", f"--remap-path-prefix={ROOT}=.", f"--remap-path-prefix={home}=cargo"]
    command = ["cargo", "build", "--quiet", "--package", "inquit-web", "--profile", PROFILE, "--target", TARGET]
    command += ["--config", f"target.{TARGET}.rustflags={json.dumps(flags)}", *options]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True)
    metadata = json.loads(output("cargo", "metadata", "--no-deps", "--format-version=1", "--manifest-path", ROOT / "Cargo.toml"))
    return Path(metadata["target_directory"], TARGET, PROFILE, "inquit_web.wasm")


def gather(module: Path) -> list[Path]:
    """Puts everything together; the files that a visitor of the page loads."""
    shutil.rmtree(OUT, ignore_errors=True)
    shutil.copytree(HERE / "page", OUT)
    shutil.copytree(HERE / "npm", OUT / "npm")
    shutil.copy(module, OUT / "npm/inquit.wasm")
    name_repository(OUT / "npm/package.json")
    for name in ("LICENSE-APACHE", "LICENSE-MIT", "LICENSE-MODELS"):
        shutil.copy(ROOT / name, OUT / "npm")
    for ending in ("css", "js"):
        shutil.copy(ROOT / f"rust/inquit-view/src/view.{ending}", OUT / f"npm/view.{ending}")
    shutil.copy(ROOT / "examples/article.txt", OUT)
    loaded = [path for path in OUT.iterdir() if path.is_file()]
    # Comes only when it is asked for.
    shutil.copy(ROOT / "rust/inquit/models/standard.inqm", OUT)
    loaded += [OUT / "npm" / name for name in ("index.js", "inquit.wasm", "view.css", "view.js")]
    name_for_offline(sorted(loaded))
    return loaded


def name_repository(package: Path) -> None:
    """Puts the public address, which Cargo.toml has, into the npm package."""
    address = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))["workspace"]["package"]["repository"]
    if address:
        described = json.loads(package.read_text("utf-8"))
        described["repository"] = {"type": "git", "url": f"git+{address}.git"}
        package.write_text(json.dumps(described, indent=2) + "\n", "utf-8")


def name_for_offline(files: list[Path]) -> None:
    """Tells the script that keeps the files which they are, and of what version."""
    script = OUT / "offline.js"
    version = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
    names = ["./", *(path.relative_to(OUT).as_posix() for path in files if path != script)]
    text = script.read_text("utf-8")
    for empty, full in (('VERSION = ""', f'VERSION = "{version}"'), ("FILES = []", f"FILES = {json.dumps(names)}")):
        if empty not in text:
            raise Bad(f"{script} has no {empty}")
        text = text.replace(empty, full)
    script.write_text(text, "utf-8")


def weigh(files: list[Path]) -> None:
    """Prints the sizes of the larger files, and of all."""
    sizes = {path: (path.stat().st_size, len(gzip.compress(path.read_bytes(), 9))) for path in files}
    whole = [sum(size) for size in zip(*sizes.values())]
    for path, (plain, zipped) in sorted(sizes.items(), key=lambda item: -item[1][1])[:4]:
        print(f"{path.relative_to(ROOT)}: {plain / 1e6:.2f} MB, gzipped {zipped / 1e6:.2f} MB")
    print(f"the page: {whole[0] / 1e6:.2f} MB, gzipped {whole[1] / 1e6:.2f} MB (at most {LARGEST / 1e6:.0f})")
    if whole[1] > LARGEST:
        raise Bad("the page is too large")


def main() -> int:
    """Builds it all."""
    if sys.argv[1:] == ["--check"]:
        return 0 if compiler() else NO_COMPILER
    try:
        weigh(gather(compile_library()))
    except (Bad, OSError, subprocess.CalledProcessError) as bad:
        print(bad, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
