"""The libraries that are compared, and how each does the same work.

They are given what suits them: the front matter alone, without the file around it. Only python-frontmatter and we get
the file. Reading ends with plain Python values (ours with a typed record), editing sets `heat` and ends with text.
One that isn't installed is left out: yamlrocks needs Python 3.12.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

import frontmatter
import pythonizeyaml
import yaml
import yaml_edit
import yamltrip
from ruamel.yaml import YAML

import articlefmt
from bench.articles import MANY, front
from bench.structs import structs

__all__ = ["EDITORS", "OURS", "READERS", "Peer", "tuned", "versions"]

Work = Callable[[], object]
OURS = "articlefmt"


class Peer(NamedTuple):
    """A library, and what makes the work of a file."""

    name: str
    prepare: Callable[[bytes], Work]


def versions() -> dict[str, str]:
    """The version of each distribution that takes part."""
    names = (
        "articlefmt",
        "yamlrocks",
        "yaml-rs",
        "msgspec",
        "rs-turboyaml",
        "pyrs-yaml",
        "PyYAML",
        "python-frontmatter",
        "ruamel.yaml",
        "yaml-edit",
        "yamltrip",
        "pythonizeyaml",
        "yamllint",
    )
    found: dict[str, str] = {}
    for name in names:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def tuned() -> YAML:
    """ruamel.yaml at its best settings."""
    rt = YAML(typ="rt")
    rt.preserve_quotes = True
    rt.width = 1 << 30
    rt.indent(mapping=2, sequence=4, offset=2)
    return rt


def _read_ours(data: bytes) -> Work:
    return lambda: articlefmt.loads(data, limits=MANY).record


def _edit_ours(data: bytes) -> Work:
    def work() -> bytes:
        document = articlefmt.loads(data, limits=MANY)
        document.record.heat = 43
        return document.to_bytes()

    return work


def _read_frontmatter(data: bytes) -> Work:
    text = data.decode()
    return lambda: frontmatter.loads(text).metadata


def _edit_ruamel(data: bytes) -> Work:
    text = front(data)

    def work() -> str:
        rt, out = tuned(), io.StringIO()
        values = rt.load(text)
        values["heat"] = 43
        rt.dump(values, out)
        return out.getvalue()

    return work


def _edit_pythonizeyaml(data: bytes) -> Work:
    text = front(data)

    def work() -> str:
        document = pythonizeyaml.load_document(text)
        document["heat"] = 43
        return document.dump()

    return work


def _edit_yaml_edit(data: bytes) -> Work:
    text = front(data)

    def work() -> str:
        document = yaml_edit.Document.parse(text)
        document["heat"] = 43
        return str(document)

    return work


def _of_front(read: Callable[[str], Any]) -> Callable[[bytes], Work]:
    def prepare(data: bytes) -> Work:
        text = front(data)
        return lambda: read(text)

    return prepare


def _native_readers() -> Iterator[Peer]:
    if rocks := _module("yamlrocks"):
        yield Peer("yamlrocks", lambda data: partial(rocks.loads, front(data).encode()))
    if yaml_rs := _module("yaml_rs"):
        yield Peer("yaml-rs", _of_front(yaml_rs.loads))
        if msgspec := _module("msgspec"):
            article = structs(msgspec)
            yield Peer(
                "yaml-rs, msgspec.convert", _of_front(lambda text: msgspec.convert(yaml_rs.loads(text), article))
            )
    if turbo := _module("turboyaml"):
        yield Peer("rs-turboyaml", _of_front(turbo.load))
    if pyrs := _module("pyrs_yaml"):
        yield Peer("pyrs-yaml", _of_front(pyrs.safe_load))


def _native_editors() -> Iterator[Peer]:
    if rocks := _module("yamlrocks"):

        def by_rocks(text: str) -> object:
            document = rocks.loads(text.encode(), option=rocks.OPT_ROUND_TRIP)
            document["heat"] = 43
            return document.to_yaml()

        yield Peer("yamlrocks", _of_front(by_rocks))
    if pyrs := _module("pyrs_yaml"):

        def by_pyrs(text: str) -> object:
            document = pyrs.parse(text)
            document.set("$.heat", 43)
            return document.source() if callable(document.source) else document.source

        yield Peer("pyrs-yaml", _of_front(by_pyrs))


def _module(name: str) -> Any:
    """A module that may not be there; then None."""
    try:
        return import_module(name)
    except ImportError:
        return None


READERS = (
    Peer(OURS, _read_ours),
    *_native_readers(),
    Peer("yaml-edit", _of_front(lambda text: yaml_edit.Document.parse(text).to_python())),
    Peer("PyYAML on libyaml", _of_front(lambda text: yaml.load(text, Loader=yaml.CSafeLoader))),
    Peer("yamltrip", _of_front(lambda text: yamltrip.loads(text).root)),
    Peer("python-frontmatter", _read_frontmatter),
    Peer("pythonizeyaml", _of_front(lambda text: pythonizeyaml.load_document(text).value)),
    Peer("ruamel.yaml", _of_front(lambda text: tuned().load(text))),
)
EDITORS = (
    Peer(OURS, _edit_ours),
    *_native_editors(),
    Peer("yaml-edit", _edit_yaml_edit),
    Peer("yamltrip", _of_front(lambda text: yamltrip.loads(text).replace("heat", value=43).dumps())),
    Peer("pythonizeyaml", _edit_pythonizeyaml),
    Peer("ruamel.yaml", _edit_ruamel),
)
