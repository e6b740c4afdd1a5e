"""The compiled reader: it is the one that runs, reads as the one in Python does, and holds on to nothing."""

from __future__ import annotations

import importlib.util
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from articlefmt import Limits, __version__
from articlefmt.syntax import block_reader, compiled
from articlefmt.testing import reader
from tests.samples import form
from tests.syntax.mutants import is_exactly, mutant

IS_BUILT = importlib.util.find_spec("articlefmt.syntax._block_reader") is not None
IS_PURE = os.environ.get("ARTICLEFMT_PURE", "") not in {"", "0"}
needs_compiled = pytest.mark.skipif(
    compiled.read is None, reason="the compiled reader wasn't built, or is switched off"
)

FRONT = form("a: [b", "c: 1").decode().split("---\n")[1].replace("a: [b", "a: 'it''s'") + (
    'list:\n  - name: "\\u00e9 \\" x"\n    when: 2021-05-30T14:00:00Z\n    day: 2021-05-30\n  - x\n  - 4.6\nword: true\nnothing: \nödd: x\n'
).replace("ödd", "odd_")
DECLINED = [
    FRONT + row
    for row in (
        "a: 1\na: 2\n",
        "x: [\n",
        "x: null\n",
        'x: "\\ud800"\n',
        'x: "\\q"\n',
        "- x\n",
        "    deep: 1\n",
        "x: \t\n",
    )
]


def values(front: str, depth: int = 100) -> Any:
    assert compiled.read is not None
    return compiled.read(front, depth)


def test_the_compiled_reader_reads_where_it_was_built_and_is_not_switched_off() -> None:
    assert reader() == ("compiled" if IS_BUILT and not IS_PURE else "pure")
    assert block_reader.read_within is (compiled.read or block_reader.read_purely)


@pytest.mark.parametrize(("value", "is_pure"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_a_variable_of_the_environment_chooses_the_reader_in_python(value: str, is_pure: bool) -> None:
    environment = {**os.environ, "ARTICLEFMT_PURE": value}
    command = [sys.executable, "-m", "articlefmt", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    word = "compiled" if IS_BUILT and not is_pure else "pure"
    assert done.stdout == f"articlefmt, version {__version__}, {word} reader\n"


@needs_compiled
def test_it_was_compiled_from_the_source_beside_it() -> None:
    """In a checkout that is installed as editable: after a change of the source, install it again."""
    built = Path(sys.modules["articlefmt.syntax._block_reader"].__file__ or "")
    source = built.with_name("_block_reader.c")
    assert not source.exists() or source.stat().st_mtime <= built.stat().st_mtime


@needs_compiled
def test_mutants_are_read_alike() -> None:
    draw = random.Random(7)
    for _ in range(3000):
        front, depth = mutant(draw.choice((FRONT, *DECLINED)), draw), draw.choice((1, 2, 3, 100))
        assert is_exactly(values(front, depth), block_reader.read_purely(front, depth)), front


@needs_compiled
@pytest.mark.parametrize(
    "end",
    [
        "",
        "x",
        "x:",
        "x: ",
        "x: '",
        'x: "',
        'x: "\\',
        "-",
        "- ",
        "#",
        " ",
        "x: a ",
        "x: a #",
        "x: a:",
        "x: -",
        "x: 'a'' ",
    ],
)
def test_a_text_that_ends_anywhere_is_read_alike(end: str) -> None:
    for front in (end, f"a: 1\n{end}", f"{end}\n"):
        assert is_exactly(values(front), block_reader.read_purely(front, 100))


@needs_compiled
@pytest.mark.parametrize("depth", [1, 2, 5, 99, 100, 101, 1000])
def test_no_depth_is_too_deep_for_its_stack(depth: int) -> None:
    """What is nested deeper than 100 is declined, whatever the limit is: the full reader decides."""
    for levels in (1, 2, 99, 100, 101, 150):
        maps = "".join(f"{' ' * level}k:\n" for level in range(levels - 1)) + " " * (levels - 1) + "k: 1\n"
        lists = (
            "k:\n" + "".join(f"{'  ' * level}- k:\n" for level in range(levels // 2)) + "  " * (levels // 2) + "- x\n"
        )
        for front in (maps, lists):
            assert is_exactly(values(front, depth), block_reader.read_purely(front, min(depth, 100)))


@needs_compiled
@pytest.mark.parametrize("front", ["a: 1\n\0", "a\0: 1\n", "\0", "a: \0\n", "a: x\0y\n"])
def test_a_nul_is_declined_like_any_control(front: str) -> None:
    assert values(front) is None


@needs_compiled
@pytest.mark.parametrize("arguments", [(), ("a: 1\n",), (b"a: 1\n", 100), ("a: 1\n", "100"), ("a: 1\n", 1.0)])
def test_a_wrong_argument_is_an_error_of_python(arguments: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        compiled.read(*arguments)  # type: ignore[misc, arg-type]


@needs_compiled
@pytest.mark.parametrize("bits", [30, 31, 32, 40, 63, 64, 1000])
def test_a_limit_of_depth_may_be_any_int(bits: int) -> None:
    for depth in ((1 << bits) - 1, 1 << bits, (1 << bits) + 5):
        assert values("a: 1\n", depth) == block_reader.read_values("a: 1\n", Limits(depth=depth)) == {"a": 1}
        assert values("a: 1\n", -depth) is None


@needs_compiled
@pytest.mark.parametrize(
    "quoted",
    [
        r'"\\"',
        r'"\\\""',
        r'"\"',
        r'"\\\"',
        r'"a" \"',
        r'"\a',
        r'"\é"',
        r'"é\"é"',
        '"\\',
        "'''",
        "''''",
        "'a'''",
        "'a'' ",
        "''b'",
        "'\\'",
    ],
)
def test_a_quoted_text_ends_at_the_same_quote(quoted: str) -> None:
    for row in (f"a: {quoted}\n", f"a: {quoted}  \n", f"a: {quoted}x\n", f"a:\n- {quoted}\nb: {quoted}\n"):
        assert is_exactly(values(row), block_reader.read_purely(row, 100))


@needs_compiled
@pytest.mark.parametrize("end", ["", "\\", "'"])
def test_the_rest_of_a_line_is_not_searched_again_behind_each_escape(end: str) -> None:
    """Were it, this would take hours."""
    assert values('a: "' + r"\t" * (1 << 23) + end + "\n") is None


@needs_compiled
def test_it_holds_on_to_nothing_that_it_read() -> None:
    for front in (FRONT, *DECLINED):
        values(front)
    before = sys.getallocatedblocks()
    for _ in range(200):
        for front in (FRONT, *DECLINED):
            values(front)
    assert sys.getallocatedblocks() - before < 100


@needs_compiled
def test_keys_that_share_a_place_are_told_apart() -> None:
    """A few hundred keys are kept from one text to the next; here are ten times as many."""
    front = "".join(f"key_{number}: {number}\n" for number in range(5000))
    for _ in range(2):
        assert is_exactly(values(front), block_reader.read_purely(front, 100))


@needs_compiled
def test_each_allocation_that_fails_is_an_error_and_no_crash() -> None:
    testcapi = pytest.importorskip("_testcapi")
    failed = 0
    for number in range(400):
        front = f"new_{number}: é{number}\n{FRONT}"  # neither the key nor the bytes of the text are there already
        wanted = block_reader.read_purely(front, 100)
        testcapi.set_nomemory(number, number + 1)
        try:
            read = values(front)
        except MemoryError:
            failed += 1
            read = wanted
        finally:
            testcapi.remove_mem_hooks()
        assert is_exactly(read, wanted)
    assert failed > 20
