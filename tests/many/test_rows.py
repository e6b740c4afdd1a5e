"""`rows`: flat dicts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

import articlefmt
from articlefmt import Article, ParseError, Record, StructureError, rows
from tests.samples import SECRET, form


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(form("heat: 5", "publishedDateTime: 2021-05-30T16:00:00+02:00", "provider:", "  name: N", "  domain: d", f'secured: "{SECRET}"'))  # fmt: skip
    return path


def test_a_row_has_the_file_and_each_field_by_its_key(file: Path) -> None:
    (row,) = rows([file], ["title", "heat", "provider.name", "ratings.count", "topics", "publishedDateTime"])
    assert row == {
        "file": str(file),
        "title": "T",
        "heat": 5,
        "provider.name": "N",
        "ratings.count": None,
        "topics": ["Charts"],
        "publishedDateTime": datetime(2021, 5, 30, 14, tzinfo=UTC),
    }
    assert next(iter(row)) == "file"


def test_every_row_has_the_same_keys(file: Path) -> None:
    other = file.with_name("b.md")
    other.write_bytes(b"---\nname: N\nuid: u\nlinkedIn: {}\n---\n")
    found = list(rows([file, *articlefmt.find(Path(__file__).parents[2] / "examples")]))
    assert len({tuple(row) for row in found}) == 1
    assert SECRET not in repr(found)


def test_what_is_opaque_is_there_where_it_is_named(file: Path) -> None:
    assert [*rows([file], ["secured"])] == [{"file": str(file), "secured": SECRET}]
    assert "secured" not in next(rows([file]))


def test_the_class_may_be_asked_for(file: Path) -> None:
    assert "twitter.followers" in next(rows([file], cls=Record))
    assert "twitter.followers" not in next(rows([file], cls=Article))


def test_they_come_as_they_are_asked_for(file: Path) -> None:
    taken: list[Path] = []
    found = rows(taken.append(one) or one for one in [file] * 3)  # type: ignore[func-returns-value, redundant-expr]
    next(found)
    assert len(taken) == 1


def test_an_executor_gives_the_same(file: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        assert [*rows([file] * 3, executor=pool)] == [*rows([file] * 3)]


def test_a_file_that_can_not_be_read_or_typed_is_raised(file: Path) -> None:
    for data, error in ((b"x", ParseError), (form("heat: x"), StructureError), (None, FileNotFoundError)):
        file.unlink() if data is None else file.write_bytes(data)
        with pytest.raises(error):
            list(rows([file], ["title"]))


def test_a_field_that_is_none_is_a_type_error_at_once() -> None:
    with pytest.raises(TypeError, match="did you mean `title`"):
        rows([], ["titel"])
