"""X1: do the files of a folder go together?

No file tells alone. Each leaves traces: digests of what no other may share, and the paths that it names. Whoever has
all files joins these, in the order of the files, and holds 16 bytes for each.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from articlefmt.checks.finding import Finding
from articlefmt.checks.identity import page
from articlefmt.checks.rule import Group, Rule
from articlefmt.checks.silence import Ignore, Spot, unused
from articlefmt.checks.view import View
from articlefmt.display import one_line, shortened
from articlefmt.keys import Key
from articlefmt.model.fields import specs_by_key
from articlefmt.model.records import Record
from articlefmt.place import Place
from articlefmt.syntax import nodes

__all__ = ["GROUP", "Together", "Trace", "traces"]

_FIRST = 2  # the line of the file that the front matter's first one is
_NAME = 300  # characters of a file's name in a message

SHARED_URL = Rule(
    code="X101",
    name="two articles share a URL",
    severity="warning",
    means=(
        "the `webUrl` or the `originalUrl` is that of another file, as one of these two. Scheme, `www.`, case of the "
        "host, port and final slashes make no other URL. Each further file is told, and names the first."
    ),
    matters="the site shows the same page twice, and an edit of one file leaves the other as it was.",
    mend="delete the file that is too much, or correct its URL.",
)

SHARED_TITLE = Rule(
    code="X102",
    name="two articles share a title",
    severity="warning",
    means="the `title` is that of another file, to the letter. Each further file is told, and names the first.",
    matters="often one is a copy of the other; where not, people can't tell them apart in a list.",
    mend="delete the file that is too much, or say in one of the titles what is its own.",
)

LOST_ITEM = Rule(
    code="X103",
    name="an item of a collection isn't there",
    severity="warning",
    means=(
        "`items` names an article by its path, such as `videos/ten-charts`, and no file that was looked at has a path "
        "that ends so, whatever its ending; nor has one in the folder of the collection, or in the two above."
    ),
    matters="the collection shows less than it says, or links to nothing.",
    mend="correct the path, or delete the item. Often the article was renamed.",
)

GROUP = Group(
    code="X1",
    title="Files together",
    about=(
        "Given by `articlefmt check` of a folder, for files of the article classes. Where all paths are single files, "
        "these codes are told only if `--select` names them, and then of these files. Where one of them is ignored for "
        "a file, that file takes no part; where a comment in a file silences one, the others are held against it all "
        "the same."
    ),
    rules=(SHARED_URL, SHARED_TITLE, LOST_ITEM),
)

_SHARED = (("webUrl", SHARED_URL), ("originalUrl", SHARED_URL), ("title", SHARED_TITLE))
_ITEMS = "items"


class Trace(NamedTuple):
    """What a file says of which other files decide whether it is a fault.

    Attributes:
        code: which fault that is.
        key: where it says so.
        place: the same in its text; without an excerpt, which takes longer to make than all else here.
        said: the digest of what no other file may say, or the path of one that must be there.
        is_silenced: whether a comment of the file silences the fault.
    """

    code: str
    key: Key
    place: Place
    said: bytes | str
    is_silenced: bool = False

    @property
    def spot(self) -> Spot:
        """Where the fault is found, if it is one."""
        return Spot(self.code, self.place.line)


def traces(view: View) -> list[Trace]:
    """What a document says that concerns others."""
    # Of other classes nobody knows which fields tell a page from another; what derives from ours means the same.
    if not issubclass(view.cls, Record):
        return []
    specs = specs_by_key(view.cls)
    found = [one for key, rule in _SHARED if key in specs for one in _shared(view, key, rule)]
    return [*found, *_items(view)] if _ITEMS in specs else found


class Together:
    """Joins the traces of files, which come one file after the other."""

    def __init__(self, files: Sequence[str], is_there: Callable[[str, str], bool]) -> None:
        """Begin.

        Args:
            files: the names of all there are, in order; an empty one is no file.
            is_there: whether a path that a file names exists, though none of these files has it.
        """
        self._files = files
        self._is_there = is_there
        self._deepest = max((_posix(file).count("/") + 1 for file in files), default=0)
        self._first: dict[bytes, int] = {}
        self._ends: dict[int, frozenset[bytes]] = {}

    def findings(self, number: int, found: Sequence[Trace], waiting: Sequence[Ignore] = ()) -> list[Finding]:
        """What is to be told of the file with this number, now that those before it are known.

        Args:
            number: that of the file.
            found: its traces.
            waiting: what its comments silence of that, if there is anything.
        """
        faults = [*self._faults(number, found)]
        told = [finding for trace, finding in faults if not trace.is_silenced]
        return told + unused(waiting, (trace.spot for trace, _ in faults))

    def _faults(self, number: int, found: Sequence[Trace]) -> Iterator[tuple[Trace, Finding]]:
        """The traces that are faults, with what is told of them."""
        told: set[tuple[str, int]] = set()
        for trace in found:
            if isinstance(trace.said, str):
                if not self._has(trace.said) and not self._is_there(self._files[number], trace.said):
                    message = "no article has this path; correct it, or delete the item"
                    yield trace, self._told(LOST_ITEM, message, number, trace)
                continue
            first = self._first.setdefault(trace.said, number)
            if first != number and (trace.code, first) not in told and not self._are_one(first, number):
                told.add((trace.code, first))
                rule, what = (SHARED_URL, "URL") if trace.code == SHARED_URL.code else (SHARED_TITLE, "title")
                name = shortened(one_line(self._files[first]), _NAME)
                message = f"{name} has this {what}, too; delete one of the files, or correct it"
                yield trace, self._told(rule, message, number, trace)

    def _are_one(self, first: int, number: int) -> bool:
        """Whether two names are of one file, as that of a link is. Asked only of files that say the same."""
        return os.path.realpath(self._files[first]) == os.path.realpath(self._files[number])

    def _told(self, rule: Rule, message: str, number: int, trace: Trace) -> Finding:
        return rule.told(message, self._files[number], trace.key, trace.place)

    def _has(self, path: str) -> bool:
        """Whether a file's path without its ending ends with this one."""
        parts = path.count("/") + 1
        if parts > self._deepest:  # else each length would cost a look at all files
            return False
        if parts not in self._ends:
            self._ends[parts] = frozenset(end for file in self._files if file and (end := _end(file, parts)))
        return _digest(path) in self._ends[parts]


def _shared(view: View, key: str, rule: Rule) -> Iterator[Trace]:
    entry = view.tree.names.get(key)
    node = None if entry is None else nodes.target(entry.value)
    if entry is not None and isinstance(node, nodes.Scalar) and isinstance(node.value, str):
        text = node.value.strip() if rule is SHARED_TITLE else page(node.value)
        if text:
            yield Trace(rule.code, (key,), _place(view, entry.value.start), _digest(f"{rule.code}\0{text}"))


def _items(view: View) -> Iterator[Trace]:
    entry = view.tree.names.get(_ITEMS)
    node = None if entry is None else nodes.target(entry.value)
    if isinstance(node, nodes.Sequence):
        line, done = _FIRST, 0  # counted on: a list may be as long as the front matter
        for index, item in enumerate(node.items):
            line, done = line + view.source.front.count("\n", done, item.start), item.start
            scalar = nodes.target(item)
            if isinstance(scalar, nodes.Scalar) and isinstance(scalar.value, str):
                path = scalar.value.strip("/")
                yield Trace(LOST_ITEM.code, (_ITEMS, index), Place(line, _column(view, item.start)), path)


def _place(view: View, offset: int) -> Place:
    return Place(_FIRST + view.source.front.count("\n", 0, offset), _column(view, offset))


def _column(view: View, offset: int) -> int:
    return offset - view.source.front.rfind("\n", 0, offset)


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _end(file: str, parts: int) -> bytes | None:
    """The digest of the last parts of a path without its ending; None if it has fewer."""
    names = os.path.splitext(_posix(file))[0].rsplit("/", parts)  # noqa: PTH122  it is asked of all files
    return _digest("/".join(names[-parts:])) if len(names) >= parts else None


def _posix(file: str) -> str:
    return file.replace(os.sep, "/")
