"""What plain values a record has where the file has no key, so that such a key needn't be written."""

from __future__ import annotations

from articlefmt.lens.shaped import MisfitError, writer
from articlefmt.lens.unstructurer import unstructurer
from articlefmt.model.cached import cached
from articlefmt.model.fields import FieldSpec, specs_by_key
from articlefmt.values import NotPlainError, Value, same

__all__ = ["defaults_of", "without_defaults"]


@cached
def defaults_of(cls: type) -> dict[str, Value]:
    """The plain values of the defaults that aren't what null is read as: neither None nor an empty collection."""
    specs = (spec for spec in specs_by_key(cls).values() if spec.default is not None and not spec.is_empty_default)
    found = ((spec.key, _plain_default(spec)) for spec in specs)
    return {key: value for key, value in found if value is not None}


def without_defaults(values: dict[str, Value], cls: type, besides: dict[str, Value]) -> dict[str, Value]:
    """The values but those that a key that isn't there says as well, of keys that others don't have either."""
    defaults = defaults_of(cls)
    left_out = [key for key in defaults if key not in besides and key in values and same(values[key], defaults[key])]
    return {key: value for key, value in values.items() if key not in left_out} if left_out else values


def _plain_default(spec: FieldSpec) -> Value:
    if spec.default is NotImplemented:
        return None
    try:
        return writer(spec.shape, unstructurer)(spec.default, [])
    except (MisfitError, NotPlainError):
        return None
