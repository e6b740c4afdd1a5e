"""`articlefmt schema`: the JSON Schema of an article class. `test_classes` has those of other classes."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from articlefmt.cli.schema import schema as command
from articlefmt.model.base import Part
from articlefmt.model.json_schema import json_schema
from articlefmt.model.names import NAMED

CLASSES = list(NAMED.values())


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_it_prints_the_schema_of_every_class(cls: type[Part]) -> None:
    result = CliRunner().invoke(command, [cls.__name__])
    assert result.exit_code == 0
    assert result.output == json.dumps(json_schema(cls), indent=2, ensure_ascii=False) + "\n"


def test_the_class_is_named_in_any_case() -> None:
    assert CliRunner().invoke(command, ["youtube"]).output == CliRunner().invoke(command, ["YouTube"]).output


def test_another_name_is_refused_and_the_right_ones_are_told() -> None:
    result = CliRunner().invoke(command, ["Record"])
    assert result.exit_code == 2
    assert all(cls.__name__.lower() in result.output.lower() for cls in CLASSES)


def test_the_help_names_every_class_and_has_an_example() -> None:
    text = CliRunner().invoke(command, ["--help"]).output
    assert "articlefmt schema Article > article.schema.json" in text
    assert all(cls.__name__ in text for cls in CLASSES)
