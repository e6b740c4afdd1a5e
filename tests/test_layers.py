"""The layers import downward only, and a heavy library stays behind its one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.samples import ROOT

PACKAGE = ROOT / "src" / "articlefmt"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAY_IMPORT = {
    "patterns": set(),
    "gc_pause": set(),
    "display": {"patterns"},
    "errors": {"display"},
    "values": set(),
    "syntax": {"display", "patterns", "gc_pause", "errors", "values"},
    "model": {"display", "errors", "values"},
    "lens": {"display", "patterns", "gc_pause", "errors", "values", "syntax", "model"},
    "storage": {"errors"},
    "document": {"display", "errors", "values", "syntax", "model", "lens", "storage"},
    "api": {"errors", "values", "syntax", "model", "lens", "storage", "document"},
    "git": set(),
    "discovery": {"git"},
    "checks": {"display", "patterns", "errors", "values", "syntax", "model", "lens", "document", "api"},
    "cli": {
        "display",
        "errors",
        "values",
        "syntax",
        "model",
        "lens",
        "storage",
        "document",
        "api",
        "git",
        "discovery",
        "checks",
    },
    "__main__": {"cli"},
    "testing": {"display", "errors", "values", "syntax", "model", "document", "api", "discovery", "checks"},
}
DOORS = {
    "ruamel": {"syntax/ruamel_reader.py"},
    "hypothesis": {"testing/strategies.py", "testing/untidy.py", "testing/values.py"},
    "subprocess": {"git.py"},
    "pathspec": {"cli/selection.py"},
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "one way to import: by the full name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.parent != PACKAGE or path.stem != "__init__"], ids=name_of
)
def test_a_module_imports_from_below_only(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name in imports(path):
        if name.startswith("articlefmt."):
            assert name.split(".")[1] in MAY_IMPORT[layer] | {layer}, f"{layer} imports {name}"


def public_names(path: Path) -> set[str] | None:
    """What a module says it gives to others; None if it doesn't say."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(
            isinstance(one, ast.Name) and one.id == "__all__" for one in node.targets
        ):
            names: list[str] = ast.literal_eval(node.value)
            return set(names)
    return None


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_is_given(path: Path) -> None:
    for name in imports(path):
        module, _, one = name.rpartition(".")
        file = PACKAGE.parent / f"{module.replace('.', '/')}.py"
        if module.startswith("articlefmt.") and file.exists():
            assert one in (public_names(file) or set()), f"{name} is private"


def test_what_may_be_imported_is() -> None:
    """A grant that nobody uses would hide a wrong import one day."""
    used: dict[str, set[str]] = {layer: set() for layer in MAY_IMPORT}
    for path in MODULES:
        layer = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if layer in used:
            used[layer] |= {name.split(".")[1] for name in imports(path) if name.startswith("articlefmt.")} - {layer}
    assert used == MAY_IMPORT


def test_the_writer_of_splices_is_reached_through_one_module() -> None:
    users = {name_of(path) for path in MODULES if any(name.startswith("articlefmt.lens.put") for name in imports(path))}
    assert {user for user in users if not user.startswith("lens/put/")} == {"lens/write.py"}


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_one_door(library: str) -> None:
    users = {name_of(path) for path in MODULES if any(name.split(".")[0] == library for name in imports(path))}
    assert users == DOORS[library]


def test_click_is_known_to_the_commands_only() -> None:
    users = {name_of(path) for path in MODULES if any(name.split(".")[0] == "click" for name in imports(path))}
    assert {user.split("/")[0] for user in users} == {"cli"}


def test_nothing_imports_in_a_circle() -> None:
    below = {
        name_of(path): {name.removeprefix("articlefmt.") for name in imports(path) if name.startswith("articlefmt.")}
        for path in MODULES
    }
    files = set(below)
    graph = {
        name: {
            file
            for one in used
            for file in (one.replace(".", "/") + ".py", one.rpartition(".")[0].replace(".", "/") + ".py")
            if file in files and file != name
        }
        for name, used in below.items()
    }
    while graph:
        leaves = {name for name, used in graph.items() if not used & set(graph)}
        assert leaves, f"a circle among {sorted(graph)}"
        graph = {name: used for name, used in graph.items() if name not in leaves}
