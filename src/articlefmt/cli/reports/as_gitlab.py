"""For GitLab: a Code Quality report, https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import json
import os
from pathlib import Path

from articlefmt import git, storage
from articlefmt.checks import Finding
from articlefmt.cli.reports.base import Checked, Summary
from articlefmt.cli.reports.fingerprints import fingerprints
from articlefmt.cli.status import printable
from articlefmt.display import one_line
from articlefmt.keys import subject

__all__ = ["Gitlab"]

_SEVERITIES = {"error": "major", "warning": "minor"}


class Gitlab:
    """An array with an object for each finding; it has no place for counts."""

    def __init__(self) -> None:
        self._base = Path(git.root_of(".") or Path.cwd())
        self._found: list[dict[str, object]] = []

    def file(self, checked: Checked) -> str:
        """Nothing yet: an array is written whole."""
        path = self._path(checked.name) if checked.findings else ""
        self._found += (
            _degradation(finding, path, fingerprint)
            for finding, fingerprint in zip(checked.findings, fingerprints(checked.findings), strict=True)
        )
        return ""

    def end(self, _: Summary) -> str:
        """The array."""
        return json.dumps(self._found, indent=1) + "\n"

    def _path(self, name: str) -> str:
        """The path of a file from the root of the repository, else from the folder that the command runs in."""
        if storage.is_remote(name):
            return printable(name)
        path = Path(storage.path_of(name))
        real = Path(os.path.realpath(path.parent), path.name)  # it may itself be a link
        return printable((real.relative_to(self._base) if real.is_relative_to(self._base) else path).as_posix())


def _degradation(finding: Finding, path: str, fingerprint: str) -> dict[str, object]:
    return {
        "description": one_line(subject(finding.key) + finding.message),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": finding.line or 1}},
    }
