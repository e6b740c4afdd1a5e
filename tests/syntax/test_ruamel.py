"""What ruamel.yaml refuses though it is valid, and takes though it isn't: `docs/yaml.md`.

Each row is tested, so that a release of ruamel.yaml that reads one otherwise is noticed and the table is mended.
"""

from __future__ import annotations

import re

import pytest
from ruamel.yaml import YAML

import articlefmt
from articlefmt import ParseError, Record
from tests.samples import ROOT

TABLE = (ROOT / "docs" / "yaml.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[str]:
    """The examples in the first column of the table below a heading, with `↵` for a line end, `→` for a tab and `¶` for U+2028."""
    section = TABLE.split(f"## {heading}\n")[1].split("\n## ")[0]
    cells = re.findall(r"^\| `+ ?(.*?) ?`+ \|", section, re.MULTILINE)
    return [cell.replace("↵", "\n").replace("→", "\t").replace("¶", "\u2028").replace("\\|", "|") for cell in cells]


def parses(text: str) -> bool:
    try:
        list(YAML(typ="safe", pure=True).parse(text))
    except Exception:  # noqa: BLE001  it raises more than its own errors
        return False
    return True


def accepts(text: str) -> bool:
    try:
        document = articlefmt.loads(f"---\n{text}\n---\n", Record)
    except ParseError:
        return False
    assert document.to_str() == f"---\n{text}\n---\n"
    return True


REFUSED = rows("Valid, but refused")
WIDENED = rows("Valid, refused by ruamel.yaml, taken here")
MENDED = rows("Invalid, accepted by ruamel.yaml, refused here")
TAKEN = rows("Invalid, but accepted")


def test_the_tables_are_read() -> None:
    assert [len(table) > 2 for table in (REFUSED, WIDENED, MENDED, TAKEN)] == [True] * 4


@pytest.mark.parametrize("text", REFUSED)
def test_what_it_refuses_though_valid_we_refuse(text: str) -> None:
    assert not parses(text)
    assert not accepts(text)


@pytest.mark.parametrize("text", WIDENED)
def test_what_it_refuses_though_valid_we_take(text: str) -> None:
    assert not parses(text)
    assert accepts(text)


@pytest.mark.parametrize("text", MENDED)
def test_what_it_takes_though_invalid_we_refuse(text: str) -> None:
    assert parses(text)
    assert not accepts(text)


@pytest.mark.parametrize("text", TAKEN)
def test_what_it_takes_though_strictly_invalid_we_give_back(text: str) -> None:
    assert parses(text)
    assert accepts(text)


@pytest.mark.parametrize("text", ['a: "\\U00110000"', 'a: "\\U99999999"'])
def test_whatever_it_raises_becomes_our_error(text: str) -> None:
    with pytest.raises((ValueError, OverflowError)) as foreign:
        list(YAML(typ="safe", pure=True).parse(text))
    with pytest.raises(ParseError, match=f"invalid YAML \\({foreign.type.__name__} in the YAML parser\\)") as caught:
        articlefmt.loads(f"---\n{text}\n---\n")
    assert (caught.value.code, caught.value.line, caught.value.__cause__) == ("Y201", 2, None)
