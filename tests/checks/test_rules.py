"""The closed list of codes: a rule is one object, and a code stands nowhere else but where it is raised."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from articlefmt.checks import ignores, together
from articlefmt.checks.guard import DELETED, UNSEEN
from articlefmt.checks.rule import Group, Rule
from articlefmt.checks.rules import CHECKS, GROUPS, RULES
from tests.samples import ROOT

PACKAGE = ROOT / "src" / "articlefmt"
SOURCES = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
BELOW = [name for name in SOURCES if name.split("/")[0] not in {"checks", "cli", "testing"}]

COMPARED = {"K401", "K402"}
"""Codes of checks that `lens.worse` tells, too: it compares a document before and after an edit."""

every_group = pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.code)
every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)


def literals(name: str) -> set[str]:
    """The codes that a module has in quotes."""
    return set(re.findall(r'"([A-Z]\d{3})"', SOURCES[name]))


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """What a module calls, each as it is written."""
    for node in ast.walk(ast.parse(SOURCES[name])):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


class TestTheList:
    def test_it_is_closed(self) -> None:
        """A rule that no group has would be told nowhere."""
        made = [
            keyword.value.value
            for name in SOURCES
            for function, call in calls(name)
            for keyword in call.keywords
            if function == "Rule" and keyword.arg == "code" and isinstance(keyword.value, ast.Constant)
        ]
        assert sorted(map(str, made)) == sorted(RULES)

    def test_a_code_has_one_rule_and_a_name_one_code(self) -> None:
        rules = [rule for group in GROUPS for rule in group.rules]
        assert len(rules) == len(RULES) == len({rule.name for rule in rules})

    def test_it_is_in_the_order_of_the_documents(self) -> None:
        codes = [group.code for group in GROUPS]
        assert codes == ["F1", "Y2", "T3", "K4", "S5", "C6", "X1", "I1", "G0", "E7", "W8", "P9"]

    @every_group
    def test_the_codes_of_a_group_start_with_its_own_and_are_in_order(self, group: Group) -> None:
        codes = [rule.code for rule in group.rules]
        assert all(re.fullmatch(rf"{group.code}[0-9]{{2}}", code) for code in codes)
        assert codes == sorted(codes)


class TestARule:
    @every_rule
    def test_it_says_what_it_means_why_it_matters_and_how_to_mend_it(self, rule: Rule) -> None:
        headings = [heading for heading in rule.points if heading != "Readers"]
        assert headings == ["Severity", "Means", "Matters", "Mend"]
        assert all(text.endswith((".", ")", "error", "warning", "`")) for text in rule.points.values())
        assert not any(re.search(r"^\s|\s$|\s\s|\n", text) for text in (rule.name, *rule.points.values()))

    @every_rule
    def test_what_it_says_of_its_severity_is_its_severity(self, rule: Rule) -> None:
        exception = "exception only (" if rule.code.startswith(("E", "W")) else rule.severity
        assert rule.points["Severity"].startswith(exception)

    def test_of_the_consumers_it_says_who_misreads(self) -> None:
        assert all(rule.readers for code, rule in RULES.items() if code.startswith("C"))

    def test_without_a_check_it_is_raised_below_and_the_reverse(self) -> None:
        raised = set().union(*map(literals, BELOW)) - COMPARED
        of_files = {DELETED.code, UNSEEN.code}  # that aren't there: what looks for files tells of them
        of_all = {rule.code for rule in together.GROUP.rules}  # no document tells alone
        of_comments = {rule.code for rule in ignores.GROUP.rules}  # they are about what the checks found
        assert raised | of_files | of_all | of_comments == {rule.code for rule in RULES.values() if rule.check is None}

    def test_what_an_edit_is_refused_for_has_the_code_that_a_check_tells_it_by(self) -> None:
        assert literals("lens/worse.py") >= COMPARED
        assert all(RULES[code].check is not None for code in COMPARED)

    @every_rule
    def test_with_a_check_its_module_tells_it(self, rule: Rule) -> None:
        if rule.check is not None:
            names = [name for name, value in rule.check.__globals__.items() if value is rule]
            told = [function for function, _ in calls(f"checks/{rule.check.__module__.rpartition('.')[2]}.py")]
            assert any(f"{name}.{how}" in told for name in names for how in ("finding", "at_line"))

    def test_a_check_that_several_have_is_run_once(self) -> None:
        assert len(set(CHECKS)) == len(CHECKS)
        assert set(CHECKS) == {rule.check for rule in RULES.values()} - {None}


class TestCodeAndSeverity:
    def test_every_code_that_stands_somewhere_is_a_rule_s(self) -> None:
        assert set().union(*map(literals, SOURCES)) == set(RULES)

    def test_rules_alone_make_findings(self) -> None:
        users = {name for name in SOURCES if any(function == "Finding" for function, _ in calls(name))}
        assert users == {"checks/rule.py"}
