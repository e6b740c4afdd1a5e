"""What the writer of texts knows of a class: the order of keys, which texts are quoted, how the front matter ends.

Plain data that a class's layout (`model.layout`) is made into; the editor is given one and knows no class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from articlefmt.secrecy import SECURED
from articlefmt.values import Value

__all__ = ["NO_LAYOUT", "NO_ORDER", "KeyNames", "Layout", "Order"]

KeyNames: TypeAlias = tuple[str, ...]
"""Where values of one sort stand: the names in their keys, without the numbers of items."""


class Order:
    """The rank of each key of a mapping: its group, then its place. Unknown keys come last, opaque ones after them."""

    def __init__(
        self,
        groups: Sequence[Sequence[str]],
        opaque: Iterable[str],
        below: Callable[[str], Order] | None = None,
        *,
        is_grouped: bool = True,
    ) -> None:
        """Note the ranks.

        Args:
            groups: the keys, a list for each group.
            opaque: keys that are last of all.
            below: gives the order of the mapping, or of those in the list, that a key holds.
            is_grouped: whether the unknown keys and the opaque ones are groups of their own.
        """
        places = ((key, number, place) for number, group in enumerate(groups) for place, key in enumerate(group))
        self._rank = _Ranks({key: (number, place) for key, number, place in places})
        behind = len(self._rank)
        self._rank.unknown = (len(groups), 0) if is_grouped else (0, behind)
        self._rank.update(dict.fromkeys((*opaque, SECURED), (len(groups) + 1, 0) if is_grouped else (0, behind + 1)))
        self._below = below

    @property
    def rank(self) -> Callable[[str], tuple[int, int]]:
        """Gives the group of a key and its place in it; all unknown keys share one rank."""
        # Asked of all keys of a mapping when one comes: a function of ours takes thrice as long.
        return self._rank.__getitem__

    def sort(self, keys: Iterable[str]) -> list[str]:
        """The keys in canonical order; unknown ones keep theirs."""
        return sorted(keys, key=self.rank)

    def below(self, key: str) -> Order:
        """The order of what a key holds."""
        return NO_ORDER if self._below is None else self._below(key)


class _Ranks(dict[str, tuple[int, int]]):
    """The rank of each key, and of those that aren't there."""

    unknown: tuple[int, int] = (0, 0)

    def __missing__(self, key: str) -> tuple[int, int]:
        """That of all unknown keys."""
        return self.unknown


class Layout(NamedTuple):
    """How one file is laid out.

    Attributes:
        order: the order of its top-level keys, and of those below.
        is_quoted: whether the text at a place is quoted though it could be plain; None where its neighbours tell.
        blank_with: an empty line ends the front matter where all these keys have a value ...
        blank_without: ... and none of these has one.
        utc: whether timestamps are written in UTC.
    """

    order: Order
    is_quoted: Callable[[KeyNames], bool] | None
    blank_with: frozenset[str] = frozenset()
    blank_without: frozenset[str] = frozenset()
    utc: bool = False

    def ends_blank(self, values: dict[str, Value]) -> bool:
        """Whether an empty line ends the front matter that has these values."""
        get = values.get
        for key in self.blank_without:
            if (value := get(key)) is not None and value != []:
                return False
        for key in self.blank_with:
            if (value := get(key)) is None or value == []:
                return False
        return bool(self.blank_with)


NO_ORDER = Order((), ())
NO_LAYOUT = Layout(NO_ORDER, None)
