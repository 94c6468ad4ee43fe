"""Criteria that are fixed before the pilot, and the decision to continue, adjust or stop."""

import csv
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.deciding import answered
from tests.landkort import project, refusal
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, code, holding, unit
from tovholder.apps.benefits.public import (
    Benefit,
    BenefitFacts,
    MeasurementFacts,
    add_benefit,
    add_measurement,
)
from tovholder.apps.decisions.models import Criterion, Deviation, Review
from tovholder.apps.decisions.reviewing import (
    CriterionFacts,
    CriterionResult,
    Decided,
    add_criterion,
    change_criterion,
    hold_review,
    plan_review,
    suggested,
    withdraw_criterion,
    wording,
)
from tovholder.apps.projects.public import Project, Status, step_project
from tovholder.foundation.audit.models import AuditEntry
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def _benefit(item: Project) -> Benefit:
    facts = BenefitFacts(
        title="Færre kørsler", bottom_line="staff", indicator="Kørsler", measured_in=code("measure_unit", "visits")
    )
    return add_benefit(by=SYSTEM, project=item, facts=facts)


def _criterion(item: Project, **values: Any) -> Criterion:
    facts = CriterionFacts(**({"text": "Borgerne vælger at fortsætte"} | values))
    return add_criterion(by=SYSTEM, project=item, facts=facts)


@pytest.mark.requirement("PIL-02")
def test_criteria_are_free_until_the_pilot_begins_and_fixed_from_then_on() -> None:
    """Before: changed and taken out without a trace. After: only with a reason, which stays."""
    item = answered(project())
    kept, gone = _criterion(item), _criterion(item, text="Prisen")
    change_criterion(by=SYSTEM, criterion=kept, facts=CriterionFacts(text="To af tre fortsætter"))
    withdraw_criterion(by=SYSTEM, criterion=gone)
    assert (Criterion.objects.count(), Deviation.objects.count()) == (1, 0)
    step_project(by=SYSTEM, project=item, to_status="pilot")
    kept.refresh_from_db()
    assert kept.frozen_on == TODAY
    looser = CriterionFacts(text="Halvdelen fortsætter")
    assert list(refusal(lambda: change_criterion(by=SYSTEM, criterion=kept, facts=looser))) == ["reason"]
    change_criterion(by=SYSTEM, criterion=kept, facts=looser, reason="Gruppen blev mindre.")
    late = CriterionFacts(text="Nettet holder")
    assert list(refusal(lambda: add_criterion(by=SYSTEM, project=item, facts=late))) == ["reason"]
    made = add_criterion(by=SYSTEM, project=item, facts=late, reason="Det glemte vi.")
    withdraw_criterion(by=SYSTEM, criterion=made, reason="Andre måler det.")
    assert [(one.before, one.after, one.reason) for one in Deviation.objects.all()] == [
        ("To af tre fortsætter", "Halvdelen fortsætter", "Gruppen blev mindre."),
        ("", "Nettet holder", "Det glemte vi."),
        ("Nettet holder", "", "Andre måler det."),
    ]


@pytest.mark.parametrize(
    ("direction", "threshold", "value", "expected"),
    [
        ("at_most", 10, 10, "met"),
        ("at_most", 10, 11, "not_met"),
        ("at_least", 10, 10, "met"),
        ("at_least", 10, 9, "not_met"),
        ("at_least", 10, None, "unknown"),
    ],
)
def test_the_measurements_speak_for_a_result(direction: str, threshold: int, value: int | None, expected: str) -> None:
    """The limit itself is within; nothing measured is no result."""
    item = project()
    benefit = _benefit(item)
    made = _criterion(item, benefit=benefit, direction=direction, threshold=Decimal(threshold))
    if value is not None:
        told = MeasurementFacts(period_from=date(2026, 10, 1), period_to=date(2026, 10, 31), value=Decimal(value))
        add_measurement(by=SYSTEM, benefit=benefit, facts=told)
    found = Criterion.objects.select_related("benefit__measured_in").get(pk=made.pk)
    assert suggested(found) == expected


def test_a_limit_is_told_with_its_direction_and_unit() -> None:
    """So that the same words stand on the page, in the result and in a deviation."""
    item = project()
    made = _criterion(item, benefit=_benefit(item), direction="at_most", threshold=Decimal("12.5"))
    assert wording(made) == "Borgerne vælger at fortsætte (højst 12,5 besøg)"
    assert list(refusal(lambda: _criterion(item, threshold=Decimal(3), direction="at_most"))) == ["benefit"]
    assert list(refusal(lambda: _criterion(item, benefit=_benefit(item), direction="at_most"))) == ["threshold"]
    other = _benefit(project("Et andet"))
    assert list(refusal(lambda: _criterion(item, benefit=other))) == ["benefit"]


@pytest.mark.requirement("PIL-02", "PIL-07")
def test_a_review_that_continues_opens_the_way_to_implementing() -> None:
    """Results by criterion, reason, day and who was there; the planned day is used up and the next one set."""
    item = answered(project(status="pilot", status_since=date(2026, 1, 5)))
    made = _criterion_of_a_pilot(item)
    plan_review(by=SYSTEM, project=item, due_on=date(2026, 12, 1))
    told = Decided(
        outcome="continue",
        reason="26 af 34 fortsatte.",
        participants="Ledergruppen",
        results={made.pk: CriterionResult("met", "Talt op i oktober.")},
        next_on=date(2027, 3, 1),
    )
    held = hold_review(by=SYSTEM, project=item, decided=told)
    assert (held.outcome, held.held_on, held.status_at, held.due_on) == (
        "continue",
        TODAY,
        "pilot",
        date(2026, 12, 1),
    )
    assert [(one.wording, one.result, one.note) for one in held.results.all()] == [
        ("Borgerne vælger at fortsætte", "met", "Talt op i oktober.")
    ]
    assert [one.due_on for one in Review.objects.filter(outcome="")] == [date(2027, 3, 1)]


def _criterion_of_a_pilot(item: Project) -> Criterion:
    facts = CriterionFacts(text="Borgerne vælger at fortsætte")
    return add_criterion(by=SYSTEM, project=item, facts=facts, reason="Projektet var begyndt, før det kom hertil.")


@pytest.mark.requirement("PIL-02", "ETH-13")
def test_a_stop_takes_the_project_along_and_its_learning_is_published_with_it() -> None:
    """One transaction: the decision, the step, its cause and the learning, which others read on the project's page."""
    item = project(status="pilot", status_since=date(2026, 1, 5), learning="Net først.", tier="public")
    told = Decided(
        outcome="stop",
        reason="Ingen brugte det.",
        learning="Spørg borgerne først.",
        to_status="stopped",
        stop_causes=[code("barrier_theme", "citizens")],
    )
    held = hold_review(by=SYSTEM, project=item, decided=told)
    item.refresh_from_db()
    assert (item.status, item.learning) == (Status.STOPPED, "Net først.\n\nSpørg borgerne først.")
    assert [one.code for one in item.stop_causes.all()] == ["citizens"]
    assert "Spørg borgerne først." in text_of(client_of(holding(at="Randers")).get(item.get_absolute_url()))
    page = client_of(holding()).get(held.get_absolute_url())
    assert_clean_html(page)
    assert "Stoppet i tide" in text_of(page)


def test_a_decision_whose_step_is_refused_leaves_nothing() -> None:
    """To implementing without what the law asks for: no review, no step, no entry in the log."""
    item = project(status="decision")
    before = AuditEntry.objects.count()
    told = Decided(outcome="continue", reason="Det virker.", to_status="implementing")
    assert list(refusal(lambda: hold_review(by=SYSTEM, project=item, decided=told))) == ["to_status"]
    assert (Review.objects.count(), AuditEntry.objects.count()) == (0, before)
    assert Project.objects.get().status == "decision"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"outcome": "måske"}, "outcome"),
        ({"reason": " "}, "reason"),
        ({"on": date(2027, 1, 1)}, "on"),
        ({"next_on": TODAY}, "next_on"),
        ({"to_status": "stopped"}, "to_status"),
        ({"results": {}}, "result"),
    ],
)
def test_half_a_decision_is_refused_at_its_field(values: dict[str, Any], field: str) -> None:
    """An outcome, a reason, a day that has been, a result for each criterion, and a state that fits."""
    item = project(status="pilot")
    made = _criterion_of_a_pilot(item)
    given = {"outcome": "continue", "reason": "Det virker.", "results": {made.pk: CriterionResult("met")}}
    said = refusal(lambda: hold_review(by=SYSTEM, project=item, decided=Decided(**(given | values))))
    assert [name.removesuffix(f"_{made.pk}") for name in said] == [field]


def test_a_decision_is_made_on_its_page_by_those_of_the_project() -> None:
    """The form suggests what the measurements say; a leader of the unit decides, staff does not."""
    here = unit("Fyret")
    item = project(status="pilot", status_since=date(2026, 1, 5), unit=here)
    made = _criterion_of_a_pilot(item)
    address = reverse("decisions:hold_review", args=[item.public_id])
    leader = client_of(holding("unit_leader", in_unit=here))
    assert_clean_html(leader.get(address))
    sent = {
        f"result_{made.pk}": "partly",
        "outcome": "adjust",
        "reason": "Vi venter på nettet.",
        "version": item.version,
        "on": "2026-10-01",
    }
    answer = leader.post(address, sent)
    assert answer.status_code == 302
    held = Review.objects.get()
    assert (held.outcome, held.held_on) == ("adjust", date(2026, 10, 1))
    assert client_of(holding("staff", in_unit=here)).get(address).status_code == 403
    told = text_of(leader.get(reverse("decisions:project", args=[item.public_id])))
    for words in ("Justér", "Vi venter på nettet.", "Lavet om undervejs"):
        assert words in told


def test_the_list_shows_what_waits_first_and_what_is_overdue() -> None:
    """Overdue, planned, held; narrowed by facet, found by words, downloaded as it is narrowed."""
    late, soon, held = (project(name, status="pilot") for name in ("For sent", "Snart", "Holdt"))
    Review.objects.create(project=late, due_on=date(2026, 10, 1))
    plan_review(by=SYSTEM, project=soon, due_on=date(2026, 12, 24))
    hold_review(by=SYSTEM, project=held, decided=Decided(outcome="continue", reason="Borgerne vil."))
    project("Uden dag", status="pilot")
    project("Hos naboen", owner="Randers", status="pilot")
    client = client_of(holding())
    page = client.get(reverse("decisions:list"))
    assert_clean_html(page)
    assert [one.project.title for one, _status in page.context["rows"]] == ["For sent", "Snart", "Holdt"]
    assert [one.title for one in page.context["undecided"]] == ["Uden dag", "Holdt"]
    assert [str(status.text) for _one, status in page.context["rows"]] == ["Overskredet", "Planlagt", "Fortsæt"]
    narrowed = client.get(reverse("decisions:list"), {"beslutning": "overskredet"})
    assert [one.project.title for one, _status in narrowed.context["rows"]] == ["For sent"]
    found = client.get(reverse("decisions:list"), {"q": "borgerne"})
    assert [one.project.title for one, _status in found.context["rows"]] == ["Holdt"]
    answer = client.get(reverse("decisions:file", args=["csv"]), {"beslutning": "continue"})
    told = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # a file is streamed
    assert [row["Projekt"] for row in csv.DictReader(told.splitlines(), delimiter=";")] == ["Holdt"]


def test_the_list_asks_as_much_of_one_as_of_many() -> None:
    """A constant number of queries."""
    client = client_of(holding())

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("decisions:list")).status_code == 200
        return len(queries)

    plan_review(by=SYSTEM, project=project("A", status="pilot"), due_on=date(2026, 12, 24))
    first = asked()
    for name in "BCDEF":
        plan_review(by=SYSTEM, project=project(name, status="pilot"), due_on=date(2026, 12, 24))
    assert asked() == first


def test_pages_are_whole_with_and_without_content() -> None:
    """Empty states first, then everything."""
    item = project(status="pilot")
    client = client_of(holding())
    pages = ("project", "conditions", "procedure", "plan_review", "hold_review", "new_criterion")
    for name in pages:
        assert_clean_html(client.get(reverse(f"decisions:{name}", args=[item.public_id])))
    _criterion_of_a_pilot(item)
    hold_review(by=SYSTEM, project=item, decided=_all_met(item))
    for name in pages:
        assert_clean_html(client.get(reverse(f"decisions:{name}", args=[item.public_id])))


def _all_met(item: Project) -> Decided:
    results = {one.pk: CriterionResult("met") for one in Criterion.objects.filter(project=item)}
    return Decided(outcome="continue", reason="Det virker.", results=results)


def test_of_two_who_decide_at_once_the_second_is_shown_the_first() -> None:
    """Also where the project stays in its state: one meeting is not two decisions."""
    here = unit("Fyret")
    item = project(status="pilot", status_since=date(2026, 1, 5), unit=here)
    client, address = client_of(holding()), reverse("decisions:hold_review", args=[item.public_id])
    sent = {"outcome": "adjust", "reason": "Vi venter på nettet.", "version": item.version, "on": "2026-10-01"}
    assert client.post(address, sent).status_code == 302
    answer = client.post(address, sent | {"outcome": "continue", "reason": "Det virker."})
    assert (answer.status_code, Review.objects.get().reason) == (409, "Vi venter på nettet.")
