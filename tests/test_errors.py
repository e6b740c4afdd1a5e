"""Errors are data first; the prose is made from that, and never shows `secured`."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt import (
    ArticleError,
    ConflictError,
    EditError,
    FieldError,
    ParseError,
    Problem,
    Record,
    SecuredChangedError,
    StructureError,
)
from articlefmt.checks.rules import RULES
from articlefmt.errors import naming
from articlefmt.place import Place
from tests.samples import SECRET, file, form, shows_secret

EXAMPLES: tuple[ArticleError, ...] = (
    ArticleError("no", code="F101"),
    ParseError("keep one", code="Y203", key=("images", 0, "url"), file="a.md", place=Place(3, 5, "    url: x")),
    StructureError(
        [Problem("T302", "it is missing", ("title",), Place(2, 1, "a: 1")), Problem("T301", "no", ("a",))], file="b.md"
    ),
    ConflictError("load it again", code="W801", file="c.md"),
    EditError("can't be written", code="E702", key=("title",)),
    FieldError("heat", "an int or None", bool),
    SecuredChangedError("`secured` would change"),
)


def all_classes(cls: type[ArticleError]) -> set[type[ArticleError]]:
    return {cls}.union(*(all_classes(below) for below in cls.__subclasses__()))


class TestText:
    def test_it_starts_with_file_line_column_code_and_key_and_shows_the_line_with_a_caret(self) -> None:
        error = ParseError(
            "keep one", code="Y203", key=("images", 0, "url"), file="a.md", place=Place(3, 5, "    url: x")
        )
        assert str(error) == "a.md:3:5: Y203 images[0].url: keep one\n        url: x\n        ^"

    @pytest.mark.parametrize(
        ("data", "text"),
        [
            ({}, "F101 none"),
            ({"file": "a.md"}, "a.md: F101 none"),
            ({"place": Place(3, 5)}, "3:5: F101 none"),
            ({"key": ("heat",)}, "F101 heat: none"),
            ({"file": "a.md", "place": Place(3, 5)}, "a.md:3:5: F101 none"),
            ({"file": "a.md", "place": Place(3, 5, "")}, "a.md:3:5: F101 none"),
            ({"place": Place(1, 3, "ab\tc")}, "1:3: F101 none\n    ab\tc\n      ^"),
            ({"place": Place(1, 3, "\t\tc")}, "1:3: F101 none\n    \t\tc\n    \t\t^"),
        ],
    )
    def test_what_is_not_known_is_left_out(self, data: dict[str, Any], text: str) -> None:
        assert str(ArticleError("none", code="F101", **data)) == text

    def test_a_long_line_is_cut_to_the_part_around_the_column(self) -> None:
        error = ArticleError("none", code="F101", place=Place(1, 501, "a" * 500 + "b" + "c" * 500))
        assert str(error) == f"1:501: F101 none\n    {'a' * 50}b{'c' * 49}\n    {' ' * 50}^"

    def test_long_parts_are_cut(self) -> None:
        text = str(ArticleError("m" * 5000, code="F101", key=("k" * 5000,), file="f" * 5000, place=Place(1, 1)))
        assert text == f"{'f' * 299}…:1:1: F101 {'k' * 59}…: {'m' * 599}…"

    def test_a_structure_error_lists_every_problem(self) -> None:
        problems = [
            Problem("T302", "it is missing", ("title",), Place(2, 1, "a: 1")),
            Problem("T301", "takes an int", ("images", 1, "width"), Place(9, 12, "    width: x")),
        ]
        assert str(StructureError(problems, file="a.md")) == (
            "a.md:2:1: T302 title: it is missing\n    a: 1\n    ^\n"
            "a.md:9:12: T301 images[1].width: takes an int\n        width: x\n               ^"
        )

    def test_the_first_problem_gives_a_structure_error_its_data(self) -> None:
        error = StructureError(
            [Problem("T302", "it is missing", ("title",), Place(2, 1, "a: 1")), Problem("T301", "no")]
        )
        assert (error.code, error.message, error.key) == ("T302", "it is missing", ("title",))
        assert (error.file, error.line, error.column, error.excerpt) == (None, 2, 1, "a: 1")

    def test_too_many_problems_are_counted(self) -> None:
        text = str(StructureError([Problem("T302", "it is missing", (f"key{n}",)) for n in range(1000)]))
        *shown, last = text.split("\n")
        assert shown == [f"T302 key{n}: it is missing" for n in range(len(shown))]
        assert last == f"… and {1000 - len(shown)} more problems"
        assert len(shown) > 50

    @given(
        st.lists(
            st.builds(
                Problem,
                code=st.just("T301"),
                message=st.text() | st.just("m" * 3000),
                key=st.lists(st.text() | st.integers() | st.just("k" * 300), max_size=9).map(tuple),
                place=st.none()
                | st.builds(
                    Place,
                    line=st.integers(1),
                    column=st.integers(1, 9999),
                    excerpt=st.none() | st.text() | st.just("x" * 5000),
                ),
            ),
            min_size=1,
            max_size=40,
        ),
        st.none() | st.text() | st.just("f" * 3000),
    )
    def test_it_has_at_most_about_2000_characters(self, problems: list[Problem], name: str | None) -> None:
        assert len(str(StructureError(problems, file=name))) <= 2000


class TestTree:
    def test_there_is_an_example_of_every_class(self) -> None:
        assert {type(error) for error in EXAMPLES} == all_classes(ArticleError)

    @pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
    def test_every_error_is_a_value_error_of_ours_with_a_known_code(self, error: ArticleError) -> None:
        assert isinstance(error, ValueError)
        assert isinstance(error, ArticleError)
        assert error.code in RULES

    @pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_every_error_can_be_pickled(self, error: ArticleError, protocol: int) -> None:
        again = pickle.loads(pickle.dumps(error, protocol))
        assert type(again) is type(error)
        assert vars(again) == vars(error)
        assert again.args == error.args
        assert str(again) == str(error)

    @pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
    def test_every_error_can_be_copied(self, error: ArticleError) -> None:
        for again in (copy.copy(error), copy.deepcopy(error)):
            assert (type(again), vars(again), str(again)) == (type(error), vars(error), str(error))

    def test_a_field_error_is_a_type_error_and_an_edit_error_and_names_types_only(self) -> None:
        error = FieldError("heat", "an int or None", str)
        assert isinstance(error, TypeError)
        assert isinstance(error, EditError)
        assert (error.code, error.key, error.field, error.expected, error.given) == (
            "E701", ("heat",), "heat", "an int or None", str,
        )  # fmt: skip
        assert str(error) == "E701 heat: heat takes an int or None, not str"

    def test_a_secured_changed_error_is_an_edit_error_about_secured(self) -> None:
        error = SecuredChangedError("it would change")
        assert isinstance(error, EditError)
        assert (error.code, error.key, str(error)) == ("E705", ("secured",), "E705 secured: it would change")


class TestNaming:
    def test_an_error_that_leaves_the_block_gains_the_file(self) -> None:
        with pytest.raises(EditError) as caught, naming("a.md"):
            raise EditError("no", code="E703")
        assert caught.value.file == "a.md"

    def test_a_file_that_is_known_stays(self) -> None:
        with pytest.raises(EditError) as caught, naming("a.md"):
            raise EditError("no", code="E703", file="b.md")
        assert caught.value.file == "b.md"

    def test_foreign_errors_pass(self) -> None:
        with pytest.raises(KeyError), naming("a.md"):
            raise KeyError


BROKEN = (
    file(f'secured: "{SECRET}'),
    file(f"secured: '{SECRET}", "title: a"),
    file(f'secured: "{SECRET}" x'),
    file(f"secured: {SECRET}: a"),
    file(f"secured: @{SECRET}"),
    file(f"secured: [{SECRET}"),
    file(f"secured: {{a: {SECRET}"),
    file("secured:", f'  "{SECRET}" x'),
    file("secured: >", f"  {SECRET}", f" {SECRET}", "x"),
    file(f'secured: "{SECRET[:40]}', f'  {SECRET[40:]}" x'),
    file(f'secured: "{SECRET}"', f'secured: "{SECRET}"'),
    file(f'{{secured: "{SECRET}", title: "a}}'),
    file(f'secured: "{SECRET}\\q"'),
    file(f'secured: "{SECRET}\\ud800"'),
    file(f'secured: "{SECRET}\x07"'),
    file(f"SECURED: @{SECRET}"),
    file(f"- secured: {SECRET}"),
    file(f'title: "{SECRET}'),
    form(f"secured: [{SECRET}]"),
    form(f"secured: {{a: {SECRET}}}"),
    form(f"secured: &a [*a, {SECRET}]"),
    form(f"heat: {SECRET}"),
    file("title: 1", f'secured: "{SECRET}"'),
    file("title: 1", "secured:", f"  - {SECRET}"),
)


@pytest.mark.parametrize("data", BROKEN)
def test_no_error_and_no_finding_shows_secured(data: bytes) -> None:
    with pytest.raises(ArticleError) as caught:
        _ = articlefmt.loads(data, Record).record
    shown = [str(caught.value), repr(caught.value), *map(str, articlefmt.check(data))]
    assert not any(map(shows_secret, shown))
