"""Where a key belongs: the row of the kind, completed from the class's other rows."""

from __future__ import annotations

import pytest

from articlefmt.lens.order import Order, order_of_kind, part_order
from articlefmt.lens.order import _complete as complete
from articlefmt.model import layout
from articlefmt.model.fields import specs_by_key
from articlefmt.model.parts import Image
from articlefmt.model.records import RECORDS


def groups(text: str) -> list[list[str]]:
    return [part.split() for part in text.split("|")]


@pytest.mark.parametrize(
    ("known", "row", "expected"),
    [
        ("a b", "a x b", "a x b"),
        ("a b", "x a", "x a b"),
        ("a b", "b x", "a b x"),
        ("a | b", "a | x | b", "a|x|b"),
        ("a | b", "x | a", "x|a|b"),
        ("a | b", "a | b | x y", "a|b|x y"),
        ("a | b", "a b x", "a|b x"),
        ("a", "x y a", "x y a"),
        ("b | a", "a x y", "b|a x y"),
        ("a", "a", "a"),
        ("a c", "q | x c", "q|a x c"),
        ("a | c", "x a y c", "x a y|c"),
        ("c | a", "x | y a c", "x|c|y a"),
    ],
)
def test_a_key_that_the_row_lacks_goes_beside_its_neighbours_in_another(known: str, row: str, expected: str) -> None:
    found = groups(known)
    complete(found, layout.Row(row))
    assert "|".join(" ".join(group) for group in found) == expected


def test_unknown_keys_come_last_and_secured_after_them() -> None:
    order = Order([["a"], ["b", "secured"]], frozenset())
    assert order.sort(["secured", "y", "b", "x", "a"]) == ["a", "b", "y", "x", "secured"]
    assert order.keys == ["a", "b"]


@pytest.mark.parametrize("kind", [*layout.KINDS, *layout.FALLBACK.values()], ids=lambda kind: str(kind.name))
class TestKinds:
    def test_its_own_row_keeps_its_order(self, kind: layout.Kind) -> None:
        keys = [key for key in kind.row.keys if key != "secured"]
        assert [key for key in order_of_kind(kind).keys if key in keys] == keys

    def test_every_key_of_the_class_has_a_place(self, kind: layout.Kind) -> None:
        keys = set(specs_by_key(RECORDS[kind.record]))
        assert keys - set(order_of_kind(kind).keys) == {"secured"} & keys


def test_a_mapping_of_no_class_has_no_order() -> None:
    assert part_order(None).sort(["b", "a"]) == ["b", "a"]
    assert part_order(Image).sort(["x", "height", "url"]) == ["url", "height", "x"]
