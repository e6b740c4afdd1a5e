"""The JSON Schema of a record class, made from its fields and its docstring."""

from __future__ import annotations

import inspect
import re
from datetime import datetime

from articlefmt.model.base import Part
from articlefmt.model.fields import FieldSpec, field_specs
from articlefmt.model.secured import Secured

__all__ = ["json_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TIMESTAMP = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
_ATTRIBUTE = re.compile(r"^ {4}(\w+): (.*(?:\n {5,}.*)*)", re.MULTILINE)  # deeper lines continue it
_TYPES: dict[type, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    datetime: "string",
    Secured: "string",
}


def json_schema(cls: type[Part]) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a class: what its front matter is as JSON, with timestamps as text.

    It describes what `unstructure(record, timestamps="text")` gives. Unknown keys are allowed, as everywhere. JSON
    doesn't tell `5.0` from `5`, so where the class takes an int the schema takes both.
    """
    schema: dict[str, object] = {"$schema": _DIALECT, **_object(cls)}
    nested = {one.__name__: _object(one) for one in _nested(cls)}
    return {**schema, "$defs": nested} if nested else schema


def _object(cls: type[Part]) -> dict[str, object]:
    """The schema of one class; those of its nested classes are referred to."""
    doc = inspect.cleandoc(cls.__doc__ or "")
    texts = _descriptions(doc)
    specs = field_specs(cls).values()
    return {
        "title": cls.__name__,
        "description": _one_line(doc.partition("\n\n")[0]),
        "type": "object",
        "properties": {spec.key: {"description": texts.get(spec.name, ""), **_field(spec)} for spec in specs},
        "required": [spec.key for spec in specs if spec.required],
    }


def _nested(cls: type[Part]) -> list[type[Part]]:
    """The classes below a class, at any depth, each once."""
    below = [spec.type for spec in field_specs(cls).values() if spec.nested]
    return list(dict.fromkeys(each for one in below for each in (one, *_nested(one))))


def _field(spec: FieldSpec) -> dict[str, object]:
    if spec.many:
        # An empty key is read as no items.
        return _or_null({"type": "array", "items": _one(spec)})
    return _one(spec) if spec.required else _or_null(_one(spec))


def _one(spec: FieldSpec) -> dict[str, object]:
    """The schema of one value of a field, or of one item of its list."""
    if spec.nested:
        return {"$ref": f"#/$defs/{spec.type.__name__}"}
    schema: dict[str, object] = {"type": _TYPES[spec.type]}
    return schema | {"format": "date-time", "pattern": _TIMESTAMP} if spec.type is datetime else schema


def _or_null(schema: dict[str, object]) -> dict[str, object]:
    if "type" in schema:
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _descriptions(doc: str) -> dict[str, str]:
    """What a docstring says of each attribute."""
    return {name: _one_line(text) for name, text in _ATTRIBUTE.findall(doc.partition("\nAttributes:\n")[2])}


def _one_line(text: str) -> str:
    return " ".join(text.split())
