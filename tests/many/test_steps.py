"""Steps that are given as text: a function for `edit_many`."""

from __future__ import annotations

import pickle

import pytest

import articlefmt
from articlefmt import EditError, StructureError
from articlefmt.many.conditions import Condition
from articlefmt.many.steps import Step, Steps
from tests.samples import form


def test_they_pickle() -> None:
    steps = Steps((Step("set", ("heat",), "6"),), (Condition(("heat",), "<", "6"),))
    assert pickle.loads(pickle.dumps(steps)) == steps


def test_they_are_done_where_the_conditions_hold() -> None:
    steps = Steps((Step("set", ("heat",), "6"),), (Condition(("heat",), "<", "6"), Condition(("title",), "=", "T")))
    for heat, wanted in ((5, 6), (7, 7)):
        document = articlefmt.loads(form(f"heat: {heat}"))
        steps(document)
        assert document.to_bytes() == form(f"heat: {wanted}")


def test_what_leaves_a_file_worse_has_its_place() -> None:
    document = articlefmt.loads(form("heat: 5"))
    with pytest.raises(StructureError) as caught:
        Steps((Step("set", ("heat",), "x"), Step("delete", ("title",))))(document)
    assert {(problem.key, problem.line) for problem in caught.value.problems} == {(("title",), 2), (("heat",), 9)}
    Steps((Step("set", ("heat",), "x"),), is_forced=True)(articlefmt.loads(form("heat: 5")))


def test_one_that_can_not_be_done_is_the_edit_s_error() -> None:
    with pytest.raises(EditError, match="the value here is no list"):
        Steps((Step("add", ("title",), "x"),))(articlefmt.loads(form()))
