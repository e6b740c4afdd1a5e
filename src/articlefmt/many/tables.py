"""Rows → the file of a table: JSON lines, CSV or Parquet, by the ending of its name."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import IO, TypeAlias

from articlefmt import storage
from articlefmt.many.columns import Column
from articlefmt.values import Value

__all__ = ["FORMATS", "NoArrowError", "Row", "format_of", "write_table"]

Row: TypeAlias = Mapping[str, Value]

_BATCH = 5000  # rows of a group of Parquet


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
            line = json.dumps(_plain(row), ensure_ascii=False, allow_nan=False)
            opened.write(line.encode() + b"\n")
        except (ValueError, UnicodeEncodeError):
            message = f"{row['file']}: JSON can't hold one of its values: infinity, nan, or half a character"
            raise ValueError(message) from None
    return count


def _write_csv(opened: IO[bytes], columns: Sequence[Column], rows: Iterable[Row]) -> int:
    import io  # noqa: PLC0415  with the others of its kind

    text = io.TextIOWrapper(opened, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["file", *(column.name for column in columns)])
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007  as above
        try:
            writer.writerow([_cell(value) for value in row.values()])
        except UnicodeEncodeError:
            message = f"{row['file']}: CSV can't hold one of its values: half a character"
            raise ValueError(message) from None
    text.detach()
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
        while batch := [table.row(row) for row in islice(source, _BATCH)]:
            try:
                writer.write_table(pa.Table.from_pylist(batch, table.schema))
            except (pa.ArrowException, OverflowError, ValueError) as error:
                message = f"Parquet can't hold a value of {batch[0]['file']} or of a file behind it: {error}"
                raise ValueError(message) from None
            count += len(batch)
    return count


FORMATS: dict[str, Callable[[IO[bytes], Sequence[Column], Iterable[Row]], int]] = {
    "parquet": _write_parquet,
    "jsonl": _write_jsonl,
    "csv": _write_csv,
}
"""What writes a table, by the ending of its file."""


def _cell(value: Value) -> object:
    """A value in a cell of CSV: a list or a mapping as JSON."""
    if isinstance(value, list | dict):
        return json.dumps(_plain(value), ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _text(value) if isinstance(value, date) else value


def _plain(value: object) -> object:
    """A value as JSON has it, with timestamps as text."""
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return _text(value) if isinstance(value, date) else value


def _text(value: date) -> str:
    if isinstance(value, datetime) and not value.utcoffset():
        value = value.astimezone(UTC)
    return value.isoformat().replace("+00:00", "Z")
