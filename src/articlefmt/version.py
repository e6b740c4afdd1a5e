"""The version, in one place: the build reads it here, too."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
