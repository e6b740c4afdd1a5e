"""What a class itself refuses is told with its key: its converters, validators and hooks."""

from __future__ import annotations

import abc
from typing import Any

import attrs
import pytest

import articlefmt
from articlefmt import EditError, StructureError
from articlefmt.lens.refusals import refusals
from articlefmt.model.checked import checked
from tests.samples import SECRET, file, shows_secret


def whole(text: str) -> str:
    if not text:
        message = "an empty name\nand a second line"
        raise ValueError(message)
    return text


def short(_record: object, _attribute: object, value: str) -> None:
    if len(value) > 5:
        raise ValueError


def silent(_record: object, _attribute: object, value: object) -> None:
    if value == "odd":
        raise ValueError({"a": 1})


@attrs.define
class Author:
    name: str = attrs.field(converter=whole)
    mail: str = attrs.field(default="a@b", validator=attrs.validators.matches_re(r"\S+@\S+"))


@attrs.define
class Post:
    title: str = attrs.field(validator=short)
    size: int = attrs.field(default=1, validator=[attrs.validators.ge(1), attrs.validators.le(9)])
    odd: str = attrs.field(default="", validator=silent)
    author: Author | None = None
    authors: list[Author] = attrs.field(factory=list)
    many: dict[str, Author] = attrs.field(factory=dict)
    checked: str = attrs.field(default="", validator=checked)
    made: list[int] = attrs.field(init=False, factory=list)
    later: int = attrs.field(init=False, validator=attrs.validators.ge(1))

    def __attrs_post_init__(self) -> None:
        if self.size == len(self.title):
            message = f"the size is that of {self.title}"
            raise RuntimeError(message)


def told(values: dict[str, Any], cls: type = Post) -> list[tuple[str, str]]:
    """The key and the message of each problem of the record."""
    with pytest.raises(StructureError) as caught:
        articlefmt.structure(values, cls)
    assert {problem.code for problem in caught.value.problems} == {"T306"}
    return [(".".join(map(str, problem.key)), problem.message) for problem in caught.value.problems]


REFUSED: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"title": "T", "size": 0}, [("size", "`Post` refuses it: 'size' must be >= 1: 0")]),
    ({"title": "Titles", "size": 10}, [("title", "`Post` refuses it: ValueError"), ("size", "`Post` refuses it: 'size' must be <= 9: 10")]),
    ({"title": "T", "odd": "odd"}, [("odd", "`Post` refuses it: {'a': 1}")]),
    ({"title": "ab", "size": 2}, [("", "`Post` refuses it: the size is that of ab")]),
    ({"title": "ab", "author": {"name": ""}}, [("author.name", "`Author` refuses it: an empty name")]),
    ({"title": "ab", "authors": [{"name": "A"}, {"name": "", "mail": "x"}]}, [
        ("authors.1.name", "`Author` refuses it: an empty name"),
    ]),
    ({"title": "ab", "authors": [{"name": "A", "mail": "x"}]}, [
        ("authors.0.mail", r"`Author` refuses it: 'mail' must match regex '\\S+@\\S+' ('x' doesn't)"),
    ]),
    ({"title": "ab", "many": {"x": {"name": ""}}}, [("many.x.name", "`Author` refuses it: an empty name")]),
]  # fmt: skip


@pytest.mark.parametrize(("values", "problems"), REFUSED)
def test_each_field_that_the_class_refuses_is_told(values: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    assert told(values) == problems


def test_where_types_do_not_fit_they_alone_are_told() -> None:
    with pytest.raises(StructureError) as caught:
        articlefmt.structure({"title": "Titles", "size": "x"}, Post)
    assert [problem.code for problem in caught.value.problems] == ["T301"]


def test_a_nested_record_that_is_refused_is_told_alone_and_the_outer_one_is_not_made() -> None:
    assert [key for key, _ in told({"title": "ab", "size": 2, "author": {"name": ""}})] == ["author.name"]


def test_a_problem_has_the_place_of_its_value_or_of_the_nearest() -> None:
    for title, size, place in (("T", 0, "3:7"), ("ab", 2, "2:1")):
        with pytest.raises(StructureError) as caught:
            _ = articlefmt.loads(file(f"title: {title}", f"size: {size}"), Post).record
        assert str(caught.value).startswith(f"{place}: T306 ")


def test_an_edit_that_the_class_refuses_is_refused_with_its_key() -> None:
    document = articlefmt.loads(file("title: T", "size: 3", "author: {name: A}"), Post)
    author = document.record.author
    assert author is not None
    object.__setattr__(author, "mail", "x")
    with pytest.raises(EditError) as caught:
        document.to_bytes()
    assert (caught.value.code, caught.value.key, caught.value.line) == ("E707", ("author", "mail"), 4)
    object.__setattr__(author, "mail", "c@d")
    assert document.to_bytes() == file("title: T", "size: 3", "author: {name: A, mail: c@d}")


def test_a_class_that_only_keeps_what_it_is_given_refuses_nothing() -> None:
    assert [*refusals({"title": "T"}, articlefmt.Article, ())] == []
    assert [*refusals({"title": "Ti"}, Post, ())] == []


@attrs.define
class Parent:
    a: int = 0
    b: int = attrs.field()
    _hidden: int = attrs.field(default=0)
    given: int = attrs.field(default=0, alias="handed")

    @b.default
    def _b(self) -> int:
        if self.a == 5:
            message = "no five"
            raise LookupError(message)
        return self.a

    @_hidden.validator
    def _check(self, _attribute: object, value: int) -> None:
        if value > self.b:
            message = "too large"
            raise ValueError(message)

    @given.validator
    def _check_given(self, _attribute: object, value: int) -> None:
        if value:
            raise KeyError(value)


def test_factories_that_take_the_record_private_names_and_aliases_are_done_again_as_attrs_does() -> None:
    assert told({"a": 5}, Parent) == [("b", "`Parent` refuses it: no five")]
    assert told({"a": 1, "_hidden": 2, "given": 7}, Parent) == [
        ("_hidden", "`Parent` refuses it: too large"),
        ("given", "`Parent` refuses it: 7"),
    ]


@pytest.mark.skipif(not hasattr(attrs, "Converter"), reason="of attrs 24.1 and later")
def test_a_converter_that_takes_the_record_and_the_field_is_done_again_too() -> None:
    def convert(value: Any, record: Any, field: Any) -> Any:
        if value == record.a:
            raise ValueError(field.name)
        return value

    both = attrs.Converter(convert, takes_self=True, takes_field=True)
    cls = attrs.make_class("Both", {"a": attrs.field(type=int), "b": attrs.field(type=int, converter=both)})
    assert told({"a": 1, "b": 1}, cls) == [("b", "`Both` refuses it: b")]
    assert articlefmt.structure({"a": 1, "b": 2}, cls) == cls(1, 2)


def test_no_refusal_shows_what_is_opaque() -> None:
    def refuse(_record: object, _attribute: object, value: object) -> None:
        message = f"not {value}"
        raise ValueError(message)

    cls = attrs.make_class("Shown", {"secured": attrs.field(type=str, validator=refuse)})
    ((key, message),) = told({"secured": SECRET}, cls)
    assert key == "secured"
    assert not shows_secret(message)


def test_what_a_class_raises_of_itself_has_the_key_of_its_mapping() -> None:
    class Refusing:
        def __init__(self) -> None:
            raise RuntimeError

    inner: Any = attrs.define(init=False)(Refusing)
    cls = attrs.make_class("Outer", {"inner": attrs.field(type=inner)})
    assert told({"inner": {}}, cls) == [("inner", "`Refusing` refuses it: RuntimeError")]


def test_what_a_class_refuses_once_and_not_again_is_told_all_the_same() -> None:
    refused: list[int] = []

    def refuse_once(_record: object, _attribute: object, value: int) -> None:
        if value not in refused:
            refused.append(value)
            message = f"not yet, {SECRET}"
            raise ValueError(message)

    fields = {"a": attrs.field(type=int, validator=refuse_once), "secured": attrs.field(type=str)}
    cls = attrs.make_class("Moody", fields)
    ((key, message),) = told({"a": 5, "secured": SECRET}, cls)
    assert (key, message.partition(",")[0]) == ("", "`Moody` refuses it")
    assert message.startswith("`Moody` refuses it, though not each time: not yet, ")
    assert not shows_secret(message)


def test_of_an_abstract_class_no_field_is_to_blame() -> None:
    class Abstract(abc.ABC):
        name: str = attrs.field(converter=whole)

        @abc.abstractmethod
        def length(self) -> int: ...

    ((key, message),) = told({"name": ""}, attrs.define(slots=False)(Abstract))
    assert key == ""
    assert message.startswith("`Abstract` refuses it: Can't instantiate abstract class Abstract")


def test_an_error_that_can_not_say_what_it_is_is_told_by_its_name() -> None:
    class SilentError(Exception):
        def __str__(self) -> str:
            raise NotImplementedError

    def refuse(_value: object) -> None:
        raise SilentError(5)

    cls = attrs.make_class("Silent", {"a": attrs.field(type=int, converter=refuse)})
    assert told({"a": 1}, cls) == [("a", "`Silent` refuses it: SilentError")]
