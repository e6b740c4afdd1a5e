"""Value → text: the spelling that every reader of YAML 1.1 and 1.2 reads back as that same value.

The rules were probed with twelve readers; they are sections 7 and 8 of `docs/format.md`.
"""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from typing import Literal

from articlefmt.patterns import pattern
from articlefmt.syntax.blanks import misplaced_blank
from articlefmt.syntax.scalars import INT_DIGITS, is_ambiguous
from articlefmt.values import Atom, in_fixed_zone

__all__ = ["CannotSpellError", "Quote", "is_plain_safe", "spell"]

Quote = Literal["", "'", '"']
"""How a text is wanted: plain, in single or in double quotes."""

_ESCAPED = pattern('[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"\\\\]')
_NEVER_RAW = "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]"
_UNSAFE = pattern(_NEVER_RAW + "|: | #|:$|^ | $")
_UNSAFE_IN_SINGLE = pattern(_NEVER_RAW)
_FLOW = pattern(r"[,\[\]{}?]")
_STARTS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~.+")
_WORDS = frozenset("true false yes no on off y n null nan inf".split())  # noqa: SIM905  a list of words
_NUMBER = pattern(
    r"[0-9_][0-9_,.:]*(?:[eE][-+]?[0-9_]*)?|0[xX][0-9a-fA-F_]*|0[oO][0-9_]*|0[bB][0-9_]*|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
)
_MINUTE = timedelta(minutes=1)
_INT_LIMIT = 10**INT_DIGITS
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SURROGATE = pattern("[\ud800-\udfff]")


class CannotSpellError(Exception):
    """A value that no spelling holds; internal. Its text says what to do."""


def spell(value: Atom, quote: Quote = "", *, flow: bool = False) -> str:
    """The text of a scalar: in the wanted quotes where the value is safe in them, else double-quoted.

    Only text is ever quoted. `None` is the word `null`.

    Raises:
        CannotSpellError: a datetime without a zone or with fractions of a second, or half a character.
    """
    if isinstance(value, str):
        return _spell_text(value, quote, flow=flow)
    if isinstance(value, int):
        return ("true" if value else "false") if isinstance(value, bool) else _spell_int(value)
    if isinstance(value, float):
        return _spell_float(value)
    if isinstance(value, datetime):
        return _spell_time(value)
    return "null" if value is None else value.isoformat()


def is_plain_safe(text: str, *, flow: bool = False) -> bool:
    """Whether every reader takes the plain text for that text."""
    return bool(
        text
        and text[0] not in _STARTS
        and text.lower() not in _WORDS
        and not _UNSAFE.search(text)
        and not _NUMBER.fullmatch(text)
        and not is_ambiguous(text)
        and misplaced_blank(text, may_be_key=True) is None
        and not (flow and _FLOW.search(text))
    )


def _spell_text(text: str, quote: Quote, *, flow: bool) -> str:
    if match := _SURROGATE.search(text):
        message = f"the text has half a character (U+{ord(match[0]):04X}); remove it, or write the whole character"
        raise CannotSpellError(message)
    if quote == "" and is_plain_safe(text, flow=flow):
        return text
    if quote == "'" and not _UNSAFE_IN_SINGLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _SHORT.get(char) or f"\\u{ord(char):04x}"


def _spell_time(value: datetime) -> str:
    try:
        value = in_fixed_zone(value)
    except ValueError as error:
        raise CannotSpellError(str(error)) from None
    offset = value.utcoffset() or timedelta()
    if value.microsecond:
        whole = _spelled(value.replace(microsecond=0), offset)
        message = f"the format has no fractions of a second; give whole ones, as in {whole}"
        raise CannotSpellError(message)
    if offset % _MINUTE:
        message = "the zone has seconds, which no timestamp can say; give the time in UTC"
        raise CannotSpellError(message)
    return _spelled(value, offset)


def _spelled(moment: datetime, offset: timedelta) -> str:
    hours, minutes = divmod(abs(offset) // _MINUTE, 60)
    zone = f"{'-' if offset < -offset else '+'}{hours:02}:{minutes:02}" if offset else "Z"
    return f"{moment.year:04}-{moment:%m-%dT%H:%M:%S}{zone}"


def _spell_int(value: int) -> str:
    if abs(value) >= _INT_LIMIT:
        message = f"an int of more than {INT_DIGITS} digits can't be read back; write it as text"
        raise CannotSpellError(message)
    return str(value)


def _spell_float(value: float) -> str:
    """The shortest text that reads as this float: with a dot, and a sign in the exponent."""
    if not math.isfinite(value):
        return ".nan" if math.isnan(value) else (".inf" if value > 0 else "-.inf")
    text = repr(value)
    mantissa, exponent, power = text.partition("e")
    if exponent and "." not in mantissa:
        mantissa += ".0"
    return mantissa + exponent + power
