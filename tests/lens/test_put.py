"""What an edit does to a text: each row is a text, edits, and the text that they give."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

import articlefmt
from articlefmt import EditError, Record

HEAD = 'title: "T"\nexcerpt: ""\ntype: article\n'
Edit = tuple[Any, ...]


def edited(before: str, edits: list[Edit]) -> str:
    document = articlefmt.loads(f"---\n{HEAD}{before}---\n", Record)
    for name, *arguments in edits:
        getattr(document, name)(*arguments)
    text = document.to_str()
    front = text.removeprefix("---\n").removesuffix("---\n")
    plain = yaml.safe_load(front)
    assert plain == YAML(typ="safe", pure=True).load(front) == document.values
    return front.removeprefix(HEAD)


EDITS: list[tuple[str, str, list[Edit], str]] = [
    (
        "an item is added to a flow list",
        "topics: [a, b]\n",
        [("set", "topics[2]", "c")],
        "topics: [a, b, c]\n",
    ),
    (
        "one is taken out of it",
        "topics: [a, b, c]\n",
        [("delete", "topics[1]")],
        "topics: [a, c]\n",
    ),
    (
        "its first is",
        "topics: [a, b, c]\n",
        [("delete", "topics[0]")],
        "topics: [b, c]\n",
    ),
    (
        "its last is, and the blanks inside the brackets stay",
        "topics: [ a, b ]\n",
        [("delete", "topics[1]")],
        "topics: [ a ]\n",
    ),
    (
        "a flow list of other items stays one",
        "topics: [a, b]\n",
        [("set", "topics", ["b", "a", "c, d"])],
        'topics: [b, a, "c, d"]\n',
    ),
    (
        "an emptied flow list keeps its brackets",
        "topics: [a]\n",
        [("set", "topics", [])],
        "topics: []\n",
    ),
    (
        "an empty list that is filled becomes a block",
        "topics: []\n",
        [("set", "topics", ["a"])],
        """\
topics:
  - a
""",
    ),
    (
        "an entry is added to a flow mapping",
        "x: {a: 1}\n",
        [("set", "x.b", "2")],
        'x: {a: 1, b: "2"}\n',
    ),
    (
        "one is taken out of it",
        "x: {a: 1, b: 2}\n",
        [("delete", "x.a")],
        "x: {b: 2}\n",
    ),
    (
        "where the keys are quoted, a new one is",
        'x: {"a": 1}\n',
        [("set", "x.b", 2)],
        'x: {"a": 1, "b": 2}\n',
    ),
    (
        "flow collections nest",
        "x: {a: {b: [1]}}\n",
        [("set", "x.a.b[1]", 2), ("set", "x.a.c", {"d": None})],
        "x: {a: {b: [1, 2], c: {d: null}}}\n",
    ),
    (
        "a flow list of many lines grows by a line",
        """\
x: [
  a,
  b
]
""",
        [("set", "x[2]", "c")],
        """\
x: [
  a,
  b,
  c
]
""",
    ),
    (
        "a comma behind the last item stays",
        """\
x: [
  a,
  b,
]
""",
        [("set", "x[2]", "c")],
        """\
x: [
  a,
  b,
  c,
]
""",
    ),
    (
        "a flow mapping of other keys stays one",
        "x: {a: 1, b: 2}\n",
        [("set", "x", {"c": 3})],
        "x: {c: 3}\n",
    ),
    (
        "a null in a flow mapping becomes a text",
        "x: {a: , b: 1}\n",
        [("set", "x.a", "v")],
        "x: {a: v, b: 1}\n",
    ),
    (
        "flow collections in a block list",
        """\
x:
  - {a: 1}
  - [b]
""",
        [("set", "x[0].b", True), ("set", "x[1][1]", "c")],
        """\
x:
  - {a: 1, b: true}
  - [b, c]
""",
    ),
    (
        "a literal text stays literal",
        """\
x: |
  one
  two
""",
        [("set", "x", "a\nb\nc\n")],
        """\
x: |
  a
  b
  c
""",
    ),
    (
        "its header keeps its comment",
        """\
x: |-  # c
  one
heat: 5
""",
        [("set", "x", "a\nb")],
        """\
x: |- # c
  a
  b
heat: 5
""",
    ),
    (
        "what a literal can't hold is quoted",
        """\
x: |
  one
heat: 5
""",
        [("set", "x", " a\n b")],
        """\
x: " a\\n b"
heat: 5
""",
    ),
    (
        "a literal text becomes null",
        """\
x: |
  one
heat: 5
""",
        [("set", "x", None)],
        "x: \nheat: 5\n",
    ),
    (
        "a folded text stays folded",
        """\
x: >
  one
  two
heat: 5
""",
        [("set", "x", "three four\n")],
        """\
x: >
  three four
heat: 5
""",
    ),
    (
        "what a folded text can't hold is quoted",
        """\
x: >
  one
heat: 5
""",
        [("set", "x", "three\n\nfour\n")],
        """\
x: "three\\n\\nfour\\n"
heat: 5
""",
    ),
    (
        "a literal text is removed with its lines",
        """\
x: |
  one

heat: 5
""",
        [("delete", "x")],
        """\

heat: 5
""",
    ),
    (
        "a mapping becomes a text",
        """\
x:
  a: 1
  b: 2
heat: 5
""",
        [("set", "x", "v")],
        """\
x: v
heat: 5
""",
    ),
    (
        "a number becomes a mapping, below its comment",
        """\
x: 1 # c
heat: 5
""",
        [("set", "x", {"a": 1})],
        """\
x: # c
  a: 1
heat: 5
""",
    ),
    (
        "a mapping becomes a text, before its comment",
        """\
x: # c
  a: 1
heat: 5
""",
        [("set", "x", "v")],
        """\
x: v # c
heat: 5
""",
    ),
    (
        "an item becomes a mapping",
        """\
x:
  - a
  - b
""",
        [("set", "x[0]", {"p": 1, "q": [2]})],
        """\
x:
  - p: 1
    q:
      - 2
  - b
""",
    ),
    (
        "an item is inserted",
        """\
x:
  - a
  # about b
  - b # c
  - c
""",
        [("set", "x", ["n", "a", "b", "c"])],
        """\
x:
  - "n"
  - a
  # about b
  - b # c
  - c
""",
    ),
    (
        "an item is removed, the comment above it stays",
        """\
x:
  - a
  # about b
  - b # c
  - c
""",
        [("delete", "x[1]")],
        """\
x:
  - a
  # about b
  - c
""",
    ),
    (
        "the first item is removed",
        """\
x:
  - a
  # about b
  - b # c
  - c
""",
        [("delete", "x[0]")],
        """\
x:
  # about b
  - b # c
  - c
""",
    ),
    (
        "the last item is removed",
        """\
x:
  - a
  # about b
  - b # c
""",
        [("delete", "x[1]")],
        """\
x:
  - a
  # about b
""",
    ),
    (
        "a moved item",
        """\
x:
  - a
  # about b
  - b # c
  - c
""",
        [("set", "x", ["c", "a", "b"])],
        """\
x:
  - c
  - a
  # about b
  - b # c
""",
    ),
    (
        "a list of other items",
        """\
x:
  - a
  - b
""",
        [("set", "x", ["c"])],
        """\
x:
  - c
""",
    ),
    (
        "an emptied list",
        """\
x:
  - a
  - b
heat: 5
""",
        [("set", "x", [])],
        """\
x: []
heat: 5
""",
    ),
    (
        "a list that isn't indented stays so",
        """\
x:
- a
- b
""",
        [("set", "x[2]", "c")],
        """\
x:
- a
- b
- c
""",
    ),
    (
        "a mapping is removed from a list, a comment in it stays",
        """\
related:
  - title: A
    domain: d
    # c
    originalUrl: u
  - title: B
    domain: e
    originalUrl: u
""",
        [("delete", "related[0]")],
        """\
related:
    # c
  - title: B
    domain: e
    originalUrl: u
""",
    ),
    (
        "a mapping is inserted, and only its lines are new",
        """\
x:
  - title: A
  - title: B
""",
        [("set", "x", [{"title": "N", "y": 1}, {"title": "A"}, {"title": "B"}])],
        """\
x:
  - title: "N"
    "y": 1
  - title: A
  - title: B
""",
    ),
    (
        "a dash may have a line of its own",
        """\
x:
  -
    a: 1
  - b
""",
        [("set", "x[0].b", 2), ("set", "x[2]", "c")],
        """\
x:
  -
    a: 1
    b: 2
  - b
  - c
""",
    ),
    (
        "lists nest",
        """\
x:
  - - a
    - b
  - - c
""",
        [("set", "x[0][2]", "z"), ("delete", "x[1]")],
        """\
x:
  - - a
    - b
    - z
""",
    ),
    (
        "a null item becomes a text",
        """\
x:
  -
  - b
""",
        [("set", "x[0]", "a")],
        """\
x:
  - a
  - b
""",
    ),
    (
        "beside an anchor all can be edited",
        """\
x: &a 1
y: *a
""",
        [("set", "z", 2)],
        """\
x: &a 1
y: *a
z: 2
""",
    ),
    (
        "the value of an explicit key",
        """\
? x
: 1
""",
        [("set", "x", 2)],
        """\
? x
: 2
""",
    ),
    (
        "a mapping of an explicit key",
        """\
? x
: {a: 1}
""",
        [("set", "x.b", 2)],
        """\
? x
: {a: 1, b: 2}
""",
    ),
    (
        "a null becomes a number",
        "heat:\n",
        [("set", "heat", 5)],
        "heat: 5\n",
    ),
    (
        "a null becomes a number, before its comment",
        "heat: # c\n",
        [("set", "heat", 5)],
        "heat: 5 # c\n",
    ),
    (
        "a number becomes null, before its comment",
        "heat: 5 # c\n",
        [("set", "heat", None)],
        "heat:  # c\n",
    ),
    (
        "new lines end as those before them",
        "heat: 5\r\n\ntopics:\n  - a\n",
        [("set", "quality", 1), ("set", "topics[1]", "b")],
        "quality: 1\r\nheat: 5\r\n\ntopics:\n  - a\n  - b\n",
    ),
    (
        "a group goes with its empty line",
        """\
heat: 5

topics:
  - a

images:
  - url: u
    width: 1
    height: 2
""",
        [("delete", "topics")],
        """\
heat: 5

images:
  - url: u
    width: 1
    height: 2
""",
    ),
    (
        "a group comes with its empty line",
        """\
heat: 5

images:
  - url: u
    width: 1
    height: 2
""",
        [("set", "topics", ["x"])],
        """\
heat: 5

topics:
  - x

images:
  - url: u
    width: 1
    height: 2
""",
    ),
    (
        "the comment above a removed key stays",
        """\
heat: 5
# about topics
topics:
  - a
x: 1
""",
        [("delete", "topics")],
        """\
heat: 5
# about topics
x: 1
""",
    ),
    (
        "a nested key is removed",
        """\
provider:
  name: a # c
  domain: b
""",
        [("delete", "provider.name")],
        """\
provider:
  domain: b
""",
    ),
    (
        "a nested key is added in its place",
        """\
provider:
  domain: b
""",
        [("set", "provider.name", "N")],
        """\
provider:
  name: "N"
  domain: b
""",
    ),
    (
        "a mapping whose last key goes stays, empty",
        """\
x:
  a: 1
y: 2
""",
        [("delete", "x.a")],
        """\
x: {}
y: 2
""",
    ),
    (
        "single quotes stay",
        "x: 'a'\n",
        [("set", "x", "it's")],
        "x: 'it''s'\n",
    ),
    (
        "what they can't hold is double-quoted",
        "x: 'a'\n",
        [("set", "x", "a\nb")],
        'x: "a\\nb"\n',
    ),
    (
        "what readers would type is quoted",
        "x: a\n",
        [("set", "x", "yes")],
        'x: "yes"\n',
    ),
    (
        "a number is never quoted",
        'x: "a"\n',
        [("set", "x", 5)],
        "x: 5\n",
    ),
    (
        "a plain text of many lines becomes one line",
        """\
x: a
  b
y: 1
""",
        [("set", "x", "c")],
        """\
x: c
y: 1
""",
    ),
    (
        "a quoted text of many lines becomes one line",
        """\
x: "a
  b" # c
y: 1
""",
        [("set", "x", "c")],
        """\
x: "c" # c
y: 1
""",
    ),
]


@pytest.mark.parametrize(("before", "edits", "after"), [row[1:] for row in EDITS], ids=[row[0] for row in EDITS])
def test_an_edit_is_the_smallest_change_in_the_style_of_its_place(before: str, edits: list[Edit], after: str) -> None:
    assert edited(before, edits) == after


@pytest.mark.parametrize(("before", "edits", "after"), [row[1:] for row in EDITS], ids=[row[0] for row in EDITS])
def test_crlf_changes_nothing_but_the_line_ends(before: str, edits: list[Edit], after: str) -> None:
    if "\r" in before:
        return
    document = articlefmt.loads(f"---\n{HEAD}{before}---\n".replace("\n", "\r\n"), Record)
    for name, *arguments in edits:
        getattr(document, name)(*arguments)
    assert document.to_str() == f"---\n{HEAD}{after}---\n".replace("\n", "\r\n")


REFUSED: list[tuple[str, str, Edit, tuple[Any, ...]]] = [
    (
        "a key without a colon",
        "x: {a, b: 1}\n",
        ("set", "x.a", "v"),
        (("x", "a"), 5, 5, "this key has no colon, so the edit can't be made; write `key: value`"),
    ),
    (
        "a comment inside a removed value",
        """\
x:
  a: 1
  # c
  b: 2
heat: 5
""",
        ("set", "x", "v"),
        (("x",), 7, 1, "a comment stands inside the value, and would be lost; remove it first"),
    ),
    (
        "an anchor is removed",
        """\
x: &a 1
y: *a
""",
        ("delete", "x"),
        ((), 5, 4, "an anchor, alias or tag stands here, so the edit can't be made; edit the text"),
    ),
    (
        "an anchored value is set",
        """\
x: &a 1
y: *a
""",
        ("set", "x", 2),
        (("x",), 5, 4, "an anchor, alias or tag stands here, so the edit can't be made; edit the text"),
    ),
    (
        "an alias is set",
        """\
x: &a 1
y: *a
""",
        ("set", "y", 2),
        (("y",), 6, 4, "an anchor, alias or tag stands here, so the edit can't be made; edit the text"),
    ),
    (
        "a tagged value is set",
        "x: !!str 1\n",
        ("set", "x", 2),
        (("x",), 5, 4, "an anchor, alias or tag stands here, so the edit can't be made; edit the text"),
    ),
]


@pytest.mark.parametrize(("before", "edit", "error"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_an_edit_in_doubt_is_refused_with_its_place(before: str, edit: Edit, error: tuple[Any, ...]) -> None:
    document = articlefmt.loads(f"---\n{HEAD}{before}---\n", Record)
    with pytest.raises(EditError) as caught:
        getattr(document, edit[0])(*edit[1:])
    found = caught.value
    assert (found.code, found.key, found.line, found.column, found.message) == ("E703", *error)
    assert document.to_str() == f"---\n{HEAD}{before}---\n"
