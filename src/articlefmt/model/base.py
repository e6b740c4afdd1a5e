"""What all records have in common: `extra`, and a short repr."""

from __future__ import annotations

import reprlib
from typing import TYPE_CHECKING, Any, ClassVar, cast

import attrs

from articlefmt.model.checked import record_class
from articlefmt.model.fields import field_specs, is_record
from articlefmt.model.layout import layout
from articlefmt.model.secured import Secured
from articlefmt.secrecy import NO_SECRETS, Secrets, masked
from articlefmt.values import Value

__all__ = ["Part", "secrets_of"]


class _Repr(reprlib.Repr):
    """A short repr in which no text shows `secured`; it is looked for in all of a text, before that is cut."""

    def repr_str(self, x: str, level: int) -> str:
        return super().repr_str(NO_SECRETS.hide(x), level)


_REPR = _Repr()
_REPR.maxstring = _REPR.maxother = 60
_REPR.maxlist = 2


@layout(rename="camel", utc=True)
@record_class
class Part:
    """A record of known fields. `extra` keeps the keys that the class doesn't know, in the order of the file."""

    extra: dict[str, Value] = attrs.field(factory=dict)
    if TYPE_CHECKING:  # of `record_class` type checkers don't know that it makes an attrs class
        __attrs_attrs__: ClassVar[tuple[attrs.Attribute[Any], ...]]

    def __repr__(self) -> str:
        """The fields that have a value, shortened.

        Of `extra` the keys only: it may hold a `secured` in a wrong place. No piece of the record's own one is shown.
        """
        shown = [(name, getattr(self, name)) for name in field_specs(type(self))]
        fields = [f"{name}={_REPR.repr(value)}" for name, value in shown if value not in (None, [])]
        if self.extra:
            fields.append(f"extra=<{masked(', '.join(self.extra))[:60]}>")
        return secrets_of(self).hide(f"{type(self).__name__}({', '.join(fields)})")


def secrets_of(record: object) -> Secrets:
    """What a record holds of `secured` itself, be it in a wrong place, or in itself by mistake."""
    texts: list[str] = []
    plain: list[dict[str, Value]] = []
    seen: set[int] = set()
    todo = [record]
    while todo:
        one = todo.pop()
        if isinstance(one, Secured):
            texts.append(one.reveal())
        elif id(one) not in seen and (isinstance(one, (dict, list, tuple)) or is_record(one)):
            seen.add(id(one))
            if isinstance(one, dict):
                plain.append(cast("dict[str, Value]", one))
                todo += cast("dict[object, object]", one).values()
            elif isinstance(one, (list, tuple)):
                todo += cast("list[object]", one)
            else:
                todo += (getattr(one, field.name, None) for field in attrs.fields(cast("Any", type(one))))
    return Secrets(*plain, texts=texts)
