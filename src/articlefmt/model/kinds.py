"""Which class and kind values are of, and what follows from the kind: the keys it requires, and the layout of its text.

All of it is read off the classes: their layouts, and their fields where the layout tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache, partial

from articlefmt.layouts import NO_ORDER, Layout, Order
from articlefmt.model.cached import cached
from articlefmt.model.fields import name_of, opaque_keys, specs_by_key
from articlefmt.model.layout import OTHER, Get, Kind, layout_of
from articlefmt.model.shapes import ANY, Shape

__all__ = ["called", "keys_in_order", "kind_of", "layout_for", "required_keys", "requirement", "told_class"]

_PLACES = 1000  # a hostile file has any number of them


def told_class(classes: Sequence[type], get: Get) -> type | None:
    """The first of some classes that is told by values; None where none is."""
    for cls in classes:
        told = layout_of(cls).told
        if told is not None and told.fits(get):
            return cls
    return None


def kind_of(cls: type, get: Get) -> Kind:
    """The kind of a record of a class with these values."""
    return layout_of(cls).kind(get)


def called(cls: type, kind: Kind) -> str:
    """What a file is called in messages: by its kind, or by its class where that tells no kinds."""
    return f"kind `{kind.name}`" if _has_kinds(cls) else f"`{name_of(cls)}`"


def requirement(cls: type, kind: Kind, get: Get) -> str:
    """What is said of a key that a kind requires and that isn't there; the cure is left to whoever says it."""
    told = _how_told(cls, kind, get)
    return f"{called(cls, kind)}, {told}, requires this key" if told else f"{called(cls, kind)} requires this key"


@cached
def required_keys(cls: type, kind: Kind | None = None) -> frozenset[str]:
    """The keys that a file of a kind must have; without a kind, those of a nested record of the class."""
    layout = layout_of(cls)
    row = layout.row(kind or layout.own)
    if row.text:
        return row.required
    return layout.required.union(key for key, spec in specs_by_key(cls).items() if spec.required)


@cached
def layout_for(cls: type, kind: Kind) -> Layout:
    """How the files of a kind are laid out."""
    layout = layout_of(cls)
    is_quoted = lru_cache(_PLACES)(partial(layout.is_quoted, kind)) if layout.has_quotes(kind) else None
    having, lacking = layout.blank_with, opaque_keys(cls)
    is_possible = having and having.isdisjoint(lacking)
    blank = dict.fromkeys(having, True) | dict.fromkeys(lacking, False) if is_possible else {}
    return Layout(_order(cls, kind), is_quoted, blank, layout.utc)


@cached
def keys_in_order(cls: type, kind: Kind) -> tuple[str, ...]:
    """All keys of a class in the order of a kind, the opaque ones last."""
    names = [key for group in _groups(cls, kind) for key in group]
    return tuple(sorted(names, key=opaque_keys(cls).__contains__))


def _how_told(cls: type, kind: Kind, get: Get) -> str:
    """What tells that a record with these values is of a class and a kind, in words; empty if it had no choice."""
    layout = layout_of(cls)
    told = [
        one for one in (layout.told, kind.told if kind in layout.kinds else None) if one is not None and one.fits(get)
    ]
    words = dict.fromkeys(word for one in told for word in one.words())
    if words:
        return f"told by {', '.join(words)}"
    return "as no other fits" if _has_kinds(cls) else ""


def _has_kinds(cls: type) -> bool:
    layout = layout_of(cls)
    return bool(layout.kinds) or layout.own.name != OTHER


@cached
def _order(cls: type, kind: Kind) -> Order:
    below = {key: spec.shape for key, spec in specs_by_key(cls).items()}
    layout = layout_of(cls)
    is_grouped = any(one.row.text for one in (layout.own, *layout.kinds))
    return Order(
        _groups(cls, kind), opaque_keys(cls), lambda key: _order_at(below.get(key, ANY)), is_grouped=is_grouped
    )


def _order_at(shape: Shape) -> Order:
    """The order of the mappings that a place takes, or of those in its list."""
    if shape.record is not None:
        return _order(shape.record, layout_of(shape.record).own)
    if shape.items is not None:
        return _order_at(shape.items)
    below = shape.values
    return NO_ORDER if below is None else Order((), (), lambda _: _order_at(below))


def _groups(cls: type, kind: Kind) -> list[list[str]]:
    """The groups of a kind. A key that its row lacks goes where the nearest row has it, else where the fields do."""
    layout = layout_of(cls)
    row = layout.row(kind)
    groups = [list(group) for group in row.groups] if row.text else []
    for nearest in (layout.own.row, *(layout.row(other) for other in layout.kinds)):
        if nearest.text:
            _complete(groups, nearest.groups)
    _complete(groups, [tuple(specs_by_key(cls))])
    return groups


def _complete(groups: list[list[str]], row: Iterable[Sequence[str]]) -> None:
    """Put each key that no group has where the row has it: beside its neighbours there, or in a group of its own."""
    after = -1  # the group that the row has been followed to
    for group in row:
        for place, key in enumerate(group):
            home = _home(groups, key)
            if home is None:
                home = _insert(groups, group, place, after + 1)
            after = max(after, home)


def _home(groups: list[list[str]], key: str) -> int | None:
    return next((number for number, known in enumerate(groups) if key in known), None)


def _insert(groups: list[list[str]], group: Sequence[str], place: int, new: int) -> int:
    """Insert a key behind the one before it, else before the nearest one after it, else in a new group."""
    for neighbour in (*group[max(place - 1, 0) : place], *group[place + 1 :]):
        home = _home(groups, neighbour)
        if home is not None:
            behind = place > 0 and neighbour == group[place - 1]
            groups[home].insert(groups[home].index(neighbour) + behind, group[place])
            return home
    groups.insert(new, [group[place]])
    return new
