"""C6: does anything read differently in different consumers?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlefmt.checks.finding import Finding
from articlefmt.checks.rule import Group, Rule
from articlefmt.checks.scalars import (
    AMBIGUOUS_SCALAR,
    COMMENT_IN_TEXT,
    LARGE_INT,
    MERGE_KEY,
    NO_ZONE,
    SHORT_ZONE,
    UNUSUAL_BLANK,
)
from articlefmt.checks.tags import TAG
from articlefmt.checks.view import View
from articlefmt.patterns import pattern
from articlefmt.syntax.reader import refused_tab

__all__ = ["GROUP"]

_DOCUMENT_END = pattern(r"^\.\.\.(?=\s|$)", re.MULTILINE)
_UNUSUAL_BREAK = pattern("\r(?!\n)|[\x85\u2028\u2029]")


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


def _tabs(view: View) -> Iterator[Finding]:
    if not view.parsed.is_block and (at := refused_tab(view.source)) is not None:
        message = "this tab is valid, but some readers refuse the file for it; write a space"
        yield TAB.finding(view, message, at)


TAB = Rule(
    code="C613",
    name="a tab that some readers refuse",
    severity="warning",
    means=(
        "a tab stands at a line's end, behind a colon, before a comment, inside a plain text or in another place where "
        "YAML has it for a blank. The first one is told."
    ),
    matters="it can't be seen, and a reader that refuses it stops a site's build.",
    readers=(
        "ruamel.yaml refuses all of these. PyYAML, python-frontmatter and Ruby refuse one at the start of a line and "
        "one behind `-`. js-yaml and npm `yaml` take them."
    ),
    mend="write a space in its place, or nothing at a line's end.",
    check=_tabs,
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
        SHORT_ZONE,
        TAG,
        LARGE_INT,
        COMMENT_IN_TEXT,
        UNUSUAL_BLANK,
        TAB,
    ),
)
