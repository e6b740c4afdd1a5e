"""G0: what became of the earlier version of the file?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from articlefmt.checks.finding import Finding
from articlefmt.checks.rule import Group, Rule
from articlefmt.checks.view import Before, View
from articlefmt.diff.text_diff import reformatted_at
from articlefmt.model.making import opaque_names
from articlefmt.opaque.held import Held, held, held_by_text, held_by_tree, read
from articlefmt.place import Place
from articlefmt.syntax.limits import Limits

__all__ = ["DELETED", "GROUP", "MEANT", "SECURED_CHANGED", "UNSEEN", "unreadable_against"]


def _against_earlier(view: View) -> Iterator[Finding]:
    """What is opaque is what it was; and where the text changed, something that it says did, too."""
    # One reading of the earlier version serves both rules.
    earlier = view.earlier
    if earlier is None or earlier.data == view.source.to_bytes():
        return
    keys = earlier.opaque | opaque_names(view.classes)
    old = read(earlier.data, view.parsed.limits)
    then, now = held(earlier.data, old, keys), held_by_tree(view.parsed, keys)
    for key, message in _what_happened(then, now):
        entry = view.tree.names.get(key)
        yield SECURED_CHANGED.finding(view, message, entry.key.start if entry else 0, (key,))
    if old is not None and (line := reformatted_at(old, view.parsed)) is not None:
        message = "the front matter's text changed since the earlier version, no value did; undo it, unless meant"
        yield REFORMATTED.at_line(view, message, line)


SECURED_CHANGED = Rule(
    code="G001",
    name="`secured` isn't that of the earlier version",
    severity="error",
    severity_text="error; a warning with `--allow-secured-change`",
    means=(
        "a key `secured`, at whatever depth, or one that is `Secured` in the file's class, changed, was added or was "
        "removed; its type and a tag on it count as well. Or one of the two versions can't be read, and the value "
        "doesn't stand in its front matter. A new file has nothing to compare."
    ),
    matters=(
        "only its owner can make a valid value. A script or a merge that touches it makes what it protects unreadable."
    ),
    mend=(
        "restore the value: `git checkout REV -- FILE`, or copy the line from the earlier version. If the change is "
        "meant, run with `--allow-secured-change`."
    ),
    check=_against_earlier,
)

REFORMATTED = Rule(
    code="G002",
    name="reformatted: the text changed and no value did",
    severity="warning",
    means=(
        "the front matter is spelled another way: quotes, order of keys, comments, blank lines, line ends. Every value "
        "is as it was."
    ),
    matters="such a change hides the others in a review. Often a YAML library wrote the file anew.",
    mend="undo it, or keep it apart from other changes if it is meant.",
    check=_against_earlier,
)

DELETED = Rule(
    code="G003",
    name="a file with `secured` was deleted",
    severity="warning",
    means=(
        "the earlier version of a file held `secured`, and no article file that there is now is it: none has its path, "
        "its URL, its title with its excerpt and date, or its `secured`. It was deleted, or renamed to what is no "
        "article file."
    ),
    matters="`secured` went with it. What is no article file is checked by nobody.",
    mend="restore it: `git checkout REV -- FILE`. If it is meant, nothing is to be done.",
)

UNSEEN = Rule(
    code="G004",
    name="a file with `secured` is out of sight",
    severity="error",
    severity_text="error; a warning with `--allow-secured-change`",
    means=(
        "the earlier version of a file held `secured`. Where it was there is now a submodule, a link to another place, "
        "or what can't be read."
    ),
    matters="readers of the folder may still find a file there, and nobody can say that its `secured` is what it was.",
    mend="keep the file in this repository. If the change is meant, run with `--allow-secured-change`.",
)

MEANT = frozenset({SECURED_CHANGED.code, UNSEEN.code})
"""The codes that are warnings where a change of `secured` is meant."""

GROUP = Group(
    code="G0",
    title="The earlier version",
    about=(
        "Given by `articlefmt check --against REV`, and by `check(document, against=earlier)`. No configuration turns "
        "them off: a change could bring it. Options on the command line do."
    ),
    rules=(SECURED_CHANGED, REFORMATTED, DELETED, UNSEEN),
)


def unreadable_against(data: bytes, earlier: Before | None, classes: Iterable[type], limits: Limits) -> list[Finding]:
    """What the guard says of a file that can't be read: its text must show what the earlier version holds."""
    if earlier is None or earlier.data == data:
        return []
    keys = earlier.opaque | opaque_names((*classes,))
    now = held_by_text(data, keys)
    happened = _what_happened(held(earlier.data, read(earlier.data, limits), keys), now)
    return [SECURED_CHANGED.told(message, None, (key,), Place(now.line, 1)) for key, message in happened]


class _Happened(NamedTuple):
    """What is said of an opaque key."""

    key: str
    message: str


def _what_happened(then: Held, now: Held) -> Iterator[_Happened]:
    """What is said of each key at which two versions hold different values; never what these are."""
    for key in sorted({one.key for one in (*then.values, *now.values)}):
        was, is_now = ([one for one in held.values if one.key == key] for held in (then, now))
        if was == is_now:
            continue
        if not now.is_read:
            message = "this file can't be read, and its text doesn't hold the earlier version's value; restore it"
        elif not then.is_read:
            message = "the earlier version can't be read and doesn't hold this value; compare by hand"
        else:
            happened = "was added" if not was else "was removed" if not is_now else "changed"
            message = f"it {happened} since the earlier version; restore it, unless that is meant"
        yield _Happened(key, message)
