"""C6: does anything read differently in different consumers?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.rule import Group, Rule
from articlefmt.checks.view import View
from articlefmt.keys import Key
from articlefmt.patterns import pattern
from articlefmt.syntax import nodes
from articlefmt.syntax.scalars import is_ambiguous, is_zoneless

__all__ = ["GROUP"]

_DOCUMENT_END = pattern(r"^\.\.\.(?=\s|$)", re.MULTILINE)
_UNUSUAL_BREAK = pattern("\r(?!\n)|[\x85\u2028\u2029]")
_DIGITS = frozenset("0123456789")


def _byte_order_mark(view: View) -> Iterator[Finding]:
    if view.source.bom:
        message = "the file starts with a byte order mark: Jekyll drops the page without a word; save it without one"
        yield BYTE_ORDER_MARK.at_line(view, message, 1)


BYTE_ORDER_MARK = Rule(
    code="C601",
    name="byte order mark",
    severity="error",
    means="the file starts with U+FEFF.",
    matters="Jekyll drops the page without a word.",
    readers=(
        "Jekyll takes the file for no page and copies it as it is; python-frontmatter finds no front matter. The "
        "others skip the mark."
    ),
    mend="save the file as UTF-8 without a byte order mark.",
    check=_byte_order_mark,
)


def _document_end(view: View) -> Iterator[Finding]:
    if match := _DOCUMENT_END.search(view.source.front):
        message = "some readers end the front matter at `...`; remove it"
        yield DOCUMENT_END.finding(view, message, match.start())


DOCUMENT_END = Rule(
    code="C602",
    name="document end marker",
    severity="error",
    means="a line `...` stands in the front matter.",
    matters="some readers end the front matter there.",
    readers=(
        "Jekyll, Ruby, Hugo and pandoc end there without a word, so the keys below are lost or become text; PyYAML, "
        "ruamel.yaml, python-frontmatter, js-yaml, gray-matter and npm `yaml` fail."
    ),
    mend="remove the line.",
    check=_document_end,
)


def _scalars(view: View) -> Iterator[Finding]:
    # One look at each scalar serves three rules: for nearly every file none is suspect, and no key is put together.
    if any(_is_suspect(view, leaf) for leaf in view.leaves):
        for leaf, key, is_name in nodes.leaves_with_keys(view.tree):
            if isinstance(leaf, nodes.Scalar):
                yield from _scalar(view, leaf, key, is_name=is_name)


AMBIGUOUS_SCALAR = Rule(
    code="C603",
    name="ambiguous scalar",
    severity="warning",
    means=(
        "a plain `yes`, `010`, `1_0`, `12:30`, `0o17`, `.5`, `+1`, `1e3` and the like: YAML 1.1 gives it one type, "
        "YAML 1.2 another. articlefmt reads it as text."
    ),
    matters=(
        "Jekyll and Python read YAML 1.1, Hugo and Node mostly YAML 1.2: `yes` is a bool to one and a word to the "
        "other, `12:30` is 750 or a text."
    ),
    readers=(
        "`yes`, `no`, `on`, `off`: bool in PyYAML, python-frontmatter, Ruby, Jekyll, pandoc and older Hugos, text in "
        "ruamel.yaml, js-yaml, gray-matter and newer Hugos. `12:30`: 750 in PyYAML and js-yaml 3 (gray-matter), 45,000 "
        "in Ruby and Jekyll, text elsewhere. `010`: 8 or 10. `1e3`: text in PyYAML, Ruby and Jekyll. `1_000`: text in "
        "js-yaml 4 and npm `yaml`. `1,000`: 1000 in Ruby and Jekyll."
    ),
    mend="put it in double quotes if it is text; else write it so that all agree: `true`, `8`, `0.5`, `1000`.",
    fix="the value is quoted, where its key takes text",
    check=_scalars,
)

NO_ZONE = Rule(
    code="C604",
    name="timestamp without a zone",
    severity="warning",
    means="a timestamp like `2021-05-30T14:00:00`. articlefmt reads it as UTC.",
    matters="some readers take UTC, others the time zone of the machine.",
    readers=(
        "a datetime without a zone in PyYAML, ruamel.yaml and python-frontmatter; UTC in js-yaml, gray-matter, Ruby, "
        "Jekyll and Hugo; text in npm `yaml`."
    ),
    mend="add `Z`, after converting the time to UTC.",
    fix="`Z` is added: articlefmt reads the time as UTC, as the generator writes it",
    check=_scalars,
)


def _blanks_after_fence(view: View) -> Iterator[Finding]:
    source = view.source
    closing_line = source.front.count("\n") + 2
    for fence, line in ((source.opening, 1), (source.closing, closing_line)):
        if fence.rstrip("\r\n") != "---":
            message = "some readers don't take a fence with blanks behind it; write exactly `---`"
            yield BLANKS_AFTER_FENCE.at_line(view, message, line, len("---") + 1)


BLANKS_AFTER_FENCE = Rule(
    code="C605",
    name="blanks after a fence",
    severity="warning",
    means="the opening or the closing line has spaces or tabs behind `---`.",
    matters="some readers don't take it for a fence.",
    readers=(
        "Hugo 0.111 fails at a tab behind the first fence; gray-matter and Hugo put the blanks behind the last one "
        "into the body."
    ),
    mend="remove the blanks.",
    check=_blanks_after_fence,
)


def _line_breaks(view: View) -> Iterator[Finding]:
    source = view.source
    if match := _UNUSUAL_BREAK.search(source.front):
        message = (
            f"U+{ord(match[0]):04X} ends a line for some readers only; use LF or CRLF, or an escape in double quotes"
        )
        yield UNUSUAL_BREAK.finding(view, message, match.start())
    head = source.opening + source.front + source.closing
    if not source.crlf and head.count("\r\n") > 0:
        yield UNUSUAL_BREAK.at_line(view, "the front matter mixes LF and CRLF; use one of them", 1)


UNUSUAL_BREAK = Rule(
    code="C606",
    name="unusual line break",
    severity="warning",
    means="the front matter holds a lone CR, U+0085, U+2028 or U+2029, or mixes LF and CRLF.",
    matters=(
        "these end a line in YAML 1.1 and not in YAML 1.2, so the value differs; mixed line ends make diffs that "
        "nobody can review."
    ),
    readers=(
        "U+0085, U+2028 and U+2029 end a line in PyYAML, Ruby, Jekyll, older Hugos and pandoc, so that text in a "
        "comment can become a key; not in js-yaml, npm `yaml` and newer Hugos. A lone CR does in all but npm `yaml` "
        "and pandoc."
    ),
    mend="use LF throughout, or CRLF throughout. Inside a text write an escape in double quotes.",
    check=_line_breaks,
)

MERGE_KEY = Rule(
    code="C607",
    name="merge key",
    severity="warning",
    means="a mapping has the key `<<`.",
    matters=(
        "YAML 1.1 readers merge another mapping there, YAML 1.2 readers see a key of that name. articlefmt keeps it as "
        "an ordinary key."
    ),
    readers=(
        "npm `yaml` keeps a key `<<`; PyYAML, ruamel.yaml, js-yaml, gray-matter, Ruby, Jekyll, Hugo and pandoc merge, "
        "and don't agree on what wins."
    ),
    mend="write the keys out.",
    check=_scalars,
)

GROUP = Group(
    code="C6",
    title="Consumers",
    about="The file is valid, and articlefmt reads it without doubt, but somebody else reads it differently.",
    rules=(
        BYTE_ORDER_MARK,
        DOCUMENT_END,
        AMBIGUOUS_SCALAR,
        NO_ZONE,
        BLANKS_AFTER_FENCE,
        UNUSUAL_BREAK,
        MERGE_KEY,
    ),
)


def _is_suspect(view: View, leaf: nodes.Scalar | nodes.Alias) -> bool:
    """Whether a scalar needs a closer look."""
    if isinstance(leaf, nodes.Alias):
        return False
    if leaf.value == "<<":
        return True
    if leaf.style or leaf.properties or leaf.end == leaf.start:
        return False
    text = view.source.front[leaf.start : leaf.end]
    return is_ambiguous(text) if isinstance(leaf.value, str) else text[0] in _DIGITS and is_zoneless(text)


def _scalar(view: View, leaf: nodes.Scalar, key: Key, *, is_name: bool) -> Iterator[Finding]:
    text = view.source.front[leaf.start : leaf.end]
    if is_name and leaf.value == "<<":
        message = "some readers merge the mapping, others keep a key `<<`; write the keys out"
        yield MERGE_KEY.finding(view, message, leaf.start, key)
    elif leaf.style or leaf.properties:
        return
    elif isinstance(leaf.value, str) and is_ambiguous(text):
        message = f"readers disagree on what a plain `{text[:40]}` is; quote it if it is text"
        yield AMBIGUOUS_SCALAR.finding(view, message, leaf.start, key)
    elif is_zoneless(text):
        message = "this timestamp has no zone: some readers take UTC, others local time; add `Z`"
        yield NO_ZONE.finding(view, message, leaf.start, key)
