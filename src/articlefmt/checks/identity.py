"""Which article is a file of, whatever its name?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from articlefmt.patterns import pattern
from articlefmt.syntax import nodes
from articlefmt.syntax.parsed import Parsed
from articlefmt.values import date_text

__all__ = ["Identity", "identity", "page"]

_URLS = ("originalUrl", "webUrl")
_NAMES = ("title", "name")
_FACTS = ("excerpt", "publishedDateTime")
_KEYS = (*_URLS, *_NAMES, *_FACTS)
_LINE = pattern(rf"""(?m)^({"|".join(_KEYS)}):[ \t]+["']?(.*?)["']?[ \t\r]*$""")
_HEAD = 1 << 16  # bytes of a file that can't be read; what tells an article stands at its beginning
_SITE = 2  # labels of a host: `blog.example.com` and `example.com` are one site


class Identity(NamedTuple):
    """What tells which article a file is of: its URLs, and its title or name, with what is said of it.

    Attributes:
        urls: without what may change while the page stays the same: scheme, `www.`, case of the host, port, final
            slashes. The query stays: of videos it is all that differs.
        sites: where these are.
        names: the title or the name.
        facts: the excerpt and the date. Each week may have an article of the same title; then one of these differs.
    """

    urls: frozenset[str]
    sites: frozenset[str]
    names: frozenset[str]
    facts: frozenset[tuple[str, str]]

    def shares(self, other: Identity) -> bool:
        """Whether anything that tells which article it is is the same."""
        return not (self.urls.isdisjoint(other.urls) and self.names.isdisjoint(other.names))


def identity(data: bytes, parsed: Parsed | None) -> Identity:
    """Which article a file is of. One that can't be read is looked at line by line."""
    found = _by_lines(data) if parsed is None else _by_tree(parsed)
    told = [(key, text.strip()) for key, text in found if text.strip()]
    urls = [url for key, text in told if key in _URLS and any(url := _url(text))]
    names = frozenset(text for key, text in told if key in _NAMES)
    facts = frozenset((key, text) for key, text in told if key in _FACTS)
    return Identity(frozenset(map("".join, urls)), frozenset(_site(host) for host, _ in urls), names, facts)


def page(url: str) -> str:
    """What is left of a URL without what may change while the page stays the same; nothing where it tells none."""
    return "".join(_url(url.strip()))


def _by_tree(parsed: Parsed) -> Iterator[tuple[str, str]]:
    for key in _KEYS:
        entry = parsed.tree.names.get(key)
        node = None if entry is None else nodes.target(entry.value)
        if isinstance(node, nodes.Scalar) and isinstance(node.value, str):
            yield key, node.value
        elif isinstance(node, nodes.Scalar) and isinstance(node.value, datetime):
            yield key, date_text(node.value)


def _by_lines(data: bytes) -> list[tuple[str, str]]:
    return _LINE.findall(data[:_HEAD].decode("utf-8", "replace"))


def _url(text: str) -> tuple[str, str]:
    """The host and the path of a URL; of what is none the text, as a path."""
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return "", text
    query, fragment = (f"{sign}{part}" if part else "" for sign, part in (("?", parts.query), ("#", parts.fragment)))
    return host, parts.path.rstrip("/") + query + fragment


def _site(host: str) -> str:
    return ".".join(host.split(".")[-_SITE:])
