"""For the tests of those who use articlefmt: Hypothesis strategies, and an assertion. Needs `articlefmt[testing]`.

```
from hypothesis import given
from articlefmt.testing import documents

@given(documents())
def test_the_index_knows_every_title(document):
    assert document.record.title in index_of(document)
```
"""

from articlefmt.syntax.compiled import reader
from articlefmt.testing.round_trips import assert_round_trips
from articlefmt.testing.strategies import documents, records, untidy_documents

__all__ = ["assert_round_trips", "documents", "reader", "records", "untidy_documents"]
