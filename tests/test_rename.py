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
from tests.cases import Case, cases
from tests.editing.checking import check_edit, check_refused, check_text
from tests.samples import SECRET, form
from tests.strategies import documents, untidy_documents

EDITS = cases(r"""
    === its value's spelling and its comments stay
    # o
    x: 0x10 # c
    # p
    y: 1
    >>> doc.rename("x", "z")
    # o
    z: 0x10 # c
    # p
    y: 1

    === its place stays, whatever the class says
    x: 1
    heta: 5

    zz: 1
    >>> doc.rename("heta", "heat")
    x: 1
    heat: 5

    zz: 1

    === a mapping below it
    x:
      a: 1 # c
      b: 2
    >>> doc.rename("x", "z")
    z:
      a: 1 # c
      b: 2

    === a list below it
    x:
    - 1
    - 2 # c
    >>> doc.rename("x", "z")
    z:
    - 1
    - 2 # c

    === a text of many lines below it
    x: |-
      a

      b
    >>> doc.rename("x", "z")
    z: |-
      a

      b

    === nothing below it
    x:
    >>> doc.rename("x", "z")
    z:

    === in a mapping
    x:
      a: 1 # c
      b: 2
    >>> doc.rename("x.b", "c")
    x:
      a: 1 # c
      c: 2

    === in a flow mapping
    x: { a : 1,b: 2 } # c
    >>> doc.rename("x.a", "c")
    x: { c : 1,b: 2 } # c

    === in a flow mapping without values
    x: {a, b: 2}
    >>> doc.rename("x.a", "c")
    x: {c, b: 2}

    === in a pair of a flow list
    x: [a: 1, b]
    >>> doc.rename("x[0].a", "c")
    x: [c: 1, b]

    === in an item
    x:
      - a: 1
        b: 2 # c
      - a: 3
    >>> doc.rename("x[1].a", "c")
    x:
      - a: 1
        b: 2 # c
      - c: 3

    === behind a dash
    x:
      - a: 1
        b: 2
    >>> doc.rename("x[0].a", "c")
    x:
      - c: 1
        b: 2

    === in double quotes
    "x": 1
    >>> doc.rename("x", "z")
    "z": 1

    === in single quotes
    'x': 1
    >>> doc.rename("x", "z")
    'z': 1

    === quotes stay where they can
    'x': 1
    >>> doc.rename("x", "it's")
    'it''s': 1

    === and become double where they can't
    'x': 1
    >>> doc.rename("x", "a\tb")
    "a\tb": 1

    === one that needs quotes has them
    x: 1
    >>> doc.rename("x", "yes")
    "yes": 1

    === one with a colon
    x: 1
    >>> doc.rename("x", "a: b")
    "a: b": 1

    === one with a dot
    x: 1
    >>> doc.rename("x", "og.image")
    og.image: 1

    === by a quoted key
    og.image: 1
    >>> doc.rename('["og.image"]', "x")
    x: 1

    === a key behind ?
    ? x # c
    : 1
    >>> doc.rename("x", "z")
    ? z # c
    : 1

    === a key behind ? without a value
    ? x
    y: 1
    >>> doc.rename("x", "z")
    ? z
    y: 1

    === a value with an anchor
    x: &a 1
    y: *a
    >>> doc.rename("x", "z")
    z: &a 1
    y: *a

    === a value that is an alias
    x: &a 1
    y: *a
    >>> doc.rename("y", "z")
    x: &a 1
    z: *a

    === twice is once
    x: 1 # c
    >>> doc.rename("x", "y1")
    >>> doc.rename("y1", "z")
    z: 1 # c

    === there and back
    x: 1 # c
    >>> doc.rename("x", "z")
    >>> doc.rename("z", "x")
    x: 1 # c

    === to its own name
    x: 1 # c
    >>> doc.rename("x", "x")
    x: 1 # c

    === two that change names
    x: 1 # 1
    y: 2 # 2
    >>> doc.rename("x", "t")
    >>> doc.rename("y", "x")
    >>> doc.rename("t", "y")
    "y": 1 # 1
    x: 2 # 2

    === onto one that was deleted
    x: 1 # 1
    y: 2 # 2
    >>> doc.delete("y")
    >>> doc.rename("x", "y")
    "y": 1 # 1

    === and its value changes
    x: 1 # c
    >>> doc.rename("x", "z")
    >>> doc.set("z", 2)
    z: 2 # c

    === its value changes first
    x: 1 # c
    >>> doc.set("x", 2)
    >>> doc.rename("x", "z")
    z: 2 # c

    === and it goes
    x: 1 # c
    y: 2
    >>> doc.rename("x", "z")
    >>> doc.delete("z")
    y: 2

    === and the old name comes anew
    x: 1 # c
    y: 2
    >>> doc.rename("x", "z")
    >>> doc.set("x", 3)
    z: 1 # c
    y: 2
    x: 3

    === one that is new
    y: 2
    >>> doc.set("x", 3)
    >>> doc.rename("x", "z")
    y: 2
    z: 3

    === what is in it goes on by the new name
    x:
      - a # 1
      - a # 2
    >>> doc.delete("x[0]")
    >>> doc.rename("x", "z")
    >>> doc.set("z[1]", "b")
    z:
      - a # 2
      - b

    === and is renamed, too
    x:
      a: {b: 1} # c
    >>> doc.rename("x.a", "c")
    >>> doc.rename("x", "z")
    >>> doc.rename("z.c.b", "d")
    z:
      c: {d: 1} # c

    === what stands beside it is edited
    x: 1 # c
    y: 2 # d
    >>> doc.rename("x", "z")
    >>> doc.set("y", 3)
    >>> doc.set("w", 1)
    z: 1 # c
    y: 3 # d
    w: 1

    === in an item that moves up
    x:
      - 1
      - a: 1 # c
    >>> doc.rename("x[1].a", "b")
    >>> doc.delete("x[0]")
    x:
      - b: 1 # c

    === in one that moved up
    x:
      - 1
      - a: 1 # c
    >>> doc.delete("x[0]")
    >>> doc.rename("x[0].a", "b")
    x:
      - b: 1 # c

    === after the mapping was given anew
    x: {a: 1}
    >>> doc.set("x", {"b": 1})
    >>> doc.rename("x.b", "c")
    x: {c: 1}

    === all keys at once
    x: {a: 1, b: 2} # c
    >>> doc.rename("x.a", "c")
    >>> doc.rename("x.b", "a")
    >>> doc.rename("x.c", "b")
    x: {b: 1, a: 2} # c

    === while an equal list loses an item
    x: [1, 1] # c
    >>> doc.rename("x", "z")
    >>> doc.delete("z[0]")
    z: [1] # c

    === back, and the other name comes
    x: 1 # c
    >>> doc.rename("x", "z")
    >>> doc.rename("z", "x")
    >>> doc.set("z", 2)
    x: 1 # c
    z: 2

    === in items that go and change places
    x:
      - 1
      - a: 1
        d: 2 # c
    >>> doc.rename("x[1].d", "e")
    >>> doc.delete("x[0]")
    >>> doc.rename("x[0].a", "b")
    x:
      - b: 1
        e: 2 # c

    === in a mapping that loses another key
    x: {a: 0x1, b: 2}
    >>> doc.delete("x.b")
    >>> doc.rename("x.a", "c")
    x: {c: 0x1}

    === in one that gains a key
    x: {a: 0x1}
    >>> doc.rename("x.a", "c")
    >>> doc.set("x.d", 1)
    x: {c: 0x1, d: 1}
""")

TAGGED = cases(r"""
    === a value with a tag
    x: !t 1
    >>> doc.rename("x", "z")
    z: !t 1
""")

REFUSED = cases(r"""
    === nothing is there
    x: 1
    >>> doc.rename("y", "z")
    2:1: E703 y: there is nothing at this key
        title: "T"
        ^

    === an item has no name
    x: [1]
    >>> doc.rename("x[0]", "z")
    5:5: E703 x[0]: there is nothing at this key
        x: [1]
            ^

    === below a scalar
    x: 1
    >>> doc.rename("x.a", "z")
    5:1: E703 x.a: there is nothing at this key
        x: 1
        ^

    === the name is taken
    x: 1
    y: 2
    >>> doc.rename("x", "y")
    6:4: E703 y: there is a value at this key already
        y: 2
           ^

    === the key has an anchor
    &a x: 1
    >>> doc.rename("x", "y")
    5:1: E703 x: this key has an anchor or a tag, or is written in lines of its own; rename it by hand
        &a x: 1
        ^

    === it has a tag
    !t x: 1
    >>> doc.rename("x", "y")
    5:1: E703 x: this key has an anchor or a tag, or is written in lines of its own; rename it by hand
        !t x: 1
        ^

    === it is a block
    ? |
      x
    : 1
    >>> doc.rename(("x\n",), "z")
    5:3: E703 x\n: this key has an anchor or a tag, or is written in lines of its own; rename it by hand
        ? |
          ^
""")


@pytest.mark.parametrize("case", EDITS)
def test_only_the_name_changes(case: Case) -> None:
    check_edit(case)


@pytest.mark.parametrize("case", TAGGED)
def test_only_the_name_of_a_tagged_value_changes(case: Case) -> None:
    check_text(case)


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused(case: Case) -> None:
    check_refused(case)


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
