"""What nobody may change: what a file holds of it, and what an edit changes of it."""
