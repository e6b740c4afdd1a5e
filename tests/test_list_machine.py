"""Lists full of comments under edits of many items at once, through every door; who reads lines alone judges.

Each scalar is there once, and tells in which line a comment stands. What must survive an edit:

- a comment on a line of its own, always;
- a comment behind values that all stay, or get another scalar in an item that keeps a part;
- the spelling of a value that stays.
"""

from __future__ import annotations

import copy
import pickle
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from ruamel.yaml import YAML

import articlefmt
from articlefmt import Article, Document, EditError, Related
from articlefmt.values import same

HEAD = 'title: "T"\nexcerpt: ""\ntype: article\n'
KEYS = ("topics", "related", "x")
SPELLING = re.compile(r"'v\d+'|\"v\d+\"|(?<!['\"\w])v\d+\b|\b\d+\.50\b")
COMMENT = re.compile(r"# [co]\d+$")
keys = st.sampled_from(KEYS)
numbers = st.integers(0, 30)


class Writing:
    """Draws a text of which each scalar and each comment has a number of its own."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.count = 0
        self.lines: list[str] = []

    def number(self) -> int:
        self.count += 1
        return self.count

    def scalar(self, *, text: bool = False) -> str:
        form = self.draw(st.sampled_from(["v{}", "'v{}'", '"v{}"', *(() if text else ("{}.50",))]))
        return str(form).format(self.number())

    def trailing(self) -> str:
        return f" # c{self.number()}" if self.draw(st.booleans()) else ""

    def own(self, indent: str) -> None:
        if self.draw(st.integers(0, 3)) == 0:
            self.lines.append(f"{indent}# o{self.number()}")

    def many(self, item: Callable[[], None], indent: str = "  ") -> None:
        for _ in range(self.draw(st.integers(1, 5))):
            self.own(indent)
            item()

    def topic(self) -> None:
        self.lines.append(f"  - {self.scalar(text=True)}{self.trailing()}")

    def related(self) -> None:
        self.lines.append(f"  - title: {self.scalar(text=True)}{self.trailing()}")
        self.own("    ")
        self.lines.append(f"    excerpt: {self.scalar(text=True)}{self.trailing()}")
        if self.draw(st.booleans()):
            self.lines.append(f"    z: {self.scalar()}{self.trailing()}")

    def anything(self) -> None:
        kind = self.draw(st.integers(0, 4))
        if kind == 0:
            self.lines.append(f"  - {self.scalar()}{self.trailing()}")
        elif kind == 1:
            self.lines.append(f"  - {{a: {self.scalar()}, b: {self.scalar()}}}{self.trailing()}")
        elif kind == 2:
            self.lines.append(f"  - [{self.scalar()}, {self.scalar()}]{self.trailing()}")
        elif kind == 3:
            self.lines += [f"  - - {self.scalar()}{self.trailing()}", f"    - {self.scalar()}{self.trailing()}"]
        else:
            self.lines += [f"  - a: {self.scalar()}{self.trailing()}", f"    l:{self.trailing()}"]
            self.many(lambda: self.lines.append(f"      - {self.scalar()}{self.trailing()}"), "      ")


@st.composite
def texts(draw: st.DrawFn) -> str:
    writing = Writing(draw)
    for key, item in zip(KEYS, (writing.topic, writing.related, writing.anything), strict=True):
        writing.lines.append(f"{key}:")
        writing.many(item)
    return HEAD + "".join(line + "\n" for line in writing.lines)


class Lists(RuleBasedStateMachine):
    """`model` is what the front matter must say; `held` is the record that was taken first."""

    document: Document[Article]
    held: Article
    model: dict[str, Any]

    @initialize(front=texts(), newline=st.sampled_from(["\n", "\n", "\r\n"]))
    def load(self, front: str, newline: str) -> None:
        self.data = f"---\n{front}---\n".replace("\n", newline).encode()
        self.document = articlefmt.loads(self.data)
        self.held = self.document.record
        self.model = self.document.values
        self.first = copy.deepcopy(self.model)
        self.new = 0

    @rule(key=keys, places=st.lists(st.tuples(st.sampled_from("mpic"), numbers, numbers), min_size=1, max_size=4), by_set=st.booleans())  # fmt: skip
    def edit_many_items(self, key: str, places: list[tuple[str, int, int]], by_set: bool) -> None:
        if key not in self.model:
            return
        before, record = self.front(), copy.deepcopy(self.held)
        wanted = copy.deepcopy(self.model)
        replaced: dict[Any, Any] = {}
        for kind, one, other in places:
            self.edit(kind, one, other, key, wanted[key], replaced)
        if not wanted[key]:
            return
        if by_set:
            done = self.done(lambda: self.document.set(key, wanted[key]))
        else:
            self.write_to_the_record(key, wanted[key])
            done = self.done(self.document.to_bytes)
            if not done:
                self.document.record = self.held = record
        if done:
            self.model = wanted
            self.check_what_survives(before, replaced)

    def edit(self, kind: str, one: int, other: int, key: str, items: list[Any], replaced: dict[Any, Any]) -> None:
        """Move, pop, insert or change an item of a list; a change leaves a part as it is."""
        self.new += 1
        one, other = one % (len(items) or 1), other % (len(items) or 1)
        if kind == "i" or not items:
            texts = {"title": f"N{self.new}", "excerpt": f"M{self.new}"}
            items.insert(one, texts if key == "related" else f"N{self.new}")
        elif kind == "m":
            items.insert(other, items.pop(one))
        elif kind == "p":
            items.pop(one)
        elif isinstance(items[one], dict):
            name, part = ("excerpt", "title") if key == "related" else ("a", "b")
            if not str(items[one][name]).startswith(("N", "M")) and "l" not in items[one]:
                replaced[items[one][name]] = items[one][part]
                items[one][name] = f"N{self.new}"

    def write_to_the_record(self, key: str, items: list[Any]) -> None:
        """As a program does that holds the record from before: the objects of items are kept by their title."""
        if key == "topics":
            self.held.topics[:] = items
        elif key == "x":
            self.held.extra["x"] = copy.deepcopy(items)
        else:
            olds: dict[Any, list[Related]] = {}
            for old in self.held.related:
                olds.setdefault(old.title, []).append(old)
            self.held.related[:] = [
                olds[item["title"]].pop(0) if olds.get(item["title"]) else Related(title=item["title"])
                for item in items
            ]
            for now, item in zip(self.held.related, items, strict=True):
                now.excerpt = item["excerpt"]
                now.extra = {name: value for name, value in item.items() if name == "z"}

    @rule(key=keys, one=numbers)
    def delete_an_item(self, key: str, one: int) -> None:
        if len(self.model.get(key, ())) < 2:
            return
        one %= len(self.model[key])
        before, mine = self.front(), self.lines_of_items(key)[one]
        if not self.done(lambda: self.document.delete((key, one))):
            return
        del self.model[key][one]
        gone = {match[0] for line in mine if not line.lstrip().startswith("#") and (match := COMMENT.search(line))}
        if not same(self.model[key], self.first[key]):  # a list that equals the one that was read is as it was
            assert comments(self.front()) == comments(before) - Counter(gone)

    @rule(key=keys, one=numbers)
    def add_an_equal_item(self, key: str, one: int) -> None:
        if key not in self.model:
            return
        items, before = self.model[key], self.front()
        if self.done(lambda: self.document.set((key, len(items)), items[one % len(items)])):
            items.append(copy.deepcopy(items[one % len(items)]))
            assert comments(self.front()) == comments(before)

    @rule(key=keys)
    def delete_the_list(self, key: str) -> None:
        if key in self.model and self.done(lambda: self.document.delete(key)):
            del self.model[key]

    @rule(heat=st.integers(0, 9))
    def set_another_key(self, heat: int) -> None:
        before = self.front()
        self.document.set("heat", heat)
        self.model["heat"] = heat
        assert comments(self.front()) == comments(before)

    @rule()
    def go_on_with_a_pickle(self) -> None:
        before = self.document.to_bytes()
        self.document = pickle.loads(pickle.dumps(self.document))
        assert self.document.to_bytes() == before
        self.held = self.document.record

    @rule()
    def set_all_back(self) -> None:
        for key in self.first:
            if key in KEYS and not self.done(lambda key=key: self.document.set(key, self.first[key])):  # type: ignore[misc]
                self.model = self.document.values
                return
        self.done(lambda: self.document.delete("heat") if "heat" in self.model else None)
        self.model = copy.deepcopy(self.first)
        assert self.document.to_bytes() == self.data

    @invariant()
    def everybody_reads_the_model(self) -> None:
        front = self.front()
        for values in (self.document.values, yaml.safe_load(front), YAML(typ="safe", pure=True).load(front)):
            assert same(values, self.model) or clean(values) == clean(self.model)
        assert b"\r\r" not in self.document.to_bytes()
        assert self.document.record is self.held
        assert clean(articlefmt.unstructure(self.held)) == clean(self.model)

    def done(self, edit: Callable[[], object]) -> bool:
        """Whether an edit was made; one that is refused changes nothing."""
        try:
            edit()
        except EditError as error:
            assert error.code == "E703", error
            return False
        return True

    def front(self) -> str:
        return self.document.to_str().replace("\r\n", "\n").removeprefix("---\n").removesuffix("---\n")

    def lines_of_items(self, key: str) -> list[list[str]]:
        items: list[list[str]] = []
        for line in self.front().split(f"{key}:\n")[1].split("\n"):
            if line and not line.startswith(" "):
                break
            if line.startswith("  - "):
                items.append([])
            if items:
                items[-1].append(line)
        return items

    def check_what_survives(self, before: str, replaced: dict[Any, Any]) -> None:
        after = self.front()
        left = Counter(scalars(self.model))
        had = Counter(value for spelling in SPELLING.findall(before) for value in [yaml.safe_load(spelling)])
        stays = {value for value, count in had.items() if left[value] >= count}
        there = comments(after)
        for line in before.split("\n"):
            told = [(spelling, yaml.safe_load(spelling)) for spelling in SPELLING.findall(line)]
            if match := COMMENT.search(line):
                is_own = line.lstrip().startswith("#")
                if is_own or (told and all(value in stays or replaced.get(value) in stays for _, value in told)):
                    assert there[match[0]] == 1, line
            for spelling, value in told:
                assert value not in stays or spelling in after, spelling


def comments(front: str) -> Counter[str]:
    return Counter(match[0] for line in front.split("\n") if (match := COMMENT.search(line)))


def scalars(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from scalars(one)
    else:
        yield value


def clean(value: Any) -> Any:
    """Without nulls, which no record can tell."""
    if isinstance(value, dict):
        return {name: clean(one) for name, one in value.items() if one is not None}
    return [clean(one) for one in value] if isinstance(value, list) else value


TestLists = Lists.TestCase
EXAMPLES = settings().max_examples
TestLists.settings = settings(max_examples=2 * EXAMPLES, stateful_step_count=8)
