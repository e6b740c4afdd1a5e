"""Many files: reading, editing, rows."""
