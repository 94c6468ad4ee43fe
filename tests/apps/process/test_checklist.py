"""The start checklist: thirteen points, each with its place, given to somebody and followed."""

from datetime import date

import pytest
from django.urls import resolve, reverse

from tests.landkort import refusal
from tests.pages import text_of
from tests.people import actor, client_of, holding, municipality, unit
from tests.rounds import opened
from tovholder.apps.process.models import ChecklistPoint
from tovholder.apps.process.packaged import points
from tovholder.apps.process.public import PointFacts, set_point
from tovholder.apps.process.working import point_items
from tovholder.foundation.accounts.seats import actor_of
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(1, marks=pytest.mark.requirement("CHK-01")),
        pytest.param(2, marks=pytest.mark.requirement("CHK-02")),
        pytest.param(3, marks=pytest.mark.requirement("CHK-03")),
        pytest.param(4, marks=pytest.mark.requirement("CHK-04")),
        pytest.param(5, marks=pytest.mark.requirement("CHK-05")),
        pytest.param(6, marks=pytest.mark.requirement("CHK-06")),
        pytest.param(7, marks=pytest.mark.requirement("CHK-07")),
        pytest.param(8, marks=pytest.mark.requirement("CHK-08")),
        pytest.param(9, marks=pytest.mark.requirement("CHK-09")),
        pytest.param(10, marks=pytest.mark.requirement("CHK-10")),
        pytest.param(11, marks=pytest.mark.requirement("CHK-11")),
        pytest.param(12, marks=pytest.mark.requirement("CHK-12")),
        pytest.param(13, marks=pytest.mark.requirement("CHK-13")),
    ],
)
def test_each_point_stands_with_its_place_is_given_to_somebody_and_closed(number: int) -> None:
    """From the list to the form and back: who, until when, done; the link leads to a page of the product."""
    found = opened()
    held = holding("coordinator")
    client = client_of(held)
    point = next(item for item in points() if item.number == number)
    link = point.link(found)
    assert resolve(link.href.split("?")[0]).view_name
    shown = text_of(client.get(reverse("process:checklist")))
    assert str(point.title) in shown
    path = reverse("process:point", args=[point.key])
    client.post(path, {"state": "under_way", "responsible": held.user.pk, "due_on": "2026-12-01"})
    row = ChecklistPoint.objects.get(point=point.key)
    assert (row.responsible, row.due_on, row.round) == (held.user, date(2026, 12, 1), found)
    assert [item.title for item in point_items(actor_of(held), date(2026, 12, 31))] == [str(point.title)]
    client.post(path, {"state": "done", "version": row.version})
    row.refresh_from_db()
    assert (row.state, row.done_on is not None) == ("done", True)


@pytest.mark.requirement("PRO-10")
def test_there_are_thirteen_points_with_progress_and_status() -> None:
    """Numbered 1 to 13; two settled ones are counted."""
    for point, state in ((points()[0], "done"), (points()[1], "not_for_us")):
        facts = PointFacts(state=state, note="Det har vi.")
        set_point(by=SYSTEM, municipality=municipality(), found=None, point=point.key, facts=facts)
    shown = text_of(client_of(holding("staff", in_unit=unit())).get(reverse("process:checklist")))
    assert [point.number for point in points()] == list(range(1, 14))
    assert "2 af 13 punkter er gjort eller valgt fra" in shown


def test_points_begun_before_the_first_round_go_into_it() -> None:
    """The checklist helps before there is a round; what was done is not lost when the first one opens."""
    point = points()[3].key
    set_point(by=SYSTEM, municipality=municipality(), found=None, point=point, facts=PointFacts(state="done"))
    found = opened()
    assert list(found.points.values_list("point", "state")) == [(point, "done")]


def test_a_point_that_is_not_for_us_says_why() -> None:
    """The note holds the reason."""
    facts = PointFacts(state="not_for_us")
    told = refusal(
        lambda: set_point(by=SYSTEM, municipality=municipality(), found=None, point=points()[0].key, facts=facts)
    )
    assert list(told) == ["note"]


def test_whoever_has_the_ball_may_say_how_far_the_point_is() -> None:
    """A unit leader edits the point that was given to them, and no other."""
    held = holding("unit_leader", in_unit=unit())
    mine, other = points()[0].key, points()[1].key
    facts = PointFacts(state="open", responsible=held.user)
    set_point(by=actor("coordinator"), municipality=municipality(), found=None, point=mine, facts=facts)
    client = client_of(held)
    client.post(reverse("process:point", args=[mine]), {"state": "done", "responsible": held.user.pk})
    client.post(reverse("process:point", args=[other]), {"state": "done"})
    assert list(ChecklistPoint.objects.values_list("point", "state")) in ([(mine, "done")], [(mine, "open")])
