"""A class whose fields take what those of the article classes don't."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal

import attrs

from articlefmt import Author


@attrs.define
class Odd:
    clock: time | None = None
    score: float | None = None
    colour: Literal["red", 1] | None = None
    names: dict[str, int | list[bool]] = attrs.field(factory=dict)
    day: date | None = None
    moment: datetime | None = None
    either: int | bool | None = None
    sequence: tuple[Author, ...] = ()
    extra: dict[str, int] = attrs.field(factory=dict)
