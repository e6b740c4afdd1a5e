"""For code scanning: SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

from __future__ import annotations

import json

from articlefmt.checks import Finding
from articlefmt.checks.rule import Rule
from articlefmt.checks.rules import RULES
from articlefmt.cli.reports.base import Checked, Summary
from articlefmt.cli.reports.fingerprints import fingerprints, uri_of
from articlefmt.keys import subject
from articlefmt.version import __version__

__all__ = ["Sarif"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class Sarif:
    """One run with a result for each finding; columns count code points."""

    def __init__(self) -> None:
        self._results: list[dict[str, object]] = []

    def file(self, checked: Checked) -> str:
        """Nothing yet: an object is written whole."""
        self._results += map(_result, checked.findings, fingerprints(checked.findings))
        return ""

    def end(self, summary: Summary) -> str:
        """The object."""
        told = [_rule(rule) for rule in RULES.values()]
        driver = {"name": "articlefmt", "version": __version__, "rules": told}
        run: dict[str, object] = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": self._results,
        }
        if summary.statistics is not None:  # SARIF has no place for counts but the bag that every object may have
            run["properties"] = {"articlefmt/statistics": summary.statistics.as_json()}
        return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _result(finding: Finding, fingerprint: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": list(RULES).index(finding.code),
        "level": finding.severity,
        "message": {"text": subject(finding.key) + finding.message},
        "partialFingerprints": {"articlefmt/v1": fingerprint},
    }
    if finding.file is not None:
        location: dict[str, object] = {"artifactLocation": {"uri": uri_of(finding.file)}}
        if finding.line is not None:
            location["region"] = {"startLine": finding.line, "startColumn": max(finding.column or 1, 1)}
        result["locations"] = [{"physicalLocation": location}]
    return result


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": rule.means},
        "help": {"text": rule.mend},
    }
