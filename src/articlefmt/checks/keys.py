"""K4: are the keys those of the kind?"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from articlefmt.checks.finding import Finding
from articlefmt.checks.rule import Group, Rule
from articlefmt.checks.view import View
from articlefmt.errors import StructureError
from articlefmt.keys import Key
from articlefmt.misspelt import nearest
from articlefmt.model.cached import cached
from articlefmt.model.fields import FieldSpec, extra_shape, name_of, opaque_keys, specs_by_key
from articlefmt.model.kinds import called, keys_in_order, required_keys, requirement
from articlefmt.model.layout import layout_of
from articlefmt.model.shapes import Shape
from articlefmt.syntax import nodes, walks

__all__ = ["GROUP"]


def _keys_of_the_kind(view: View) -> Iterator[Finding]:
    # One walk of the tree serves two rules: both compare the same mappings with the same rows. Of the tree, and not of
    # the record: where a value doesn't type there is none, and the keys are to be told all the same.
    told = requirement(view.cls, view.kind, view.value)
    yield from _missing(view, _Part(view.cls, view.tree, ()), told, required_keys(view.cls, view.kind))
    follow = nodes.target if _is_bounded(view) else _in_sight
    todo = deque([_Part(view.cls, view.tree, ())])
    while todo:
        part = todo.popleft()
        yield from _unknown(view, part)
        if part.key:
            yield from _missing(view, part, f"`{name_of(part.cls)}` requires this key", required_keys(part.cls))
        todo += _below(part, follow)


KEY_MISSING = Rule(
    code="K401",
    name="a key that the kind requires is missing",
    severity="error",
    means=(
        "a key is absent that every file of its kind has, such as `provider` in news; the message says what tells the "
        "kind. Nested records have such keys, too. A key without which there is no record is T302, `secured` S503."
    ),
    matters="the site's templates and the scripts of this kind count on it.",
    mend=(
        "add the key; `key: ` with nothing behind it says that there is no value. If the file is of another kind, mend "
        "what tells it."
    ),
    check=_keys_of_the_kind,
)

UNKNOWN_KEY = Rule(
    code="K402",
    name="unknown key",
    severity="warning",
    means=(
        "the class of the record has no field of this name. Often it is misspelled; the message names the key that it "
        "is near."
    ),
    matters="whoever looks for the right key doesn't find it. articlefmt keeps an unknown key as it is, in `extra`.",
    mend="correct the key, or leave it if it is meant.",
    check=_keys_of_the_kind,
)


def _keys_that_are_no_text(view: View) -> Iterator[Finding]:
    if view.parsed.is_block:  # the block subset has no other keys than text
        return
    message = "this key isn't text; it is kept, but no record holds it, and some readers refuse it; quote it"
    for mapping in walks.mappings(view.tree):
        for entry in mapping.entries:
            if entry.name is None:
                yield NO_TEXT.finding(view, message, entry.key.start)


NO_TEXT = Rule(
    code="K403",
    name="a key that isn't text",
    severity="warning",
    means="the key is a number, a bool, null, a date or a collection: `1:`, `true:`, `[a]:`.",
    matters=(
        "some readers refuse it, others make text of it. articlefmt keeps the entry in the file, but no record and no "
        "`values` hold it."
    ),
    readers=(
        "python-frontmatter fails with a TypeError; PyYAML, ruamel.yaml and Ruby keep the number, date or bool; "
        "JavaScript, Hugo and pandoc make text of it, of a date in JavaScript the local one."
    ),
    mend="quote the key if it is meant as text.",
    check=_keys_that_are_no_text,
)

GROUP = Group(code="K4", title="Keys", rules=(KEY_MISSING, UNKNOWN_KEY, NO_TEXT))


class _Part(NamedTuple):
    """A mapping that is to be a record of a class."""

    cls: type
    mapping: nodes.Mapping
    key: Key


def _missing(view: View, part: _Part, told: str, required: frozenset[str]) -> Iterator[Finding]:
    """The keys that are required and not there, but for what the class can't be without: that is T302."""
    specs, kind = specs_by_key(part.cls), layout_of(part.cls).own if part.key else view.kind
    for name in keys_in_order(part.cls, kind):
        if name in required - opaque_keys(part.cls) and name not in part.mapping.names and not specs[name].required:
            message = f"{told}; add it"
            yield KEY_MISSING.finding(view, message, part.mapping.start, (*part.key, name))


def _unknown(view: View, part: _Part) -> Iterator[Finding]:
    specs = specs_by_key(part.cls)
    where = f"`{name_of(part.cls)}`" if part.key else called(view.cls, view.kind)
    for name in part.mapping.names:  # not its items: of most files no entry is asked for
        if name not in specs:
            meant = nearest(name, (key for key in specs if key not in part.mapping.names))
            hint = f"did you mean `{meant}`? It" if meant else "it"
            kept = ", under `extra`" if extra_shape(part.cls) else ""
            message = f"{where} doesn't know this key; {hint} is kept as it is{kept}"
            yield UNKNOWN_KEY.finding(view, message, part.mapping.names[name].key.start, (*part.key, name))


def _below(part: _Part, follow: Callable[[nodes.Node], nodes.Node]) -> Iterator[_Part]:
    """The mappings in a mapping that are records themselves, none of which is in another one.

    Args:
        part: the mapping.
        follow: gives what a node stands for.
    """
    todo: list[tuple[Shape, nodes.Node, Key]] = [
        (spec.shape, part.mapping.names[spec.key].value, (*part.key, spec.key))
        for spec in _holding(part.cls)
        if spec.key in part.mapping.names
    ]
    while todo:
        shape, node, key = todo.pop()
        node = follow(node)
        if isinstance(node, nodes.Mapping) and shape.record is not None:
            yield _Part(shape.record, node, key)
        elif isinstance(node, nodes.Mapping) and shape.values is not None:
            todo += [(shape.values, entry.value, (*key, name)) for name, entry in reversed([*node.names.items()])]
        elif isinstance(node, nodes.Sequence) and shape.items is not None:
            items = [*enumerate(node.items)]
            todo += [(shape.items, item, (*key, index)) for index, item in reversed(items)]


@cached
def _holding(cls: type) -> tuple[FieldSpec, ...]:
    """The fields that may hold records, the last one first."""
    return tuple(spec for spec in reversed(specs_by_key(cls).values()) if _may_hold(spec.shape))


def _may_hold(shape: Shape) -> bool:
    return shape.record is not None or any(_may_hold(part) for part in (shape.values, shape.items) if part)


def _in_sight(node: nodes.Node) -> nodes.Node:
    """The node itself: an alias isn't followed."""
    return node


def _is_bounded(view: View) -> bool:
    """Whether aliases don't make any number of records of a few."""
    try:
        _ = view.parsed.values
    except StructureError:
        return False
    return True
