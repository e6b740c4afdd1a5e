"""Rows → the file of a table: JSON lines, CSV or Parquet, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import IO, TypeAlias

from articlefmt import storage
from articlefmt.many.as_json import as_json
from articlefmt.many.columns import FILE, Column
from articlefmt.patterns import pattern
from articlefmt.values import Value, date_text

__all__ = ["FORMATS", "NoArrowError", "Row", "format_of", "write_table"]

Row: TypeAlias = Mapping[str, Value]

_BATCH = 5000  # rows of a group of Parquet
_NEEDS_QUOTES = pattern(r'[",\r\n]')


class NoArrowError(Exception):
    """Parquet is asked for, and pyarrow isn't installed."""


def format_of(file: str) -> str | None:
    """The format that the ending of a name tells; None where it tells none."""
    return next((one for one in FORMATS if file.lower().endswith(f".{one}")), None)


def write_table(file: str, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Write a table, whole or not at all.

    Args:
        file: its name, whose ending is one of `FORMATS`.
        columns: those besides `file`, which comes first.
        rows: the rows, each with a value for every column.

    Returns:
        How many rows there were.

    Raises:
        NoArrowError: Parquet needs pyarrow.
        OSError: the system refuses.
        ValueError: a value can't be held by the format; the text says which, and of which file.
    """
    write = FORMATS[format_of(file) or "jsonl"]
    with storage.in_place_of(file) as opened:
        return write(opened, columns, rows)


def _write_jsonl(opened: IO[bytes], _columns: Sequence[Column], rows: Iterable[Row]) -> int:
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  it is what is counted
        try:
            opened.write(as_json(row).encode() + b"\n")
        except ValueError:
            message = f"{row[FILE]}: JSON can't hold one of its values: infinity, nan, or half a character"
            raise ValueError(message) from None
    return count


def _write_csv(opened: IO[bytes], columns: Sequence[Column], rows: Iterable[Row]) -> int:
    opened.write(_line([FILE, *(column.name for column in columns)]))
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  as above
        try:
            opened.write(_line(map(_cell, row.values())))
        except ValueError:
            message = f"{row[FILE]}: CSV can't hold one of its values: half a character, or in JSON infinity or nan"
            raise ValueError(message) from None
    return count


def _write_parquet(opened: IO[bytes], columns: Sequence[Column], rows: Iterable[Row]) -> int:
    try:
        import pyarrow as pa  # noqa: PLC0415  an extra
        import pyarrow.parquet as pq  # noqa: PLC0415  the same
    except ImportError:
        message = "Parquet is written by pyarrow, which isn't installed: pip install 'articlefmt[arrow]'"
        raise NoArrowError(message) from None
    from articlefmt.many.arrow import Table  # noqa: PLC0415  it imports pyarrow

    table = Table(columns)
    count = 0
    source = iter(rows)
    with pq.ParquetWriter(opened, table.schema) as writer:
        while rows_of_batch := [*islice(source, _BATCH)]:
            try:
                batch = [*map(table.row, rows_of_batch)]
                writer.write_table(pa.Table.from_pylist(batch, table.schema))
            except (pa.ArrowException, OverflowError, ValueError) as error:
                message = f"Parquet can't hold a value of {rows_of_batch[0][FILE]} or of a file behind it: {error}"
                raise ValueError(message) from None
            count += len(batch)
    return count


FORMATS: dict[str, Callable[[IO[bytes], Sequence[Column], Iterable[Row]], int]] = {
    "parquet": _write_parquet,
    "jsonl": _write_jsonl,
    "csv": _write_csv,
}
"""What writes a table, by the ending of its file."""


def _line(cells: Iterable[str]) -> bytes:
    """A line of CSV. Python's own writer leaves a lone CR without quotes before 3.13, where readers see a line end."""
    return (",".join(map(_quoted, cells)) + "\n").encode()


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def _cell(value: Value) -> str:
    """A value in a cell of CSV: a list or a mapping as JSON."""
    if value is None:
        return ""
    if isinstance(value, (list, dict, bool)):
        return as_json(value)
    return date_text(value) if isinstance(value, date) else str(value)
