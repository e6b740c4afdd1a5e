"""What a class itself refuses when a record is made of values that fit: its converters, validators and hooks.

Whether it does is known from calling the class; which field it was is found by doing again what attrs does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import attrs

from articlefmt.errors import Problem
from articlefmt.keys import Key
from articlefmt.lens.structurer import arguments
from articlefmt.model.fields import field_specs, name_of
from articlefmt.model.making import only_keeps, opaque_names
from articlefmt.model.shapes import origin_of
from articlefmt.secrecy import Secrets
from articlefmt.values import Value

__all__ = ["refusals", "refused_once"]

_LENGTH = 300


def refusals(values: dict[str, Value], cls: type, key: Key) -> Iterator[Problem]:
    """What a class raises when a record is made of these values, which fit its fields."""
    if only_keeps(cls):
        return
    origin, given = cast("type", origin_of(cls)), arguments(cls)(values)
    try:
        origin(**given)
    except Exception as error:  # noqa: BLE001  whatever the class raises is its refusal
        specs, secrets = field_specs(cls), Secrets(values, names=opaque_names((cls,)))
        blamed = [(field.name, raised) for field, raised in _blamed(origin, given)] or [("", error)]
        for name, raised in blamed:
            message = f"`{name_of(cls)}` refuses it: {secrets.hide(_said(raised))}"
            yield Problem("T306", message, (*key, specs[name].key) if name in specs else key)


def refused_once(values: dict[str, Value], cls: type, error: Exception) -> Problem:
    """What a class raised that raises nothing when it is asked again."""
    secrets = Secrets(values, names=opaque_names((cls,)))
    return Problem("T306", f"`{name_of(cls)}` refuses it, though not each time: {secrets.hide(_said(error))}")


def _blamed(cls: type, given: dict[str, object]) -> Iterator[tuple[attrs.Attribute[Any], Exception]]:
    """The fields whose converter, default or validator raises, with what it raises; validators where no other does."""
    fields = attrs.fields(cls)
    try:
        bare: object = cast("Any", cls).__new__(cls)
    except Exception:  # noqa: BLE001  an abstract class has no objects, and no field is to blame for that
        return
    held: set[str] = set()
    is_whole = True
    for field in fields:
        try:
            value = _made(field, given, bare)
        except Exception as error:  # noqa: BLE001  as above
            is_whole = False
            yield field, error
        else:
            if value is not attrs.NOTHING:
                object.__setattr__(bare, field.name, value)
                held.add(field.name)
    for field in fields if is_whole else ():
        if field.validator is not None and field.name in held:
            try:
                field.validator(bare, field, getattr(bare, field.name))
            except Exception as error:  # noqa: BLE001  as above
                yield field, error


def _made(field: attrs.Attribute[Any], given: dict[str, object], bare: object) -> object:
    """What a field holds once it is converted."""
    value: object = given.get(field.alias or field.name, field.default) if field.init else field.default
    if isinstance(value, attrs.Factory):  # type: ignore[arg-type]
        made = cast("Any", value)
        value = made.factory(bare) if made.takes_self else made.factory()
    converter: Any = field.converter
    if converter is None or value is attrs.NOTHING:
        return value
    takes_more = hasattr(converter, "takes_self")  # an attrs.Converter, of attrs 24.1 and later
    return cast("object", converter(value, bare, field) if takes_more else converter(value))


def _said(error: Exception) -> str:
    """What an error says: the first line of its first argument, where that is text, since attrs adds objects to it."""
    first: object = error.args[0] if error.args else ""
    try:
        text = first if isinstance(first, str) else str(error)
    except Exception:  # noqa: BLE001  it may be an error of the user's own class
        text = ""
    line = (text.strip().splitlines() or [""])[0][:_LENGTH]
    return line or type(error).__name__
