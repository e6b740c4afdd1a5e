"""Hypothesis profiles; HYPOTHESIS_PROFILE chooses one."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

pytest.register_assert_rewrite("tests.editing.checking")  # so that a failure shows both texts

# What gates draws the same examples each time, so that a change is judged by what it changed; `long` draws new ones.
settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=120, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
