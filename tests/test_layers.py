"""The layers import downward only, and a heavy library stays behind its one door."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.samples import ROOT

PACKAGE = ROOT / "src" / "articlefmt"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAY_IMPORT: dict[str, set[str]] = {
    "version": set(),
    "patterns": set(),
    "gc_pause": set(),
    "descent": set(),
    "place": set(),
    "display": {"place"},
    "values": {"descent"},
    "misspelt": set(),
    "secret_forms": {"misspelt", "patterns"},
    "secrecy": {"patterns", "secret_forms", "values"},
    "secret_lines": {"patterns", "secrecy", "secret_forms"},
    "keys": {"display", "patterns", "secrecy", "values"},
    "errors": {"display", "keys", "place", "secrecy"},
    "at_key": {"errors", "keys", "secrecy", "values"},
    "layouts": {"secrecy", "values"},
    "align": {"descent", "values"},
    "origins": {"align", "at_key", "keys", "values"},
    "syntax": {
        "descent",
        "errors",
        "gc_pause",
        "keys",
        "patterns",
        "place",
        "secrecy",
        "secret_forms",
        "secret_lines",
        "values",
    },
    "editing": {"align", "errors", "gc_pause", "keys", "layouts", "patterns", "place", "syntax", "values"},
    "model": {"errors", "layouts", "secrecy", "values"},
    "lens": {
        "align",
        "errors",
        "keys",
        "layouts",
        "misspelt",
        "model",
        "origins",
        "patterns",
        "secrecy",
        "syntax",
        "values",
    },
    "given": {"errors", "keys", "lens", "model", "syntax", "values"},
    "opaque": {"align", "errors", "keys", "patterns", "secrecy", "syntax", "values"},
    "draft": {
        "at_key",
        "editing",
        "errors",
        "gc_pause",
        "keys",
        "layouts",
        "lens",
        "model",
        "opaque",
        "origins",
        "syntax",
        "values",
    },
    "diff": {"align", "editing", "keys", "model", "patterns", "secrecy", "secret_forms", "syntax", "values"},
    "storage": {"errors", "patterns"},
    "replacing": {"errors", "opaque", "storage", "syntax"},
    "document": {
        "at_key",
        "diff",
        "draft",
        "editing",
        "errors",
        "given",
        "keys",
        "lens",
        "model",
        "replacing",
        "secrecy",
        "storage",
        "syntax",
        "values",
    },
    "api": {"document", "errors", "lens", "model", "place", "storage", "syntax", "values"},
    "many": {
        "api",
        "at_key",
        "diff",
        "display",
        "document",
        "errors",
        "keys",
        "lens",
        "misspelt",
        "model",
        "patterns",
        "storage",
        "syntax",
        "values",
        "version",
    },
    "git": set(),
    "merging": {
        "align",
        "api",
        "diff",
        "document",
        "editing",
        "errors",
        "git",
        "keys",
        "layouts",
        "model",
        "secrecy",
        "syntax",
        "values",
    },
    "globs": {"storage"},
    "discovery": {"display", "git", "globs", "storage"},
    "checks": {
        "api",
        "at_key",
        "diff",
        "display",
        "document",
        "editing",
        "errors",
        "keys",
        "lens",
        "misspelt",
        "model",
        "opaque",
        "patterns",
        "place",
        "secrecy",
        "storage",
        "syntax",
        "values",
    },
    "cli": {
        "checks",
        "diff",
        "discovery",
        "display",
        "errors",
        "git",
        "given",
        "globs",
        "keys",
        "lens",
        "many",
        "merging",
        "model",
        "opaque",
        "secrecy",
        "storage",
        "syntax",
        "values",
        "version",
    },
    "__main__": {"cli"},
    "testing": {
        "api",
        "checks",
        "discovery",
        "display",
        "document",
        "editing",
        "errors",
        "lens",
        "model",
        "syntax",
        "values",
    },
}
OF_EDITING = {
    "checks/fixes.py": {"put"},
    "diff/text_diff.py": {"splice"},
    "document.py": {"proof", "canonical"},
    "draft.py": {"put"},
    "merging/into_ours.py": {"entry_lines", "put"},
    "merging/marks.py": {"entry_lines"},
    "merging/order.py": {"entry_lines"},
    "merging/text.py": {"proof"},
    "testing/untidy.py": {"spelling"},
}
"""What is used of `editing`, by the modules outside of it."""

DOORS = {
    "ruamel": {"syntax/ruamel_reader.py"},
    "hypothesis": {"testing/strategies.py", "testing/untidy.py", "testing/validated.py", "testing/values.py"},
    "subprocess": {"git.py"},
    "pathspec": {"cli/by_path.py", "globs.py"},
    "pyarrow": {"many/arrow.py", "many/tables.py"},
    "obstore": {"storage/remote.py"},
    "distributed": {"many/cluster.py"},
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


def test_a_layer_imports_only_those_that_stand_before_it() -> None:
    layers = list(MAY_IMPORT)
    assert all(used <= set(layers[: layers.index(layer)]) for layer, used in MAY_IMPORT.items())


def test_texts_and_classes_are_not_known_to_each_other() -> None:
    """What edits a text has no class, and what a class says has no text; `layouts` is what both know."""
    assert not {"syntax", "editing"} & MAY_IMPORT["model"]
    assert not {"model", "lens"} & (MAY_IMPORT["syntax"] | MAY_IMPORT["editing"])


def parts_used(path: Path, layer: str) -> set[str]:
    """The modules of a layer that another module imports."""
    return {name.split(".")[2] for name in imports(path) if name.startswith(f"articlefmt.{layer}.")}


def test_the_editor_is_reached_through_few_doors() -> None:
    used = {name_of(path): parts_used(path, "editing") for path in MODULES}
    assert {name: parts for name, parts in used.items() if parts and not name.startswith("editing/")} == OF_EDITING


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent.name == "lens"], ids=name_of)
def test_between_values_and_records_a_text_is_known_by_its_scalars_alone(path: Path) -> None:
    assert parts_used(path, "syntax") <= {"scalars"}
    assert parts_used(path, "editing") == set()


@pytest.mark.parametrize("path", [path for path in MODULES if path.stem == "__init__"], ids=name_of)
def test_a_package_that_lists_its_modules_lists_all(path: Path) -> None:
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    modules = {one.stem for one in path.parent.iterdir() if one.suffix in {"", ".py"} and not one.name.startswith("_")}
    assert "\n- `" not in told or modules <= set(re.findall(r"`(\w+)`", told))


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


def test_the_drawing_has_every_layer_above_what_it_imports() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawing = text.partition("```text\ncli ")[2].partition("```")[0]
    lines = [re.split(r"  +", line)[0].split(", ") for line in f"cli {drawing}".splitlines()]
    layers = [layer.strip() for line in lines for layer in line]
    assert sorted(layers) == sorted(set(MAY_IMPORT) - {"__main__"})
    upward = [(one, other) for one in layers for other in MAY_IMPORT[one] if layers.index(other) < layers.index(one)]
    assert not upward


def test_every_module_that_the_architecture_names_is_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in MODULES if path.parent.parent == PACKAGE}
    for name in re.findall(r"`([\w/.]+)`", text):
        package, _, module = name.removesuffix(".py").replace("/", ".").partition(".")
        if package in packages and module:
            module = module.partition(".")[0]
            assert (PACKAGE / package / f"{module}.py").exists() or hasattr(
                importlib.import_module(f"articlefmt.{package}"), module
            ), name
