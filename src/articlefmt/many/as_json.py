"""Plain values as JSON, in all tables alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

__all__ = ["as_json", "date_text"]


def as_json(value: object) -> str:
    """A value as JSON, with timestamps as text. Raises `ValueError` for infinity and nan, which JSON lacks."""
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)


def date_text(value: date) -> str:
    """A date or a timestamp as text, with `Z` for UTC."""
    if isinstance(value, datetime) and not value.utcoffset():
        value = value.astimezone(UTC)
    return value.isoformat().replace("+00:00", "Z")


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return date_text(value) if isinstance(value, date) else value
