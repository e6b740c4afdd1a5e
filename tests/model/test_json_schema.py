"""The JSON Schema of each class: real and drawn values validate, and what doesn't type doesn't; the command prints it."""

from __future__ import annotations

import copy
import enum
import inspect
import json
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import articlefmt
from articlefmt import Article, Challenge, Image, LinkedIn, Record, Secured, StructureError, Value, YouTube
from articlefmt.model import parts
from articlefmt.model.base import Part
from articlefmt.model.fields import FieldSpec, field_specs, specs_by_key
from articlefmt.model.json_schema import json_schema
from articlefmt.model.records import RECORDS
from articlefmt.testing import records
from tests.classes import classes
from tests.samples import ROOT, SECRET

NESTED: list[type[Part]] = [getattr(parts, name) for name in parts.__all__]
CLASSES: list[type[Part]] = [*RECORDS, *NESTED]
VALIDATORS: dict[type[Part], Any] = {cls: Draft202012Validator(json_schema(cls)) for cls in CLASSES}
EXAMPLES = articlefmt.find(ROOT / "examples")
CORPUS = ROOT.parent / "shared" / "corpus"

FORM: dict[str, Any] = {"title": "T", "type": "article"}
"""An article with what its class requires."""

WRONG: dict[type, Any] = {str: 7, int: "70", float: "4.7", bool: "true", datetime: "2021-05-30", Secured: 7}
"""A value for each type that isn't of it."""


def faults(values: dict[str, Any], cls: type[Part] = Article) -> list[str]:
    """Where the values don't validate, as in `images.0.url`, and by which keyword of the schema."""
    return [
        f"{'.'.join(map(str, error.absolute_path))} {error.validator}".strip()
        for error in VALIDATORS[cls].iter_errors(values)
    ]


def properties(cls: type[Part]) -> dict[str, Any]:
    found: Any = json_schema(cls)["properties"]
    return dict(found)


def definitions(cls: type[Part]) -> dict[str, Any]:
    found: Any = json_schema(cls).get("$defs", {})
    return dict(found)


def required_values(cls: type[Part]) -> dict[str, Any]:
    """A value for each key that a class requires."""
    return {
        spec.key: 1 if spec.shape.only in (int, float) else "x" for spec in field_specs(cls).values() if spec.required
    }


def as_json(values: dict[str, Any]) -> dict[str, Any]:
    """Values as a program has them that reads them from JSON."""
    result: dict[str, Any] = json.loads(json.dumps(values, default=as_text))
    return result


def as_text(moment: datetime | date) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def file_faults(file: Path) -> list[str]:
    """What doesn't validate in a file: of the values of its record, and of those that stand there. It must type."""
    document = articlefmt.load(file, Record)
    cls = type(document.record)
    unstructured = articlefmt.unstructure(document.record, timestamps="text")
    return [*faults(unstructured, cls), *faults(as_json(document.values), cls)]


def wrong(spec: FieldSpec) -> Any:
    """A value of another type than the field's."""
    shape = spec.shape.items or spec.shape
    one = "x" if shape.only is None else WRONG[shape.only]
    return [one] if spec.shape.items else one


def places(values: dict[str, Any], cls: type[Part]) -> Iterator[tuple[dict[str, Any], FieldSpec]]:
    """Each field that has a value, at any depth, and the mapping that it stands in."""
    for key, spec in specs_by_key(cls).items():
        if key in values:
            yield values, spec
            nested = (spec.shape.items or spec.shape).record
            if nested:
                for one in values[key] if spec.shape.items else [values[key]]:
                    yield from places(one, nested)


@st.composite
def replaced(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], FieldSpec, type[Part]]:
    """The values of a record, and a mapping in them with a field that has a value there."""
    record = draw(records())
    values = articlefmt.unstructure(record, timestamps="text")
    return values, *draw(st.sampled_from(list(places(values, type(record))))), type(record)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
class TestEveryClass:
    def test_its_schema_is_valid_in_draft_2020_12(self, cls: type[Part]) -> None:
        schema = json_schema(cls)
        assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
        Draft202012Validator.check_schema(schema)

    def test_its_title_is_the_name_and_its_description_the_first_line_of_the_docstring(self, cls: type[Part]) -> None:
        schema = json_schema(cls)
        assert schema["title"] == cls.__name__
        assert schema["description"] == (inspect.getdoc(cls) or "").splitlines()[0]

    def test_it_has_a_property_for_each_field_in_order(self, cls: type[Part]) -> None:
        assert list(properties(cls)) == [spec.key for spec in field_specs(cls).values()]

    def test_each_property_has_a_description_without_the_name(self, cls: type[Part]) -> None:
        for key, schema in properties(cls).items():
            assert schema["description"], key
            assert not schema["description"].startswith(f"{key}:")

    def test_it_requires_what_the_class_requires(self, cls: type[Part]) -> None:
        required = [spec.key for spec in field_specs(cls).values() if spec.required]
        assert json_schema(cls)["required"] == required

    def test_every_nested_class_is_defined_and_nothing_else(self, cls: type[Part]) -> None:
        text = json.dumps(json_schema(cls))
        used = {one.__name__ for one in NESTED if f'"#/$defs/{one.__name__}"' in text}
        assert set(definitions(cls)) == used

    def test_a_nested_class_is_defined_as_by_itself(self, cls: type[Part]) -> None:
        for name, definition in definitions(cls).items():
            alone = json_schema(getattr(parts, name))
            assert definition == {key: alone[key] for key in alone if key not in ("$schema", "$defs")}

    def test_what_it_requires_may_be_neither_missing_nor_null(self, cls: type[Part]) -> None:
        values = required_values(cls)
        assert faults(values, cls) == []
        for key in values:
            assert faults({other: values[other] for other in values if other != key}, cls) == ["required"]
            assert faults(values | {key: None}, cls) == [f"{key} type"]

    def test_every_other_field_may_be_null(self, cls: type[Part]) -> None:
        nulls = {spec.key: None for spec in field_specs(cls).values() if not spec.required}
        assert faults(required_values(cls) | nulls, cls) == []


class TestFiles:
    @pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: str(file.name))
    def test_an_example_validates(self, file: Path) -> None:
        assert file_faults(file) == []

    @pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus isn't there")
    def test_every_real_file_that_types_validates_and_nearly_all_type(self) -> None:
        files, untyped = articlefmt.find(CORPUS), []
        assert files
        for file in files:
            try:
                found = file_faults(file)
            except StructureError:
                untyped.append(file)
            else:
                assert found == [], file
        assert len(untyped) <= 0.01 * len(files), untyped


class TestDrawnRecords:
    @given(records())
    def test_the_values_of_any_record_validate(self, record: Record) -> None:
        assert faults(articlefmt.unstructure(record, timestamps="text"), type(record)) == []

    @given(replaced())
    def test_a_field_of_another_type_does_not_validate_at_any_depth(self, drawn: Any) -> None:
        values, holder, spec, cls = drawn
        holder[spec.key] = wrong(spec)
        assert faults(values, cls) != []

    @given(replaced(), st.sampled_from(("x", 7, -1, 1.5, True, None, [], [None], ["x"], [7], {}, [{}], {"url": "x"})))
    def test_the_schema_takes_a_value_wherever_the_class_takes_it(self, drawn: Any, value: Any) -> None:
        values, holder, spec, cls = drawn
        holder[spec.key] = copy.deepcopy(value)
        try:
            articlefmt.structure(values, cls, timestamps="text")
        except StructureError:
            assert faults(values, cls) != []
        else:
            assert faults(values, cls) == []

    @given(replaced())
    def test_the_schema_lets_a_key_be_missing_wherever_the_class_does(self, drawn: Any) -> None:
        values, holder, spec, cls = drawn
        del holder[spec.key]
        assert bool(faults(values, cls)) == spec.required


class TestTypes:
    def test_an_article_with_its_required_keys_validates(self) -> None:
        assert faults(FORM) == []

    def test_a_quoted_number_is_no_int(self) -> None:
        assert faults(FORM | {"heat": "70"}) == ["heat type"]

    def test_a_bool_is_no_int(self) -> None:
        assert faults(FORM | {"heat": True}) == ["heat type"]

    def test_a_fraction_is_no_int(self) -> None:
        assert faults(FORM | {"heat": 0.5}) == ["heat type"]

    def test_a_number_is_no_bool(self) -> None:
        assert faults(FORM | {"published": 1}) == ["published type"]

    def test_a_number_is_no_text(self) -> None:
        assert faults(FORM | {"title": 12}) == ["title type"]

    def test_a_float_field_takes_an_int(self) -> None:
        assert faults(FORM | {"ratings": {"count": 9, "average": 4.7}}) == []
        assert faults(FORM | {"ratings": {"count": 9, "average": 5}}) == []
        assert faults({"count": 9, "average": "5"}, articlefmt.Ratings) == ["average type"]

    def test_a_list_is_not_one_of_its_items(self) -> None:
        assert faults(FORM | {"topics": "Charts"}) == ["topics type"]

    def test_a_list_holds_no_null(self) -> None:
        assert faults(FORM | {"topics": [None]}) == ["topics.0 type"]
        assert faults(FORM | {"images": [None]}) == ["images.0 type"]

    def test_an_empty_list_is_as_good_as_null_and_as_none(self) -> None:
        assert faults(FORM | {"topics": [], "images": None}) == []

    def test_an_image_needs_its_url_and_its_size(self) -> None:
        assert faults(FORM | {"images": [{}]}) == ["images.0 required"] * 3
        assert faults(FORM | {"images": [{"width": 1, "height": 1}]}) == ["images.0 required"]

    def test_a_nested_record_is_no_text(self) -> None:
        assert faults(FORM | {"provider": "Example News"}) == ["provider anyOf"]

    def test_related_are_records_in_an_article_and_names_in_a_challenge(self) -> None:
        challenge = {"title": "T", "excerpt": ""}
        assert faults(FORM | {"related": [{"title": "T"}]}) == []
        assert faults(FORM | {"related": ["three-sum"]}) == ["related.0 type"]
        assert faults(challenge | {"related": ["three-sum"]}, Challenge) == []
        assert faults(challenge | {"related": [{"title": "T"}]}, Challenge) == ["related.0 type"]

    def test_a_timestamp_is_text_in_utc(self) -> None:
        assert faults(FORM | {"publishedDateTime": "2021-05-30T14:00:00Z"}) == []
        assert properties(Article)["publishedDateTime"]["format"] == "date-time"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2021-05-30",
            "2021-05-30T14:00:00",
            "2021-05-30T14:00:00+02:00",
            "at 2021-05-30T14:00:00Z",
            "2021-05-30 14:00:00Z",
            "٢٠٢١-05-30T14:00:00Z",
        ],
    )
    def test_a_timestamp_has_no_other_form(self, text: str) -> None:
        assert faults(FORM | {"publishedDateTime": text}) == ["publishedDateTime pattern"]

    def test_secured_is_any_text(self) -> None:
        assert faults(FORM | {"secured": SECRET}) == []
        assert faults(FORM | {"secured": "?"}) == []
        assert faults(FORM | {"secured": 1}) == ["secured type"]

    def test_unknown_keys_are_allowed_at_any_depth(self) -> None:
        image = {"url": "u", "width": 1, "height": 1, "x": [1]}
        assert faults(FORM | {"x": {"y": None}, "images": [image]}) == []

    def test_a_record_is_a_mapping(self) -> None:
        assert [error.validator for error in VALIDATORS[Article].iter_errors([])] == ["type"]


class TestDescriptions:
    def test_a_property_is_described_as_its_attribute_is(self) -> None:
        assert properties(Image)["isCached"] == {
            "description": "whether the site keeps a copy (`isCached`): `true`.",
            "type": ["boolean", "null"],
        }

    def test_lines_that_continue_one_are_joined(self, monkeypatch: pytest.MonkeyPatch) -> None:
        doc = """A channel of which much is said,
        on two lines.

        And more.

        Attributes:
            url: the page: `a`,
                and what else there is
                to say.
            subscribers: how many.

        Nothing of this.
        """
        monkeypatch.setattr(YouTube, "__doc__", doc)
        assert json_schema(YouTube)["description"] == "A channel of which much is said, on two lines."
        assert [schema["description"] for schema in properties(YouTube).values()] == [
            "the page: `a`, and what else there is to say.",
            "how many.",
        ]

    def test_there_is_a_schema_where_python_keeps_no_docstrings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(LinkedIn, "__doc__", None)
        assert "description" not in json_schema(LinkedIn)
        assert properties(LinkedIn) == {"url": {"type": "string"}}


class Colour(enum.Enum):
    RED = "red"
    DAY = date(2021, 5, 30)


@attrs.define
class Tree:
    """A tree.

    Attributes:
        name: what it is
            called.
    """

    name: str
    children: list[Tree] = attrs.field(factory=list)


@attrs.define
class Inner:
    x: int | None


@attrs.define
class Other:
    """Has what the article classes don't."""

    colour: Colour
    choice: Literal["a", 1, None] = None  # noqa: PYI061  what is tested
    names: dict[str, int] = attrs.field(factory=dict)
    pairs: tuple[int | None, ...] = ()
    either: str | list[str] = ""
    day: date | datetime | None = None
    clock: time | None = None
    inner: Inner | None = None
    anything: Value = None
    extra: dict[str, bool] = attrs.field(factory=dict)


class TestAnyClass:
    @given(classes().flatmap(lambda cls: st.tuples(st.just(cls), records(cls))))
    def test_the_schema_of_a_drawn_class_is_valid_and_true_of_its_records(self, case: tuple[type[Any], Any]) -> None:
        cls, record = case
        schema: Any = json_schema(cls)
        Draft202012Validator.check_schema(schema)
        values = articlefmt.unstructure(record, timestamps="text")
        assert [*Draft202012Validator(schema).iter_errors(values)] == []
        written = articlefmt.unstructure(articlefmt.Document.new(record), timestamps="text")
        assert [*Draft202012Validator(schema).iter_errors(as_json(written))] == []

    def test_a_class_that_is_nested_in_itself_is_referred_to(self) -> None:
        assert json_schema(Tree) == {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": "#/$defs/Tree",
            "$defs": {
                "Tree": {
                    "title": "Tree",
                    "description": "A tree.",
                    "type": "object",
                    "properties": {
                        "name": {"description": "what it is called.", "type": "string"},
                        "children": {"type": ["array", "null"], "items": {"$ref": "#/$defs/Tree"}},
                    },
                    "required": ["name"],
                }
            },
        }

    def test_each_type_has_its_schema(self) -> None:
        schema: Any = json_schema(Other)
        found = {
            name: {key: one[key] for key in one if key != "description"} for name, one in schema["properties"].items()
        }
        day = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
        moment = found["day"]["anyOf"][0]
        assert found == {
            "colour": {"enum": ["red", "2021-05-30"]},
            "choice": {"anyOf": [{"enum": ["a", 1]}, {"type": "null"}]},
            "names": {"type": ["object", "null"], "additionalProperties": {"type": "integer"}},
            "pairs": {"type": ["array", "null"], "items": {"type": ["integer", "null"]}},
            "either": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
            "day": {"anyOf": [moment, day, {"type": "null"}]},
            "clock": {"type": ["string", "null"], "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"},
            "inner": {"anyOf": [{"$ref": "#/$defs/Inner"}, {"type": "null"}]},
            "anything": {},
        }
        assert moment["format"] == "date-time"
        assert schema["required"] == ["colour"]
        assert schema["additionalProperties"] == {"type": "boolean"}
        assert schema["$defs"]["Inner"]["required"] == ["x"]

    def test_two_classes_of_one_name_are_told_apart(self) -> None:
        one = attrs.make_class("Same", {"x": attrs.field(type=int)})
        other = attrs.make_class("Same", {"y": attrs.field(type=str)})
        third = attrs.make_class("Same", {"one": attrs.field(type=one), "other": attrs.field(type=other)})
        schema: Any = json_schema(third)
        assert schema["properties"]["one"]["$ref"] == "#/$defs/Same2"
        assert [*schema["$defs"]["Same3"]["properties"]] == ["y"]
        Draft202012Validator.check_schema(schema)
