"""Text and YAML; nothing here knows what an article is."""
