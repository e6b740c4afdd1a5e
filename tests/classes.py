"""Attrs classes as users may write them, drawn: fields of all types, defaults of all sorts, with or without a layout."""

from __future__ import annotations

import enum
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Literal, Optional, Union

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from articlefmt import Secured, Value, checked, layout
from articlefmt.model.fields import field_specs
from articlefmt.model.layout import layout_of
from articlefmt.model.making import is_frozen
from articlefmt.model.shapes import UnsupportedError, shape_of
from articlefmt.testing.strategies import parts
from articlefmt.testing.values import values_of

__all__ = ["Colour", "Level", "changed_copy", "classes", "hints"]


class Colour(enum.Enum):
    RED = "red"
    NO = "no"
    EMPTY = ""


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 3


class Mixed(enum.Enum):
    ONE = 1
    ONE_AS_TEXT = "1"
    YES = True
    DAY = date(2021, 5, 30)


_SCALARS = (str, int, float, bool, date, datetime, time)
_CHOICES: tuple[Any, ...] = (
    Literal["a", "b"],
    Literal["true", "1", "~"],
    Literal[1, "1", True],
    Literal["off"] | None,
    Colour,
    Level,
    Mixed,
)
_NAMES = (
    "title", "date", "tags", "type", "class_", "values", "items", "get", "v", "i", "self_", "cls", "raw", "web_url", "is_draft",
    "_hidden", "x1", "author", "url", "name", "result", "unknown",
)  # fmt: skip


_LEAVES: dict[str, tuple[Any, ...]] = {"scalar": _SCALARS, "choice": _CHOICES, "any": (Value, Any)}
_AROUND: dict[str, Callable[[Any], Any]] = {
    "optional": lambda below: Optional[below],  # noqa: UP045  it may be a class or anything else
    "list": list.__class_getitem__,
    "tuple": lambda below: tuple.__class_getitem__((below, ...)),
    "dict": lambda below: dict.__class_getitem__((str, below)),
}


@st.composite
def hints(draw: st.DrawFn, depth: int = 2) -> Any:
    """An annotation of any type that front matter can hold."""
    sorts = ["scalar", "scalar", "scalar", "choice", "optional", "optional", "any"]
    sorts += ["list", "list", "tuple", "dict", "record", "record", "union"] if depth else []
    sort = draw(st.sampled_from(sorts))
    if sort in _LEAVES:
        return draw(st.sampled_from(_LEAVES[sort]))
    if sort == "record":
        return draw(classes(depth=depth - 1))
    if sort == "union":
        members = tuple(draw(hints(depth=depth - 1)) for _ in range(draw(st.integers(2, 3))))
        return _held(Union[members])  # noqa: UP007  made of a tuple
    below = draw(hints(depth=max(depth - 1, 0)))
    return _AROUND[sort](below)


def _held(hint: Any) -> Any:
    """A union, if the value that is given decides."""
    try:
        shape_of(hint, {})
    except UnsupportedError:
        assume(False)
    return hint


@st.composite
def classes(draw: st.DrawFn, depth: int = 2, slots: bool | None = None) -> type[Any]:
    """An attrs class as somebody may write one.

    Args:
        draw: given by Hypothesis.
        depth: how deep classes may be nested.
        slots: whether it has slots. A class and its base are alike in this: of others, attrs copies but a part.
    """
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=0 if depth < 2 else 1, max_size=5, unique=True))
    fields = {name: draw(_field(name, depth)) for name in names}
    if draw(st.integers(0, 3)) == 0:
        fields["extra"] = _typed(dict[str, Value], factory=dict)
    if depth == 2 and draw(st.integers(0, 5)) == 0:
        fields["token"] = _typed(Secured | None, default=None)
    if draw(st.integers(0, 5)) == 0:
        fields["made"] = _typed(object, default=0, init=False)
    options: dict[str, Any] = {
        "frozen": draw(st.booleans()),
        "slots": draw(st.booleans()) if slots is None else slots,
        "kw_only": draw(st.booleans()),
    }
    if not options["kw_only"]:
        fields = dict(sorted(fields.items(), key=lambda one: one[1]._default is not attrs.NOTHING))
    elif depth == 2 and draw(st.booleans()):
        options["bases"] = (draw(classes(depth=0, slots=options["slots"])),)
    is_frozen_above = any(map(is_frozen, options.get("bases", ())))
    if not options["frozen"] and not is_frozen_above and draw(st.integers(0, 3)) == 0:
        options["on_setattr"] = checked
    made: type[Any] = attrs.make_class(draw(st.sampled_from(("Post", "Page", "Åuthor"))), fields, **options)
    if draw(st.booleans()):
        made = layout(**draw(_layouts(names)))(made)
    try:
        field_specs(made)
    except TypeError as error:
        assert "have one key" in str(error)
        assume(False)
    return made


def _typed(hint: Any, **more: Any) -> Any:
    return attrs.field(type=hint, **more)


@st.composite
def _field(draw: st.DrawFn, name: str, depth: int) -> Any:
    hint = draw(hints(depth=depth))
    shape = shape_of(hint, {})
    sort = draw(
        st.sampled_from(("required", "required", "none", "none", "empty", "value", "made", "of-self", "converted"))
    )
    more: dict[str, Any] = {}
    if sort == "none" and (shape.null or shape.is_any):
        more["default"] = None
    elif sort == "empty" and shape.empty is not NotImplemented:
        more["factory"] = type(shape.empty)
    elif sort in ("value", "made", "of-self"):
        value = draw(values_of(shape, parts))
        if sort == "made":
            more["factory"] = lambda: changed_copy_of(value)
        elif sort == "of-self":
            more["default"] = attrs.Factory(lambda _: changed_copy_of(value), takes_self=True)
        elif not isinstance(value, list | dict):
            more["default"] = value
    elif sort == "converted" and shape.only is str and not shape.null:
        more["converter"] = str.strip
    if draw(st.integers(0, 5)) == 0:
        more["validator"] = draw(st.sampled_from((checked, attrs.validators.instance_of(object))))
    if draw(st.integers(0, 9)) == 0:
        more["alias"] = f"given_{name}"
    return _typed(hint, **more)


def changed_copy_of(value: Any) -> Any:
    """A value of its own, as a factory gives it."""
    if isinstance(value, dict):
        return {name: changed_copy_of(one) for name, one in value.items()}
    return [changed_copy_of(one) for one in value] if isinstance(value, list) else value


@st.composite
def _layouts(draw: st.DrawFn, names: list[str]) -> dict[str, Any]:
    """What `layout` is told of a class with these fields."""
    told: dict[str, Any] = {}
    if draw(st.booleans()):
        told["rename"] = draw(st.sampled_from(("camel", str.upper, lambda name: f"{name}: #{name}")))
    if names and draw(st.integers(0, 3)) == 0:
        told["keys"] = {draw(st.sampled_from(names)): draw(st.sampled_from(("k", "true", "a b", "é", "12")))}
    if draw(st.booleans()):
        told["utc"] = draw(st.booleans())
    if draw(st.booleans()):
        told["quoted"] = draw(st.sets(st.sampled_from(("title", ".title", "author.**.name", "tags", "*"))))
        told["plain"] = draw(st.sets(st.sampled_from(("url", "name"))))
    if draw(st.booleans()):
        bare = layout_of(layout(**told)(type("Bare", (), {})))
        keys = [bare.key(name) for name in names if " " not in bare.key(name)]
        shown = draw(st.permutations(keys))[: draw(st.integers(0, len(keys)))]
        told["row"] = " ".join(draw(st.sampled_from((key, f"[{key}]", f"| [{key}]", f"[{key}] |"))) for key in shown)
    return told


@st.composite
def changed_copy(draw: st.DrawFn, record: Any) -> Any:
    """A record with another value in one of its fields, at any depth; the record stays as it is."""
    specs = [spec for spec in field_specs(type(record)).values() if Secured not in spec.shape.types]
    if not specs:
        return record
    spec = draw(st.sampled_from(specs))
    value = draw(_changed(spec.shape, getattr(record, spec.name)))
    return attrs.evolve(record, **{spec.attribute.alias or spec.name: value})


@st.composite
def _changed(draw: st.DrawFn, shape: Any, value: Any) -> Any:
    """Another value of a shape, often one that has much of the old one."""
    drawn = values_of(shape, parts)
    if shape.null:
        drawn = st.none() | drawn
    if draw(st.integers(0, 3)) == 0:
        return draw(drawn)
    if shape.record is not None and attrs.has(type(value)):
        return draw(changed_copy(value))
    if shape.items is not None and isinstance(value, list | tuple):
        return shape.sequence(draw(_changed_items(shape.items, [*value])))
    if shape.values is not None and isinstance(value, dict) and value:
        name = draw(st.sampled_from([*value]))
        kept = {key: one for key, one in value.items() if key != name}
        return kept if draw(st.booleans()) else value | {name: draw(_changed(shape.values, value[name]))}
    return draw(drawn)


@st.composite
def _changed_items(draw: st.DrawFn, shape: Any, items: list[Any]) -> list[Any]:
    one = values_of(shape, parts)
    one = st.none() | one if shape.null else one
    way = draw(st.sampled_from(("insert", "remove", "move", "change")))
    if way == "insert" or not items:
        items.insert(draw(st.integers(0, len(items))), draw(one))
        return items
    at = draw(st.integers(0, len(items) - 1))
    if way == "remove":
        items.pop(at)
    elif way == "move":
        items.insert(draw(st.integers(0, len(items) - 1)), items.pop(at))
    else:
        items[at] = draw(_changed(shape, items[at]))
    return items
