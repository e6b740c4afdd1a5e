"""The libraries that are compared, and how each does the same work.

They are given what suits them: the front matter alone, without the file around it. Only python-frontmatter and we get
the file. Reading ends with plain Python values (ours with a typed record), editing sets `heat` and ends with text.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from importlib.metadata import version
from typing import Any, NamedTuple

import frontmatter
import pythonizeyaml
import yaml
import yaml_edit
import yamltrip
from ruamel.yaml import YAML

import articlefmt
from bench.articles import MANY, front

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
        "PyYAML",
        "python-frontmatter",
        "ruamel.yaml",
        "yaml-edit",
        "yamltrip",
        "pythonizeyaml",
        "yamllint",
    )
    return {name: version(name) for name in names}


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


def tuned() -> YAML:
    """ruamel.yaml at its best settings."""
    rt = YAML(typ="rt")
    rt.preserve_quotes = True
    rt.width = 1 << 30
    rt.indent(mapping=2, sequence=4, offset=2)
    return rt


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


READERS = (
    Peer(OURS, _read_ours),
    Peer("yaml-edit", _of_front(lambda text: yaml_edit.Document.parse(text).to_python())),
    Peer("PyYAML on libyaml", _of_front(lambda text: yaml.load(text, Loader=yaml.CSafeLoader))),
    Peer("yamltrip", _of_front(lambda text: yamltrip.loads(text).root)),
    Peer("python-frontmatter", _read_frontmatter),
    Peer("pythonizeyaml", _of_front(lambda text: pythonizeyaml.load_document(text).value)),
    Peer("ruamel.yaml", _of_front(lambda text: tuned().load(text))),
)
EDITORS = (
    Peer(OURS, _edit_ours),
    Peer("yaml-edit", _edit_yaml_edit),
    Peer("yamltrip", _of_front(lambda text: yamltrip.loads(text).replace("heat", value=43).dumps())),
    Peer("pythonizeyaml", _edit_pythonizeyaml),
    Peer("ruamel.yaml", _edit_ruamel),
)
