"""A text takes the place of what a file holds, if it may."""

from __future__ import annotations

import attrs

from articlefmt import storage
from articlefmt.errors import ConflictError, SecuredChangedError
from articlefmt.opaque.held import loses_opaque
from articlefmt.syntax.parsed import Parsed

__all__ = ["Replacing"]

_OTHER_SECURED = (
    "the file on disk holds `secured`, and this document has another one or none; load the file and edit that document"
)
_ANOTHER_FILE = (
    "this file isn't the one that the document was read from, so nothing is written; save with overwrite=True if it is "
    "to be replaced"
)


@attrs.frozen
class Replacing:
    """What is to be written.

    Attributes:
        as_read: the text that was read.
        text: the one that takes its place.
        opaque: the names of the keys whose values nobody may lose.
        is_own: whether the file is the one that was read.
    """

    as_read: Parsed
    text: Parsed
    opaque: frozenset[str]
    is_own: bool

    def write(self, path: str, *, overwrite: bool) -> bool:
        """Write the text; `overwrite` says whether a file may be replaced that isn't the one that was read.

        Raises:
            SecuredChangedError: the file on disk holds a `secured` that would be replaced or lost.
            ConflictError: the file isn't the one that was read.
            OSError: the system refuses.
        """
        data = self.text.source.to_bytes()
        # Another file that holds these bytes already loses nothing. In the own one somebody else made the same change.
        fine = (self.as_read.source.to_bytes(),) if self.is_own else (None, data)

        def judge(on_disk: bytes | None) -> None:
            if on_disk in fine:
                return
            if on_disk is not None and self._loses(on_disk):
                raise SecuredChangedError(_OTHER_SECURED, file=path)
            if not overwrite:
                raise storage.changed(path) if self.is_own else ConflictError(_ANOTHER_FILE, code="W802", file=path)

        return storage.save(path, data, judge, is_unconditional=overwrite)

    def _loses(self, on_disk: bytes) -> bool:
        """Whether an opaque value would be lost. One that was replaced by its own door is still in the own file."""
        is_lost = loses_opaque(on_disk, self.text, self.opaque)
        return is_lost and not (self.is_own and not loses_opaque(on_disk, self.as_read, self.opaque))
