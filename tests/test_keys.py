"""Keys and their text, both ways."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlefmt
from articlefmt.keys import Key, key_text, parse_key, subject
from articlefmt.secrecy import Secrets
from tests.samples import SECRET

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=5) | st.text('.[]"\\\\a', max_size=5)
keys = st.tuples(names, st.lists(names | st.integers(0, 99), max_size=4)).map(lambda parts: (parts[0], *parts[1]))


class TestParse:
    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("title", ("title",)),
            ("provider.name", ("provider", "name")),
            ("images[0].width", ("images", 0, "width")),
            ("x[1][20]", ("x", 1, 20)),
            ("_id", ("_id",)),
            ("a b.c", ("a b", "c")),
            ('["og.image"]', ("og.image",)),
            ('["og.image"].url', ("og.image", "url")),
            ('a["b.c"][0]["d"]', ("a", "b.c", 0, "d")),
            ('a[""]', ("a", "")),
            (r'["a\"b\\c"]', ('a"b\\c',)),
            ('a"b', ('a"b',)),
        ],
    )
    def test_a_text_is_taken_apart_at_its_dots_and_brackets(self, text: str, key: Key) -> None:
        assert parse_key(text) == key

    @given(keys.filter(lambda key: all(isinstance(part, int) or part.isprintable() for part in key)))
    def test_the_text_of_a_key_is_that_key(self, key: Key) -> None:
        assert parse_key(key_text(key)) == key

    @pytest.mark.parametrize(
        "text",
        [
            "",
            ".",
            "a.",
            ".a",
            "a..b",
            "[0]",
            "[0].a",
            "a[",
            "a[x]",
            "a[-1]",
            "a[0]b",
            "a[1234567890]",
            '["a',
            '["a]',
            '["a"',
            '["a"]b',
            '["a"b"]',
            r'["a\"]',
            r'["\a"]',
            "['a']",
            'a.["b"]',
            '["a"]x.b',
        ],
    )
    def test_what_is_not_written_as_a_key_is_none(self, text: str) -> None:
        assert parse_key(text) is None


class TestText:
    @pytest.mark.parametrize(
        ("key", "text"),
        [
            ((), ""),
            (("title",), "title"),
            (("images", 0, "width"), "images[0].width"),
            (("provider", "images", 12, "url"), "provider.images[12].url"),
            (("a", 0, 1), "a[0][1]"),
            (("og.image", "url"), '["og.image"].url'),
            (("a", "b]"), 'a["b]"]'),
            (('a"b\\.c',), r'["a\"b\\.c"]'),
            (("", "a"), '[""].a'),
            (("k" * 61,), "k" * 59 + "…"),
            (("a\r\nb",), "a\\r\\nb"),
            (("Xmcnu+OxZm0F", "x"), "Xmcnu+OxZm0F.x"),
            ((SECRET, "x"), "*" * 59 + "….x"),
        ],
    )
    def test_a_key_is_written_as_people_write_it(self, key: Key, text: str) -> None:
        assert key_text(key) == text

    def test_what_a_message_is_about_is_shortened(self) -> None:
        assert subject(("images", 0)) == "images[0]: "
        assert subject(()) == ""
        assert len(subject(("k" * 50,) * 9)) == 202


def test_a_long_name_is_looked_at_once_however_many_keys_begin_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: Counter[str] = Counter()
    spans = Secrets.spans

    def counted(self: Secrets, text: str, front: int | None = None) -> list[tuple[int, int]]:
        looked[text] += 1
        return spans(self, text, front)

    monkeypatch.setattr(Secrets, "spans", counted)
    long = "Long" * 999
    lines = "".join(f"  k{index}: 12:30\n" for index in range(400))
    found = articlefmt.check(f"---\n? {long}\n:\n{lines}---\n")
    assert len({str(finding) for finding in found}) > 400
    # Of each name in turn what is shown is kept, for a while; the secrets of the text and those of none are asked.
    assert looked[long] <= 2 * (2 + 2 * 400 // 256)
