"""What is wrong with a text is said where it is wrong."""

from __future__ import annotations

import pytest

import articlefmt
from articlefmt import ParseError, Record


def refused(front: str) -> tuple[str, int | None, int | None, str]:
    with pytest.raises(ParseError) as caught:
        articlefmt.loads(f"---\n{front}---\n", Record)
    error = caught.value
    return error.code, error.line, error.column, error.message


@pytest.mark.parametrize(
    ("blank", "name"),
    [
        ("\u00a0", "U+00A0 (a no-break space)"),
        ("\u2007", "U+2007"),
        ("\u3000", "U+3000 (an ideographic space)"),
        ("\u200b", "U+200B (a zero-width space)"),
        ("\ufeff", "U+FEFF (a byte order mark)"),
    ],
)
@pytest.mark.parametrize(
    ("front", "line", "column"),
    [
        ("region:␣C\nb: 1\n", 2, 8), ("b: 1\nregion:␣C\n", 3, 8), ("b: 1\nregion:␣C\nc: 1\n", 3, 8), ("a:\n  region:␣C\n  b: 1\n", 3, 10), ("a:\n  b: 1\n  region:␣C\n", 4, 10),
        ("region:␣\nb: 1\n", 2, 8), ("region: C\nx:␣\n  b: 1\n", 3, 3), ("a:\n  - b\n  -␣c\n", 4, 4), ("a: b\n␣c\nd: 1\n", 3, 1), ('a: "x"␣# c\nb: 1\n', 2, 7), ("a: 'x'␣\n", 2, 7),
        ("region:␣C\n", 2, 8), ("a:␣|\n  x\n", 2, 3), ("a: b\nc:␣'d'\n", 3, 3), ("a: b\nc:␣[d]\ne: 1\n", 3, 3), ("a: [b]␣# c\nd: 1\n", 2, 7), ("a: b\nc:␣ d\n", 3, 3),
    ],
)  # fmt: skip
def test_a_blank_that_is_none_is_named_where_it_stands(
    blank: str, name: str, front: str, line: int, column: int
) -> None:
    message = f"invalid YAML: {name} stands here, which no reader takes for a blank; write a space"
    assert refused(front.replace("␣", blank)) == ("Y201", line, column, message)


@pytest.mark.parametrize(
    "front", ["a: 10\u00a0km\nb c\nd: 1\n", "a: 10\u00a0km\n  c: d\n", "a\u00a0b: \u00a0c: d\n", "a: [\u00a0b\n"]
)
def test_one_that_is_not_at_fault_is_not_blamed(front: str) -> None:
    assert "U+00A0" not in refused(front)[3]


@pytest.mark.parametrize(
    ("front", "line", "column"), [("a: b\nfoo bar\nc: 1\n", 3, 1), ("a: b\nfoo\n\n\nc: 1\n", 3, 1), ("a:\n  b: c\n  foo\n  d: e\n", 4, 3), ("a: b\nfoo bar\n", 3, 1)]
)  # fmt: skip
def test_a_key_without_a_colon_is_told_on_its_line(front: str, line: int, column: int) -> None:
    message = "invalid YAML: a key without a colon, or a text that isn't indented below its key"
    assert refused(front) == ("Y201", line, column, message)
