"""Makes the parts of the documents that follow from the code; a test holds them. `python docs/generate.py` writes."""

from __future__ import annotations

from pathlib import Path

DOCS = Path(__file__).resolve().parent
MARK = "<!-- What follows is made by docs/generate.py from {source}. -->\n\n"


def errors() -> str:
    """`errors.md`: the codes as `articlefmt rule` has them."""
    return _below("errors.md", "src/articlefmt/cli/codes.md", _read("src/articlefmt/cli/codes.md"))


PAGES = {"errors.md": errors}
"""Each page that is made in part, and what gives its whole text."""


def _below(page: str, source: str, text: str) -> str:
    """A page with another text below its mark."""
    mark = MARK.format(source=source)
    head, found, _ = _read(f"docs/{page}").partition(mark)
    if not found:
        message = f"docs/{page} lacks the line {mark.strip()!r}"
        raise ValueError(message)
    return head + mark + text


def _read(name: str) -> str:
    return (DOCS.parent / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
