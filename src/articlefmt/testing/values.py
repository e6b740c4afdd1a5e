"""Strategies for single values: those of fields, and those that front matter can hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from articlefmt.model.base import Part
from articlefmt.model.fields import FieldSpec, field_specs
from articlefmt.values import Value

__all__ = ["TRICKY", "moments", "one_value", "plain_values", "texts"]

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
plain_values: st.SearchStrategy[Value] = st.recursive(
    texts | st.integers(-(10**15), 10**15) | st.booleans() | st.none() | moments,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)

_ATOMS: dict[type, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(-(10**9), 10**9),
    float: st.floats(0, 5).map(lambda x: round(x, 3)),
    bool: st.booleans(),
    datetime: moments,
}


def one_value(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """One value of a field, or one item of its list."""
    return _parts(spec.type) if spec.nested else _ATOMS[spec.type]


@st.composite
def _parts(draw: st.DrawFn, cls: type[Part]) -> Part:
    """A nested record."""
    values: dict[str, Any] = {}
    for spec in field_specs(cls).values():
        if spec.many:
            values[spec.name] = draw(st.lists(one_value(spec), max_size=2))
        else:
            values[spec.name] = draw(one_value(spec) if spec.required else st.none() | one_value(spec))
    return cls(**values)
