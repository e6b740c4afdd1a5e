"""What nobody may change. Start at `held`.

- `held`: what a file holds of it. `value`: at one key. `lines`: in a text that can't be read.
- `change`: what an edit changes of it.
"""
