"""Fields and kinds; nothing here knows what a text is."""
