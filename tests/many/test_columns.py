"""The columns of a table follow from the class; no opaque value is in one that isn't named."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given

import articlefmt
from articlefmt import Article, Profile, Record, Secured
from articlefmt.many.columns import columns_of
from articlefmt.model.records import RECORDS
from tests.samples import SECRET
from tests.strategies import documents


@attrs.define
class Inner:
    name: str = ""
    token: Secured | None = None


@attrs.define
class Outer:
    title: str
    inner: Inner | None = None
    inners: list[Inner] = attrs.field(factory=list)
    more: dict[str, Inner] = attrs.field(factory=dict)
    either: Inner | str | None = None
    key: Secured | None = None
    again: Outer | None = None


@attrs.define
class Other:
    title: int
    inner: str = ""


@articlefmt.layout(keys={"dotted": "inner.name", "odd": 'a"\\['})
@attrs.define
class Odd:
    file: str = ""
    dotted: str = ""
    inner: Inner | None = None
    odd: str = ""


def names(*classes: type, fields: list[str] | None = None) -> list[str]:
    return [column.name for column in columns_of(classes, fields)]


class TestNames:
    def test_nested_records_are_taken_key_by_key_and_all_else_as_it_is(self) -> None:
        assert names(Outer) == ["title", "inner.name", "inners", "more", "either", "again"]

    def test_several_classes_have_those_of_all(self) -> None:
        assert names(Outer, Other) == ["title", "inner.name", "inners", "more", "either", "again", "inner"]
        assert columns_of((Outer, Other))[0].shape.is_any
        assert not columns_of((Outer, Outer))[0].shape.is_any

    def test_those_of_the_article_classes(self) -> None:
        found = names(*RECORDS)
        assert {"title", "provider.name", "provider.domain", "topics", "heat", "images"} <= set(found)
        assert not {"secured", "provider"} & set(found)
        assert len(found) == len(set(found))

    def test_the_keys_that_are_wanted_come_in_their_order(self) -> None:
        assert names(Article, fields=["topics", "provider.name", "title"]) == ["topics", "provider.name", "title"]

    def test_each_is_there_once_and_the_name_of_the_file_is_none_of_them(self) -> None:
        assert names(Article, fields=["title", "file", "heat", '["title"]', "title"]) == ["title", "heat"]

    def test_each_key_is_a_column_of_its_own(self) -> None:
        """Else a key would stand in the place of the file's name, or of a nested one."""
        assert names(Odd) == ['["file"]', '["inner.name"]', "inner.name", '["a\\"\\\\["]']
        for name in names(Odd):
            assert names(Odd, fields=[name]) == [name]
        values: dict[str, Any] = {"file": "f", "inner.name": "dotted", "inner": {"name": "nested"}, 'a"\\[': "odd"}
        assert [column.value(values) for column in columns_of((Odd,))] == ["f", "dotted", "nested", "odd"]

    def test_a_text_is_no_list_of_them(self) -> None:
        with pytest.raises(TypeError, match=r"fields is a list of keys, not a str; give \['title'\]"):
            columns_of((Article,), "title")

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            (["titel"], "Article has no field `titel`; did you mean `title`?"),
            (["provider.nam"], "Article has no field `provider.nam`; did you mean `provider.name`?"),
            (["xyzzy"], "Article has no field `xyzzy`"),
            (["topics[0]"], "Article has no field `topics[0]`"),
            (["images.url"], "Article has no field `images.url`"),
            (["a..b"], "a key is written as in"),
            ([""], "a key is written as in"),
        ],
    )
    def test_one_that_no_class_has_is_a_type_error(self, fields: list[str], message: str) -> None:
        with pytest.raises(TypeError) as caught:
            columns_of((Article,), fields)
        assert message in str(caught.value)

    def test_several_classes_are_named_there(self) -> None:
        with pytest.raises(TypeError, match=r"^Article, Profile: none of these has a field `xyzzy`$"):
            columns_of((Article, Profile), ["xyzzy"])


class TestValues:
    def value(self, name: str, values: dict[str, Any]) -> Any:
        (column,) = columns_of((Outer,), [name])
        return column.value(values)

    def test_nothing_opaque_is_inside_of_one(self) -> None:
        inner: dict[str, Any] = {"name": "n", "token": SECRET}
        values: dict[str, Any] = {"title": "t", "inner": inner, "inners": [inner], "more": {"k": inner}, "key": SECRET, "again": {"title": "t", "inner": inner, "key": SECRET}}  # fmt: skip
        assert self.value("inners", values) == [{"name": "n"}]
        assert self.value("inner", values) == {"name": "n"}
        assert self.value("more", values) == {"k": {"name": "n"}}
        assert self.value("again", values) == {"title": "t", "inner": {"name": "n"}}
        values["either"] = inner
        assert self.value("either", values) == {"name": "n"}
        assert SECRET not in repr([column.value(values) for column in columns_of((Outer,))])

    def test_but_where_its_key_is_named(self) -> None:
        values: dict[str, Any] = {"title": "t", "inner": {"token": SECRET}, "key": SECRET}
        assert self.value("key", values) == self.value("inner.token", values) == SECRET

    @pytest.mark.parametrize("inner", [None, "x", [1]])
    def test_what_is_not_there_is_none(self, inner: Any) -> None:
        assert self.value("inner.name", {"title": "t", "inner": inner}) is None
        assert self.value("inner.name", {"title": "t"}) is None


@given(documents())
def test_no_opaque_value_is_in_any_row(data: bytes) -> None:
    document = articlefmt.loads(data, Record)
    secured = document.values.get("secured")
    values = articlefmt.unstructure(document.record)
    rows = [column.value(values) for column in columns_of(RECORDS)]
    assert not isinstance(secured, str) or not secured or secured not in repr(rows)
