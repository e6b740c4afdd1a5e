"""The errors of articlefmt.

```
ArticleError(ValueError)         a file or a record is refused
├── ParseError                   the text is no article file
├── StructureError               the values don't fit the record class
├── ConflictError                the file on disk isn't the one that was read
└── EditError                    a change can't be written
    ├── FieldError(TypeError)    a field was given a value of the wrong type
    └── SecuredChangedError      `secured` would change without `replace_secured`
```

An error is data first: `code`, `key`, `file`, `place`. The prose is made from that, and only when asked for.
What the operating system refuses stays an `OSError`; a wrong argument is a `TypeError`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from articlefmt.display import caret_lines, short_line, shortened
from articlefmt.keys import Key, masked_key, subject
from articlefmt.place import Place, Placed
from articlefmt.secrecy import SECURED

__all__ = [
    "ArticleError",
    "ConflictError",
    "EditError",
    "Fault",
    "FieldError",
    "ParseError",
    "Problem",
    "SecuredChangedError",
    "StructureError",
    "naming",
    "telling",
]

_SECURED_CHANGED = "`secured` differs from the file's; only replace_secured, of the document in Python, changes it"
_NESTED_CHANGED = (
    "this `secured` differs from the file's, and no edit changes one that isn't at the top; keep it as it is"
)
_MESSAGE_LIMIT = 1900


@attrs.frozen
class Problem(Placed):
    """One thing that is wrong in a file: what, and where.

    Attributes:
        code: what it is called.
        message: what is wrong and what to do.
        key: the way to the value; empty if none is meant.
        place: where in the file, or None; `line`, `column` and `excerpt` are its.
    """

    code: str
    message: str
    key: Key = attrs.field(default=(), converter=masked_key)
    place: Place | None = None


class ArticleError(Placed, ValueError):
    """An article file, or a change of one, is refused.

    Attributes:
        code: what it is called, such as `T301`; stable.
        message: what is wrong and what to do, without the place.
        key: the way to the value, as a tuple of str and int; empty if none is meant.
        file: the file's name, or None.
        place: where in the file, or None; `line`, `column` and `excerpt` are its.
    """

    def __init__(
        self, message: str, *, code: str, key: Key = (), file: str | None = None, place: Place | None = None
    ) -> None:
        """Keep the data; nothing is rendered yet."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.key: Key = masked_key(key)
        self.file = file
        self.place = place

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong: one thing, or for a `StructureError` each of them."""
        return (Problem(self.code, self.message, self.key, self.place),)

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
        super().__init__(first.message, code=first.code, key=first.key, file=file, place=first.place)
        self._problems = tuple(problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every one of them."""
        return self._problems


class ConflictError(ArticleError):
    """The file on disk isn't the one that was read: it changed since, or it is another one."""


class EditError(ArticleError):
    """A change can't be written without doubt, so nothing is written."""


class FieldError(EditError, TypeError):
    """A field was given a value of the wrong type. It keeps the old one.

    Attributes:
        field: the attribute's name.
        expected: the type it takes, in words.
        given: the type it was given; never the value.
    """

    def __init__(self, field: str, expected: str, given: type, cure: str = "") -> None:
        """The message names types only: a value may be long, or secret. `cure` says what is wrong where they don't."""
        not_this = cure or f"not {given.__name__}"
        super().__init__(f"{field} takes {expected}, {not_this}", code="E701", key=(field,))
        self.field = field
        self.expected = expected
        self.given = given


class SecuredChangedError(EditError):
    """`secured` would change, though `Document.replace_secured` wasn't called."""

    def __init__(self, message: str = "", *, key: Key = (SECURED,), file: str | None = None) -> None:
        """The value is in no message."""
        message = message or (_SECURED_CHANGED if len(key) == 1 else _NESTED_CHANGED)
        super().__init__(message, code="E705", key=key, file=file)


class Fault(Exception):  # noqa: N818  it isn't raised, but told
    """A fault of ours that a worker met; internal. Its text is the type of the error: the rest may be of the file."""

    @classmethod
    def of(cls, error: Exception) -> Exception:
        """What can be sent to another process: an error of ours or of the system as it is."""
        return error if isinstance(error, (ArticleError, OSError, cls)) else cls(type(error).__name__)


def _restore(cls: type[ArticleError], args: tuple[object, ...], state: dict[str, object]) -> ArticleError:
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


def _render(file: str | None, problems: Sequence[Problem]) -> str:
    lines: list[str] = []
    room = _MESSAGE_LIMIT
    for at, problem in enumerate(problems):
        text = _render_one(file, problem)
        if lines and len(text) > room:
            lines.append(f"… and {len(problems) - at} more problems")
            break
        lines.append(text)
        room -= len(text) + 1
    return "\n".join(lines)


def _render_one(file: str | None, problem: Problem) -> str:
    name = None if file is None else short_line(file, 300)
    head = ":".join(str(part) for part in (name, problem.place) if part is not None)
    text = f"{head}: " if head else ""
    text += f"{problem.code} {subject(problem.key)}{shortened(problem.message, 600)}"
    return "\n".join((text, *caret_lines(problem.place)))


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


class telling:  # noqa: N801  the same
    """Errors that leave the block tell their file and their place."""

    def __init__(self, tell: Callable[[ArticleError], None]) -> None:
        self._tell = tell

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        """Tell them."""
        if isinstance(error, ArticleError):
            self._tell(error)
