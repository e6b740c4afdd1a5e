"""`Document.record`: each problem has its key, line and column."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from hypothesis import given

import articlefmt
from articlefmt import Article, Limits, Problem, Profile, Record, StructureError
from articlefmt.place import Place
from tests.samples import SECRET, file, form, shows_secret
from tests.strategies import untidy_documents


def refused(data: bytes, cls: type[Record] = Record, **how: Any) -> StructureError:
    with pytest.raises(StructureError) as caught:
        _ = articlefmt.loads(data, cls, **how).record
    return caught.value


class TestPlaces:
    @pytest.mark.parametrize(
        ("lines", "problem"),
        [
            (
                ['heat: "70"'],
                Problem("T304", "this number is quoted, so it is text; remove the quotes", ("heat",), Place(9, 7, 'heat: "70"')),
            ),
            (["heat:   hot  # c"], Problem("T301", "takes an int or None, not text", ("heat",), Place(9, 9, "heat:   hot  # c"))),
            (["heat: &a !x hot"], Problem("T301", "takes an int or None, not text", ("heat",), Place(9, 7, "heat: &a !x hot"))),
            (["heat:", "  - a"], Problem("T301", "takes an int or None, not a list", ("heat",), Place(9, 1, "heat:"))),
            (["heat: {a: b}"], Problem("T301", "takes an int or None, not a mapping", ("heat",), Place(9, 1, "heat: {a: b}"))),
            (["heat: |", "  x"], Problem("T301", "takes an int or None, not text", ("heat",), Place(9, 7, "heat: |"))),
            (["é: 😀", "heat: ü"], Problem("T301", "takes an int or None, not text", ("heat",), Place(10, 7, "heat: ü"))),
            (["levels: [é😀, 5]"], Problem("T301", "takes a str, not an int; quote it", ("levels", 1), Place(9, 14, "levels: [é😀, 5]"))),
            (["levels: [a, ]", "images: [x]"], Problem("T301", "takes an Image, not text", ("images", 0), Place(10, 10, "images: [x]"))),
            (["levels:", "- a", "-"], Problem("T301", "takes a str, not null", ("levels", 1), Place(11, 2, "-"))),
            (
                ["images:", "  - url: u", "    width: 1"],
                Problem("T302", "it is missing; Image needs an int here", ("images", 0, "height"), Place(10, 5, "  - url: u")),
            ),
            (
                ["provider:", "  name: N"],
                Problem("T302", "it is missing; Provider needs a str here", ("provider", "domain"), Place(9, 1, "provider:")),
            ),
            (
                ["provider: {name: N, domain: [x]}"],
                Problem("T301", "takes a str, not a list; quote it if it is text", ("provider", "domain"), Place(9, 21, "provider: {name: N, domain: [x]}")),
            ),
            (
                ["x: &x [5]", "levels: *x"],
                Problem("T301", "takes a str, not an int; quote it", ("levels", 0), Place(9, 8, "x: &x [5]")),
            ),
            (["x: &x a", "heat: *x"], Problem("T301", "takes an int or None, not text", ("heat",), Place(10, 1, "heat: *x"))),
            (
                ["actions: [{url: u, type: t, title: 5, attribution: a}]"],
                Problem(
                    "T301", "takes a str, not an int; quote it", ("actions", 0, "title"),
                    Place(9, 36, "actions: [{url: u, type: t, title: 5, attribution: a}]"),
                ),
            ),
            (["heat: '''x'''"], Problem("T301", "takes an int or None, not text", ("heat",), Place(9, 7, "heat: '''x'''"))),
            (["heat:", "  hot"], Problem("T301", "takes an int or None, not text", ("heat",), Place(10, 3, "  hot"))),
            (["secured: 5"], Problem("T301", "takes a Secured or None, not an int", ("secured",), Place(9, 10, None))),
        ],
    )  # fmt: skip
    def test_a_problem_has_the_place_of_its_value_or_of_the_nearest_there_is(
        self, lines: list[str], problem: Problem
    ) -> None:
        assert refused(form(*lines)).problems == (problem,)

    def test_what_is_missing_at_the_top_has_the_place_of_the_first_key(self) -> None:
        assert refused(file("# c", "", "type: article", 'excerpt: "T"')).problems == (
            Problem("T302", "it is missing; Article needs a str here", ("title",), Place(4, 1, "type: article")),
        )

    def test_all_problems_come_at_once(self) -> None:
        error = refused(form('heat: "70"', "images:", "  - url: u", "    width: yes", "topic: x", "levels: [1]"))
        assert str(error) == (
            '9:7: T304 heat: this number is quoted, so it is text; remove the quotes\n    heat: "70"\n          ^\n'
            "12:12: T301 images[0].width: takes an int, not text\n        width: yes\n               ^\n"
            "11:5: T302 images[0].height: it is missing; Image needs an int here\n      - url: u\n        ^\n"
            "14:10: T301 levels[0]: takes a str, not an int; quote it\n    levels: [1]\n             ^"
        )

    def test_crlf_changes_no_place(self) -> None:
        data = form('heat: "70"', "levels: [1]")
        assert refused(data.replace(b"\n", b"\r\n")).problems == refused(data).problems

    @given(untidy_documents())
    def test_a_problem_points_into_the_front_matter(self, data: bytes) -> None:
        lines = re.split("\r?\n", data.decode())
        try:
            _ = articlefmt.loads(data, Article).record
        except StructureError as error:
            for problem in error.problems:
                assert problem.line is not None
                assert problem.column is not None
                line = lines[problem.line - 1]
                assert 1 <= problem.column <= len(line) + 1
                assert problem.excerpt is None or len(problem.excerpt) == len(line)

    def test_a_problem_where_nothing_is_has_the_place_of_what_is_above(self) -> None:
        text = articlefmt.loads(form("levels: [a]")).parsed
        for key in (("levels", 1), ("levels", -1), ("levels", "x"), ("levels", "x", 0)):
            found = text.locate(Problem("T301", "no", key))
            assert found == Problem("T301", "no", key, Place(9, 1, "levels: [a]"))
        assert text.locate(Problem("T301", "no", ("x", 0))).place == Place(2, 1, 'title: "T"')


class TestAnotherClass:
    def test_a_profile_loaded_as_an_article_says_so_and_shows_the_class(self) -> None:
        data = file('name: "Ada"', 'bio: "B"', "location: L", 'type: "profile"', 'heat: "1"')
        assert str(refused(data, Article)) == (
            "2:1: T303 its keys are those of a Profile, not of an Article; load it with cls=articlefmt.Profile\n"
            '    name: "Ada"\n'
            "    ^"
        )
        assert refused(data, Profile).problems == (
            Problem(
                "T304", "this number is quoted, so it is text; remove the quotes", ("heat",), Place(6, 7, 'heat: "1"')
            ),
        )

    def test_record_takes_the_class_that_the_keys_tell(self) -> None:
        data = file('name: "Ada"', 'bio: "B"', "location: L", 'type: "profile"')
        assert articlefmt.loads(data, Record).record == Profile(name="Ada", bio="B", location="L", type="profile")


class TestAliases:
    def test_values_are_those_of_the_anchor_and_share_nothing(self) -> None:
        record = articlefmt.loads(form("x: &x [a, b]", "levels: *x", "items: *x"), Article).record
        assert record.levels == record.items == record.extra["x"] == ["a", "b"]
        record.levels.append("c")
        assert record.items == record.extra["x"] == ["a", "b"]

    @pytest.mark.parametrize(
        "lines",
        [
            ["x: &x [*x]"],
            ["x: &x {y: *x}"],
            ["x: &x [a, {b: [*x]}]"],
            ["levels: &x [*x]"],
            ["provider: &p {name: N, domain: d, images: [*p]}"],
        ],
    )
    def test_what_holds_itself_is_refused_at_its_alias(self, lines: list[str]) -> None:
        data = form(*lines)
        document = articlefmt.loads(data)
        column = lines[0].index("*") + 1
        message = "its aliases expand to more than 20,000 values; write them out"
        problem = Problem("T305", message, place=Place(9, column, lines[0]))
        for ask in (lambda: document.record, lambda: document.values):
            with pytest.raises(StructureError) as caught:
                ask()
            assert caught.value.problems == (problem,)
        assert document.to_bytes() == data

    def test_aliases_of_aliases_are_refused_quickly(self) -> None:
        names = "abcdefghij"
        bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
        bomb += [f"{two}: &{two} [{', '.join([f'*{one}'] * 10)}]" for one, two in itertools.pairwise(names)]
        assert refused(form(*bomb)).problems == (
            Problem("T305", "its aliases expand to more than 20,000 values; write them out", (), Place(10, 8, bomb[1])),
        )

    def test_the_limit_is_that_of_the_nodes(self) -> None:
        data = file("x: &x [a, b]", "y: [*x, *x]")
        assert articlefmt.loads(data, limits=Limits(nodes=10)).values["y"] == [["a", "b"], ["a", "b"]]
        with pytest.raises(StructureError) as caught:
            _ = articlefmt.loads(data, limits=Limits(nodes=9)).values
        message = "3:5: T305 its aliases expand to more than 9 values; write them out"
        assert str(caught.value) == f"{message}\n    y: [*x, *x]\n        ^"

    def test_the_line_is_shown(self) -> None:
        assert refused(form("x: &x [*x]")).excerpt == "x: &x [*x]"


class TestExtra:
    def test_unknown_keys_are_kept_in_the_order_of_the_file(self) -> None:
        data = file(
            "z: 1",
            'title: "T"',
            "b: ",
            'excerpt: ""',
            "type: a",
            "provider: {y: 1, name: N, domain: d, x: [2]}",
            "a: {}",
        )
        record = articlefmt.loads(data, Article).record
        assert record.provider is not None
        assert list(record.extra.items()) == [("z", 1), ("b", None), ("a", {})]
        assert list(record.provider.extra.items()) == [("y", 1), ("x", [2])]

    def test_keys_that_are_not_text_are_left_out(self) -> None:
        data = form("1: a", "true: b", "? [c]", ": d", "~: e", "2020-01-01: f", "<<: {g: h}", "x: {2: a, b: c}")
        assert articlefmt.loads(data, Article).record.extra == {"<<": {"g": "h"}, "x": {"b": "c"}}


def test_no_problem_shows_secured() -> None:
    data = file(f'title: [1]  # secured: "{SECRET}"', "heat: x", "secured:", f"  - {SECRET}", f"  - {SECRET}")
    error = refused(data)
    assert not shows_secret(str(error) + repr(error.problems))
