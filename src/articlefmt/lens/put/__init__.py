"""Record + tree → splices: the smallest change of the text that makes it say what is wanted.

`edit` holds what one edit knows and how lines lie; `values` decides value by value, `units` adds and removes entries
and items of block collections, `flow` those of flow collections, `align` says which items of a list stayed.
"""

from articlefmt.lens.put.values import put, put_entry

__all__ = ["put", "put_entry"]
