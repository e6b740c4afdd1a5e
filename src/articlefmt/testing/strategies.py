"""Strategies for records and documents."""

from __future__ import annotations

from typing import Any, TypeVar, overload

from hypothesis import strategies as st

from articlefmt.api import loads, unstructure
from articlefmt.document import Document
from articlefmt.model.fields import field_specs, specs_by_key
from articlefmt.model.records import Article, Challenge, Community, Organization, Profile, Record, check_class
from articlefmt.model.secured import Secured
from articlefmt.testing.untidy import untidy_fronts
from articlefmt.testing.values import one_value, plain_values, texts

__all__ = ["documents", "records", "untidy_documents"]

R = TypeVar("R", bound=Record)

_CLASSES: tuple[type[Record], ...] = (Article, Article, Challenge, Profile, Community, Organization)
_TYPES = {"Article": ("video", "course", "book", "collection", "download", "article"), "Profile": ("profile",)}
_NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "Article": (("price",), ("items",)),
    "Challenge": (("levels",),),
    "Profile": ((),),
    "Community": ((),),
    "Organization": ((),),
}
"""What a record has so that its class is told by its keys: one of these."""
_SECURED = Secured("QUJD" * 16 + ";MTIzNDU2Nzg5MDEyMzQ1Ng==")
_TELLING = {"<<", "title", "taxonomy", "name", "levels", "price", "items"}  # as an unknown key it may tell a class
_NEWLINES = ("\n", "\n", "\n", "\r\n")
_BODIES = ("", "\n", "Text.\n", "\nText, and no line end")


@overload
def records() -> st.SearchStrategy[Record]: ...


@overload
def records(cls: type[R]) -> st.SearchStrategy[R]: ...


def records(cls: type[Record] = Record) -> st.SearchStrategy[Any]:
    """Records, with values that are hard to write, unknown keys, and a `secured` that is well formed.

    Args:
        cls: the class of the records; `Record` stands for any class.

    Raises:
        TypeError: it is no record class.
    """
    check_class(cls)
    return _records(_CLASSES if cls is Record else (cls,))


@overload
def documents() -> st.SearchStrategy[Document[Record]]: ...


@overload
def documents(cls: type[R]) -> st.SearchStrategy[Document[R]]: ...


def documents(cls: type[Record] = Record) -> st.SearchStrategy[Any]:
    """Documents as the generator writes them: in the canonical style of their kind. `to_bytes` gives the file.

    Args:
        cls: the class of their records; `Record` stands for any class.

    Raises:
        TypeError: it is no record class.
    """
    return st.builds(_document, records(cls), st.sampled_from(_BODIES), st.sampled_from(_NEWLINES), st.just(cls))


@overload
def untidy_documents() -> st.SearchStrategy[Document[Record]]: ...


@overload
def untidy_documents(cls: type[R]) -> st.SearchStrategy[Document[R]]: ...


def untidy_documents(cls: type[Record] = Record) -> st.SearchStrategy[Any]:
    """Documents as hands and other tools write them: any quotes, comments, blank lines, flow and literal style, CRLF.

    Args:
        cls: the class of their records; `Record` stands for any class.

    Raises:
        TypeError: it is no record class.
    """
    return _untidy(records(cls), cls)


@st.composite
def _records(draw: st.DrawFn, classes: tuple[type[Record], ...]) -> Record:
    cls = draw(st.sampled_from(classes))
    needed = draw(st.sampled_from(_NEEDED[cls.__name__]))
    values: dict[str, Any] = {}
    for spec in field_specs(cls).values():
        if spec.type is Secured:
            values[spec.name] = draw(st.none() | st.just(_SECURED))
        elif spec.name == "type" and cls.__name__ in _TYPES:
            values["type"] = draw(st.sampled_from(_TYPES[cls.__name__]))
        elif spec.name == "category":
            values["category"] = draw(st.sampled_from(("news", None)))
        elif spec.name == "taxonomy":
            values["taxonomy"] = "organization"
        elif spec.many:
            least = int(spec.name in needed)
            values[spec.name] = draw(st.lists(one_value(spec), min_size=least, max_size=3))
        else:
            is_needed = spec.required or spec.name in needed
            values[spec.name] = draw(one_value(spec) if is_needed else st.none() | one_value(spec))
    known = specs_by_key(cls).keys() | _TELLING
    unknown = st.dictionaries(texts.filter(lambda key: key not in known), plain_values, max_size=2)
    return cls(**values, extra=draw(st.just({}) | unknown))


def _document(record: Record, body: str, newline: str, cls: type[Record]) -> Document[Record]:
    return loads(Document.new(record, body, newline).to_bytes(), cls)


@st.composite
def _untidy(draw: st.DrawFn, wanted: st.SearchStrategy[Record], cls: type[Record]) -> Document[Record]:
    values = unstructure(draw(wanted))
    names = draw(st.permutations(list(values)))
    front = draw(untidy_fronts({name: values[name] for name in names}))
    head = f"---\n{front}---\n".replace("\n", draw(st.sampled_from(_NEWLINES)))
    return loads((head + draw(st.sampled_from(_BODIES))).encode(), cls)
