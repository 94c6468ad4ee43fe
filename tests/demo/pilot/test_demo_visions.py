"""The demo's visions."""

from datetime import date

import pytest

from tovholder.apps.visions.public import Hearing, Vision
from tovholder.apps.visions.selectors import receipt_counts

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_syddjurs_has_a_vision_in_force_an_older_one_and_one_in_hearing() -> None:
    """With a round each where one had begun, statements, a letter that failed, and receipts of some units."""
    own = Vision.objects.filter(municipality__code="0706")
    told = {vision.state: (vision.tier, bool(vision.previous)) for vision in own}
    assert told == {
        "revised": ("public", False),
        "adopted": ("public", True),
        "hearing": ("municipality", False),
    }
    in_force = own.get(state="adopted")
    assert receipt_counts([in_force]) == {in_force.pk: (2, 6)}
    states = Hearing.objects.filter(round__vision__state="hearing").values_list("state", flat=True)
    assert sorted(states) == ["answered", "answered", "invited", "mail_failed"]
    assert Vision.objects.exclude(made_on__lt=TODAY).count() == 0
