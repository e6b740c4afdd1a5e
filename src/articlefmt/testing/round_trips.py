"""An assertion for whole folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articlefmt.api import loads
from articlefmt.checks import check
from articlefmt.discovery import find
from articlefmt.display import one_line
from articlefmt.document import Document
from articlefmt.errors import ArticleError
from articlefmt.lens.classes import class_of
from articlefmt.lens.structure import structure_values, unstructure_values
from articlefmt.model.classes import Classes, classes_of
from articlefmt.model.making import changes_what_it_is_given
from articlefmt.model.records import Record
from articlefmt.syntax.limits import DEFAULT_LIMITS, Limits

__all__ = ["assert_round_trips"]


def assert_round_trips(
    file_or_folder: str | os.PathLike[str], *, cls: Classes[Any] = Record, limits: Limits = DEFAULT_LIMITS
) -> int:
    """Assert that articlefmt loses nothing of a file, or of any article file below a folder.

    Of each file it is asserted that it can be read and typed, that it is given back byte for byte, that a record made
    anew from its plain values is written without a change, and that every value is found where it stands. Where the
    class makes something else of values, by a converter, a hook or a default that is made anew, no record is made anew.

    Args:
        file_or_folder: a file; or a folder, of which `articlefmt.find` tells the files.
        cls: the class of the records: any attrs class, or a tuple; `Record` stands for any article class.
        limits: how much front matter is read.

    Returns:
        How many files there were.

    Raises:
        AssertionError: it isn't so; the message names each such file. Or there is no file.
        OSError: the system doesn't give a file.
        TypeError: `cls` is no attrs class, or not one that front matter can hold.
    """
    classes_of(cls)
    path = Path(file_or_folder)
    files = find(path) if path.is_dir() else [path]
    faults = [f"{one_line(str(file))}: {fault}" for file in files for fault in _faults(file.read_bytes(), cls, limits)]
    if not files:
        faults = [f"{one_line(str(path))}: there is no article file below this folder"]
    if faults:
        raise AssertionError("\n".join(faults))
    return len(files)


def _faults(data: bytes, cls: Classes[Any], limits: Limits) -> Iterator[str]:
    """What is lost of a file, in words."""
    try:
        document = loads(data, cls, limits=limits)
        if document.to_bytes() != data:
            yield "it is given back with other bytes"
        document.record = _made_anew(document)
        if document.to_bytes() != data:
            yield "writing back its own values changes it"
    except ArticleError as error:
        yield str(error)
        return
    yield from (str(finding) for finding in check(data, cls=cls, limits=limits) if finding.code.startswith("P"))


def _made_anew(document: Document[Any]) -> object:
    """A record of the plain values of a document's record; its own where the class would make others of them."""
    cls = class_of(document.values, document.classes)
    if changes_what_it_is_given(cls):
        return document.record
    return structure_values(unstructure_values(document.record, cls)[0], (cls,))
