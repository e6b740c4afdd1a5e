"""What differs between two versions of a file. Start at `changes`.

- `changes`: value by value. `text_diff`: line by line. `lines`: which lines are equal.
"""
