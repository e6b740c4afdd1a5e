"""The formats in which findings are told; findings know nothing of them."""

from articlefmt.cli.reports.as_github import Github
from articlefmt.cli.reports.as_json import Json
from articlefmt.cli.reports.as_sarif import Sarif
from articlefmt.cli.reports.as_text import Concise, Text
from articlefmt.cli.reports.base import Report, Summary

__all__ = ["Concise", "Github", "Json", "Report", "Sarif", "Summary", "Text"]
