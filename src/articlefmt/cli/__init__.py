"""The command `articlefmt`. Start at `main`, then at a command.

- `check`, `diff`, `edit`, `export`, `merge_file`, `rule`, `schema`: the commands.
- `options`, `config`, `files`, `selection`, `workers`, `steps`: options that commands share, and what they stand for.
- `doubts`: what may be wrong with a condition that held of no file.
- `by_path`, `classes`, `imported`: what a configuration says of files by their paths.
- `streams`, `status`, `signals`, `progress`: how commands print and end.
- `tasks`: what `check` looks at. `history`, `pairs`: what `check --against` compares. `baseline`: what is known.
- `reporting`, `output`, `reports`: how findings are told. `markdown`: tables in which nothing is markup.
- `versions`, `difference`: what `diff` compares. `diff_stat`, `diff_markdown`: what it tells.
- `pool`: processes that share work. `together`: which files of a run are looked at together.
- `unclassed`: which hints files get that no class fits.
"""

from articlefmt.cli.main import main

__all__ = ["main"]
