"""Text → value: what a plain scalar means, and what one line of quoted text says.

The resolver is the only one in the library. Where readers of YAML 1.1 and of YAML 1.2 agree, a plain scalar has that
type; what they type differently (`yes` `010` `1_0` `12:30` `0o17` `.5` `+1` `1e3`) stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from articlefmt.patterns import pattern
from articlefmt.values import Atom

__all__ = [
    "INT_DIGITS",
    "decode_line",
    "in_short_zone",
    "is_ambiguous",
    "is_zoneless",
    "resolve",
    "resolve_number",
    "resolve_tagged",
    "short_zoned",
]

_WORDS: dict[str, Atom] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
INT_DIGITS = 640
"""A number of more digits is text: Python converts as many whatever its settings are."""

_INT = pattern(rf"-?(?:0|[1-9][0-9]{{0,{INT_DIGITS - 1}}})")
_HEX = pattern(r"0x[0-9a-fA-F]{1,512}")
_FLOAT = pattern(r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+][0-9]+)?")
_DATE = pattern(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIMESTAMP = pattern(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?"
    r"(?:[ \t]*(Z|([-+])([0-9]{1,2}):([0-9]{2})))?"
)
_SHORT_ZONED = pattern(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?"
    r"([ \t]*([-+])([0-9]{2}(?=[0-9]{2})|[0-9]{1,2}(?![0-9]))([0-5][0-9])?)"
)
_MINUTE = timedelta(minutes=1)
_CANONICAL_TIME = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z")  # nearly all
_STARTS_TYPED = frozenset("-.0123456789")

_AMBIGUOUS_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})  # `tRUE` is one to Ruby
_STARTS_AMBIGUOUS = frozenset("-+.0123456789_=<eE:")
# Nothing here is tried twice over the same characters: a text of 100,000 digits is looked at once.
_AMBIGUOUS = pattern(
    r"[-+]?(?:0[oO]?[0-9_]++|0[xX][0-9a-fA-F_,]++|0[bB][01_,]++)"  # 010 0o17 0X1F 0b1
    r"|[-+]?(?:[0-9_][0-9_,]*+\.?[0-9_]*+|\.[0-9_]*+)(?:[eE][-+]?[0-9]++)?"  # 1_0 1,000 .5 1. . 1e3
    r"|[-+]?[eE][-+]?[0-9]++"  # e10 E3 e-6: a float without digits before its exponent, so NaN
    r"|[-+]?[0-9][0-9_]*+(?::[0-5]?[0-9])++(?:\.[0-9_]*+)?"  # 12:30
    r"|-?[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9:.]+[ \t]*(?:Z|[-+][0-9:]+)?)?"
    r"|[-+]?\.(?:inf|nan)|=|<<"
    r"|:.+",  # a symbol of Ruby
    re.IGNORECASE | re.DOTALL,
)

_ESCAPE = pattern(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)")
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def resolve(text: str) -> Atom:
    """The value of a plain scalar."""
    if text in _WORDS:
        return _WORDS[text]
    return text if text[0] not in _STARTS_TYPED else resolve_number(text)


def resolve_number(text: str) -> Atom:
    """The value of a plain scalar that starts as a number or a timestamp does: with a digit, `-` or `.`."""
    if text.isdigit() and text.isascii() and text[0] != "0" and len(text) <= INT_DIGITS:
        return int(text)
    if text[4:5] == "-" and text[:4].isdigit():
        return _resolve_time(text)
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return int(text, 16) if _HEX.fullmatch(text) else _WORDS.get(text, text)


def resolve_tagged(text: str, tag: str) -> Atom:
    """The value of a scalar with a tag: a core tag may say what the text resolves to; any other leaves it text."""
    kind = tag.removeprefix("tag:yaml.org,2002:")
    value = resolve(text)
    if kind == "float" and type(value) is int:
        return float(value)
    names = {int: "int", float: "float", bool: "bool", type(None): "null", datetime: "timestamp", date: "timestamp"}
    return value if names.get(type(value)) == kind else text


def is_ambiguous(text: str) -> bool:
    """Whether readers type this plain text differently, though `resolve` leaves it text."""
    return (text[:1] in _STARTS_AMBIGUOUS and bool(_AMBIGUOUS.fullmatch(text))) or text.lower() in _AMBIGUOUS_WORDS


def is_zoneless(text: str) -> bool:
    """Whether it is a timestamp that leaves its zone to the reader: some take UTC, others local time."""
    match = _TIMESTAMP.fullmatch(text)
    return match is not None and match[8] is None


def short_zoned(text: str) -> datetime | None:
    """The moment that a text says as a timestamp whose zone has no colon, or hours alone: `+0200`, `+02`.

    YAML 1.1 has no zone without a colon, and YAML 1.2 no timestamps, so that `resolve` leaves it text; a field of
    timestamps takes it. None for any other text.
    """
    if match := _SHORT_ZONED.fullmatch(text):
        year, month, day, _, hour, minute, second, fraction, _, sign, hours, minutes = match.groups()
        return _moment((year, month, day, hour, minute, second), fraction, (sign, hours, minutes))
    return None


def in_short_zone(moment: datetime, like: str) -> str | None:
    """A moment as a text that `short_zoned` takes, in its own zone and the spelling of another; None where none does.

    Args:
        moment: of any zone.
        like: a text that `short_zoned` takes; a fraction of a second is not kept.
    """
    match = _SHORT_ZONED.fullmatch(like)
    offset = moment.utcoffset()
    if match is None or moment.microsecond or offset is None or offset % _MINUTE:
        return None
    _, month, day, between, hour, _, _, _, told, sign, digits, minutes = match.groups()
    if offset != _zone(sign, digits, minutes).utcoffset(None):
        hours, rest = divmod(abs(offset) // _MINUTE, 60)
        told = f"{told[: told.index(sign)]}{'-' if offset < -offset else '+'}{hours:02}"
        told += f"{rest:02}" if minutes or rest else ""
    days = f"{moment.year:04}-{moment.month:0{len(month)}}-{moment.day:0{len(day)}}"
    return f"{days}{between}{moment.hour:0{len(hour)}}:{moment:%M:%S}{told}"


def decode_line(text: str) -> str | None:
    """What a quoted or plain scalar on one line says; None where it isn't one, or holds an escape that isn't one."""
    quote = text[:1]
    if quote == "'":
        return text[1:-1].replace("''", "'")
    if quote != '"':
        return text
    if "\\" not in text:
        return text[1:-1]
    try:
        return _ESCAPE.sub(_unescape, text[1:-1])
    except (KeyError, ValueError, OverflowError):
        return None


def _unescape(match: re.Match[str]) -> str:
    escape = match[1]
    return chr(int(escape[1:], 16)) if len(escape) > 1 else _ESCAPES[escape]


def _resolve_time(text: str) -> Atom:
    """Timestamps as YAML 1.1 spells them; one without a zone is in UTC, as YAML 1.1 says. An impossible one is text."""
    try:
        if _CANONICAL_TIME.fullmatch(text):
            return datetime.fromisoformat(text)
        if match := _DATE.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return text
    if match := _TIMESTAMP.fullmatch(text):
        *parts, fraction, _zone, sign, hours, minutes = match.groups()
        return _moment(parts, fraction, (sign, hours, minutes)) or text
    return text


def _moment(
    parts: Sequence[str], fraction: str | None, zone: tuple[str | None, str | None, str | None]
) -> datetime | None:
    """A moment of the digits of a timestamp, in the zone that they tell; None where there is none, or none in UTC."""
    year, month, day, hour, minute, second = map(int, parts)
    micros = int((fraction or "")[:6].ljust(6, "0"))
    try:
        moment = datetime(year, month, day, hour, minute, second, micros, _zone(*zone))
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment


def _zone(sign: str | None, hours: str | None, minutes: str | None) -> timezone:
    """A zone of its digits. Raises `ValueError` where there is none."""
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return timezone(-offset if sign == "-" else offset) if offset else UTC
