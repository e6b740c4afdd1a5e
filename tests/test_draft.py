"""A draft keeps apart what was read, what was set by key, and what its record says; each text is made from the first."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from articlefmt import Article, Challenge, EditError, Limits, Profile, Record, SecuredChangedError, StructureError
from articlefmt.draft import Draft
from articlefmt.syntax.limits import DEFAULT_LIMITS
from articlefmt.syntax.parsed import parse
from tests.samples import SECRET, file, form

TEXT = form("heat: 5 # five", "images:", "  - url: a # 1", "    width: 1", "    height: 1")


def draft(data: bytes = TEXT, cls: type[Any] = Article, limits: Limits = DEFAULT_LIMITS) -> Draft[Any]:
    return Draft(parse(data, limits), cls)


def text(of: Draft[Any]) -> bytes:
    return of.written().source.to_bytes()


class TestTexts:
    def test_what_is_untouched_is_the_text_as_read(self) -> None:
        one = draft()
        assert one.written() is one.text_as_set is one.text_as_read
        _ = one.record
        assert one.written() is one.text_as_read

    def test_a_change_by_key_is_put_at_once(self) -> None:
        one = draft()
        one.set("heat", 6)
        assert one.text_as_set.values["heat"] == 6
        assert one.text_as_read.values["heat"] == 5
        assert one.written() is one.text_as_set

    def test_a_change_of_the_record_is_put_when_a_text_is_asked_for(self) -> None:
        one = draft()
        one.record.heat = 6
        assert text(one) == TEXT.replace(b"heat: 5", b"heat: 6")
        assert one.text_as_set is one.text_as_read

    def test_a_change_by_key_takes_in_those_of_the_record(self) -> None:
        one = draft()
        one.record.heat = 6
        one.delete("excerpt")
        assert one.text_as_set.values["heat"] == 6
        assert "excerpt" not in one.text_as_set.values

    def test_values_that_are_set_back_give_the_text_as_read(self) -> None:
        one = draft()
        one.set("heat", "x")
        one.set("images[0].url", "b")
        one.set("heat", 5)
        one.set("images[0].url", "a")
        assert one.written() is one.text_as_set is one.text_as_read

    def test_who_asks_again_gets_the_same(self) -> None:
        one = draft()
        one.record.heat = 6
        assert one.written() is one.written()

    def test_a_text_that_was_saved_is_the_one_that_was_read(self) -> None:
        one = draft()
        record = one.record
        record.heat = 6
        one.start_from(one.written())
        assert one.written() is one.text_as_set is one.text_as_read
        record.heat = 7
        assert text(one) == TEXT.replace(b"heat: 5", b"heat: 7")

    def test_a_change_that_is_refused_leaves_everything_as_it_was(self) -> None:
        one = draft(form("heat: !!int 5", f'secured: "{SECRET}"'))
        changes: list[Callable[[], None]] = [
            lambda: one.set("heat", 6),
            lambda: one.set("secured", "A;B"),
            lambda: one.delete("nothing"),
            lambda: one.set("x[1]", 1),
        ]
        for change in changes:
            with pytest.raises(EditError):
                change()
            assert one.written() is one.text_as_set is one.text_as_read

    def test_a_text_follows_from_the_values_whatever_was_looked_at(self) -> None:
        """The class of a record that was taken once decided where a key of another class goes."""
        texts: list[bytes] = []
        for is_looked_at in (False, True):
            one = draft(form("heat: 5"), Record)
            if is_looked_at:
                assert one.record.extra == {}
            one.set("taxonomy", "x")
            texts.append(one.text_as_set.source.to_bytes())
        assert texts[0] == texts[1]

    def test_of_which_item_nobody_can_tell_the_comment_stays_after_a_set_too(self) -> None:
        one = draft(
            file(
                'title: "T"',
                'excerpt: ""',
                "type: article",
                "topics:",
                "  - Charts # one",
                "  - Maps # two",
                "  - Trees",
            )
        )
        one.set("heat", 2)
        one.delete("heat")
        one.record.topics[:] = ["Chartz", "Trees"]
        assert b"# one" in one.written().source.to_bytes()
        assert b"# two" in one.written().source.to_bytes()

    def test_records_that_hold_nothing_else_are_forgotten(self) -> None:
        one = draft(form("heat: 5"))
        record = one.record
        for _ in range(5):
            one.record = copy.copy(record)
            one.record = record
        assert len(one._retired) <= 6

    def test_secured_has_one_door(self) -> None:
        one = draft(form(f'secured: "{SECRET}"'))
        with pytest.raises(SecuredChangedError):
            one.delete("secured")
        one.replace_secured("A;B", None)
        assert one.text_as_set.values["secured"] == "A;B"
        one.replace_secured(None, None)
        assert "secured" not in one.text_as_set.values


class TestTheRecord:
    def test_it_stays_where_a_value_is_set_that_it_can_say(self) -> None:
        one = draft()
        record, image = one.record, one.record.images[0]
        one.set("images[0].width", 2)
        assert one.record is record
        assert image.width == 2

    def test_it_is_retired_where_it_cannot(self) -> None:
        one = draft()
        record = one.record
        one.set("heat", "hot")
        with pytest.raises(StructureError):
            _ = one.record
        assert b"heat: hot" in text(one) or b'heat: "hot"' in text(one)
        record.heat = 7
        for ask in (one.written, lambda: one.set("heat", 5), lambda: one.delete("heat")):
            with pytest.raises(EditError, match="doesn't speak for the document any more"):
                ask()

    def test_it_is_retired_where_the_keys_tell_another_class(self) -> None:
        one = draft(form(), Record)
        record = one.record
        one.set("levels", ["beginner"])
        assert (type(record), type(one.record)) == (Article, Challenge)
        record.heat = 7
        with pytest.raises(EditError, match="doesn't speak"):
            one.written()

    def test_one_that_was_replaced_is_retired_but_for_what_the_new_one_shares(self) -> None:
        one = draft()
        old = one.record
        one.record = copy.copy(old)
        old.images[0].width = 2
        assert b"width: 2" in text(one)
        old.heat = 7
        with pytest.raises(EditError, match="doesn't speak"):
            one.written()
        one.record = old
        assert b"heat: 7" in text(one)

    def test_one_of_another_class_is_refused(self) -> None:
        one = draft()
        with pytest.raises(EditError) as caught:
            one.record = Profile(name="a", bio="b", location="c", type="d")
        assert str(caught.value) == "E706 the file holds an Article, not a Profile"

    def test_a_fresh_one_has_what_was_set_by_key_alone(self) -> None:
        one = draft()
        one.set("heat", 6)
        one.record.title = "U"
        assert (one.read_record().heat, one.read_record().title) == (6, "T")


@pytest.mark.parametrize("again", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))], ids=["copy", "pickle"])
class TestCopies:
    def test_a_copy_has_all_that_counts(self, again: Callable[[Draft[Any]], Draft[Any]]) -> None:
        one = draft()
        one.set("images[1]", {"url": "b", "width": 2, "height": 2})
        one.record.images.reverse()
        new = again(one)
        assert text(new) == text(one)
        for each in (one, new):
            each.delete("images[0]")
        assert text(new) == text(one) == TEXT

    def test_what_was_retired_is_the_original_s(self, again: Callable[[Draft[Any]], Draft[Any]]) -> None:
        one = draft()
        record = one.record
        one.set("heat", "hot")
        new = again(one)
        record.heat = 7
        assert new.written().values["heat"] == "hot"

    def test_limits_go_with_it(self, again: Callable[[Draft[Any]], Draft[Any]]) -> None:
        new = again(draft(form(), limits=Limits(nodes=12)))
        with pytest.raises(EditError):
            new.set("x", [1] * 20)


def test_an_error_names_no_file_for_a_draft_knows_none() -> None:
    with pytest.raises(StructureError) as caught:
        _ = draft(form('heat: "5"')).record
    assert (caught.value.file, caught.value.line, caught.value.column) == (None, 9, 7)
