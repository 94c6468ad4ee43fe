"""What must be in place before a project goes on."""

from datetime import date

import pytest
from django.urls import reverse

from tests.deciding import answered, say
from tests.landkort import project, refusal
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding
from tovholder.apps.decisions.models import Statement, StatementVersion
from tovholder.apps.decisions.stating import StatementFacts, answer_condition
from tovholder.apps.projects.public import (
    CONDITIONS,
    AnswerState,
    Project,
    Status,
    Step,
    Weight,
    checklists,
    step_project,
)
from tovholder.foundation.audit.action import ConflictError
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

BINDING = [
    "Databehandleraftale er indgået",
    "Konsekvensanalyse (DPIA) er taget stilling til",
    "Klassen efter AI-forordningen er bestemt",
    "Klassen som medicinsk udstyr er bestemt",
    "MED-udvalget er hørt",
    "Prøven har en risikoklasse for mennesker",
]


def _open_advice(item: Project) -> list[str]:
    return [one["key"] for one in Step.objects.filter(project=item).order_by("-pk")[0].open_conditions]


def test_a_pilot_without_what_the_law_asks_for_is_refused_by_name() -> None:
    """Every condition of law and safety stands in the sentence; nothing is stored."""
    item = project()
    said = refusal(lambda: step_project(by=SYSTEM, project=item, to_status="pilot"))
    assert said == {
        "to_status": [
            f"Projektet kan ikke blive Pilot endnu. Disse 6 ting skal være på plads først: {'; '.join(BINDING)}."
        ]
    }
    assert Project.objects.get().status == Status.IDEA


@pytest.mark.requirement("PIL-05", "PIL-06", "PIL-08", "PIL-11", "PIL-14")
def test_what_is_advised_and_open_is_kept_with_the_step() -> None:
    """Answered advice is not in it; the rest is told in the history, at home alone."""
    item = answered(project(tier="public"))
    for key in ("decisions.network", "decisions.ethics"):
        say(item, key)
    step_project(by=SYSTEM, project=item, to_status="pilot")
    assert _open_advice(item) == [
        "decisions.effects",
        "decisions.citizens",
        "decisions.resources",
        "decisions.documentation",
        "decisions.cooperation",
        "decisions.design",
        "decisions.criteria",
    ]
    told = "Gik videre uden: Andres dokumenterede effekter er undersøgt; Borgerne er med i prøven"
    assert told in text_of(client_of(holding()).get(item.get_absolute_url()))
    assert "Gik videre uden" not in text_of(client_of(holding(at="Randers")).get(item.get_absolute_url()))


@pytest.mark.requirement("PIL-01")
@pytest.mark.parametrize("scale", ["experiment", "pilot"])
def test_a_project_goes_from_idea_to_its_end_also_beside_the_map(scale: str) -> None:
    """A small experiment has the same states, and what binds is the same."""
    item = answered(project(scale=code("project_scale", scale)))
    for status in ("pilot", "decision", "implementing", "in_operation"):
        step_project(by=SYSTEM, project=item, to_status=status)
    step_project(by=SYSTEM, project=item, to_status="ended", reason="Erstattet.")
    taken = [step.to_status for step in item.steps.all()]
    assert taken == ["idea", "pilot", "decision", "implementing", "in_operation", "ended"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("idea", "paused"),
        ("idea", "stopped"),
        ("decision", "pilot"),
        ("implementing", "pilot"),
        ("in_operation", "implementing"),
        ("in_operation", "ended"),
        ("pilot", "decision"),
    ],
)
def test_back_pause_stop_and_end_are_free(before: str, after: str) -> None:
    """Nothing was answered, and the step is taken; a decision asks for nothing either."""
    item = project(status=before)
    step_project(by=SYSTEM, project=item, to_status=after, reason="Fordi.")
    assert item.status == after
    assert _open_advice(item) == []


def test_a_registration_is_taken_in_any_state() -> None:
    """Most projects began before they came here."""
    assert [project(str(status), status=status).status for status in ("pilot", "in_operation")] == [
        "pilot",
        "in_operation",
    ]


@pytest.mark.requirement("PIL-09")
def test_operation_needs_a_day_for_following_up() -> None:
    """It is read from the benefits, and cannot be waved aside."""
    item = project(status="implementing")
    for condition in CONDITIONS:
        if condition.binds and condition.key not in {"decisions.follow_up", "decisions.pilot"}:
            say(item, condition.key)
    said = refusal(lambda: step_project(by=SYSTEM, project=item, to_status="in_operation"))
    assert said == {
        "to_status": [
            (
                "Projektet kan ikke blive I drift endnu. Dette skal være på plads først: "
                "Datoen for opfølgning på gevinsterne er sat."
            )
        ]
    }
    wave = StatementFacts(state="not_relevant", note="Vi gider ikke.")
    assert list(refusal(lambda: answer_condition(by=SYSTEM, project=item, key="decisions.follow_up", facts=wave))) == [
        "state"
    ]
    step_project(by=SYSTEM, project=answered(item), to_status="in_operation")
    assert item.status == "in_operation"


@pytest.mark.requirement("PIL-07")
def test_who_skips_the_pilot_writes_why() -> None:
    """Without a review the reason is asked for, and it is kept."""
    item = project(status="decision")
    check = CONDITIONS["decisions.pilot"].check
    assert check(item).state == AnswerState.UNKNOWN
    bare = StatementFacts(state="not_relevant")
    assert refusal(lambda: answer_condition(by=SYSTEM, project=item, key="decisions.pilot", facts=bare)) == {
        "note": ["Skriv, hvorfor det ikke er relevant for jer."]
    }
    say(item, "decisions.pilot", state="not_relevant", note="Nabokommunen viste det.")
    assert (check(item).state, check(item).note) == (AnswerState.NOT_RELEVANT, "Nabokommunen viste det.")


@pytest.mark.parametrize(
    ("key", "code_list", "value", "state"),
    [
        ("decisions.ai_class", "ai_act_class", "no_ai", "met"),
        ("decisions.ai_class", "ai_act_class", "high", "met"),
        ("decisions.ai_class", "ai_act_class", "prohibited", "missing"),
        ("decisions.ai_class", "ai_act_class", "depends", "unknown"),
        ("decisions.mdr_class", "mdr_class", "class_iia", "met"),
        ("decisions.mdr_class", "mdr_class", "unknown", "unknown"),
    ],
)
def test_a_class_says_by_itself_whether_it_is_in_place(key: str, code_list: str, value: str, state: str) -> None:
    """A prohibited use is never in place, and an open question is no answer."""
    item = project()
    say(item, key, code=code(code_list, value))
    assert CONDITIONS[key].check(item).state == state


@pytest.mark.requirement("ETH-13")
def test_a_trial_that_can_hurt_somebody_is_made_over_first() -> None:
    """High risk is missing, a lower one with its reason is in place, and both answers are kept."""
    item = project()
    check = CONDITIONS["decisions.risk"].check
    assert CONDITIONS["decisions.risk"].weight == Weight.SAFETY
    no_reason = StatementFacts(risk_class="low")
    assert list(refusal(lambda: answer_condition(by=SYSTEM, project=item, key="decisions.risk", facts=no_reason))) == [
        "note"
    ]
    say(item, "decisions.risk", risk_class="high", note="Døren kan låse.")
    assert check(item).state == AnswerState.MISSING
    say(item, "decisions.risk", risk_class="low", note="Døren kan ikke låse mere.")
    assert check(item).state == AnswerState.MET
    assert [one.risk_class for one in StatementVersion.objects.all()] == ["low", "high"]


@pytest.mark.requirement("PIL-13")
def test_the_staffs_grip_is_a_question_before_implementing() -> None:
    """It stands in the checklist of that state, as advice."""
    item = project(status="decision")
    (found,) = checklists(item)
    rows = {condition.key: (condition.weight, answer.state) for condition, answer in found.rows}
    assert found.status == Status.IMPLEMENTING
    assert rows["decisions.anchoring"] == (Weight.ADVICE, AnswerState.UNKNOWN)


def test_answers_are_versioned_and_two_editors_are_told() -> None:
    """The last one counts, all are kept, and who answered an older one is told."""
    item, by = project(), actor()
    say(item, "decisions.med", by=by, state="missing", note="Mødet er i maj.")
    seen = Statement.objects.get().version
    say(item, "decisions.med", by=by, note="Hørt i maj.")
    late = StatementFacts(note="For sent.")
    with pytest.raises(ConflictError):
        answer_condition(by=by, project=item, key="decisions.med", facts=late, expected_version=seen)
    now = Statement.objects.get()
    assert (now.state, now.note, now.by_name) == ("met", "Hørt i maj.", by.name)
    assert [one.note for one in now.versions.all()] == ["Hørt i maj.", "Mødet er i maj."]


@pytest.mark.parametrize(
    ("key", "values", "field"),
    [
        ("findes.ikke", {}, "key"),
        ("decisions.med", {"on": date(2030, 1, 1)}, "on"),
        ("decisions.ai_class", {}, "code"),
        ("decisions.risk", {"note": "x"}, "risk_class"),
        ("decisions.med", {"note": "CPR 010190-1234"}, "note"),
    ],
)
def test_what_is_no_answer_is_refused_at_its_field(key: str, values: dict[str, object], field: str) -> None:
    """An unknown condition, a day to come, a class that was not chosen, a citizen's number."""
    facts = StatementFacts(**values)  # type: ignore[arg-type]  # names of its fields
    assert list(refusal(lambda: answer_condition(by=SYSTEM, project=project(), key=key, facts=facts))) == [field]


def test_the_page_of_a_step_shows_the_checklist_with_where_each_is_answered() -> None:
    """What binds, what is advised, and the way to the answer."""
    item = project()
    say(item, "decisions.processor", note="Underskrevet i marts.")
    page = client_of(holding()).get(reverse("projects:step_project", args=[item.public_id]))
    assert_clean_html(page)
    told = text_of(page)
    for words in ("Før projektet er pilot", "5 punkter skal være på plads", "Underskrevet i marts.", "Anbefalet"):
        assert words in told
    assert reverse("decisions:condition", args=[item.public_id, "decisions.dpia"]) in page.content.decode()


def test_a_condition_is_answered_on_its_page() -> None:
    """The form stores the answer; a reader sees it without a form."""
    item = project(tier="municipality")
    address = reverse("decisions:condition", args=[item.public_id, "decisions.dpia"])
    sent = {"state": "met", "note": "Ligger hos DPO.", "on": "2026-10-01"}
    answer = client_of(holding("dpo")).post(address, sent)
    assert answer.status_code == 302
    assert Statement.objects.get(key="decisions.dpia").note == "Ligger hos DPO."
    page = client_of(holding("reader")).get(address)
    assert_clean_html(page)
    assert "Ligger hos DPO." in text_of(page)
    assert 'name="state"' not in page.content.decode()


@pytest.mark.requirement("PIL-08")
def test_what_others_found_stands_beside_the_question() -> None:
    """Projects of other municipalities with the same technology that tell their results."""
    item = project()
    project("Hos naboen", owner="Norddjurs", status="in_operation", results="26 af 34 fortsatte.")
    project("Uden resultater", owner="Norddjurs", status="in_operation")
    project("Stadig en idé", owner="Norddjurs", results="Intet endnu.")
    told = text_of(client_of(holding()).get(reverse("decisions:condition", args=[item.public_id, "decisions.effects"])))
    assert [name in told for name in ("Hos naboen", "26 af 34", "Uden resultater", "Stadig en idé")] == [
        True,
        True,
        False,
        False,
    ]
