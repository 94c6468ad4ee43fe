"""Where a form was opened from: only what makes sense, and never off this site."""

from uuid import UUID

import pytest
from django.http import QueryDict

from tovholder.foundation.work.public import Origin, origin_of

KEY = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")


def _sent(**values: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update({"fra": str(KEY), "fra_side": "/proces/", **values})
    return query


@pytest.mark.parametrize(
    "page",
    [
        "//ond.example/",
        "/\\ond.example/",
        "https://ond.example/",
        "javascript:alert(1)",
        "/a\x00b",
        "/a\nb",
        "",
        "/" * 301,
    ],
)
def test_a_page_elsewhere_is_no_origin(page: str) -> None:
    """Neither another site, nor a script, nor what no database keeps."""
    assert origin_of(_sent(fra_side=page)) is None


def test_words_come_without_zero_bytes() -> None:
    """PostgreSQL keeps none, and a form that was opened by such an address is saved all the same."""
    found = origin_of(_sent(fra_navn="Fy\x00ret", fund="Net\x00", mere="\x00", enhed="9" * 12))
    assert found == Origin(id=KEY, url="/proces/", source="Fyret", text="Net")


@pytest.mark.parametrize("key", ["", "x", "0f8fad5b", "\x00"])
def test_a_wrong_id_is_no_origin(key: str) -> None:
    """The form opens by itself."""
    assert origin_of(_sent(fra=key)) is None
