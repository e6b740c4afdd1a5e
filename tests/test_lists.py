"""Lists by item through every door: what is told of an item stays with it, whatever happens around it."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

import articlefmt
from articlefmt import Article, Challenge, Document, EditError, Related, StructureError
from tests.editing.rows import HEAD, Edit, Edited, check_edit, params

BLOCK = "x:\n  - 'a' # one\n  # own\n  - \"b\" # two\n  - 1.10 # three\n  - 2020-01-01T02:00:00+02:00 # four\n"
MAPS = "x:\n  - url: 'u' # one\n    # own\n    n: 1.10 # n1\n  - url: \"v\" # two\n    n: 1.20\n  - url: w\n    n: 3 # n3\n"
EDITS: list[Edited] = [
    ("an item changes while the list grows", BLOCK, [("set", "x", ["n", "a", "c", 1.1, articlefmt.loads(f"---\n{HEAD}{BLOCK}---\n").values["x"][3]])],  # type: ignore[index]
     "x:\n  - \"n\"\n  - 'a' # one\n  # own\n  - \"c\" # two\n  - 1.10 # three\n  - 2020-01-01T02:00:00+02:00 # four\n"),
    ("one changes while it shrinks", BLOCK, [("set", "x", ["b", 1.5])], 'x:\n  # own\n  - "b" # two\n  - 1.5 # three\n'),
    ("a mapping changes while the list is reordered", MAPS, [("set", "x", [{"url": "w", "n": 3}, {"url": "v", "n": 1.2}, {"url": "u", "n": 7}])],
     "x:\n  - url: w\n    n: 3 # n3\n  - url: \"v\" # two\n    n: 1.20\n  - url: 'u' # one\n    # own\n    n: 7 # n1\n"),
    ("while it grows and shrinks, and a key comes", MAPS, [("set", "x", [{"url": "w", "n": 3, "m": 1}, {"url": "new"}, {"url": "u", "n": 1.1}])],
     "x:\n  - url: w\n    n: 3 # n3\n    m: 1\n  - url: new\n  - url: 'u' # one\n    # own\n    n: 1.10 # n1\n"),
    ("its key goes while it moves", MAPS, [("set", "x", [{"url": "v", "n": 1.2}, {"url": "w", "n": 3}, {"url": "u"}])],
     "x:\n  - url: \"v\" # two\n    n: 1.20\n  - url: w\n    n: 3 # n3\n  - url: 'u' # one\n    # own\n"),
    ("nested lists", "x:\n  - - 'a' # 1\n    - b # 2\n  - - 1.10 # 3\n    - c # 4\n  - d\n", [("set", "x", ["d", [1.1, "e", "c"], ["b"]])],
     "x:\n  - d\n  - - 1.10 # 3\n    - e\n    - c # 4\n  - - b # 2\n"),
    ("a flow list", "x: [ 1.10, 'a',  \"b\", 2020-01-01T02:00:00+02:00 ] # c\n", [("set", "x", ["b", 1.1, "z", "a"])], "x: [ \"b\", 1.10, \"z\", 'a' ] # c\n"),
    ("mappings in a flow list", "x: [{url: 'u', n: 1.10}, {url: v, n: 2}]\n", [("set", "x", [{"url": "v", "n": 3}, {"url": "u", "n": 1.1, "m": 1}, {"url": "z"}])], "x: [{url: v, n: 3}, {url: 'u', n: 1.10, m: 1}, {url: z}]\n"),
    ("flow mappings in a block list", "x:\n  - {url: 'u', n: 1.10} # 1\n  - {url: v, n: 2} # 2\n  - {url: w, n: 3}\n", [("set", "x", [{"url": "z"}, {"url": "w", "n": 3}, {"url": "u", "n": 4}, {"url": "v", "n": 2}])],
     "x:\n  - {url: z}\n  - {url: w, n: 3}\n  - {url: 'u', n: 4} # 1\n  - {url: v, n: 2} # 2\n"),
    ("of equal items that one goes", "x:\n  - 1.0 # 1\n  - 1.00 # 2\n  - 1.000 # 3\n", [("delete", "x[1]")], "x:\n  - 1.0 # 1\n  - 1.000 # 3\n"),
    ("of one instant in two zones", "x:\n  - 2020-01-01T00:00:00Z # 1\n  - 2020-01-01T02:00:00+02:00 # 2\n", [("delete", "x[0]")], "x:\n  - 2020-01-01T02:00:00+02:00 # 2\n"),
    ("of equal mappings", "x:\n  - url: u # 1\n  - url: 'u' # 2\n", [("delete", "x[0]")], "x:\n  - url: 'u' # 2\n"),
    ("of equal items of a flow list", "x: [1.0, 1.00, 1.000]\n", [("delete", "x[1]")], "x: [1.0, 1.000]\n"),
    ("after and before other edits", "x:\n  - 1.0 # 1\n  - 1.00 # 2\n  - 1.000 # 3\n", [("set", "z", 1), ("delete", "x[1]"), ("delete", "z"), ("set", "x[2]", 5), ("delete", "x[0]")], "x:\n  - 1.000 # 3\n  - 5\n"),
    ("in a list in an item that goes up", "x:\n  - a\n  - l:\n      - 1 # 1\n      - 1 # 2\n", [("delete", "x[0]"), ("delete", "x[0].l[0]"), ("set", "x[0].m", 1)], "x:\n  - l:\n      - 1 # 2\n    m: 1\n"),
    ("an equal list that is set stays the one it is", "x:\n  - a # 1\n  - a # 2\n", [("delete", "x[0]"), ("set", "x", ["a"]), ("set", "z", 1)], "x:\n  - a # 2\nz: 1\n"),
    ("after the list was set", "x:\n  - 1.0 # 1\n  - 1.00 # 2\n  - 3 # 3\n", [("set", "x", [1.0, 1.0, 4]), ("delete", "x[0]")], "x:\n  - 1.00 # 2\n  - 4 # 3\n"),
    ("an equal item is added after the list was set", "x:\n  - a # 1\n  - b # 2\n  - c # 3\n", [("set", "x", ["a", "c", "b"]), ("set", "x[3]", "c")], "x:\n  - a # 1\n  - c # 3\n  - b # 2\n  - c\n"),
    ("where all are set again they are those that were read", "x:\n  - 'a' # 1\n  - b # 2\n", [("set", "x", ["b"]), ("set", "x", ["a", "b", "c"])], "x:\n  - 'a' # 1\n  - b # 2\n  - c\n"),
    ("a list that equals the one that was read is that one", "x:\n  - a # 1\n", [("set", "x[1]", "a"), ("delete", "x[0]"), ("set", "x[1]", "b")], "x:\n  - a # 1\n  - b\n"),
    ("a list that went and came", "x:\n  - a\n  - b\n  - c\n", [("delete", "x[0]"), ("delete", "x"), ("set", "x", ["q", "r", "s"])], "x:\n  - q\n  - r\n  - s\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edits", "after"), params(EDITS))
def test_what_is_told_of_an_item_stays_with_it(before: str, edits: list[Edit], after: str) -> None:
    check_edit(before, edits, after)


def doc(text: str) -> Document[Article]:
    return articlefmt.loads(f"---\n{HEAD}{text}---\n")


def front(document: Document[Any]) -> str:
    return document.to_str().removeprefix(f"---\n{HEAD}").removesuffix("---\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x:\r\n  - a # 1\r\n  - b # 2\n  - c\nz: 1\n", "x:\r\n  - b # 2\n  - c\n  - a # 1\nz: 1\n"),
        ("x: [a,\r\n  b,\r\n  c]\r\nz: 1\n", "x: [b,\r\n  c,\r\n  a]\r\nz: 1\n"),
        ("x: [a,\r\n  {k: v,\r\n   l: w},\r\n  c]\nz: 1\n", "x: [{k: v,\r\n   l: w},\r\n  c,\r\n  a]\nz: 1\n"),
    ],
)
def test_where_line_ends_are_mixed_each_line_ends_once(before: str, after: str) -> None:
    document = doc(before)
    values: Any = document.values["x"]
    first, *rest = values
    document.set("x", [*rest, first])
    assert front(document) == after
    assert document.values["x"] == [*rest, first]
    document.set("x", [first, *rest])
    assert front(document) == before


EQUAL = 'related:\n  - title: "A" # 1\n  - title: "A" # 2\n  - title: "B" # 3\n'


class TestTheRecordAndTheOtherDoors:
    def test_an_item_changes_while_others_come_go_and_move(self) -> None:
        document = doc(EQUAL)
        related = document.record.related
        related.pop(0)
        related.reverse()
        related[0].quality = 5
        related.insert(1, Related(title="N", extra={"y": [1]}))
        lines = front(document).split("\n")
        assert lines[:3] == ["related:", '  - title: "B" # 3', "    quality: 5"]
        assert lines[3] == '  - title: "N"'
        assert lines[-2] == '  - title: "A" # 1'

    def test_after_a_delete_the_record_goes_on_with_what_is_left(self) -> None:
        document = doc(EQUAL)
        document.delete("related[0]")
        document.record.related[0].quality = 5
        assert front(document) == 'related:\n  - title: "A" # 2\n    quality: 5\n  - title: "B" # 3\n'
        document.record.related.append(document.record.related.pop(0))
        assert front(document) == 'related:\n  - title: "B" # 3\n  - title: "A" # 2\n    quality: 5\n'

    def test_in_what_no_class_knows_too(self) -> None:
        document = doc("x:\n  - 1.0 # 1\n  - 1.00 # 2\n")
        document.delete("x[0]")
        document.record.extra["x"].append(5)  # type: ignore[union-attr]
        assert front(document) == "x:\n  - 1.00 # 2\n  - 5\n"

    @pytest.mark.parametrize("key", ["topics", "x"])
    def test_a_list_that_went_may_come_again(self, key: str) -> None:
        """What was known of the old one's items was held against the new one's."""
        text = f"{key}:\n  - a # 1\n  - a # 2\n  - b\n"
        document = doc(text)
        document.delete(f"{key}[0]")
        document.delete(key)
        items: list[Any] = ["q", "r", "s"]
        if key == "topics":
            document.record.topics = items
        else:
            document.record.extra[key] = items
        assert [line.split(" #")[0] for line in front(document).split("\n")] == [
            f"{key}:",
            "  - q",
            "  - r",
            "  - s",
            "",
        ]
        document.set(key, ["a", "a", "b"])
        assert front(document) == text

    def test_a_list_that_the_record_took_may_come_again(self) -> None:
        document = doc("topics:\n  - a # 1\n  - b\n  - c\n")
        document.delete("topics[0]")
        document.record.topics = []
        document.set("heat", 1)
        document.record.topics = ["q", "r", "s"]
        assert document.values["topics"] == ["q", "r", "s"]

    def test_a_pickle_gives_the_same_bytes_then_and_later(self) -> None:
        document = doc(EQUAL)
        document.delete("related[0]")
        document.set("related", document.values["related"])
        document.record.heat = 1
        again = pickle.loads(pickle.dumps(document))
        copied = copy.deepcopy(document)
        for one in (document, again, copied):
            one.record.related[0].quality = 3
        assert '"A" # 2' in document.to_str()
        assert again.to_bytes() == copied.to_bytes() == document.to_bytes()

    def test_setting_back_after_a_chain_gives_the_original_bytes(self) -> None:
        document = doc(EQUAL)
        values, original = document.values["related"], document.to_bytes()
        document.delete("related[1]")
        document.record.related[0].title = "Z"
        document.set("related[5]" if len(document.record.related) == 5 else "related[2]", {"title": "N"})
        document.record.related.reverse()
        assert document.to_bytes() != original
        document.set("related", values)
        assert document.to_bytes() == original


class TestARecordFromBefore:
    TEXT = EQUAL + "provider:\n  name: N\n  domain: d\nx:\n  - k: [1]\n"  # fmt: skip

    @pytest.mark.parametrize(
        "edit",
        [
            lambda document: document.set("heat", 1),
            lambda document: document.set("provider.name", "M"),
            lambda document: document.delete("related[2]"),
            lambda document: document.delete("x[0].z"),
            lambda document: document.replace_secured("A;B"),
            lambda document: document.replace_secured(None),
        ],
    )
    def test_all_that_is_in_it_speaks_on(self, edit: Any) -> None:
        document = doc(self.TEXT.replace("[1]", "[1]\n    z: 1"))
        record = document.record
        related, extra, provider, first = record.related, record.extra, record.provider, record.related[0]
        inner: Any = extra["x"][0]["k"]  # type: ignore[index, call-overload]
        edit(document)
        assert document.record is record
        fresh = articlefmt.structure(document.values, Article)
        assert record == fresh
        related.append(Related(title="N"))
        extra["w"] = 1
        provider.name = "P"  # type: ignore[union-attr]
        first.quality = 9
        inner.append(2)
        again = articlefmt.loads(document.to_bytes()).record
        assert again.related[-1].title == "N"
        assert (again.extra["w"], again.extra["x"][0]["k"]) == (1, [1, 2])  # type: ignore[index, call-overload]
        assert again.provider is not None
        assert (again.provider.name, again.related[0].quality) == ("P", 9)

    def test_of_equal_items_each_is_itself(self) -> None:
        document = doc(EQUAL)
        second = document.record.related[1]
        document.delete("related[0]")
        second.quality = 5
        assert front(document) == 'related:\n  - title: "A" # 2\n    quality: 5\n  - title: "B" # 3\n'

    def test_one_object_at_two_places_is_no_longer_one_when_they_differ(self) -> None:
        document = doc("x: 1\n")
        one = Related(title="A", extra={"l": [1]})
        shared: Any = [1]
        document.record.related = [one, one]
        document.record.extra |= {"v": shared, "w": shared}
        document.set("related[0].l[0]", 5)
        document.set("w[0]", 6)
        related = document.record.related
        assert ([item.extra["l"] for item in related], document.values["v"], document.values["w"]) == (
            [[5], [1]],
            [1],
            [6],
        )
        assert document.to_bytes() == articlefmt.loads(document.to_bytes()).to_bytes()

    def test_where_the_value_does_not_type_a_change_of_it_raises_until_it_is_undone(self) -> None:
        document = doc("heat: 1\n")
        record = document.record
        document.set("heat", "high")
        before = document.to_bytes()
        with pytest.raises(StructureError):
            document.record  # noqa: B018
        record.heat = 5
        for write in (document.to_bytes, document.diff, lambda: document.set("z", 1), lambda: document.values):
            with pytest.raises(EditError, match="doesn't speak for the document any more") as caught:
                write()
            assert caught.value.code == "E703"
        record.heat = 1
        assert document.to_bytes() == before
        document.set("heat", 7)
        document.record.heat = 8
        assert front(document) == "heat: 8\n"

    def test_where_another_class_comes_of_it_too(self) -> None:
        document = articlefmt.loads("---\ntitle: T\nexcerpt: ''\ntype: article\n---\n", articlefmt.Record)
        record = document.record
        document.record = record
        document.set("levels", ["a"])
        assert isinstance(document.record, Challenge)
        record.extra["z"] = 1
        with pytest.raises(EditError, match="doesn't speak"):
            document.to_bytes()

    def test_one_that_was_replaced_raises_when_it_is_changed(self) -> None:
        document = doc(EQUAL)
        old = document.record
        document.record = copy.deepcopy(old)
        document.record.heat = 1
        document.to_bytes()
        old.related[0].quality = 5
        with pytest.raises(EditError, match="doesn't speak"):
            document.to_bytes()
        document.record = old
        assert '"A" # 1\n    quality: 5' in document.to_str()

    def test_what_it_shares_with_the_one_that_speaks_does(self) -> None:
        document = doc(EQUAL + "topics:\n  - a\n")
        old = document.record
        document.record = attrs.evolve(old, heat=3, related=[*old.related])  # type: ignore[misc]
        document.record.topics.append("b")
        old.related[0].quality = 5
        text = document.to_str()
        assert "  - b\n" in text
        assert '"A" # 1\n    quality: 5' in text
        old.heat = 9
        with pytest.raises(EditError, match="doesn't speak"):
            document.to_bytes()

    def test_one_that_can_not_be_written_can_be_replaced(self) -> None:
        document = doc("topics:\n  - a\n")
        good = copy.deepcopy(document.record)
        document.record.topics.append(5)  # type: ignore[arg-type]
        with pytest.raises(EditError):
            document.to_bytes()
        document.record = good
        assert front(document) == "topics:\n  - a\n"


def test_where_nobody_knows_which_text_of_a_record_went_its_comment_stays() -> None:
    document = doc("topics:\n  - a # one\n  - b # two\n  - c # three\n")
    document.record.topics = ["x", "c"]
    assert front(document) == "topics:\n  - x # one\n  # two\n  - c # three\n"
