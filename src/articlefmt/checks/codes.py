"""How a user names codes: each by itself (`C603`) or by its beginning (`C`, `C6`), with commas between."""

from __future__ import annotations

from articlefmt.checks.rules import RULES
from articlefmt.checks.silence import beginnings

__all__ = ["why_no_code", "words_in"]

_BEGINNINGS = frozenset(one for code in RULES for one in beginnings(code))


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text; whether they are codes isn't asked. Codes are known in small letters, too."""
    return tuple(word for word in "".join(text.split()).split(",") if word)


def why_no_code(word: str) -> str | None:
    """What is wrong with a word that no code starts with; None of any other."""
    if word.upper() in _BEGINNINGS:
        return None
    from difflib import get_close_matches  # noqa: PLC0415  few names are wrong, and each start would pay for it

    near = get_close_matches(word.upper(), RULES, 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else "`articlefmt rule` lists them"
    return f"{word!r} is no code and no beginning of one; {hint}"
