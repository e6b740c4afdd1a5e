"""Tables as files: JSON lines, CSV and Parquet, read by others; their schema follows from the class."""

from __future__ import annotations

import builtins
import csv
import enum
import json
import os
import stat
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any, Literal

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import articlefmt
from articlefmt import Article, Record, Secured, Value
from articlefmt.many.columns import columns_of
from articlefmt.many.rows import row_of
from articlefmt.many.tables import NoArrowError, format_of, write_table
from articlefmt.model.classes import classes_of
from articlefmt.model.records import RECORDS
from tests.samples import SECRET, form
from tests.strategies import documents

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

MOMENT = datetime(2021, 5, 30, 14, tzinfo=UTC)


class Colour(enum.Enum):
    RED = "red"


@attrs.define
class Inner:
    name: str = ""
    size: int | None = None
    token: Secured | None = None


@attrs.define
class All:
    text: str = ""
    whole: int | None = None
    number: float | None = None
    either_number: int | float | None = None
    flag: bool | None = None
    day: date | None = None
    moment: datetime | None = None
    clock: time | None = None
    colour: Colour | None = None
    choice: Literal["a", "b"] | None = None
    mixed: int | str | None = None
    texts: list[str] = attrs.field(factory=list)
    lists: list[list[int]] = attrs.field(factory=list)
    inners: list[Inner] = attrs.field(factory=list)
    more: dict[str, int] = attrs.field(factory=dict)
    anything: Value = None
    inner: Inner | None = None
    again: list[All] = attrs.field(factory=list)
    key: Secured | None = None


@attrs.define
class WithFile:
    file: str = ""


@attrs.define
class MayBeNull:
    inners: list[Inner | None] = attrs.field(factory=list)


FULL = """---
text: T
whole: 5
number: 5.5
either_number: 5
flag: true
day: 2021-05-30
moment: 2021-05-30T16:00:00+02:00
clock: "12:30:00"
colour: red
choice: a
mixed: x
texts: [a, 'b,"']
lists: [[1], [], [2, 3]]
inners: [{name: n, size: 1, token: hidden}, {name: m}]
more: {a: 1}
anything: {b: [2021-05-30, null]}
inner: {name: i, size: 2}
again: [{text: U}]
key: hidden
---
"""
EMPTY = "---\ntext: T\n---\n"


def table(path: Path, *texts: str | bytes, cls: Any = All, fields: list[str] | None = None) -> Path:
    columns = columns_of(classes_of(cls), fields)
    rows = []
    for at, text in enumerate(texts):
        source = path.with_name(f"{at}.md")
        source.write_bytes(text.encode() if isinstance(text, str) else text)
        rows.append(row_of(articlefmt.load(source, cls=cls), columns))
    assert write_table(str(path), columns, rows) == len(texts)
    return path


def parquet(path: Path) -> Any:
    return pq.read_table(path)


class TestParquet:
    def test_each_type_follows_from_the_class(self, tmp_path: Path) -> None:
        schema = parquet(table(tmp_path / "a.parquet", FULL)).schema
        inner = pa.struct([pa.field("name", pa.string()), pa.field("size", pa.int64())])
        assert {field.name: field.type for field in schema} == {
            "file": pa.string(),
            "text": pa.string(),
            "whole": pa.int64(),
            "number": pa.float64(),
            "either_number": pa.float64(),
            "flag": pa.bool_(),
            "day": pa.date32(),
            "moment": pa.timestamp("us", "UTC"),
            "clock": pa.string(),
            "colour": pa.string(),
            "choice": pa.string(),
            "mixed": pa.string(),
            "texts": pa.list_(pa.string()),
            "lists": pa.list_(pa.list_(pa.int64())),
            "inners": pa.list_(inner),
            "more": pa.string(),
            "anything": pa.string(),
            "inner.name": pa.string(),
            "inner.size": pa.int64(),
            "again": pa.list_(schema.field("again").type.value_type),
        }

    def test_a_record_that_is_null_among_others_is_null(self, tmp_path: Path) -> None:
        text = "---\ninners:\n  - name: a\n  -\n  - {}\n---\n"
        (row,) = parquet(table(tmp_path / "a.parquet", text, cls=MayBeNull)).to_pylist()
        assert row["inners"] == [{"name": "a", "size": None}, None, {"name": "", "size": None}]

    def test_the_values_are_those_of_the_file(self, tmp_path: Path) -> None:
        (row,) = parquet(table(tmp_path / "a.parquet", FULL)).to_pylist()
        assert row["moment"] == MOMENT
        assert row["either_number"] == 5.0
        assert row["mixed"] == '"x"'
        assert (row["texts"], row["lists"]) == (["a", 'b,"'], [[1], [], [2, 3]])
        assert row["inners"] == [{"name": "n", "size": 1}, {"name": "m", "size": None}]
        assert json.loads(row["more"]) == {"a": 1}
        assert json.loads(row["anything"]) == {"b": ["2021-05-30", None]}
        assert (row["inner.name"], row["inner.size"], row["clock"], row["colour"]) == ("i", 2, "12:30:00", "red")
        assert b"hidden" not in (tmp_path / "a.parquet").read_bytes()

    def test_the_schema_is_the_same_for_any_files(self, tmp_path: Path) -> None:
        schemas = [
            parquet(table(tmp_path / "a.parquet", *texts)).schema for texts in ((FULL,), (EMPTY,), (), (EMPTY, FULL))
        ]
        assert schemas[0] == schemas[1] == schemas[2] == schemas[3]

    def test_several_classes_are_one_table(self, tmp_path: Path) -> None:
        read = parquet(
            table(
                tmp_path / "a.parquet",
                form("heat: 5"),
                b"---\ntaxonomy: t\n_id: i\nname: N\ndomain: d\nimages: []\n---\n",
                cls=Record,
            )
        )
        assert read.column("title").to_pylist() == ["T", None]
        assert read.schema.field("heat").type == pa.int64()

    def test_many_rows_are_several_groups(self, tmp_path: Path) -> None:
        columns = columns_of((Article,), ["title"])
        count = write_table(
            str(tmp_path / "a.parquet"), columns, ({"file": "a", "title": str(at)} for at in range(12_000))
        )
        assert (count, pq.ParquetFile(tmp_path / "a.parquet").num_row_groups) == (12_000, 3)

    def test_a_value_that_it_can_not_hold_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match=r"Parquet can't hold a value of .*0\.md or of a file behind it"):
            table(tmp_path / "a.parquet", f"---\nwhole: {2**70}\n---\n")
        assert not (tmp_path / "a.parquet").exists()

    def test_without_pyarrow_the_message_names_the_extra(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in [
            name for name in sys.modules if name.split(".")[0] == "pyarrow" or name == "articlefmt.many.arrow"
        ]:
            monkeypatch.delitem(sys.modules, name)
        real = builtins.__import__

        def refuse(name: str, *more: Any) -> Any:
            if name.split(".", maxsplit=1)[0] == "pyarrow":
                raise ModuleNotFoundError(name)
            return real(name, *more)

        monkeypatch.setattr(builtins, "__import__", refuse)
        with pytest.raises(NoArrowError, match=r"pip install 'articlefmt\[arrow\]'"):
            write_table(str(tmp_path / "a.parquet"), [], [])
        assert [*tmp_path.iterdir()] == []
        assert table(tmp_path / "a.jsonl", FULL).exists()
        assert table(tmp_path / "a.csv", FULL).exists()


class TestText:
    def test_json_has_the_values_with_timestamps_as_text(self, tmp_path: Path) -> None:
        (line,) = table(tmp_path / "a.jsonl", FULL).read_text(encoding="utf-8").splitlines()
        row = json.loads(line)
        assert next(iter(row)) == "file"
        assert (row["moment"], row["day"], row["clock"]) == ("2021-05-30T16:00:00+02:00", "2021-05-30", "12:30:00")
        assert (row["either_number"], row["mixed"], row["more"]) == (5, "x", {"a": 1})
        assert row["inners"] == [{"name": "n", "size": 1}, {"name": "m", "size": None}] or row["inners"][1] == {
            "name": "m"
        }
        assert "hidden" not in line

    def test_csv_has_lists_as_json(self, tmp_path: Path) -> None:
        with table(tmp_path / "a.csv", FULL, EMPTY).open(encoding="utf-8", newline="") as opened:
            full, empty = csv.DictReader(opened)
        assert (full["moment"], full["day"], full["flag"], full["whole"]) == (
            "2021-05-30T16:00:00+02:00",
            "2021-05-30",
            "true",
            "5",
        )
        assert (json.loads(full["texts"]), json.loads(full["more"])) == (["a", 'b,"'], {"a": 1})
        assert json.loads(full["anything"]) == {"b": ["2021-05-30", None]}
        assert (empty["moment"], empty["flag"], empty["text"]) == ("", "", "T")
        assert "hidden" not in (tmp_path / "a.csv").read_text(encoding="utf-8")

    @given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
    @example(["a\rb"])  # Python's writer before 3.13 leaves it without quotes, and readers take it for a line end
    @example(["a\nb", '"', 'a"b', "a,b", "", " a ", "=1"])
    def test_csv_gives_any_text_back(self, tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
        path = tmp_path_factory.mktemp("x") / "a.csv"
        write_table(str(path), columns_of((All,), ["text"]), [{"file": "a", "text": text} for text in texts])
        with path.open(encoding="utf-8", newline="") as opened:
            assert [*csv.reader(opened)] == [["file", "text"], *(["a", text] for text in texts)]

    def test_a_key_that_is_called_file_is_not_the_name_of_the_file(self, tmp_path: Path) -> None:
        text = "---\nfile: mine\n---\n"
        head, line = table(tmp_path / "a.csv", text, cls=WithFile).read_text(encoding="utf-8").splitlines()
        assert (head, line) == ('file,"[""file""]"', f"{tmp_path / '0.md'},mine")
        wanted = {"file": str(tmp_path / "0.md"), '["file"]': "mine"}
        assert json.loads(table(tmp_path / "a.jsonl", text, cls=WithFile).read_bytes()) == wanted
        assert parquet(table(tmp_path / "a.parquet", text, cls=WithFile)).to_pylist() == [wanted]

    @pytest.mark.parametrize("ending", ["csv", "parquet"])
    def test_json_in_a_cell_has_no_nan(self, tmp_path: Path, ending: str) -> None:
        with pytest.raises(
            ValueError, match=r"can't hold .*0\.md" if ending == "parquet" else r"0\.md: CSV can't hold"
        ):
            table(tmp_path / f"a.{ending}", "---\nanything: [.nan]\n---\n", fields=["anything"])

    def test_without_rows_csv_has_its_head(self, tmp_path: Path) -> None:
        assert table(tmp_path / "a.csv", fields=["text", "inner.name"]).read_bytes() == b"file,text,inner.name\n"
        assert table(tmp_path / "a.jsonl").read_bytes() == b""

    def test_what_is_opaque_is_there_where_it_is_named(self, tmp_path: Path) -> None:
        assert table(tmp_path / "a.csv", FULL, fields=["key"]).read_text(encoding="utf-8").endswith(",hidden\n")

    def test_a_moment_of_another_zone_is_the_same_moment(self, tmp_path: Path) -> None:
        there = MOMENT.astimezone(timezone(timedelta(hours=2)))
        columns = columns_of((All,), ["moment"])
        for ending in ("jsonl", "csv"):
            write_table(str(tmp_path / f"a.{ending}"), columns, [{"file": "a", "moment": there}])
            text = (tmp_path / f"a.{ending}").read_text(encoding="utf-8")
            assert (
                datetime.fromisoformat(text.split('"')[-2] if ending == "jsonl" else text.split(",")[-1].strip())
                == MOMENT
            )

    @pytest.mark.parametrize(("ending", "format_"), [("jsonl", "JSON"), ("csv", "CSV"), ("parquet", "Parquet")])
    def test_the_name_of_a_file_that_is_no_text_is_told(self, tmp_path: Path, ending: str, format_: str) -> None:
        path, name = tmp_path / f"a.{ending}", os.fsdecode(b"\xff.md")
        with pytest.raises(
            ValueError, match=f"{name}.*" if ending != "parquet" else f"{format_} can't hold a value of"
        ):
            write_table(str(path), columns_of((All,), ["text"]), [{"file": name, "text": "T"}])
        assert not path.exists()

    def test_json_has_no_infinity(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="JSON can't hold"):
            table(tmp_path / "a.jsonl", "---\nnumber: .inf\n---\n")


@given(documents())
def test_all_formats_have_the_values_of_a_document(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("x")
    values = articlefmt.loads(data, Record).values
    row = json.loads(table(folder / "a.jsonl", data, cls=Record).read_text(encoding="utf-8"))
    (typed,) = parquet(table(folder / "a.parquet", data, cls=Record)).to_pylist()
    with table(folder / "a.csv", data, cls=Record).open(encoding="utf-8", newline="") as opened:
        (cells,) = csv.DictReader(opened)
    assert [*row] == [*typed] == [*cells] == ["file", *(column.name for column in columns_of(RECORDS))]
    for name, key in (("title", "title"), ("type", "type"), ("heat", "heat")):
        assert row[name] == typed[name] == values.get(key)
        assert cells[name] == ("" if values.get(key) is None else str(values[key]))
    assert json.loads(cells["topics"] or "null") == row["topics"] == typed["topics"]
    for path in folder.iterdir():
        secured = values.get("secured")
        assert (
            path.suffix == ".md"
            or not isinstance(secured, str)
            or not secured
            or secured.encode() not in path.read_bytes()
        )


class TestFile:
    COLUMNS = columns_of((Article,), ["title"])
    ROWS: tuple[Mapping[str, Value], ...] = ({"file": "a", "title": "b"},)

    def failing(self) -> Iterable[Mapping[str, Value]]:
        yield from self.ROWS
        raise KeyboardInterrupt

    @pytest.mark.parametrize("ending", ["parquet", "jsonl", "csv", "CSV"])
    def test_it_is_whole_or_not_there(self, tmp_path: Path, ending: str) -> None:
        path = tmp_path / f"a.{ending}"
        path.write_bytes(b"old")
        with pytest.raises(KeyboardInterrupt):
            write_table(str(path), self.COLUMNS, self.failing())
        assert (path.read_bytes(), len([*tmp_path.iterdir()])) == (b"old", 1)
        write_table(str(path), self.COLUMNS, self.ROWS)
        assert path.read_bytes() != b"old"
        assert len([*tmp_path.iterdir()]) == 1

    @pytest.mark.skipif(os.name == "nt", reason="modes are not kept there")
    def test_mode_and_link_stay(self, tmp_path: Path) -> None:
        path, link = tmp_path / "a.csv", tmp_path / "b.csv"
        path.write_bytes(b"old")
        path.chmod(0o640)
        link.symlink_to("a.csv")
        write_table(str(link), self.COLUMNS, self.ROWS)
        assert link.is_symlink()
        assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"file,title\na,b\n", 0o640)

    @pytest.mark.skipif(os.name == "nt", reason="there are no such files")
    def test_what_is_no_file_is_not_replaced(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.csv")
        (tmp_path / "b.csv").mkdir()
        (tmp_path / "c.csv").symlink_to("/dev/null")
        for name in "abc":
            with pytest.raises(OSError, match=f"{name}.csv"):
                write_table(str(tmp_path / f"{name}.csv"), self.COLUMNS, self.ROWS)
        assert len([*tmp_path.iterdir()]) == 3
        with pytest.raises(FileNotFoundError):
            write_table(str(tmp_path / "no" / "a.csv"), self.COLUMNS, self.ROWS)

    @pytest.mark.parametrize(("name", "found"), [("a.csv", "csv"), ("a.CSV", "csv"), ("x/a.b.jsonl", "jsonl"), ("a.parquet", "parquet"), ("a.json", None), ("csv", None), ("a.csv.gz", None)])  # fmt: skip
    def test_the_ending_tells_the_format(self, name: str, found: str | None) -> None:
        assert format_of(name) == found


def test_a_secret_is_in_no_table_of_the_article_classes(tmp_path: Path) -> None:
    for ending in ("parquet", "jsonl", "csv"):
        path = table(tmp_path / f"a.{ending}", form(f'secured: "{SECRET}"', f"x: {SECRET}"), cls=Record)
        assert SECRET.encode() not in path.read_bytes()
