"""The public interface: three versions of an article file → one."""

from __future__ import annotations

from typing import Any, Generic, NamedTuple, TypeVar, overload

import attrs

from articlefmt.api import as_bytes
from articlefmt.diff.changes import Missing, shown
from articlefmt.document import Document
from articlefmt.keys import Key, masked_key
from articlefmt.merging.marks import Labels
from articlefmt.merging.text import Merged, merge_files
from articlefmt.merging.values import Clash
from articlefmt.merging.versions import Versions
from articlefmt.model.classes import Classes, classes_of
from articlefmt.model.making import opaque_names
from articlefmt.model.records import Article
from articlefmt.model.secured import Secured
from articlefmt.secrecy import Secrets
from articlefmt.syntax.limits import DEFAULT_LIMITS, Limits, check_limits
from articlefmt.values import Value

__all__ = ["Conflict", "Merge", "merge"]

S = TypeVar("S", bound=attrs.AttrsInstance)
_Bytes = bytes  # `Merge` has a field of that name


class Conflict(NamedTuple):
    """A value that both sides changed, each in its way.

    Attributes:
        entry: the top-level key around whose lines the markers stand. It is empty for the body, and where git alone
            merged the lines of the whole file.
        key: the way to the value in the merged document; of an item that ours lacks, the place where it would be.
        base: what it was; `MISSING` if it wasn't there, and where `entry` is empty. What is opaque is masked.
        ours: what ours has.
        theirs: what theirs has.
    """

    entry: str
    key: Key
    base: Value | Secured | Missing
    ours: Value | Secured | Missing
    theirs: Value | Secured | Missing


class Merge(NamedTuple, Generic[S]):
    """What became of three versions.

    Attributes:
        bytes: the merged file; where there are conflicts, with git's markers around the lines of these entries.
        conflicts: what both sides changed, each in its way, in the order of the file; empty where all was merged.
        document: the merged document, with ours in the place of what is in conflict; None where the result is no
            article file.
    """

    bytes: _Bytes
    conflicts: tuple[Conflict, ...]
    document: Document[S] | None

    def __repr__(self) -> str:
        """The conflicts and the document; the bytes hold `secured`."""
        return f"<Merge, {len(self.bytes):,} bytes, conflicts={self.conflicts!r}, document={self.document!r}>"


_Version = _Bytes | str | Document[Any]


@overload
def merge(base: _Version, ours: Document[S], theirs: _Version, *, limits: Limits = ...) -> Merge[S]: ...
@overload
def merge(base: _Version, ours: _Bytes | str, theirs: _Version, *, limits: Limits = ...) -> Merge[Article]: ...
@overload
def merge(base: _Version, ours: _Version, theirs: _Version, cls: Classes[S], *, limits: Limits = ...) -> Merge[S]: ...
def merge(
    base: _Version,
    ours: _Version,
    theirs: _Version,
    cls: Classes[Any] | None = None,
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> Merge[Any]:
    """Merge what two sides made of one file: key by key, item by item, and the body line by line.

    What one side changed is taken, what both changed alike too. Items that both added to a list are all there, those
    of ours first. The result is put into ours, so that its comments, quotes and line ends stay; where git merges the
    lines without a conflict and that says the same, its result is taken. Merging knows no types.

    What can't be read as an article, in any of the three, is merged as git merges any text.

    Args:
        base: the version that both sides started from: bytes, a text, or a document with its changes.
        ours: one side.
        theirs: the other side.
        cls: the class of the merged document; without it that of ours, if that is a document, else `Article`. Of its
            `Secured` fields each is taken as a whole.
        limits: how much front matter is read.

    Raises:
        EditError: the changes of a document can't be written.
        ParseError: a text has half a character, which UTF-8 can't hold.
        OSError: both sides changed the body, or the front matter, and git can't be run.
        TypeError: an argument is of the wrong type.
    """
    check_limits(limits)
    if cls is None:
        cls = ours.classes if isinstance(ours, Document) else Article
    opaque = opaque_names(classes_of(cls))
    versions = Versions[Any](base, ours, theirs).map(_bytes_of)
    merged = merge_files(versions, limits, opaque, Labels())
    document = None if merged.text is None else Document._of_text(merged.text, cls)  # noqa: SLF001  read already
    return Merge(merged.data, _conflicts(merged, opaque), document)


def _bytes_of(version: _Version) -> _Bytes:
    return version.to_bytes() if isinstance(version, Document) else as_bytes(version)


def _conflicts(merged: Merged, opaque: frozenset[str]) -> tuple[Conflict, ...]:
    if not merged.clashes:
        return ()
    secrets = Secrets(*merged.values, names=opaque)
    return tuple(_conflict(one, secrets) for one in merged.clashes)


def _conflict(clash: Clash, secrets: Secrets) -> Conflict:
    key = masked_key(clash.key, secrets)
    parts = (shown(clash.key, part, secrets) for part in clash[1:])
    return Conflict(str(key[0]) if key else "", key, *parts)
