"""Untidy files with known values: the same record, written as hands and other tools write it."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from articlefmt.editing.spelling import is_plain_safe, spell
from articlefmt.values import Value

__all__ = ["untidy_fronts"]

_COMMENTS = ("# checked by hand", "#", '# a: "b" - c', "#- x")


@st.composite
def untidy_fronts(draw: st.DrawFn, values: dict[str, Value]) -> str:
    """Front matter that holds the values, in block style at the top, any style below."""
    lines: list[str] = []
    for name, value in values.items():
        if draw(st.integers(0, 5)) == 0:
            lines.append(draw(st.sampled_from(_COMMENTS)))
        lines += _entry(draw, name, value, 0)
        if draw(st.integers(0, 2)) == 0:
            lines += [""] * draw(st.integers(1, 2))
    return "".join(line + "\n" for line in lines)


def _entry(draw: st.DrawFn, name: str, value: Value, column: int) -> list[str]:
    head = " " * column + (name if is_plain_safe(name, flow=True) else spell(name, '"')) + ":"
    choice = draw(st.integers(0, 9))
    if isinstance(value, (dict, list)) and value and choice > 2:
        below = column + draw(st.sampled_from((2, 2, 4, 1) if isinstance(value, dict) else (2, 2, 0, 4)))
        return [head + _trailing(draw), *_block(draw, value, below)]
    if isinstance(value, str) and choice == 0 and _fits_literal(value):
        return [head + " |-", *(" " * (column + 2) + line for line in value.split("\n"))]
    blank = " " * draw(st.sampled_from((1, 1, 1, 3)))
    return [head + blank + _inline(draw, value) + _trailing(draw)]


def _block(draw: st.DrawFn, value: dict[str, Value] | list[Value], column: int) -> list[str]:
    """The lines of a mapping or a list in block style, from a column on."""
    lines: list[str] = []
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for name, child in pairs:
        if draw(st.integers(0, 9)) == 0:
            lines.append(" " * column + draw(st.sampled_from(_COMMENTS)))
        if name is not None:
            lines += _entry(draw, name, child, column)
        elif isinstance(child, dict) and child and draw(st.integers(0, 9)) > 1:
            width = draw(st.sampled_from((2, 2, 2, 4)))
            inner: list[str] = []
            for key, below in child.items():
                inner += _entry(draw, key, below, column + width)
            lines += [" " * column + "-" + inner[0][column + 1 :], *inner[1:]]
        else:
            lines.append(" " * column + "- " + _inline(draw, child) + _trailing(draw))
    return lines


def _trailing(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(("", "", "", "", "", "  ", "  # why", " # x: y")))


def _inline(draw: st.DrawFn, value: Value) -> str:
    if isinstance(value, dict):
        pairs = (f"{_text(draw, key)}: {_inline(draw, child)}" for key, child in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + draw(st.sampled_from((", ", ",  "))).join(_inline(draw, item) for item in value) + "]"
    return _text(draw, value) if isinstance(value, str) else spell(value)


def _text(draw: st.DrawFn, text: str) -> str:
    style = draw(st.sampled_from(("plain", "single", "double", "escaped")))
    if style == "escaped":
        return json.dumps(text) if max(text, default="") <= "\uffff" else spell(text, '"')
    return spell(text, {"plain": "", "single": "'", "double": '"'}[style], flow=True)  # type: ignore[arg-type]


def _fits_literal(text: str) -> bool:
    lines = text.split("\n")
    return all(line == line.strip() and line.isprintable() and line for line in lines)
