"""The steps of `action.yml`. `python -m tests.action STEP` prints the script of one, as GitHub hands it to a shell."""

from __future__ import annotations

import sys
from typing import Any

import yaml

from tests.samples import ROOT

__all__ = ["ACTION", "SHELL", "script"]

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
"""What GitHub runs for `shell: bash`, before the name of a file with the script."""


def script(step: str) -> str:
    """The script of a step."""
    (found,) = (one["run"] for one in ACTION["runs"]["steps"] if one["id"] == step)
    return str(found)


if __name__ == "__main__":
    sys.stdout.write(script(sys.argv[1]))
