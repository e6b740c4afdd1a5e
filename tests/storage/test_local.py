"""Saving: the old file or the new one, whatever happens, and nothing else beside it."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import articlefmt
from articlefmt import ConflictError, storage
from articlefmt.storage import unless_changed
from tests.samples import ROOT, form
from tests.storage.files import NEW, OLD, names, posix

not_root = pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="everything is allowed to root")

only_root = pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root gives files away")


def test_the_new_bytes_take_the_place_of_the_old(file: Path) -> None:
    storage.save(file, NEW, unless_changed(file, OLD))
    assert file.read_bytes() == NEW
    assert names(file.parent) == ["a.md"]


def test_a_new_file_is_made_in_a_folder_that_is_there(tmp_path: Path) -> None:
    storage.save(tmp_path / "b.md", NEW)
    assert (tmp_path / "b.md").read_bytes() == NEW
    with pytest.raises(FileNotFoundError) as caught:
        storage.save(tmp_path / "no" / "b.md", NEW)
    assert caught.value.filename == str(tmp_path / "no" / "b.md")
    assert names(tmp_path) == ["b.md"]


@posix
def test_a_new_file_has_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    code = "import os, sys; os.umask(0o027); from articlefmt import storage; storage.save(sys.argv[1], b'')"
    subprocess.run([sys.executable, "-c", code, tmp_path / "b.md"], check=True)
    assert stat.S_IMODE((tmp_path / "b.md").stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664])
def test_the_mode_is_kept(file: Path, mode: int) -> None:
    file.chmod(mode)
    storage.save(file, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix
def test_a_symbolic_link_stays_one(file: Path, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    link = tmp_path / "d" / "link.md"
    link.symlink_to("../a.md")
    storage.save(link, NEW, unless_changed(link, OLD))
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert names(tmp_path / "d") == ["link.md"]


@posix
def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "a.md"
    link.symlink_to("a.md")
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        storage.save(link, NEW)
    assert link.is_symlink()


@posix
def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(OSError, match="not a regular file"):
        storage.save(tmp_path / "pipe.md", NEW)
    with pytest.raises(IsADirectoryError):
        storage.save(tmp_path, NEW)
    assert names(tmp_path) == ["pipe.md"]


@posix
@not_root
def test_a_read_only_file_is_refused(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(PermissionError, match="the file is read-only"):
        storage.save(file, NEW)
    assert file.read_bytes() == OLD


@pytest.mark.parametrize("other", [b"", b"old", b"old\r\n", NEW])
def test_a_file_that_changed_meanwhile_is_a_conflict(file: Path, other: bytes) -> None:
    file.write_bytes(other)
    with pytest.raises(ConflictError) as caught:
        storage.save(file, NEW, unless_changed(file, OLD))
    assert (caught.value.code, caught.value.file) == ("W801", str(file))
    assert file.read_bytes() == other
    assert names(file.parent) == ["a.md"]


def test_a_file_that_is_gone_is_a_conflict(file: Path) -> None:
    file.unlink()
    with pytest.raises(ConflictError):
        storage.save(file, NEW, unless_changed(file, OLD))
    assert names(file.parent) == []


def test_a_file_that_was_only_touched_is_none(file: Path) -> None:
    os.utime(file, (0, 0))
    storage.save(file, NEW, unless_changed(file, OLD))
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("call", ["open", "fsync", "fstat"])
def test_an_error_leaves_the_old_file_and_nothing_else(file: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def fail(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="No space left") as caught:
        storage.save(file, NEW, unless_changed(file, OLD))
    monkeypatch.undo()
    assert caught.value.filename == str(file)
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["a.md"]


def test_an_interrupt_leaves_the_old_file_and_nothing_else(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        storage.save(file, NEW, unless_changed(file, OLD))
    monkeypatch.undo()
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["a.md"]


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(form())
    before = path.stat()
    document = articlefmt.load(path)
    document.record.title = str(document.record.title)
    assert not document.save()
    with articlefmt.edit(path):
        pass
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_dump_overwrites_whatever_the_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(form())
    document = articlefmt.load(path)
    document.record.title = "mine"
    path.write_bytes(form("heat: 5"))
    articlefmt.dump(document, path)
    assert path.read_bytes() == form().replace(b'"T"', b'"mine"')
    document.record.title = "again"
    assert document.save()  # it stands on what was dumped


def test_dump_leaves_a_file_alone_that_holds_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(form())
    before = path.stat()
    articlefmt.dump(articlefmt.load(path), path)
    articlefmt.dump(articlefmt.loads(form()), path)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("name", ["a\0b.md", "a\ud800.md"])
def test_a_name_that_no_file_can_have_is_an_os_error(name: str) -> None:
    document = articlefmt.loads(form())
    for use in (articlefmt.load, document.save, lambda file: articlefmt.dump(document, file)):
        with pytest.raises(OSError, match="no file can have this name"):
            use(name)


def test_edit_and_save_notice_another_writer(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(form())
    document = articlefmt.load(path)
    document.record.title = "mine"
    path.write_bytes(form("heat: 5"))
    with pytest.raises(ConflictError, match="changed on disk"):
        document.save()
    with pytest.raises(ConflictError), articlefmt.edit(path) as document:  # noqa: PT012  the block is what is tested
        document.record.title = "mine"
        path.write_bytes(form("heat: 6"))
    assert path.read_bytes() == form("heat: 6")


def test_a_document_can_be_saved_again_and_elsewhere(tmp_path: Path) -> None:
    path, other = tmp_path / "a.md", tmp_path / "b.md"
    path.write_bytes(form())
    document = articlefmt.load(path)
    for heat in (1, 2):
        document.record.heat = heat
        assert document.save()
    assert document.save(other)
    assert path.read_bytes() == other.read_bytes() == document.to_bytes()


def test_only_storage_opens_files_for_writing() -> None:
    for module in (ROOT / "src" / "articlefmt").rglob("*.py"):
        if "storage" not in module.parts:
            text = module.read_text(encoding="utf-8")
            assert not any(call in text for call in ("write_bytes", "write_text", 'open("', "os.replace")), module


@posix
@only_root
def test_another_owner_is_kept_where_the_system_allows_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.chown(file, 12345, 12345)
    storage.save(file, NEW, unless_changed(file, OLD))
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 12345)

    def refuse(_file: int, owner: int, _group: int) -> None:
        tried.append(owner)
        raise PermissionError(errno.EPERM, "Operation not permitted")

    tried: list[int] = []
    monkeypatch.setattr(os, "fchown", refuse)
    storage.save(file, OLD, unless_changed(file, NEW))
    assert (tried, file.read_bytes()) == ([12345, -1], OLD)


def test_a_name_that_is_taken_is_tried_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file.parent / ".articlefmt-61.tmp").write_bytes(b"somebody else's")
    tokens = iter((b"a", b"b"))
    monkeypatch.setattr(os, "urandom", lambda _: next(tokens))
    storage.save(file, NEW, unless_changed(file, OLD))
    assert names(file.parent) == [".articlefmt-61.tmp", "a.md"]
    assert (file.parent / ".articlefmt-61.tmp").read_bytes() == b"somebody else's"


def test_a_document_from_bytes_needs_a_file() -> None:
    with pytest.raises(TypeError, match="the document came from bytes; give save"):
        articlefmt.loads(form()).save()


class TestTheSameFileByAnotherName:
    @pytest.fixture
    def files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        monkeypatch.chdir(tmp_path)
        Path("a.md").write_bytes(form("heat: 5"))
        Path("link.md").symlink_to("a.md")
        return ["a.md", "./a.md", str(tmp_path / "a.md"), "link.md"]

    def test_a_conflict_is_noticed(self, files: list[str]) -> None:
        for name in files:
            Path("a.md").write_bytes(form("heat: 5"))
            document = articlefmt.load("a.md")
            document.record.heat = 6
            Path("a.md").write_bytes(form("heat: 7"))
            with pytest.raises(ConflictError):
                document.save(name)
            assert Path("a.md").read_bytes() == form("heat: 7")

    def test_an_unchanged_document_is_not_written(self, files: list[str]) -> None:
        document = articlefmt.load("link.md")
        assert [document.save(name) for name in files] == [False] * 4

    def test_the_document_stands_on_what_was_dumped(self, files: list[str]) -> None:
        document = articlefmt.load("a.md")
        for heat, name in enumerate(files):
            document.record.heat = heat
            articlefmt.dump(document, name)
            document.record.heat = heat + 10
            assert document.save()
        assert document.file == "a.md"


def test_save_says_whether_it_wrote(tmp_path: Path) -> None:
    one, other = tmp_path / "a.md", tmp_path / "b.md"
    one.write_bytes(form())
    other.write_bytes(form())
    assert not articlefmt.load(one).save(other)
    other.write_bytes(form("heat: 5"))
    assert articlefmt.load(one).save(other, overwrite=True)


def test_a_folder_that_may_not_be_read_is_not_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(form())
    original = os.open

    def refuse(name: Any, flags: int, *rest: Any) -> int:
        if Path(name) == tmp_path:
            raise PermissionError(13, "Permission denied")
        return original(name, flags, *rest)

    document = articlefmt.load(path)
    document.record.title = "U"
    monkeypatch.setattr(os, "open", refuse)
    assert document.save()
    assert not document.save()
    assert path.read_bytes() == form().replace(b'"T"', b'"U"')


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_an_attribute_that_is_refused_does_not_lose_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(form())
    given: dict[str, bytes] = {}

    def set_one(_file: int, name: str, value: bytes) -> None:
        if name == "security.a":
            raise PermissionError(1, "Operation not permitted")
        given[name] = value

    monkeypatch.setattr(os, "listxattr", lambda _: ["security.a", "user.b"])
    monkeypatch.setattr(os, "getxattr", lambda _, name: name.encode())
    monkeypatch.setattr(os, "setxattr", set_one)
    document = articlefmt.load(path)
    document.record.title = "U"
    assert document.save()
    assert given == {"user.b": b"user.b"}


def test_a_path_in_bytes_is_a_type_error(tmp_path: Path) -> None:
    class InBytes:
        def __fspath__(self) -> bytes:
            return os.fsencode(tmp_path / "a.md")

    wrong: Any = InBytes()
    document = articlefmt.loads(form())
    for use in (articlefmt.load, document.save, lambda file: articlefmt.dump(document, file)):
        with pytest.raises(TypeError, match=r"a path is a str, not bytes; use os\.fsdecode"):
            use(wrong)
