"""Records and documents for the tests."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from articlefmt import Article, Challenge, Community, Document, Organization, Profile, Record, Secured, unstructure
from articlefmt.model.fields import field_specs
from tests.edits import one_value, plain_values, texts
from tests.untidy import untidy_fronts

_TYPES = {"Article": ("video", "course", "book", "collection", "download", "article"), "Profile": ("profile",)}


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of any class and kind."""
    cls = draw(st.sampled_from((Article, Article, Challenge, Profile, Community, Organization)))
    values: dict[str, Any] = {}
    for spec in field_specs(cls).values():
        if spec.name == "secured":
            values["secured"] = draw(st.none() | st.just(Secured("QUJD" * 16 + ";MTIzNDU2Nzg5MDEyMzQ1Ng==")))
        elif spec.name == "type" and cls.__name__ in _TYPES:
            values["type"] = draw(st.sampled_from(_TYPES[cls.__name__]))
        elif spec.name == "category":
            values["category"] = draw(st.sampled_from(("news", None)))
        elif spec.name == "taxonomy":
            values["taxonomy"] = "organization"
        elif spec.many:
            values[spec.name] = draw(st.just([]) | st.lists(one_value(spec), max_size=3))
        else:
            values[spec.name] = draw(one_value(spec) if spec.required else st.none() | one_value(spec))
    known = {spec.key for spec in field_specs(cls).values()} | {
        "<<",
        "title",
        "taxonomy",
        "name",
        "members",
        "levels",
        "price",
    }
    extra = draw(st.just({}) | st.dictionaries(texts.filter(lambda key: key not in known), plain_values, max_size=2))
    record: Record = cls(**values, extra=extra)
    return record


def documents() -> st.SearchStrategy[bytes]:
    """A canonical file."""
    return records().map(lambda record: Document.new(record, "body\n").to_bytes())


@st.composite
def untidy_documents(draw: st.DrawFn) -> bytes:
    """A valid file, untidily written."""
    values = unstructure(draw(records()))
    names = draw(st.permutations(list(values)))
    front = draw(untidy_fronts({name: values[name] for name in names}))
    text = "---\n" + front + "---\n"
    if draw(st.integers(0, 4)) == 0:
        text = text.replace("\n", "\r\n")
    return (text + draw(st.sampled_from(("", "body\n", "\nmore")))).encode()
