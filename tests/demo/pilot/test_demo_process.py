"""The demo's rounds: the pilot municipality and three of its units are in their second."""

from datetime import date

import pytest

from tovholder.apps.process.models import Learning, Round

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_the_pilot_and_three_units_are_in_their_second_round() -> None:
    """The first is closed with learnings; the second has them pinned, and some are taken up."""
    rounds = Round.objects.filter(municipality__code="0706").select_related("unit")
    places = sorted((found.place_name, found.number, found.is_open) for found in rounds)
    assert places == [
        (place, number, number == 2)
        for place in ("Bostøtten Midt", "Hjemmeplejen Kysten", "Plejecenter Fyrreglimt", "Syddjurs Kommune")
        for number in (1, 2)
    ]
    own = Round.objects.get(municipality__code="0706", unit__isnull=True, number=2)
    assert (own.carried.count(), own.carried.filter(answered_on__isnull=False).count()) == (4, 1)
    assert Learning.objects.filter(learnt_on__gte=TODAY).count() == 0
