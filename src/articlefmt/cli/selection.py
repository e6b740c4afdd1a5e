"""Which findings are told: by code (`C603`) or by its beginning (`C`, `C6`)."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import attrs
import click

from articlefmt.checks import Finding
from articlefmt.errors import CODES

__all__ = ["Codes", "Selection"]


class Codes(click.ParamType[tuple[str, ...]]):
    """Codes and beginnings of codes, with commas between."""

    name = "codes"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The words, each of which some code starts with."""
        words = tuple(word for word in value.replace(" ", "").split(",") if word)
        for word in words or (value,):
            if not word or not any(code.startswith(word) for code in CODES):
                near = get_close_matches(word, CODES, 1, 0.3)
                hint = f"; did you mean {near[0]}?" if near else ""
                self.fail(f"{word!r} is no code and no beginning of one{hint}", param, ctx)
        return words


@attrs.frozen
class Selection:
    """What is told: all that is selected, or everything where nothing is, but nothing that is ignored.

    Attributes:
        selected: codes or their beginnings.
        ignored: the same.
    """

    selected: tuple[str, ...]
    ignored: tuple[str, ...]

    def of(self, findings: Sequence[Finding]) -> list[Finding]:
        """Those of the findings that are told."""
        return [
            finding
            for finding in findings
            if finding.code.startswith(self.selected or ("",)) and not finding.code.startswith(self.ignored)
        ]
