"""The command `articlefmt`. Start at `main`, then at a command.

- `check`, `diff`, `edit`, `export`, `merge_file`, `rule`, `schema`: the commands.
- `options`, `config`, `files`, `selection`, `workers`, `steps`: options that commands share, and what they stand for.
- `by_path`, `classes`, `imported`: what a configuration says of files by their paths.
- `streams`, `status`, `signals`, `progress`: how commands print and end. `output`, `reports`: how findings are told.
- `pool`: processes that share work. `together`: which files of a run are looked at together.
- `versions`, `difference`, `diff_stat`: what `diff` compares, and tells. `history`, `pairs`: what `check --against`
  compares.
"""

from articlefmt.cli.main import main

__all__ = ["main"]
