"""`Document.rename`: only the text of the key changes, and other readers find the same value under the new name."""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

import articlefmt
from articlefmt import Article, ArticleError, Document, EditError, Record, SecuredChangedError
from articlefmt.keys import Key
from articlefmt.values import Value
from tests.editing.rows import HEAD, Edited, Refused, check_edit, check_refused, params
from tests.samples import SECRET, form
from tests.strategies import documents, untidy_documents

PLACE = "this key has an anchor or a tag, or is written in lines of its own; rename it by hand"

EDITS: list[Edited] = [
    ("its value's spelling and its comments stay", "# o\nx: 0x10 # c\n# p\ny: 1\n", [("rename", "x", "z")], "# o\nz: 0x10 # c\n# p\ny: 1\n"),
    ("its place stays, whatever the class says", "x: 1\nheta: 5\n\nzz: 1\n", [("rename", "heta", "heat")], "x: 1\nheat: 5\n\nzz: 1\n"),
    ("a mapping below it", "x:\n  a: 1 # c\n  b: 2\n", [("rename", "x", "z")], "z:\n  a: 1 # c\n  b: 2\n"),
    ("a list below it", "x:\n- 1\n- 2 # c\n", [("rename", "x", "z")], "z:\n- 1\n- 2 # c\n"),
    ("a text of many lines below it", "x: |-\n  a\n\n  b\n", [("rename", "x", "z")], "z: |-\n  a\n\n  b\n"),
    ("nothing below it", "x:\n", [("rename", "x", "z")], "z:\n"),
    ("in a mapping", "x:\n  a: 1 # c\n  b: 2\n", [("rename", "x.b", "c")], "x:\n  a: 1 # c\n  c: 2\n"),
    ("in a flow mapping", "x: { a : 1,b: 2 } # c\n", [("rename", "x.a", "c")], "x: { c : 1,b: 2 } # c\n"),
    ("in a flow mapping without values", "x: {a, b: 2}\n", [("rename", "x.a", "c")], "x: {c, b: 2}\n"),
    ("in a pair of a flow list", "x: [a: 1, b]\n", [("rename", "x[0].a", "c")], "x: [c: 1, b]\n"),
    ("in an item", "x:\n  - a: 1\n    b: 2 # c\n  - a: 3\n", [("rename", "x[1].a", "c")], "x:\n  - a: 1\n    b: 2 # c\n  - c: 3\n"),
    ("behind a dash", "x:\n  - a: 1\n    b: 2\n", [("rename", "x[0].a", "c")], "x:\n  - c: 1\n    b: 2\n"),
    ("in double quotes", '"x": 1\n', [("rename", "x", "z")], '"z": 1\n'),
    ("in single quotes", "'x': 1\n", [("rename", "x", "z")], "'z': 1\n"),
    ("quotes stay where they can", "'x': 1\n", [("rename", "x", "it's")], "'it''s': 1\n"),
    ("and become double where they can't", "'x': 1\n", [("rename", "x", "a\tb")], '"a\\tb": 1\n'),
    ("one that needs quotes has them", "x: 1\n", [("rename", "x", "yes")], '"yes": 1\n'),
    ("one with a colon", "x: 1\n", [("rename", "x", "a: b")], '"a: b": 1\n'),
    ("one with a dot", "x: 1\n", [("rename", "x", "og.image")], "og.image: 1\n"),
    ("by a quoted key", "og.image: 1\n", [("rename", '["og.image"]', "x")], "x: 1\n"),
    ("a key behind ?", "? x # c\n: 1\n", [("rename", "x", "z")], "? z # c\n: 1\n"),
    ("a key behind ? without a value", "? x\ny: 1\n", [("rename", "x", "z")], "? z\ny: 1\n"),
    ("a value with an anchor", "x: &a 1\ny: *a\n", [("rename", "x", "z")], "z: &a 1\ny: *a\n"),
    ("a value that is an alias", "x: &a 1\ny: *a\n", [("rename", "y", "z")], "x: &a 1\nz: *a\n"),
    ("a value with a tag", "x: !t 1\n", [("rename", "x", "z")], "z: !t 1\n"),
    ("twice is once", "x: 1 # c\n", [("rename", "x", "y1"), ("rename", "y1", "z")], "z: 1 # c\n"),
    ("there and back", "x: 1 # c\n", [("rename", "x", "z"), ("rename", "z", "x")], "x: 1 # c\n"),
    ("to its own name", "x: 1 # c\n", [("rename", "x", "x")], "x: 1 # c\n"),
    ("two that change names", "x: 1 # 1\ny: 2 # 2\n", [("rename", "x", "t"), ("rename", "y", "x"), ("rename", "t", "y")], '"y": 1 # 1\nx: 2 # 2\n'),
    ("onto one that was deleted", "x: 1 # 1\ny: 2 # 2\n", [("delete", "y"), ("rename", "x", "y")], '"y": 1 # 1\n'),
    ("and its value changes", "x: 1 # c\n", [("rename", "x", "z"), ("set", "z", 2)], "z: 2 # c\n"),
    ("its value changes first", "x: 1 # c\n", [("set", "x", 2), ("rename", "x", "z")], "z: 2 # c\n"),
    ("and it goes", "x: 1 # c\ny: 2\n", [("rename", "x", "z"), ("delete", "z")], "y: 2\n"),
    ("and the old name comes anew", "x: 1 # c\ny: 2\n", [("rename", "x", "z"), ("set", "x", 3)], "z: 1 # c\ny: 2\nx: 3\n"),
    ("one that is new", "y: 2\n", [("set", "x", 3), ("rename", "x", "z")], "y: 2\nz: 3\n"),
    ("what is in it goes on by the new name", "x:\n  - a # 1\n  - a # 2\n", [("delete", "x[0]"), ("rename", "x", "z"), ("set", "z[1]", "b")], "z:\n  - a # 2\n  - b\n"),
    ("and is renamed, too", "x:\n  a: {b: 1} # c\n", [("rename", "x.a", "c"), ("rename", "x", "z"), ("rename", "z.c.b", "d")], "z:\n  c: {d: 1} # c\n"),
    ("what stands beside it is edited", "x: 1 # c\ny: 2 # d\n", [("rename", "x", "z"), ("set", "y", 3), ("set", "w", 1)], "z: 1 # c\ny: 3 # d\nw: 1\n"),
    ("in an item that moves up", "x:\n  - 1\n  - a: 1 # c\n", [("rename", "x[1].a", "b"), ("delete", "x[0]")], "x:\n  - b: 1 # c\n"),
    ("in one that moved up", "x:\n  - 1\n  - a: 1 # c\n", [("delete", "x[0]"), ("rename", "x[0].a", "b")], "x:\n  - b: 1 # c\n"),
    ("after the mapping was given anew", "x: {a: 1}\n", [("set", "x", {"b": 1}), ("rename", "x.b", "c")], "x: {c: 1}\n"),
    ("all keys at once", "x: {a: 1, b: 2} # c\n", [("rename", "x.a", "c"), ("rename", "x.b", "a"), ("rename", "x.c", "b")], "x: {b: 1, a: 2} # c\n"),
    ("while an equal list loses an item", "x: [1, 1] # c\n", [("rename", "x", "z"), ("delete", "z[0]")], "z: [1] # c\n"),
    ("back, and the other name comes", "x: 1 # c\n", [("rename", "x", "z"), ("rename", "z", "x"), ("set", "z", 2)], "x: 1 # c\nz: 2\n"),
    ("in items that go and change places", "x:\n  - 1\n  - a: 1\n    d: 2 # c\n", [("rename", "x[1].d", "e"), ("delete", "x[0]"), ("rename", "x[0].a", "b")], "x:\n  - b: 1\n    e: 2 # c\n"),
    ("in a mapping that loses another key", "x: {a: 0x1, b: 2}\n", [("delete", "x.b"), ("rename", "x.a", "c")], "x: {c: 0x1}\n"),
    ("in one that gains a key", "x: {a: 0x1}\n", [("rename", "x.a", "c"), ("set", "x.d", 1)], "x: {c: 0x1, d: 1}\n"),
]  # fmt: skip

REFUSED: list[Refused] = [
    ("nothing is there", "x: 1\n", ("rename", "y", "z"), (("y",), 2, 1, "there is nothing at this key")),
    ("an item has no name", "x: [1]\n", ("rename", "x[0]", "z"), (("x", 0), 5, 5, "there is nothing at this key")),
    ("below a scalar", "x: 1\n", ("rename", "x.a", "z"), (("x", "a"), 5, 1, "there is nothing at this key")),
    ("the name is taken", "x: 1\ny: 2\n", ("rename", "x", "y"), (("y",), 6, 4, "there is a value at this key already")),
    ("the key has an anchor", "&a x: 1\n", ("rename", "x", "y"), (("x",), 5, 1, PLACE)),
    ("it has a tag", "!t x: 1\n", ("rename", "x", "y"), (("x",), 5, 1, PLACE)),
    ("it is a block", "? |\n  x\n: 1\n", ("rename", ("x\n",), "z"), (("x\n",), 5, 3, PLACE)),
]


@pytest.mark.parametrize(("before", "edits", "after"), params(EDITS))
def test_only_the_name_changes(before: str, edits: list[Any], after: str) -> None:
    if "!t" in before:
        assert articlefmt.loads(f"---\n{HEAD}{before}---\n").to_str()
        document = articlefmt.loads(f"---\n{HEAD}{before}---\n")
        document.rename("x", "z")
        assert document.to_str() == f"---\n{HEAD}{after}---\n"
        return
    check_edit(before, edits, after)


@pytest.mark.parametrize(("before", "edit", "error"), params(REFUSED))
def test_it_is_refused(before: str, edit: Any, error: tuple[Any, ...]) -> None:
    check_refused(before, edit, error)


def ways(values: Value, key: Key = ()) -> list[Key]:
    """The keys of all mappings in a value."""
    if isinstance(values, dict):
        return [way for name, one in values.items() for way in ((*key, name), *ways(one, (*key, name)))]
    if isinstance(values, list):
        return [way for at, one in enumerate(values) for way in ways(one, (*key, at))]
    return []


names = st.sampled_from(("zz", "z.z", "it's", '"q"', "yes", "a: b", "1", "é", "a b", "#", "")) | st.text(
    st.characters(codec="utf-8"), min_size=1, max_size=5
)


@given(documents() | untidy_documents(), st.data(), names)
def test_there_and_back_gives_the_same_bytes(data: bytes, draw: st.DataObject, name: str) -> None:
    document = articlefmt.loads(data, Record)
    keys = [key for key in ways(document.values) if "secured" not in key]
    assume(keys)
    key = draw.draw(st.sampled_from(keys))
    old = key[-1]
    assert isinstance(old, str)
    try:
        document.rename(key, name)
    except EditError:
        assert document.to_bytes() == data
        return
    assert pickle.loads(pickle.dumps(document)).to_bytes() == copy.deepcopy(document).to_bytes() == document.to_bytes()
    changed, values = document.to_bytes(), document.values
    assert changed.count(b"\n") == data.count(b"\n")
    was, now = data.splitlines(), changed.splitlines()
    assert sum(a != b for a, b in zip(was, now, strict=True)) == (old != name)
    assert same_but(articlefmt.loads(data, Record).values, values, key, name)
    document.rename((*key[:-1], name), old)
    assert document.to_bytes() == data
    again = articlefmt.loads(changed, Record)  # and across documents, but for the quotes that the other name needed
    again.rename((*key[:-1], name), old)
    assert again.values == articlefmt.loads(data, Record).values


def same_but(before: Value, after: Value, key: Key, name: str) -> bool:
    """Whether values are the same, in the same order, but for the name of one key."""
    if not key:
        return before == after
    if isinstance(before, list):
        assert isinstance(after, list)
        assert isinstance(key[0], int)
        return all(
            same_but(a, b, key[1:], name) if at == key[0] else a == b
            for at, (a, b) in enumerate(zip(before, after, strict=True))
        )
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    wanted = [name if one == key[0] and len(key) == 1 else one for one in before]
    inner = name if len(key) == 1 else key[0]
    return [*after] == wanted and all(
        same_but(value, after[str(inner)], key[1:], name) if one == key[0] else value == after[one]
        for one, value in before.items()
    )


@given(names)
def test_other_readers_find_the_value_under_the_new_name(name: str) -> None:
    document = articlefmt.loads("---\nx: [1, a] # c\ny: 2\n---\n", Record)
    document.rename("x", name) if name != "y" else None
    front = document.to_str().split("---\n")[1]
    if name != "y":
        assert yaml.safe_load(front) == YAML(typ="safe", pure=True).load(front) == {name: [1, "a"], "y": 2}


FEW = ("a1", "b1", "c1", "d1")
STEPS = st.tuples(st.sampled_from(("rename", "rename", "set", "delete")), st.sampled_from(FEW), st.sampled_from(FEW))


@given(st.lists(st.sampled_from(FEW), min_size=1, unique=True), st.sampled_from(("block", "flow", "item")), st.lists(STEPS, max_size=8), st.booleans())  # fmt: skip
def test_an_entry_goes_with_its_name_through_any_edits(
    keys: list[str], place: str, steps: list[tuple[str, str, str]], through_pickle: bool
) -> None:
    """Each value is spelled in its own way, so that the text tells which entry is which."""
    spelled = {name: (f"0x{at}1", int(f"{at}1", 16)) for at, name in enumerate(keys, 1)}
    lines = [f"{name}: {text}" for name, (text, _) in spelled.items()]
    front, above = {
        "block": ("".join(f"{line} # {line[4:]}\n" for line in lines), ()),
        "flow": (f"x: {{{', '.join(lines)}}}\n", ("x",)),
        "item": ("x:\n  - z\n" + "".join(f"{'  - ' if not at else '    '}{line}\n" for at, line in enumerate(lines)), ("x", 1)),
    }[place]  # fmt: skip
    document = articlefmt.loads(f"---\n{front}---\n", Record)
    model: dict[str, Any] = {name: value for name, (_, value) in spelled.items()}
    texts: dict[str, str] = {name: text for name, (text, _) in spelled.items()}
    number = 1000
    for verb, name, other in steps:
        if verb == "set":
            number += 1
            document.set((*above, name), number)
            model[name] = number
            texts[name] = str(number)
        elif name in model and (verb != "delete" or len(model) > 1):
            if verb == "delete":
                document.delete((*above, name))
                del model[name], texts[name]
            elif other not in model:
                document.rename((*above, name), other)
                model = {other if one == name else one: value for one, value in model.items()}
                texts = {other if one == name else one: text for one, text in texts.items()}
        if through_pickle:
            document = pickle.loads(pickle.dumps(document))
    found = articlefmt.loads(document.to_bytes(), Record).values
    for part in above:
        found = found[part]  # type: ignore[index, assignment]
    assert found == model
    text = document.to_str()
    assert all(re.search(rf"\b{name}: {spelling}\b", text) for name, spelling in texts.items()), (texts, text)


def article(*more: str) -> Document[Article]:
    return articlefmt.loads(form(*more))


class TestRecords:
    def test_one_taken_before_goes_on_speaking(self) -> None:
        document = article("heta: 5 # c")
        record = document.record
        document.rename("heta", "heat")
        record.title = "U"
        assert document.record is record
        assert record.heat == 5
        record.heat = 6
        assert document.to_bytes() == form("heat: 6 # c").replace(b'"T"', b'"U"')

    def test_one_taken_after_has_the_new_name(self) -> None:
        document = article("heta: 5 # c")
        document.rename("heta", "heat")
        assert document.record.heat == 5
        document.record.heat = 6
        assert document.to_bytes() == form("heat: 6 # c")

    def test_what_a_record_changed_is_kept(self) -> None:
        document = article("heat: 5 # c", "x: 1")
        document.record.heat = 6
        document.rename("x", "z")
        document.record.title = "U"
        assert document.to_bytes() == form("heat: 6 # c", "z: 1").replace(b'"T"', b'"U"')

    def test_a_nested_one_goes_on_too(self) -> None:
        document = article("provider:", "  nmae: N # c", "  name: M", "  domain: d")
        provider = document.record.provider
        assert provider is not None
        document.rename("provider.nmae", "title")
        provider.domain = "e"
        assert document.to_bytes() == form("provider:", "  title: N # c", "  name: M", "  domain: e")

    def test_a_list_goes_on_by_its_items(self) -> None:
        document = article(
            "images:", "  - {url: u, width: 1, height: 2, x: 1} # c", "  - {url: v, width: 1, height: 2}"
        )
        images = document.record.images
        document.rename("images[0].x", "title")
        images[1].width = 7
        del images[0].title
        assert images[0].url == "u"

    def test_a_file_that_does_not_type_is_renamed_all_the_same(self) -> None:
        document = article("heat: x", "y1: 1")
        document.rename("y1", "z")
        assert document.to_bytes() == form("heat: x", "z: 1")

    def test_what_it_changed_is_told_as_a_key_that_went_and_one_that_came(self) -> None:
        document = article("x: 1")
        document.rename("x", "z")
        assert {(change.key, change.before, change.after) for change in document.changes()} == {
            (("x",), 1, articlefmt.MISSING),
            (("z",), articlefmt.MISSING, 1),
        }

    def test_after_a_save_the_document_stands_on_the_new_text(self, tmp_path: Any) -> None:
        path = tmp_path / "a.md"
        path.write_bytes(form("x: 1 # c"))
        document = articlefmt.load(path)
        document.rename("x", "z")
        assert document.save()
        document.set("z", 2)
        document.rename("z", "w")
        assert document.save()
        assert path.read_bytes() == form("w: 2 # c")


class TestRefusals:
    @pytest.mark.parametrize("key", ["secured", ("secured",), "x.secured"])
    def test_nothing_opaque_gets_another_name(self, key: Any) -> None:
        document = article("x: {secured: y}", f'secured: "{SECRET}"')
        before = document.to_bytes()
        with pytest.raises(SecuredChangedError):
            document.rename(key, "token")
        assert document.to_bytes() == before

    def test_nothing_becomes_opaque(self) -> None:
        document = article("x: 1")
        with pytest.raises(SecuredChangedError):
            document.rename("x", "secured")

    @pytest.mark.parametrize("name", [None, 5, ("a",), b"a"])
    def test_the_name_is_a_text(self, name: Any) -> None:
        with pytest.raises(TypeError, match="rename takes a str as the new name, not"):
            article("x: 1").rename("x", name)

    def test_one_that_can_not_be_written_is_refused_with_its_place(self) -> None:
        with pytest.raises(ArticleError) as caught:
            article("x: 1").rename("x", "\ud800")
        assert caught.value.line is not None
