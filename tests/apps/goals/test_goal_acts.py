"""Goals: what may be set, how they are measured and ended, and who took part."""

from datetime import date
from decimal import Decimal

import pytest

from tests.landkort import refusal
from tests.people import actor, code, holding, municipality, person, unit
from tests.planning import goal
from tovholder.apps.goals.actions import GoalFacts, add_participant, add_reading, change_goal, step_goal
from tovholder.apps.goals.models import GoalState, Level, Motive, Part, Participant
from tovholder.apps.goals.presenting import progress_text
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.notices.models import Notice
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


@pytest.mark.requirement("VIS-05")
def test_a_goal_has_level_owner_indicator_deadline_and_a_link_up() -> None:
    """The level follows from the unit, and a unit's goal supports one of the municipality's."""
    mette = holding().user
    above = goal("Alle boliger er på nettet", owner=mette, indicator="Andel boliger", deadline=date(2027, 6, 1))
    below = goal("Fyret er på nettet", unit=unit("Fyret"), parent=above, motive=Motive.EFFICIENCY)
    assert (above.level, above.owner, above.deadline) == (Level.MUNICIPAL, mette, date(2027, 6, 1))
    assert (below.level, below.parent, below.is_linked) == (Level.LOCAL, above, True)


def test_a_link_goes_up_and_stays_at_home() -> None:
    """A municipal goal supports no other goal, a local one no other local one, and nobody another municipality's."""
    local = goal("Et lokalt", unit=unit("Fyret"))
    foreign = goal("Et fremmed", at=municipality("Randers"))
    assert list(refusal(lambda: goal("Kommunens", parent=foreign))) == ["parent"]
    assert list(refusal(lambda: goal("Lokalt", unit=unit("Havnen"), parent=local))) == ["parent"]
    assert list(refusal(lambda: goal("Lokalt", unit=unit("Havnen"), parent=foreign))) == ["parent"]


def test_a_goal_with_local_goals_stays_the_municipalitys() -> None:
    """Else the local ones would hang on a local one."""
    above = goal()
    goal("Lokalt", unit=unit("Fyret"), parent=above)
    facts = GoalFacts(title=above.title, motive=above.motive, unit=unit("Havnen"))
    assert list(refusal(lambda: change_goal(by=SYSTEM, goal=above, facts=facts))) == ["unit"]


@pytest.mark.requirement("VIS-04")
def test_goals_are_set_for_the_administration_and_for_the_units_by_those_who_work_there() -> None:
    """The coordinator sets the municipality's, the leader of a unit its own and no other's."""
    here = unit("Fyret")
    leader = actor("unit_leader", in_unit=here)
    assert goal("Vores", by=leader, unit=here).level == Level.LOCAL
    assert goal("Kommunens", by=actor("coordinator")).level == Level.MUNICIPAL
    assert list(refusal(lambda: goal("Hele kommunens", by=leader))) == ["unit"]
    assert list(refusal(lambda: goal("De andres", by=leader, unit=unit("Havnen")))) == ["unit"]
    assert list(refusal(lambda: goal("Offentligt", by=leader, unit=here, tier="public"))) == ["tier"]


def test_an_owner_works_here_today_and_sees_what_they_answer_for() -> None:
    """Somebody of another municipality, who left, or of another unit for what a unit keeps to itself is refused."""
    here = unit("Fyret")
    elsewhere = holding(at="Randers").user
    gone = holding("staff", user=person("gik@syddjurs.example", "Gik"), ends_on=date(2025, 1, 1)).user
    other = holding("staff", user=person("andet@syddjurs.example", "Anden"), in_unit=unit("Havnen")).user
    for owner in (elsewhere, gone):
        assert list(refusal(lambda owner=owner: goal(owner=owner))) == ["owner"]  # type: ignore[misc]  # bound now
    assert list(refusal(lambda: goal(unit=here, tier="unit", owner=other))) == ["owner"]
    assert goal(unit=here, owner=other).owner == other


def test_numbers_say_what_they_measure() -> None:
    """A target needs an indicator, a baseline its day, and no day lies in the future."""
    assert list(refusal(lambda: goal(target=Decimal(5)))) == ["indicator"]
    assert list(refusal(lambda: goal(baseline=Decimal(5)))) == ["baseline_on"]
    assert list(refusal(lambda: goal(baseline_on=TODAY))) == ["baseline"]
    later = date(2027, 1, 1)
    assert list(refusal(lambda: goal(baseline=Decimal(5), baseline_on=later))) == ["baseline_on"]


def test_readings_tell_how_far_it_is() -> None:
    """A quarter of the way from 20 to 100 is at 40; the next reading waits on its day."""
    made = goal(
        indicator="Andel", measured_in="pct.", baseline=Decimal(20), baseline_on=date(2026, 1, 5), target=Decimal(100)
    )
    first = add_reading(by=SYSTEM, goal=made, on=date(2026, 5, 1), value=Decimal(40), next_on=date(2026, 12, 1))
    assert made.next_reading_on == date(2026, 12, 1)
    assert progress_text(made, first) == "40 pct. den 1. maj 2026: 25 pct. af vejen fra udgangspunktet til målet"
    again = refusal(lambda: add_reading(by=SYSTEM, goal=made, on=date(2026, 5, 1), value=Decimal(41)))
    assert again == {"__all__": ["Der står allerede en måling fra den dag."]}
    assert list(refusal(lambda: add_reading(by=SYSTEM, goal=made, on=date(2027, 5, 1), value=Decimal(41)))) == ["on"]


def test_a_goal_ends_with_what_was_learnt_and_may_be_opened_again() -> None:
    """Each step is logged with its reason; without one nothing happens."""
    made = goal()
    assert list(refusal(lambda: step_goal(by=SYSTEM, goal=made, to_state="partly", reason=" "))) == ["reason"]
    step_goal(by=SYSTEM, goal=made, to_state=GoalState.PARTLY, reason="Nettet var for langsomt.", on=date(2026, 10, 1))
    earlier = {"to_state": "open", "reason": "Nyt net.", "on": date(2026, 9, 1)}
    assert list(refusal(lambda: step_goal(by=SYSTEM, goal=made, **earlier))) == ["on"]  # type: ignore[arg-type]  # passed by name
    step_goal(by=SYSTEM, goal=made, to_state=GoalState.OPEN, reason="Nyt net er på vej.")
    told = [(step.from_state, step.to_state, step.reason) for step in made.steps.all()]
    assert told == [("open", "partly", "Nettet var for langsomt."), ("partly", "open", "Nyt net er på vej.")]


def test_two_who_change_a_goal_at_once_lose_nothing_unseen() -> None:
    """The second is told of the first."""
    made = goal()
    facts = GoalFacts(title="Nyt navn", motive=Motive.BOTH)
    change_goal(by=SYSTEM, goal=made, facts=facts, expected_version=1)
    with pytest.raises(ConflictError):
        change_goal(by=SYSTEM, goal=made, facts=facts, expected_version=1)


@pytest.mark.requirement("VIS-17")
def test_who_took_part_in_formulating_and_in_carrying_out_is_written_down_and_told() -> None:
    """A person of the municipality gets a notice; a group is written by name; nobody stands there twice."""
    made, lone = goal(), holding("unit_leader", in_unit=unit("Fyret")).user
    add_participant(by=SYSTEM, municipality=municipality(), goal=made, user=lone, part=Part.FORMULATING)
    add_participant(by=SYSTEM, municipality=municipality(), goal=made, name="Beboerrådet", part=Part.CARRYING_OUT)
    add_participant(by=SYSTEM, municipality=municipality(), name="Handicaprådet", part=Part.FORMULATING)
    told = [(one.goal, one.name, one.part) for one in Participant.objects.order_by("pk")]
    assert told == [
        (made, lone.name, "formulating"),
        (made, "Beboerrådet", "carrying_out"),
        (None, "Handicaprådet", "formulating"),
    ]
    notice = Notice.objects.get(user=lone)
    assert notice.about == f"Du er skrevet på målet {made.title}: Var med til at formulere."
    twice = refusal(
        lambda: add_participant(by=SYSTEM, municipality=municipality(), goal=made, user=lone, part=Part.FORMULATING)
    )
    assert twice == {"name": [f"{lone.name} står der allerede."]}


def test_a_new_owner_is_told_unless_they_took_it_themselves() -> None:
    """One notice, for the one who did not know."""
    held = holding()
    goal("Mit eget", by=actor_of(held), owner=held.user)
    assert Notice.objects.count() == 0
    goal("Dit", owner=held.user)
    assert [notice.about for notice in Notice.objects.all()] == ["Du er ansvarlig for målet Dit."]


def test_nothing_about_a_single_citizen_is_kept() -> None:
    """A CPR number is refused wherever words are typed."""
    assert list(refusal(lambda: goal(why="Borgeren 010203-1234 vil ringe hjem."))) == ["why"]


@pytest.mark.requirement("LAW-01")
def test_a_goal_names_the_paragraph_that_it_is_about() -> None:
    """§ 141 is a code with its own note on validity."""
    made = goal(paragraph=code("paragraph", "SEL-141"))
    assert made.paragraph is not None
    assert (made.paragraph.label_da, made.paragraph.note) == (
        "SEL § 141 Handleplan",
        "Gyldighed er ikke efterprøvet af jurist",
    )
