"""What an edit would make worse: values that don't fit the class, keys that are missing, keys that nobody knows.

The rule of every command that edits by key. It compares what is wrong before and after, so that a fault that was there
refuses no edit of something else, wherever in a list its item has gone meanwhile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, TypeAlias, cast

import attrs

from articlefmt.errors import Problem
from articlefmt.keys import Key
from articlefmt.lens.classes import class_of
from articlefmt.lens.problems import problems
from articlefmt.lens.shape_at import records_below
from articlefmt.misspelt import nearest
from articlefmt.model.classes import classes_of
from articlefmt.model.fields import name_of, opaque_keys, specs_by_key
from articlefmt.model.kinds import called, keys_in_order, kind_of, required_keys, requirement
from articlefmt.model.layout import layout_of
from articlefmt.model.names import schema_name
from articlefmt.model.records import Record
from articlefmt.model.words import describe_type
from articlefmt.values import Value, same

__all__ = ["worsened"]

_MISSING, _UNKNOWN, _REFUSED = "K401", "K402", "T306"
_MISFITS = frozenset({"T301", "T302", "T304"})
"""What keeps a class from being asked."""
_FEW = 8  # keys that are listed where none is near
_HINTED = 20  # problems: each hint compares with all keys, and no message shows more of them

_TYPED = (bool, int, float, date)
_FITS: dict[type, set[type]] = {float: {float, int}}

_Sort: TypeAlias = tuple[str, tuple[str, ...], str]


class _Fault(NamedTuple):
    """Something wrong, and what it shares with the same fault of another version: all but the number of an item."""

    sort: _Sort
    problem: Problem
    unknown_to: type | None = None


def worsened(before: dict[str, Value], after: dict[str, Value], cls: object = Record) -> list[Problem]:
    """What is wrong with values and wasn't before: empty where an edit leaves nothing worse typed than it was.

    Args:
        before: the values of the file.
        after: its values after the edit.
        cls: the class of its record, or a tuple of classes; `Record` takes for each the one that the keys tell.

    Returns:
        A problem for each value that doesn't fit (T3), each key that the class or its kind requires and that is missing
        (T302, K401), each key that is unknown and wasn't there (K402), each scalar of an unknown key that has another
        type than it had (T301). A fault that is in both isn't told. The places are left to whoever has the text.
    """
    classes = classes_of(cls)
    was, now = class_of(before, classes), class_of(after, classes)
    faults_before = [*_faults(before, was)]
    known = Counter(fault.sort for fault in faults_before)
    found: list[Problem] = []
    for fault in _faults(after, now):
        if known[fault.sort]:
            known[fault.sort] -= 1
        elif not (fault.problem.code == _REFUSED and _was_hidden(fault, faults_before, before, after)):
            found.append(fault.problem if len(found) >= _HINTED else _with_hint(fault))
    unknown = {name: value for name, value in after.items() if name not in specs_by_key(now)}
    found += _of_another_type(before, unknown, ())
    if found and was is not now:
        message = f"these values make {describe_type(now)} of it, and it was {describe_type(was)}"
        found.insert(0, Problem("T303", message))
    return found


def _faults(values: dict[str, Value], cls: type) -> Iterator[_Fault]:
    missing = set[Key]()
    for problem in problems(values, cls):
        if problem.code == "T302":
            missing.add(problem.key)
            yield _Fault(_sort(_MISSING, problem.key), problem)
        else:
            told = problem.message if problem.code == _REFUSED else repr(_at(values, problem.key))
            yield _Fault(_sort(problem.code, problem.key, told), problem)
    yield from (fault for fault in _of_keys(values, cls, ()) if fault.problem.key not in missing)


def _was_hidden(fault: _Fault, others: list[_Fault], before: dict[str, Value], after: dict[str, Value]) -> bool:
    """Whether a class refuses what was there, and wasn't asked since something beside it, or below, was of no type."""
    key, mapping = fault.problem.key, fault.sort[1][:-1]
    if all(other.problem.code not in _MISFITS or other.sort[1][: len(mapping)] != mapping for other in others):
        return False
    now = _at(after, key)
    try:
        return isinstance(now, dict) or same(_at(before, key), now)
    except (KeyError, IndexError, TypeError):
        return False


def _sort(code: str, key: Key, value: str = "") -> _Sort:
    return code, tuple("" if isinstance(part, int) else part for part in key), value


def _of_keys(values: dict[str, Value], cls: type, key: Key) -> Iterator[_Fault]:
    """What is missing and what is unknown, at any depth that the class knows."""
    kind = layout_of(cls).own if key else kind_of(cls, values.get)
    where = f"`{name_of(cls)}`" if key else called(cls, kind)
    told = f"{where} requires this key" if key else requirement(cls, kind, values.get)
    required, specs = required_keys(cls, kind) - opaque_keys(cls), specs_by_key(cls)  # only its owner makes `secured`
    for name in keys_in_order(cls, kind):
        if name in required and name not in values:
            problem = Problem(_MISSING, told, (*key, name))
            yield _Fault(_sort(_MISSING, problem.key), problem)
    for name, value in values.items():
        if name not in specs:
            problem = Problem(_UNKNOWN, f"{where} doesn't know this key", (*key, name))
            yield _Fault(_sort(_UNKNOWN, problem.key), problem, cls)
        else:
            for at, one, below in records_below(specs[name].shape, value):
                yield from _of_keys(one, below, (*key, name, *at))


def _of_another_type(before: dict[str, Value], after: dict[str, Value], key: Key) -> Iterator[Problem]:
    """Values of keys that no class knows, so that what was there says what belongs there."""
    for name, now in after.items():
        was = before.get(name)
        if isinstance(was, dict) and isinstance(now, dict):
            yield from _of_another_type(was, now, (*key, name))
        elif (
            isinstance(was, _TYPED)
            and isinstance(now, (*_TYPED, str))
            and type(now) not in _FITS.get(type(was), {type(was)})
        ):
            message = f"it was {describe_type(type(was))}, and is {describe_type(type(now))} now"
            yield Problem("T301", message, (*key, name))


def _with_hint(fault: _Fault) -> Problem:
    problem = fault.problem
    if fault.unknown_to is None:
        return problem
    message = f"{problem.message}; {_hint(str(problem.key[-1]), fault.unknown_to)}"
    return attrs.evolve(problem, message=message)


def _hint(name: str, cls: type) -> str:
    """What may have been meant: a key is often written as its attribute, in another case, or with a typing error."""
    keys = specs_by_key(cls)
    if meant := nearest(name, keys):
        return f"did you mean `{meant}`?"
    if len(keys) <= _FEW:
        return f"it knows {', '.join(keys)}"
    return f"`articlefmt schema {schema_name(cls)}` tells those it knows"


def _at(values: Value, key: Key) -> Value:
    for part in key:
        values = cast("dict[object, Value]", values)[part]
    return values
