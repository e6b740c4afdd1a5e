"""`articlefmt rule`."""

from __future__ import annotations

from textwrap import fill

import click

from articlefmt.checks.rule import Rule
from articlefmt.checks.rules import RULES
from articlefmt.cli.selection import Codes
from articlefmt.cli.streams import say

__all__ = ["rule"]

_WIDTH = 100


@click.command()
@click.argument("codes", metavar="[CODES]...", nargs=-1, type=Codes())
def rule(codes: tuple[tuple[str, ...], ...]) -> None:
    """Say what codes mean, why that matters, who misreads it, and how to mend it.

    CODES are codes or their beginnings: C603, or S for all of that group. Without CODES, the list of all.

    \b
    Examples:
      articlefmt rule
      articlefmt rule C603
    """  # noqa: D301  click looks for the character that `\b` stands for
    wanted = sum(codes, ())
    if not wanted:
        for one in RULES.values():
            say(f"{one.code}  {one.name}{' (--fix mends it)' if one.fix else ''}")
        return
    say("\n\n".join(_text(one) for one in RULES.values() if one.code.startswith(wanted)))


def _text(one: Rule) -> str:
    """A rule as paragraphs."""
    points = dict(one.points)
    if one.fix:
        points["--fix"] = f"{one.fix}."
    paragraphs = [
        fill(f"{heading}: {text}", _WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
        for heading, text in points.items()
    ]
    return "\n".join((f"{one.code}: {one.name}", *paragraphs))
