"""Benchmarks: articlefmt beside other libraries that do the same work, in one run. Start with `python -m bench`."""
