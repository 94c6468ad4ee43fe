"""Columns that do not fit together are refused when they are made, and not counted wrongly later."""

from collections.abc import Callable

import numpy as np
import pytest

from tovholder.engines.duplicates import Params
from tovholder.engines.facets.model import Columns, ManyColumn, OneColumn


def _codes(*values: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.int32]]":
    return np.array(values, dtype=np.int32)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: ManyColumn(_codes(0, 1), _codes(0), 1), "a pair needs a row and a code"),
        (
            lambda: Columns(1, {"a": OneColumn(_codes(0), 1)}, {"a": ManyColumn(_codes(0), _codes(0), 1)}),
            "a column has one name and one kind",
        ),
        (lambda: Columns(2, {"a": OneColumn(_codes(0), 1)}), "every row has one code, or -1"),
        (lambda: Columns(1, {}, {"a": ManyColumn(_codes(1), _codes(0), 1)}), "a pair names a row that is not there"),
        (lambda: OneColumn(_codes(1), 1), "a code lies outside"),
        (lambda: Params(near_days=-1), "near_days and max_matches must not be negative or none"),
        (lambda: Params(alike=0.9), "the limits must rise from alike to same, between 0 and 1"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(make: Callable[[], object], said: str) -> None:
    """Each with its reason."""
    with pytest.raises(ValueError, match=said):
        make()
