"""What may not be shown: `secured`, by its name, by its text wherever else that stands, and by its looks.

Whatever shows a part of a file (an error, a finding, a report, a difference, a repr) asks here.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_left
from collections.abc import Iterator
from typing import cast

from articlefmt.patterns import pattern
from articlefmt.values import Value, holders, plain_copy

__all__ = ["SECURED", "SecretLines", "Secrets", "hidden", "is_named", "masked", "told_apart"]

SECURED = "secured"
"""The key whose value nobody may see, at whatever depth it stands."""

_PIECE = 8  # characters; shorter ones would be found in any text
_GRAM = 4
_STRIDE = _PIECE - _GRAM + 1  # at each such place one look is enough to see that nothing of a secret stands near
_GRAMS = pattern(rf"(.{{{_GRAM}}}).?", re.DOTALL)
_CHUNK = _STRIDE * 4096
_RUN = pattern(rf"[A-Za-z0-9+/=;]{{{_PIECE},}}")
_RUN_CHARS = frozenset(string.ascii_letters + string.digits + "+/=;")
_MIXED = pattern(r"(?=.*[a-z])(?=.*[A-Z]).*[0-9+/=;]")  # base64 is; words, most paths, and numbers aren't
_LOOKS_SECURED = pattern(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{20,}={0,2};[A-Za-z0-9+/]{22}==")
_LOOKS_SECURED_END = pattern(r";[A-Za-z0-9+/]{22}==")
_NAME = pattern(SECURED, re.IGNORECASE | re.ASCII)
_NAMED = pattern(rf"""^[\s?-]*["']?{SECURED}["']?\s*:""", re.MULTILINE)
_TOP_LEVEL_KEY = pattern(r"""[^\s#\-\[\]{}'"].*?:(\s|$)""")


def hidden(length: int) -> str:
    """What is shown in the place of a secret text: its length."""
    return f"<{SECURED}, {length} characters>"


def told_apart(text: str, word: str) -> str:
    """A text in which what is hidden is called by another word: two secrets of one length look the same."""
    return text.replace(f"<{SECURED}, ", f"<{word} {SECURED}, ")


def masked(text: str) -> str:
    """The text with what looks like base64 as asterisks: `secured` may stand in a wrong place by mistake."""
    return _RUN.sub(lambda run: "*" * len(run[0]) if _MIXED.match(run[0]) else run[0], text)


def is_named(text: str) -> bool:
    """Whether a text, be it no YAML, has a line that starts with the key `secured`."""
    return _NAMED.search(text) is not None


class SecretLines:
    """Which lines of a front matter are of `secured`: found once for a text, then asked for at any line.

    A line is one if it names the key, or comes after a line that does and before the next key at the margin.
    """

    def __init__(self, text: str) -> None:
        self._turns: list[int] = []  # where lines become secret, and where no longer, by turns
        first = _NAME.search(text)
        at = text.rfind("\n", 0, first.start()) + 1 if first else len(text)
        for line in text[at:].splitlines(keepends=True):  # a break that some readers alone take for one counts, too
            was_secret, is_name = len(self._turns) % 2 == 1, _NAME.search(line) is not None
            if is_name != was_secret and (is_name or _TOP_LEVEL_KEY.match(line)):
                self._turns.append(at)
            at += len(line)

    def include(self, line: str, start: int) -> bool:
        """Whether a line is one; `start` is where it begins in the text."""
        if _NAME.search(line):
            return True
        return not _TOP_LEVEL_KEY.match(line) and bisect_left(self._turns, start) % 2 == 1


class Secrets:
    """The texts of each key `secured` in some front matters, at whatever depth: not shown wherever else they stand."""

    def __init__(self, *values: dict[str, Value]) -> None:
        self._texts = {text for one in values for text in _secured_texts(one) if len(text) >= _PIECE}
        self._pieces = {piece for text in self._texts for piece in _cuts(text, _PIECE)}
        self._grams = {gram for text in self._texts for gram in _cuts(text, _GRAM)}
        self._lengths: dict[str, set[int]] = {}  # of the texts that begin with a piece
        for text in self._texts:
            self._lengths.setdefault(text[:_PIECE], set()).add(len(text))

    def mask(self, text: str) -> str:
        """A text with what is `secured`, is a piece of it, or looks like it, as its length."""
        parts: list[str] = []
        done = 0
        for start, end in self.spans(text):
            parts += (text[done:start], hidden(end - start))
            done = end
        return "".join((*parts, text[done:]))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """What `mask` hides of a text, in order. Its cost doesn't grow with the number of secrets."""
        suspects = self._suspects(text)
        whole = [*self._whole(text, suspects)]
        rest = _blanked(text, whole)
        found = [*whole, *self._runs(rest, suspects)]
        if _LOOKS_SECURED_END.search(rest):  # nearly no text has one, and this takes a fiftieth of the time
            found += (match.span() for match in _LOOKS_SECURED.finditer(rest))
        return _united(found)

    def shown(self, value: Value) -> Value:
        """A copy of a value in which no `secured` is shown, nor a piece of it in a text or in the name of a key."""
        copied = plain_copy({"": value})
        for holder in holders(copied):
            for name, one in list(holder.items()) if isinstance(holder, dict) else enumerate(holder):
                if name == SECURED:
                    cast("dict[object, Value]", holder)[name] = _hidden_value(one)
                elif isinstance(one, str):
                    cast("dict[object, Value]", holder)[name] = self.mask(one)
            if isinstance(holder, dict):
                for name in [name for name in holder if self.mask(name) != name]:
                    holder[self.mask(name)] = holder.pop(name)
        return copied[""]

    def _suspects(self, text: str) -> list[int]:
        """Where to look. Whatever has `_PIECE` characters of a secret has one of its grams at such a place."""
        found: list[int] = []
        for start in range(0, len(text), _CHUNK) if self._grams else ():
            grams = _GRAMS.findall(text, start, start + _CHUNK)
            if not self._grams.isdisjoint(grams):
                found += (start + _STRIDE * at for at, gram in enumerate(grams) if gram in self._grams)
        return found

    def _whole(self, text: str, suspects: list[int]) -> Iterator[tuple[int, int]]:
        """Where a whole secret stands."""
        done = 0
        for suspect in suspects:
            for at in range(max(done, suspect - _STRIDE + 1), suspect + 1):
                lengths = self._lengths.get(text[at : at + _PIECE], ())
                found = max((length for length in lengths if text[at : at + length] in self._texts), default=0)
                if found:
                    done = at + found
                    yield at, done
                    break

    def _runs(self, text: str, suspects: list[int]) -> Iterator[tuple[int, int]]:
        """The runs of characters that have a piece of a secret."""
        done = 0
        for suspect in suspects:
            for at in range(max(done, suspect - _STRIDE + 1), suspect + 1):
                piece = text[at : at + _PIECE]
                if piece in self._pieces and (run := _RUN.match(text, at)):
                    start = at
                    while start > done and text[start - 1] in _RUN_CHARS:
                        start -= 1
                    done = run.end()
                    yield start, done
                    break


def _secured_texts(values: dict[str, Value]) -> Iterator[str]:
    """Each value of a key `secured`, and what is in it, as text."""
    todo: list[Value] = [values]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            todo += (below for name, below in one.items() if name != SECURED)
            if (secret := one.get(SECURED)) is not None:
                yield str(secret)
                yield from _texts_in(secret)
        elif isinstance(one, list):
            todo += one


def _texts_in(secret: Value) -> Iterator[str]:
    if isinstance(secret, dict | list):
        for holder in holders(secret):
            for one in holder.values() if isinstance(holder, dict) else holder:
                if not isinstance(one, dict | list):
                    yield str(one)


def _cuts(text: str, length: int) -> Iterator[str]:
    return (text[at : at + length] for at in range(len(text) - length + 1))


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """A text of the same length in which what stands in some spans is nothing."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += (text[done:start], "\0" * (end - start))
        done = end
    return "".join((*parts, text[done:])) if spans else text


def _united(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start < united[-1][1]:
            united[-1] = united[-1][0], max(end, united[-1][1])
        else:
            united.append((start, end))
    return united


def _hidden_value(value: Value) -> str:
    return str(None) if value is None else hidden(len(str(value)))
