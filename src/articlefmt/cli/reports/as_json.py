"""For programs: one JSON object."""

from __future__ import annotations

import json

import attrs

from articlefmt.cli.reports.base import Checked, Summary
from articlefmt.keys import key_text, masked_key

__all__ = ["Json"]

_VERSION = 1


class Json:
    """All findings in one object; `version` grows when a field changes its meaning or goes."""

    def __init__(self) -> None:
        self._findings: list[dict[str, object]] = []

    def file(self, checked: Checked) -> str:
        """Nothing yet: an object is written whole."""
        self._findings += [
            {
                "code": finding.code,
                "severity": finding.severity,
                "message": finding.message,
                "file": finding.file,
                "key": masked_key(finding.key),
                "keyText": key_text(finding.key),
                "line": finding.line,
                "column": finding.column,
            }
            for finding in checked.findings
        ]
        return ""

    def end(self, summary: Summary) -> str:
        """The object."""
        counts = attrs.asdict(summary, filter=lambda field, _: field.name != "statistics")
        report = {"version": _VERSION, "tool": "articlefmt", "summary": counts, "findings": self._findings}
        if summary.statistics is not None:
            report["statistics"] = summary.statistics.as_json()
        return json.dumps(report, ensure_ascii=True, indent=1) + "\n"
