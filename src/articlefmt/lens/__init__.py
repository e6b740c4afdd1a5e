"""Joins text and records."""
