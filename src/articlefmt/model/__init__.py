"""Classes, fields and kinds; nothing here knows what a text is. Start at `layout`, then `fields`.

- `layout`: what a class says of its text, by a decorator. `kinds`: what follows from it for a file.
- `shapes`: what an annotation takes. `fields`: the table of a class's fields. `words`: what a place takes, in words.
- `checked`: the check of what a field is given. `making`: what else happens when a record is made.
- `base`, `parts`, `records`, `secured`: the article classes, and the opaque value.
- `classes`: what `cls` takes. `names`: by which names messages call classes. `json_schema`: a class as JSON Schema.
- `cached`: a cache for functions of classes.
"""
