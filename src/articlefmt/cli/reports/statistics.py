"""How often each code is found, and at which keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from articlefmt.checks import Finding
from articlefmt.checks.rules import RULES
from articlefmt.keys import key_text_of_items, masked_key

__all__ = ["Count", "Statistics"]


class Count(NamedTuple):
    """How often a code is found.

    Attributes:
        code: the code.
        found: how many findings have it.
        keys: how many of them are at each key, the most frequent first; one about no key is at none.
    """

    code: str
    found: int
    keys: Sequence[tuple[str, int]]

    @property
    def name(self) -> str:
        """What the rule is called."""
        return RULES[self.code].name


class Statistics:
    """Counts of findings. Items of a list count for one key: `images[].width`."""

    def __init__(self) -> None:
        self._codes: Counter[str] = Counter()
        self._keys: dict[str, Counter[str]] = {}

    def add(self, findings: Iterable[Finding]) -> None:
        """Count some more."""
        for finding in findings:
            self._codes[finding.code] += 1
            if finding.key:
                self._keys.setdefault(finding.code, Counter())[key_text_of_items(masked_key(finding.key))] += 1

    @property
    def counts(self) -> list[Count]:
        """The codes, the most frequent first; those that are as frequent by their names, and so are keys."""
        return [Count(code, count, _sorted(self._keys.get(code, {}))) for code, count in _sorted(self._codes)]

    def as_json(self) -> dict[str, object]:
        """An object with a member for each code, in this order."""
        return {one.code: {"name": one.name, "count": one.found, "keys": dict(one.keys)} for one in self.counts}

    def lines(self) -> Iterator[str]:
        """A table: a line for each code, and below it one for each key."""
        counts = self.counts
        width = max((len(f"{one.found:,}") for one in counts), default=0)
        for one in counts:
            yield f"{one.found:>{width},}  {one.code}  {one.name}"
            for key, count in one.keys:
                yield f"{'':{width}}  {count:>{width},}  {key}"


def _sorted(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
