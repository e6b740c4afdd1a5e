"""Which files are meant: conditions on the values of their front matter.

condition = key / "!" key / key operator text   ; blanks around the operator count as none
operator  = "=" / "==" / "!=" / "<" / "<=" / ">" / ">=" / "~="
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeGuard

import attrs

from articlefmt.at_key import found_at, holds
from articlefmt.document import Document
from articlefmt.keys import Key, parse_key
from articlefmt.patterns import pattern
from articlefmt.syntax.scalars import resolve, short_zoned
from articlefmt.values import Value, same

__all__ = ["Condition", "NotAConditionError", "all_hold", "parse_condition"]

Given = Callable[[Key, str], Value]
"""Gives what a text means at a key of a file."""

_NAME = r"""((?:[^"<>=!~]|"(?:[^"\\]|\\["\\])*+")++)"""
_CONDITION = pattern(rf"(!?){_NAME}|{_NAME}(<=|>=|!=|~=|==?|<|>)((?s:.*))")
_ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class NotAConditionError(Exception):
    """A text is no condition; internal. Its text says what is."""


@attrs.frozen
class Condition:
    """Something that the values of a file are to be.

    Attributes:
        key: the way to a value.
        sign: how it is compared: an operator; empty where it is to be there, `!` where it isn't.
        text: what it is compared with.
    """

    key: Key
    sign: str = ""
    text: str = ""

    def holds(self, values: dict[str, Value], given: Given) -> bool:
        """Whether it is so in a file with these values.

        A value that isn't there, or is null, comes neither before nor behind anything. Beside a timestamp, a date
        stands for its first moment in UTC. A text whose short zone makes it no timestamp by itself is one here.
        """
        if self.sign in ("", "!"):
            return holds(values, self.key) is (self.sign == "")
        value = found_at(values, self.key)
        if self.sign == "~=":
            return isinstance(value, list) and any(
                same(item, given((*self.key, at), self.text)) for at, item in enumerate(value)
            )
        value, wanted = _as_moments(value, given(self.key, self.text))
        if self.sign in ("=", "!="):
            return _is_equal(value, wanted) is (self.sign == "=")
        if _is_date(value) is not _is_date(wanted):
            value, wanted = _first_moment(value), _first_moment(wanted)
        return _compares(value, wanted) and _ORDERED[self.sign](value, wanted)


def all_hold(conditions: Sequence[Condition], document: Document[Any]) -> bool:
    """Whether all of some conditions hold of a document; without any, its values aren't asked for."""
    values = document.values if conditions else {}
    return all(one.holds(values, document.given) for one in conditions)


def parse_condition(text: str) -> Condition:
    """The condition that a text says. Raises `NotAConditionError`."""
    match = _CONDITION.fullmatch(text)
    name = "" if match is None else match[2] or match[3]
    key = parse_key(name.strip())
    if match is None or key is None:
        message = (
            "a condition is written as in `heat<30`, `provider.domain=example.com`, `topics~=Maps`, `heat`, `!heat`"
        )
        raise NotAConditionError(message)
    sign, value = match[4] or match[1], match[5] or ""
    if sign in _ORDERED or name != name.rstrip():  # `title = T`, but a blank of `title= T` is the text's
        value = value.strip()
    return Condition(key, "=" if sign == "==" else sign, value)


def _is_equal(value: Value, wanted: Value) -> bool:
    return same(value, wanted) or (_is_number(value) and _is_number(wanted) and value == wanted)


def _as_moments(value: Value, wanted: Value) -> tuple[Value, Value]:
    """Two values, as moments or dates where both say one, and one of them in a short zone."""
    texts = [one for one in (value, wanted) if isinstance(one, str)]
    if any(map(short_zoned, texts)):
        left, right = (short_zoned(one) or resolve(one) if isinstance(one, str) else one for one in (value, wanted))
        if isinstance(left, date) and isinstance(right, date):
            return left, right
    return value, wanted


def _compares(value: Value, wanted: Value) -> bool:
    """Whether one of two values can come before the other: two numbers, two texts, two dates or two timestamps."""
    if _is_number(value) and _is_number(wanted):
        return True
    return type(value) is type(wanted) and isinstance(value, (str, date))


def _is_date(value: Value) -> TypeGuard[date]:
    """Whether it is a date and no timestamp."""
    return isinstance(value, date) and not isinstance(value, datetime)


def _first_moment(value: Value) -> Value:
    return datetime(value.year, value.month, value.day, tzinfo=UTC) if _is_date(value) else value


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
