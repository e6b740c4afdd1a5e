"""Makes the parts of the documents that follow from the code; a test holds them. `python docs/generate.py` writes."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click

from articlefmt.checks.rule import Group, Rule
from articlefmt.checks.rules import GROUPS
from articlefmt.cli import main

DOCS = Path(__file__).resolve().parent
MARK = "<!-- What follows is made by docs/generate.py from {source}. -->\n\n"


def errors() -> str:
    """`errors.md`: every rule, as `articlefmt rule` has it."""
    return _below("errors.md", "the rules", "\n\n".join(map(_group, GROUPS)) + "\n")


def commands() -> str:
    """`reference/commands.md`: every command with its options, as `--help` has them."""
    sections = (_command(name, command) for name, command in main.commands.items())
    return _below("reference/commands.md", "the commands", "\n\n".join(sections) + "\n")


PAGES = {"errors.md": errors, "reference/commands.md": commands}
"""Each page that is made in part, and what gives its whole text."""


def _below(page: str, source: str, text: str) -> str:
    """A page with another text below its mark."""
    mark = MARK.format(source=source)
    head, found, _ = (DOCS / page).read_text(encoding="utf-8").partition(mark)
    if not found:
        message = f"docs/{page} lacks the line {mark.strip()!r}"
        raise ValueError(message)
    return head + mark + text


def _group(group: Group) -> str:
    return "\n\n".join(
        part for part in (f"## {group.code} {group.title}", group.about, *map(_rule, group.rules)) if part
    )


def _rule(rule: Rule) -> str:
    points = "\n".join(f"- **{heading}**: {text}" for heading, text in rule.points.items())
    return f"### {rule.code}: {rule.name}\n\n{points}"


def _command(name: str, command: click.Command) -> str:
    usage = " ".join(("articlefmt", name, *command.collect_usage_pieces(click.Context(command))))
    options = [one for one in command.params if isinstance(one, click.Option)]
    rows = "\n".join(f"| {_names(one)} | {_cell(_prose(one.help or ''))}{_default(one)} |" for one in options)
    parts = (
        f"## `articlefmt {name}`",
        f"```text\n{usage}\n```",
        *_help(command),
        f"| Option | What it does |\n|---|---|\n{rows}",
    )
    return "\n\n".join(part for part in parts if not (part.endswith("|---|---|\n")))


def _help(command: click.Command) -> Iterator[str]:
    """The paragraphs of a command's help; what is set apart there is so here."""
    for paragraph in [*inspect.cleandoc(command.help or "").split("\n\n"), command.epilog or ""]:
        if paragraph.startswith("\b\n"):
            heading, _, lines = paragraph.removeprefix("\b\n").partition("\n")
            yield f"{heading}\n\n```text\n{inspect.cleandoc(lines)}\n```"
        elif paragraph:
            yield _prose(paragraph)


def _prose(text: str) -> str:
    """What a terminal shows, with options and tables of the configuration marked as code."""
    parts = re.split(r"(`[^`]*`)", " ".join(text.split()).replace("*", "\\*"))
    parts[::2] = [re.sub(r"(?<!\w)(--[a-z][a-z-]*\w|\[[\w.\"]+\])", r"`\1`", part) for part in parts[::2]]
    return "".join(parts)


def _names(option: click.Option) -> str:
    metavar = option.metavar or ("|".join(option.type.choices) if isinstance(option.type, click.Choice) else "")
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    return f"{names} `{_cell(metavar)}`" if metavar else names


def _default(option: click.Option) -> str:
    if not option.show_default:
        return ""
    value = option.default
    return f" Default: `{', '.join(value) if isinstance(value, tuple) else value}`."


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    for page, make in PAGES.items():
        (DOCS / page).write_text(make(), encoding="utf-8")
