"""Classes that are named `module:Class`: looked for from a folder, whatever folder the command runs in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from traceback import extract_tb

import attrs

from articlefmt.display import one_line, shortened
from articlefmt.model.classes import classes_of
from articlefmt.model.fields import is_record_class

__all__ = ["NotImportedError", "imported", "is_named"]

_REASON = 300  # characters


class NotImportedError(Exception):
    """A class can't be had; its text says which, and why."""


def is_named(name: str) -> bool:
    """Whether a name is written as `module:Class`."""
    module, colon, inner = name.partition(":")
    return bool(colon) and all(part.isidentifier() for part in (*module.split("."), *inner.split(".")))


@cache
def imported(name: str, folder: str) -> tuple[type[attrs.AttrsInstance], ...]:
    """What a name stands for: one class, all article classes for `articlefmt:Record`.

    Args:
        name: one that is written as `module:Class`.
        folder: where its module is looked for first. It is on the path of modules while they are imported, and no
            longer: what we import later isn't to be found in a folder of the user's.

    Raises:
        NotImportedError: there is no such module or class, its module fails, or front matter can't hold the class.
    """
    found = _named(name, folder)
    if not is_record_class(found):
        message = f"`{name}` isn't an attrs class; decorate it with `attrs.define`"
        raise NotImportedError(message)
    try:
        return classes_of(found)
    except TypeError as error:
        raise NotImportedError(f"`{name}`: {one_line(str(error))}") from None
    except Exception as error:  # noqa: BLE001  an annotation that is evaluated may raise whatever it likes
        message = f"`{name}`: {_reason(error, folder)}"
        raise NotImportedError(message) from None


def _named(name: str, folder: str) -> object:
    """What a name stands for, whatever that is. Raises `NotImportedError`."""
    module, _, inner = name.partition(":")
    try:
        with _first_on_path(folder), redirect_stdout(sys.stderr):  # what it prints is no part of our output
            found: object = import_module(module)
    except (Exception, SystemExit) as error:  # noqa: BLE001  a module may raise anything
        hint = f"; a module is named without `.py`: `{module[:-3]}:{inner}`" if module.endswith(".py") else ""
        message = f"`{name}`: `{module}` can't be imported from {one_line(folder)}: {_reason(error, folder)}{hint}"
        raise NotImportedError(message) from None
    file = getattr(found, "__file__", None) or module
    for part in inner.split("."):
        if not hasattr(found, part):
            near = get_close_matches(part, dir(found), 1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            message = f"`{name}`: {one_line(file)} has no `{part}`{hint}"
            raise NotImportedError(message)
        found = getattr(found, part)
    return found


@contextmanager
def _first_on_path(folder: str) -> Iterator[None]:
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        if folder in sys.path:  # a module may change the path, too
            sys.path.remove(folder)


def _reason(error: BaseException, folder: str) -> str:
    """What was raised, and the last line of the user's own that led there."""
    frames = (
        frame for frame in reversed(extract_tb(error.__traceback__)) if Path(frame.filename).is_relative_to(folder)
    )
    place = next((f"{one_line(frame.filename)}:{frame.lineno}: " for frame in frames), "")
    said = one_line(str(error))
    return shortened(f"{place}{type(error).__name__}{': ' if said else ''}{said}", _REASON)
