"""What each code means, as `codes.md` beside this module has it for `articlefmt rule`, SARIF and the documents."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import attrs

__all__ = ["Rule", "rules"]


@attrs.frozen
class Rule:
    """A code.

    Attributes:
        code: such as `C603`.
        name: what it is called.
        points: what there is to say, each with its heading: Severity, Means, Matters, Readers if some are known to
            misread it, Mend.
    """

    code: str
    name: str
    points: dict[str, str]


@cache
def rules() -> dict[str, Rule]:
    """Every code there is, in the order of the groups."""
    text = files("articlefmt.cli").joinpath("codes.md").read_text(encoding="utf-8")
    found = re.findall(r"^### (\w+): (.+)\n\n((?:- .+\n)+)", text, re.MULTILINE)
    return {code: Rule(code, name, dict(re.findall(r"\*\*(\w+)\*\*: (.+)", points))) for code, name, points in found}
