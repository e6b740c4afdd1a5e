"""Objects of a store, against a real S3 server, and against one that does what no good server does."""

from __future__ import annotations

import contextlib
import errno
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import articlefmt
from articlefmt import ConflictError, Document, SecuredChangedError, edit_many, read_many, storage
from tests.afar import BUCKET, Bucket, an_s3, environment, needs
from tests.many.functions import heat, raise_heat
from tests.samples import SECRET, form

pytestmark = needs("obstore", "boto3", "moto")

ROOT = f"s3://{BUCKET}"
URL = f"{ROOT}/a.md"
OLD, NEW, THEIRS = form("heat: 1"), form("heat: 2"), form("heat: 3")
KEYS = ["a b/c d.md", "100%.md", "%20.md", "ü/日本.md", "a#b?c&d+e.md", "year=2021/a.md", "a'b\"c.md", "~a!$(),;@[].md"]


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    with an_s3() as bucket:
        yield bucket


@pytest.fixture
def bucket(server: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """Empty."""
    server.clear()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_DEFAULT_REGION", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    return server


def heats(url: str) -> Document[articlefmt.Article]:
    """A document with a change that isn't saved."""
    document = articlefmt.load(url)
    document.record.heat = 2
    return document


class TestFind:
    def test_what_is_below_a_prefix_is_found_in_order(self, bucket: Bucket) -> None:
        for key in ("site/b.md", "site/a/c.MD", "site/a.qmd", "site", "site.md", "site2/a.md", "site/a.txt", "a.md"):
            bucket[key] = OLD
        found = [f"{ROOT}/site/a.qmd", f"{ROOT}/site/a/c.MD", f"{ROOT}/site/b.md"]
        assert articlefmt.find(f"{ROOT}/site") == articlefmt.find(f"{ROOT}/site/") == found
        assert articlefmt.find(f"S3://{BUCKET}/site") == found
        assert len(articlefmt.find(ROOT)) == len(articlefmt.find(f"{ROOT}/")) == 6

    def test_of_nothing_there_is_nothing(self, bucket: Bucket) -> None:
        assert articlefmt.find(f"{ROOT}/nowhere") == articlefmt.find(ROOT) == bucket.names() == []

    def test_more_than_one_page_is_read(self, bucket: Bucket) -> None:
        names = [f"{number:04}.md" for number in range(1001)]  # of which a page has 1000
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda name: bucket.__setitem__(f"many/{name}", b""), names))
        assert articlefmt.find(f"{ROOT}/many") == [f"{ROOT}/many/{name}" for name in names]

    @pytest.mark.parametrize("key", KEYS)
    def test_a_key_is_taken_as_it_is(self, bucket: Bucket, key: str) -> None:
        bucket[key] = OLD
        (url,) = articlefmt.find(ROOT)
        assert url == f"{ROOT}/{key}"
        with articlefmt.edit(str(url)) as document:
            document.record.heat = 2
        assert document.file == url
        assert (bucket.names(), bucket[key]) == ([key], NEW)

    def test_hidden_folders_and_readmes_at_the_root_are_left_out(self, bucket: Bucket) -> None:
        for key in ("s/.a/b.md", "s/README.md", "s/a/README.md", "s/.c.md"):
            bucket[key] = b"# Hello\n"
        bucket["s/CHANGELOG.md"] = OLD
        assert articlefmt.find(f"{ROOT}/s") == [f"{ROOT}/s/{name}" for name in (".c.md", "CHANGELOG.md", "a/README.md")]
        assert articlefmt.find(f"{ROOT}/s/.a") == [f"{ROOT}/s/.a/b.md"]
        assert articlefmt.find(f"{ROOT}/s", include=["/README.md"]) == [f"{ROOT}/s/README.md"]

    def test_patterns_start_from_the_url(self, bucket: Bucket) -> None:
        for key in ("s/drafts/a.md", "s/a/drafts/b.md", "s/c.txt", "drafts/d.md"):
            bucket[key] = OLD
        assert articlefmt.find(f"{ROOT}/s", exclude=["/drafts/"]) == [f"{ROOT}/s/a/drafts/b.md"]
        assert articlefmt.find(f"{ROOT}/s", exclude=["drafts"]) == []
        assert articlefmt.find(f"{ROOT}/s", include=["*.txt"]) == [f"{ROOT}/s/c.txt"]

    def test_a_key_that_can_not_be_read_is_named(self, bucket: Bucket) -> None:
        bucket["s/a//b.md"] = OLD
        with pytest.raises(OSError, match=r"'s/a//b\.md' can't be read"):
            articlefmt.find(f"{ROOT}/s")


class TestLoad:
    def test_it_is_read_byte_for_byte(self, bucket: Bucket) -> None:
        bucket["a.md"] = OLD.replace(b"\n", b"\r\n")
        document = articlefmt.load(URL)
        assert (document.to_bytes(), document.file, document.record.heat) == (bucket["a.md"], URL, 1)

    @pytest.mark.parametrize(
        ("url", "error", "message"),
        [
            (URL, FileNotFoundError, "there is no such object"),
            ("s3://nowhere/a.md", FileNotFoundError, "there is no such bucket"),
            (ROOT, IsADirectoryError, "a bucket or a folder"),
            (f"{ROOT}/a/", IsADirectoryError, "a bucket or a folder"),
            (f"{ROOT}//a.md", OSError, "begins with a slash"),
            (f"{ROOT}/a//b.md", OSError, "this key can't be read"),
            (f"{ROOT}/../b.md", OSError, "this key can't be read"),
            (f"{ROOT}/a\nb.md", OSError, "this key can't be read"),
            (f"{ROOT}/\udcff.md", OSError, "this key can't be read"),
        ],
    )
    def test_what_is_not_there_is_told_with_its_url(
        self, bucket: Bucket, url: str, error: type[OSError], message: str
    ) -> None:
        assert bucket.names() == []
        with pytest.raises(error, match=message) as caught:
            articlefmt.load(url)
        assert caught.value.filename.rstrip("/") == url.rstrip("/")
        assert caught.value.__suppress_context__ or caught.value.__context__ is None
        again = pickle.loads(pickle.dumps(caught.value))
        assert (type(again), str(again)) == (type(caught.value), str(caught.value))

    def test_a_bucket_that_is_not_there_is_told(self, bucket: Bucket) -> None:
        with pytest.raises(FileNotFoundError, match="there is no such bucket"):
            articlefmt.find("s3://nowhere")
        document = Document.new(articlefmt.Article(title="T", excerpt="", type="article"))
        with pytest.raises(FileNotFoundError, match="there is no such bucket"):
            document.save("s3://nowhere/a.md")
        assert bucket.names() == []

    def test_what_reads_itself_is_read(self, bucket: Bucket) -> None:
        class Remote:
            def read_bytes(self) -> bytes:
                return OLD

            def __str__(self) -> str:
                return URL

        document = articlefmt.load(Remote())
        document.record.heat = 2
        assert document.file == URL
        bucket["a.md"] = OLD
        assert document.save()
        assert bucket["a.md"] == NEW


class TestSave:
    def test_it_is_written_if_it_changed(self, bucket: Bucket) -> None:
        bucket["a.md"] = OLD
        document, written = articlefmt.load(URL), bucket.written("a.md")
        assert not document.save()
        assert bucket.written("a.md") == written
        for number in (2, 3, 1):
            document.record.heat = number
            assert document.save()
            assert bucket["a.md"] == form(f"heat: {number}")
        assert not document.save()

    def test_another_change_is_a_conflict_and_stays(self, bucket: Bucket) -> None:
        bucket["a.md"] = OLD
        document = heats(URL)
        bucket["a.md"] = THEIRS
        with pytest.raises(ConflictError, match="the object changed since it was read") as caught:
            document.save()
        assert (caught.value.code, caught.value.file, bucket["a.md"]) == ("W801", URL, THEIRS)
        assert document.save(overwrite=True)
        assert bucket["a.md"] == NEW

    def test_one_that_was_deleted_is_a_conflict(self, bucket: Bucket) -> None:
        bucket["a.md"] = OLD
        document = heats(URL)
        del bucket["a.md"]
        with pytest.raises(ConflictError):
            document.save()
        assert bucket.names() == []
        assert document.save(overwrite=True)
        assert bucket["a.md"] == NEW

    def test_one_that_was_written_anew_with_the_same_bytes_is_none(self, bucket: Bucket) -> None:
        bucket["a.md"] = OLD
        document = heats(URL)
        bucket["a.md"] = OLD
        assert document.save()

    def test_another_object_is_replaced_only_if_that_is_asked_for(self, bucket: Bucket) -> None:
        bucket["a.md"], bucket["b.md"] = OLD, THEIRS
        document = heats(URL)
        with pytest.raises(ConflictError, match="W802"):
            document.save(f"{ROOT}/b.md")
        assert bucket["b.md"] == THEIRS
        assert document.save(f"{ROOT}/c.md")
        assert document.save(f"{ROOT}/b.md", overwrite=True)
        assert bucket["a.md"] == OLD
        assert bucket["b.md"] == bucket["c.md"] == NEW

    def test_a_secured_value_is_not_lost_whatever_is_asked_for(self, bucket: Bucket) -> None:
        bucket["a.md"], bucket["b.md"] = OLD, form(f'secured: "{SECRET}"')
        for save in (
            lambda: articlefmt.load(URL).save(f"{ROOT}/b.md", overwrite=True),
            lambda: articlefmt.dump(articlefmt.load(URL), f"{ROOT}/b.md"),
        ):
            with pytest.raises(SecuredChangedError):
                save()
        assert bucket["b.md"] == form(f'secured: "{SECRET}"')

    @pytest.mark.parametrize("theirs", [THEIRS, None])
    def test_a_change_between_the_look_and_the_put_is_a_conflict(
        self, bucket: Bucket, monkeypatch: pytest.MonkeyPatch, theirs: bytes | None
    ) -> None:
        import obstore

        put, calls = obstore.put, []

        def late(*words: Any, **more: Any) -> Any:
            calls.append(more)
            if len(calls) == 1 and theirs is not None:
                bucket["a.md"] = theirs
            elif len(calls) == 1:
                del bucket["a.md"]
            return put(*words, **more)

        bucket["a.md"] = OLD
        document = heats(URL)
        monkeypatch.setattr(obstore, "put", late)
        with pytest.raises(ConflictError):
            document.save()
        assert bucket.names() == (["a.md"] if theirs else [])
        assert len(calls) == 1

    def test_one_that_appears_before_a_new_one_is_put_stays(
        self, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import obstore

        put = obstore.put

        def late(*words: Any, **more: Any) -> Any:
            bucket["new.md"] = THEIRS
            return put(*words, **more)

        bucket["a.md"] = OLD
        document = heats(URL)
        monkeypatch.setattr(obstore, "put", late)
        with pytest.raises(ConflictError, match="W802"):
            document.save(f"{ROOT}/new.md")
        assert bucket["new.md"] == THEIRS

    def test_many_writers_undo_nothing_of_each_other(self, bucket: Bucket) -> None:
        bucket["a.md"] = form("heat: 0")

        def add(_: int) -> int:
            conflicts = 0
            while True:
                document = articlefmt.load(URL)
                assert document.record.heat is not None
                document.record.heat += 1
                try:
                    document.save()
                except ConflictError:
                    conflicts += 1
                else:
                    return conflicts

        with ThreadPoolExecutor(4) as pool:
            conflicts = sum(pool.map(add, range(24)))
        assert bucket["a.md"] == form("heat: 24")
        assert conflicts  # else nobody was in anybody's way

    @pytest.mark.parametrize("condition", ["etag", "disabled"])
    def test_what_is_known_of_an_object_is_kept(
        self, bucket: Bucket, monkeypatch: pytest.MonkeyPatch, condition: str
    ) -> None:
        known = {"ContentType": "text/markdown", "CacheControl": "max-age=60", "Metadata": {"by": "ada", "a-b": "c"}}
        bucket.client.put_object(Bucket=BUCKET, Key="a.md", Body=OLD, **known)
        monkeypatch.setenv("AWS_CONDITIONAL_PUT", condition)
        assert heats(URL).save(overwrite=True)
        head = bucket.client.head_object(Bucket=BUCKET, Key="a.md")
        assert {name: head[name] for name in known} == known

    def test_a_large_object_is_put_on_a_condition_too(self, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
        """Large ones would be sent in parts, which are joined whatever is there."""
        import obstore

        put = obstore.put

        def late(*words: Any, **more: Any) -> Any:
            bucket["a.md"] = THEIRS
            return put(*words, **more)

        bucket["a.md"] = OLD
        document = articlefmt.load(URL)
        document.body = "\n" + "x" * 6_000_000
        monkeypatch.setattr(obstore, "put", late)
        with pytest.raises(ConflictError):
            document.save()
        assert bucket["a.md"] == THEIRS

    def test_a_store_without_conditions_is_written_only_if_that_is_asked_for(
        self, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bucket["a.md"] = OLD
        monkeypatch.setenv("AWS_CONDITIONAL_PUT", "disabled")
        document = heats(URL)
        for url in (URL, f"{ROOT}/b.md"):
            with pytest.raises(OSError, match="overwrite=True") as caught:
                document.save(url)
            assert caught.value.errno == errno.ENOTSUP
        assert (bucket.names(), bucket["a.md"]) == (["a.md"], OLD)
        assert document.save(overwrite=True)
        assert bucket["a.md"] == NEW

    def test_a_table_is_written_whole_or_not_at_all(self, bucket: Bucket) -> None:
        for _ in range(2):
            with storage.in_place_of(f"{ROOT}/t.csv") as file:
                file.write(b"a" * 100)
                file.write(b"b")
        with contextlib.suppress(ZeroDivisionError), storage.in_place_of(f"{ROOT}/t.csv") as file:
            file.write(b"c")
            raise ZeroDivisionError
        assert bucket["t.csv"] == b"a" * 100 + b"b"
        with pytest.raises(FileNotFoundError, match="no such bucket"), storage.in_place_of("s3://nowhere/t.csv"):
            pass


class TestMany:
    @pytest.mark.parametrize("workers", [None, 4])
    def test_objects_are_read_and_edited_in_order(self, bucket: Bucket, workers: int | None) -> None:
        for number in range(60):
            bucket[f"m/{number:02}.md"] = form(f"heat: {number}")
        files = [str(file) for file in articlefmt.find(f"{ROOT}/m")]
        files.insert(5, f"{ROOT}/m/gone.md")
        pool = ThreadPoolExecutor(workers) if workers else None
        read = list(read_many(files, heat, executor=pool))
        assert [one.file for one in read] == files
        assert [one.value for one in read] == [*range(5), None, *range(5, 60)]
        assert isinstance(read[5].error, FileNotFoundError)
        dry = list(edit_many(files, raise_heat, dry_run=True, executor=pool))
        assert bucket["m/03.md"] == form("heat: 3")
        wet = list(edit_many(files, raise_heat, executor=pool))
        assert [(one.file, one.status, one.diff) for one in wet] == [(one.file, one.status, one.diff) for one in dry]
        assert [bucket[f"m/{number:02}.md"] for number in (3, 30, 59)] == [form(f"heat: {n}") for n in (30, 30, 59)]
        assert {one.status for one in edit_many(files, raise_heat, executor=pool)} == {"unchanged", "failed"}
        if pool is not None:
            pool.shutdown()

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")
    def test_a_process_that_was_forked_says_so_and_does_not_wait_forever(self, bucket: Bucket) -> None:
        bucket["a.md"] = OLD
        code = f"""
import multiprocessing, sys
from concurrent.futures import ProcessPoolExecutor
import articlefmt
from tests.many.functions import heat
for method in ("fork", "spawn"):
    files = articlefmt.find({ROOT!r})
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(method)) as pool:
        (outcome,) = articlefmt.read_many(files, heat, executor=pool)
    print(outcome.value, outcome.error)
"""
        root = Path(__file__).parents[2]
        path = os.pathsep.join([str(root), str(Path(articlefmt.__file__).parents[1])])
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        forked, spawned = done.stdout.splitlines()
        assert "this process was forked" in forked
        assert "spawn" in forked
        assert spawned == "1 None"


class TestCredentials:
    def test_what_is_refused_says_nothing_of_them(
        self, odd: Callable[..., str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
        monkeypatch.setenv("AWS_SESSION_TOKEN", SECRET)
        for status, error in ((403, PermissionError), (401, PermissionError), (400, OSError)):
            with pytest.raises(error, match=str(status)) as caught:
                articlefmt.load(odd(get=status))
            assert SECRET not in f"{caught.value}{caught.value!r}"
            assert "SomeCode" in str(caught.value)

    def test_http_is_taken_only_where_that_is_allowed(self, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
        bucket["a.md"] = OLD
        monkeypatch.setenv("AWS_ALLOW_HTTP", "false")
        with pytest.raises(OSError, match="AWS_ALLOW_HTTP"):
            articlefmt.load(URL)

    def test_those_of_a_profile_are_read_by_boto3(
        self, bucket: Bucket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        bucket["a.md"] = OLD
        (tmp_path / "credentials").write_text("[ada]\naws_access_key_id = a\naws_secret_access_key = b\n")
        monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.delenv(name)
        monkeypatch.setenv("AWS_PROFILE", "ada")
        assert articlefmt.load(URL).record.heat == 1
        monkeypatch.setenv("AWS_PROFILE", "nobody")
        with pytest.raises(PermissionError, match=r"boto3 has no credentials \(ProfileNotFound\)"):
            articlefmt.load(URL)

    def test_an_account_of_azure_is_named_by_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("AZURE_STORAGE_ACCOUNT_NAME", raising=False)
        with pytest.raises(PermissionError, match="AZURE_STORAGE_ACCOUNT_NAME"):
            articlefmt.load("az://box/a.md")

    def test_a_store_that_is_not_there_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in environment("http://127.0.0.1:1").items():
            monkeypatch.setenv(name, value)
        with pytest.raises(OSError, match="the store can't be reached") as caught:
            articlefmt.load(URL)
        assert caught.value.filename == URL


def test_without_obstore_it_is_told_what_is_to_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    for work in (articlefmt.load, articlefmt.find):
        with pytest.raises(OSError, match=r"pip install 'articlefmt\[remote\]'") as caught:
            work(URL)
        assert caught.value.filename == URL


class _Odd(BaseHTTPRequestHandler):
    """A server that answers as its path says: `/articles/GET-PUT-TAG`."""

    protocol_version = "HTTP/1.1"
    puts: list[tuple[str, bytes]]

    def do_GET(self) -> None:
        self._answer(0, OLD)

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.puts.append((self.headers["If-Match"] or self.headers["If-None-Match"] or "", data))
        self._answer(1, b"")

    def _answer(self, at: int, data: bytes) -> None:
        *statuses, tag = self.path.rpartition("/")[2].split("?")[0].split("-", 2)
        status = int(statuses[at])
        body = data if status == 200 else b"<Error><Code>SomeCode</Code></Error>"
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", "Wed, 21 Oct 2015 07:28:00 GMT")
        if tag == "weak":
            self.send_header("ETag", 'W/"a"')
        elif tag == "strong" or at:
            self.send_header("ETag", '"a"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """What makes the URL of an object with such answers."""
    _Odd.puts = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _Odd) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        for name, value in environment(f"http://127.0.0.1:{server.server_port}").items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("HTTP_PROXY", raising=False)
        yield lambda get=200, put=200, tag="strong": f"{ROOT}/{get}-{put}-{tag}"
        server.shutdown()
        thread.join()


class TestTags:
    def test_a_put_names_the_version_that_was_judged(self, odd: Callable[..., str]) -> None:
        assert heats(odd()).save()
        assert _Odd.puts == [('"a"', NEW)]

    def test_a_new_object_is_put_only_where_there_is_none(self, odd: Callable[..., str]) -> None:
        assert heats(odd()).save(odd(get=404))
        assert _Odd.puts == [("*", NEW)]

    @pytest.mark.parametrize("tag", ["weak", "none"])
    def test_one_that_tells_no_versions_apart_is_not_enough(self, odd: Callable[..., str], tag: str) -> None:
        document = heats(odd(tag=tag))
        with pytest.raises(OSError, match="overwrite=True"):
            document.save()
        assert _Odd.puts == []
        assert document.save(overwrite=True)
        assert _Odd.puts == [("", NEW)]

    def test_who_is_always_too_late_gives_up(self, odd: Callable[..., str]) -> None:
        with pytest.raises(OSError, match="others change the object all the time") as caught:
            heats(odd(put=412)).save()
        assert caught.value.errno == errno.EBUSY

    def test_a_server_that_knows_no_conditions_is_told(self, odd: Callable[..., str]) -> None:
        with pytest.raises(OSError, match="overwrite=True"):
            heats(odd(put=501)).save()
        assert {condition for condition, _ in _Odd.puts} == {'"a"'}
        with pytest.raises(PermissionError, match="403"):
            heats(odd(put=403)).save()
