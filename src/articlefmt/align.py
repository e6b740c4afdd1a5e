"""Which items of a list stayed: old items matched with new ones, both in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from articlefmt.descent import descend
from articlefmt.values import Value, same

__all__ = ["align"]

_IDENTITIES = ("url", "webUrl", "title", "name")
_PAIRS = 1_000_000  # of equal items; a quarter of a second


def align(old: list[Value], new: list[Value]) -> list[int | None]:
    """For each new item the index of the old one that it continues, or None.

    The equal head and tail are trimmed first, so one change in a long list costs one look at each item. Of the rest,
    equal items are matched, longest run first, then as many as were replaced by as many, then those of the same
    identity.
    """
    head = 0
    while head < min(len(old), len(new)) and same(old[head], new[head]):
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    result: list[int | None] = [*range(head)]
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    result += [None if index is None else index + head for index in _align_middle(middle_old, middle_new)]
    return [*result, *range(len(old) - tail, len(old))]


def _align_middle(old: list[Value], new: list[Value]) -> list[int | None]:
    if not old or not new:
        return [None] * len(new)
    from difflib import SequenceMatcher  # noqa: PLC0415  few edits need it, and each start would pay for it

    result: list[int | None] = [None] * len(new)
    matcher = SequenceMatcher(
        None, *_bounded([_frozen(one) for one in old], [_frozen(one) for one in new]), autojunk=False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1):
            result[j1:j2] = range(i1, i2)
        elif tag == "replace":
            names_old, names_new = _bounded(
                [_identity(one) for one in old[i1:i2]], [_identity(one) for one in new[j1:j2]]
            )
            for i, j, size in SequenceMatcher(None, names_old, names_new, autojunk=False).get_matching_blocks():
                for step in range(size):
                    if isinstance(names_old[i + step], tuple):
                        result[j1 + j + step] = i1 + i + step
    return result


def _bounded(old: list[object], new: list[object]) -> tuple[list[object], list[object]]:
    """The items; where many are equal to many, so that matching takes too long, these are no match for any."""
    counts, others = Counter(old), Counter(new)
    if sum(count * others[item] for item, count in counts.items()) <= _PAIRS:
        return old, new
    many = {item for item, count in counts.items() if count * others[item] > 1}
    return [object() if item in many else item for item in old], [object() if item in many else item for item in new]


def _identity(item: Value) -> object:
    """What makes an item the same one although its fields changed."""
    if isinstance(item, dict):
        return next(((key, _frozen(item[key])) for key in _IDENTITIES if key in item), None)
    return None


def _frozen(value: Value) -> tuple[object, ...]:
    """The value as something hashable that is equal only to its like: its parts, outer before inner."""
    parts: list[object] = []
    for one in descend(value, _parts):
        if isinstance(one, dict):
            parts += ("dict", len(one), *sorted(one))
        elif isinstance(one, list):
            parts += ("list", len(one))
        else:
            parts += (type(one).__name__, str(one) if one != one else one)  # noqa: PLR0124  a nan
    return tuple(parts)


def _parts(value: Value) -> Sequence[Value]:
    """What a value holds, whatever the order of its keys."""
    if isinstance(value, dict):
        return [value[name] for name in sorted(value)]
    return value if isinstance(value, list) else ()
