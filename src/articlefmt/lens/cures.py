"""How a value of another type is to be written where a field takes numbers, bools or timestamps."""

from __future__ import annotations

import math
from datetime import date, datetime

from articlefmt.patterns import pattern
from articlefmt.syntax.scalars import resolve
from articlefmt.values import Value

__all__ = ["cure"]

_EXAMPLE = "2021-05-30T14:00:00Z"
"""The form of a timestamp."""

_BOOLS: dict[str, str] = {
    **dict.fromkeys(("yes", "y", "on", "true", "t", "1"), "true"),
    **dict.fromkeys(("no", "n", "off", "false", "f", "0"), "false"),
}
_DAY = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}:[0-9]{2}Z?)?")
_MINUTES = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(?:Z| UTC| GMT)?")
_LEADING_ZERO = pattern(r"-?0[0-9]+")
_DIGITS = 640


def cure(value: Value, wanted: type) -> str | None:
    """What to do about a value where another type is wanted, such as "write `true`"; None where that isn't known."""
    if wanted is datetime:
        return _of_timestamp(value)
    if not isinstance(value, str) or len(value) > _DIGITS:
        return None
    text = _BOOLS.get(value.strip().lower()) if wanted is bool else None
    if wanted in (int, float):
        text = _number(value.strip(), wanted)
    return f"write `{text}`" if text else None


def _number(text: str, wanted: type) -> str | None:
    """A number that some readers take a text for, as all of them do."""
    bare = text.replace("_", "").removeprefix("+")
    bare = bare.replace(",", "." if wanted is float and bare.count(",") == 1 and "." not in bare else "")
    try:
        number = float(bare)
    except ValueError:
        return None
    if not math.isfinite(number) or _LEADING_ZERO.fullmatch(bare):
        return None  # eight or ten?
    if wanted is int:
        return str(int(number)) if number.is_integer() and abs(number) < 2**53 else None
    return str(int(number)) if number.is_integer() and abs(number) < 2**53 else repr(number)


def _of_timestamp(value: Value) -> str:
    shown = _EXAMPLE
    if isinstance(value, str) and _DAY.fullmatch(value) and not isinstance(resolve(value), date):
        return f"there is no such day or time; write one as in `{_EXAMPLE}`"
    if isinstance(value, date):
        shown = f"{value.isoformat()}T00:00:00Z"
    elif isinstance(value, str) and (match := _MINUTES.fullmatch(value)):
        moment = f"{match[1]}T{match[2]}{match[3] or ':00'}Z"
        shown = moment if isinstance(resolve(moment), datetime) else _EXAMPLE
    return f"write it as `{shown}`" if shown != _EXAMPLE else f"write it as in `{_EXAMPLE}`"
