"""Rules: a document → findings. Pure; nothing here prints."""

from articlefmt.checks.finding import Finding, Severity
from articlefmt.checks.run import check, check_file

__all__ = ["Finding", "Severity", "check", "check_file"]
