"""Where a block scalar ends: ruamel.yaml counts the blank lines behind it as its own."""

from __future__ import annotations

__all__ = ["end_of_block"]

_BREAKS = "\n\r"


def end_of_block(text: str, start: int, end: int, value: str) -> int:
    """The end of a block scalar without the blank lines behind it, unless it keeps them (`|+`).

    A line of blanks that is indented deeper than the text is a line of the value, and isn't blank.
    """
    header_end = min((i for i in (text.find(b, start, end) for b in _BREAKS) if i >= 0), default=end)
    if "+" in text[start:header_end].split("#", maxsplit=1)[0]:
        return end
    head, tail = _split_tail(value.removesuffix("\n"))
    stop = start + len(_split_tail(text[start:end])[0]) if head else min(header_end + 1, end)
    for _ in range(tail.count("\n") + (bool(head) or bool(tail))):
        stop = text.find("\n", stop, end) + 1 or end
    return stop


def _split_tail(text: str) -> tuple[str, str]:
    """A text up to its last character that isn't a blank or a line break, and the rest."""
    head = text.rstrip(" \t" + _BREAKS)
    return head, text[len(head) :]
