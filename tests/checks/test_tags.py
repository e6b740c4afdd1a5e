"""C6, of tags: does a reader make something of a tag that another one doesn't?"""

from __future__ import annotations

import pytest

from articlefmt import check
from tests.checks.findings import found, places
from tests.samples import form


def test_a_tag_is_a_warning() -> None:
    message = "readers disagree on this tag: some refuse it, others convert the value; remove it"
    assert check(form("length: !t x")) == [found("C609", "warning", message, 9, 9, ("length",))]


@pytest.mark.parametrize(
    "value",
    [
        "!t x", "!t 'x'", "!binary aGk=", "!!binary aGk=", "!!bool yes", "!!int x", "!!int 1.5", "!!int 12:30", "!!int '12:30'", "!!float 5", "!!float x", "!!null x",
        "!!null ''", "!!timestamp x", "!!timestamp 2021-05-30 17:20:00 +0200", "!!seq x", "!!map x", "!!seq", "!!str [a]", "!!str {a: b}", "!!seq {a: b}",
        "!!map [a]", "!!set {a: , b: }", "!!omap [a: b]", "! 5", "! '5'", "! true", "! yes", "! ", "! ''", "! 12:30", "! 2021-05-30", "!t [a]", "!t {a: b}", "!t",
        "!<tag:example.com,2000:x> [b]", "!<tag:example.com,2000:x> b", "!<!t> b", "!<tag:yaml.org,2002:binary> aGk=", "&a !t x", "!t &a x", "&a !t [x]", "!t |\n  x",
        "!t\n  a: b", "!t\n  - a", "!t # c\n  x", "&a # c\n  !t x",
    ],
)  # fmt: skip
def test_one_that_readers_take_differently_is_told(value: str) -> None:
    assert len(places("C609", f"x: {value}")) == 1


@pytest.mark.parametrize(
    "value",
    [
        "!!str x", "!!str 5", "!!str yes", "!!str ''", "!!str", "!!str |\n  x", "!!int 5", "!!int '5'", '!!int "-5"', "!!int 0x1F", "!!float 1.5", "!!float '1.5'", "!!bool true",
        "!!bool 'false'", "!!null null", "!!null ~", "!!null", "!!timestamp 2020-01-02", "!!timestamp '2020-01-02T03:04:05Z'", "!!seq [a]", "!!map {a: b}", "!!seq\n  - a",
        "!!map\n  a: b", "! x", "! 'A: b'", "! [a]", "! {a: b}", "!\n  a: b", "!<tag:yaml.org,2002:str> 5", "!<tag:yaml.org,2002:int> 5", "&a x", "&a [x]", "&a !!str x",
        '"!t x"', "'!t'", "|\n  !t x", "a !t", "[a!]", "x # !t",
    ],
)  # fmt: skip
def test_one_that_all_take_alike_is_not(value: str) -> None:
    assert places("C609", f"x: {value}") == []


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("!t x: 1", (9, 1)), ("x:\n  - !t a", (10, 5)), ("x: [a, !t b]", (9, 8)), ("x: {y: !t b}", (9, 8)), ("x: {!t y: b}", (9, 5)), ("? !t [a]\n: b", (9, 3)),
        ("x:\n  y: !t\n    z: 1", (10, 6)), ("x: &a !t y", (9, 4)),
    ],
)  # fmt: skip
def test_it_is_found_in_every_place(lines: str, place: tuple[int, int]) -> None:
    assert places("C609", lines) == [place]


def test_the_tag_of_the_front_matter_is_told() -> None:
    assert [finding.code for finding in check(b"---\n!t\ntitle: T\n---\n") if finding.code == "C609"] == ["C609"]


def test_each_one_is_a_finding() -> None:
    assert places("C609", "x: !t [!u a, !!str b, !v {c: !w d}]") == [(9, 4), (9, 8), (9, 23), (9, 30)]
