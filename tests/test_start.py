"""What a program pays before it does anything: heavy modules are imported when they are used."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from importlib.metadata import version

import pytest

import articlefmt
from articlefmt.gc_pause import without_gc
from tests.samples import form

HEAVY = {
    "ruamel.yaml",
    "click",
    "hypothesis",
    "pathlib",
    "subprocess",
    "difflib",
    "concurrent.futures",
    "articlefmt.checks",
    "articlefmt.discovery",
}


WRITERS = {"articlefmt.editing.put", "articlefmt.editing.canonical", "articlefmt.diff.text_diff"}
"""What only those need who write."""


def loaded(code: str, of: set[str] = HEAVY) -> set[str]:
    """Those of some modules that a program has loaded at its end, but for those that attrs loads."""
    program = f"import attrs, sys; before = set(sys.modules); {code}; import json; print(json.dumps(sorted(set(sys.modules) - before)))"
    return of & set(json.loads(subprocess.check_output([sys.executable, "-c", program])))


def test_an_import_loads_nothing_heavy() -> None:
    assert loaded("import articlefmt") == set()


def test_reading_and_editing_an_ordinary_file_loads_nothing_heavy() -> None:
    data = form("heat: 5")
    assert loaded(f"import articlefmt; d = articlefmt.loads({data!r}); d.record.heat = 6; d.to_bytes()") == set()


def test_reading_loads_nothing_that_writes() -> None:
    read = f"import articlefmt; d = articlefmt.loads({form('heat: 5')!r}); d.values; d.record"
    assert loaded(read, WRITERS) == set()
    assert loaded(f"{read}; d.record.heat = 6; d.to_bytes()", WRITERS) == {"articlefmt.editing.put"}


def test_ruamel_is_loaded_for_a_file_that_needs_it() -> None:
    assert loaded(f"import articlefmt; articlefmt.loads({form('x: [1]')!r})") == {"ruamel.yaml"}


def test_what_a_merge_needs_is_loaded_for_a_merge() -> None:
    assert loaded("import articlefmt.cli.main", {"tempfile", "articlefmt.merging.text"}) == set()
    assert loaded("import articlefmt; articlefmt.merge", {"click", "tempfile"}) == set()


def test_every_public_name_is_there_and_no_other() -> None:
    shown = [name for name in dir(articlefmt) if name == "__version__" or not name.startswith("_")]
    assert shown == sorted(articlefmt.__all__)
    assert {"__doc__", "__file__"} <= set(dir(articlefmt))
    assert all(hasattr(articlefmt, name) for name in articlefmt.__all__)
    with pytest.raises(AttributeError, match="module 'articlefmt' has no attribute 'nothing'"):
        articlefmt.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_all_public_names_are_shown_before_any_is_asked_for() -> None:
    program = "import articlefmt; print(set(articlefmt.__all__) <= set(dir(articlefmt)), articlefmt.__version__)"
    told = subprocess.check_output([sys.executable, "-c", program]).decode()
    assert told.split() == ["True", version("articlefmt")]


def test_the_version_is_that_of_the_package() -> None:
    assert articlefmt.__version__ == version("articlefmt")
    assert loaded("import articlefmt; articlefmt.__version__", {"importlib.metadata"}) == set()


@pytest.mark.parametrize(("size", "searches"), [(1000, True), (1_000_000, False)])
def test_the_collector_is_paused_for_large_texts_only(size: int, searches: bool) -> None:
    assert without_gc(size, gc.isenabled) is searches
    assert gc.isenabled()


def test_the_collector_goes_on_after_an_error() -> None:
    def fail() -> None:
        assert not without_gc(1_000_000, gc.isenabled)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        without_gc(1_000_000, fail)
    assert gc.isenabled()


def test_a_collector_that_is_off_stays_off() -> None:
    gc.disable()
    try:
        assert not without_gc(1_000_000, gc.isenabled)
        assert not gc.isenabled()
    finally:
        gc.enable()
