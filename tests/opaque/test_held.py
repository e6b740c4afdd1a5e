"""No file that holds an opaque value is replaced by a document with another one or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import articlefmt
from articlefmt import Article, ConflictError, Document, Record, SecuredChangedError
from articlefmt.keys import Key
from articlefmt.opaque.held import Held, held, held_by_text, loses_opaque, read
from articlefmt.opaque.value import Opaque
from articlefmt.syntax.limits import Limits
from articlefmt.syntax.parsed import parse
from tests.samples import SECRET, file, form, shows_secret

OTHER = SECRET[::-1]
HELD = form(f'secured: "{SECRET}"')
HOLDERS = {
    "well formed": HELD,
    "in single quotes": form(f"secured: '{SECRET}'"),
    "of another type": form("secured: 5"),
    "empty": form('secured: ""'),
    "a mapping": form("secured: {a: 1}"),
    "below": form("provider:", "  name: N", "  domain: d", f"  secured: {SECRET}"),
    "in a list": form("x: [{secured: a}]"),
    "no closing line": HELD.replace(b"---\n", b"", 2).join([b"---\n", b""]),
    "no fences": HELD.replace(b"---\n", b""),
    "twice": form(f"secured: {SECRET}", f"secured: {SECRET}"),
    "bad YAML above": form("a: b: c", f"secured: {SECRET}"),
    "bad YAML below": form(f"secured: {SECRET}", "a: b: c"),
    "not UTF-8": HELD.replace(b'"T"', b'"\xff"'),
    "UTF-16": HELD.decode().encode("utf-16"),
    "lone CR": HELD.replace(b"\n", b"\r"),
    "JSON": f'{{\n  "title": "T",\n  "secured": "{SECRET}"\n}}\n'.encode(),
    "TOML": f'+++\ntitle = "T"\nsecured = "{SECRET}"\n+++\n'.encode(),
    "a byte order mark twice": b"\xef\xbb\xbf" * 2 + HELD,
    "conflict markers": form("<<<<<<< ours", f"secured: {SECRET}", "=======", f"secured: {OTHER}", ">>>>>>> theirs"),
    "value on the next line, unclosed": form("secured:", f'  "{SECRET}'),
    "a tag before it, bad YAML": form("a: b: c", f"!x secured: {SECRET}"),
    "an anchor before it, bad YAML": form("a: b: c", f"&a secured: {SECRET}"),
    "both before it, bad YAML": form("a: b: c", f'  - !<tag:x,1> &a "secured" : {SECRET}'),
    "behind a question mark, bad YAML": form("a: b: c", "? secured", f": {SECRET}"),
    "behind a question mark and a tag, bad YAML": form("a: b: c", "? !!str 'secured' # c", "# c", f": {SECRET}"),
    "below a question mark, bad YAML": form("a: b: c", "?", "  secured", f": {SECRET}"),
    "in a flow mapping, bad YAML": form("a: b: c", f"x: [{{url: u, !x secured: {SECRET}}}]"),
    "in a flow mapping on a line of its own": form("a: b: c", "x: {url: u,", f"  secured: {SECRET},", "  z: 1}"),
    "JSON on one line": f'{{"title": "T", "secured": "{SECRET}"}}\n'.encode(),
    "a colon was lost": form("a: b: c", f'secured "{SECRET}"'),
    "a line break was lost": form("a: b: c", f'x: y secured: "{SECRET}"'),
    "value below at the margin": form("a: b: c", "secured:", SECRET),
    "an item at the margin": form("a: b: c", "secured:", f"- {SECRET}"),
    "in the body, bad YAML": form("a: b: c") + f"secured: {SECRET}\n".encode(),
    "over a limit": HELD.replace(b'"T"', b'"' + b"T" * 300_000 + b'"'),
}  # fmt: skip
NONE = {
    "null": form("secured: "),
    "in the body": form() + b"secured: x\n",
    "in a text": form("length: 'secured: x'"),
    "in a comment": form("# secured: x"),
    "broken, another key": form("a: b: c", "unsecured: x"),
    "broken, null": form("a: b: c", "secured:"),
    "broken, null by a word": form("a: b: c", "!x secured: null # c"),
    "broken, null behind a question mark": form("a: b: c", "? secured", ":"),
    "broken, no value behind a question mark": form("a: b: c", "? secured", "b: 1"),
    "broken, in a text": form("a: b: c", "length: 'secured: x'", 'x: "{secured: y}"', "y: it's secured: z"),
    "broken, in a comment": form("a: b: c # secured: x", "# secured: x", "b: '#' # {secured: x}"),
    "broken, prose": form("a: b: c") + b"It is well secured: by two locks.\n",
    "no article": b"\x89PNG\r\n\x1a\n",
}


def new(secured: str | None) -> Document[Article]:
    values: dict[str, Any] = dict(articlefmt.loads(form()).values) | {"heat": 1}
    if secured is not None:
        values["secured"] = secured
    return Document.new(articlefmt.structure(values, Article))


def saves(path: Path) -> list[Callable[[Document[Article]], object]]:
    return [
        lambda document: document.save(path),
        lambda document: document.save(path, overwrite=True),
        lambda document: articlefmt.dump(document, path),
    ]


@pytest.mark.parametrize("data", HOLDERS.values(), ids=HOLDERS)
@pytest.mark.parametrize("secured", [None, OTHER], ids=["by none", "by another"])
def test_one_is_not_replaced_whatever_the_flags(tmp_path: Path, data: bytes, secured: str | None) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    elsewhere = tmp_path / "b.md"
    elsewhere.write_bytes(new(secured).to_bytes())
    for document in (new(secured), articlefmt.load(elsewhere), articlefmt.loads(new(secured).to_bytes())):
        for save in saves(path):
            with pytest.raises(SecuredChangedError) as caught:
                save(document)
            assert (caught.value.code, caught.value.file) == ("E705", str(path))
            assert not shows_secret(str(caught.value))
    assert path.read_bytes() == data
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.md", "b.md"]


@pytest.mark.parametrize("data", NONE.values(), ids=NONE)
def test_a_file_that_holds_none_is_replaced_where_that_is_asked_for(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(ConflictError) as caught:
        new(SECRET).save(path)
    assert caught.value.code == "W802"
    assert path.read_bytes() == data
    assert new(SECRET).save(path, overwrite=True)
    assert path.read_bytes() == new(SECRET).to_bytes()


def test_a_file_that_holds_the_same_is_replaced_where_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    broken = form(f'secured: "{SECRET}" # c', "a: b: c")
    for data in (HELD, broken, HOLDERS["twice"], HOLDERS["no fences"], HOLDERS["UTF-16"]):
        path.write_bytes(data)
        with pytest.raises(ConflictError):
            new(SECRET).save(path)
        articlefmt.dump(new(SECRET), path)
        assert path.read_bytes() == new(SECRET).to_bytes()


SPELLINGS = (
    f"secured: {SECRET}", f"secured: '{SECRET}' # c", f'"secured" : "{SECRET}"', f"? secured\n: {SECRET}", f"? 'secured'\n# c\n:   '{SECRET}'",
    f"secured:\n  {SECRET}", f"secured: # c\n\n  # c\n  '{SECRET}'", f"- secured: {SECRET}", f"secured: +/{SECRET}", "secured: ''",
)  # fmt: skip
MARKED = (
    f"!x secured: {SECRET}", f"&a secured: {SECRET}", f"secured: !!str {SECRET}", f"secured: &a '{SECRET}'", f"secured: [{SECRET}]",
    f"secured: |\n  {SECRET}", f"? !x secured\n: {SECRET}", "secured: {}", f"secured: |\n  secured: {SECRET}", f"secured:\n- {SECRET}", f"secured:\n  - {SECRET}\n  - b", "secured: 5",
)  # fmt: skip


def placed(spelling: str, indent: int) -> list[str]:
    """The lines of a spelling at the margin, or below another key."""
    lines = spelling.split("\n")
    return [*(["x:"] if indent else []), *(" " * indent + line for line in lines)]


class TestOneReading:
    """A text that can't be read shows what the tree has."""

    @pytest.mark.parametrize("indent", [0, 2])
    @pytest.mark.parametrize("spelling", SPELLINGS)
    def test_of_a_text_on_a_line_the_same_value(self, spelling: str, indent: int) -> None:
        if spelling.startswith("-") and not indent:
            return
        sound = form(*placed(spelling, indent), "heat: 1")
        by_tree, by_text = held(sound, read(sound, Limits())), held_by_text(sound)
        assert (by_tree.is_read, by_text.is_read) == (True, False)
        assert by_text.values == by_tree.values
        assert len(by_text.values) == 1
        for broken in (
            sound.replace(b"heat: 1", b"a: b: c"),
            sound.replace(b"\n", b"\r"),
            sound.replace(b"T", b"\xff", 1),
        ):
            assert held(broken, read(broken, Limits())) == by_text
            assert not loses_opaque(broken, parse(sound, Limits()))

    @pytest.mark.parametrize("indent", [0, 2])
    @pytest.mark.parametrize("spelling", MARKED)
    def test_of_any_other_that_there_is_one(self, spelling: str, indent: int) -> None:
        sound = form(*placed(spelling, indent), "heat: 1")
        assert len(held_by_text(sound).values) == len(held(sound, read(sound, Limits())).values) == 1
        assert loses_opaque(sound, parse(form(), Limits()))
        assert loses_opaque(sound.replace(b"heat: 1", b"a: b: c"), parse(form(), Limits()))

    def test_the_body_counts_for_who_asks_for_the_front_matter_not_and_for_a_save(self) -> None:
        data = file("a: b: c", "", "secured: x") + b"\nsecured: y\n"
        assert held_by_text(data) == Held([Opaque("secured", "str", "x", is_top=True)], is_read=False, line=4)
        for other in (b"secured: y", b"---", b"", b"---\n"):
            assert held_by_text(other) == Held([], is_read=False)
        assert loses_opaque(data, parse(form("secured: x"), Limits()))
        assert loses_opaque(b"secured: y", parse(form("secured: x"), Limits()))

    def test_other_keys_are_opaque_where_they_are_asked_for(self) -> None:
        text, keys = parse(form("token: a"), Limits()), frozenset({"secured", "token"})
        for line in ("b: 1", "b: c: d"):
            assert not loses_opaque(form("token: a", line), text, keys)
            assert loses_opaque(form("token: b", line), text, keys)
            assert not loses_opaque(form("token: b", line), text)
        assert loses_opaque(form("token: a", "x: {token: b}"), text, keys)  # at whatever depth


NESTED = form(
    "provider:",
    "  name: N",
    "  domain: d",
    f"  secured: {SECRET}",
    "x:",
    "  - a: 1",
    "  - b: 2",
    "    secured: 5",
    "  - secured: [c]",
    "  - secured:",
)


class TestEdits:
    """What a save and the guard count no edit changes, at whatever depth."""

    EDITS: tuple[tuple[Callable[[Document[Record]], object], Key, int], ...] = (
        (lambda document: document.set("provider.secured", OTHER), ("provider", "secured"), 12),
        (lambda document: document.set("provider.secured", None), ("provider", "secured"), 12),
        (lambda document: document.delete("provider.secured"), ("provider", "secured"), 12),
        (lambda document: document.delete("provider"), ("provider", "secured"), 12),
        (lambda document: document.set("provider", {"name": "N", "domain": "d"}), ("provider", "secured"), 12),
        (lambda document: document.set("provider", "N"), ("provider", "secured"), 12),
        (lambda document: document.set("x[1].secured", "5"), ("x", 1, "secured"), 16),
        (lambda document: document.set("x[1].secured", 5.0), ("x", 1, "secured"), 16),
        (lambda document: document.delete("x[1]"), ("x", 1, "secured"), 16),
        (lambda document: document.set("x[2].secured[0]", "d"), ("x", 2, "secured"), 17),
        (lambda document: document.set("x[2].secured[1]", "d"), ("x", 2, "secured"), 17),
        (lambda document: document.set("x[3].secured", "d"), ("x", 3, "secured"), 18),
        (lambda document: document.set("x[0].secured", "d"), ("x", 0, "secured"), 14),
        (lambda document: document.set("x[0].y.secured", "d"), ("x", 0, "y", "secured"), 14),
        (lambda document: document.set("x", [{"a": 1}, {"secured": ["c"]}, {"b": 2, "secured": 5}, {"secured": None}]), ("x", 1, "secured"), 16),
        (lambda document: document.set("new", {"secured": ""}), ("new", "secured"), 2),
        (lambda document: document.set("secured", "d"), ("secured",), 2),
    )  # fmt: skip

    @pytest.mark.parametrize("edit", range(len(EDITS)))
    def test_one_that_would_is_refused_at_its_place(self, edit: int) -> None:
        do, key, line = self.EDITS[edit]
        for has_record in (False, True):
            document: Document[Record] = articlefmt.loads(NESTED, cls=Record)
            if has_record:
                _ = document.record
            with pytest.raises(SecuredChangedError) as caught:
                do(document)
            assert (caught.value.code, caught.value.key, caught.value.line) == ("E705", key, line)
            assert not shows_secret(str(caught.value))
            assert document.to_bytes() == NESTED

    def test_so_is_a_record_that_would(self) -> None:
        edits: list[tuple[Callable[[Any], object], Key]] = [
            (lambda record: setattr(record, "provider", None), ("provider", "secured")),
            (lambda record: record.provider.extra.update(secured=OTHER), ("provider", "secured")),
            (lambda record: record.provider.extra.clear(), ("provider", "secured")),
            (lambda record: record.extra["x"].pop(1), ("x", 1, "secured")),
            (lambda record: record.extra.clear(), ("x", 1, "secured")),
            (lambda record: record.images.append(articlefmt.Image(url="u", width=1, height=1, extra={"secured": "s"})), ("images", 0, "secured")),
        ]  # fmt: skip
        for edit, key in edits:
            document = articlefmt.loads(NESTED)
            edit(document.record)
            for use in (document.to_bytes, document.changes, document.diff, lambda: document.set("heat", 1)):  # noqa: B023
                with pytest.raises(SecuredChangedError) as caught:
                    use()
                assert caught.value.key == key
                assert caught.value.line is not None

    @pytest.mark.parametrize(
        ("edit", "old", "new"),
        [
            (lambda document: document.set("provider.name", "M"), b"name: N", b"name: M"),
            (lambda document: document.set("provider.secured", SECRET), b"", b""),
            (lambda document: document.delete("x[0]"), b"  - a: 1\n", b""),
            (
                lambda document: document.set("x", [{"b": 2, "secured": 5}, {"secured": ["c"]}]),
                b"  - a: 1\n  - b: 2\n    secured: 5\n  - secured: [c]\n  - secured:\n",
                b"  - b: 2\n    secured: 5\n  - secured: [c]\n",
            ),
            (lambda document: document.set("topics", []), b"topics:\n  - Charts\n", b"topics: []\n"),
            (lambda document: document.delete("x[3]"), b"  - secured:\n", b""),
            (lambda document: document.set("x[1].b", 3), b"b: 2", b"b: 3"),
            (lambda document: document.delete("x[1].b"), b"- b: 2\n    secured", b"- secured"),
            (lambda document: document.set("x[0].secured", None), b"  - a: 1\n", b"  - a: 1\n    secured: \n"),
        ],
    )
    def test_what_stands_beside_it_may_change(
        self, edit: Callable[[Document[Record]], object], old: bytes, new: bytes
    ) -> None:
        document: Document[Record] = articlefmt.loads(NESTED, cls=Record)
        edit(document)
        assert document.to_bytes() == NESTED.replace(old, new, 1)

    def test_replace_secured_leaves_it(self) -> None:
        document = articlefmt.loads(NESTED + b"")
        document.replace_secured(OTHER)
        document.record.title = "U"
        assert document.values["provider"] == {"name": "N", "domain": "d", "secured": SECRET}


class TestItsOwnFile:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "a.md"
        path.write_bytes(HELD)
        return path

    def test_replace_secured_is_the_door(self, path: Path) -> None:
        for write in saves(path):
            path.write_bytes(HELD)
            document = articlefmt.load(path)
            document.replace_secured(OTHER)
            write(document)
            assert articlefmt.load(path).values["secured"] == OTHER

    def test_one_that_was_replaced_on_disk_stays(self, path: Path) -> None:
        for write in saves(path):
            path.write_bytes(HELD)
            document = articlefmt.load(path)
            document.record.heat = 5
            path.write_bytes(form(f"secured: {OTHER}"))
            with pytest.raises(SecuredChangedError):
                write(document)
            assert path.read_bytes() == form(f"secured: {OTHER}")

    def test_another_change_on_disk_is_overwritten_where_that_is_asked_for(self, path: Path) -> None:
        document = articlefmt.load(path)
        document.record.heat = 5
        changed = HELD.replace(b'"T"', b'"U"')
        path.write_bytes(changed)
        with pytest.raises(ConflictError) as caught:
            document.save()
        assert caught.value.code == "W801"
        assert document.save(overwrite=True)
        assert path.read_bytes() == document.to_bytes()

    def test_what_was_read_is_put_back_where_that_is_asked_for(self, path: Path) -> None:
        document = articlefmt.load(path)
        path.write_bytes(HELD.replace(b'"T"', b'"U"'))
        assert not document.save()
        assert document.save(overwrite=True)
        assert path.read_bytes() == HELD
        assert not document.save(overwrite=True)

    def test_the_same_change_of_another_one_is_a_conflict(self, path: Path) -> None:
        one, other = articlefmt.load(path), articlefmt.load(path)
        one.record.heat = other.record.heat = 5
        assert one.save()
        with pytest.raises(ConflictError):
            other.save()


def test_a_value_is_looked_for_where_it_stands() -> None:
    text = parse(form("secured: a", "provider:", "  secured: b"), Limits())
    keys = frozenset({"secured"})
    assert not loses_opaque(form("provider:", "  secured: b"), text, keys)
    assert loses_opaque(form("provider:", "  secured: a"), text, keys)
    assert loses_opaque(form("secured: b"), text, keys)
    assert loses_opaque(form("x: [{secured: b}, {secured: b}]"), text, keys)
    assert loses_opaque(form("other: x"), text, frozenset({"other"}))


def test_any_class_of_record_has_one(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(file("name: N", f"secured: {SECRET}"))
    other = articlefmt.loads(file("name: N"), Record)
    with pytest.raises(SecuredChangedError):
        other.save(path)
