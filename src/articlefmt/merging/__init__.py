"""Three versions of a file → one: its values key by key and item by item, its body as git merges lines."""
