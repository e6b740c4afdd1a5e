"""Rules: a document → findings, and what of them can be mended. Pure; nothing here prints."""

from articlefmt.checks.finding import Finding, Severity
from articlefmt.checks.run import check

__all__ = ["Finding", "Severity", "check"]
