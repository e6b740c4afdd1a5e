"""What a class does when a record of it is made."""

from __future__ import annotations

from typing import Any, Generic, Self, TypeVar

import attrs
import pytest

import articlefmt
from articlefmt import RECORDS
from articlefmt.model import parts
from articlefmt.model.base import Part
from articlefmt.model.making import changes_what_it_is_given, does_more_than_keep, is_frozen, nested_classes, only_keeps

T = TypeVar("T")


def stripped(text: str) -> str:
    return text.strip()


@attrs.define
class Plain:
    a: str
    b: list[int] = attrs.field(factory=list)
    c: tuple[int, ...] = attrs.field(factory=tuple)


@attrs.define
class Checked:
    a: str = attrs.field(validator=articlefmt.checked)


@attrs.define
class Valid:
    a: int = attrs.field(validator=attrs.validators.ge(1))


@attrs.define
class Converted:
    a: str = attrs.field(converter=stripped)


@attrs.define
class MadeAnew:
    a: list[int] = attrs.field(factory=lambda: [1])


@attrs.define
class OfItself:
    a: int
    b: int = attrs.field()

    @b.default
    def _b(self) -> int:
        return self.a


@attrs.define
class Uninitialised:
    a: int
    b: int = attrs.field(default=0, init=False)


@attrs.define
class Hooked:
    a: int

    def __attrs_post_init__(self) -> None:
        self.a += 1


@attrs.define
class Prepared:
    a: int

    def __attrs_pre_init__(self) -> None:
        pass


@attrs.define(init=False)
class OwnInit:
    a: int

    def __init__(self, a: int) -> None:
        self.a = a


@attrs.define
class OwnNew:
    a: int

    def __new__(cls, *_: Any, **__: Any) -> Self:
        return object.__new__(cls)


class Registry:
    def __init_subclass__(cls) -> None:
        """Somebody wants to know of every subclass, and we make one."""


@attrs.define
class Registered(Registry):
    a: int


@attrs.define
class Failure(Exception):  # noqa: N818  a record that is an error
    a: int


class Meta(type):
    pass


@attrs.define
class OfMeta(metaclass=Meta):
    a: int


@attrs.frozen(cache_hash=True)
class Hashed:
    a: int


@attrs.frozen
class Frozen:
    a: int = 0


@attrs.frozen(slots=False)
class FrozenWithDict(Frozen):
    b: int = 0


@attrs.define
class Box(Generic[T]):
    held: T
    many: dict[str, list[T]] = attrs.field(factory=dict)


@attrs.define
class Outer:
    box: Box[Valid] | None = None
    own: Outer | None = None
    several: list[Plain] = attrs.field(factory=list)


KEEP = (Plain, Checked, Frozen, FrozenWithDict, Box, Box[int], Outer, *RECORDS)
"""Classes that only keep what they are given."""
CHANGE = (Converted, MadeAnew, OfItself, Hooked, OwnInit, OwnNew, Registered, Failure)


@pytest.mark.parametrize("cls", KEEP, ids=str)
def test_a_class_that_only_keeps_what_it_is_given_is_known(cls: type) -> None:
    assert only_keeps(cls)


@pytest.mark.parametrize(
    "cls",
    [Valid, Converted, Uninitialised, Hooked, Prepared, OwnInit, OwnNew, Registered, Failure, OfMeta, Hashed],
)
def test_one_that_does_more_is_called(cls: type) -> None:
    assert not only_keeps(cls)
    assert does_more_than_keep(cls)


def test_a_class_asks_for_more_where_one_that_is_nested_in_it_does() -> None:
    assert does_more_than_keep(Outer)
    assert does_more_than_keep(Box[Valid])
    assert not does_more_than_keep(Box[int])
    assert not any(map(does_more_than_keep, RECORDS))


@pytest.mark.parametrize("cls", CHANGE)
def test_a_class_that_may_make_something_else_of_values_is_known(cls: type) -> None:
    assert changes_what_it_is_given(cls)
    assert changes_what_it_is_given(Box[cls])  # type: ignore[valid-type]


@pytest.mark.parametrize("cls", [Plain, Checked, Valid, Prepared, Uninitialised, Hashed, Frozen, Outer, *RECORDS])
def test_one_that_may_not_is_too(cls: type) -> None:
    assert not changes_what_it_is_given(cls)


def test_nested_classes_are_found_at_any_depth_each_once() -> None:
    assert nested_classes(Outer) == [Outer, Box[Valid], Plain, Valid]
    assert nested_classes(Plain) == [Plain]
    assert set(nested_classes(articlefmt.Profile)) == {
        articlefmt.Profile, parts.Affiliation, parts.Twitter, parts.YouTube, parts.Twitch, parts.LinkedIn, parts.Image,
    }  # fmt: skip


def test_a_frozen_class_is_known() -> None:
    assert [is_frozen(cls) for cls in (Frozen, FrozenWithDict, Hashed, Plain, Part, Failure)] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
