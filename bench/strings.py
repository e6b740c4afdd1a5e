"""Which libraries write strings that every reader takes alike. `python -m bench.strings` prints a table.

Each string of `articlefmt.testing` takes the place of a plain value. What the library writes is read by PyYAML (YAML
1.1) and by ruamel.yaml (YAML 1.2), and must give that string.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import frontmatter
import pyrs_yaml
import pythonizeyaml
import yaml
import yaml_edit
import yamlrocks
import yamltrip
from ruamel.yaml import YAML

import articlefmt
from articlefmt.testing.values import TRICKY
from bench.peers import tuned

_FRONT = 'title: "Ten charts"\nexcerpt: ""\ntype: article\nprice: Free\n'
_FILE = f"---\n{_FRONT}---\n\n"


def ours(text: str) -> str:
    """By articlefmt."""
    document = articlefmt.loads(_FILE)
    document.record.price = text
    return document.to_str()


def ruamel(text: str) -> str:
    """ruamel.yaml at its best settings."""
    values, out = tuned().load(_FRONT), io.StringIO()
    values["price"] = text
    tuned().dump(values, out)
    return out.getvalue()


def by_frontmatter(text: str) -> str:
    """python-frontmatter."""
    post = frontmatter.loads(_FILE)
    post["price"] = text
    return frontmatter.dumps(post)


def by_yaml_edit(text: str) -> str:
    """yaml-edit."""
    document = yaml_edit.Document.parse(_FRONT)
    document["price"] = text
    return str(document)


def by_pythonizeyaml(text: str) -> str:
    """By pythonizeyaml."""
    document = pythonizeyaml.load_document(_FRONT)
    document["price"] = text
    return str(document.dump())


def by_yamltrip(text: str) -> str:
    """By yamltrip."""
    return str(yamltrip.loads(_FRONT).replace("price", value=text).dumps())


def by_yamlrocks(text: str) -> str:
    """By yamlrocks."""
    document = yamlrocks.loads(_FRONT.encode(), option=yamlrocks.OPT_ROUND_TRIP)
    document["price"] = text
    return bytes(document.to_yaml()).decode()


def by_pyrs_yaml(text: str) -> str:
    """By pyrs-yaml."""
    document = pyrs_yaml.parse(_FRONT)
    document.set("$.price", text)
    return str(document.source() if callable(document.source) else document.source)


WRITERS: dict[str, Callable[[str], str]] = {
    "articlefmt": ours,
    "ruamel.yaml": ruamel,
    "python-frontmatter": by_frontmatter,
    "yaml-edit": by_yaml_edit,
    "yamltrip": by_yamltrip,
    "pythonizeyaml": by_pythonizeyaml,
    "yamlrocks": by_yamlrocks,
    "pyrs-yaml": by_pyrs_yaml,
}


def is_read_alike(written: str, text: str) -> bool:
    """Whether both readers give the string."""
    front = written.removeprefix("---\n").partition("\n---")[0] + "\n"
    try:
        values = [yaml.safe_load(front), YAML(typ="safe", pure=True).load(front)]
    except Exception:  # noqa: BLE001  any of the readers' errors
        return False
    return all(type(one.get("price")) is str and one["price"] == text for one in values)


def count(write: Callable[[str], str]) -> int:
    """How many of the strings a library writes so that both readers give them."""
    right = 0
    for text in TRICKY:
        try:
            written = write(text)
        except Exception:  # noqa: BLE001, S112  a refusal isn't written
            continue
        right += is_read_alike(written, text)
    return right


if __name__ == "__main__":
    for name, write in WRITERS.items():
        sys.stdout.write(f"{name:20} {count(write)} of {len(TRICKY)}\n")
