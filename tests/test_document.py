"""A document gives its bytes back, and its record, its values and its copies are independent of each other."""

from __future__ import annotations

import copy
import io
import os
import pickle
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import articlefmt
from articlefmt import (
    Article,
    Document,
    EditError,
    FieldError,
    Limits,
    ParseError,
    Profile,
    Record,
    Secured,
    SecuredChangedError,
    StructureError,
)
from tests.samples import SECRET, file, form, shows_secret
from tests.strategies import untidy_documents

FORM = form()
PROFILE = file('name: "Ada"', 'bio: "B"', "location: L", 'type: "profile"')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(FORM)
    return path


class TestLoad:
    def test_a_path_may_be_a_str_or_path_like(self, path: Path) -> None:
        class Like:
            def __fspath__(self) -> str:
                return str(path)

        for given_path in (str(path), path, Like()):
            document = articlefmt.load(given_path)
            assert document.to_bytes() == FORM
            assert document.file == str(path)

    def test_a_relative_path_stays_as_it_was_given(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(path.parent)
        assert articlefmt.load("a.md").file == "a.md"
        assert articlefmt.load(Path("./a.md")).file == "a.md"

    def test_an_open_binary_file_gives_its_name_if_it_has_one(self, path: Path) -> None:
        with path.open("rb") as stream:
            document = articlefmt.load(stream)
        assert (document.to_bytes(), document.file) == (FORM, str(path))
        with os.fdopen(os.open(path, os.O_RDONLY), "rb") as stream:
            assert articlefmt.load(stream).file is None
        assert articlefmt.load(io.BytesIO(FORM)).file is None

    def test_a_missing_file_is_the_system_s_error(self, path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            articlefmt.load(path.with_name("b.md"))
        with pytest.raises(IsADirectoryError):
            articlefmt.load(path.parent)

    def test_a_parse_error_names_the_file(self, path: Path) -> None:
        path.write_bytes(file("a: 1", "a: 2"))
        with pytest.raises(ParseError) as caught:
            articlefmt.load(path)
        assert str(caught.value) == (
            f"{path}:3:1: Y203 a: this key stands twice in its mapping: some readers refuse that, others take the last; "
            "keep one\n    a: 2\n    ^"
        )

    def test_a_structure_error_names_the_file(self, path: Path) -> None:
        path.write_bytes(form('heat: "1"', "x: &x [*x]"))
        document = articlefmt.load(path)
        for ask in (lambda: document.record, lambda: document.values, document.read_record):
            with pytest.raises(StructureError) as caught:
                ask()
            assert caught.value.file == str(path)

    @pytest.mark.parametrize("wrong", [None, 1, b"a.md", [], FORM])
    def test_anything_else_is_a_type_error(self, wrong: Any) -> None:
        with pytest.raises(TypeError):
            articlefmt.load(wrong)

    def test_a_text_file_is_a_type_error(self) -> None:
        wrong: Any = io.StringIO(FORM.decode())
        with pytest.raises(TypeError):
            articlefmt.load(wrong)


class TestLoads:
    @pytest.mark.parametrize("of", [bytes, bytearray, memoryview, lambda data: data.decode()])
    def test_bytes_and_str_are_read_alike(self, of: Any) -> None:
        document = articlefmt.loads(of(FORM))
        assert document.to_bytes() == FORM
        assert document.to_str() == FORM.decode()
        assert document.file is None
        assert document == articlefmt.loads(FORM)

    def test_a_bytearray_is_copied(self) -> None:
        data: Any = bytearray(FORM)
        document = articlefmt.loads(data)
        data.clear()
        assert document.to_bytes() == FORM

    @pytest.mark.parametrize("wrong", [None, 1, [], Path("a.md"), io.BytesIO(FORM)])
    def test_anything_else_is_a_type_error(self, wrong: Any) -> None:
        with pytest.raises(TypeError) as caught:
            articlefmt.loads(wrong)
        assert str(caught.value) == f"articlefmt reads bytes or str, not {type(wrong).__name__}"

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("\ud800", "1:1"),
            ("---\na: b\n---\nx\ny\ud800", "5:2"),
            ("---\na: é😀\udfff\n---\n", "2:6"),
        ],
    )
    def test_half_a_character_is_a_parse_error_with_its_place(self, text: str, place: str) -> None:
        with pytest.raises(ParseError) as caught:
            articlefmt.loads(text)
        message = "the text has half a character (a lone surrogate) here, which UTF-8 can't hold"
        assert str(caught.value) == f"{place}: F104 {message}"

    @pytest.mark.parametrize("wrong", [dict, (), "Article", None])
    def test_a_class_that_is_no_record_is_a_type_error(self, wrong: Any) -> None:
        with pytest.raises(TypeError):
            articlefmt.loads(FORM, cls=wrong)

    def test_limits_can_be_set(self) -> None:
        with pytest.raises(ParseError) as caught:
            articlefmt.loads(FORM, limits=Limits(lines=6))
        assert caught.value.code == "Y205"
        assert articlefmt.loads(FORM, limits=Limits(lines=7)).to_bytes() == FORM


class TestDump:
    def test_a_path_may_be_a_str_or_path_like(self, tmp_path: Path) -> None:
        for target in (str(tmp_path / "b.md"), tmp_path / "c.md"):
            articlefmt.dump(articlefmt.loads(FORM), target)
            assert Path(target).read_bytes() == FORM

    def test_an_open_binary_file_stays_open(self) -> None:
        stream = io.BytesIO()
        articlefmt.dump(articlefmt.loads(FORM), stream)
        stream.write(b"more")
        assert stream.getvalue() == FORM + b"more"

    def test_dumps_gives_the_text_with_its_line_ends(self) -> None:
        data = FORM.replace(b"\n", b"\r\n")
        assert articlefmt.dumps(articlefmt.loads(data)) == articlefmt.loads(data).to_str() == data.decode()

    @pytest.mark.parametrize(
        ("given", "hint"),
        [
            (articlefmt.loads(FORM).record, "not Article; write {}(Document.new(record)), or change the `record` of"),
            (articlefmt.Author(name="A"), "not Author; write {}(Document.new(record))"),
            ({"title": "T"}, "not dict; write {}(Document.new(structure(mapping)))"),
            ("---", "not str; loads makes one"),
            (b"---", "not bytes; loads makes one"),
            (None, "not NoneType"),
        ],
    )
    def test_what_is_no_document_is_refused_and_told_how_to_make_one(
        self, given: Any, hint: str, tmp_path: Path
    ) -> None:
        with pytest.raises(TypeError) as caught:
            articlefmt.dumps(given)
        assert str(caught.value).startswith(f"dumps takes a Document, {hint.format('dumps')}")
        with pytest.raises(TypeError) as caught:
            articlefmt.dump(given, tmp_path / "b.md")
        assert str(caught.value).startswith(f"dump takes a Document, {hint.format('dump')}")

    def test_the_byte_order_mark_is_text(self) -> None:
        data = b"\xef\xbb\xbf" + FORM
        assert articlefmt.dumps(articlefmt.loads(data)) == "\ufeff" + FORM.decode()
        assert articlefmt.loads(articlefmt.dumps(articlefmt.loads(data))).to_bytes() == data

    def test_the_system_s_errors_stay(self, tmp_path: Path) -> None:
        with pytest.raises(IsADirectoryError):
            articlefmt.dump(articlefmt.loads(FORM), tmp_path)

    def test_nothing_is_written_where_the_bytes_cannot_be_made(self, path: Path) -> None:
        document = articlefmt.load(path)
        document.record.extra["a"] = "\ud800"
        path.write_bytes(b"other")
        with pytest.raises(EditError):
            articlefmt.dump(document, path)
        assert path.read_bytes() == b"other"

    @pytest.mark.parametrize("wrong", [None, 1, FORM])
    def test_what_is_no_document_is_a_type_error(self, wrong: Any) -> None:
        with pytest.raises(TypeError):
            articlefmt.dump(wrong, io.BytesIO())

    @pytest.mark.parametrize("wrong", [None, 1])
    def test_a_target_that_is_no_file_is_a_type_error(self, wrong: Any) -> None:
        with pytest.raises(TypeError):
            articlefmt.dump(articlefmt.loads(FORM), wrong)


class TestProperties:
    @given(untidy_documents())
    def test_reading_everything_changes_nothing(self, data: bytes) -> None:
        document = articlefmt.loads(data, Record)
        _ = document.values, document.body, document.newline, repr(document)
        with suppress(StructureError):
            _ = document.record
        assert document.to_bytes() == data

    @pytest.mark.parametrize(
        ("data", "body"),
        [
            (FORM, "\n"),
            (file("a: b", body=""), ""),
            (b"---\na: b\n---", ""),
            (file("a: b", body="x\n---\ny\r\n\r"), "x\n---\ny\r\n\r"),
            (file("a: b", body="\n\n é😀 \n").replace(b"\n", b"\r\n"), "\r\n\r\n é😀 \r\n"),
        ],
    )
    def test_the_body_is_exactly_what_follows_the_closing_line(self, data: bytes, body: str) -> None:
        assert articlefmt.loads(data).body == body

    @pytest.mark.parametrize(
        ("data", "newline"),
        [
            (FORM, "\n"),
            (FORM.replace(b"\n", b"\r\n"), "\r\n"),
            (FORM.replace(b"\n", b"\r\n")[:-2] + b"\n", "\r\n"),
            (FORM.replace(b"\n", b"\r\n", 3), "\n"),
            (FORM[:-1] + b"\r\n", "\n"),
        ],
    )
    def test_newline_is_that_of_the_front_matter(self, data: bytes, newline: str) -> None:
        assert articlefmt.loads(data).newline == newline

    @pytest.mark.parametrize("name", ["file", "newline", "values"])
    def test_what_cannot_be_assigned_is_read_only(self, name: str) -> None:
        with pytest.raises(AttributeError):
            setattr(articlefmt.loads(FORM), name, "x")

    def test_values_are_fresh_each_time_and_have_the_format_s_keys(self) -> None:
        document = articlefmt.loads(form("x: &x [1, {y: z}]", "w: *x", "1: a"))
        values = document.values
        assert values == {
            "title": "T",
            "excerpt": "",
            "webUrl": "https://example.com/a",
            "type": "article",
            "topics": ["Charts"],
            "x": [1, {"y": "z"}],
            "w": [1, {"y": "z"}],
        }
        again = document.values
        for name in ("topics", "x"):
            inner: Any = values[name]
            inner.clear()
        values.clear()
        assert document.values == again != {}
        assert document.to_bytes() == form("x: &x [1, {y: z}]", "w: *x", "1: a")

    def test_values_are_there_where_the_types_are_wrong(self) -> None:
        document = articlefmt.loads(form('heat: "70"'))
        assert document.values["heat"] == "70"
        with pytest.raises(StructureError):
            _ = document.record

    def test_the_record_is_built_once(self) -> None:
        document = articlefmt.loads(FORM)
        assert document.record is document.record
        assert document.read_record() == document.record
        assert document.read_record() is not document.record

    def test_values_and_record_share_nothing(self) -> None:
        document = articlefmt.loads(form("x: [1]"))
        values, record = document.values, document.record
        inner: Any = values["x"]
        inner.append(2)
        assert record.extra == {"x": [1]}

    def test_load_takes_a_class(self) -> None:
        assert type(articlefmt.loads(PROFILE, Profile).record) is Profile
        assert type(articlefmt.loads(PROFILE, cls=Record).record) is Profile
        with pytest.raises(StructureError) as caught:
            _ = articlefmt.loads(PROFILE).record
        assert caught.value.code == "T303"


class TestChanges:
    """What the laws of writing don't say: what is refused, and with which words."""

    def test_a_change_of_the_record_is_in_the_bytes_and_in_the_values(self) -> None:
        document = articlefmt.loads(FORM)
        document.record.title = "U"
        assert document.to_bytes() == FORM.replace(b'"T"', b'"U"')
        assert document.values["title"] == "U"
        assert document.read_record().title == "T"

    def test_a_wrong_type_in_a_list_is_an_edit_error_and_nothing_is_lost(self) -> None:
        document = articlefmt.loads(FORM)
        wrong: Any = 5
        document.record.topics.append(wrong)
        with pytest.raises(EditError):
            document.to_bytes()
        document.record.topics.pop()
        assert document.to_bytes() == FORM

    def test_what_front_matter_cannot_hold_is_an_edit_error(self) -> None:
        document = articlefmt.loads(FORM)
        wrong: Any = object()
        document.record.extra["x"] = wrong
        with pytest.raises(EditError):
            document.to_bytes()

    def test_a_value_that_front_matter_cannot_hold_is_refused_with_its_key(self) -> None:
        wrong: Any = [{"a": set()}]
        with pytest.raises(EditError, match="front matter can't hold set") as caught:
            articlefmt.loads(FORM).set("x", wrong)
        assert (caught.value.code, caught.value.key) == ("E702", ("x", 0, "a"))

    @pytest.mark.parametrize("value", [None, {}, [], True, "x"])
    def test_an_unknown_key_is_added_whatever_its_value(self, value: Any) -> None:
        """A null once looked like the null that a missing key gives."""
        document = articlefmt.loads(FORM)
        document.record.extra["x"] = value
        assert articlefmt.loads(document.to_bytes()).record.extra == {"x": value}
        assert [change.key for change in document.changes()] == [("x",)]

    @pytest.mark.parametrize("tag", ["!!map", "!t &x"])
    def test_a_front_matter_with_a_tag_is_given_back_whatever_was_asked_of_it(self, tag: str) -> None:
        """Nothing in it can be edited, but it was refused once although nothing was."""
        data = file(tag, "title: T", "type: article")
        document = articlefmt.loads(data)
        document.record = articlefmt.structure(articlefmt.unstructure(document.record), Article)
        document.set("title", "T")
        assert (document.to_bytes(), document.changes(), document.diff()) == (data, (), "")
        document.record.title = "U"
        with pytest.raises(EditError, match="a tag stands here"):
            document.to_bytes()

    def test_a_record_that_holds_itself_is_an_edit_error(self) -> None:
        document = articlefmt.loads(FORM)
        images: Any = document.record.images
        images.append(document.record)
        with pytest.raises(EditError):
            document.to_bytes()

    def test_a_wrong_type_in_a_field_is_refused_at_once(self) -> None:
        document = articlefmt.loads(FORM)
        with pytest.raises(FieldError):
            document.record.heat = "1"  # type: ignore[assignment]
        assert document.to_bytes() == FORM

    def test_a_record_of_another_class_is_an_edit_error(self) -> None:
        document: Document[Any] = articlefmt.loads(FORM)
        with pytest.raises(EditError) as caught:
            document.record = Profile(name="a", bio="b", location="c", type="d")
        assert str(caught.value).split("\n")[0] == "2:1: E706 the file holds an Article, not a Profile"
        assert document.to_bytes() == FORM

    @pytest.mark.parametrize("wrong", [None, {}, "a", Article])
    def test_what_is_no_record_is_a_type_error(self, wrong: Any) -> None:
        document = articlefmt.loads(FORM)
        with pytest.raises(TypeError) as caught:
            document.record = wrong
        assert str(caught.value) == f"record takes a record, not {type(wrong).__name__}"

    def test_a_record_is_kept_by_reference(self) -> None:
        document = articlefmt.loads(FORM)
        article = Article(title="U", excerpt="", type="article", web_url="https://example.com/a", topics=["Charts"])
        document.record = article
        article.title = "V"
        assert document.record is article
        assert document.to_bytes() == FORM.replace(b'"T"', b'"V"')

    def test_a_record_with_another_secured_is_refused_without_showing_it(self) -> None:
        data = form("", f'secured: "{SECRET}"')
        document = articlefmt.loads(data)
        values = {**document.values, "secured": SECRET[::-1]}
        document.record = articlefmt.structure(values, Article)
        with pytest.raises(SecuredChangedError) as caught:
            document.to_bytes()
        assert str(caught.value) == (
            "10:10: E705 secured: `secured` differs from the file's; only replace_secured, of the document in Python, changes it"
        )
        del values["secured"]
        document.record = articlefmt.structure(values, Article)
        with pytest.raises(SecuredChangedError):
            document.to_bytes()

    def test_replace_secured_is_the_one_door(self) -> None:
        data = form("", f'secured: "{SECRET}"')
        document = articlefmt.loads(data)
        record = document.record
        document.replace_secured("A;B")
        assert document.record is record
        assert record.secured == Secured("A;B")
        assert document.to_bytes() == data.replace(SECRET.encode(), b"A;B")
        document.replace_secured(None)
        assert record.secured is None
        assert b"secured" not in document.to_bytes()
        document.replace_secured(SECRET)
        assert document.to_bytes() == data

    @pytest.mark.parametrize("wrong", [1, b"A;B", Secured("A;B")])
    def test_replace_secured_takes_a_str(self, wrong: Any) -> None:
        with pytest.raises(TypeError) as caught:
            articlefmt.loads(FORM).replace_secured(wrong)
        assert str(caught.value) == f"replace_secured takes a str or None, not {type(wrong).__name__}"

    def test_the_body_is_exactly_what_was_assigned(self) -> None:
        document = articlefmt.loads(FORM.replace(b"\n", b"\r\n"))
        document.body = "a\nb\r\n"
        assert document.body == "a\nb\r\n"
        assert document.to_bytes() == FORM.replace(b"\n", b"\r\n")[:-2] + b"a\nb\r\n"

    def test_a_body_after_a_closing_line_without_an_end_adds_it(self) -> None:
        document = articlefmt.loads(FORM[:-2])
        document.body = ""
        assert document.to_bytes() == FORM[:-2]
        document.body = "x"
        assert document.to_bytes() == FORM[:-1] + b"x"

    def test_a_body_that_is_no_text_is_refused(self) -> None:
        document = articlefmt.loads(FORM)
        wrong: Any = b"x"
        with pytest.raises(TypeError) as caught:
            document.body = wrong
        assert str(caught.value) == "body takes a str, not bytes"
        with pytest.raises(EditError) as refused:
            document.body = "x\ud800"
        assert str(refused.value) == (
            "10:2: E702 the body has half a character (a lone surrogate) at 1, which UTF-8 can't hold"
        )
        assert document.to_bytes() == FORM


COPIES: list[Any] = [copy.copy, copy.deepcopy, lambda document: pickle.loads(pickle.dumps(document))]


@pytest.mark.parametrize("again", COPIES, ids=["copy", "deepcopy", "pickle"])
class TestCopies:
    def test_a_copy_is_equal_and_has_the_same_parts(self, again: Any, path: Path) -> None:
        for document in (articlefmt.load(path), articlefmt.loads(FORM), articlefmt.loads(PROFILE, Profile)):
            new = again(document)
            assert new == document
            assert type(new) is Document
            assert (new.file, new.body, new.newline, new.values) == (
                document.file, document.body, document.newline, document.values,
            )  # fmt: skip
            assert new.record == document.record
            assert repr(new) == repr(document)

    def test_a_change_of_one_is_no_change_of_the_other(self, again: Any) -> None:
        document = articlefmt.loads(FORM)
        document.record.topics.append("before")
        new = again(document)
        data = document.to_bytes()
        assert new.to_bytes() == data
        new.record.topics.append("x")
        new.record.title = "U"
        new.body = "y"
        assert (document.to_bytes(), document.record.title) == (data, "T")
        document.record.topics.append("z")
        assert new.record.topics == ["Charts", "before", "x"]

    def test_changes_go_with_the_copy(self, again: Any) -> None:
        document = articlefmt.loads(form('heat: "1"'))
        document.set("heat", 2)
        document.body = "body"
        new = again(document)
        assert new.to_bytes() == document.to_bytes() == form("heat: 2")[:-1] + b"body"
        document.delete("heat")
        assert new.record.heat == 2
        new.set("heat", "1")
        assert new.to_bytes() == form('heat: "1"')[:-1] + b"body"

    def test_limits_go_with_the_copy(self, again: Any) -> None:
        new = again(articlefmt.loads(FORM, limits=Limits(nodes=12)))
        with pytest.raises(articlefmt.ArticleError):
            new.set("x", list(range(20)))


class TestEquality:
    def test_it_is_that_of_the_bytes_and_the_class(self, path: Path) -> None:
        assert articlefmt.loads(FORM) == articlefmt.load(path)
        assert articlefmt.loads(FORM) != articlefmt.loads(form("# c"))
        assert articlefmt.loads(FORM) != articlefmt.loads(FORM, Record)
        assert articlefmt.loads(FORM) != FORM
        assert articlefmt.loads(FORM) != None  # noqa: E711

    def test_a_change_counts(self) -> None:
        one, other = articlefmt.loads(FORM), articlefmt.loads(FORM)
        one.record.title = "U"
        assert one != other
        other.record.title = "U"
        assert one == other

    def test_a_document_has_no_hash_for_it_can_change(self) -> None:
        with pytest.raises(TypeError, match="unhashable"):
            hash(articlefmt.loads(FORM))


class TestRepr:
    def test_it_has_the_class_the_file_and_the_sizes(self, path: Path) -> None:
        assert repr(articlefmt.loads(FORM)) == "<Document[Article] 5 keys, 1 characters of body>"
        assert repr(articlefmt.load(path)) == f"<Document[Article] {str(path)!r}, 5 keys, 1 characters of body>"
        document = articlefmt.loads(file("a: b", body="x" * 12345), Record)
        assert repr(document) == "<Document[Record] 1 keys, 12,345 characters of body>"

    def test_it_shows_nothing_of_the_file(self) -> None:
        document = articlefmt.loads(form(f'secured: "{SECRET}"'))
        assert not shows_secret(repr(document) + str(document) + repr(document.record))


def test_a_document_s_slots_are_all_it_has() -> None:
    with pytest.raises(AttributeError):
        articlefmt.loads(FORM).titel = "x"  # type: ignore[attr-defined]
