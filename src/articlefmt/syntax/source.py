"""Bytes ↔ text: byte order mark, fences, line ends, body; offset → line and column.

    file         = [ BOM ] opening front closing body
    opening      = "---" *blank newline
    closing      = "---" *blank ( newline / end of file )     ; the first later line that starts with "---"

Front matter that is CRLF throughout is held with LF and converted back; any other mix of line ends is held as it is.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple, NoReturn

from articlefmt.errors import ParseError
from articlefmt.keys import Key, masked_key
from articlefmt.place import Place
from articlefmt.secrecy import ONLY_SECURED, Secrets
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.places import Places

__all__ = ["Source", "split"]

_BOM = b"\xef\xbb\xbf"
_BLANKS = b" \t"


class _Parts(NamedTuple):
    bom: bool
    opening: str
    front: str
    closing: str
    body: str
    crlf: bool
    opaque: frozenset[str] = ONLY_SECURED


class Source(_Parts):
    """A file as text, in parts. `front` is what stands between the fences; offsets are into it.

    `opaque` are the names of keys whose values may not be shown.
    """

    def to_bytes(self) -> bytes:
        """The file, byte for byte."""
        if self.crlf:
            head = f"{self.opening}{self.front}{self.closing}".replace("\n", "\r\n")
            data = f"{head}{self.body}".encode()
        else:
            data = f"{self.opening}{self.front}{self.closing}{self.body}".encode()
        return _BOM + data if self.bom else data

    @property
    def newline(self) -> str:
        r"""`"\r\n"` where the front matter is CRLF throughout, else `"\n"`."""
        return "\r\n" if self.crlf else "\n"

    def with_front(self, front: str) -> Source:
        """The same file with another front matter."""
        return Source(self.bom, self.opening, front, self.closing, self.body, self.crlf, self.opaque)

    def place(self, offset: int, key: Key = ()) -> Place:
        """The place of an offset into `front`; `key` is what stands there."""
        return self._places.place(offset, key)

    def error(self, code: str, message: str, offset: int, key: Key = ()) -> ParseError:
        """A `ParseError` that points at an offset into `front`."""
        return ParseError(message, code=code, key=masked_key(key, self.secrets), place=self.place(offset, key))

    @property
    def secrets(self) -> Secrets:
        """What its lines may hold of `secured`."""
        return self._places.secrets

    def __repr__(self) -> str:
        """Its size; it holds `secured`."""
        return f"<Source, {len(self.front):,} characters of front matter, {len(self.body):,} of body>"

    def __reduce__(self) -> tuple[type[Source], tuple[object, ...]]:
        """Pickles and copies hold the text alone."""
        return Source, tuple(self)

    @cached_property
    def _places(self) -> Places:
        """Made when the first place is asked for: few files have one that is."""
        return Places(self.front, self.opaque)


def split(data: bytes, limits: Limits) -> Source:
    """Take a file apart at its fences.

    Raises:
        ParseError: there is no front matter, a fence is in doubt, a part isn't UTF-8, or the front matter is too large.
    """
    if data.startswith(b"---\n"):
        fence = data.find(b"\n---", 3)
        if 0 <= fence < limits.size and data.startswith(b"\n", fence + 4) and data.find(b"\r", 0, fence) < 0:
            try:
                front, body = data[4 : fence + 1].decode(), data[fence + 5 :].decode()
                return Source(False, "---\n", front, "---\n", body, False)  # noqa: FBT003  names take twice as long
            except UnicodeDecodeError:
                pass
    return _split_any(data, limits)


def _split_any(data: bytes, limits: Limits) -> Source:
    """The same for any file; nearly all begin and end their front matter with just `---` and LF."""
    bom = data.startswith(_BOM)
    start = len(_BOM) if bom else 0
    begin = data.find(b"\n", start) + 1
    if not begin or not _is_fence(data[start : begin - 1]):
        _refuse_opening(data[start : start + 200], bom)
    fence = data.find(b"\n---", begin - 1) + 1
    if not fence:
        _refuse_unclosed(data[begin : begin + limits.size], begin, data)
    if fence - begin > limits.size:
        message = f"the front matter has {fence - begin:,} bytes; the limit is {limits.size:,}"
        raise ParseError(message, code="Y205", place=Place(2, 1))
    end = data.find(b"\n", fence) + 1 or len(data)
    if not _is_fence(data[fence:end].removesuffix(b"\n")):
        line = data.count(b"\n", 0, fence) + 1
        raise ParseError(
            "this line starts with `---` but isn't the closing line: some readers end the front matter here, others "
            "don't; write exactly `---`, or quote or indent the text",
            code="F103",
            place=Place(line, 1),
        )
    head = data[start:end]
    returns = head.count(b"\r")
    crlf = bool(returns) and returns == head.count(b"\n") == head.count(b"\r\n")
    opening, front, closing = data[start:begin], data[begin:fence], data[fence:end]
    if crlf:
        opening, front, closing = (part.replace(b"\r\n", b"\n") for part in (opening, front, closing))
    line = data.count(b"\n", 0, end) + 1 if not data.isascii() else 1
    return Source(bom, opening.decode(), _decode(front, 2), closing.decode(), _decode(data[end:], line), crlf)


def _is_fence(line: bytes) -> bool:
    return line.startswith(b"---") and not line[3:].removesuffix(b"\r").strip(_BLANKS)


def _decode(part: bytes, first_line: int) -> str:
    try:
        return part.decode()
    except UnicodeDecodeError as error:
        at = error.start
    before = part[:at]
    column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
    raise ParseError(  # not above: there it would have an error as its context that holds the whole part
        f"not UTF-8: byte 0x{part[at]:02x}; save the file as UTF-8",
        code="F104",
        place=Place(first_line + before.count(b"\n"), column),
    )


_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xff\xfe", "F104", "the file is UTF-16 or UTF-32, not UTF-8; save it as UTF-8"),
    (b"\xfe\xff", "F104", "the file is UTF-16 or UTF-32, not UTF-8; save it as UTF-8"),
    (b"\x00\x00\xfe\xff", "F104", "the file is UTF-32, not UTF-8; save it as UTF-8"),
    (_BOM, "F101", "the file starts with two byte order marks; remove them"),
    (b"<<<<<<< ", "F101", "merge conflict markers stand from here on; keep one side, and remove the lines of markers"),
    (b"+++", "F101", "the front matter is TOML (`+++`); the article format has YAML between two lines `---`"),
    (b"{", "F101", "the front matter is JSON; the article format has YAML between two lines `---`"),
    (b"%", "F101", "a YAML directive stands before the front matter; the first line must be exactly `---`"),
    (b"----", "F103", "the first line has more than three dashes; write exactly `---`"),
    (b"---\r", "F103", "the lines end with a lone CR; use LF or CRLF"),
    (b"---", "F103", "the first line starts with `---` but has more text; write exactly `---`"),
)


def _refuse_opening(start: bytes, bom: bool) -> NoReturn:
    """Say what the file starts with, in place of the opening line."""
    code, message = "F101", "no front matter: the first line must be exactly `---`"
    if not start.strip():
        message = "the file is empty" if not start else "the file has only blanks; the first line must be exactly `---`"
    elif start.strip(b"-") == b"" and len(start) == len("---"):
        code, message = "F102", "the file ends after its opening line `---`"
    elif b"\x00" in start[:4]:
        code, message = "F104", "the file is UTF-16, UTF-32 or binary, not UTF-8; save it as UTF-8"
    elif start.lstrip().startswith(b"---"):
        message = "the opening line `---` must be the first line, without blanks before it"
    for beginning, a_code, a_message in _BEGINNINGS:
        if start.startswith(beginning) and len(start) > len("---"):
            code, message = a_code, a_message
            break
    if bom:
        message = f"the file starts with a byte order mark, then: {message}"
    raise ParseError(message, code=code, place=Place(1, 1))


def _refuse_unclosed(front: bytes, begin: int, data: bytes) -> NoReturn:
    """Say why no closing line was found."""
    line = data.count(b"\n", 0, begin) + 1
    message = "the front matter isn't closed: a line of exactly `---` must end it"
    lines = (b"\n" + front).replace(b"\r\n", b"\n")
    if b"\r---" in front:
        message += "; a lone CR doesn't end a line, use LF or CRLF"
    elif b"\n...\n" in lines or lines.endswith(b"\n..."):
        line += lines.split(b"\n...")[0].count(b"\n")
        message = "`...` ends the front matter for few readers only; close it with a line of exactly `---`"
    elif b"\n ---" in lines or b"\n\t---" in lines:
        message += ", without blanks before it"
    raise ParseError(message, code="F102", place=Place(line, 1))
