"""What the reference of Python says: types of the stubs, docstrings of the compiled module.

Examples in docstrings stand there as at a prompt; in Markdown they need fences.
"""

import importlib
import inspect
import re

import griffe


class Compiled(griffe.Extension):
    """What mkdocstrings is told to read the package with."""

    def on_object(self, *, obj, **_):
        """Completes what was read of the stubs."""
        if obj.is_class and "__new__" in obj.members:
            obj.set_member("__init__", obj.members["__new__"])  # for its signature
        for name, variants in obj.overloads.items() if obj.is_class else ():
            if name not in obj.members:
                obj.set_member(name, variants[0])
                self.on_object(obj=variants[0])
        if obj.docstring is None and obj.module.name == "_native" and obj.name != "__new__":
            found = runtime(obj)
            if found:
                obj.docstring = griffe.Docstring(found, parent=obj)
        mend(obj)

    def on_package(self, *, pkg, **_):
        """Mends the docstring of the package."""
        mend(pkg)


def runtime(obj):
    """The docstring that an object has in the compiled module."""
    value = importlib.import_module(obj.module.path)
    for name in obj.path.removeprefix(obj.module.path).strip(".").split("."):
        value = getattr(value, name, None)
    return inspect.getdoc(value)


def mend(obj):
    """Puts fences around what begins with a prompt and isn't between fences yet."""
    if obj.docstring and "```" not in obj.docstring.value:
        obj.docstring.value = re.sub(
            r"^>>> .*(?:\n.+)*",
            lambda example: f"```python\n{example[0]}\n```",
            obj.docstring.value,
            flags=re.MULTILINE,
        )
