"""The opaque value."""

from __future__ import annotations

from articlefmt.secrecy import hidden

__all__ = ["Secured"]


class Secured:
    """The text of `secured`: immutable, compared by value, never shown.

    `str` and `repr` give `<secured, 389 characters>`; only `reveal()` gives the text.
    """

    __slots__ = ("_text",)

    _text: str

    def __init__(self, text: str) -> None:
        """Keep the text as it is; nothing is decoded or checked.

        Raises:
            TypeError: `text` is no str.
        """
        if not isinstance(text, str):
            message = f"Secured takes a str, not {type(text).__name__}"
            raise TypeError(message)
        object.__setattr__(self, "_text", text)

    def reveal(self) -> str:
        """The text itself, for those who may see it."""
        return self._text

    def __repr__(self) -> str:
        """Tell the length only."""
        return hidden(len(self._text))

    def __eq__(self, other: object) -> bool:
        """By value."""
        return self._text == other._text if isinstance(other, Secured) else NotImplemented

    def __hash__(self) -> int:
        """By value."""
        return hash((Secured, self._text))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: the value is immutable."""
        message = "Secured is immutable; use Document.replace_secured"
        raise AttributeError(message)

    def __reduce__(self) -> tuple[type[Secured], tuple[str]]:
        """Pickles hold the text."""
        return Secured, (self._text,)
