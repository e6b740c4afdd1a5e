"""Plain values as JSON, in all tables alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from articlefmt.values import date_text

__all__ = ["as_json"]


def as_json(value: object) -> str:
    """A value as JSON, with timestamps as text. Raises `ValueError` for infinity and nan, which JSON lacks."""
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return date_text(value) if isinstance(value, date) else value
