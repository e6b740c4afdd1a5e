"""The JSON Schema of a record class, made from its fields and its docstring."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import cast

from articlefmt.model.fields import FieldSpec, extra_shape, field_specs, name_of
from articlefmt.model.making import nested_classes
from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape, origin_of
from articlefmt.values import date_text

__all__ = ["json_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
_ZONE = "(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"
_ATTRIBUTE = re.compile(r"^ {4}(\w+): (.*(?:\n {5,}.*)*)", re.MULTILINE)  # deeper lines continue it
_TYPES: dict[type, dict[str, object]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time", "pattern": _MOMENT + _ZONE},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    time: {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"},
    Secured: {"type": "string"},
}
_IN_UTC: dict[str, object] = {"type": "string", "format": "date-time", "pattern": _MOMENT + "Z$"}


def json_schema(cls: type) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a class: what its front matter is as JSON, with timestamps as text.

    It describes what `unstructure(record, timestamps="text")` gives. Unknown keys are allowed, as everywhere. JSON
    doesn't tell `5.0` from `5`, so where the class takes an int the schema takes both. What a class's own validators
    refuse isn't in it.
    """
    classes = nested_classes(cls)
    names = _names(classes)
    defined = {names[one]: _object(one, names) for one in classes}
    if not _refers(defined, _ref(cls, names)):
        own = defined.pop(names[cls])
        return {"$schema": _DIALECT, **own, **({"$defs": defined} if defined else {})}
    return {"$schema": _DIALECT, "$ref": _ref(cls, names), "$defs": defined}  # the class is nested in itself


def _names(classes: Iterable[type]) -> dict[type, str]:
    """A name for each class; two of one name are numbered."""
    names: dict[type, str] = {}
    for cls in classes:
        name, number = name_of(cls), 1
        while name in names.values():
            number += 1
            name = f"{name_of(cls)}{number}"
        names[cls] = name
    return names


def _object(cls: type, names: dict[type, str]) -> dict[str, object]:
    """The schema of one class; those of its nested classes are referred to."""
    doc = inspect.cleandoc(cast("type", origin_of(cls)).__doc__ or "")
    texts = _descriptions(doc)
    specs = field_specs(cls).values()
    schema: dict[str, object] = {
        "title": name_of(cls),
        **_described(_one_line(doc.partition("\n\n")[0])),
        "type": "object",
        "properties": {spec.key: _field(spec, texts.get(spec.name, ""), names) for spec in specs},
        "required": [spec.key for spec in specs if spec.required],
    }
    extra = extra_shape(cls)
    return schema if extra is None or extra.is_any else schema | {"additionalProperties": _schema(extra, names)}


def _field(spec: FieldSpec, text: str, names: dict[type, str]) -> dict[str, object]:
    return {**_described(text), **_schema(spec.shape, names)}


def _described(text: str) -> dict[str, object]:
    return {"description": text} if text else {}


def _schema(shape: Shape, names: dict[type, str]) -> dict[str, object]:
    """The schema of what a place takes. An empty key is read as an empty collection where there is one."""
    if shape.is_any:
        return {}
    options: list[dict[str, object]] = [
        _IN_UTC if kind is datetime and shape.is_utc else _TYPES[kind] for kind in _TYPES if kind in shape.types
    ]
    if shape.choices:
        options.append({"enum": [_as_json(plain) for _, plain in shape.choices]})
    if shape.items is not None:
        options.append({"type": "array", "items": _schema(shape.items, names)})
    if shape.values is not None:
        options.append({"type": "object", "additionalProperties": _schema(shape.values, names)})
    if shape.record is not None:
        options.append({"$ref": _ref(shape.record, names)})
    return _any_of(options, null=shape.null or shape.empty is not NotImplemented)


def _any_of(options: list[dict[str, object]], *, null: bool) -> dict[str, object]:
    if null and len(options) == 1 and "type" in options[0]:
        return options[0] | {"type": [options[0]["type"], "null"]}
    options += [{"type": "null"}] if null else []
    return options[0] if len(options) == 1 else {"anyOf": options}


def _as_json(value: object) -> object:
    return date_text(value) if isinstance(value, date) else value


def _ref(cls: type, names: dict[type, str]) -> str:
    return f"#/$defs/{names[cls]}"


def _refers(schema: object, ref: str) -> bool:
    """Whether a schema refers to another one, at any depth."""
    if isinstance(schema, dict):
        return schema.get("$ref") == ref or any(_refers(one, ref) for one in schema.values())
    return isinstance(schema, list) and any(_refers(one, ref) for one in schema)


def _descriptions(doc: str) -> dict[str, str]:
    """What a docstring says of each attribute."""
    return {name: _one_line(text) for name, text in _ATTRIBUTE.findall(doc.partition("\nAttributes:\n")[2])}


def _one_line(text: str) -> str:
    return " ".join(text.split())
