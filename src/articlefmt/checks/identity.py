"""Which article is a file of, whatever its name?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from articlefmt.errors import ParseError
from articlefmt.syntax import nodes
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import Parsed, parse

__all__ = ["Identity", "identity"]

_URLS = ("originalUrl", "webUrl")
_NAMES = ("title", "name")


class Identity(NamedTuple):
    """What tells which article a file is of: its URLs, else its title or name."""

    urls: frozenset[str]
    names: frozenset[str]

    def is_of(self, other: Identity) -> bool:
        """Whether both are of one article: a URL is the same; or a title, if not both have URLs."""
        if self.urls and other.urls:
            return not self.urls.isdisjoint(other.urls)
        return not self.names.isdisjoint(other.names)


def identity(data: bytes, limits: Limits) -> Identity | None:
    """Which article a file is of. None if it can't be read."""
    try:
        parsed = parse(data, limits)
    except ParseError:
        return None
    urls, names = (frozenset(_texts(parsed, keys)) for keys in (_URLS, _NAMES))
    return Identity(frozenset(url.rstrip("/") for url in urls), names)


def _texts(parsed: Parsed, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        entry = parsed.tree.names.get(key)
        node = None if entry is None else nodes.target(entry.value)
        if isinstance(node, nodes.Scalar) and isinstance(node.value, str) and node.value.strip():
            yield node.value.strip()
