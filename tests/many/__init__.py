"""Tests of many files."""
