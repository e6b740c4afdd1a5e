"""X1: what files say that other files decide."""

from __future__ import annotations

import pickle
import sys

import attrs
import pytest

import articlefmt
from articlefmt.checks.run import check_bytes
from articlefmt.checks.together import Together, Trace
from articlefmt.model.classes import Classes
from articlefmt.model.records import Record
from articlefmt.syntax.limits import DEFAULT_LIMITS
from tests.samples import SECRET, file


def article(title: str = "T", *more: str) -> bytes:
    return file(f'title: "{title}"', 'excerpt: ""', *more, "type: article", "", "topics:", "  - Charts")


def traces(data: bytes, cls: Classes[attrs.AttrsInstance] = Record) -> list[Trace]:
    return [*check_bytes(data, cls, None, DEFAULT_LIMITS, together=True).traces]


def told(files: dict[str, bytes], *there: str) -> list[tuple[str, str, str]]:
    """File, code and message of what is found in some files; `there` are paths that the disk has besides."""
    together = Together([*files], lambda _, path: path in there)
    found = [one for number, data in enumerate(files.values()) for one in together.findings(number, traces(data))]
    return [(str(one.file), one.code, one.message.partition("; ")[0]) for one in found]


class TestShared:
    def test_each_further_file_is_told_and_names_the_first(self) -> None:
        assert told({"a.md": article(), "b.md": article("B"), "c.md": article(), "d.md": article()}) == [
            ("c.md", "X102", "a.md has this title, too"),
            ("d.md", "X102", "a.md has this title, too"),
        ]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("webUrl: https://example.com/a", "webUrl: http://www.example.com/a/"),
            ("webUrl: https://example.com/a", "originalUrl: https://example.com/a"),
            ("webUrl: &a https://example.com/a", 'webUrl: " https://EXAMPLE.com/a"'),
        ],
    )
    def test_a_url_is_one_however_it_is_written_and_under_whichever_key(self, one: str, other: str) -> None:
        assert told({"a.md": article("A", one), "b.md": article("B", other)}) == [
            ("b.md", "X101", "a.md has this URL, too")
        ]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("webUrl: https://example.com/a", "webUrl: https://example.com/b"),
            ("webUrl: https://example.com/watch?v=1", "webUrl: https://example.com/watch?v=2"),
            ('webUrl: ""', 'webUrl: ""'), ("webUrl: ", "webUrl: "), ("webUrl: 1", "webUrl: 1"),
            ("webUrl: https://example.com/T", "originalUrl: T"),
            ("ampWebUrl: https://example.com/a", "ampWebUrl: https://example.com/a"),
        ],
    )  # fmt: skip
    def test_other_urls_and_what_is_none_are_not_shared(self, one: str, other: str) -> None:
        assert told({"a.md": article("A", one), "b.md": article("B", other)}) == []

    def test_a_title_is_no_url(self) -> None:
        url = "https://example.com/a"
        assert told({"a.md": article(url), "b.md": article("B", f"webUrl: {url}")}) == []

    def test_one_file_may_say_a_url_twice(self) -> None:
        twice = article("A", "originalUrl: https://example.com/a", "webUrl: https://example.com/a")
        assert told({"a.md": twice}) == []

    def test_of_two_files_each_thing_is_told_once(self) -> None:
        urls = ("originalUrl: https://example.com/a", "webUrl: https://example.com/b")
        assert told({"a.md": article("A", *urls), "b.md": article("B", *urls)}) == [
            ("b.md", "X101", "a.md has this URL, too")
        ]

    def test_two_others_are_both_named(self) -> None:
        one, other = "originalUrl: https://example.com/a", "webUrl: https://example.com/b"
        files = {"a.md": article("A", one), "b.md": article("B", other), "c.md": article("C", one, other)}
        assert sorted(message for _, _, message in told(files)) == ["a.md has this URL, too", "b.md has this URL, too"]

    def test_the_place_is_that_of_the_value(self) -> None:
        together = Together(["a.md", "b.md"], lambda *_: False)
        data = article("A", "webUrl: https://example.com/a")
        assert [*together.findings(0, traces(data))] == []
        assert [(one.key, one.line, one.column, one.excerpt, one.severity) for one in together.findings(1, traces(data))] == [
            (("webUrl",), 4, 9, None, "warning"), (("title",), 2, 8, None, "warning"),
        ]  # fmt: skip

    def test_a_file_with_crlf_has_the_same_places(self) -> None:
        data = article("A", "webUrl: https://example.com/a")
        assert traces(data.replace(b"\n", b"\r\n")) == traces(data)

    def test_a_name_of_many_lines_is_told_on_one(self) -> None:
        assert told({"a\n.md": article(), "b.md": article()})[0][2] == "a\\n.md has this title, too"

    def test_a_file_whose_values_do_not_type_takes_part(self) -> None:
        assert told({"a.md": article("T", "heat: x"), "b.md": article()}) == [
            ("b.md", "X102", "a.md has this title, too")
        ]

    def test_a_file_that_cannot_be_read_takes_none(self) -> None:
        assert traces(b"---\ntitle: T\ntitle: T\n---\n") == []


class TestItems:
    def collection(self, *items: str) -> bytes:
        return file('title: "C"', 'excerpt: ""', "type: collection", "", "items:", *(f"  - {item}" for item in items))

    @pytest.mark.parametrize(
        "path", ["videos/a.md", "site/videos/a.md", "/x/videos/a.markdown", "videos/a.qmd", "./videos/a.md"]
    )
    def test_an_article_whose_path_ends_so_is_the_one(self, path: str) -> None:
        assert told({"collections/c.md": self.collection("videos/a"), path: article()}) == []

    @pytest.mark.parametrize("path", ["videos/b.md", "a.md", "videos/a/b.md", "othervideos/a.md", "videos/a.b.md"])
    def test_another_one_is_not(self, path: str) -> None:
        assert told({"collections/c.md": self.collection("videos/a"), path: article()}) == [
            ("collections/c.md", "X103", "no article has this path")
        ]

    def test_each_that_is_not_there_is_told_at_its_place(self) -> None:
        together = Together(["c.md", "videos/a.md"], lambda *_: False)
        found = together.findings(0, traces(self.collection("videos/x", "videos/a", '"videos/y"')))
        assert [(one.key, one.line, one.column) for one in found] == [(("items", 0), 7, 5), (("items", 2), 9, 5)]

    def test_what_the_disk_has_besides_is_there(self) -> None:
        assert told({"c.md": self.collection("videos/a", "videos/b")}, "videos/a") == [
            ("c.md", "X103", "no article has this path")
        ]

    def test_a_file_that_cannot_be_read_is_there_all_the_same(self) -> None:
        assert told({"c.md": self.collection("videos/a"), "videos/a.md": b"?"}) == []

    @pytest.mark.parametrize("items", ["items:", "items: []", "items: 5", "items: {a: 1}", "items: [5, [a], {}]"])
    def test_what_is_no_path_is_for_other_codes(self, items: str) -> None:
        assert told({"c.md": file('title: "C"', 'excerpt: ""', "type: collection", items)}) == []

    def test_the_order_of_the_files_decides_nothing(self) -> None:
        assert told({"a.md": article(), "z.md": self.collection("a")}) == []
        assert told({"a.md": self.collection("z"), "z.md": article()}) == []


class TestClasses:
    @attrs.define
    class Post:
        """A class of somebody else, with our keys."""

        title: str
        items: list[str] = attrs.field(factory=list)

    def test_own_classes_leave_no_traces(self) -> None:
        assert traces(file("title: T", "items:", "  - videos/a"), self.Post) == []

    def test_article_classes_do_for_the_keys_that_they_have(self) -> None:
        data = file(
            'title: "T"',
            'excerpt: ""',
            "type: course",
            "levels:",
            "  - Easy",
            "items: [videos/a]",
            "webUrl: https://example.com/a",
        )
        assert [one.key for one in traces(data, articlefmt.Challenge)] == [("title",)]
        assert [one.key for one in traces(data, articlefmt.Article)] == [("webUrl",), ("title",), ("items", 0)]

    def test_profiles_and_organizations_may_share_their_names(self) -> None:
        profile = file('name: "N"', 'bio: ""', "location: L", "type: profile")
        assert traces(profile) == []


class TestTraces:
    def test_they_are_asked_for(self) -> None:
        assert check_bytes(article(), Record, None, DEFAULT_LIMITS).traces == []

    def test_what_is_not_to_be_shared_is_held_as_sixteen_bytes(self) -> None:
        found = traces(article("T" * 5000, f"webUrl: https://example.com/{'a' * 5000}"))
        assert [len(one.said) for one in found] == [16, 16]

    def test_they_are_small_for_they_come_from_other_processes(self) -> None:
        assert len(pickle.dumps(traces(article("T" * 5000, "webUrl: https://example.com/a")))) < 400

    def test_none_shows_what_is_opaque(self) -> None:
        data = article(SECRET, f"webUrl: {SECRET}", f'secured: "{SECRET}"')
        assert SECRET[:12] not in repr(traces(data))
        assert SECRET[:12] not in repr(told({"a.md": data, "b.md": data}))

    def test_what_is_held_of_a_file_is_small(self) -> None:
        """Some 300 bytes a file, whatever it holds."""
        together = Together([str(number) for number in range(1000)], lambda *_: False)
        for number in range(1000):
            data = article(f"{number}" * 50, f"webUrl: https://example.com/{number}")
            assert [*together.findings(number, traces(data))] == []
        first = together._first
        assert len(first) == 2000
        assert sys.getsizeof(first) + sum(map(sys.getsizeof, first)) < 250 * 1000
