"""Many files: reading, editing, rows. Start at `functions`, then `chunks`.

- `functions`: `read_many` and `edit_many`. `outcome`: what becomes of a file.
- `chunks`: who works on which files, and in which order. `cluster`: what is so with Dask.
- `columns`, `rows`: records as rows of a table. `tables`, `arrow`, `as_json`: the files of tables.
- `steps`, `conditions`: what the commands do to files, and to which. `jobs`: that for one file, wherever it is done.
"""
