"""Sphinx: `sphinx-build -W docs site`."""

from __future__ import annotations

from importlib.metadata import version as version_of

from sphinx.application import Sphinx

project = "articlefmt"
author = "The articlefmt authors"
copyright = author  # noqa: A001  Sphinx's name for it
release = version = version_of("articlefmt")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"articlefmt {version}"
html_static_path = ["_static"]
html_css_files = ["wide.css"]
smartquotes_action = "D"  # texts keep the quotes of what is typed

copybutton_prompt_text = r"\$ |>>> "  # of a session only what is typed is copied
copybutton_prompt_is_regexp = True

default_role = "code"  # docstrings mark code as Markdown does
myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True  # `DEFAULT_LIMITS`, not its four numbers
maximum_signature_line_length = 80
napoleon_use_ivar = True
python_use_unqualified_type_names = True


def _leave_out(_app: object, _what: str, name: str, _one: object, _skip: bool, _options: object) -> bool | None:
    """What attrs and Python make is no part of the interface."""
    return True if name in {"__new__", "__init__"} else None


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("autodoc-skip-member", _leave_out)
