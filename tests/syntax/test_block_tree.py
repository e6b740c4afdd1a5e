"""The tree of a block text is the one that the full reader makes, whichever part of it is asked for first."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articlefmt import Limits
from articlefmt.syntax import nodes, ruamel_tree
from articlefmt.syntax.block_reader import read_values
from articlefmt.syntax.block_tree import read_tree
from articlefmt.syntax.source import split
from tests.strategies import documents, untidy_documents
from tests.syntax.trees import ROWS, any_rows, mutated, nested, plain, source_of

LIMITS = Limits(size=1 << 30, nodes=1 << 30, lines=1 << 30)
LOOKS = ("name", "entry", "last", "slice", "starts", "end", "names", "pass", "back", "turn back")
FRONT = """\
# c

a:
  b: x

  # a: 1
  c: 'y'\x20\x20
e:
  - 1
  - f: "\\u00e9"
    g:
      - h
    b:
    - b: 1
      c:
        b: 2
# - z
  - c:\x20
  - f: 2
    g:
      - i
    b: 3
i:
- j
- "- k"
b:\x20
b-b: 1
c:
    c:
     c: 3
# end
"""
"""Every shape there is; keys stand again in other columns, in comments, and at the beginning of other keys."""


def trees(front: str) -> tuple[nodes.Mapping, nodes.Mapping] | None:
    """The tree of a text as it is made in parts, and by the full reader; None where the text isn't of the subset."""
    values = read_values(front, LIMITS)
    return (read_tree(front, values), ruamel_tree.read(source_of(front), LIMITS)) if values else None


def check(front: str) -> bool:
    both = trees(front)
    if both is None:
        return False
    part, whole = both
    assert plain(part) == plain(whole)
    assert list(part.names) == list(whole.names)
    return True


def look(front: str, looks: list[tuple[str, int]]) -> None:
    """Walk through both trees at once; whatever is asked for is the same in both."""
    both = trees(front)
    if both is None:
        return
    part: nodes.Node
    whole: nodes.Node
    part, whole = both
    for what, number in looks:
        if isinstance(part, nodes.Mapping):
            assert isinstance(whole, nodes.Mapping)
            part, whole = look_at_mapping(part, whole, what, number)
        elif isinstance(part, nodes.Sequence):
            assert isinstance(whole, nodes.Sequence)
            part, whole = look_at_sequence(front, part, whole, what, number)
        if not isinstance(part, nodes.Mapping | nodes.Sequence) or what == "turn back":
            assert plain(part) == plain(whole)
            part, whole = both
    assert plain(both[0]) == plain(both[1])


def look_at_mapping(part: nodes.Mapping, whole: nodes.Mapping, what: str, number: int) -> tuple[nodes.Node, nodes.Node]:
    count = len(whole.entries)
    at = number % count
    if what == "name":
        name = list(whole.names)[at]
        return part.names[name].value, whole.names[name].value
    if what == "entry":
        assert part.entries[at] is part.names[str(whole.entries[at].name)]
        assert plain(part.entries[at].key) == plain(whole.entries[at].key)
        return part.entries[at].value, whole.entries[at].value
    if what == "last":
        assert part.entries[-1 - at] is part.entries[count - 1 - at]
        return part.entries[-1 - at].value, whole.entries[-1 - at].value
    if what == "slice":
        assert [one.name for one in part.entries[at:]] == [one.name for one in whole.entries[at:]]
        assert [one.key.start for one in part.entries[: -at - 1]] == [one.key.start for one in whole.entries[: -at - 1]]
    elif what == "starts":
        assert [*part.starts] == [*whole.starts] == [entry.key.start for entry in whole.entries]
    elif what == "names":
        assert [*part.names] == [*whole.names]
        assert len(part.names) == len(part.entries) == count
        assert ("none" in part.names, part.names.get("none")) == (False, None)
    elif what == "pass":
        assert [one.name for one in part.entries] == [one.name for one in reversed(part.entries)][::-1]
    elif what == "back":
        assert [part.names[name].key.start for name in reversed(list(whole.names))] == [*whole.starts][::-1]
    elif what == "end":
        assert (part.start, part.end, part.flow, part.properties) == (whole.start, whole.end, False, None)
    return part, whole


def look_at_sequence(
    front: str, part: nodes.Sequence, whole: nodes.Sequence, what: str, number: int
) -> tuple[nodes.Node, nodes.Node]:
    count = len(whole.items)
    at = number % count
    if what in ("name", "entry"):
        assert part.items[at] is part.items[at]
        return part.items[at], whole.items[at]
    if what == "last":
        assert part.items[-1 - at] is part.items[count - 1 - at]
        return part.items[-1 - at], whole.items[-1 - at]
    if what == "slice":
        assert [item.start for item in part.items[at:]] == [item.start for item in whole.items[at:]]
        assert [item.end for item in part.items[: -at - 1]] == [item.end for item in whole.items[: -at - 1]]
    elif what in ("starts", "names"):
        assert part.starts == [item.start - 2 for item in whole.items]
        assert {front[start : start + 2] for start in part.starts or ()} == {"- "}
    elif what == "pass":
        assert [item.start for item in part.items] == [item.start for item in reversed(part.items)][::-1]
    elif what == "end":
        assert (part.start, part.end, part.flow, part.properties) == (whole.start, whole.end, False, None)
    return part, whole


looks = st.lists(st.tuples(st.sampled_from(LOOKS), st.integers(0, 100)), max_size=30)


@given(documents() | untidy_documents())
def test_files_have_the_same_tree(data: bytes) -> None:
    check(split(data, LIMITS).front)


@given(mutated())
def test_files_with_any_text_at_any_place_have(front: str) -> None:
    check(front)


@given(any_rows)
@example("a:\n- x\nb: 1\n")
@example("e:\n  - e:\n    - x\n  - a: 1\n")
def test_any_rows_have(front: str) -> None:
    check(front)


@given(nested())
def test_any_nesting_has(front: str) -> None:
    check(front)


@pytest.mark.parametrize("row", ROWS)
def test_each_row_alone_and_below_another_has(row: str) -> None:
    for front in (row, "z:\n" + row, "z: 1\n" + row, "z:\n  y: 1\n" + row, "z:\n  - y\n" + row, "z:\n- y\n" + row):
        check(front)


@given(documents().map(lambda data: split(data, LIMITS).front) | nested(), looks)
@example(
    FRONT, [("name", 0), ("names", 0), ("turn back", 0), ("last", 0), ("turn back", 0), ("entry", 1), ("entry", 0)]
)
def test_parts_are_the_same_whichever_is_asked_for_first(front: str, looks: list[tuple[str, int]]) -> None:
    look(front, looks)


@pytest.mark.parametrize("way", [LOOKS, LOOKS[::-1], LOOKS[3:] + LOOKS[:3]])
@pytest.mark.parametrize("first", range(5))
def test_the_parts_of_one_text_with_every_shape_are(way: tuple[str, ...], first: int) -> None:
    assert check(FRONT)
    look(FRONT, [(what, first + step * 7) for step in range(20) for what in way])


def test_what_the_full_reader_makes_at_once_is_made_when_it_is_asked_for() -> None:
    values = read_values(FRONT, LIMITS)
    assert values is not None
    tree = read_tree(FRONT, values)
    assert plain(tree.names["e"].value) == plain(ruamel_tree.read(source_of(FRONT), LIMITS).names["e"].value)
    assert sorted(tree.names._made) == ["e"]  # type: ignore[attr-defined]
    assert [made is not None for made in tree.names["e"].value.items._made] == [True] * 4  # type: ignore[union-attr]


def test_a_list_of_many_items_has_one_item_made_for_one_that_is_asked_for() -> None:
    front = "a:\n" + "".join(f"  - b: {n}\n" for n in range(1000))
    values = read_values(front, LIMITS)
    assert values is not None
    items = read_tree(front, values).names["a"].value
    assert isinstance(items, nodes.Sequence)
    assert items.items[700].start == front.index("b: 700")
    assert sum(made is not None for made in items.items._made) == 1  # type: ignore[attr-defined]


def test_a_large_text_has_the_same_tree() -> None:
    rows = "".join(f"  - name: n{n}\n    x: 'it''s {n}'\n\n\n# c\n    y:\n      - {n}\n" for n in range(800))
    assert check(f"a:\n{rows}b: 1\n")
