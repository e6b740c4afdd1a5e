"""Text → tree, for any text: what every reader must hold to, then the full YAML reader."""

from __future__ import annotations

from articlefmt.patterns import pattern
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.nodes import Mapping
from articlefmt.syntax.source import Source

__all__ = ["read_fully", "refused_tab"]

_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def read_fully(source: Source, limits: Limits) -> Mapping:
    """Read the front matter into a tree.

    Raises:
        ParseError: it isn't valid YAML, isn't a mapping, has a duplicate key, or is over a limit.
    """
    if (lines := source.front.count("\n")) > limits.lines:
        raise source.error("Y205", f"the front matter has {lines:,} lines; the limit is {limits.lines:,}", 0)
    if match := _FORBIDDEN.search(source.front):
        message = f"YAML forbids the character U+{ord(match[0]):04X}; remove it, or write an escape in double quotes"
        raise source.error("Y204", message, match.start())
    # Only here: it takes ten times as long to import as all the rest, and few files need it.
    from articlefmt.syntax import ruamel_tree  # noqa: PLC0415

    return ruamel_tree.read(source, limits)


def refused_tab(source: Source) -> int | None:
    """Where a tab stands first that is valid, and that ruamel.yaml refuses; of a text that was read fully."""
    if "\t" not in source.front:
        return None
    from articlefmt.syntax import ruamel_reader  # noqa: PLC0415  as above

    return ruamel_reader.tab_refused_by_ruamel(source)
