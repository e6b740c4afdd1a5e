"""Merged values → a text: ours, with the lines of theirs where only theirs changed an entry, and else as put has it."""

from __future__ import annotations

from collections.abc import Iterable

from articlefmt.editing.entry_lines import EntryLines, Parts, with_lines
from articlefmt.editing.put import put
from articlefmt.errors import EditError
from articlefmt.merging.order import layout_of_versions
from articlefmt.merging.properties import properties_by_entry
from articlefmt.merging.values import MergedValues
from articlefmt.merging.versions import Versions
from articlefmt.syntax.parsed import Parsed
from articlefmt.values import Value, Wanted

__all__ = ["IntoOurs"]


class IntoOurs:
    """Three versions, of which ours gets other values."""

    def __init__(self, versions: Versions[Parsed]) -> None:
        self._base, self._ours, self._theirs = versions
        lines = versions.map(EntryLines)
        self._base_lines, self._our_lines, self._their_lines = lines
        self._layout = layout_of_versions(versions, lines)

    def with_merged(self, merged: MergedValues) -> Parsed:
        """Ours with the merged values.

        Raises:
            EditError: they can't be put into it, or something of theirs would be lost that no value tells.
        """
        lines, said = self._lines_of_theirs(merged.values)
        wanted = Wanted(merged.values, merged.origins, is_sure=False)
        text, taken = self._made(self._ours, lines, said, wanted)
        self._refuse_lost_properties({*merged.values, "", "?"}.difference(taken & said.keys()))
        return text

    def with_their_side(self, text: Parsed, values: dict[str, Value], whole: Iterable[str]) -> Parsed:
        """A merged text with the values of theirs where there are conflicts. Raises `EditError`.

        Args:
            text: what has the values of ours there.
            values: what theirs would have in its place.
            whole: the entries that are in conflict as a whole, which get the lines that they have in theirs, but for
                comments that only ours changed.
        """
        lines: dict[str, str] = {}
        for name in whole:
            base, ours, theirs = self._parts(name)
            if theirs is not None:
                pairs = zip(ours, base, theirs, strict=True) if ours and base else ((one, "", one) for one in theirs)
                lines[name] = "".join(mine if yours == old else yours for mine, old, yours in pairs)
        return self._made(text, lines, {name: values[name] for name in lines}, Wanted(values, is_sure=False))[0]

    def _made(
        self, start: Parsed, lines: dict[str, str], said: dict[str, Value], wanted: Wanted
    ) -> tuple[Parsed, set[str]]:
        """A text with other values, and the names of the entries that have the lines given for them.

        Args:
            start: the text.
            lines: lines for some entries.
            said: the values of those whose lines say another one.
            wanted: what the text is to say.
        """
        values = wanted.values
        there = {name: text for name, text in lines.items() if name in start.values}
        entries = self._our_lines if start is self._ours else EntryLines(start)
        now = start.values | {name: value for name, value in said.items() if name in there}
        text, taken = _with_lines(start, entries, there, now)
        if not (taken == {*there} and _are_those(now, values)):
            text = put(text, wanted, self._layout)
        added = {name: text for name, text in lines.items() if name not in there}
        if added:
            text, more = _with_lines(text, EntryLines(text), added, text.values)
            taken |= more
        return text, taken

    def _lines_of_theirs(self, values: dict[str, Value]) -> tuple[dict[str, str], dict[str, Value]]:
        """Lines for entries of which theirs alone changed a part, or that it added; and what those of theirs say."""
        found: dict[str, str] = {}
        said: dict[str, Value] = {}
        for name in self._their_lines.differ(self._base_lines):
            base, ours, theirs = self._parts(name)
            if name not in values or theirs is None:
                continue
            if ours is None and base is None:
                found[name] = "".join(theirs)
                said[name] = values[name]
            elif ours is not None and base is not None:
                picked = [yours if mine == old else mine for old, mine, yours in zip(base, ours, theirs, strict=True)]
                if picked != [*ours]:
                    found[name] = "".join(picked)
                if ours.own == base.own != theirs.own:
                    said[name] = values[name]
        return found, said

    def _parts(self, name: str) -> Versions[Parts | None]:
        """The lines of an entry in parts, which are the same ones in all versions."""
        parts = Versions(self._base_lines, self._our_lines, self._their_lines).map(lambda one: one.parts(name))
        return parts if all(one is None or one.behind for one in parts) else parts.map(_as_lines)

    def _refuse_lost_properties(self, names: set[str]) -> None:
        """Refuse where theirs changed an anchor, a tag or an alias in some entries, or a key that isn't text."""
        if self._theirs.is_block and self._base.is_block:
            return
        before, after = properties_by_entry(self._base), properties_by_entry(self._theirs)
        for name in names.intersection((*before, *after)):
            if before.get(name) != after.get(name):
                message = "theirs changes an anchor, a tag, an alias or a key that isn't text"
                raise EditError(message, code="E703", key=(name,))


def _as_lines(parts: Parts | None) -> Parts | None:
    """The same with what is behind a value as a part of its line."""
    return None if parts is None else Parts(parts.above, parts.own + parts.behind, "")


def _with_lines(
    text: Parsed, entries: EntryLines, lines: dict[str, str], values: dict[str, Value]
) -> tuple[Parsed, set[str]]:
    """A text with other lines for some entries, if it then says these values, and the names of those that got some."""
    if lines and lines.keys() <= entries.bounds.keys():
        try:
            return with_lines(text, entries, lines, values), {*lines}
        except EditError:  # an alias in them stands for something else here
            pass
    return text, set()


def _are_those(values: dict[str, Value], wanted: dict[str, Value]) -> bool:
    """Whether values are those that are wanted, the very objects: then nothing is left to be put."""
    return len(values) == len(wanted) and all(wanted.get(name, values) is value for name, value in values.items())
