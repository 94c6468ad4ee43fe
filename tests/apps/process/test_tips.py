"""The ten tips, where they are of use, and hidden by those who have seen enough of them."""

import pytest
from django.urls import reverse

from tests.pages import text_of
from tests.people import client_of, holding
from tests.rounds import opened
from tovholder.apps.process.packaged import tips
from tovholder.apps.process.phases import PHASE_OF, STEPS

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("PRO-12")
def test_ten_tips_with_keys_of_their_own_stand_on_the_step_they_are_about() -> None:
    """Each on its step's page, and on the board."""
    found = opened()
    client = client_of(holding("coordinator"))
    board = text_of(client.get(found.get_absolute_url()))
    assert len({tip.key for tip in tips()}) == 10
    for tip in tips():
        assert PHASE_OF[tip.step].key == tip.phase
        assert str(tip.title) in board
        assert str(tip.text) in text_of(client.get(reverse("process:step", args=[found.public_id, tip.step])))


@pytest.mark.requirement("VIS-18")
def test_that_the_administration_owns_the_process_is_said_where_responsibility_is_placed() -> None:
    """On the step *Udpeg de ansvarlige*."""
    found = opened()
    page = client_of(holding("coordinator")).get(reverse("process:step", args=[found.public_id, "vision.responsible"]))
    assert "Lad forvaltningen have ansvaret for forløbet" in text_of(page)
    assert str(STEPS["vision.responsible"].title) in text_of(page)


def test_a_person_hides_a_tip_and_shows_it_again() -> None:
    """For themselves alone."""
    found = opened()
    one, another = client_of(holding("coordinator")), client_of(holding("programme_manager"))
    tip = tips()[0]
    one.post(reverse("process:hide_tip", args=[tip.key]))
    path = found.get_absolute_url()
    assert str(tip.title) not in text_of(one.get(path))
    assert str(tip.title) in text_of(another.get(path))
    one.post(reverse("process:show_tips"))
    assert str(tip.title) in text_of(one.get(path))


def test_a_tip_that_there_is_not_is_not_found() -> None:
    """404, not a fault."""
    answer = client_of(holding("coordinator")).post(reverse("process:hide_tip", args=["findes-ikke"]))
    assert answer.status_code == 404
