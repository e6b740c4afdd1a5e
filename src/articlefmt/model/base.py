"""What all records have in common: `extra`, and a short repr."""

from __future__ import annotations

import reprlib
from collections.abc import Iterator

import attrs

from articlefmt.model.fields import field_specs, record_class
from articlefmt.model.layout import layout
from articlefmt.model.secured import Secured
from articlefmt.secrecy import NO_SECRETS, Secrets, masked
from articlefmt.values import Value

__all__ = ["Part", "secrets_of"]


class _Repr(reprlib.Repr):
    """A short repr in which no text shows `secured`; it is looked for in all of a text, before that is cut."""

    def repr_str(self, x: str, level: int) -> str:
        return super().repr_str(NO_SECRETS.mask(x), level)


_REPR = _Repr()
_REPR.maxstring = _REPR.maxother = 60
_REPR.maxlist = 2


@layout(rename="camel")
@record_class
class Part:
    """A record of known fields. `extra` keeps the keys that the class doesn't know, in the order of the file."""

    extra: dict[str, Value] = attrs.field(factory=dict)

    def __repr__(self) -> str:
        """The fields that have a value, shortened.

        Of `extra` the keys only: it may hold a `secured` in a wrong place. No piece of the record's own one is shown.
        """
        shown = [(name, getattr(self, name)) for name in field_specs(type(self))]
        fields = [f"{name}={_REPR.repr(value)}" for name, value in shown if value not in (None, [])]
        if self.extra:
            fields.append(f"extra=<{masked(', '.join(self.extra))[:60]}>")
        return secrets_of(self).mask(f"{type(self).__name__}({', '.join(fields)})")


def secrets_of(record: Part) -> Secrets:
    """What a record holds of `secured` itself, be it in a wrong place."""
    parts = [*_parts(record)]
    held = (getattr(part, name) for part in parts for name in field_specs(type(part)))
    return Secrets(*(part.extra for part in parts), texts=(one.reveal() for one in held if isinstance(one, Secured)))


def _parts(record: Part) -> Iterator[Part]:
    """A record and all that are nested in it, each once: by mistake one may hold itself."""
    todo: list[object] = [record]
    seen: set[int] = set()
    while todo:
        one = todo.pop()
        if not isinstance(one, list | Part) or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, list):
            todo += one
        else:
            yield one
            todo += (getattr(one, name) for name in field_specs(type(one)))
