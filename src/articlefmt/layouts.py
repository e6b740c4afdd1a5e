"""What the writer of texts knows of a class: the order of keys, which texts are quoted, how the front matter ends.

Plain data that a class's layout (`model.layout`) is made into; the editor is given one and knows no class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from articlefmt.secrecy import SECURED
from articlefmt.values import Key, Value

__all__ = ["NO_LAYOUT", "NO_ORDER", "KeyNames", "Layout", "Order"]

KeyNames: TypeAlias = tuple[str, ...]
"""Where values of one sort stand: the names in their keys, without the numbers of items."""


class Order:
    """The groups of a mapping's keys, and their places. Unknown keys come last, opaque ones after them."""

    def __init__(
        self,
        groups: Sequence[Sequence[str]],
        opaque: Iterable[str],
        below: Callable[[str], Order] | None = None,
        *,
        is_grouped: bool = True,
    ) -> None:
        """Note the groups and the places.

        Args:
            groups: the keys, a list for each group.
            opaque: keys that are last of all.
            below: gives the order of the mapping, or of those in the list, that a key holds.
            is_grouped: whether the unknown keys and the opaque ones are groups of their own.
        """
        known = [(key, number) for number, group in enumerate(groups) for key in group]
        self._ranks = _Numbers(((key, place) for place, (key, _) in enumerate(known)), unknown=len(known))
        self._groups = _Numbers(known, unknown=len(groups) if is_grouped else 0)
        last = len(groups) + 1 if is_grouped else 0
        for key in (*opaque, SECURED):
            self._ranks[key], self._groups[key] = len(known) + 1, last
        self._below = below

    @property
    def rank(self) -> Callable[[str | None], int]:
        """Gives the place of a key among all keys; all unknown keys share one. One that isn't text is unknown."""
        # Asked of all keys of a mapping when one comes: a function of ours takes thrice as long.
        return self._ranks.__getitem__

    @property
    def group(self) -> Callable[[str | None], int]:
        """Gives the number of the group that a key is in. One that isn't text is unknown."""
        return self._groups.__getitem__

    def sort(self, keys: Iterable[str]) -> list[str]:
        """The keys in canonical order; unknown ones keep theirs."""
        return sorted(keys, key=self.rank)

    def below(self, key: str) -> Order:
        """The order of what a key holds."""
        return NO_ORDER if self._below is None else self._below(key)

    def at(self, key: Key) -> Order:
        """The order of what is at a key; which item of a list it is in doesn't matter."""
        order = self
        for part in key:
            if isinstance(part, str):
                order = order.below(part)
        return order


class _Numbers(dict[str | None, int]):
    """A number of each key, and one of all those that aren't there."""

    def __init__(self, known: Iterable[tuple[str, int]], unknown: int) -> None:
        super().__init__(known)
        self._unknown = unknown

    def __missing__(self, key: str | None) -> int:
        return self._unknown


class Layout(NamedTuple):
    """How one file is laid out.

    Attributes:
        order: the order of its top-level keys, and of those below.
        is_quoted: whether the text at a place is quoted though it could be plain; None where its neighbours tell.
        blank: an empty line ends the front matter where each of these keys has a value, or has none, as is said of
            it; nowhere if nothing is said.
        utc: whether timestamps are written in UTC.
    """

    order: Order
    is_quoted: Callable[[KeyNames], bool] | None
    blank: Mapping[str, bool] = MappingProxyType({})
    utc: bool = False

    def ends_blank(self, values: dict[str, Value]) -> bool:
        """Whether an empty line ends the front matter that has these values."""
        for key, has_value in self.blank.items():
            value = values.get(key)
            if (value is not None and value != []) is not has_value:
                return False
        return bool(self.blank)


NO_ORDER = Order((), ())
NO_LAYOUT = Layout(NO_ORDER, None)
