"""No file that holds an opaque value is replaced by a document with another one or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import articlefmt
from articlefmt import Article, ConflictError, Document, Record, SecuredChangedError
from articlefmt.opaque import loses_opaque
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
    "over a limit": HELD.replace(b'"T"', b'"' + b"T" * 300_000 + b'"'),
}  # fmt: skip
NONE = {
    "null": form("secured: "),
    "in the body": form() + b"secured: x\n",
    "in a text": form("length: 'secured: x'"),
    "in a comment": form("# secured: x"),
    "broken, another key": form("a: b: c", "unsecured: x"),
    "broken, null": form("a: b: c", "secured:"),
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


@pytest.mark.parametrize("held", HOLDERS.values(), ids=HOLDERS)
@pytest.mark.parametrize("secured", [None, OTHER], ids=["by none", "by another"])
def test_one_is_not_replaced_whatever_the_flags(tmp_path: Path, held: bytes, secured: str | None) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(held)
    elsewhere = tmp_path / "b.md"
    elsewhere.write_bytes(new(secured).to_bytes())
    for document in (new(secured), articlefmt.load(elsewhere), articlefmt.loads(new(secured).to_bytes())):
        for save in saves(path):
            with pytest.raises(SecuredChangedError) as caught:
                save(document)
            assert (caught.value.code, caught.value.file) == ("E705", str(path))
            assert not shows_secret(str(caught.value))
    assert path.read_bytes() == held
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.md", "b.md"]


@pytest.mark.parametrize("held", NONE.values(), ids=NONE)
def test_a_file_that_holds_none_is_replaced_where_that_is_asked_for(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(held)
    with pytest.raises(ConflictError) as caught:
        new(SECRET).save(path)
    assert caught.value.code == "W802"
    assert path.read_bytes() == held
    assert new(SECRET).save(path, overwrite=True)
    assert path.read_bytes() == new(SECRET).to_bytes()


def test_a_file_that_holds_the_same_is_replaced_where_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    broken = form(f'secured: "{SECRET}" # c', "a: b: c")
    for held in (HELD, broken, HOLDERS["twice"], HOLDERS["no fences"], HOLDERS["UTF-16"]):
        path.write_bytes(held)
        with pytest.raises(ConflictError):
            new(SECRET).save(path)
        articlefmt.dump(new(SECRET), path)
        assert path.read_bytes() == new(SECRET).to_bytes()


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
