"""Rules: a document → findings, and what of them can be mended. Pure: nothing here prints. Start at `rule`.

- `finding`, `view`, `rule`: what a rule gives, what it sees, and what it is. `rules`: the closed list of all.
  `codes`: how a user names them.
- `keys`, `secured`, `consumers` with `scalars` and `tags`, `together`, `guard`, `proof`: the rules with their checks, a
  module or more for each group. `reading`, `writing`: those of what the layers below raise.
- `ignores`: the comments that silence findings. `heeded`: what of them holds. `silence`: what they silence.
- `run`: `check`. `work`: one file of many. `fixes`: what can be mended.
- `identity`: which article a file is of. `unexpanded`: what is told of values that expand without end.
"""

from articlefmt.checks.finding import Finding, Severity
from articlefmt.checks.run import check

__all__ = ["Finding", "Severity", "check"]
