"""Chains of edits of untidy texts; PyYAML, ruamel.yaml and who reads lines alone judge each."""

from __future__ import annotations

import copy
import re
from collections import Counter
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from ruamel.yaml import YAML

import articlefmt
from articlefmt import Document, EditError, Record
from articlefmt.keys import Key
from articlefmt.values import Value, same
from tests.cases import Case, cases
from tests.untidy import NAME, Chain, Edit, apply, chains, places

COMMENT = re.compile(r"# ?([oc]\d+)\b")
EXAMPLES = settings().max_examples


class Edited(NamedTuple):
    """What edits make of a text: each law holds between what was read and what is there."""

    text: str
    values: dict[str, Any]
    new_text: str
    new_values: dict[str, Any]
    keys: set[Any]
    """The entries that were edited."""


HARD = cases(r"""
    === a comment went with an item
    k1: [v2, [v3,
      # o4
      v5]]
    >>> doc.delete(("k1", 1))

    === or with a mapping
    k1: {k2: {k3: v4, # c5
      # o6
      k7: v8}}
    >>> doc.set(("k1", "k2"), 5)

    === or with a value below it
    k1: # c2
      # o3
      v4
    >>> doc.set(("k1",), None)

    === or with the header of a block
    k1: |  # c2
      v3
    >>> doc.set(("k1",), ["a"])

    === a line fell between two items
    k1:
    - |
      v2
    - v3
      # o4
    - v5
    >>> doc.delete(("k1", 1))

    === two groups closed one gap
    k1: v2

    k3: v4

    k5: v6
    >>> doc.delete(("k1",))
    >>> doc.delete(("k3",))

    === there was no key yet
    # o1
    >>> doc.set(("k",), 1)
    >>> doc.delete(("k",))

    === nothing was in braces
    {} # c1
    >>> doc.set(("k",), [1])

    === a pair had no braces
    k1: [k2: v3, # c4
      v5]
    >>> doc.set(("k1", 0, "k"), 1)
    >>> doc.set(("k1", 2), "a")

    === a comment was in the way of an item
    k1: [v2, # c3
      v4, # c5
    ]
    >>> doc.set(("k1", 2), "a")

    === another item is on the line of a comment
    k1: [v2, v3, # c4
      v5]
    >>> doc.delete(("k1", 1))

    === a key with a mark was first
    ? k1 # c2
    : v3
    k4: v5
    >>> doc.set(("k1",), [1])
    >>> doc.delete(("k4",))

    === an empty line went
    k1: |+
      v2 lorem


    k3: >2
        v4
       v5
    >>> doc.set(("k1",), "v2\n\n\n")

    === a block became one line
    k1: >-2
       v2
      v3

      v4
    >>> doc.set(("k1",), " v2\nv6\nv4")

    === a line end was doubled
    k1:←
    - v2
    - v3←
    k4: v5←
    >>> doc.set(("k1",), ["v3", "v2"])

    === what kept an empty line was last then
    k1:
      - k2: v3
        k4: >+
      -

    >>> doc.set(("z",), 1)
    >>> doc.set(("k1",), [{"k2": "v3", "k4": "x\n\n"}])

    === a comment came behind a dash
    k1:
      - - v2
        - v3
    # o4
        - v5
    >>> doc.set(("k1", 0), ["v5", "v3", "v2"])

    === a line end was lost
    k1: v2←
    >>> doc.set(("k1",), [])
""")


class Recorder:
    """Takes edits for a document, and keeps them."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []

    def set(self, key: Key, value: Value) -> None:
        self.edits.append(("set", key, value))

    def delete(self, key: Key) -> None:
        self.edits.append(("delete", key))


@pytest.mark.parametrize("case", HARD)
def test_every_law_holds_after_edits_that_broke_one_once(case: Case) -> None:
    recorder = Recorder()
    case.run(doc=recorder)
    check(f"---\n{case.given}---\n", recorder.edits)


@settings(max_examples=6 * EXAMPLES)
@given(chains())
def test_every_law_holds_after_every_edit_of_an_untidy_text(chain: Chain) -> None:
    check(*chain)


def check(text: str, edits: list[Edit]) -> None:
    document = articlefmt.loads(text, Record)
    values, wanted = document.values, document.values
    for number, edit in enumerate(edits):
        if not is_done_or_refused_with_its_place(document, edit):
            assert number or takes_something_away(edit, values)
            break
        apply(wanted, edit)
        assert same(document.values, wanted)
        for law in LAWS:
            law(Edited(text, values, document.to_str(), wanted, {one[1][0] for one in edits[: number + 1]}))
    key = edits[-1][1]
    for wrong in (("delete", (*key, "not there")), ("set", key, datetime(2020, 1, 1))):  # noqa: DTZ001  what is refused
        assert not is_done_or_refused_with_its_place(document, wrong)
    setting_the_old_values_back_gives_the_old_bytes(document, text)


def is_done_or_refused_with_its_place(document: Document[Any], edit: Edit) -> bool:
    """Whether an edit was done; one that is refused changes nothing."""
    before = document.to_bytes()
    try:
        getattr(document, edit[0])(*copy.deepcopy(edit[1:]))
    except EditError as error:
        assert error.code in ("E702", "E703"), error
        assert None not in (error.line, error.column), error
        assert error.key, error
        assert document.to_bytes() == before
        return False
    return True


def takes_something_away(edit: Edit, values: Any) -> bool:
    """Whether it is no addition, and sets no scalar in the place of another one."""
    name, key, *_new = edit
    old = dict(places(values)).get(key)
    return name == "delete" or isinstance(old, dict | list)


def setting_the_old_values_back_gives_the_old_bytes(document: Document[Any], text: str) -> None:
    old, new = articlefmt.loads(text, Record).values, document.values
    added, changed = new.keys() - old.keys(), [name for name in old if not (name in new and same(old[name], new[name]))]
    back = [*(("delete", (name,)) for name in added), *(("set", (name,), old[name]) for name in changed)]
    if all(is_done_or_refused_with_its_place(document, edit) for edit in back):
        assert document.to_str() == text
    else:
        assert len(back) > 1  # one alone is never refused


def who_reads_the_bytes_anew_reads_the_wanted_values(edited: Edited) -> None:
    assert same(articlefmt.loads(edited.new_text, Record).values, edited.new_values)


def other_readers_read_the_wanted_values_and_the_rest_as_before(edited: Edited) -> None:
    """As far as they read the values before."""
    for read in (read_by_pyyaml, read_by_ruamel):
        old = read(edited.text)
        if says(old, edited.values):
            new = read(edited.new_text)
            assert says(new, edited.new_values)
            assert without(new, edited.keys) == without(old, edited.keys)


def each_comment_is_there_once(edited: Edited) -> None:
    """One behind something may go with all that is on its line; one on a line of its own may not."""
    left = Counter(COMMENT.findall(edited.new_text))
    assert set(left.values()) <= {1}
    gone = names_gone(edited)
    lines = front(edited.text).split("\n")
    for number, line in enumerate(lines):
        if match := COMMENT.search(line):
            is_behind = match[1][0] == "c"
            assert left[match[1]] == 1 or (is_behind and may_go(lines, number, gone)), line


def the_lines_of_other_entries_are_the_same_bytes(edited: Edited) -> None:
    assert without(entries(edited.new_text), edited.keys) == without(entries(edited.text), edited.keys)


def the_line_ends_stay(edited: Edited) -> None:
    assert "\r\r\n" not in edited.new_text
    if edited.text.count("\r\n") == edited.text.count("\n"):
        assert edited.new_text.count("\r\n") == edited.new_text.count("\n")


LAWS = (
    who_reads_the_bytes_anew_reads_the_wanted_values,
    other_readers_read_the_wanted_values_and_the_rest_as_before,
    each_comment_is_there_once,
    the_lines_of_other_entries_are_the_same_bytes,
    the_line_ends_stay,
)


def front(text: str) -> str:
    """The front matter with line feeds: the readers differ in what else ends a line."""
    return text.replace("\r\n", "\n").removeprefix("---\n").removesuffix("---\n")


@lru_cache(maxsize=4)
def composed(text: str) -> Any:
    return yaml.compose(front(text), yaml.SafeLoader)


def read_by_pyyaml(text: str) -> Any:
    return told(composed(text))


@lru_cache(maxsize=4)
def read_by_ruamel(text: str) -> Any:
    return told(YAML(typ="safe", pure=True).compose(front(text)))


def told(node: Any) -> Any:
    """What a reader composed, each scalar as its text."""
    if node is None:
        return {}
    if node.id == "mapping":
        assert len({key.value for key, _ in node.value}) == len(node.value)
        return {key.value: told(one) for key, one in node.value}
    return [told(one) for one in node.value] if node.id == "sequence" else node.value


def says(told: Any, value: Any) -> bool:
    """Whether what a reader told is a value; of a scalar that is no text, that it is a scalar."""
    if isinstance(value, dict):
        return (
            isinstance(told, dict)
            and told.keys() == value.keys()
            and all(says(told[name], one) for name, one in value.items())
        )
    if isinstance(value, list):
        return isinstance(told, list) and len(told) == len(value) and all(map(says, told, value))
    return isinstance(told, str) and (told == value or not isinstance(value, str))


def without(mapping: dict[str, Any], keys: set[Any]) -> dict[str, Any]:
    return {key: one for key, one in mapping.items() if key not in keys}


def names_gone(edited: Edited) -> set[str]:
    """The names that aren't there any more; and keys in lists, which another item may have now."""
    in_lists = (str(key[-1]) for key, _ in places(edited.values) if any(isinstance(part, int) for part in key))
    return {*(names(edited.values) - names(edited.new_values)), *NAME.findall(" ".join(in_lists))}


def names(value: Any) -> Counter[str]:
    """How often each name is in a value."""
    scalars = ((key[-1], "" if isinstance(one, dict | list) else one) for key, one in places(value))
    return Counter(name for pair in scalars for part in pair for name in NAME.findall(str(part)))


def may_go(lines: list[str], number: int, gone: set[str]) -> bool:
    """Whether a comment in a line may: all names in it are gone, or, where there are none, one next to it."""
    above, here, below = map(NAME.findall, ("\n".join(lines[:number]), lines[number], "\n".join(lines[number + 1 :])))
    return gone.issuperset(here) if here else not gone.isdisjoint([*above[-1:], *below[:1]])


def entries(text: str) -> dict[str, list[str]]:
    """The lines of each entry of a block mapping, without the comments and the empty lines behind it."""
    root = composed(text)
    if root is None or root.flow_style:
        return {}
    lines = text.split("\n")
    starts = [key.start_mark.line + 1 for key, _ in root.value] + [len(lines) - 2]
    found = {key.value: lines[start:end] for (key, _), start, end in zip(root.value, starts, starts[1:], strict=False)}
    for entry in found.values():
        while entry[-1].lstrip()[:1] in ("", "#"):
            entry.pop()
    return found
