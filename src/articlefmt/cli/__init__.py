"""The command `articlefmt`."""

from articlefmt.cli.main import main

__all__ = ["main"]
