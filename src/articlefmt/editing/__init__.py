"""Writes texts: values into a text, by the smallest change; knows layouts, and nothing of classes. Start at `put`.

- `put`: the only door to a changed text. `change`: what differs, value by value.
- `proof`: that it reads as wanted. `parts`: the same, from what changed alone.
- `edit`: what one edit knows. `splice`: a span of the text and what takes its place.
- `scalars`, `block_text`: another value in the style that it has. `entries`, `items`, `flow`: what comes and goes.
- `units`, `lines`, `entry_lines`, `line_ends`: the lines of a text.
- `properties`, `losses`: what an edit may not touch: anchors, tags, aliases, comments.
- `writer`, `spelling`, `neighbours`: how a new value is written. `canonical`: a whole new front matter.
"""
