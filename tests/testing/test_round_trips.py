"""The assertion for folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import attrs
import pytest

from articlefmt import Article, Limits
from articlefmt.checks.finding import Finding
from articlefmt.checks.rules import CHECKS
from articlefmt.document import Document
from articlefmt.testing import assert_round_trips
from tests.samples import ROOT, form


@attrs.define
class Heated:
    heat: int


def test_a_folder_and_a_file_pass_and_are_counted() -> None:
    assert assert_round_trips(ROOT / "examples") == 17
    assert assert_round_trips(str(ROOT / "examples" / "game.md")) == 1


def test_every_file_that_fails_is_named(tmp_path: Path) -> None:
    for name, data in {"a": form(), "b": b"x", "c": form("heat: x", "length: 1")}.items():
        (tmp_path / f"{name}.md").write_bytes(data)
    with pytest.raises(AssertionError) as caught:
        assert_round_trips(tmp_path)
    lines = str(caught.value).splitlines()
    assert [line for line in lines if "01 " in line] == [
        f"{tmp_path}/b.md: 1:1: F101 no front matter: the first line must be exactly `---`",
        f"{tmp_path}/c.md: 9:7: T301 heat: takes an int or None, not text",
        "10:9: T301 length: takes a str or None, not an int; quote it",
    ]


@attrs.define
class Page:
    title: str
    heat: int | None = None


def stripped(text: str) -> str:
    return text.strip()


@attrs.define
class Tidied:
    title: str = attrs.field(converter=stripped)
    parts: list[str] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.parts.append(self.title)


T = TypeVar("T")


@attrs.define
class Box(Generic[T]):
    held: T


def test_the_class_of_the_records_is_the_one_given(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"---\ntitle: T\nx: [1,  2]\n---\n")
    assert assert_round_trips(tmp_path, cls=Page) == 1
    assert assert_round_trips(tmp_path, cls=(Page, Article)) == 1
    (tmp_path / "b.md").write_bytes(b"---\ntitle: T\nheat: x\n---\n")
    with pytest.raises(AssertionError, match=r"b\.md: 3:7: T301 heat: takes an int or None, not text"):
        assert_round_trips(tmp_path, cls=Page)


def test_a_class_that_makes_something_else_of_values_loses_nothing_either(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"---\ntitle: ' T '\n---\n")
    assert assert_round_trips(tmp_path, cls=Tidied) == 1


def test_a_generic_class_is_what_it_is_bound_to(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"---\nheld: {title: T}\n---\n")
    assert assert_round_trips(tmp_path, cls=Box[Page]) == 1
    with pytest.raises(AssertionError, match="T301 held: takes an int, not a mapping"):
        assert_round_trips(tmp_path, cls=Box[int])


def test_what_is_no_class_is_refused_before_any_file(tmp_path: Path) -> None:
    wrong: Any = 5
    with pytest.raises(TypeError, match="cls takes an attrs class"):
        assert_round_trips(tmp_path / "gone.md", cls=wrong)


def test_a_folder_without_files_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="there is no article file below this folder"):
        assert_round_trips(tmp_path)


def test_the_class_may_be_any(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: '  A '\nmore: 1\n---\n")
    assert assert_round_trips(tmp_path, cls=Tidied) == 1
    with pytest.raises(AssertionError, match=r"a\.md: 2:1: T302 heat: it is missing; Heated needs an int here"):
        assert_round_trips(tmp_path, cls=Heated)
    with pytest.raises(TypeError, match="cls takes an attrs class, or a tuple of them, not dict, which isn't one"):
        assert_round_trips(tmp_path, cls=cast("Any", dict))


def test_limits_are_those_given(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(form())
    with pytest.raises(AssertionError, match="Y205"):
        assert_round_trips(tmp_path, limits=Limits(lines=2))


def test_a_file_that_is_not_there_is_the_system_s(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        assert_round_trips(tmp_path / "gone.md")


@pytest.mark.parametrize(
    ("results", "message"),
    [([b"x", form()], "it is given back with other bytes"), ([form(), b"x"], "writing back its own values changes it")],
)
def test_bytes_that_differ_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, results: list[bytes], message: str
) -> None:
    (tmp_path / "a.md").write_bytes(form())
    monkeypatch.setattr(Document, "to_bytes", lambda _: results.pop(0))
    with pytest.raises(AssertionError) as caught:
        assert_round_trips(tmp_path)
    assert str(caught.value) == f"{tmp_path}/a.md: {message}"


def test_a_fault_of_ours_is_told_and_what_consumers_misread_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_bytes(form())
    fault = Finding(code="P901", severity="error", message="m")
    monkeypatch.setattr("articlefmt.checks.run.CHECKS", (*CHECKS, lambda _: iter([fault])))
    with pytest.raises(AssertionError, match="P901"):
        assert_round_trips(tmp_path)
