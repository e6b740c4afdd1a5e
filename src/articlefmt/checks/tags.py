"""C6, of tags: does a reader make something of a tag that another one doesn't?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from articlefmt.checks.finding import Finding
from articlefmt.checks.rule import Rule
from articlefmt.checks.view import View
from articlefmt.syntax import nodes, walks
from articlefmt.syntax.properties import CORE, content_start
from articlefmt.syntax.scalars import is_ambiguous, resolve

__all__ = ["TAG"]

_NON_SPECIFIC = "!"
_TYPES: dict[str, tuple[type, ...]] = {
    CORE + "int": (int,), CORE + "float": (float,), CORE + "bool": (bool,), CORE + "timestamp": (date, datetime),
}  # fmt: skip


def _tags(view: View) -> Iterator[Finding]:
    front = view.source.front
    if view.parsed.is_block or "!" not in front:
        return
    for node, key, _ in walks.walk_with_keys(view.tree):
        if isinstance(node, nodes.Alias) or not node.properties:
            continue
        tag = node.properties.tag
        if tag and not _is_universal(front, node, tag):
            message = "readers disagree on this tag: some refuse it, others convert the value; remove it"
            yield TAG.finding(view, message, node.start, key)


TAG = Rule(
    code="C609",
    name="tag",
    severity="warning",
    means=(
        "a key or a value has a tag that not all readers take alike: one of somebody's own (`!t`), one of a type that "
        "the value isn't (`!!bool yes`, `!!int x`), `!!binary` and others that build something, or `!` before what "
        "would be typed without it. `!!str`, `!!int 5`, `!!seq` before a list and the like are taken alike."
    ),
    matters=(
        "one reader refuses the file, the next converts the value, a third drops the tag. articlefmt builds nothing: "
        "it keeps the text."
    ),
    readers=(
        "`!t x`: PyYAML, python-frontmatter, ruamel.yaml, js-yaml and gray-matter fail; text in npm `yaml` and Ruby. "
        "`!!bool yes`: true in PyYAML, ruamel.yaml and Ruby, text in npm `yaml`, js-yaml fails. `!!binary`: bytes in "
        "all of them. `! 5`: 5 in PyYAML, ruamel.yaml and Ruby, text in js-yaml and npm `yaml`."
    ),
    mend="remove the tag; put the value in double quotes if it is text.",
    check=_tags,
)


def _is_universal(front: str, node: nodes.Scalar | nodes.Mapping | nodes.Sequence, tag: str) -> bool:
    """Whether all readers that we tried take a node with this tag for what articlefmt does."""
    if not isinstance(node, nodes.Scalar):
        return tag in (_NON_SPECIFIC, CORE + ("map" if isinstance(node, nodes.Mapping) else "seq"))
    start = content_start(front, node)
    if start == node.end and front[start : start + 1] in (",", "]", "}"):  # js-yaml wants a blank there
        return False
    if tag == CORE + "str":
        return True
    if tag == CORE + "null":
        return node.value is None and not node.style
    if tag == _NON_SPECIFIC:
        text = str(node.value).strip()
        return bool(text) and isinstance(resolve(text), str) and not is_ambiguous(text)
    content = front[start : node.end].strip("'\"")
    return type(resolve(content)) in _TYPES.get(tag, ())
