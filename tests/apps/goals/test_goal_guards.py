"""What a unit or a draft keeps to itself does not shine through the goals."""

import pytest
from django.http import QueryDict

from tests.landkort import refusal
from tests.outlook import vision
from tests.people import actor, municipality, unit
from tests.planning import goal, plan_action
from tovholder.apps.goals.actions import add_participant
from tovholder.apps.goals.compatibility import compatibility_of, lines_of
from tovholder.apps.goals.finding import find_goals
from tovholder.apps.goals.models import Goal, Participant
from tovholder.apps.goals.papers import plan_on_paper
from tovholder.apps.goals.public import GoalFacts, change_goal
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _kept(one: Goal, **changed: object) -> GoalFacts:
    given = {"title": one.title, "motive": one.motive, "unit": one.unit, "tier": one.tier}
    return GoalFacts(**(given | changed))  # type: ignore[arg-type]  # fields by their names


def test_who_took_part_is_hidden_with_the_goal_and_shown_with_it() -> None:
    """Else the plan on paper would tell the goal's title to the other units."""
    here = unit("Fyret")
    one = goal("Vores eget mål", unit=here)
    add_participant(by=SYSTEM, municipality=one.municipality, goal=one, part="formulating", name="Beboerrådet")
    other = actor("unit_leader", in_unit=unit("Havnen"))
    change_goal(by=SYSTEM, goal=one, facts=_kept(one, tier="unit"))
    assert list(Participant.objects.values_list("tier", "unit")) == [("unit", here.pk)]
    assert "Vores eget mål" not in str(plan_on_paper(one.municipality, other).people)
    change_goal(by=SYSTEM, goal=one, facts=_kept(one, tier="municipality"))
    assert list(Participant.objects.values_list("tier", "unit")) == [("municipality", here.pk)]


def test_a_goal_is_not_hidden_behind_actions_that_all_can_see() -> None:
    """They name it. The unit hides them first."""
    here = unit("Fyret")
    one = goal("Vores eget mål", unit=here)
    open_to_all = plan_action("Ring rundt", unit=here, goal=one)
    assert refusal(lambda: change_goal(by=SYSTEM, goal=one, facts=_kept(one, tier="unit"))).keys() == {"tier"}
    open_to_all.delete()
    plan_action("Ring rundt", unit=here, goal=one, tier="unit")
    assert change_goal(by=SYSTEM, goal=one, facts=_kept(one, tier="unit")).tier == "unit"


def test_a_council_does_not_read_the_title_of_a_draft_in_lists_and_papers() -> None:
    """It meets a vision when it is heard; its own municipality's employees see it before."""
    goal("Alle kan ringe hjem", vision=vision("Hemmelig kladde"))
    council, leader = actor("council_member"), actor("unit_leader", in_unit=unit("Havnen"))
    for reader, told in ((council, False), (leader, True)):
        texts = (
            str([one.vision and one.vision.title for one in find_goals(reader, QueryDict()).records]),
            str([line.vision for line in lines_of(compatibility_of(reader))]),
            str(plan_on_paper(municipality(), reader).goals),
        )
        assert [("Hemmelig kladde" in text) for text in texts] == [told, told, told]
