"""Fences, and what stands in their place."""

from __future__ import annotations

import copy
import pickle

import pytest

import articlefmt
from articlefmt import Limits, ParseError
from articlefmt.place import Place
from articlefmt.syntax.source import Source, split

LIMITS = Limits()


def refusal(data: bytes) -> str:
    with pytest.raises(ParseError) as caught:
        split(data, LIMITS)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "1:1: F101 the file is empty"),
        (b"\n \n", "1:1: F101 the file has only blanks; the first line must be exactly `---`"),
        (b"text\n", "1:1: F101 no front matter: the first line must be exactly `---`"),
        (b"\n---\na: 1\n---\n", "1:1: F101 the opening line `---` must be the first line, without blanks before it"),
        (b"+++\na\n", "1:1: F101 the front matter is TOML (`+++`); the article format has YAML between two lines `---`"),
        (b'{"a": 1}\n', "1:1: F101 the front matter is JSON; the article format has YAML between two lines `---`"),
        (b"%YAML 1.2\n---\n", "1:1: F101 a YAML directive stands before the front matter; the first line must be exactly `---`"),
        (b"----\na: 1\n", "1:1: F103 the first line has more than three dashes; write exactly `---`"),
        (b"---\ra: 1\r---\r", "1:1: F103 the lines end with a lone CR; use LF or CRLF"),
        (b"--- a\n---\n", "1:1: F103 the first line starts with `---` but has more text; write exactly `---`"),
        (b"---", "1:1: F102 the file ends after its opening line `---`"),
        (b"---\na: 1\n", "2:1: F102 the front matter isn't closed: a line of exactly `---` must end it"),
        (b"---\na: 1\n ---\n", "2:1: F102 the front matter isn't closed: a line of exactly `---` must end it, without blanks before it"),
        (b"---\na: 1\r---\r", "2:1: F102 the front matter isn't closed: a line of exactly `---` must end it; a lone CR doesn't end a line, use LF or CRLF"),
        (b"---\na: 1\n...\nb\n", "3:1: F102 `...` ends the front matter for few readers only; close it with a line of exactly `---`"),
        (
            b"---\na: 1\n---x\n---\n",
            ("3:1: F103 this line starts with `---` but isn't the closing line: some readers end the front matter here, others don't; "
            "write exactly `---`, or quote or indent the text"),
        ),
        ("---\na: é\n---\n".encode("utf-16"), "1:1: F104 the file is UTF-16 or UTF-32, not UTF-8; save it as UTF-8"),
        ("---\na: é\n---\n".encode("utf-16-le"), "1:1: F104 the file is UTF-16, UTF-32 or binary, not UTF-8; save it as UTF-8"),
        (b"---\na: \xe9\n---\n", "2:4: F104 not UTF-8: byte 0xe9; save the file as UTF-8"),
        (b"---\na: 1\n---\nx\n\xc3\xa9\xff\n", "5:2: F104 not UTF-8: byte 0xff; save the file as UTF-8"),
        (b"\xef\xbb\xbf\xef\xbb\xbf---\n", "1:1: F101 the file starts with a byte order mark, then: the file starts with two byte order marks; remove them"),
        (b"\xef\xbb\xbf", "1:1: F101 the file starts with a byte order mark, then: the file is empty"),
    ],
)  # fmt: skip
def test_a_missing_fence_is_named_as_what_it_is(data: bytes, message: str) -> None:
    assert refusal(data) == message


def test_the_parts_are_what_stands_between_the_fences() -> None:
    source = split(b"\xef\xbb\xbf--- \r\na: 1\r\n---\t\r\nbody\n", LIMITS)
    assert source[:6] == (True, "--- \n", "a: 1\n", "---\t\n", "body\n", True)


def test_mixed_line_ends_are_held_as_they_are() -> None:
    source = split(b"---\r\na: 1\n---\r\n", LIMITS)
    assert source[:6] == (False, "---\r\n", "a: 1\n", "---\r\n", "", False)


def test_places_that_were_asked_for_make_no_other_source() -> None:
    asked, fresh = (split(b"---\na: 1\n---\n", LIMITS) for _ in range(2))
    assert asked.place(0) == Place(2, 1, "a: 1")
    assert asked == fresh
    assert hash(asked) == hash(fresh)
    assert asked.with_front("b\n").place(0) == asked._replace(front="b\n").place(0) == Place(2, 1, "b")
    assert len(pickle.dumps(asked)) == len(pickle.dumps(fresh))
    for again in (pickle.loads(pickle.dumps(asked)), copy.copy(asked), copy.deepcopy(asked)):
        assert type(again) is Source
        assert again == asked


def test_the_front_matter_can_be_too_large() -> None:
    with pytest.raises(ParseError) as caught:
        split(b"---\na: 12\n---\n", Limits(size=5))
    assert str(caught.value) == "2:1: Y205 the front matter has 6 bytes; the limit is 5"


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("a: [1\n", "2:4: Y201 invalid YAML: a flow list or mapping isn't closed, or a comma is missing"),
        ('a: "x\n', "2:4: Y201 invalid YAML: a quote or bracket isn't closed\n    a: \"x\n       ^"),
        ("a: @x\n", "2:4: Y201 invalid YAML: a plain text can't start with this character; quote it\n    a: @x\n       ^"),
        ("a: b: c\n", "2:5: Y201 invalid YAML: `: ` can't stand here: quote the text, or mend the indentation\n    a: b: c\n        ^"),
        ('a: "x"#c\n', '2:7: Y201 invalid YAML: a blank must follow the closing quote\n    a: "x"#c\n          ^'),
        ("a: *x\n", "2:4: Y201 invalid YAML: no anchor of this name stands above\n    a: *x\n       ^"),
        ("- a\n", "2:1: Y202 the front matter is not a mapping; it must hold keys and values, as in `title: …`\n    - a\n    ^"),
        (
            "a:\n  - b: 1\n    b: 2\n",
            ("4:5: Y203 a[0].b: this key stands twice in its mapping: some readers refuse that, others take the last; keep one\n"
            "        b: 2\n        ^"),
        ),
        ("1: a\n0x1: b\n", "3:1: Y203 0x1: this key stands twice in its mapping: some readers refuse that, others take the last; keep one\n    0x1: b\n    ^"),
        ("a: x\x07\n", "2:5: Y204 YAML forbids the character U+0007; remove it, or write an escape in double quotes\n    a: x\x07\n        ^"),
        ('a: "\\ud83d"\n', '2:4: Y204 the escape \\ud83d is half a character; write the character itself\n    a: "\\ud83d"\n       ^'),
        ("a: 1\n...\nb: 2\n", "4:1: F103 a second YAML document starts here, inside the front matter; remove the `...` above\n    b: 2\n    ^"),
    ],
)  # fmt: skip
def test_a_refusal_says_where_and_what_to_do(front: str, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        articlefmt.loads(f"---\n{front}---\n")
    assert str(caught.value).startswith(message.split("\n", maxsplit=1)[0])
    if "^" in message:
        assert str(caught.value) == message


@pytest.mark.parametrize(
    "front",
    [
        'secured: "QUJD;REVG\n',
        "a: 1\nsecured:\n  - QUJD\n  QUJD;REVG: [\n",
        'a: {secured: "QUJDREVGQUJDREVGQUJDREVGQUJDREVGQUJD;x"\n',
        "x: QUJDREVGQUJDREVGQUJDREVGQUJDREVGQUJD;MTIzNDU2Nzg5MDEyMzQ1Ng==: y: z\n",
        "secured: |\n  QUJD\n QUJD;REVG: [\n",
    ],
)
def test_no_message_shows_what_may_be_secured(front: str) -> None:
    with pytest.raises(ParseError) as caught:
        articlefmt.loads(f"---\n{front}---\n")
    assert "QUJD" not in str(caught.value)


def test_a_line_after_secured_is_shown_once_another_key_came() -> None:
    with pytest.raises(ParseError) as caught:
        articlefmt.loads('---\nsecured: "x"\nb: 1\n\n# c\n  @\n---\n')
    assert str(caught.value).endswith("  @\n      ^")
    with pytest.raises(ParseError) as caught:
        articlefmt.loads('---\nsecured: "x"\nb: @\n---\n')
    assert str(caught.value).endswith("b: @\n       ^")


def test_a_line_too_long_to_be_looked_at_is_not_shown() -> None:
    with pytest.raises(ParseError) as caught:
        articlefmt.loads("---\na: @" + "x" * 5000 + "\n---\n")
    assert "\n" not in str(caught.value)


def test_a_long_line_is_cut_around_the_column() -> None:
    with pytest.raises(ParseError) as caught:
        articlefmt.loads("---\na: " + "x " * 300 + ": y\n---\n")
    assert len(str(caught.value).split("\n")[1]) <= 104


def test_a_source_shows_its_size_and_no_text() -> None:
    source = split(b"---\na: 1\n---\nxyz", Limits())
    assert repr(source) == "<Source, 5 characters of front matter, 3 of body>"
