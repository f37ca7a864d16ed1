"""Makes what is published, without publishing it, and looks into it: `make packages`; `make release-check`.

    packages.py check         # the crates, the source distribution, the wheel of the tests, the npm package
    packages.py release TAG   # whether all is there for a release: the public address, one version everywhere, its changes

Each archive must be small enough, have its licences and a readme whose links lead somewhere from anywhere, and all files
that its sources include. The crates are compiled as they were packed. What can't be made here is named.
"""

import argparse
import json
import posixpath
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "target" / "packages"
LARGEST = 10_000_000
"""Bytes of an archive: a registry takes no larger crate."""
LARGEST_FOR_PYTHON = 20_000_000
"""The same for PyPI, which takes more: what is there brings the weights of all languages."""
LICENCES = ["LICENSE-APACHE", "LICENSE-MIT"]
MODELS = "LICENSE-MODELS"
WITH_MODELS = {"inquit", "inquit-cli"}
"""Crates that bring the models along, or compile them in."""


class Bad(Exception):
    """What is wrong."""


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """The output of a command. What it says otherwise is shown."""
    return subprocess.run([str(part) for part in command], cwd=cwd, check=True, text=True, stdout=subprocess.PIPE).stdout


def members() -> list[dict]:
    """The packages of the workspace, as cargo tells them."""
    return json.loads(run("cargo", "metadata", "--no-deps", "--format-version=1"))["packages"]


def published() -> dict[str, str]:
    """The crates that are published, with their versions."""
    return {package["name"]: package["version"] for package in members() if package["publish"] != []}


def look_into(name: str, archive: Path, files: dict[str, bytes], licences: list[str]) -> None:
    """What holds of every archive; `files` are by their path below its top folder."""
    largest = LARGEST if archive.suffix == ".crate" else LARGEST_FOR_PYTHON
    if archive.stat().st_size > largest:
        raise Bad(f"{name}: {archive.stat().st_size / 1e6:.1f} MB, more than {largest / 1e6:.0f}")
    for licence in licences:
        found = next((content for path, content in files.items() if Path(path).name == licence), None)
        if found != (ROOT / licence).read_bytes():
            raise Bad(f"{name}: {licence} isn't that of the repository, or isn't there")
    print(f"{name}: {archive.stat().st_size / 1e6:.2f} MB, {len(files)} files")


def links(name: str, readme: str) -> None:
    """No link of a readme leads to a file beside it: where it is shown there is none."""
    text = re.sub(r"^```.*\n(?:.*\n)*?```$", "", readme, flags=re.MULTILINE)
    relative = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"https://|#", link)]
    if relative or not text.startswith("# "):
        raise Bad(f"{name}: the readme has no title, or links to {', '.join(relative)}")


def unpacked(archive: Path, folder: Path) -> dict[str, bytes]:
    """The files of a `.tar.gz`, which are written into a folder, too."""
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
        top = tar.getnames()[0].split("/")[0]
    paths = [path for path in (folder / top).rglob("*") if path.is_file()]
    return {path.relative_to(folder / top).as_posix(): path.read_bytes() for path in paths}


def crates() -> None:
    """Packs all crates as for the registry, and compiles what came out."""
    versions = published()
    # In the order of their dependencies, up to the upload.
    options = ["--quiet", "--no-verify", "--allow-dirty"]
    run("cargo", "publish", "--workspace", "--dry-run", *options)
    run("cargo", "package", *options, *(f"--package={name}" for name in versions))
    for name, version in versions.items():
        archive = ROOT / "target" / "package" / f"{name}-{version}.crate"
        files = unpacked(archive, OUT)
        look_into(name, archive, files, LICENCES + [MODELS] * (name in WITH_MODELS))
        links(name, files["README.md"].decode())
        for path, content in files.items():
            if path.endswith(".rs"):
                for file in re.findall(r'include_(?:str|bytes)!\("(.+?)"\)', content.decode()):
                    if posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) not in files:
                        raise Bad(f"{name}: {path} includes {file}, which isn't in the archive")
    folders = [f"{name}-{version}" for name, version in versions.items()]
    patches = [f'{name} = {{ path = "{name}-{version}" }}' for name, version in versions.items()]
    (OUT / "Cargo.toml").write_text(
        "\n".join(["[workspace]", 'resolver = "3"', f"members = {json.dumps(folders)}", "[patch.crates-io]", *patches, ""])
    )
    shutil.copy(ROOT / "Cargo.lock", OUT)
    run("cargo", "check", "--quiet", "--workspace", "--all-targets", "--all-features", "--target-dir", ROOT / "target", cwd=OUT)
    print("the crates compile as they were packed")


def python_packages() -> None:
    """The source distribution, and the wheel that the tests have made."""
    for licence in [*LICENCES, MODELS]:
        if (ROOT / "python" / licence).read_bytes() != (ROOT / licence).read_bytes():
            raise Bad(f"python/{licence} isn't the {licence} of the repository")
    run(sys.executable, "-m", "maturin", "sdist", "--manifest-path", "python/Cargo.toml", "--out", OUT)
    [source] = OUT.glob("inquit-*.tar.gz")
    look_into(source.name, source, unpacked(source, OUT / "source"), [*LICENCES, MODELS])
    [wheel] = (ROOT / "target" / "wheel").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        look_into(wheel.name, wheel, {name: archive.read(name) for name in archive.namelist()}, [*LICENCES, MODELS])
    links("python", (ROOT / "python" / "README.md").read_text("utf-8"))
    run(sys.executable, "-m", "twine", "--no-color", "check", "--strict", source, wheel)


def npm_package() -> None:
    """The npm package, where `make web` has built it."""
    folder = ROOT / "target" / "web" / "npm"
    links("the npm package", (ROOT / "rust/inquit-web/npm/README.md").read_text("utf-8"))
    if shutil.which("npm") is None or not folder.is_dir():
        print("SKIPPED: the npm package, as there is no npm, or `make web` hasn't built it", file=sys.stderr)
        return
    [packed] = json.loads(run("npm", "pack", "--dry-run", "--json", cwd=folder))
    missing = {*LICENCES, MODELS, "README.md", "package.json", "inquit.wasm"} - {file["path"] for file in packed["files"]}
    if missing or packed["size"] > LARGEST:
        raise Bad(f"the npm package: {packed['size'] / 1e6:.1f} MB, without {', '.join(sorted(missing)) or 'nothing'}")
    print(f"{packed['filename']}: {packed['size'] / 1e6:.2f} MB, {len(packed['files'])} files")


def release(tag: str) -> None:
    """Whether everything that a release needs is said, and says the same."""
    workspace = tomllib.loads((ROOT / "Cargo.toml").read_text("utf-8"))
    package = workspace["workspace"]["package"]
    version, wrong = package["version"], []
    if not package["repository"].startswith("https://"):
        wrong.append("Cargo.toml: `repository` in [workspace.package] is empty: write the public address of the repository there")
    if tag != f"v{version}":
        wrong.append(f"Cargo.toml: the version is {version}, the tag {tag}")
    for name, dependency in workspace["workspace"]["dependencies"].items():
        if name.startswith("inquit") and dependency["version"] != version:
            wrong.append(f"Cargo.toml: {name} is asked for in version {dependency['version']}, not {version}")
    for member in members():
        for dependency in member["dependencies"]:
            if dependency["name"].startswith("inquit") and dependency["req"] not in {f"^{version}", "*"}:
                wrong.append(f"{member['name']}: asks for {dependency['name']} {dependency['req']}, not {version}")
    npm = json.loads((ROOT / "rust/inquit-web/npm/package.json").read_text("utf-8"))["version"]
    if npm != version:
        wrong.append(f"rust/inquit-web/npm/package.json: the version is {npm}, not {version}")
    if not re.search(rf"^## \[{re.escape(version)}\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE):
        wrong.append(f"CHANGELOG.md: there is no section [{version}]")
    if wrong:
        raise Bad("\n".join(["not ready for a release:", *wrong]))
    print(f"{version} is ready for a release")


def main() -> int:
    """Does what the command line says; 1 if something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check")
    commands.add_parser("release").add_argument("tag")
    options = parser.parse_args()
    try:
        if options.command == "release":
            release(options.tag)
        else:
            shutil.rmtree(OUT, ignore_errors=True)
            OUT.mkdir(parents=True)
            crates()
            python_packages()
            npm_package()
    except (Bad, subprocess.CalledProcessError) as wrong:
        print(wrong, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
