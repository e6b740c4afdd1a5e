"""The errors of articlefmt.

```
ArticleError(ValueError)         a file or a record is refused
├── ParseError                   the text is no article file
├── StructureError               the values don't fit the record class
├── ConflictError                the file changed on disk since it was read
└── EditError                    a change can't be written
    ├── FieldError(TypeError)    a field was given a value of the wrong type
    └── SecuredChangedError      `secured` would change without `replace_secured`
```

An error is data first: `code`, `key`, `file`, `line`, `column`. The prose is made from that, and only when asked for.
What the operating system refuses stays an `OSError`; a wrong argument is a `TypeError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from articlefmt.display import Key, caret_lines, one_line, shortened, subject

__all__ = [
    "CODES",
    "ArticleError",
    "ConflictError",
    "EditError",
    "FieldError",
    "Key",
    "ParseError",
    "Problem",
    "SecuredChangedError",
    "StructureError",
    "naming",
]

CODES: dict[str, str] = {
    "F101": "no front matter",
    "F102": "front matter isn't closed",
    "F103": "a fence is in doubt",
    "F104": "not UTF-8",
    "Y201": "invalid YAML",
    "Y202": "front matter isn't a mapping",
    "Y203": "duplicate key",
    "Y204": "a character that YAML forbids",
    "Y205": "over a limit",
    "T301": "wrong type",
    "T302": "a required field is missing",
    "T303": "another class of record",
    "T304": "a quoted number, bool or timestamp",
    "T305": "aliases expand without end",
    "K401": "a key that the kind requires is missing",
    "K402": "unknown key",
    "K403": "a key that isn't text",
    "S501": "`secured` is malformed",
    "S502": "`secured` isn't the last key",
    "C601": "byte order mark",
    "C602": "document end marker",
    "C603": "ambiguous scalar",
    "C604": "timestamp without a zone",
    "C605": "blanks after a fence",
    "C606": "unusual line break",
    "C607": "merge key",
    "G001": "`secured` isn't that of the earlier version",
    "G002": "reformatted: the text changed and no value did",
    "E701": "wrong type for a field",
    "E702": "a value that can't be written",
    "E703": "an edit that can't be made here",
    "E704": "a written file would read differently",
    "E705": "`secured` would change",
    "E706": "another class of record assigned",
    "W801": "the file changed on disk",
    "P901": "a span isn't its value",
    "P902": "a value is lost between text and record",
}
"""Every code there is, with its name. `docs/errors.md` explains each."""

_SECURED_CHANGED = "`secured` differs from the file's; call replace_secured on the document to change it"
_MESSAGE_LIMIT = 1900


class Problem(NamedTuple):
    """One thing that is wrong in a file: what, and where.

    Attributes:
        code: what it is called.
        message: what is wrong and what to do.
        key: the way to the value; empty if none is meant.
        line: from 1, or None.
        column: from 1, in code points, or None.
        excerpt: the line's text, or None; never a line of `secured`.
    """

    code: str
    message: str
    key: Key = ()
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None


class ArticleError(ValueError):
    """An article file, or a change of one, is refused.

    Attributes:
        code: what it is called, such as `T301`; stable.
        message: what is wrong and what to do, without the place.
        key: the way to the value, as a tuple of str and int; empty if none is meant.
        file: the file's name, or None.
        line: the line in the file, from 1, or None.
        column: the column in code points, from 1, or None.
        excerpt: the line's text, or None; never a line of `secured`.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str,
        key: Key = (),
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        excerpt: str | None = None,
    ) -> None:
        """Keep the data; nothing is rendered yet."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.key = key
        self.file = file
        self.line = line
        self.column = column
        self.excerpt = excerpt

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong: one thing, or for a `StructureError` each of them."""
        return (Problem(self.code, self.message, self.key, self.line, self.column, self.excerpt),)

    def __str__(self) -> str:
        """`file:line:column: CODE message`, then the line with a caret; every problem, one below the other."""
        return _render(self.file, self.problems)

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders."""
        return _restore, (type(self), self.args, self.__dict__)


class ParseError(ArticleError):
    """The text is no article file.

    It has no front matter, isn't UTF-8, isn't valid YAML, isn't a mapping, has a duplicate key, or is too large.
    """


class StructureError(ArticleError):
    """The front matter's values don't fit the record class. `problems` holds every one of them."""

    def __init__(self, problems: Sequence[Problem], *, file: str | None = None) -> None:
        """The first problem gives the error its code, key and place."""
        first = problems[0]
        super().__init__(
            first.message,
            code=first.code,
            key=first.key,
            file=file,
            line=first.line,
            column=first.column,
            excerpt=first.excerpt,
        )
        self._problems = tuple(problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every one of them."""
        return self._problems


class ConflictError(ArticleError):
    """The file on disk isn't the one that was read. Load it again and repeat the change."""


class EditError(ArticleError):
    """A change can't be written without doubt, so nothing is written."""


class FieldError(EditError, TypeError):
    """A field was given a value of the wrong type. It keeps the old one.

    Attributes:
        field: the attribute's name.
        expected: the type it takes, in words.
        given: the type it was given; never the value.
    """

    def __init__(self, field: str, expected: str, given: type) -> None:
        """The message names types only: a value may be long, or secret."""
        super().__init__(f"{field} takes {expected}, not {given.__name__}", code="E701", key=(field,))
        self.field = field
        self.expected = expected
        self.given = given


class SecuredChangedError(EditError):
    """`secured` would change, though `Document.replace_secured` wasn't called."""

    def __init__(self, message: str = _SECURED_CHANGED) -> None:
        """The value is in no message."""
        super().__init__(message, code="E705", key=("secured",))


def _restore(cls: type[ArticleError], args: tuple[object, ...], state: dict[str, object]) -> ArticleError:
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


def _render(file: str | None, problems: Iterable[Problem]) -> str:
    lines: list[str] = []
    room = _MESSAGE_LIMIT
    left = list(problems)
    while left:
        text = _render_one(file, left[0])
        if lines and len(text) > room:
            lines.append(f"… and {len(left)} more problems")
            break
        lines.append(text)
        room -= len(text) + 1
        left.pop(0)
    return "\n".join(lines)


def _render_one(file: str | None, problem: Problem) -> str:
    place = [shortened(one_line(file), 300)] if file is not None else []
    if problem.line is not None:
        place += [str(problem.line)] + ([str(problem.column)] if problem.column is not None else [])
    head = ":".join(place)
    text = f"{head}: " if head else ""
    text += f"{problem.code} {subject(problem.key)}{shortened(problem.message, 600)}"
    return "\n".join((text, *caret_lines(problem.excerpt, problem.column)))


class naming:  # noqa: N801  a context manager, as in contextlib
    """Errors that leave the block gain the file's name."""

    def __init__(self, file: str | None) -> None:
        self.file = file

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        """Name the file."""
        if isinstance(error, ArticleError) and error.file is None:
            error.file = self.file
