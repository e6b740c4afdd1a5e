"""Lists by item through every door: what is told of an item stays with it, whatever happens around it."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import pytest

import articlefmt
from articlefmt import Article, Challenge, Document, EditError, Related, StructureError
from tests.cases import Case, cases
from tests.editing.checking import HEAD, check_edit, check_text, edited

EDITS = cases(r"""
    === an item changes while the list grows
    x:
      - 'a' # one
      # own
      - "b" # two
      - 1.10 # three
      - 2020-01-01T02:00:00+02:00 # four
    >>> doc.set("x", ["n", "a", "c", 1.1, doc.values["x"][3]])
    x:
      - "n"
      - 'a' # one
      # own
      - "c" # two
      - 1.10 # three
      - 2020-01-01T02:00:00+02:00 # four

    === one changes while it shrinks
    x:
      - 'a' # one
      # own
      - "b" # two
      - 1.10 # three
      - 2020-01-01T02:00:00+02:00 # four
    >>> doc.set("x", ["b", 1.5])
    x:
      # own
      - "b" # two
      - 1.5 # three

    === a mapping changes while the list is reordered
    x:
      - url: 'u' # one
        # own
        n: 1.10 # n1
      - url: "v" # two
        n: 1.20
      - url: w
        n: 3 # n3
    >>> doc.set("x", [{"url": "w", "n": 3}, {"url": "v", "n": 1.2}, {"url": "u", "n": 7}])
    x:
      - url: w
        n: 3 # n3
      - url: "v" # two
        n: 1.20
      - url: 'u' # one
        # own
        n: 7 # n1

    === while it grows and shrinks, and a key comes
    x:
      - url: 'u' # one
        # own
        n: 1.10 # n1
      - url: "v" # two
        n: 1.20
      - url: w
        n: 3 # n3
    >>> doc.set("x", [{"url": "w", "n": 3, "m": 1}, {"url": "new"}, {"url": "u", "n": 1.1}])
    x:
      - url: w
        n: 3 # n3
        m: 1
      - url: new
      - url: 'u' # one
        # own
        n: 1.10 # n1

    === its key goes while it moves
    x:
      - url: 'u' # one
        # own
        n: 1.10 # n1
      - url: "v" # two
        n: 1.20
      - url: w
        n: 3 # n3
    >>> doc.set("x", [{"url": "v", "n": 1.2}, {"url": "w", "n": 3}, {"url": "u"}])
    x:
      - url: "v" # two
        n: 1.20
      - url: w
        n: 3 # n3
      - url: 'u' # one
        # own

    === nested lists
    x:
      - - 'a' # 1
        - b # 2
      - - 1.10 # 3
        - c # 4
      - d
    >>> doc.set("x", ["d", [1.1, "e", "c"], ["b"]])
    x:
      - d
      - - 1.10 # 3
        - e
        - c # 4
      - - b # 2

    === a flow list
    x: [ 1.10, 'a',  "b", 2020-01-01T02:00:00+02:00 ] # c
    >>> doc.set("x", ["b", 1.1, "z", "a"])
    x: [ "b", 1.10, "z", 'a' ] # c

    === mappings in a flow list
    x: [{url: 'u', n: 1.10}, {url: v, n: 2}]
    >>> doc.set("x", [{"url": "v", "n": 3}, {"url": "u", "n": 1.1, "m": 1}, {"url": "z"}])
    x: [{url: v, n: 3}, {url: 'u', n: 1.10, m: 1}, {url: z}]

    === flow mappings in a block list
    x:
      - {url: 'u', n: 1.10} # 1
      - {url: v, n: 2} # 2
      - {url: w, n: 3}
    >>> doc.set("x", [{"url": "z"}, {"url": "w", "n": 3}, {"url": "u", "n": 4}, {"url": "v", "n": 2}])
    x:
      - {url: z}
      - {url: w, n: 3}
      - {url: 'u', n: 4} # 1
      - {url: v, n: 2} # 2

    === of equal items that one goes
    x:
      - 1.0 # 1
      - 1.00 # 2
      - 1.000 # 3
    >>> doc.delete("x[1]")
    x:
      - 1.0 # 1
      - 1.000 # 3

    === of one instant in two zones
    x:
      - 2020-01-01T00:00:00Z # 1
      - 2020-01-01T02:00:00+02:00 # 2
    >>> doc.delete("x[0]")
    x:
      - 2020-01-01T02:00:00+02:00 # 2

    === of equal mappings
    x:
      - url: u # 1
      - url: 'u' # 2
    >>> doc.delete("x[0]")
    x:
      - url: 'u' # 2

    === of equal items of a flow list
    x: [1.0, 1.00, 1.000]
    >>> doc.delete("x[1]")
    x: [1.0, 1.000]

    === after and before other edits
    x:
      - 1.0 # 1
      - 1.00 # 2
      - 1.000 # 3
    >>> doc.set("z", 1)
    >>> doc.delete("x[1]")
    >>> doc.delete("z")
    >>> doc.set("x[2]", 5)
    >>> doc.delete("x[0]")
    x:
      - 1.000 # 3
      - 5

    === in a list in an item that goes up
    x:
      - a
      - l:
          - 1 # 1
          - 1 # 2
    >>> doc.delete("x[0]")
    >>> doc.delete("x[0].l[0]")
    >>> doc.set("x[0].m", 1)
    x:
      - l:
          - 1 # 2
        m: 1

    === an equal list that is set stays the one it is
    x:
      - a # 1
      - a # 2
    >>> doc.delete("x[0]")
    >>> doc.set("x", ["a"])
    >>> doc.set("z", 1)
    x:
      - a # 2
    z: 1

    === after the list was set
    x:
      - 1.0 # 1
      - 1.00 # 2
      - 3 # 3
    >>> doc.set("x", [1.0, 1.0, 4])
    >>> doc.delete("x[0]")
    x:
      - 1.00 # 2
      - 4 # 3

    === an equal item is added after the list was set
    x:
      - a # 1
      - b # 2
      - c # 3
    >>> doc.set("x", ["a", "c", "b"])
    >>> doc.set("x[3]", "c")
    x:
      - a # 1
      - c # 3
      - b # 2
      - c

    === where all are set again they are those that were read
    x:
      - 'a' # 1
      - b # 2
    >>> doc.set("x", ["b"])
    >>> doc.set("x", ["a", "b", "c"])
    x:
      - 'a' # 1
      - b # 2
      - c

    === a list that equals the one that was read is that one
    x:
      - a # 1
    >>> doc.set("x[1]", "a")
    >>> doc.delete("x[0]")
    >>> doc.set("x[1]", "b")
    x:
      - a # 1
      - b

    === a list that went and came
    x:
      - a
      - b
      - c
    >>> doc.delete("x[0]")
    >>> doc.delete("x")
    >>> doc.set("x", ["q", "r", "s"])
    x:
      - q
      - r
      - s
""")


@pytest.mark.parametrize("case", EDITS)
def test_what_is_told_of_an_item_stays_with_it(case: Case) -> None:
    check_edit(case)


def doc(text: str) -> Document[Article]:
    return articlefmt.loads(f"---\n{HEAD}{text}---\n")


def front(document: Document[Any]) -> str:
    return document.to_str().removeprefix(f"---\n{HEAD}").removesuffix("---\n")


MIXED = cases(r"""
    === in a block list
    x:←
      - a # 1←
      - b # 2
      - c
    z: 1
    >>> doc.set("x", ["b", "c", "a"])
    x:←
      - b # 2
      - c
      - a # 1
    z: 1

    === in a flow list
    x: [a,←
      b,←
      c]←
    z: 1
    >>> doc.set("x", ["b", "c", "a"])
    x: [b,←
      c,←
      a]←
    z: 1

    === in an item of a flow list
    x: [a,←
      {k: v,←
       l: w},←
      c]
    z: 1
    >>> doc.set("x", [{"k": "v", "l": "w"}, "c", "a"])
    x: [{k: v,←
       l: w},←
      c,←
      a]
    z: 1
""")


@pytest.mark.parametrize("case", MIXED)
def test_where_line_ends_are_mixed_each_line_ends_once(case: Case) -> None:
    check_text(case)
    document = edited(case)
    document.set("x", doc(case.given).values["x"])
    assert front(document) == case.given


RECORDS = cases(r"""
    === after a delete it goes on with what is left
    related:
      - title: "A" # 1
      - title: "A" # 2
      - title: "B" # 3
    >>> doc.delete("related[0]")
    >>> doc.record.related[0].quality = 5
    related:
      - title: "A" # 2
        quality: 5
      - title: "B" # 3

    === and may move it
    related:
      - title: "A" # 1
      - title: "A" # 2
      - title: "B" # 3
    >>> doc.delete("related[0]")
    >>> doc.record.related[0].quality = 5
    >>> doc.record.related.append(doc.record.related.pop(0))
    related:
      - title: "B" # 3
      - title: "A" # 2
        quality: 5

    === in what no class knows, too
    x:
      - 1.0 # 1
      - 1.00 # 2
    >>> doc.delete("x[0]")
    >>> doc.record.extra["x"].append(5)
    x:
      - 1.00 # 2
      - 5

    === of equal items each is itself
    related:
      - title: "A" # 1
      - title: "A" # 2
      - title: "B" # 3
    >>> second = doc.record.related[1]
    >>> doc.delete("related[0]")
    >>> second.quality = 5
    related:
      - title: "A" # 2
        quality: 5
      - title: "B" # 3

    === where nobody knows which of two texts went its comment stays
    topics:
      - a # one
      - b # two
      - c # three
    >>> doc.record.topics = ["x", "c"]
    topics:
      - x # one
      # two
      - c # three
""")


@pytest.mark.parametrize("case", RECORDS)
def test_a_record_says_what_becomes_of_its_items(case: Case) -> None:
    check_edit(case)


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
