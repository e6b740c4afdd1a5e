"""The configuration: `[tool.articlefmt]` in pyproject.toml gives options their defaults, and files their classes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn, TypeVar, cast

import attrs
import click
from click.core import ParameterSource

from articlefmt import storage
from articlefmt.cli.by_path import is_pattern
from articlefmt.cli.classes import FileClasses
from articlefmt.cli.imported import is_named
from articlefmt.display import one_line

__all__ = [
    "CLASSES",
    "KEYS",
    "base_of",
    "classes_of_files",
    "config_options",
    "configured_besides",
    "folder_of_modules",
    "is_configured",
]

F = TypeVar("F", bound=Callable[..., object])

KEYS: dict[str, type] = {
    "select": list,
    "ignore": list,
    "per-file-ignores": dict,
    "strict": bool,
    "allow-secured-change": bool,
    "output-format": list,
    "baseline": str,
    "jobs": int,
    "exclude": list,
    "extend-exclude": list,
    "include": list,
    "force-exclude": bool,
    "max-size": int,
    "max-lines": int,
    "max-nodes": int,
    "max-depth": int,
}
"""The keys with the type of their values that are the options of these names."""

CLASSES = "classes"
"""The key that is no option: of which classes files are."""

_TYPES = {
    list: "a list of strings",
    dict: 'a table of lists, as in {"drafts/" = ["K401"]}',
    bool: "true or false",
    int: "a whole number",
    str: "a text",
}
_CLASSES_TYPE = 'a table of classes, as in {"posts/" = "mysite.models:Post"}; a list of them is taken, too'
_NAME = "pyproject.toml"
_META = f"{__name__}.folder"
_META_CLASSES = f"{__name__}.classes"
_ISOLATED = f"{__name__}.isolated"


def config_options(function: F) -> F:
    """Add `--config` and `--isolated` to a command. What the configuration says becomes the default of its options."""
    config = click.option(
        "--config",
        type=click.Path(readable=False),
        is_eager=True,
        expose_value=False,
        callback=_configure,
        metavar="FILE",
        help=f"Take [tool.articlefmt] of this file, not of the nearest {_NAME} that has it.",
    )
    isolated = click.option(
        "--isolated",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_isolate,
        help="Take no configuration.",
    )
    return isolated(config(function))


def base_of(context: click.Context, name: str) -> Path:
    """The folder that an option's patterns start from: that of the file which gives them, else the current one."""
    return cast("Path", context.meta[_META]) if is_configured(context, name) else Path()


def is_configured(context: click.Context, name: str) -> bool:
    """Whether the configuration gives an option its value."""
    return context.get_parameter_source(name) is ParameterSource.DEFAULT_MAP


def configured_besides(context: click.Context, name: str) -> tuple[Sequence[str], Path]:
    """The patterns that the configuration has besides those of the command line, and the folder they start from.

    They are for an option that adds; where it isn't on the command line, they are its value, and none are besides.
    """
    if is_configured(context, name) or context.default_map is None:
        return (), Path()
    return cast("Sequence[str]", context.default_map.get(name, ())), cast("Path", context.meta[_META])


def classes_of_files(context: click.Context) -> FileClasses:
    """Of which classes files are; without a configuration that says so, of the article classes."""
    return cast("FileClasses", context.meta.get(_META_CLASSES, FileClasses()))


def folder_of_modules() -> Path:
    """Where a class that is named on the command line is looked for: as one of the nearest configuration is."""
    table = _nearest()
    return (Path() if table is None else table.file.parent).absolute()


def _isolate(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and _META in context.meta:
        _refuse_both()
    context.meta[_ISOLATED] = value


def _configure(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if context.meta.get(_ISOLATED):
        if value is not None:
            _refuse_both()
        return
    table = _Table.of(Path(value)) if value is not None else _nearest()
    if value is not None and table is None:
        message = f"{one_line(value)}: it has no table [tool.articlefmt]; add it, or give another file"
        raise click.UsageError(message, context)
    if table is not None:
        context.meta[_META] = table.file.parent
        context.default_map = table.defaults(context)
        context.meta[_META_CLASSES] = FileClasses.make(table.classes(), table.file)


def _refuse_both() -> NoReturn:
    message = "--config and --isolated exclude each other; give one of them"
    raise click.UsageError(message)


def _nearest() -> _Table | None:
    """The table of the nearest file, from the current folder upward, that has one."""
    try:
        here = Path.cwd()
    except OSError:  # it was removed
        return None
    files = (folder / _NAME for folder in (here, *here.parents))
    return next((table for file in files if file.is_file() and (table := _Table.of(file))), None)


@attrs.frozen
class _Table:
    """`[tool.articlefmt]` of a file."""

    file: Path
    text: str
    values: dict[str, object]

    @classmethod
    def of(cls, file: Path) -> _Table | None:
        """The table, None if there is none."""
        try:
            text = storage.read(file).decode()
            tool = tomllib.loads(text).get("tool", {})
        except OSError as error:
            message = f"{one_line(str(file))}: {one_line(error.strerror or type(error).__name__)}"
            raise click.UsageError(message) from None
        except ValueError as error:  # TOML's errors, and UTF-8's, are such
            message = f"{one_line(str(file))}: it isn't valid TOML: {one_line(str(error))}"
            raise click.UsageError(message) from None
        found = tool.get("articlefmt") if isinstance(tool, dict) else None
        if found is not None and not isinstance(found, dict):
            message = f"{one_line(str(file))}: tool.articlefmt takes a table; write it as [tool.articlefmt]"
            raise click.UsageError(message)
        return None if found is None else cls(file, text, found)

    def defaults(self, context: click.Context) -> dict[str, object]:
        """The values by the parameters of a command; those of other commands are left out, but looked at."""
        options = (one for one in context.command.params if isinstance(one, click.Option))
        parameters = {name: one for one in options for name in one.opts}
        defaults: dict[str, object] = {}
        for key, value in self.values.items():
            if key == CLASSES:
                continue
            if key not in KEYS:
                known = (*KEYS, CLASSES)
                near = get_close_matches(key, known, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"take one of {', '.join(known)}"
                self._refuse(key, f"unknown key; {hint}")
            words = self._words(key, value)
            parameter = parameters.get(f"--{key}")
            if parameter is None or parameter.multiple != (KEYS[key] in {list, dict}):  # of another command
                continue
            try:
                parameter.type_cast_value(context, words)
            except click.BadParameter as error:
                self._refuse(key, error.message)
            defaults[str(parameter.name)] = words
        return defaults

    def classes(self) -> dict[str, list[str]]:
        """For each pattern of paths the names of classes. None is imported yet."""
        table = self.values.get(CLASSES, {})
        if not isinstance(table, dict):
            self._refuse(CLASSES, f"it takes {_CLASSES_TYPE}")
        names = {pattern: [one] if isinstance(one, str) else one for pattern, one in table.items()}
        for pattern, found in names.items():
            if not is_pattern(pattern):
                self._refuse(CLASSES, f"{one_line(pattern)!r} is no pattern as in .gitignore")
            if not found or not _is_strings(found) or not all(map(is_named, found)):
                self._refuse(CLASSES, f"{one_line(pattern)!r}: it takes {_CLASSES_TYPE}")
        return names

    def _words(self, key: str, value: object) -> object:
        """The value as click takes it from a command line."""
        kind = KEYS[key]
        if kind is list and _is_strings(value):
            return value
        if kind is dict and isinstance(value, dict) and all(_is_strings(one) for one in value.values()):
            return [f"{pattern}:{','.join(codes)}" for pattern, codes in value.items() if codes]
        if type(value) is kind and kind in {bool, int, str}:
            return value
        return self._refuse(key, f"it takes {_TYPES[kind]}")

    def _refuse(self, key: str, message: str) -> NoReturn:
        name, start = one_line(key), self.text.find("tool.articlefmt")
        lines, above = self.text[start:].splitlines(), self.text.count("\n", 0, start)
        line = next((f":{above + at}" for at, line in enumerate(lines, 1) if key in line), "")
        raise click.UsageError(f"{one_line(str(self.file))}{line}: tool.articlefmt.{name}: {message}")


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
