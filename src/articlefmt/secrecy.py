"""What may not be shown: `secured`, by its name, by its text wherever else that stands, and by its form.

Whatever shows a part of a file (an error, a finding, a report, a difference, a repr) asks here. There is one rule for
all of it. Hidden are the value of `secured` and of a key that is nearly called so, the pieces of these values wherever
they stand, and what has the form of one (`docs/format.md`, 9): two parts of base64 joined by `;`. Other long texts,
such as hashes and URLs, are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast

from articlefmt.patterns import pattern
from articlefmt.secret_forms import CHARS, PIECE, SECURED, by_form, is_hidden, looks_encoded
from articlefmt.values import Collection, Value, collections_in, plain_copy

__all__ = [
    "NAMES",
    "NO_SECRETS",
    "ONLY_SECURED",
    "SECURED",
    "Secrets",
    "hidden",
    "line_pattern",
    "masked",
    "masked_at",
    "told_apart",
]

ONLY_SECURED = frozenset((SECURED,))
"""The names of opaque keys where no class has others."""

# What has a piece of a secret has one of the secret's grams, which are its texts of four characters, at a multiple of
# the stride: one look at every fifth place tells whether there may be any.
_GRAM = 4
_STRIDE = PIECE - _GRAM + 1
_GRAMS = pattern(rf"(.{{{_GRAM}}}).?", re.DOTALL)
_CHUNK = _STRIDE * 4096
_RUN = pattern(rf"[A-Za-z0-9+/=;]{{{PIECE},}}")

NAMES = 256
"""How many names of keys are kept with what is shown of them: more than the levels of a text, by default."""

_HIDDEN = rf"<(?:\w+ )?{SECURED}, "


def hidden(length: int) -> str:
    """What is shown in the place of a secret text: its length."""
    return f"<{SECURED}, {length} characters>"


def told_apart(text: str, word: str) -> str:
    """A text in which what is hidden is called by another word: two secrets of one length look the same."""
    return text.replace(f"<{SECURED}, ", f"<{word} {SECURED}, ")


def masked(text: str) -> str:
    """The text with what has the form of `secured` as asterisks: it may stand in a wrong place by mistake."""
    return NO_SECRETS.masked(text)


def masked_at(text: str, spans: list[tuple[int, int]]) -> str:
    """A text of the same length with asterisks for what stands in some spans."""
    return _blanked(text, spans, "*")


@lru_cache
def line_pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    """What finds a line of one of some keys but `secured`: its first group is all behind the colon."""
    if names == ONLY_SECURED:
        return None
    keys = "|".join(map(re.escape, sorted(names - ONLY_SECURED)))
    return re.compile(rf"""^[ \t?{{\[,-]*+["']?(?:{keys})["']?[ \t]*[:=][ \t]*+(?!{_HIDDEN})(.+)""", re.MULTILINE)


class Secrets:
    """The texts of each key `secured` in some front matters, at whatever depth: not shown wherever else they stand.

    Attributes:
        names: the names of keys whose values nobody may see: `secured`, and those of a class that are opaque.
    """

    def __init__(
        self, *values: dict[str, Value], texts: Iterable[str] = (), names: frozenset[str] = ONLY_SECURED
    ) -> None:
        self.names: frozenset[str] = names
        self._line = line_pattern(names)
        found = (text for one in values for text in _secured_texts(one, self.names))
        self._texts = frozenset(text for text in (*found, *texts) if len(text) >= PIECE)
        self._pieces, self._grams, self._lengths = _index(self._texts)
        self._names: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """A text with what is `secured`, is a piece of it, or looks like it, as its length."""
        parts: list[str] = []
        done = 0
        for start, end in self.spans(text):
            parts += (text[done:start], hidden(end - start))
            done = end
        return "".join((*parts, text[done:]))

    def masked(self, text: str) -> str:
        """A text of the same length with asterisks for what `hide` hides: the name of a key, say."""
        return masked_at(text, self.spans(text))

    def masked_name(self, name: str) -> str:
        """The same of the name of a key: a long one is looked at once, though thousands of keys may begin with it."""
        found = self._names.get(name)
        if found is None:
            if len(self._names) >= NAMES:
                self._names.clear()
            found = self._names[name] = self.masked(name)
        return found

    def spans(self, text: str, front: int | None = None) -> list[tuple[int, int]]:
        """What `hide` hides of a text, in order. Its cost doesn't grow with the number of secrets.

        Args:
            text: the text.
            front: how much of it is front matter, as `by_form` takes it; without it all.
        """
        suspects = self._suspects(text)
        whole = [*self._whole(text, suspects)]
        rest = _blanked(text, whole)
        runs = [*self._runs(rest, suspects)]
        in_form = [*by_form(rest, len(text) if front is None else front)]
        if in_form:  # some may be wrapped pieces, each of which is hidden for itself
            left = _blanked(rest, runs)
            in_form = [(start, end) for start, end in in_form if left[start:end].strip("\0 \t\r\n")]
        named = self._line.finditer(text, 0, len(text) if front is None else front) if self._line else ()
        return _united([*whole, *runs, *in_form, *(match.span(1) for match in named)])

    def shown(self, value: Value) -> Value:
        """A copy of a value in which no `secured` is shown, nor a piece of it in a text or in the name of a key."""
        copied = plain_copy({"": value})
        for holder in collections_in(copied):
            for name, one in list(holder.items()) if isinstance(holder, dict) else enumerate(holder):
                if is_hidden(name, one) or name in self.names:
                    cast("dict[object, Value]", holder)[name] = _hidden_value(one)
                elif isinstance(one, str):
                    cast("dict[object, Value]", holder)[name] = self.hide(one)
            if isinstance(holder, dict):
                for name in [name for name in holder if self.hide(name) != name]:
                    holder[self.hide(name)] = holder.pop(name)
        return copied[""]

    def _suspects(self, text: str) -> list[int]:
        """Where to look. Whatever has `PIECE` characters of a secret has one of its grams at such a place."""
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
                lengths = self._lengths.get(text[at : at + PIECE], ())
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
                piece = text[at : at + PIECE]
                if piece in self._pieces and (run := _RUN.match(text, at)):
                    start = at
                    while start > done and text[start - 1] in CHARS:
                        start -= 1
                    done = run.end()
                    yield start, done
                    break


def _secured_texts(values: dict[str, Value], names: frozenset[str]) -> Iterator[str]:
    """Each value of such a key, and what is in it, as text; of a key that is nearly `secured` what looks encoded."""
    todo: list[Collection] = [values]
    seen: set[int] = set()  # what is in a record may hold itself
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, list):
            todo += [below for below in one if isinstance(below, (dict, list))]
            continue
        for name, below in one.items():
            if below is not None and (name in names or is_hidden(name, below)):
                texts = (str(below), *_texts_in(below))
                yield from (text for text in texts if name in names or looks_encoded(text))
            elif isinstance(below, (dict, list)):
                todo.append(below)


def _texts_in(secret: Value) -> Iterator[str]:
    """Each scalar in a value that isn't one itself, as text."""
    todo: list[Value] = [secret] if isinstance(secret, (dict, list)) else []
    seen: set[int] = set()
    while todo:
        one = todo.pop()
        if not isinstance(one, (dict, list)):
            yield str(one)
        elif id(one) not in seen:
            seen.add(id(one))
            todo += one.values() if isinstance(one, dict) else one


@lru_cache(1)  # who asks for the changes of a document often asks for its diff, too
def _index(texts: frozenset[str]) -> tuple[frozenset[str], frozenset[str], dict[str, set[int]]]:
    """The pieces of some texts, their grams, and of what lengths those are that begin with a piece."""
    lengths: dict[str, set[int]] = {}
    for text in texts:
        lengths.setdefault(text[:PIECE], set()).add(len(text))
    pieces, grams = (frozenset(cut for text in texts for cut in _cuts(text, length)) for length in (PIECE, _GRAM))
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
