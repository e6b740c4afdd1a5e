"""What a name of a file means."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

import articlefmt
from articlefmt.storage.names import Object, absolute, is_remote, path_of, place_of, public_name, whereabouts, within
from tests.samples import form

LOCAL = [
    "",
    "a.md",
    "/a/b.md",
    "a:b.md",
    "a/s3://b",
    "./s3://b",
    "C:\\a\\b.md",
    "C:/a/b.md",
    "c://a",
    "x:/a",
    "1s3://b/k",
    ":/a",
    "://a",
    "proc:/a",
    "s3:",
    "s3:b/k",
]
URLS = [
    ("s3://b/k.md", ("s3", "b", "k.md")),
    ("S3://b/K.md", ("s3", "b", "K.md")),
    ("gs://b/a/k.md", ("gs", "b", "a/k.md")),
    ("az://box/k.md", ("az", "box", "k.md")),
    ("s3://b", ("s3", "b", "")),
    ("s3://b/", ("s3", "b", "")),
    ("s3://b/a b/100%/%20/ü#?.md", ("s3", "b", "a b/100%/%20/ü#?.md")),
    ("s3://b/year=2021/a@b:c.md", ("s3", "b", "year=2021/a@b:c.md")),
    ("s3://b/a\nb.md", ("s3", "b", "a\nb.md")),
    ("s3://b-1.c_d/what?.md", ("s3", "b-1.c_d", "what?.md")),
]
SECRET = "hunter2hunter2"  # noqa: S105  it was made for the tests
REFUSED = [
    ("s3:/b/k.md", "pathlib"),
    ("gs:/b", "pathlib"),
    ("file:/a.md", "pathlib"),
    ("memory://b/k", "no such store"),
    ("https://example.com/a.md", "no such store"),
    (f"https://ada:{SECRET}@example.com/a.md", "no such store"),
    (f"s3://ada:{SECRET}@b/k.md", "no password"),
    (f"s3://{SECRET}@b/k.md", "no password"),
    (f"s3://b/k.md?X-Amz-Signature={SECRET}", "no query"),
    (f"az://b/k.md?sig={SECRET}&se=1", "no query"),
    ("s3://", "no bucket"),
    ("s3:///k.md", "no bucket"),
    ("s3://b c/k", "no bucket"),
    ("file://elsewhere/a.md", "this machine"),
    ("file://a.md", "this machine"),
]


@pytest.mark.parametrize("name", LOCAL)
def test_a_path_is_a_path(name: str) -> None:
    assert place_of(name) == name
    assert not is_remote(name)
    assert public_name(name) == name


@pytest.mark.parametrize(("name", "parts"), URLS)
def test_a_url_names_an_object_as_the_store_has_it(name: str, parts: tuple[str, str, str]) -> None:
    assert place_of(name) == parts
    assert is_remote(name)
    assert public_name(name) == name
    assert absolute(name) == name
    assert place_of(str(Object(*parts))) == parts


@pytest.mark.parametrize(("name", "reason"), REFUSED)
def test_what_is_no_name_is_refused_and_says_why(name: str, reason: str) -> None:
    for work in (
        place_of,
        articlefmt.load,
        articlefmt.Document.new(articlefmt.Article(title="T", excerpt="", type="article")).save,
    ):
        with pytest.raises(OSError, match=reason) as caught:
            work(name)
        assert caught.value.errno == errno.EINVAL
        assert SECRET not in f"{caught.value}{caught.value!r}"
    assert SECRET not in public_name(name)
    assert SECRET not in repr(articlefmt.Outcome[None](name))


def test_what_reads_itself_has_its_own_name_without_credentials() -> None:
    class Remote:
        def __init__(self, name: str) -> None:
            self.name = name

        def read_bytes(self) -> bytes:
            return form()

        def __str__(self) -> str:
            return self.name

    assert articlefmt.load(Remote("memory://b/a.md")).file == "memory://b/a.md"
    assert articlefmt.load(Remote(f"sftp://ada:{SECRET}@b/a.md")).file == "sftp://…"


def test_a_url_that_was_made_a_path_is_refused() -> None:
    path = Path("s3://articles/a.md")
    document = articlefmt.loads(form())
    for work in (articlefmt.load, articlefmt.find, document.save, lambda name: articlefmt.dump(document, name)):
        with pytest.raises(OSError, match="give it as a str"):
            work(path)
    (outcome,) = articlefmt.read_many([path], str)
    assert "give it as a str" in str(outcome.error)


@pytest.mark.skipif(os.name != "posix", reason="paths are those of POSIX")
class TestFile:
    @pytest.mark.parametrize(
        ("url", "path"),
        [
            ("file:///a/b.md", "/a/b.md"),
            ("file://localhost/a", "/a"),
            ("FILE:///a%20b/%C3%BC.md", "/a b/ü.md"),
            ("file:///a b/ü.md", "/a b/ü.md"),
            ("file:///a%25", "/a%"),
            ("file:///%FF", "/\udcff"),
        ],
    )
    def test_a_url_of_a_file_is_its_path(self, url: str, path: str) -> None:
        assert place_of(url) == path_of(url) == absolute(url) == path
        assert not is_remote(url)

    def test_it_is_read_and_saved_as_one_and_keeps_its_name(self, tmp_path: Path) -> None:
        path = tmp_path / "a b.md"
        path.write_bytes(form("heat: 1"))
        url = path.as_uri()
        assert "%20" in url
        with articlefmt.edit(url) as document:
            document.record.heat = 2
        assert document.file == url
        assert path.read_bytes() == form("heat: 2")
        document.record.heat = 3
        assert document.save(path)  # it is the same file
        document.record.heat = 4
        assert document.save()
        path.write_bytes(form("heat: 5"))
        document.record.heat = 6
        with pytest.raises(articlefmt.ConflictError):
            document.save()

    def test_its_folder_is_found_as_one(self, tmp_path: Path) -> None:
        path = tmp_path / "a b" / "c.md"
        path.parent.mkdir()
        path.write_bytes(form())
        assert articlefmt.find(path.parent.as_uri()) == [path]
        assert articlefmt.find(tmp_path.as_uri(), exclude=["/a b/"]) == []


def test_two_names_of_one_file_are_known_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert whereabouts(path.as_uri()) == whereabouts(str(path)) == whereabouts(f"{tmp_path}/./a.md")
    assert whereabouts("S3://b/k") == whereabouts("s3://b/k") != whereabouts("gs://b/k")
    assert whereabouts("s3://b c/k") == "s3://b c/k"


def test_what_no_file_can_be_called_is_known_by_its_name() -> None:
    assert whereabouts("a\0/b.md") == "a\0/b.md"
    assert within("../a\0/b.md", ".") == str(Path("..", "a\0", "b.md"))


class TestLinks:
    @pytest.fixture(autouse=True)
    def links(self, tmp_path: Path) -> None:
        (tmp_path / "real" / "content").mkdir(parents=True)
        (tmp_path / "real" / "content" / "a.md").write_bytes(form())
        (tmp_path / "shared").mkdir()
        try:
            (tmp_path / "link").symlink_to("real", target_is_directory=True)
            (tmp_path / "real" / "linked.md").symlink_to("content/a.md")
            (tmp_path / "real" / "shared").symlink_to("../shared", target_is_directory=True)
        except OSError:
            pytest.skip("there are no links")

    @pytest.mark.parametrize(("above", "folder"), [("link", "real"), ("real", "link"), ("link", "link")])
    @pytest.mark.parametrize("file", ["content/a.md", "linked.md", "content/new.md"])
    def test_a_file_is_below_its_folder_by_whatever_name(
        self, tmp_path: Path, above: str, folder: str, file: str
    ) -> None:
        assert within(str(tmp_path / above / file), tmp_path / folder) == os.path.normpath(file)

    def test_what_is_below_it_by_name_stays_so_wherever_a_link_leads(self, tmp_path: Path) -> None:
        assert within(str(tmp_path / "real" / "shared" / "a.md"), tmp_path / "real") == str(Path("shared", "a.md"))

    def test_what_is_not_is_told_from_there(self, tmp_path: Path) -> None:
        assert within(str(tmp_path / "shared" / "a.md"), tmp_path / "link") == str(Path("..", "shared", "a.md"))


@pytest.mark.parametrize(
    ("name", "folder", "path"),
    [
        ("s3://b/a/k.md", "s3://b/a", "k.md"),
        ("s3://b/a/k.md", "s3://b/a/", "k.md"),
        ("s3://b/a/k.md", "s3://b", "a/k.md"),
        ("s3://b/a/k.md", ".", "a/k.md"),
        ("a/k.md", "a", "k.md"),
        ("a/k.md", ".", "a/k.md"),
    ],
)
def test_patterns_start_from_a_folder_or_the_bucket(name: str, folder: str, path: str) -> None:
    assert within(name, folder) == path


def test_names_of_this_machine_cost_nothing_more(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No store is asked for, and no library of one imported, where only paths are named."""
    import sys

    path = tmp_path / "a.md"
    path.write_bytes(form("heat: 1"))
    for name in ("obstore", "distributed", "boto3"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "articlefmt.storage.remote", raising=False)
    with articlefmt.edit(path) as document:
        document.record.heat = 2
    assert [str(file) for file in articlefmt.find(tmp_path)] == [str(path)]
    assert "articlefmt.storage.remote" not in sys.modules
