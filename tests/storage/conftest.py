"""A file to be saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.files import OLD


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(OLD)
    return path
