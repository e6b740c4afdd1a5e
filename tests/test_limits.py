"""P9, P10: whatever is read, given or written, it is bounded, and a refusal is our own."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import articlefmt
from articlefmt import Article, Document, EditError, FieldError, Limits, Ratings, Record, StructureError
from articlefmt.at_key import holds
from tests.samples import form

WIDE = Limits(depth=100_000)


def nested(depth: int, mapping: bool) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = {"k": value} if mapping else [value]
    return value


def with_set(value: Any) -> None:
    articlefmt.loads(form()).set("x", value)


def with_extra(value: Any) -> None:
    document = articlefmt.loads(form())
    document.record.extra["x"] = value
    document.to_bytes()


def with_new(value: Any) -> None:
    Document.new(articlefmt.structure({"title": "T", "type": "video", "x": value}))


WAYS: list[Callable[[Any], None]] = [with_set, with_extra, with_new]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mapping", [True, False])
@pytest.mark.parametrize("depth", [101, 400, 5000])
def test_a_value_that_is_nested_too_deeply_cannot_be_written(
    way: Callable[[Any], None], depth: int, mapping: bool
) -> None:
    with pytest.raises(EditError) as caught:
        way(nested(depth, mapping))
    assert (caught.value.code, caught.value.key) == ("E702", ("x",))
    assert caught.value.message == "it is nested more than 100 deep, which can't be written"
    assert (caught.value.place is None) is (way is with_new)  # there is no text yet


@pytest.mark.parametrize("way", [with_set, with_extra])
def test_a_value_that_holds_itself_cannot_be_written(way: Callable[[Any], None]) -> None:
    value: list[Any] = []
    value.append({"k": value})
    with pytest.raises(EditError) as caught:
        way(value)
    assert (caught.value.code, caught.value.key, caught.value.message) == ("E702", ("x",), "it holds itself")
    assert (caught.value.line, caught.value.column) == (2, 1)


def test_a_value_that_holds_itself_cannot_be_structured() -> None:
    value: list[Any] = []
    value.append(value)
    with pytest.raises(StructureError, match="it holds itself"):
        articlefmt.structure({"title": "T", "type": "video", "x": value})


def test_a_key_that_is_too_deep_cannot_be_set() -> None:
    with pytest.raises(EditError, match="nested more than 100 deep"):
        articlefmt.loads(form()).set(".".join("k" * 500), 1)


@pytest.mark.parametrize("depth", [200, 500])
def test_what_is_nested_deeper_is_still_read_and_kept_and_the_rest_edited(depth: int) -> None:
    data = form("x: " + "[" * depth + "1" + "]" * depth, "y: 1")
    document = articlefmt.loads(data, limits=WIDE)
    assert document.record.extra.keys() == {"x", "y"}
    assert document.changes() == ()
    assert document.to_bytes() == data
    document.record.extra["y"] = 2
    assert document.to_bytes() == data.replace(b"y: 1", b"y: 2")
    document.record.extra["x"] = 3
    assert [change.key for change in document.changes()] == [("x",), ("y",)]
    with pytest.raises(EditError, match="nested more than 100 deep"):
        articlefmt.loads(data, limits=WIDE).set("x" + "[0]" * (depth - 1), 2)
    assert holds(document.values, ("x",))


def test_items_that_are_nested_deeper_can_be_moved() -> None:
    deep = "[" * 500 + "]" * 500
    document = articlefmt.loads(form("x:", f"  - [a, {deep}]", "  - b", f"  - [c, {deep}]"), limits=WIDE)
    document.record.extra["x"] = document.values["x"][::-1]  # type: ignore[index]
    assert document.to_bytes() == form("x:", f"  - [c, {deep}]", "  - b", f"  - [a, {deep}]")


def test_documents_of_the_usual_depth_can_be_copied() -> None:
    document = articlefmt.loads(form("x: " + "[" * 98 + "]" * 98))
    assert document.record.extra.keys() == {"x"}
    assert copy.deepcopy(document) == pickle.loads(pickle.dumps(document)) == document


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("value", [10**640, -(10**5000)], ids=["640", "5000"])
def test_an_int_that_python_may_not_read_cannot_be_written(way: Callable[[Any], None], value: int) -> None:
    with pytest.raises(EditError) as caught:
        way(value)
    assert (caught.value.code, caught.value.key) == ("E702", ("x",))
    assert caught.value.message == "an int of more than 640 digits can't be read back; write it as text"


@pytest.mark.parametrize("value", [10**640 - 1, 1 - 10**640], ids=["most", "least"])
def test_a_smaller_int_can(value: int) -> None:
    document = articlefmt.loads(form())
    document.set("x", value)
    assert articlefmt.loads(document.to_bytes()).values["x"] == value


def test_a_key_that_yaml_does_not_take_cannot_be_written() -> None:
    document = articlefmt.loads(form())
    document.set("k" * 1000, 1)
    with pytest.raises(EditError, match="a key takes at most 1,000 characters"):
        document.set("k" * 1001, 1)


def test_an_index_is_at_most_a_billion() -> None:
    with pytest.raises(EditError, match="a key is written as in"):
        articlefmt.loads(form()).set(f"topics[{'9' * 5000}]", 1)


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(size=100), "the front matter has 208 bytes; the limit is 100"),
        (Limits(nodes=11), "more than 11 keys and values"),
        (Limits(lines=7), "the front matter has 9 lines; the limit is 7"),
        (Limits(depth=1), "more than 1 levels of nesting"),
    ],
)
def test_what_would_be_over_a_limit_cannot_be_written(limits: Limits, message: str) -> None:
    document = articlefmt.loads(form().replace(b"topics:\n  - Charts", b"heat: 1"), limits=limits)
    record = articlefmt.structure({**document.values, "x": {"y": "z" * 120}})
    with pytest.raises(EditError) as caught:
        document.set("x", {"y": "z" * 120})
    assert caught.value.message == f"the edited text is over a limit: {message}; nothing is written"
    assert (caught.value.code, caught.value.line) == ("E702", 7)
    with pytest.raises(EditError, match=r"^E702 the edited text is over a limit: "):
        Document.new(record, limits=limits)


@pytest.mark.parametrize("wrong", ["1", 1.5, True, None])
def test_limits_are_ints(wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"Limits.depth takes an int from 1 on, not {type(wrong).__name__}"):
        Limits(depth=wrong)


@pytest.mark.parametrize("wrong", [0, -1])
def test_limits_start_at_one(wrong: int) -> None:
    with pytest.raises(TypeError, match=f"Limits.size takes an int from 1 on, not {wrong}"):
        Limits(size=wrong)


def test_other_limits_are_a_type_error(tmp_path: Any) -> None:
    wrong: Any = 5
    path = tmp_path / "a.md"
    path.write_bytes(form())
    for use in (
        lambda: articlefmt.load(path, limits=wrong), lambda: articlefmt.loads(form(), limits=wrong),
        lambda: articlefmt.check(form(), limits=wrong), lambda: articlefmt.edit(path, limits=wrong).__enter__(),
        lambda: Document.new(Article(title="T", type="video"), limits=wrong),
    ):  # fmt: skip
        with pytest.raises(TypeError, match=r"limits takes articlefmt.Limits, not int"):
            use()


def test_a_subclass_of_list_is_a_field_error() -> None:
    class Mine(list[str]):
        pass

    with pytest.raises(FieldError, match="topics takes a list of str, not Mine"):
        articlefmt.loads(form()).record.topics = Mine(["a"])


def test_a_record_of_any_attrs_class_can_be_written_and_nothing_else() -> None:
    assert Document.new(Record()).to_bytes() == b"---\n---\n\n"
    assert Document.new(Ratings(count=1, average=1)).to_bytes() == b"---\ncount: 1\naverage: 1\n---\n\n"
    wrong: Any = Ratings
    with pytest.raises(TypeError, match=r"Document.new takes a record and a str, not type and str"):
        Document.new(wrong)
