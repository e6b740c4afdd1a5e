"""`articlefmt schema`."""

from __future__ import annotations

import json
import os

import click
from click.shell_completion import CompletionItem

from articlefmt.cli.config import folder_of_modules
from articlefmt.cli.imported import NotImportedError, imported, is_named
from articlefmt.cli.options import ParamType
from articlefmt.cli.streams import say
from articlefmt.model.json_schema import json_schema
from articlefmt.model.names import NAMED

__all__ = ["schema"]


class _Class(ParamType[type]):
    """An article class by its name, in any case, or any class as `module:Class`."""

    name = "class"
    _article = click.Choice(list(NAMED), case_sensitive=False)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> type:
        """The class; one that isn't ours is imported."""
        if ":" not in value:
            try:
                return NAMED[self._article.convert(value, param, ctx)]
            except click.BadParameter as error:
                message = f"{error.message.rstrip('.')}; one of yours is module:Class, as in mysite.models:Post"
                raise click.BadParameter(message, ctx, param) from None
        if not is_named(value):
            self.fail(f"{value!r} isn't module:Class, as in mysite.models:Post", param, ctx)
        try:
            classes = imported(value, os.fspath(folder_of_modules()))
        except NotImportedError as error:
            self.fail(str(error), param, ctx)
        if len(classes) != 1:
            self.fail(f"{value!r} stands for several classes; name one of them", param, ctx)
        return classes[0]

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Our own."""
        return self._article.shell_complete(ctx, param, incomplete)


@click.command(epilog=f"CLASS is one of {', '.join(NAMED)}, in any case; or one of yours, module:Class.")
@click.argument("cls", metavar="CLASS", type=_Class())
def schema(cls: type) -> None:
    """Print the JSON Schema of a class of records.

    Editors complete keys and mark wrong values by it, and validators check front matter by it, as JSON with timestamps
    as text.

    A module is looked for from the folder of the pyproject.toml whose configuration is taken, else from the one you
    stand in.

    \b
    Examples:
      articlefmt schema Article > article.schema.json
      articlefmt schema mysite.models:Post > post.schema.json
    """  # noqa: D301  click looks for the character that `\b` stands for
    say(json.dumps(json_schema(cls), indent=2))
