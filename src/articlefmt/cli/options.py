"""What the commands share of their options."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from articlefmt.syntax.limits import DEFAULT_LIMITS, Limits

__all__ = ["ParamType", "limit_options", "quiet_option"]

if TYPE_CHECKING:
    ParamType = click.ParamType
else:

    class ParamType(click.ParamType):
        """Generic as from click 8.4 on, with older ones as well."""

        def __class_getitem__(cls, _: object) -> type:
            """The class itself."""
            return cls


F = TypeVar("F", bound=Callable[..., object])
P = ParamSpec("P")
R = TypeVar("R")

_HELP = {
    "size": "Bytes of front matter that are read at most.",
    "lines": "Lines of front matter.",
    "nodes": "Keys and values.",
    "depth": "Mappings and lists inside each other.",
}


def quiet_option(text: str = "Tell only what fails.") -> Callable[[F], F]:
    """An option that the command is given as `quiet`; the text says what is told with it."""
    return click.option("-q", "--quiet", is_flag=True, help=text)


def limit_options(function: Callable[P, R]) -> Callable[P, R]:
    """Options for each limit; the command is given them as `limits`."""

    @functools.wraps(function)
    def wrapper(*args: P.args, **options: P.kwargs) -> R:
        given = {name: options.pop(f"max_{name}") for name in _HELP}
        options["limits"] = Limits(**given)  # type: ignore[arg-type]
        return function(*args, **options)

    command: Callable[P, R] = wrapper
    for name, text in reversed(_HELP.items()):
        default: int = getattr(DEFAULT_LIMITS, name)
        option = click.option(
            f"--max-{name}", type=click.IntRange(1), default=default, show_default=True, metavar="N", help=text
        )
        command = option(command)
    return command
