"""Strategies for records and documents."""

from __future__ import annotations

from typing import Any, TypeVar, overload

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from articlefmt.api import loads, unstructure
from articlefmt.document import Document
from articlefmt.errors import EditError
from articlefmt.lens.classes import class_of
from articlefmt.model.classes import Classes, classes_of
from articlefmt.model.fields import EXTRA, FieldSpec, extra_shape, field_specs, specs_by_key
from articlefmt.model.layout import Telltale, layout_of
from articlefmt.model.records import RECORDS, Record
from articlefmt.model.shapes import origin_of
from articlefmt.testing.untidy import untidy_fronts
from articlefmt.testing.validated import validated
from articlefmt.testing.values import texts, values_of

__all__ = ["documents", "parts", "records", "untidy_documents"]

R = TypeVar("R", bound=attrs.AttrsInstance)

_NEWLINES = ("\n", "\n", "\n", "\r\n")
_BODIES = ("", "\n", "Text.\n", "\nText, and no line end")
_DEFAULT = object()
"""What is drawn for a field that a class isn't given."""


@overload
def records() -> st.SearchStrategy[Record]: ...


@overload
def records(cls: Classes[R]) -> st.SearchStrategy[R]: ...


def records(cls: Classes[Any] = Record) -> st.SearchStrategy[Any]:
    """Records, with values that are hard to write, and unknown keys where the class has an `extra` for them.

    They are drawn from the types of the fields and from those validators of attrs that tell what they take. What the
    class refuses besides is drawn again.

    Args:
        cls: the class of the records: any attrs class, or a tuple; `Record` stands for any article class.

    Raises:
        TypeError: it is no attrs class, or not one that front matter can hold.
    """
    return _records(classes_of(cls))


@overload
def documents() -> st.SearchStrategy[Document[Record]]: ...


@overload
def documents(cls: Classes[R]) -> st.SearchStrategy[Document[R]]: ...


def documents(cls: Classes[Any] = Record) -> st.SearchStrategy[Any]:
    """Documents as the library writes them: in the style of their class and kind. `to_bytes` gives the file.

    Args:
        cls: the class of their records, as `records` takes it.

    Raises:
        TypeError: it is no attrs class, or not one that front matter can hold.
    """
    return _documents(records(cls), cls)


@overload
def untidy_documents() -> st.SearchStrategy[Document[Record]]: ...


@overload
def untidy_documents(cls: Classes[R]) -> st.SearchStrategy[Document[R]]: ...


def untidy_documents(cls: Classes[Any] = Record) -> st.SearchStrategy[Any]:
    """Documents as hands and other tools write them: any quotes, comments, blank lines, flow and literal style, CRLF.

    Args:
        cls: the class of their records, as `records` takes it.

    Raises:
        TypeError: it is no attrs class, or not one that front matter can hold.
    """
    return _untidy(records(cls), cls)


@st.composite
def parts(draw: st.DrawFn, cls: type, told: tuple[Telltale, ...] = ()) -> attrs.AttrsInstance:
    """Records of one class, nested or not.

    Args:
        draw: given by Hypothesis.
        cls: the class.
        told: what their values are to tell.
    """
    given: dict[str, object] = {}
    for spec in field_specs(cls).values():
        drawn = draw(_field(spec, told))
        if drawn is not _DEFAULT:
            given[spec.attribute.alias or spec.name] = drawn
    extra = extra_shape(cls)
    if extra is not None:
        names = texts.filter(lambda name: name not in specs_by_key(cls))
        given[EXTRA] = draw(st.just({}) | st.dictionaries(names, values_of(extra, parts), max_size=2))
    try:
        made: attrs.AttrsInstance = origin_of(cls)(**given)
    except Exception:  # a class may refuse what its types allow
        assume(False)  # noqa: FBT003  the only way to say it
        raise
    return made


def _field(spec: FieldSpec, told: tuple[Telltale, ...]) -> st.SearchStrategy[Any]:
    """What a class is given for a field, so that the values tell what they are to tell."""
    drawn = validated(spec, values_of(spec.shape, parts))
    for one in told:
        if spec.key in one.when:
            return st.just(one.when[spec.key])
        if spec.key in one.has:
            return drawn.filter(lambda value: value not in (None, []))
    is_lacking = any(spec.key in one.lacks for one in told)
    if spec.required:
        return st.none() | drawn if spec.shape.null else drawn
    if is_lacking:
        return st.just(_DEFAULT)
    return st.one_of([st.just(_DEFAULT), *([st.none()] if spec.shape.null else []), drawn, drawn])


@st.composite
def _records(draw: st.DrawFn, classes: tuple[type, ...]) -> attrs.AttrsInstance:
    """Records of any of some classes, of any of their kinds."""
    cls = draw(st.sampled_from(classes))
    layout = layout_of(cls)
    kind = draw(st.sampled_from((layout.own, *layout.kinds)))
    told = () if layout.told is None or _contradict(layout.told, kind.told) else (layout.told,)
    record = draw(parts(cls, (kind.told, *told)))
    # What is drawn for one class isn't to be told to be of another one.
    others = RECORDS if cls in RECORDS else classes
    if len(others) > 1:
        assume(class_of(unstructure(record), others) is cls)
    return record


def _contradict(one: Telltale, other: Telltale) -> bool:
    """Whether no values tell both: of a class that is told by what one of its kinds has."""
    return any(other.when.get(key, value) != value for key, value in one.when.items()) or bool(
        {*one.has, *one.when} & {*other.lacks} or {*other.has, *other.when} & {*one.lacks}
    )


@st.composite
def _documents(draw: st.DrawFn, wanted: st.SearchStrategy[Any], cls: Classes[Any]) -> Document[Any]:
    try:
        document = Document.new(draw(wanted), draw(st.sampled_from(_BODIES)), draw(st.sampled_from(_NEWLINES)))
    except EditError:  # a class may hold what no front matter does
        assume(False)  # noqa: FBT003  as above
        raise
    return loads(document.to_bytes(), cls)


@st.composite
def _untidy(draw: st.DrawFn, wanted: st.SearchStrategy[Any], cls: Classes[Any]) -> Document[Any]:
    values = unstructure(draw(wanted))
    names = draw(st.permutations(list(values)))
    front = draw(untidy_fronts({name: values[name] for name in names}))
    head = f"---\n{front}---\n".replace("\n", draw(st.sampled_from(_NEWLINES)))
    return loads((head + draw(st.sampled_from(_BODIES))).encode(), cls)
