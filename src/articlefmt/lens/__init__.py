"""Plain values ↔ records; nothing here knows a text but for its scalars. Start at `structure`, then `merge`.

- `structure`: both directions, with every error in words. `timestamps`: the two forms of timestamps there.
- `structurer`, `unstructurer`: the functions that are generated for a class. `generated`: what they share.
  `shaped`: a value by its shape.
- `problems`, `refusals`, `cures`: what is wrong with values. `faults`: what is wrong with a record.
- `classes`: of which class values are. `shape_at`: what a class takes at a key. `comparable`, `defaults`: what a record
  can tell.
- `merge`: what a text is to say so that it says what a record does. `restore`: and what its class made of the values.
- `adopt`, `held`: a record that others hold, when the document goes on with another. `worse`: what an edit spoils.
"""
