"""For CI systems that show tests: the XML of JUnit, as Jenkins and GitLab read it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from articlefmt.cli.reports.base import Checked, Summary
from articlefmt.cli.reports.statistics import Statistics
from articlefmt.cli.status import OK
from articlefmt.display import one_line
from articlefmt.keys import subject
from articlefmt.storage import public_name

__all__ = ["Junit"]


class Junit:
    """One suite with a test for each file: what is found in it is why it fails, be it a warning.

    What isn't printable is escaped: most control characters can't be in XML, however they are written.
    """

    def __init__(self) -> None:
        self._suite = Element("testsuite", name="articlefmt")

    def file(self, checked: Checked) -> str:
        """Nothing yet: a suite says first how many of its tests fail."""
        name = one_line(public_name(checked.name))
        test = SubElement(self._suite, "testcase", name=name, classname="articlefmt")
        for finding in checked.findings:
            message = one_line(subject(finding.key) + finding.message)
            SubElement(test, "failure", type=finding.code, message=message).text = str(finding)
        if checked.refusal is not None:
            what = "error" if checked.refusal.status != OK else "skipped"
            message = one_line(checked.refusal.message)
            SubElement(test, what, type="unread", message=message).text = message
        return ""

    def end(self, summary: Summary) -> str:
        """The suite, with how often each code was found as its properties."""
        tests = self._suite.findall("testcase")
        counts = {"tests": len(tests)}
        for plural, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            counts[plural] = sum(test.find(kind) is not None for test in tests)
        self._suite.attrib.update({name: str(count) for name, count in counts.items()})
        if summary.statistics is not None:
            self._suite.insert(0, _properties(summary.statistics))
        suites = Element("testsuites")
        suites.append(self._suite)
        indent(suites, " ")
        data: bytes = tostring(suites, encoding="us-ascii", xml_declaration=True)
        return f"{data.decode()}\n"


def _properties(statistics: Statistics) -> Element:
    """A property for each code, and one for each of its keys: `C603`, `C603 images[].width`."""
    properties = Element("properties")
    for one in statistics.counts:
        counts = [(one.code, one.found), *((f"{one.code} {one_line(key)}", count) for key, count in one.keys)]
        for name, count in counts:
            SubElement(properties, "property", name=name, value=str(count))
    return properties
