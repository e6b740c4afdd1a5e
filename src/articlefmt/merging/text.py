"""Three versions of a file → one text: what only one side changed is taken, the rest is merged and put into ours."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cached_property, partial

import attrs

from articlefmt.diff.changes import MISSING
from articlefmt.editing.proof import reread
from articlefmt.errors import EditError, ParseError, StructureError
from articlefmt.git import merge_lines
from articlefmt.merging.into_ours import IntoOurs
from articlefmt.merging.marks import Labels, marked
from articlefmt.merging.values import Clash, MergedValues, merge_values
from articlefmt.merging.versions import Versions
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse, parse_block
from articlefmt.values import Value, same

__all__ = ["Merged", "merge_files"]

_BODY = ()
_MOST = 127
"""The most conflicts that a status can tell; what is above says that git can't merge such files."""


@attrs.frozen
class Merged:
    """What became of three versions.

    Attributes:
        data: the bytes, with markers where there are conflicts.
        clashes: what both sides changed, each in its way; the key of the body, or of all of the file, is `()`.
        count: the number of conflicts as git tells it: the entries, and in the body the places, at most 127. What is
            more says that git can't merge such files, and `data` is ours.
        text: the article that `data` is, with ours in the place of what is in conflict; None where it is none.
        values: the values of the three versions, where there are conflicts of values.
    """

    data: bytes = attrs.field(repr=False)
    clashes: Sequence[Clash] = attrs.field(default=(), repr=False)
    count: int = 0
    text: Parsed | None = None
    values: Sequence[dict[str, Value]] = attrs.field(default=(), repr=False)

    def read_again(self) -> None:
        """Read the article anew from its bytes, before it goes to a disk. Raises `EditError` if that says else."""
        if self.text is not None:
            reread(self.text)


def merge_files(versions: Versions[bytes], limits: Limits, opaque: frozenset[str], labels: Labels) -> Merged:
    """Merge three versions of a file; what is merged is put into ours.

    Args:
        versions: their bytes.
        limits: how much front matter is read; of more git alone merges the lines.
        opaque: the names of keys whose values are never merged.
        labels: what the markers of conflicts say.

    Raises:
        OSError: git is needed, and can't be run.
    """
    if (picked := versions.picked) is not None:
        return Merged(picked, text=_read(picked, limits, opaque))
    try:
        return _Merging(versions.map(partial(parse, limits=limits, opaque=opaque)), labels).merged()
    except (ParseError, StructureError, EditError):  # what can't be read, or not be put, is merged as any text is
        return _by_lines(versions, limits, opaque, labels)


def _by_lines(versions: Versions[bytes], limits: Limits, opaque: frozenset[str], labels: Labels) -> Merged:
    """What git alone makes of the versions."""
    status, data = _git(versions, labels)
    if not status:
        return Merged(data, text=_read(data, limits, opaque))
    return Merged(data if status <= _MOST else versions.ours, [Clash(_BODY, MISSING, MISSING, MISSING)], status)


def _git(versions: Versions[bytes], labels: Labels) -> tuple[int, bytes]:
    return merge_lines(*versions, labels=labels[:3], size=labels.size)


def _read(data: bytes, limits: Limits, opaque: frozenset[str]) -> Parsed | None:
    try:
        return parse(data, limits, opaque)
    except ParseError:
        return None


class _Merging:
    """One merge of three articles. The other versions are looked at with the line ends of ours."""

    def __init__(self, versions: Versions[Parsed], labels: Labels) -> None:
        self._versions = versions.map(lambda one: one if one is versions.ours else _with_ends(one, versions.ours))
        self._labels = labels
        self._opaque = versions.ours.source.opaque

    def merged(self) -> Merged:
        """The result. Raises `EditError` where it can't be put into ours, `OSError` where git is needed and lacks."""
        sources = self._versions.map(lambda one: one.source)
        front, body = sources.map(lambda one: one.front).picked, sources.map(lambda one: one.body).picked
        if front is None:
            found = self._by_git(body)
            if found is not None:
                return found
            text, front, clashes = self._put()
        else:
            text, clashes = self._versions.ours if front == sources.ours.front else self._versions.theirs, []
        count = len({clash.key[0] for clash in clashes})
        if body is None:
            body, in_body = self._body()
            count += in_body
            if in_body:
                clashes = [*clashes, Clash(_BODY, MISSING, MISSING, MISSING)]
        closing = sources.map(lambda one: one.closing).either
        whole = copy.copy(text)
        whole.source = sources.ours._replace(
            bom=sources.map(lambda one: one.bom).either,
            opening=sources.map(lambda one: one.opening).either,
            front=text.source.front,
            closing=closing if closing.endswith("\n") or not body else closing + "\n",
            body=body,
        )
        data = whole.source._replace(front=front).to_bytes()
        return Merged(
            data, clashes, min(count, _MOST), whole, self._versions.map(lambda one: one.values) if clashes else ()
        )

    @cached_property
    def _values(self) -> MergedValues:
        return merge_values(self._versions.map(lambda one: one.values), self._opaque)

    def _by_git(self, body: str | None) -> Merged | None:
        """What git makes of the lines, where that has no conflict and says what is to be said."""
        status, data = _git(self._versions.map(lambda one: one.source.to_bytes()), self._labels)
        text = self._read_again(data) if not status else None
        if text is None or (body is not None and text.source.body != body):
            return None
        if self._values.clashes and not self._are_lines_apart():
            return None
        wanted = self._values.values | {
            str(one.key[0]): text.values.get(str(one.key[0])) for one in self._values.clashes
        }
        return Merged(data, text=text) if same(text.values, wanted) else None

    def _read_again(self, data: bytes) -> Parsed | None:
        """What a merged text says; of versions of the block subset alone the merged one is of it, too."""
        limits = self._versions.ours.limits
        if all(one.is_block for one in self._versions):  # who reads the rest takes his time, for a key that is twice
            return parse_block(data, limits, self._opaque)
        return _read(data, limits, self._opaque)

    def _are_lines_apart(self) -> bool:
        """Whether each clash is of a text at the top of which both sides may have changed other lines."""
        return all(
            len(one.key) == 1
            and one.key[0] not in self._opaque
            and all(isinstance(part, str) for part in (one.base, one.ours, one.theirs))
            for one in self._values.clashes
        )

    def _body(self) -> tuple[str, int]:
        """The body as git merges its lines, and the number of conflicts."""
        status, data = _git(self._versions.map(lambda one: one.source.body.encode()), self._labels)
        if status > _MOST:
            message = "git can't merge these bodies"
            raise EditError(message, code="E703")
        return data.decode(), status

    def _put(self) -> tuple[Parsed, str, list[Clash]]:
        """Ours with the merged values; its front matter with markers; what is in conflict."""
        merged = self._values
        into = IntoOurs(self._versions)
        text = into.with_merged(merged)
        if not merged.clashes:
            return text, text.source.front, []
        entries = {str(one.key[0]) for one in merged.clashes}
        parts = self._versions.map(lambda one: {name: one.values[name] for name in entries & one.values.keys()})
        theirs = merge_values(parts, self._opaque, takes_theirs=True).values
        values = {name: value for name, value in merged.values.items() if name not in entries} | theirs
        whole = (str(one.key[0]) for one in merged.clashes if len(one.key) == 1)
        other = into.with_their_side(text, values, whole)
        return text, marked(text, other, self._labels), merged.clashes


def _with_ends(parsed: Parsed, like: Parsed) -> Parsed:
    """A version with the line ends of another one. Raises `EditError` where those of the front matter are mixed."""
    source, other = parsed.source, like.source
    if source.crlf != other.crlf and "\r" in source.opening + source.front + source.closing:
        message = "the line ends are mixed in one version, and all alike in another one"
        raise EditError(message, code="E703")
    body = source.body
    has_returns = _has_returns(body)
    if has_returns is not None and _has_returns(other.body) is (not has_returns):
        body = body.replace("\r\n", "\n") if has_returns else body.replace("\n", "\r\n")
    if source.crlf == other.crlf and body == source.body:
        return parsed
    new = copy.copy(parsed)
    new.source = source._replace(crlf=other.crlf, body=body)
    return new


def _has_returns(body: str) -> bool | None:
    """Whether all lines of a text end with CRLF, or none does; None where there are both, or no line."""
    feeds, returns = body.count("\n"), body.count("\r\n")
    return None if not feeds or 0 < returns < feeds else bool(returns)
