"""Runs the notebooks of examples/notebooks and keeps them, with what they show, in a folder.

    notebooks.py FOLDER

In the repository notebooks are without outputs: so what they show is never old, and a change can be read.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parents[2] / "examples" / "notebooks"


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(HERE.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        if any(cell.outputs or cell.execution_count for cell in code):
            sys.exit(f"{path} has outputs: clear them before it is kept")
        NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(HERE)}}).execute()
        if not any("image/png" in output.get("data", {}) for cell in code for output in cell.outputs):
            sys.exit(f"{path} shows no picture")
        nbformat.write(notebook, folder / path.name)
        print(f"{path.name}: {len(code)} cells ran")


if __name__ == "__main__":
    main()
