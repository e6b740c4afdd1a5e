"""Where a value stands: behind its colon or dash."""

from __future__ import annotations

import pytest

from tests.cases import Case, cases
from tests.editing.checking import check_edit

EDITS = cases(r"""
    === beside an anchor all can be edited
    x: &a 1
    y: *a
    >>> doc.set("z", 2)
    x: &a 1
    y: *a
    z: 2

    === new lines end as those before them
    heat: 5←

    topics:
      - a
    >>> doc.set("quality", 1)
    >>> doc.set("topics[1]", "b")
    quality: 1←
    heat: 5←

    topics:
      - a
      - b

    === a new last line ends as the one before it
    heat: 5
    x: 1←
    >>> doc.set("z", 2)
    heat: 5
    x: 1←
    z: 2←

    === a key without a colon
    x: {a, b: 1}
    >>> doc.set("x.a", "v")
    x: {a: v, b: 1}
""")


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_the_smallest_change(case: Case) -> None:
    check_edit(case)


WHOLE = cases(r"""
    === what has a tag and an anchor starts at the first of them
    x: !!str &a v
    y: 1
    >>> doc.set("y", 2)
    x: !!str &a v
    y: 2
""")


@pytest.mark.parametrize("case", WHOLE)
def test_an_edit_of_a_whole_front_matter_is(case: Case) -> None:
    check_edit(case, head="")
