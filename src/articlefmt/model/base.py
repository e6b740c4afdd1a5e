"""What all records have in common: `extra`, and a short repr."""

from __future__ import annotations

import reprlib
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from articlefmt.model.checked import record_class
from articlefmt.model.fields import field_specs
from articlefmt.model.layout import layout
from articlefmt.secrecy import Secrets, masked
from articlefmt.values import Value

__all__ = ["Part"]


class _Repr(reprlib.Repr):
    """A short repr in which no text shows `secured`; it is looked for in all of a text, before that is cut."""

    def repr_str(self, x: str, level: int) -> str:
        return super().repr_str(_SECRETS.mask(x), level)


_SECRETS = Secrets()
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

        Of `extra` the keys only: it may hold a `secured` in a wrong place.
        """
        shown = [(name, getattr(self, name)) for name in field_specs(type(self))]
        fields = [f"{name}={_REPR.repr(value)}" for name, value in shown if value not in (None, [])]
        if self.extra:
            fields.append(f"extra=<{masked(', '.join(self.extra))[:60]}>")
        return f"{type(self).__name__}({', '.join(fields)})"
