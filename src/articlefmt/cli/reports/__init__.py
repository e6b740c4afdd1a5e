"""The formats in which findings are told; findings know nothing of them."""

from articlefmt.cli.reports.as_github import Github
from articlefmt.cli.reports.as_gitlab import Gitlab
from articlefmt.cli.reports.as_json import Json
from articlefmt.cli.reports.as_junit import Junit
from articlefmt.cli.reports.as_markdown import Markdown
from articlefmt.cli.reports.as_sarif import Sarif
from articlefmt.cli.reports.as_text import Concise, Counted, Grouped, Text
from articlefmt.cli.reports.base import Checked, Report, Summary
from articlefmt.cli.reports.statistics import Statistics

__all__ = [
    "Checked",
    "Concise",
    "Counted",
    "Github",
    "Gitlab",
    "Grouped",
    "Json",
    "Junit",
    "Markdown",
    "Report",
    "Sarif",
    "Statistics",
    "Summary",
    "Text",
]
