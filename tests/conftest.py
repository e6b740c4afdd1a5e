"""Hypothesis profiles; HYPOTHESIS_PROFILE chooses one."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

pytest.register_assert_rewrite("tests.editing.checking")  # so that a failure shows both texts

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]
# What gates draws the same examples each time, so that a change is judged by what it changed; `long` draws new ones.
settings.register_profile("quick", max_examples=25, deadline=None, suppress_health_check=_SLOW, derandomize=True)
settings.register_profile("ci", max_examples=120, deadline=None, suppress_health_check=_SLOW, derandomize=True)
settings.register_profile("long", max_examples=5000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
