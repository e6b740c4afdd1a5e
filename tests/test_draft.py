"""A draft keeps apart what was read, what was set by key, and what its record says; each text is made from the first."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from articlefmt import (
    Article,
    Challenge,
    EditError,
    Limits,
    Profile,
    Record,
    Secured,
    SecuredChangedError,
    StructureError,
    Telltale,
    layout,
)
from articlefmt.draft import Draft
from articlefmt.syntax.limits import DEFAULT_LIMITS
from articlefmt.syntax.parsed import parse
from tests.samples import SECRET, file, form

TEXT = form("heat: 5 # five", "images:", "  - url: a # 1", "    width: 1", "    height: 1")


def draft(data: bytes = TEXT, cls: object = Article, limits: Limits = DEFAULT_LIMITS) -> Draft[Any]:
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

    def test_of_several_that_a_record_changes_the_first_one_in_the_text_is_told(self) -> None:
        @attrs.define
        class Keys:
            a: Secured
            b: Secured | None = None
            many: list[Secured] = attrs.field(factory=list)

        one = draft(file("x: 1", "b: B", "a: A"), Keys)
        one.record.a, one.record.b, one.record.many = Secured("1"), None, [Secured("2")]
        with pytest.raises(SecuredChangedError) as caught:
            one.written()
        assert caught.value.key == ("b",)


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


@attrs.define
class Plain:
    name: str
    size: int | None = None


def upper(text: str) -> str:
    return text.upper()


def halved(number: int) -> Any:
    return number // 2 if number % 2 == 0 else number / 2


@layout(told=Telltale(has=("loud",)))
@attrs.define
class Loud:
    name: str = attrs.field(converter=upper)
    loud: bool = True
    size: int | None = None


@attrs.define
class Halved:
    """Of an odd number it makes what it doesn't take."""

    half: int = attrs.field(converter=halved)
    name: str = ""


class TestClassesThatMakeSomethingElse:
    def test_what_one_made_is_forgotten_when_the_keys_tell_another(self) -> None:
        one = draft(b"---\nname: quiet\nloud: true\n---\n", (Loud, Plain))
        assert one.record == Loud("QUIET")
        one.delete("loud")
        assert one.record == Plain("quiet")
        one.record.name = "QUIET"
        assert text(one) == b"---\nname: QUIET\n---\n"

    def test_what_it_does_not_take_itself_is_told_at_reading_with_its_place(self) -> None:
        one = draft(b"---\nhalf: 5\n---\n", Halved)
        asks: list[Callable[[], object]] = [lambda: one.record, one.read_record]
        for ask in asks:
            with pytest.raises(StructureError) as caught:
                ask()
            assert str(caught.value).partition("\n")[0] == (
                "2:7: T306 half: `Halved` makes something of it that it doesn't take itself: takes an int, not float"
            )

    def test_a_record_is_retired_where_the_class_does_not_take_what_it_makes_of_a_value_that_was_set(self) -> None:
        one = draft(b"---\nhalf: 4\n---\n", Halved)
        record = one.record
        one.set("half", 5)
        assert text(one) == b"---\nhalf: 5\n---\n"
        record.name = "N"
        with pytest.raises(EditError, match="doesn't speak"):
            one.written()
        record.name = ""
        one.set("half", 6)
        assert one.record == Halved(6)


@attrs.define
class TwoSecrets:
    key: Secured
    token: Secured | None = None


class TestSeveralSecrets:
    DATA = f'---\nkey: "{SECRET}"\ntoken: "{SECRET}"\n---\n'.encode()

    def test_the_one_that_is_named_is_replaced(self) -> None:
        one = draft(self.DATA, TwoSecrets)
        one.replace_secured("A;B", "token")
        assert text(one) == self.DATA.replace(f'token: "{SECRET}"'.encode(), b'token: "A;B"')
        one.replace_secured(None, "token")
        assert text(one) == f'---\nkey: "{SECRET}"\n---\n'.encode()

    @pytest.mark.parametrize("key", [None, "secured", "x"])
    def test_one_must_be_named_that_there_is(self, key: str | None) -> None:
        one = draft(self.DATA, TwoSecrets)
        with pytest.raises(TypeError) as caught:
            one.replace_secured("A;B", key)
        assert str(caught.value) == (
            "replace_secured takes the key of a Secured field of TwoSecrets: it has `key`, `token`; name one with `key=`"
        )
        assert one.written() is one.text_as_read

    @pytest.mark.parametrize("key", [None, "name"])
    def test_a_class_without_any_has_none_to_replace(self, key: str | None) -> None:
        with pytest.raises(TypeError, match=r"a Secured field of Plain: it has none$"):
            draft(b"---\nname: N\n---\n", Plain).replace_secured("A;B", key)
