"""C6, of scalars: does a reader take a text, a number or a timestamp for something else?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TypeAlias

from articlefmt.checks.finding import Finding
from articlefmt.checks.rule import Rule
from articlefmt.checks.view import View
from articlefmt.keys import Key
from articlefmt.lens.cures import cure
from articlefmt.lens.shape_at import type_at
from articlefmt.patterns import pattern
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.blanks import misplaced_blank, name_of_blank
from articlefmt.syntax.properties import content_start
from articlefmt.syntax.scalars import is_ambiguous, is_zoneless, short_zoned

__all__ = [
    "AMBIGUOUS_SCALAR",
    "COMMENT_IN_TEXT",
    "LARGE_INT",
    "MERGE_KEY",
    "NO_ZONE",
    "SHORT_ZONE",
    "UNUSUAL_BLANK",
]

_BLANKS = frozenset(" \t")
_EXACT = 2**53
"""Up to here a float holds every int."""

_COMMENT_OF_WORD = pattern(r"[ \t]+(#)\w")
_SHOWN = 40


def _scalars(view: View) -> Iterator[Finding]:
    # One look at each scalar serves all these rules: for nearly every file none is suspect, and no key is put together.
    front = view.source.front
    has_comment, is_ascii = "#" in front, front.isascii()
    if any(_is_suspect(front, leaf, has_comment=has_comment, is_ascii=is_ascii) for leaf in view.leaves):
        for leaf, key, is_name in walks.leaves_with_keys(view.tree):
            if isinstance(leaf, nodes.Scalar):
                yield from _of_one(view, leaf, key, is_name=is_name)


AMBIGUOUS_SCALAR = Rule(
    code="C603",
    name="ambiguous scalar",
    severity="warning",
    means=(
        "a plain `yes`, `010`, `1_0`, `12:30`, `0o17`, `.5`, `+1`, `1e3`, `e10`, `:word` and the like: YAML 1.1 gives "
        "it one type, YAML 1.2 another. articlefmt reads it as text."
    ),
    matters=(
        "Jekyll and Python read YAML 1.1, Hugo and Node mostly YAML 1.2: `yes` is a bool to one and a word to the "
        "other, `12:30` is 750 or a text."
    ),
    readers=(
        "`yes`, `no`, `on`, `off`: bool in PyYAML, python-frontmatter, Ruby, Jekyll, pandoc and older Hugos, text in "
        "ruamel.yaml, js-yaml, gray-matter and newer Hugos. `12:30`: 750 in PyYAML and js-yaml 3 (gray-matter), 45,000 "
        "in Ruby and Jekyll, text elsewhere. `010`: 8 or 10. `1e3`: text in PyYAML, Ruby and Jekyll. `1_000`: text in "
        "js-yaml 4 and npm `yaml`. `1,000`: 1000 in Ruby and Jekyll. `E3`, `e10`, `e-6`, `.`: NaN in npm `yaml` as it "
        "reads YAML 1.1. `:word`: a symbol in Ruby."
    ),
    mend="put it in double quotes if it is text; else write it so that all agree: `true`, `8`, `0.5`, `1000`.",
    fix="the value is quoted, where its key takes text",
    check=_scalars,
)

NO_ZONE = Rule(
    code="C604",
    name="timestamp without a zone",
    severity="warning",
    means="a timestamp like `2021-05-30T14:00:00`. articlefmt reads it as UTC.",
    matters="some readers take UTC, others the time zone of the machine.",
    readers=(
        "a datetime without a zone in PyYAML, ruamel.yaml and python-frontmatter; UTC in js-yaml, gray-matter, Ruby, "
        "Jekyll and Hugo; text in npm `yaml`."
    ),
    mend="add `Z`, after converting the time to UTC.",
    fix="`Z` is added: articlefmt reads the time as UTC, as the generator writes it",
    check=_scalars,
)

MERGE_KEY = Rule(
    code="C607",
    name="merge key",
    severity="warning",
    means="a mapping has the key `<<`.",
    matters=(
        "YAML 1.1 readers merge another mapping there, YAML 1.2 readers see a key of that name. articlefmt keeps it as "
        "an ordinary key."
    ),
    readers=(
        "npm `yaml` keeps a key `<<`; PyYAML, ruamel.yaml, js-yaml, gray-matter, Ruby, Jekyll, Hugo and pandoc merge, "
        "and don't agree on what wins."
    ),
    mend="write the keys out.",
    check=_scalars,
)

SHORT_ZONE = Rule(
    code="C608",
    name="zone without a colon",
    severity="warning",
    means=(
        "a timestamp whose zone has no colon, or hours alone: `2021-05-30 17:20:00 +0200`, `2021-05-30 17:20:00 +02`. "
        "articlefmt reads it as text; a field of timestamps takes it, and a new value is written in the same spelling."
    ),
    matters="it is a timestamp to one reader and a text to another, so that pages are sorted or shown differently.",
    readers=(
        "`+0200`: a timestamp in Ruby and Jekyll, text in PyYAML, ruamel.yaml, python-frontmatter, js-yaml, "
        "gray-matter and npm `yaml`. `+02`: a timestamp in all of these but npm `yaml`."
    ),
    mend="write it in UTC, as `2021-05-30T15:20:00Z`; or put it in double quotes if it is text.",
    check=_scalars,
)

LARGE_INT = Rule(
    code="C610",
    name="int beyond 2^53",
    severity="warning",
    means="an int above 9,007,199,254,740,992, or below its negative.",
    matters="a reader that has floats only rounds it, so that an identifier becomes another one.",
    readers=(
        "js-yaml, gray-matter and npm `yaml` read the nearest float: `9007199254740993` is 9007199254740992. PyYAML, "
        "ruamel.yaml, python-frontmatter and Ruby keep every digit."
    ),
    mend="put it in double quotes if it is an identifier.",
    check=_scalars,
)

COMMENT_IN_TEXT = Rule(
    code="C611",
    name="a comment that may be meant as text",
    severity="warning",
    means=(
        "behind a plain text, or where a value is missing, stands ` #` and right behind it a word: "
        "`title: C# tips #1 for you`, `color: #fff`. There a comment begins."
    ),
    matters="the text ends before the ` #`, which its author probably didn't want: it reads `C# tips`, or nothing.",
    readers="all readers end the text there; only people read on.",
    mend="put the whole text in double quotes; if it is a comment, write a space behind its `#`.",
    check=_scalars,
)

UNUSUAL_BLANK = Rule(
    code="C612",
    name="a blank that is none",
    severity="warning",
    means=(
        "a plain text has a no-break space, a zero-width space or the like where it looks as if it set something "
        "apart: at an edge of the text, before `#`, behind `-`, or behind the colon of what would be a key."
    ),
    matters=(
        "YAML knows spaces and tabs only. `{region:␣C}` with a no-break space is one key `region:␣C` without a value; "
        "`-␣a` is a text and no item."
    ),
    readers="PyYAML, ruamel.yaml, Ruby, js-yaml and npm `yaml` take it for a part of the text; people see a blank.",
    mend="write a space in its place; put the text in double quotes if the character is meant.",
    check=_scalars,
)


def _is_suspect(front: str, leaf: nodes.Scalar | nodes.Alias, *, has_comment: bool, is_ascii: bool) -> bool:
    """Whether a scalar needs a closer look."""
    if isinstance(leaf, nodes.Alias):
        return False
    value = leaf.value
    if leaf.style or value == "<<" or leaf.properties:
        return value == "<<" or leaf.properties is not None
    if has_comment and front[leaf.end : leaf.end + 1] in _BLANKS:
        return True
    if isinstance(value, str):
        return is_ambiguous(value) or not (is_ascii or value.isascii())
    if type(value) is int:
        return not -_EXACT <= value <= _EXACT
    return isinstance(value, datetime) and is_zoneless(front[leaf.start : leaf.end])


def _of_one(view: View, leaf: nodes.Scalar, key: Key, *, is_name: bool) -> Iterator[Finding]:
    """What is told of a scalar that is suspect, or stands beside one."""
    if is_name and leaf.value == "<<":
        message = "some readers merge the mapping, others keep a key `<<`; write the keys out"
        yield MERGE_KEY.finding(view, message, leaf.start, key)
        return
    if type(leaf.value) is int and abs(leaf.value) > _EXACT:
        message = "readers that have floats only round an int beyond 2^53; quote it if it is an identifier"
        yield LARGE_INT.finding(view, message, leaf.start, key)
    if leaf.style or (leaf.properties and leaf.properties.tag):
        return
    for find in _OF_PLAIN:
        yield from find(view, leaf, key, is_name)


def _as_typed(view: View, leaf: nodes.Scalar, key: Key, _is_name: bool) -> Iterator[Finding]:
    """What readers give another type."""
    text = view.source.front[content_start(view.source.front, leaf) : leaf.end]
    if isinstance(leaf.value, str):
        if short_zoned(leaf.value):
            message = (
                "this is a timestamp to some readers and text to others, for its zone has no colon or no minutes; "
                "write it in UTC, with `Z`"
            )
            yield SHORT_ZONE.finding(view, message, leaf.start, key)
        elif is_ambiguous(leaf.value):
            shown = text[:_SHOWN] if not text.startswith(":") else ":…"  # behind it may stand anything
            wanted = type_at(view.cls, key)
            cured = cure(leaf.value, wanted) if wanted not in (None, str) else None
            message = f"readers disagree on what a plain `{shown}` is; {cured or 'quote it if it is text'}"
            yield AMBIGUOUS_SCALAR.finding(view, message, leaf.start, key)
    elif is_zoneless(text):
        message = "this timestamp has no zone: some readers take UTC, others local time; add `Z`"
        yield NO_ZONE.finding(view, message, leaf.start, key)


def _comment_in_text(view: View, leaf: nodes.Scalar, key: Key, _is_name: bool) -> Iterator[Finding]:
    is_text = isinstance(leaf.value, str) or (leaf.value is None and leaf.start == leaf.end)
    if is_text and (match := _COMMENT_OF_WORD.match(view.source.front, leaf.end)):
        what = "the text ends here" if leaf.value else "the value is null"
        message = (
            f"{what}, for ` #` begins a comment: quote the text if this is a part of it, else write a space behind `#`"
        )
        yield COMMENT_IN_TEXT.finding(view, message, match.start(1), key)


def _unusual_blank(view: View, leaf: nodes.Scalar, key: Key, is_name: bool) -> Iterator[Finding]:
    front = view.source.front
    start = content_start(front, leaf)
    text = front[start : leaf.end]
    may_be_key = is_name or "\n" in text or not _is_behind_colon(front, leaf.start)
    if isinstance(leaf.value, str) and (at := misplaced_blank(text, may_be_key=may_be_key)) is not None:
        what = name_of_blank(front[start + at])
        message = f"{what} is a part of this text, and no blank to any reader; write a space, or quote the text"
        yield UNUSUAL_BLANK.finding(view, message, start + at, key)


_Finder: TypeAlias = Callable[[View, nodes.Scalar, Key, bool], Iterator[Finding]]
_OF_PLAIN: tuple[_Finder, ...] = (_as_typed, _comment_in_text, _unusual_blank)


def _is_behind_colon(front: str, offset: int) -> bool:
    """Whether a key and its colon stand before a value on its line, so that it can't be a key itself."""
    while front[offset - 1 : offset] in _BLANKS:
        offset -= 1
    return front[offset - 1 : offset] == ":"
