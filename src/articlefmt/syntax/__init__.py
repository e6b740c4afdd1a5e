"""Text and YAML; nothing here knows what an article is. Start at `parsed`, then `block_reader`.

- `source`: bytes and text, the fences, the body. `parsed`: what a text says, and where. `limits`: how much is read.
- `block_reader`, `compiled`: the plain subset that nearly every file is written in, in Python and in C. `block_tree`:
  where its values stand.
- `reader`, `ruamel_reader`, `ruamel_tree`: any other text. `block_scalars`, `stand_ins`: what ruamel.yaml reads
  otherwise. `explanations`: our words for its.
- `nodes`, `walks`: the tree that both readers make. `properties`, `comments`: what else stands in a text.
- `scalars`: what a plain or quoted text means. `blanks`: characters that look like one.
- `places`: offset to line and column. `proof`: that a tree is all there is in a text.
"""
