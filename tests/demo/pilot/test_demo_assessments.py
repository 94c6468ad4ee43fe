"""The demo's assessments: two citizens of one unit, seen by that unit alone."""

from datetime import date

import pytest

from tovholder.apps.assessments.models import Assessment
from tovholder.apps.assessments.public import assessments, needs_of
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of

pytestmark = pytest.mark.django_db


def test_one_is_finished_and_one_has_begun() -> None:
    """With needs in order, agreements kept and waiting, and a day on which to talk again."""
    rows = [
        (
            one.citizen.alias,
            one.unit.name,
            one.closed_on,
            [need.theme for need in needs_of(one).needs],
            [agreement.done_on is not None for agreement in one.agreements.all()],
        )
        for one in Assessment.objects.select_related("citizen", "unit").order_by("begun_on")
    ]
    assert rows == [
        ("Vibe", "Bostøtten Midt", date(2026, 9, 12), ["structure", "contact", "household"], [True, True, False]),
        ("Regnspove", "Bostøtten Midt", None, ["getting_around", "contact"], []),
    ]
    seats = RoleHolding.objects.filter(municipality__name="Syddjurs").select_related("user", "role")
    seers = {held.user.name for held in seats if assessments(actor_of(held)).exists()}
    assert seers == {"Karim Haddad"}
