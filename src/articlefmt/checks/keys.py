"""K4: are the keys those of the kind?"""

from __future__ import annotations

from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.rule import Group, Rule
from articlefmt.checks.view import View
from articlefmt.keys import Key
from articlefmt.model.base import Part
from articlefmt.model.fields import field_specs
from articlefmt.model.kinds import keys_in_order, required_keys
from articlefmt.model.layout import layout_of
from articlefmt.model.records import Record, kind_of_record
from articlefmt.syntax import nodes

__all__ = ["GROUP"]


def _keys_of_the_kind(view: View) -> Iterator[Finding]:
    # One walk of the record serves two rules: both compare the same mappings with the same rows.
    if view.record is not None:
        yield from _part(view, view.record, view.tree, ())


KEY_MISSING = Rule(
    code="K401",
    name="a key that the kind requires is missing",
    severity="error",
    means=(
        "the record types, but a key is absent that every file of its kind has, such as `provider` in news. Nested "
        "records have such keys, too."
    ),
    matters="the site's templates and the scripts of this kind count on it.",
    mend="add the key; `key: ` with nothing behind it says that there is no value.",
    check=_keys_of_the_kind,
)

UNKNOWN_KEY = Rule(
    code="K402",
    name="unknown key",
    severity="warning",
    means="the class of the record has no field of this name. Often it is misspelled.",
    matters="whoever looks for the right key doesn't find it. articlefmt keeps an unknown key as it is, in `extra`.",
    mend="correct the key, or leave it if it is meant.",
    check=_keys_of_the_kind,
)


def _keys_that_are_no_text(view: View) -> Iterator[Finding]:
    if view.parsed.is_block:  # the block subset has no other keys than text
        return
    message = "this key isn't text; it is kept, but no record holds it, and some readers refuse it; quote it"
    for mapping in nodes.mappings(view.tree):
        for entry in mapping.entries:
            if entry.name is None:
                yield NO_TEXT.finding(view, message, entry.key.start)


NO_TEXT = Rule(
    code="K403",
    name="a key that isn't text",
    severity="warning",
    means="the key is a number, a bool, null, a date or a collection: `1:`, `true:`, `[a]:`.",
    matters=(
        "some readers refuse it, others make text of it. articlefmt keeps the entry in the file, but no record and no "
        "`values` hold it."
    ),
    readers=(
        "python-frontmatter fails with a TypeError; PyYAML, ruamel.yaml and Ruby keep the number, date or bool; "
        "JavaScript, Hugo and pandoc make text of it, of a date in JavaScript the local one."
    ),
    mend="quote the key if it is meant as text.",
    check=_keys_that_are_no_text,
)

GROUP = Group(code="K4", title="Keys", rules=(KEY_MISSING, UNKNOWN_KEY, NO_TEXT))


def _part(view: View, part: Part, mapping: nodes.Mapping, key: Key) -> Iterator[Finding]:
    cls = type(part)
    kind = kind_of_record(part) if isinstance(part, Record) else layout_of(cls).own
    where = f"kind `{kind.name}`" if isinstance(part, Record) else f"`{cls.__name__}`"
    required = required_keys(cls, kind)
    for name in (name for name in keys_in_order(cls, kind) if name in required and name not in mapping.names):
        yield KEY_MISSING.finding(view, f"{where} requires this key; add it", mapping.start, (*key, name))
    for name in part.extra:
        offset = mapping.names[name].key.start
        message = f"{where} doesn't know this key; it is kept as it is, under `extra`"
        yield UNKNOWN_KEY.finding(view, message, offset, (*key, name))
    for spec in field_specs(type(part)).values():
        if not spec.nested or spec.key not in mapping.names:
            continue
        held = getattr(part, spec.name)
        node = nodes.target(mapping.names[spec.key].value)
        if isinstance(node, nodes.Mapping) and held is not None:
            yield from _part(view, held, node, (*key, spec.key))
        elif isinstance(node, nodes.Sequence):
            for index, (item, below) in enumerate(zip(held, node.items, strict=True)):
                below_node = nodes.target(below)
                if isinstance(below_node, nodes.Mapping):
                    yield from _part(view, item, below_node, (*key, spec.key, index))
