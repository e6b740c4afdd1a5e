"""What may not be shown: `secured`, by its name, by its text wherever else that stands, and by its form.

Whatever shows a part of a file (an error, a finding, a report, a difference, a repr) asks here. There is one rule for
all of it. Hidden are the value of `secured` and of a key that is nearly called so, the pieces of these values wherever
they stand, and what has the form of one (`docs/format.md`, 9): two parts of base64 joined by `;`. Other long texts,
such as hashes and URLs, are shown.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast

from articlefmt.misspelt import distance, plainly
from articlefmt.patterns import pattern
from articlefmt.values import Value, holders, plain_copy

__all__ = [
    "NAMES",
    "NEAR",
    "NO_SECRETS",
    "ONLY_SECURED",
    "SECURED",
    "Secrets",
    "hidden",
    "is_hidden",
    "line_of",
    "looks_encoded",
    "masked",
    "names_secured",
    "slips_of",
    "starred",
    "told_apart",
]

SECURED = "secured"
"""The key whose value nobody may see, at whatever depth it stands."""

ONLY_SECURED = frozenset((SECURED,))
"""The names of opaque keys where no class has others."""

_PIECE = 8  # characters; shorter ones would be found in any text
_GRAM = 4
_STRIDE = _PIECE - _GRAM + 1  # at each such place one look is enough to see that nothing of a secret stands near
_GRAMS = pattern(rf"(.{{{_GRAM}}}).?", re.DOTALL)
_CHUNK = _STRIDE * 4096
_RUN = pattern(rf"[A-Za-z0-9+/=;]{{{_PIECE},}}")
_RUN_CHARS = frozenset(string.ascii_letters + string.digits + "+/=;")
_LONG_RUN = pattern(r"[A-Za-z0-9+/=;]{16,}+")
_MIXED = pattern(r"(?=.*[a-z])(?=.*[A-Z]).*[0-9+/=;]")  # base64 is; words, hexadecimal digits and numbers aren't
_SECOND_PART = pattern(r";(?:\s*+[A-Za-z0-9+/]){22}\s*+=\s*+=")  # of 16 bytes; a text may have been wrapped
_PART_CHARS = _RUN_CHARS - set("=;")
_WRAPPED = 16  # characters; a shorter run before the first part is a word
NAMES = 256
"""How many names of keys are kept with what is shown of them: more than the levels of a text, by default."""

NEAR = 2
"""Slips between two names that are nearly one."""

_NAME = pattern(SECURED, re.IGNORECASE | re.ASCII)
_FOLDED = pattern(rf"""{SECURED}["']?[\s:=]+["']?([A-Za-z0-9+/=;]{{{_PIECE},}}+)""", re.IGNORECASE | re.ASCII)
_CODED = pattern(rf"(?<![A-Za-z0-9+/=;])(?=[A-Za-z0-9+/=;]{{{_PIECE}}})[A-Za-z]?[a-z]*+[A-Z0-9+/=;][A-Za-z0-9+/=;]*+")
"""What is no word, though it may be a name in camel case, or a number."""

_BEFORE_IT = pattern(r"""([^\W_][\w.-]{3,63}+)["']?([\s:=#|>"'\\-]{1,99}+)$""")
_BEFORE_VALUE = frozenset(" \t\r\n\"':=")
_NEXT_LINE = pattern(r"""["'\\]{0,2}\s[\s#]*+["']?([A-Za-z0-9+/=;]{2,}+)(?!["']?[ \t]*:(?:\s|$))""")
_HUMPS = pattern(r"(?=.*[a-z]).+[A-Z].*[A-Z].*[A-Z]")
_LONG = 24  # characters; letters alone of which some are capitals are a name where they are fewer


_HIDDEN = rf"<(?:\w+ )?{SECURED}, "


def hidden(length: int) -> str:
    """What is shown in the place of a secret text: its length."""
    return f"<{SECURED}, {length} characters>"


def told_apart(text: str, word: str) -> str:
    """A text in which what is hidden is called by another word: two secrets of one length look the same."""
    return text.replace(f"<{SECURED}, ", f"<{word} {SECURED}, ")


def masked(text: str) -> str:
    """The text with what has the form of `secured` as asterisks: it may stand in a wrong place by mistake."""
    return NO_SECRETS.starred(text)


def starred(text: str, spans: list[tuple[int, int]]) -> str:
    """A text of the same length with asterisks for what stands in some spans."""
    return _blanked(text, spans, "*")


def is_hidden(name: object, value: object) -> bool:
    """Whether a value is that of `secured`, or of a key that is nearly called so.

    Where a name is two slips away its value must look like one, too: `secret` and `scored` are names of their own.
    """
    slips = slips_of(name) if isinstance(name, str) else NEAR + 1
    return slips < NEAR or (slips == NEAR and isinstance(value, str) and looks_encoded(value))


def names_secured(key: Iterable[str | int]) -> bool:
    """Whether a way leads to such a value."""
    return any(is_hidden(part, None) for part in key)


@lru_cache
def line_of(names: frozenset[str]) -> re.Pattern[str] | None:
    """What finds a line of one of some keys but `secured`: its first group is all behind the colon."""
    if names == ONLY_SECURED:
        return None
    keys = "|".join(map(re.escape, sorted(names - ONLY_SECURED)))
    return re.compile(rf"""^[ \t?{{\[,-]*+["']?(?:{keys})["']?[ \t]*[:=][ \t]*+(?!{_HIDDEN})(.+)""", re.MULTILINE)


@lru_cache(4096)
def slips_of(name: str) -> int:
    """How far a name is from `secured`; of what has it in it not at all."""
    plain = plainly(name)
    return 0 if SECURED in plain else distance(plain, SECURED, NEAR)


def looks_encoded(text: str) -> bool:
    """Whether a text is one run of what base64 is made of, and no word and no number."""
    bare = "".join(text.split())
    return _LONG_RUN.fullmatch(bare) is not None and _MIXED.match(bare) is not None


class Secrets:
    """The texts of each key `secured` in some front matters, at whatever depth: not shown wherever else they stand.

    Attributes:
        names: the names of keys whose values nobody may see: `secured`, and those of a class that are opaque.
    """

    def __init__(
        self, *values: dict[str, Value], texts: Iterable[str] = (), names: frozenset[str] = ONLY_SECURED
    ) -> None:
        self.names: frozenset[str] = names
        self._line = line_of(names)
        found = (text for one in values for text in _secured_texts(one, self.names))
        self._texts = frozenset(text for text in (*found, *texts) if len(text) >= _PIECE)
        self._pieces, self._grams, self._lengths = _index(self._texts)
        self._names: dict[str, str] = {}

    def mask(self, text: str) -> str:
        """A text with what is `secured`, is a piece of it, or looks like it, as its length."""
        parts: list[str] = []
        done = 0
        for start, end in self.spans(text):
            parts += (text[done:start], hidden(end - start))
            done = end
        return "".join((*parts, text[done:]))

    def starred(self, text: str) -> str:
        """A text of the same length with asterisks for what `mask` hides: the name of a key, say."""
        return starred(text, self.spans(text))

    def starred_name(self, name: str) -> str:
        """The same of the name of a key: a long one is looked at once, though thousands of keys may begin with it."""
        found = self._names.get(name)
        if found is None:
            if len(self._names) >= NAMES:
                self._names.clear()
            found = self._names[name] = self.starred(name)
        return found

    def spans(self, text: str, front: int | None = None) -> list[tuple[int, int]]:
        """What `mask` hides of a text, in order. Its cost doesn't grow with the number of secrets.

        Args:
            text: the text.
            front: how much of it is front matter, without it all. A body may be long, and each of its words a name: in
                it what follows is told by the very name alone.
        """
        suspects = self._suspects(text)
        whole = [*self._whole(text, suspects)]
        rest = _blanked(text, whole)
        runs = [*self._runs(rest, suspects)]
        by_form = [*_by_form(rest, len(text) if front is None else front)]
        if by_form:  # some may be wrapped pieces, each of which is hidden for itself
            left = _blanked(rest, runs)
            by_form = [(start, end) for start, end in by_form if left[start:end].strip("\0 \t\r\n")]
        named = self._line.finditer(text, 0, len(text) if front is None else front) if self._line else ()
        return _united([*whole, *runs, *by_form, *(match.span(1) for match in named)])

    def shown(self, value: Value) -> Value:
        """A copy of a value in which no `secured` is shown, nor a piece of it in a text or in the name of a key."""
        copied = plain_copy({"": value})
        for holder in holders(copied):
            for name, one in list(holder.items()) if isinstance(holder, dict) else enumerate(holder):
                if is_hidden(name, one) or name in self.names:
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


def _by_form(text: str, front: int) -> Iterator[tuple[int, int]]:
    """Where something has the form of `secured`, or follows its name as if a colon were lost."""
    done = 0
    for second in _SECOND_PART.finditer(text):
        start = _first_part(text, done, second.start())
        if start is not None:
            done = second.end()
            yield start, done
    yield from _behind_a_name(text, front)


def _behind_a_name(text: str, front: int) -> Iterator[tuple[int, int]]:
    """What stands behind the name of the key, or nearly: in a comment, or as if a colon were lost; all its lines."""
    done = 0
    for start, end in _named(text, front):
        if start < done:
            continue
        done = end
        yield start, done
        while (piece := _NEXT_LINE.match(text, done)) and _continues(piece[1]):
            done = piece.end()
            yield piece.span(1)


def _named(text: str, front: int) -> Iterator[tuple[int, int]]:
    for run in _CODED.finditer(text, 0, front):
        if (start := _told_by_a_name(text, *run.span())) is not None:
            yield start, run.end()
    if _NAME.search(text, front):
        yield from (match.span(1) for match in _FOLDED.finditer(text, front) if _MIXED.match(match[1]))


def _told_by_a_name(text: str, start: int, end: int) -> int | None:
    """Where the value begins in what is no word, if a name before it or in it tells that it is one."""
    equals = text.find("=", start, end - _PIECE)
    if equals > start and _is_told(text[start:equals], "=", text[equals + 1 : end]):
        return equals + 1
    if start == 0 or text[start - 1] not in _BEFORE_VALUE:  # as most are, in a URL for one; a search takes its time
        return None
    before = _BEFORE_IT.search(text, max(0, start - 160), start)
    return start if before is not None and _is_told(before[1], before[2], text[start:end]) else None


def _is_told(name: str, between: str, value: str) -> bool:
    """Whether a name, and what stands between them, tell that a value is one; a word never is."""
    slips, has_colon = slips_of(name), not {":", "="}.isdisjoint(between)
    if slips > NEAR or (value.isalpha() and value[1:].islower()):
        return False
    if slips == NEAR:
        return looks_encoded(value)
    is_sure = slips == 0 or has_colon or len(value) >= _WRAPPED
    is_coded = len(value) >= _LONG or (is_sure and _MIXED.match(value) is not None)
    return is_coded or (has_colon and "\n" not in between)


def _continues(piece: str) -> bool:
    """Whether a run on the next line is a piece of the value above."""
    is_long = len(piece) >= _PIECE
    return _MIXED.match(piece) is not None or _HUMPS.match(piece) is not None if is_long else piece.endswith("=")


def _first_part(text: str, done: int, end: int) -> int | None:
    """Where the first part begins that ends before a semicolon, with the lines that it was wrapped into."""
    at = _back(text, done, end, string.whitespace)
    at = _back(text, max(done, at - 2), at, "=")
    start = _back(text, done, at, _PART_CHARS)
    if start == at:
        return None
    while True:
        above = _back(text, done, start, string.whitespace)
        begun = _back(text, done, above, _PART_CHARS)
        if above == start or above - begun < _WRAPPED:
            return start
        start = begun


def _back(text: str, stop: int, at: int, chars: Iterable[str]) -> int:
    """Where the characters before a place begin that are of some."""
    while at > stop and text[at - 1] in chars:
        at -= 1
    return at


def _secured_texts(values: dict[str, Value], names: frozenset[str]) -> Iterator[str]:
    """Each value of such a key, and what is in it, as text; of a key that is nearly `secured` what looks encoded."""
    todo: list[Value] = [values]
    seen: set[int] = set()  # what is in a record may hold itself
    while todo:
        one = todo.pop()
        if isinstance(one, dict | list) and id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, dict):
            for name, below in one.items():
                if below is None or not (name in names or is_hidden(name, below)):
                    todo.append(below)
                    continue
                texts = (str(below), *_texts_in(below))
                yield from (text for text in texts if name in names or looks_encoded(text))
        elif isinstance(one, list):
            todo += one


def _texts_in(secret: Value) -> Iterator[str]:
    """Each scalar in a value that isn't one itself, as text."""
    todo: list[Value] = [secret] if isinstance(secret, dict | list) else []
    seen: set[int] = set()
    while todo:
        one = todo.pop()
        if not isinstance(one, dict | list):
            yield str(one)
        elif id(one) not in seen:
            seen.add(id(one))
            todo += one.values() if isinstance(one, dict) else one


@lru_cache(1)  # who asks for the changes of a document often asks for its diff, too
def _index(texts: frozenset[str]) -> tuple[frozenset[str], frozenset[str], dict[str, set[int]]]:
    """The pieces of some texts, their grams, and of what lengths those are that begin with a piece."""
    lengths: dict[str, set[int]] = {}
    for text in texts:
        lengths.setdefault(text[:_PIECE], set()).add(len(text))
    pieces, grams = (frozenset(cut for text in texts for cut in _cuts(text, length)) for length in (_PIECE, _GRAM))
    return pieces, grams, lengths


def _cuts(text: str, length: int) -> Iterator[str]:
    return (text[at : at + length] for at in range(len(text) - length + 1))


def _blanked(text: str, spans: list[tuple[int, int]], char: str = "\0") -> str:
    """A text of the same length with another character for all that stands in some spans."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += (text[done:start], char * (end - start))
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


NO_SECRETS = Secrets()
"""What is known of where nothing is: only the form tells."""
