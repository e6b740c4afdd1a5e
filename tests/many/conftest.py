"""Files for the tests of many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import form


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Forms `a.md` to `e.md` with a heat of 10, 20, 30, 40, 50."""
    made = [tmp_path / f"{name}.md" for name in "abcde"]
    for at, path in enumerate(made, 1):
        path.write_bytes(form(f"heat: {at}0 # c"))
    return made
