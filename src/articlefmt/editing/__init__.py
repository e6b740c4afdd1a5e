"""Writes texts: values into a text, by the smallest change; knows layouts, and nothing of classes."""
