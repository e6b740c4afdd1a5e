"""A baseline: the findings that are known, in a file that goes with the articles into git. Only what is new is told.

A finding is known by its fingerprint, which is made of the file's path from the folder of the baseline, the code, the
key and the text of the line, so that it stays known when lines move.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple, NoReturn, ParamSpec, TypeVar, cast

import attrs
import click

from articlefmt import storage
from articlefmt.checks import Finding
from articlefmt.checks.guard import GROUP as GUARD
from articlefmt.cli.config import base_of, is_configured
from articlefmt.cli.reports.fingerprints import fingerprints
from articlefmt.display import one_line
from articlefmt.keys import key_text_of_items

__all__ = ["Baseline", "baseline_options"]

P = ParamSpec("P")
R = TypeVar("R")

_VERSION = 1
_ANEW = "write it anew with --write-baseline"


class _Known(NamedTuple):
    """A finding as the file has it. All but the fingerprint is for people, and for who looks whether it is gone.

    Attributes:
        file: the path from the folder of the baseline, with slashes.
        code: the code.
        key: the key as text, without the numbers of items.
        fingerprint: what it is known by.
    """

    file: str
    code: str
    key: str
    fingerprint: str


@attrs.define
class Baseline:
    """What is known, and what of it was found again.

    Attributes:
        file: the name of its file; None where there is no baseline, and nothing is known.
        is_made: whether it is made of what is found, and written.
    """

    file: str | None = None
    is_made: bool = False
    _known: dict[str, _Known] = attrs.field(factory=dict)
    _found: dict[str, _Known] = attrs.field(factory=dict)
    _looked_at: dict[str, str] = attrs.field(factory=dict)

    @classmethod
    def read(cls, file: str) -> Baseline:
        """The baseline of a file. Raises `UsageError`, with the line where it is broken."""
        return cls(file, known={one.fingerprint: one for one in _read(file)})

    @property
    def count(self) -> int:
        """How many findings of this run are known."""
        return len(self._found)

    def new(self, file: str, findings: Sequence[Finding], *, is_read: bool) -> Sequence[Finding]:
        """Those findings of a file that are to be told. What the guard tells is never known.

        Args:
            file: its name.
            findings: all of them.
            is_read: whether the file was looked at, so that what isn't found there is gone.
        """
        if self.file is None:
            return findings
        name = self._name(file)
        if is_read:
            self._looked_at[name] = file
        new: list[Finding] = []
        for finding, fingerprint in zip(findings, _fingerprints(findings, name), strict=True):
            if finding.code.startswith(GUARD.code) or not (self.is_made or fingerprint in self._known):
                new.append(finding)
            else:
                self._found[fingerprint] = _Known(name, finding.code, key_text_of_items(finding.key), fingerprint)
        return new

    def gone(self, is_looked_for: Callable[[str, str], bool]) -> int:
        """How many of the findings that are known aren't there any more.

        Args:
            is_looked_for: whether a code is looked for in a file of this run.
        """
        left = (one for one in self._known.values() if one.fingerprint not in self._found)
        return sum(1 for one in left if self._is_settled(one, is_looked_for))

    def write(self) -> None:
        """Write what was found. Raises `OSError`."""
        rows = ",\n".join(json.dumps(one._asdict()) for one in sorted(self._found.values()))
        text = f'{{\n"version": {_VERSION},\n"tool": "articlefmt",\n"findings": [\n{rows}\n]\n}}\n'
        storage.save(str(self.file), text.encode())

    def _is_settled(self, known: _Known, is_looked_for: Callable[[str, str], bool]) -> bool:
        """Whether it was looked for where it was known, or there is no such file."""
        if known.file in self._looked_at:
            return is_looked_for(self._looked_at[known.file], known.code)
        return not storage.is_remote(known.file) and not storage.is_file(os.fspath(self._folder / known.file))

    def _name(self, file: str) -> str:
        """A file's path from the folder of the baseline, as it is on every machine."""
        if storage.is_remote(file):
            return storage.public_name(file)
        try:
            return PurePath(storage.within(file, self._folder)).as_posix()
        except ValueError:  # it is on another drive
            return PurePath(storage.absolute(file)).as_posix()

    @property
    def _folder(self) -> Path:
        return Path(storage.absolute(str(self.file))).parent


def baseline_options(function: Callable[P, R]) -> Callable[P, R]:
    """Options for what is known; the command is given them as `baseline`."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **options: P.kwargs) -> R:
        read, made = cast("str | None", options.pop("baseline")), cast("str | None", options.pop("write_baseline"))
        options["baseline"] = _chosen(click.get_current_context(), read, made)
        return function(*args, **options)

    command: Callable[P, R] = wrapper
    for option in (
        click.option(
            "--write-baseline",
            metavar="FILE",
            help="Write all findings of this run to FILE, as known, and tell how many; the guard's are told as ever. A "
            "configured --baseline isn't heeded.",
        ),
        click.option(
            "--baseline",
            metavar="FILE",
            help="Tell only what isn't known by FILE, which --write-baseline wrote; what the guard tells never is. "
            "--fix mends what is known, too.",
        ),
    ):
        command = option(command)
    return command


def _chosen(context: click.Context, read: str | None, made: str | None) -> Baseline:
    for name, file in (("baseline", read), ("write-baseline", made)):
        if file is not None and storage.is_remote(file):
            message = f"--{name}: {one_line(storage.public_name(file))}: a baseline is a file of this machine"
            raise click.UsageError(message)
    is_given = read is not None and not is_configured(context, "baseline")
    if made is not None and is_given:
        message = "--baseline and --write-baseline exclude each other; give one of them"
        raise click.UsageError(message)
    if made is not None:
        return Baseline(made, is_made=True)
    if read is None:
        return Baseline()
    return Baseline.read(read if is_given else os.fspath(base_of(context, "baseline") / read))


def _fingerprints(findings: Sequence[Finding], name: str) -> list[str]:
    """Those of the findings of a file that has another name on this machine."""
    return fingerprints([attrs.evolve(one, file=name) for one in findings])


def _read(file: str) -> Iterator[_Known]:
    """What a file says is known."""
    text = _text_of(file)
    try:
        said = json.loads(text)
    except json.JSONDecodeError as error:
        _refuse(file, error.lineno, f"it isn't valid JSON: {error.msg}; mend it, or {_ANEW}")
    except (ValueError, RecursionError):  # a number of too many digits, lists in too many others
        said = None
    if not isinstance(said, dict) or not isinstance(said.get("findings"), list) or "version" not in said:
        _refuse(file, 1, f"it is no baseline; {_ANEW}")
    if said["version"] != _VERSION:
        message = f"its version isn't {_VERSION}, which this articlefmt reads; {_ANEW}"
        _refuse(file, _line(text, lambda line: '"version"' in line), message)
    for one in said["findings"]:
        if not isinstance(one, dict) or not all(isinstance(one.get(name), str) for name in _Known._fields):
            line = _line(text, functools.partial(_says, one))
            _refuse(file, line, f"a finding needs a text for each of {', '.join(_Known._fields)}; {_ANEW}")
        yield _Known(*(one[name] for name in _Known._fields))


def _text_of(file: str) -> str:
    try:
        return storage.read(file).decode()
    except UnicodeDecodeError:
        _refuse(file, 1, f"it isn't UTF-8; {_ANEW}")
    except OSError as error:
        message = f"--baseline: {one_line(file)}: {one_line(error.strerror or type(error).__name__)}"
        raise click.UsageError(f"{message}; --write-baseline writes one") from None


def _line(text: str, is_it: Callable[[str], bool]) -> int:
    """The line of a text of which something holds; the first where it is none."""
    return next((number for number, line in enumerate(text.splitlines(), 1) if is_it(line)), 1)


def _says(value: object, line: str) -> bool:
    """Whether a line is just this value, as we write one."""
    try:
        return bool(json.loads(line.strip().removesuffix(",")) == value)
    except ValueError:
        return False


def _refuse(file: str, line: int, message: str) -> NoReturn:
    raise click.UsageError(f"{one_line(file)}:{line}: {message}")
