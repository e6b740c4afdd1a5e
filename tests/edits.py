"""Random edits of a record: what scripts do to one, drawn from the field tables."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from articlefmt import Record
from articlefmt.model.base import Part
from articlefmt.model.fields import FieldSpec, field_specs, specs_by_key

TRICKY = (
    "", " ", "yes", "No", "null", "~", "true", "12", "0x1F", "0o17", "010", "1_0", "1e3", ".5", "+1", "12:30", "2020-01-01",
    "2020-01-01T00:00:00Z", "a: b", "a #b", "a:", ":a", "- a", "-a", "?", "[a]", "{a}", "a, b", "*a", "&a", "!a", "|", ">", "'a'", '"a"',
    "%a", "@a", "`a", "it's", 'say "x"', "back\\slash", "tab\there", "line\nbreak", "cr\rhere", "\x00\x07\x1b", "\x7f\x85\xa0", "\u2028\u2029",
    "\ufeff", "\ufffe", "\U0001f916", "---", "...", "--- a", "# a", "=", "<<", " edge ", "1,000", "_1", "nan", ".inf", "y", "Zoë – x",
)  # fmt: skip

texts = (
    st.sampled_from(TRICKY)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    | st.from_regex(r"[A-Za-z ]{1,12}", fullmatch=True)
)
moments = st.integers(-(3 * 10**10), 25 * 10**10).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
plain_values: st.SearchStrategy[Any] = st.recursive(
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
    return parts(spec.type) if spec.nested else _ATOMS[spec.type]


@st.composite
def parts(draw: st.DrawFn, cls: type[Part]) -> Part:
    """A nested record."""
    values: dict[str, Any] = {}
    for spec in field_specs(cls).values():
        if spec.many:
            values[spec.name] = draw(st.lists(one_value(spec), max_size=2))
        else:
            values[spec.name] = draw(one_value(spec) if spec.required else st.none() | one_value(spec))
    return cls(**values)


@st.composite
def edited(draw: st.DrawFn, record: Record) -> str:
    """Edit the record in place; the attribute that changed."""
    specs = [
        spec
        for spec in field_specs(type(record)).values()
        if spec.name not in ("secured", "category", "type", "taxonomy")
    ]
    spec = draw(st.sampled_from([*specs, None]))
    if spec is None:
        name: str = draw(
            texts.filter(lambda key: key not in ("<<", "secured") and key not in specs_by_key(type(record)))
        )
        drop: bool = draw(st.booleans())
        if record.extra and drop:
            del record.extra[draw(st.sampled_from(sorted(record.extra)))]
        else:
            record.extra[name] = draw(plain_values)
        return "extra"
    if spec.many:
        _edit_list(draw, spec, getattr(record, spec.name))
    elif spec.nested and getattr(record, spec.name) is not None and draw(st.booleans()):
        _edit_part(draw, getattr(record, spec.name))
    else:
        setattr(record, spec.name, draw(one_value(spec) if spec.required else st.none() | one_value(spec)))
    return spec.name


def _edit_part(draw: st.DrawFn, part: Part) -> None:
    spec = draw(st.sampled_from(list(field_specs(type(part)).values())))
    if spec.many:
        _edit_list(draw, spec, getattr(part, spec.name))
    else:
        setattr(part, spec.name, draw(one_value(spec) if spec.required else st.none() | one_value(spec)))


def _edit_list(draw: st.DrawFn, spec: FieldSpec, items: list[Any]) -> None:
    kind = draw(st.sampled_from(("append", "insert", "remove", "move", "replace", "clear", "change")))
    if kind == "append" or not items:
        items.append(draw(one_value(spec)))
    elif kind == "insert":
        items.insert(draw(st.integers(0, len(items))), draw(one_value(spec)))
    elif kind == "remove":
        items.pop(draw(st.integers(0, len(items) - 1)))
    elif kind == "move":
        items.insert(draw(st.integers(0, len(items) - 1)), items.pop(draw(st.integers(0, len(items) - 1))))
    elif kind == "clear":
        items.clear()
    elif kind == "change" and spec.nested:
        _edit_part(draw, items[draw(st.integers(0, len(items) - 1))])
    else:
        items[draw(st.integers(0, len(items) - 1))] = draw(one_value(spec))
