"""Values → front matter, from nothing: keys in order and groups, as the layout has them."""

from __future__ import annotations

from articlefmt.editing.proof import checked_body, reread
from articlefmt.editing.writer import Writer
from articlefmt.layouts import Layout
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed
from articlefmt.syntax.source import Source
from articlefmt.values import Value

__all__ = ["write_new"]


def write_new(values: dict[str, Value], layout: Layout, body: str, newline: str, limits: Limits) -> Parsed:
    """A whole file with these values, proved by reading it. Raises `EditError`."""
    front = _canonical(values, layout)
    source = Source(
        bom=False, opening="---\n", front=front, closing="---\n", body=checked_body(body, front),
        crlf=newline == "\r\n",
    )  # fmt: skip
    return reread(Parsed(source, limits, values))


def _canonical(values: dict[str, Value], layout: Layout) -> str:
    writer, order = Writer(layout), layout.order
    lines: list[str] = []
    last: int | None = None
    for name in order.sort(values):
        group = order.group(name)
        lines += [""] if last not in (None, group) else []
        last = group
        lines += writer.entry((name,), values[name], 0)
    lines += [""] if layout.ends_blank(values) else []
    return "".join(line + "\n" for line in lines)
