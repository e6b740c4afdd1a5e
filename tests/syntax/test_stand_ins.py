"""Characters that stand in for others."""

from __future__ import annotations

from articlefmt.syntax.stand_ins import stand_ins_for


def test_a_text_without_any_needs_none() -> None:
    assert stand_ins_for("a\nb\r\n") == {}


def test_each_has_one_that_the_text_neither_has_nor_says() -> None:
    assert stand_ins_for("a\u2028\x85") == {0x85: "\ue000", 0x2028: "\ue001"}
    assert stand_ins_for('a\u2028\ue000 "\\ue001 \\U0000E002"') == {0x2028: "\ue003"}


def test_where_all_are_taken_there_is_none() -> None:
    private = (*range(0xE000, 0xF900), *range(0xF0000, 0xFFFFE), *range(0x100000, 0x10FFFE))
    assert stand_ins_for("\x85" + "".join(map(chr, private))) == {}
