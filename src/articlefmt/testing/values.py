"""Strategies for single values: those of a shape, and those that front matter can hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from articlefmt.model.secured import Secured
from articlefmt.model.shapes import Shape
from articlefmt.values import Value

__all__ = ["TRICKY", "moments", "plain_values", "texts", "values_of"]

TRICKY = (
    "", " ", "yes", "No", "null", "~", "true", "12", "0x1F", "0o17", "010", "1_0", "1e3", ".5", "+1", "12:30",
    "2020-01-01", "2020-01-01T00:00:00Z", "a: b", "a #b", "a:", ":a", "- a", "-a", "?", "[a]", "{a}", "a, b", "*a",
    "&a", "!a", "|", ">", "'a'", '"a"', "%a", "@a", "`a", "it's", 'say "x"', "back\\slash", "tab\there",
    "line\nbreak", "cr\rhere", "\x00\x07\x1b", "\x7f\x85\xa0", "\u2028\u2029", "\ufeff", "\ufffe", "\U0001f916",
    "---", "...", "--- a", "# a", "=", "<<", " edge ", "1,000", "_1", "nan", ".inf", "y", "Zoë \u2013 x",
)  # fmt: skip
"""Texts that some YAML reader takes for something else, or that must be escaped."""

texts: st.SearchStrategy[str] = (
    st.sampled_from(TRICKY)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.from_regex(r"[A-Za-z ]{1,12}", fullmatch=True)
)
moments: st.SearchStrategy[datetime] = st.integers(-(3 * 10**10), 25 * 10**10).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
zoned_moments: st.SearchStrategy[datetime] = st.builds(
    lambda moment, minutes: moment.astimezone(timezone(timedelta(minutes=minutes))),
    moments,
    st.sampled_from((0, 0, 120, -210, 345, 840)),
)
plain_values: st.SearchStrategy[Value] = st.recursive(
    texts | st.integers(-(10**15), 10**15) | st.booleans() | st.none() | moments,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)

SECURED = Secured("QUJD" * 16 + ";MTIzNDU2Nzg5MDEyMzQ1Ng==")
"""One that is well formed."""

_SCALARS: dict[type, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(-(10**9), 10**9),
    float: st.floats(0, 5).map(lambda x: round(x, 3)),
    bool: st.booleans(),
    date: st.dates(),
    datetime: moments,
    time: st.times().map(lambda one: one.replace(microsecond=0)),
    Secured: st.just(SECURED),
}


def values_of(shape: Shape, nested: Callable[[type], st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """What a record may hold at a place, but None.

    Args:
        shape: what the place takes.
        nested: gives the records of a class.
    """
    if shape.is_any:
        return plain_values.filter(lambda value: value is not None)
    options = [_SCALARS[kind] for kind in _SCALARS if kind in shape.types]
    if datetime in shape.types and not shape.is_utc:
        options.append(zoned_moments)
    if shape.choices:
        options.append(st.sampled_from([*shape.choices.values()]))
    if shape.record is not None:
        options.append(nested(shape.record))
    if shape.items is not None:
        options.append(st.lists(_or_none(shape.items, nested), max_size=3).map(shape.sequence))
    if shape.values is not None:
        options.append(st.dictionaries(texts, _or_none(shape.values, nested), max_size=3))
    return st.one_of(options) if options else st.none()


def _or_none(shape: Shape, nested: Callable[[type], st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    return st.none() | values_of(shape, nested) if shape.null else values_of(shape, nested)
