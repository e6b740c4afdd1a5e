"""`articlefmt schema`."""

from __future__ import annotations

import json

import click

from articlefmt.cli.streams import say
from articlefmt.model import parts
from articlefmt.model.base import Part
from articlefmt.model.json_schema import json_schema
from articlefmt.model.records import RECORDS

__all__ = ["schema"]

_CLASSES: dict[str, type[Part]] = {
    **{cls.__name__: cls for cls in RECORDS},
    **{name: getattr(parts, name) for name in parts.__all__},
}


@click.command(epilog=f"CLASS is one of {', '.join(_CLASSES)}, in any case.")
@click.argument("name", metavar="CLASS", type=click.Choice(list(_CLASSES), case_sensitive=False))
def schema(name: str) -> None:
    """Print the JSON Schema of a class of records.

    Editors complete keys and mark wrong values by it, and validators check front matter by it, as JSON with timestamps
    as text.

    Example: articlefmt schema Article > article.schema.json
    """
    say(json.dumps(json_schema(_CLASSES[name]), indent=2))
