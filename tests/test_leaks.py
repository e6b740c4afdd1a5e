"""P7: `secured` is in nothing that we print, whatever is wrong with the file or with its use."""

from __future__ import annotations

import io
import pickle
import re
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import assume, example, given
from hypothesis import strategies as st

import articlefmt
from articlefmt import ArticleError, Document, Limits, Record
from articlefmt.cli import main
from articlefmt.cli.difference import difference
from articlefmt.cli.output import FORMATS
from articlefmt.testing import records
from tests.edits import edited
from tests.samples import FORM, SECRET, file, form, shows_secret

SPELLINGS = (
    f'secured: "{SECRET}"', f"secured: '{SECRET}'", f"secured: {SECRET}", f'"secured": "{SECRET}"', f"secured:\n  {SECRET}",
    f"secured: |\n  {SECRET}", f"secured: [{SECRET}]", f"secured: {{a: {SECRET}}}", f'secured: &a "{SECRET}"\nx: *a',
    f"secured: !!int {SECRET}", f'? secured\n: "{SECRET}"', f'secured: "{SECRET[:20]}\\\n  {SECRET[20:]}"', f"secured: - {SECRET}",
    f'secured: "{SECRET}', f"secured: {SECRET}: x", f"secured: @{SECRET}", f'secured: "{SECRET}" {SECRET}',
    f'secured: "{SECRET}"\nsecured: "{SECRET}"', f"secured: *{SECRET}", f"secured: &{SECRET} x", f"secured: !{SECRET} x",
    f"related:\n  - secured: {SECRET}", f"provider:\n  secured: {SECRET}", f"heat: {SECRET}", f"images:\n  - {SECRET}",
    f"---{SECRET}", f"heat: x # secured: {SECRET}",
)  # fmt: skip
JUNK = (
    "",
    "\t",
    "\n",
    '"',
    "'",
    ": ",
    "#",
    " #",
    "\\",
    "\x00",
    "\ud800",
    "{",
    "[",
    "]",
    "&",
    "*",
    "!",
    "|",
    "- ",
    "---",
    "\r",
    "é",
)


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A file with `secured` in it, and something wrong at any place."""
    lines = [*FORM, draw(st.sampled_from(SPELLINGS))]
    lines = draw(st.permutations(lines)) if draw(st.booleans()) else lines
    text = file(*lines).decode()
    for _ in range(draw(st.integers(0, 2))):
        at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 3))
        text = text[:at] + draw(st.sampled_from(JUNK)) + text[at + length :]
    data = text.encode("utf-8", "surrogatepass")
    data = data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 9)) == 0 else data
    # With neither the name nor the value in its place, nobody can tell what its pieces are.
    assume(b"secured" in data or f": {SECRET}\n".encode() in data or f"- {SECRET}\n".encode() in data)
    return data


def said(*uses: Callable[[], Any]) -> Iterator[str]:
    """What errors, warnings and prints say when the uses are made."""
    out = io.StringIO()
    with warnings.catch_warnings(record=True) as warned, redirect_stdout(out), redirect_stderr(out):
        warnings.simplefilter("always")
        for use in uses:
            try:
                yield repr(use())
            except (ArticleError, TypeError) as error:
                yield from (str(error), shown(error), *traceback.format_exception(error))
    yield out.getvalue() + repr(warned)


def shown(one: Any) -> str:
    """What a finding or an error shows; its key is data, and may be any text."""
    key = getattr(one, "key", ())
    return str(one) if shows_secret(str(key)) else f"{one} {one!r} {getattr(one, '__dict__', '')}"


def misplaced(values: Any) -> bool:
    """Whether the secret stands anywhere but under `secured`: then it is another value, and shown like one."""
    if isinstance(values, dict):
        return any(shows_secret(key) or (key != "secured" and misplaced(value)) for key, value in values.items())
    return any(map(misplaced, values)) if isinstance(values, list) else shows_secret(str(values))


@given(spoilt(), st.sampled_from((Record, articlefmt.Article, articlefmt.Profile, articlefmt.Organization)))
@example(file(*FORM, f"secured: &a [{SECRET}, *a]"), Record)
def test_no_refusal_of_a_file_shows_it(data: bytes, cls: type[Record]) -> None:
    loads: list[Callable[[], Any]] = [lambda: articlefmt.loads(data, cls)]
    checks: list[Callable[[], Any]] = [lambda: [shown(finding) for finding in articlefmt.check(data)]]
    assert not any(map(shows_secret, said(*loads, *checks)))
    try:
        document = articlefmt.loads(data, cls)
        if misplaced(document.values):
            return
    except ArticleError:
        return
    wrong: Any = object()
    edits: list[Callable[[], Any]] = [
        lambda: document, lambda: document.record, lambda: document.set("heat", wrong), lambda: document.set("secured", "x"),
        lambda: document.delete("secured"), lambda: document.set("secured[0]", 1), lambda: document.delete("nothing"),
    ]  # fmt: skip
    assert not any(map(shows_secret, said(*edits)))


@given(records(), st.data())
def test_no_edit_of_a_file_shows_it(record: Record, draws: st.DataObject) -> None:
    values = articlefmt.unstructure(record) | {"secured": SECRET}
    document = articlefmt.loads(Document.new(articlefmt.structure(values, type(record))).to_bytes(), type(record))
    draws.draw(edited(document.record))
    uses: list[Callable[[], Any]] = [document.changes, document.diff, lambda: document, lambda: document.record]
    assert not any(map(shows_secret, said(*uses, lambda: setattr(document.record, "secured", SECRET))))
    document.record = record
    assert not any(map(shows_secret, said(document.to_bytes, document.diff, document.changes)))
    document.record = articlefmt.structure(values, type(record))
    document.replace_secured(SECRET[::-1])
    shown = list(said(*uses))
    assert not any(map(shows_secret, shown))
    assert not any(SECRET[::-1][:12] in text for text in shown)


@given(spoilt())
def test_no_command_prints_it(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.md")
        path.write_bytes(data)
        assert not shows_secret(run("check", str(path)))
        try:
            if misplaced(articlefmt.loads(data, Record).values) or not re.search(rb"[\n {\"]secured[\n: \"]", data):
                return
            if any("#" in line and shows_secret(line) for line in data.decode().splitlines()):
                return  # a diff shows comments
        except ArticleError:
            pass
        for words in (["heat=x", "--diff"], ["secured=x"], ["--delete", "secured"], ["secured.x=1", "--dry-run"]):
            assert not shows_secret(run("edit", str(path), *words))


def run(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code in (0, 1)
    return result.output


def difference_of(before: bytes, after: bytes) -> str:
    found = difference(before, after, file="a.md", was="a.md", limits=Limits())
    return found.as_text() + repr(found.as_json())


NEAR = ("Secured", "SECURED", "securd", "secure", "sceured", "secured_", "my-secured", "secret", "s\u00e9cured")
CUT = SECRET[:-3]
"""What a key that is nearly it may hold: not of the form, so that the key alone tells."""


@pytest.mark.parametrize("value", [SECRET, CUT], ids=["whole", "cut"])
@pytest.mark.parametrize("name", NEAR)
class TestAKeyThatIsNearlyIt:
    def places(self, name: str, value: str) -> list[tuple[str, ...]]:
        return [
            (f'{name}: "{value}"',),
            (f"{name}:", f"  {value}"),
            (f"{name}: |", f"  {value}"),
            (f'"{name}": {value}',),
            ("provider:", "  name: N", "  domain: d", f"  {name}: {value}"),
            ("x:", f"  - {name}: {value}"),
            (f"x: {{{name}: {value}}}",),
        ]

    def test_no_difference_shows_it(self, name: str, value: str) -> None:
        for lines in self.places(name, value):
            data = form("heat: 5", *lines)
            after = data.replace(value.encode(), value[::-1].encode()).replace(b"heat: 5", b"heat: 6")
            said = [difference_of(data, after), difference_of(data, form("heat: 6"))]
            document = articlefmt.loads(data, Record)
            document.set("heat", 7)
            said += [document.diff(), repr(document.changes()), repr(document), repr(document.record)]
            document.delete(lines[0].split(":")[0].strip('"'))
            said += [document.diff(), repr(document.changes())]
            assert not any(map(shows_secret, said))
            assert not any(value[::-1][:12] in text for text in said)

    def test_no_command_shows_it(self, name: str, value: str, tmp_path: Path) -> None:
        one, other = tmp_path / "a.md", tmp_path / "b.md"
        for lines in self.places(name, value):
            one.write_bytes(form("heat: 5", *lines))
            other.write_bytes(form("heat: 6", "length: 12:30", "quality: x"))
            for words in (("edit", str(one), "heat=7", "--diff", "--dry-run"), ("diff", str(one), str(other)),
                          ("diff", str(one), str(other), "--output-format", "json"), ("check", str(one)), ("check", str(one), "--diff")):  # fmt: skip
                assert not shows_secret(run(*words))

    def test_no_error_shows_it(self, name: str, value: str) -> None:
        for lines in self.places(name, value):
            for more in (("heat: x",), ("a: b: c",), ('b: "x',), ("\tx: 1",)):
                for data in (form(*lines, *more), form(*more, *lines), form(*lines).replace(b": ", b":", 5)):
                    assert not any(
                        map(shows_secret, said(partial(articlefmt.loads, data), partial(articlefmt.check, data)))
                    )


class TestWhereItStandsByMistake:
    FOLDED = (
        form(f'secured "{SECRET}"'),
        form("featuredContent: a", f"  secured {SECRET}"),
        form("length: a", f'  secured "{SECRET[:-2]}"'),
        file(*FORM[:2], "webUrl: https://example.com/a", f'  secured "{SECRET}"', *FORM[3:]),
        form(f"  secured {SECRET}"),
        form("provider:", "  name: N", f"    secured {SECRET}", "  domain: d"),
    )

    @pytest.mark.parametrize("data", FOLDED)
    def test_a_repr_does_not_show_what_was_folded_into_another_value(self, data: bytes) -> None:
        assert not any(map(shows_secret, said(lambda: articlefmt.loads(data, Record).record)))

    def test_no_key_of_a_finding_a_problem_a_change_or_an_error_is_it(self) -> None:
        data = form(
            f'"{SECRET}": 1', "provider:", "  name: N", "  domain: d", f"  {SECRET}: 2", f"x: {{{SECRET}: 12:30}}"
        )
        findings = [
            *articlefmt.check(data),
            *articlefmt.check(data + b"x"),
            *articlefmt.check(form("heat: x", f"{SECRET}: 1")),
        ]
        assert {finding.code for finding in findings} >= {"K402", "C603", "T301"}
        assert not any(map(shows_secret, map(repr, findings)))
        document = articlefmt.loads(data)
        document.delete((SECRET,))
        assert not shows_secret(repr(document.changes()) + document.diff())
        edits: list[Callable[[], Any]] = [
            lambda: document.set((SECRET, "a", 7), 1), lambda: document.delete(("x", SECRET, SECRET)),
        ]  # fmt: skip
        for edit in edits:
            with pytest.raises(ArticleError) as caught:
                edit()
            assert not shows_secret(repr(vars(caught.value)) + str(caught.value))
        with pytest.raises(ArticleError) as caught:
            articlefmt.loads(form(f"{SECRET}: 1", f"{SECRET}: 2"))
        assert not shows_secret(repr(vars(caught.value)) + str(caught.value) + repr(pickle.dumps(caught.value)))

    def test_no_argument_that_is_wrong_is_shown(self) -> None:
        wrong: Any = SECRET
        wrong_key: Any = (SECRET, 1.5)
        document = articlefmt.loads(form())
        uses: list[Callable[[], Any]] = [
            lambda: Document.new(document.record, "", wrong), lambda: articlefmt.structure({}, timestamps=wrong),
            lambda: document.set(wrong.split(), 1), lambda: document.set(wrong_key, 1), lambda: articlefmt.loads(form(), wrong),
        ]  # fmt: skip
        for use in uses:
            with pytest.raises((TypeError, ArticleError)) as caught:
                use()
            assert not shows_secret(str(caught.value))

    def test_no_error_is_caused_by_one_that_shows_it(self) -> None:
        for data in (
            form(f'secured: "{SECRET}'),
            form(f"secured: {SECRET}: x"),
            form(f"secured: {SECRET}\xff").replace(b"\xc3", b""),
        ):
            with pytest.raises(ArticleError) as caught:
                articlefmt.loads(data)
            assert caught.value.__context__ is None
            assert not shows_secret(repr(pickle.dumps(caught.value)))


HALF = SECRET[:30]
HALVES = (
    form("heat: 5", f"# securd: {HALF}"),
    form(f"heat: 5 # Secured: {HALF}"),
    form("heat: 5", f"#secure = '{HALF}'", "length: 12:30"),
    form("heat: 5", "# secured:", f"#   {SECRET[:20]}", f"#   {SECRET[20:40]}", f"#   {SECRET[40:60]}", "length: 12:30"),
    form("heat: 5", "featuredContent: a", f"  secured {HALF}"),
    form("heat: 5", "featuredContent: a", f"  securd {HALF}"),
    form("heat: 5", "featuredContent: a secured", f"  {SECRET[:20]}", f"  {SECRET[20:40]}", "length: 12:30"),
    form("featuredContent: a", f'  sceured "{SECRET[:20]}', *(f"  {SECRET[at:at + 16]}" for at in range(20, 52, 16)), "  b", "heat: 5"),
    form("featuredContent: >-", "  secured", *(f"  {SECRET[at:at + 12]}" for at in range(0, 60, 12)), "heat: 5"),
    form(f'featuredContent: "a secured {SECRET[:20]}\\', f'  {SECRET[20:40]}"', "heat: 5"),
)  # fmt: skip


def record_of(data: bytes) -> Record:
    return articlefmt.loads(data).record


@pytest.mark.parametrize("data", HALVES)
class TestHalfOfItBehindANameThatIsNearlyIt:
    """Nothing else in the file has the whole."""

    def test_no_difference_shows_it(self, data: bytes) -> None:
        document = articlefmt.loads(data, Record)
        document.set("heat", 6)
        texts = [document.diff(), *said(lambda: document.record)]
        for after in (
            data.replace(b"heat: 5", b"heat: 6"),
            form("heat: 5"),
            data.replace(SECRET[:9].encode(), SECRET[9:18].encode()),
        ):
            texts += [difference_of(data, after), difference_of(after, data)]
            other = articlefmt.loads(after, Record)
            other.set("featuredContent", "b")
            texts += [other.diff(), repr(other.changes())]
        assert not any(map(shows_secret, texts))

    def test_no_error_and_no_finding_shows_it(self, data: bytes) -> None:
        for one in (
            data,
            data.replace(b"heat: 5", b"heat: x"),
            data.replace(b"heat: 5", b"heat: a: b"),
            data.replace(b"heat: 5", b"heat: 12:30"),
            data.replace(b"heat: 5", b'heat: "5'),
            data + b"x",
        ):
            assert not any(
                map(
                    shows_secret,
                    said(
                        partial(articlefmt.loads, one),
                        partial(articlefmt.check, one),
                        partial(record_of, one),
                    ),
                )
            )


REPORTS = tuple(FORMATS)
PIECES = (SECRET[10:30], SECRET[:8], SECRET[44:], SECRET[3:40])
OF_ITS_OWN = (
    f'secured: "{SECRET}"',
    f'secured: "{SECRET[:33]}\\\n  {SECRET[33:]}"',
    f"secured: [{SECRET}]",
    f"x: {{secured: {SECRET}}}",
)


@pytest.mark.parametrize("own", OF_ITS_OWN)
@pytest.mark.parametrize("piece", PIECES)
class TestAPieceOfItAsAKey:
    """What stands of the file's own value in the name of a key is not shown either."""

    def lines(self, piece: str, own: str) -> list[str]:
        nested = ("provider:", "  name: N", "  domain: d", f'  "{piece}": 12:30', f"  y: [{{'{piece}': 010}}]")
        return [f'"{piece}": yes', *nested, f'z: {{"{piece}": {{"{piece}": .5}}}}', own]

    def test_no_finding_shows_it_in_any_report(self, piece: str, own: str, tmp_path: Path) -> None:
        lines = self.lines(piece, own)
        path = tmp_path / "a.md"
        for data in (
            form(*lines),
            form(*lines, "heat: x"),
            form(*lines, "a: b: c"),
            form(*lines, f'"{piece}": 1'),
            form(*lines, f'q: {{"{piece}": 1, "{piece}": 2}}'),
        ):
            findings = articlefmt.check(data)
            assert findings
            assert not any(map(shows_secret, map(repr, findings)))
            path.write_bytes(data)
            for report in REPORTS:
                assert not shows_secret(run("check", str(path), "--output-format", report))
        assert {finding.code for finding in articlefmt.check(form(*lines))} >= {"K402", "C603"}

    def test_no_change_shows_it(self, piece: str, own: str, tmp_path: Path) -> None:
        data = form(*self.lines(piece, own))
        after = data.replace(b"12:30", b"12:31").replace(b"yes", b"no").replace(b".5", b".6").replace(b"010", b"011")
        texts = [difference_of(data, after), difference_of(data, form(own)), difference_of(form(own), data)]
        document = articlefmt.loads(data, Record)
        document.set(("provider", piece), 5)
        document.set(("z", piece, piece), 5)
        document.delete((piece,))
        assert len(document.changes()) == 3
        texts += [repr(document.changes()), document.diff(), repr(document), *said(lambda: document.record)]
        one, other = tmp_path / "a.md", tmp_path / "b.md"
        one.write_bytes(data)
        other.write_bytes(after)
        texts += [run("diff", str(one), str(other)), run("diff", str(one), str(other), "--output-format", "json")]
        texts.append(run("diff", str(one), str(other), "--output-format", "markdown"))
        texts += [
            run("edit", str(one), f"{piece}=5", "--diff", "--force"),
            run("edit", str(other), f"provider.{piece}.x=5"),
        ]
        assert not any(map(shows_secret, texts))

    def test_no_error_shows_it(self, piece: str, own: str) -> None:
        document = articlefmt.loads(form(*self.lines(piece, own)), Record)
        wrong: Any = object()
        edits: list[Callable[[], Any]] = [
            lambda: document.set((piece, "a"), 1), lambda: document.delete(("z", piece, "a")), lambda: document.delete(("no", piece)),
            lambda: document.set((piece,), wrong), lambda: document.set(("a", piece), {"b": wrong}), lambda: document.set((piece, "secured"), "x"),
            lambda: document.set((piece,), "\ud800"), lambda: document.type_at(f"{piece}["), lambda: document.set(f"{piece}.", 1),
            lambda: [document.record.extra.update({piece: wrong}), document.to_bytes()], lambda: articlefmt.unstructure(document.record),
        ]  # fmt: skip
        for edit in edits:
            with pytest.raises(ArticleError) as caught:
                edit()
            assert not shows_secret(repr(vars(caught.value)) + str(caught.value) + repr(caught.value.problems))

    def test_a_record_that_holds_itself_shows_none(self, piece: str, own: str) -> None:
        record: Any = articlefmt.loads(form(f"secured: {SECRET}")).record
        record.extra.update({piece: record.extra, "secured_": {"a": [piece, {"b": record.extra}]}})
        record.images.append(record)
        record.topics.append(record.topics)
        with pytest.raises(ArticleError) as caught:
            articlefmt.unstructure(record)
        assert not shows_secret(repr(vars(caught.value)))

    def test_a_value_that_was_replaced_is_not_shown_either(self, piece: str, own: str) -> None:
        document = articlefmt.loads(form(f'"{piece}": 1', "secured: x"), Record)
        document.replace_secured(SECRET)
        document.set((piece,), 2)
        assert not shows_secret(repr(document.changes()) + document.diff())
        with pytest.raises(ArticleError) as caught:
            document.delete((piece, "a"))
        assert not shows_secret(repr(vars(caught.value)))


@pytest.mark.parametrize("value", ["BwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYn", SECRET])
@pytest.mark.parametrize("lines", [["foo: &x {}", "secured: *x"], ["foo:", "  - &x {}", "  - &y b", '"secured": *x']])
def test_what_an_alias_of_secured_stands_for_is_not_shown_where_it_stands(value: str, lines: list[str]) -> None:
    found = articlefmt.check(form(*(line.format(f'"{value}"') for line in lines)))
    assert found
    assert not any(value[:20] in f"{finding} {finding.excerpt}" for finding in found)
