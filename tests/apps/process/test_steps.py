"""Steps: the guide's own, in any order, to any state and back, and never blocked."""

from datetime import date
from itertools import product

import pytest
from django.urls import reverse

from tests.landkort import refusal
from tests.pages import text_of
from tests.people import client_of, holding, person, unit
from tests.rounds import learnt, opened
from tovholder.apps.process.models import StepState, StepStatus
from tovholder.apps.process.phases import PHASES, STEPS
from tovholder.apps.process.public import StepFacts, change_step, close_round, set_step
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.notices.models import Notice
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("phase", "steps"),
    [
        pytest.param("vision", ["responsible", "goals", "plan"], marks=pytest.mark.requirement("PRO-02")),
        pytest.param(
            "screening", ["needs", "technology", "resources", "ethics"], marks=pytest.mark.requirement("PRO-03")
        ),
        pytest.param("organisation", ["coordinator", "units", "others"], marks=pytest.mark.requirement("PRO-04")),
        pytest.param(
            "practice",
            ["citizens", "knowledge", "spread", "follow_up", "evaluate"],
            marks=pytest.mark.requirement("PRO-05"),
        ),
    ],
)
def test_the_board_has_every_step_of_a_phase_in_the_guides_order(phase: str, steps: list[str]) -> None:
    """Under the phase's heading, each with its state."""
    found = opened()
    shown = text_of(client_of(holding("coordinator")).get(found.get_absolute_url()))
    known = next(one for one in PHASES if one.key == phase)
    assert [step.key for step in known.steps] == [f"{phase}.{step}" for step in steps]
    places = [shown.index(str(step.title)) for step in known.steps]
    assert places == sorted(places)


@pytest.mark.requirement("PRO-06")
def test_every_step_can_be_set_to_any_state_from_any_state() -> None:
    """Whatever the others are: the last phase may be done while nothing has begun, and go back again."""
    found = opened()
    for step in reversed(STEPS):
        for before, after in product(StepState, repeat=2):
            set_step(by=SYSTEM, found=found, step=step, state=before.value, reason="Prøve")
            row = set_step(by=SYSTEM, found=found, step=step, state=after.value, reason="Prøve")
            assert row.state == after.value
    assert StepStatus.objects.filter(round=found).count() == len(STEPS)


@pytest.mark.requirement("PRO-06")
def test_one_press_of_a_button_sets_a_step_without_javascript() -> None:
    """The form on the board sends the state and comes back to the board."""
    found = opened()
    client = client_of(holding("coordinator"))
    path = reverse("process:set_step", args=[found.public_id, "practice.evaluate"])
    answer = client.post(path, {"state": "done"})
    assert answer.status_code == 302
    assert StepStatus.objects.get(round=found).state == "done"


def test_not_for_us_needs_a_reason_and_a_closed_round_takes_no_changes() -> None:
    """Both are told in words."""
    found = opened()
    with pytest.raises(Exception, match="ikke er noget for jer"):
        set_step(by=SYSTEM, found=found, step="vision.plan", state="not_for_us")
    learnt(found)
    close_round(by=SYSTEM, found=found)
    with pytest.raises(Exception, match="Runden er afsluttet"):
        set_step(by=SYSTEM, found=found, step="vision.plan", state="done")


def test_days_follow_the_state_and_tell_how_long_a_step_took() -> None:
    """Begun on one day, done ten days later; begun again, it is not done any more."""
    found = opened()
    with clock.clock_at(date(2026, 10, 1)):
        set_step(by=SYSTEM, found=found, step="vision.goals", state="under_way")
    with clock.clock_at(date(2026, 10, 11)):
        row = set_step(by=SYSTEM, found=found, step="vision.goals", state="done")
    assert (row.began_on, row.done_on, row.days) == (date(2026, 10, 1), date(2026, 10, 11), 10)
    row = set_step(by=SYSTEM, found=found, step="vision.goals", state="under_way")
    assert (row.began_on, row.done_on) == (date(2026, 10, 1), None)


def test_who_gets_the_ball_is_told_and_must_belong_to_the_municipality() -> None:
    """One notice to the new one; somebody from elsewhere is refused."""
    found = opened()
    here = holding("unit_leader", in_unit=unit()).user
    change_step(by=SYSTEM, found=found, step="vision.goals", facts=StepFacts(state="under_way", responsible=here))
    assert list(Notice.objects.values_list("user", "kind")) == [(here.pk, "process.ball")]
    stranger = person("ude@randers.example", "Ude")
    facts = StepFacts(state="under_way", responsible=stranger)
    told = refusal(lambda: change_step(by=SYSTEM, found=found, step="vision.goals", facts=facts))
    assert list(told) == ["responsible"]


def test_two_who_change_a_step_at_once_are_told() -> None:
    """The second one's version is old."""
    found = opened()
    row = set_step(by=SYSTEM, found=found, step="vision.goals", state="under_way")
    seen = row.version
    change_step(by=SYSTEM, found=found, step="vision.goals", facts=StepFacts(state="done"), expected_version=seen)
    with pytest.raises(ConflictError):
        change_step(
            by=SYSTEM, found=found, step="vision.goals", facts=StepFacts(state="not_begun"), expected_version=seen
        )


@pytest.mark.requirement("PRO-01")
def test_the_overview_shows_the_four_phases_of_the_municipality_and_of_each_unit() -> None:
    """One table: the municipality's own round and a unit with a round; the unit without one is named under it."""
    of_unit = opened(in_unit=unit("Fyret"))
    unit("Havnen")
    set_step(by=SYSTEM, found=of_unit, step="practice.spread", state="under_way")
    opened()
    page = client_of(holding("coordinator")).get(reverse("process:overview"))
    rows = {row.name: [str(cell.status.text) for cell in row.cells] for row in page.context["rows"]}
    nothing = ["Ikke begyndt"] * 4
    assert rows == {
        "Syddjurs Kommune": nothing,
        "Fyret": [*nothing[:3], "I gang"],
    }
    assert [row.name for row in page.context["without_round"]] == ["Havnen"]
    assert "1 enhed har ingen runde endnu" in page.content.decode()
