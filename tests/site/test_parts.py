"""The tabs of a whole that several rooms make up."""

import pytest

from tests.site.walk import addresses
from tovholder.foundation.ui.navigation import NAV_PARTS

WHOLES = sorted({part.within for part in NAV_PARTS})


@pytest.mark.parametrize("whole", WHOLES)
def test_no_page_stands_under_two_tabs(whole: str) -> None:
    """Whoever reads a page sees where it belongs: one tab is marked, or none."""
    parts = [part for part in NAV_PARTS if part.within == whole]
    found = {name: [part.key for part in parts if part.is_current(name)] for name in addresses()}
    assert {name: keys for name, keys in found.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("whole", WHOLES)
def test_every_tab_leads_to_its_own_page(whole: str) -> None:
    """The page that a tab opens marks that tab."""
    parts = [part for part in NAV_PARTS if part.within == whole]
    assert [part.key for part in parts if not part.is_current(part.url_name)] == []


def test_no_two_tabs_stand_in_one_place() -> None:
    """The order of tabs is chosen, not left to their names."""
    places = [(part.within, part.order) for part in NAV_PARTS]
    assert sorted(place for place in set(places) if places.count(place) > 1) == []
