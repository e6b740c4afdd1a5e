"""What is done to each of many files: steps that are given as text, as the command `edit` has them.

Each step is such that doing it twice is doing it once: a run that was stopped is run again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from articlefmt.at_key import found_at, holds
from articlefmt.document import Document
from articlefmt.errors import EditError, Problem, StructureError
from articlefmt.keys import Key, key_text
from articlefmt.lens.problems import AS_LIST
from articlefmt.lens.worse import worsened
from articlefmt.many.conditions import Condition, all_hold
from articlefmt.patterns import pattern
from articlefmt.values import Value, same

__all__ = ["STEPS", "Step", "Steps"]

_WORDS = pattern(r"\w{1,40}")
"""What needs no quotes, in a shell or in YAML."""


@attrs.frozen
class Step:
    """One step.

    Attributes:
        name: which: one of `STEPS`.
        key: the way to the value that it is about.
        text: what is set, added or removed, or the new name.
    """

    name: str
    key: Key
    text: str = ""


@attrs.frozen
class Steps:
    """Steps in their order, for the files of which some conditions hold; a function for `edit_many`.

    Attributes:
        steps: what is done.
        conditions: all of them must hold.
        is_forced: whether a file may be left worse typed than it was, or with a key that its class doesn't know.
    """

    steps: tuple[Step, ...]
    conditions: tuple[Condition, ...] = ()
    is_forced: bool = False

    def __call__(self, document: Document[Any]) -> None:
        """Edit a document.

        Raises:
            EditError: a step can't be done.
            StructureError: the file would be left worse than it was; each problem has its place.
        """
        if not all_hold(self.conditions, document):
            return
        before = document.parsed
        for step in self.steps:
            STEPS[step.name](document, step)
        worse = [] if self.is_forced else worsened(before.values, document.parsed.values, document.classes)
        if worse:
            raise StructureError([before.locate(self._as_step(problem)) for problem in worse])

    def _as_step(self, problem: Problem) -> Problem:
        """A problem; where a list was set to a text, with what to write in a step, not in a file."""
        given = next((step for step in self.steps if step.name == "set" and step.key == problem.key), None)
        if given is None or not problem.message.endswith(AS_LIST):
            return problem
        name, item = key_text(given.key), given.text if _WORDS.fullmatch(given.text) else "a"
        hint = f'write --set "{name}=[{item}]", or --add {name}={item} to add one item'
        return attrs.evolve(problem, message=problem.message.removesuffix(AS_LIST) + hint)


def _set(document: Document[Any], step: Step) -> None:
    document.set(step.key, document.given(step.key, step.text))


def _add(document: Document[Any], step: Step) -> None:
    """Add an item behind the last one, but where it is there already."""
    items = _items(document, step.key)
    item = document.given((*step.key, len(items)), step.text)
    if not any(same(one, item) for one in items):
        if items:
            document.set((*step.key, len(items)), item)
        else:
            document.set(step.key, [item])


def _remove(document: Document[Any], step: Step) -> None:
    """Remove each item that is so."""
    items = _items(document, step.key)
    for at in range(len(items) - 1, -1, -1):
        if same(items[at], document.given((*step.key, at), step.text)):
            document.delete((*step.key, at))


def _rename(document: Document[Any], step: Step) -> None:
    if holds(document.values, step.key):
        document.rename(step.key, step.text)


def _delete(document: Document[Any], step: Step) -> None:
    if holds(document.values, step.key):
        document.delete(step.key)


def _items(document: Document[Any], key: Key) -> list[Value]:
    value = found_at(document.values, key)
    if value is None or isinstance(value, list):
        return value or []
    message = "the value here is no list, so no item can be added or removed"
    raise EditError(message, code="E703", key=key, file=document.file, place=document.parsed.place_of(key))


STEPS: dict[str, Callable[[Document[Any], Step], None]] = {
    "set": _set,
    "add": _add,
    "remove": _remove,
    "rename": _rename,
    "delete": _delete,
}
"""What does each step."""
