"""The options of `articlefmt edit` that say what is done, in their order, and to which files."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TypeVar

import click

from articlefmt.cli.options import ParamType
from articlefmt.keys import Key, parse_key
from articlefmt.many.conditions import Condition, NotAConditionError, parse_condition
from articlefmt.many.steps import Step

__all__ = ["Conditions", "StepCommand", "step_of", "step_options"]

F = TypeVar("F", bound=Callable[..., object])

_HELP = {
    "set": ("KEY=VALUE", "Set a value; repeatable, as all of these."),
    "add": ("KEY=ITEM", "Add one item to a list, if it isn't there."),
    "remove": ("KEY=ITEM", "Remove one item from a list."),
    "rename": ("OLD=NEW", "Give a key another name; its place, its value's text and its comments stay."),
    "delete": ("KEY", "Remove a key or an item."),
}


class StepCommand(click.Command):
    """A command that is given the options of steps in the order of the command line, as `steps`.

    Click gathers the values of each option; in which order several ones stand is known to its parser alone.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse them twice: for the order, and as ever."""
        order = self.make_parser(ctx).parse_args(args=list(args))[2]
        rest = super().parse_args(ctx, args)
        given = {name: deque(ctx.params.pop(name)) for name in _HELP}
        names = (parameter.name for parameter in order)
        ctx.params["steps"] = tuple(given[name].popleft() for name in names if name in given)
        return rest


class Conditions(ParamType[Condition]):
    """A condition on the values of a file."""

    name = "condition"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Condition:
        """The condition."""
        try:
            return parse_condition(value)
        except NotAConditionError as error:
            self.fail(f"{value!r} is no condition; {error}", param, ctx)


def step_options(function: F) -> F:
    """Options for each step."""
    for name, (metavar, text) in reversed(_HELP.items()):
        function = click.option(f"--{name}", metavar=metavar, multiple=True, type=_Steps(name), help=text)(function)
    return function


def step_of(name: str, value: str) -> Step:
    """What one option says. Raises `BadParameter`."""
    word, equals, text = (value, "", "") if name == "delete" else _split(value)
    if name != "delete" and not equals:
        message = f"{value!r} isn't {_HELP[name][0]}"
        raise click.BadParameter(message)
    key = parse_key(word)
    if key is None:
        message = f'{word!r} isn\'t a key, as in provider.name, images[0].width or ["og.image"]'
        raise click.BadParameter(message)
    if name != "rename":
        return Step(name, key, text)
    new = _name_of(text, key)
    if new is None:
        message = f"{text!r} isn't the new name of a key, which stays where it is, as in OLD=NEW"
        raise click.BadParameter(message)
    return Step(name, key, new)


class _Steps(ParamType[Step]):
    """What one option says."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Step:
        """The step."""
        try:
            return step_of(self.name, value)
        except click.BadParameter as error:
            self.fail(error.message, param, ctx)


def _name_of(text: str, key: Key) -> str | None:
    """The new name of a key: a name alone, or the way to one in the same mapping."""
    new = parse_key(text)
    if new is None or not isinstance(key[-1], str):
        return None
    if len(new) > 1 and new[:-1] == key[:-1]:
        new = new[-1:]
    return new[0] if len(new) == 1 and isinstance(new[0], str) else None


def _split(value: str) -> tuple[str, str, str]:
    """A key, an equals sign and a text; an equals sign in a quoted key isn't it."""
    in_quotes = False
    for at, char in enumerate(value):
        if char == '"' and value[at - 1 : at] != "\\":
            in_quotes = not in_quotes
        elif char == "=" and not in_quotes:
            return value[:at], "=", value[at + 1 :]
    return value, "", ""
