"""What the Landkort and judged benefits know beforehand of the yearly questionnaire."""

from datetime import date
from typing import Any

import pytest

from tests.harvest import benefit
from tests.landkort import project, technology
from tests.people import code, municipality, unit
from tovholder.apps.benefits.known import known_of_benefits
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.projects.known import known_of_projects
from tovholder.apps.projects.public import Project
from tovholder.apps.questionnaires.editions import PACKAGED, packaged_schema
from tovholder.apps.questionnaires.public import Prefill
from tovholder.engines.questionnaires.values import problem_of
from tovholder.kernel import clock

pytestmark = pytest.mark.django_db

ASKED = {question.concept: question for question in packaged_schema(PACKAGED["velfaerdsteknologi"]).questions}


def _project(title: str, status: str, slug: str, laws: tuple[str, ...] = (), groups: tuple[str, ...] = ()) -> Project:
    made = project(title, technology=technology(slug))
    made.paragraphs.set([code("paragraph", law) for law in laws])
    made.target_groups.set([code("target_group", group) for group in groups])
    Project.objects.filter(pk=made.pk).update(status=status)
    return made


def _reached(of: Project, kind: tuple[str, str] | None = None, **values: Any) -> Benefit:
    line = values.pop("bottom_line", "citizen")
    made = benefit(f"Gevinst {Benefit.objects.count()}", of=of, bottom_line="citizen")
    facts = {"state": "realised", "bottom_line": line, "kind": code(*kind) if kind else None} | values
    Benefit.objects.filter(pk=made.pk).update(**facts)
    return made


def _values(known: dict[str, Prefill]) -> dict[str, Any]:
    """What is known, once each is an answer that its question takes."""
    assert {concept: problem_of(ASKED[concept], one.value) for concept, one in known.items()} == dict.fromkeys(
        known, ""
    )
    return {concept: one.value for concept, one in known.items()}


def _of_projects(place: str = "Syddjurs") -> dict[str, Any]:
    return _values(dict(known_of_projects(municipality(place), sorted(ASKED), clock.today())))


def _of_benefits(place: str = "Syddjurs") -> dict[str, Any]:
    return _values(dict(known_of_benefits(municipality(place), sorted(ASKED), clock.today())))


def test_the_furthest_project_of_a_paragraph_says_how_far_training_is() -> None:
    """Rows that no project names stay open, and stopped projects say nothing."""
    _project("A", "pilot", "digital_traening", ("SUL-140", "SEL-86-1"))
    _project("B", "in_operation", "traeningsapp", ("SUL-140",))
    _project("C", "idea", "traeningsvideoer", ("SEL-86-2", "SEL-85"))
    _project("D", "stopped", "digital_traening", ("SUL-119",))
    _project("E", "in_operation", "vasketoilet", ("SEL-83a",))
    known = _of_projects()
    assert known["training.status"] == {"sul140": "operation", "sel86": "implementing", "sel85": "planned"}
    assert (known["map.pilot"], known["map.implementing"], known["map.operation"]) == (1, 0, 2)


def test_visits_by_screen_are_known_by_field_and_by_service() -> None:
    """By paragraphs and by target groups; what is planned is no service yet."""
    _project("A", "in_operation", "skaermbesoeg", ("SEL-85",), ("mental_illness",))
    _project("B", "implementing", "skaermbesoeg", ("SUL-138", "SEL-83"))
    _project("C", "idea", "virtuel_bostoette", ("SEL-107",), ("disability",))
    known = _of_projects()
    assert known["screen.status"] == {
        "social_psychiatry": "operation",
        "nursing": "implementing",
        "home_care": "implementing",
        "disability": "planned",
    }
    assert known["screen.services"] == ("sel85", "sel83")


def test_others_projects_and_those_of_a_unit_alone_say_nothing() -> None:
    """Where a municipality takes part in a joint project, that says something too."""
    shown = _project("A", "in_operation", "skaermbesoeg", ("SUL-138",))
    assert _of_projects("Randers") == {}
    shown.participants.add(municipality("Randers"))
    assert _of_projects("Randers")["screen.status"] == {"nursing": "operation"}
    Project.objects.filter(pk=shown.pk).update(tier="unit", unit=unit("Fyret"))
    assert _of_projects() == {}


def test_a_suggestion_says_where_it_comes_from_and_of_when_it_is() -> None:
    """How many projects, the municipality's page on the map, and the last day on which one was confirmed."""
    shown = _project("A", "in_operation", "skaermbesoeg", ("SUL-138",))
    Project.objects.filter(pk=shown.pk).update(confirmed_on=date(2026, 9, 1))
    told = known_of_projects(municipality(), ["screen.status"], clock.today())["screen.status"]
    assert (told.source, told.url, told.as_of) == (
        "1 projekt på Landkortet",
        "/kommuner/syddjurs/",
        date(2026, 9, 1),
    )


def test_judged_benefits_say_what_was_given_to_citizens_staff_and_economy() -> None:
    """Only what was reached; the ways into the budget are told apart."""
    training = _project("A", "in_operation", "digital_traening", ("SUL-140",))
    _reached(training, ("benefit_citizen", "motivation"))
    _reached(training, ("benefit_citizen", "freedom"), state="partly")
    _reached(training, ("benefit_citizen", "mastery"), state="not_realised")
    _reached(training, ("benefit_citizen", "training_quality"), state="in_realisation")
    _reached(training, ("benefit_staff", "development"), bottom_line="staff")
    _reached(training, ("benefit_economy", "transport_subsidy"), bottom_line="economy", realisation="frees")
    assert _of_benefits() == {
        "training.citizen_benefits": ("motivation", "flexibility"),
        "training.staff_benefits": ("professional",),
        "training.economy": "yes",
        "training.economy_from": ("transport",),
        "benefits.realised": ("room",),
        "top.until_now": ("digital_training",),
    }


@pytest.mark.parametrize(("states", "said"), [(["too_early"], "too_early"), (["not_realised"], "no")])
def test_too_early_and_no_are_answers_of_their_own(states: list[str], said: str) -> None:
    """They are said only where somebody judged."""
    shown = _project("A", "in_operation", "skaermbesoeg", (), ("mental_illness",))
    for state in states:
        _reached(shown, ("benefit_economy", "driving_costs"), bottom_line="economy", state=state)
    assert _of_benefits() == {"screen.economy": said}


def test_the_technologies_with_most_benefits_reached_stand_first() -> None:
    """At most five, by how many were reached."""
    for slug, count in (("vasketoilet", 3), ("skaermbesoeg", 2), ("loftlift", 1), ("kognitiv_app", 4)):
        shown = _project(slug, "in_operation", slug)
        for _time in range(count):
            _reached(shown)
    assert _of_benefits()["top.until_now"] == ("cognitive", "washing_toilets", "screen_visits", "transfer")


def test_what_benefits_of_screen_visits_gave_is_known_by_field() -> None:
    """As the questionnaire asks for it, field by field."""
    shown = _project("A", "in_operation", "skaermbesoeg", ("SUL-138",), ("mental_illness",))
    _reached(shown, ("benefit_citizen", "safe_feeling"))
    known = _of_benefits()
    assert known["screen.citizen_benefits_social_psychiatry"] == ("security",)
    assert known["screen.citizen_benefits_nursing"] == ("security",)
    assert "screen.citizen_benefits_home_care" not in known
