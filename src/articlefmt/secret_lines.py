"""Which lines of a front matter hold what may not be shown, whether it parses or not."""

from __future__ import annotations

from bisect import bisect_left

from articlefmt.patterns import pattern
from articlefmt.secrecy import ONLY_SECURED, Secrets, line_pattern
from articlefmt.secret_forms import NEAR, SECURED, encoded_runs, is_hidden, looks_encoded, slips_of

__all__ = ["SecretLines"]

_NAMES = pattern(r"""([^\W_][\w.-]{3,19}+(?: [\w.-]{1,8})?)["']?[ \t]*[:=]""")
_ALIASED = pattern(rf"""{SECURED}["']?[ \t]*:[ \t]*\*([^\s,\[\]{{}}]+)""")
_TOP_LEVEL_KEY = pattern(r"""[^\s#\-\[\]{}'"].*?:(\s|$)""")


class SecretLines:
    """Which lines of a front matter are of `secured`: found once for a text, then asked for at any line.

    A line is one if it names the key, or nearly, or comes after a line that does and before the next key at the margin.
    """

    def __init__(self, text: str, names: frozenset[str] = ONLY_SECURED) -> None:
        self._names = names
        self._line = line_pattern(names)
        self._turns: list[int] = []  # where lines become secret, and where no longer, by turns
        self._runs: set[str] = set()
        anchors = [f"&{name}" for name in _ALIASED.findall(text)]  # what `secured: *name` stands for
        at = 0
        for line in text.splitlines(keepends=True):  # a break that some readers alone take for one counts, too
            was_secret = len(self._turns) % 2 == 1
            is_name = self._names_it(line) or any(anchor in line for anchor in anchors)
            if is_name != was_secret and (is_name or _ends_it(line)):
                self._turns.append(at)
            if len(self._turns) % 2 == 1:
                self._runs.update(encoded_runs(line))
            at += len(line)

    @property
    def secrets(self) -> Secrets:
        """What these lines may hold of it."""
        return Secrets(texts=self._runs, names=self._names)

    def include(self, line: str, start: int) -> bool:
        """Whether a line is one; `start` is where it begins in the text."""
        return self._names_it(line) or (not _ends_it(line) and bisect_left(self._turns, start) % 2 == 1)

    def _names_it(self, line: str) -> bool:
        """Whether a line has such a key in it; or what is nearly called `secured` where a key may stand."""
        if SECURED in line.lower() or (self._line and self._line.match(line)):
            return True
        near = [name for name in set(_NAMES.findall(line)) if slips_of(name) <= NEAR]
        return any(is_hidden(name, None) for name in near) or bool(near and encoded_runs(line))


def _ends_it(line: str) -> bool:
    """Whether a line is of another key. What looks like a piece of base64 is none, though a colon stands behind it."""
    key = _TOP_LEVEL_KEY.match(line)
    return key is not None and not looks_encoded(key[0].rstrip().removesuffix(":"))
