"""The demo's pools, joint search and review: alive, invented, and made through the rooms' own doors."""

from datetime import date
from decimal import Decimal

import pytest

from tovholder.apps.casereviews.models import Review
from tovholder.apps.casereviews.selectors import rows_of, total
from tovholder.apps.funding.models import Application, FundingPool, JointTaking, PoolTip

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_pools_a_joint_search_and_a_review_stand_in_the_pilot() -> None:
    """Two pools and applications, five municipalities that are in, fourteen citizens of whom three still need two."""
    assert sorted((pool.is_national, pool.state_on(TODAY).value) for pool in FundingPool.objects.all()) == [
        (False, "open"),
        (True, "open"),
    ]
    assert sorted(Application.objects.values_list("state", flat=True)) == ["draft", "granted"]
    assert PoolTip.objects.count() == 1
    states = sorted(JointTaking.objects.values_list("state", flat=True))
    assert states == ["declined", "invited", "invited", *["joined"] * 5]
    review = Review.objects.get()
    found = total(review, rows_of(review))
    assert found is not None
    assert (found.citizens, found.assessed, found.measured, found.still_two, found.before, found.after) == (
        14,
        12,
        7,
        3,
        Decimal("84.47"),
        Decimal("46.67"),
    )
