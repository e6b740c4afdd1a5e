"""Three versions of a file to one: its values key by key and item by item, its body as git merges lines.

Start at `functions`, the public interface, then `text`.

- `text`: the merge of a file. `versions`: a base, and what two sides made of it.
- `values`, `items`: the merge of plain values, and of lists.
- `into_ours`: the merged values as a text. `order`: where a key goes that only theirs has.
- `properties`: what values don't tell. `marks`: git's markers around what is in conflict.
"""
