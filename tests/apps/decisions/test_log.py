"""The problem log, an economist's help, complexity, and the papers."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from tests.landkort import project, refusal
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, code, holding, unit
from tovholder.apps.benefits.public import (
    Benefit,
    BenefitFacts,
    Measurement,
    MeasurementFacts,
    add_benefit,
    add_measurement,
)
from tovholder.apps.decisions.actions import (
    DomainSaid,
    ProblemFacts,
    change_problem,
    log_problem,
    rate_complexity,
)
from tovholder.apps.decisions.choices import Domain
from tovholder.apps.decisions.complexity import picture_of
from tovholder.apps.decisions.helping import ask_for_help, assign_help, finish_help, forget_person
from tovholder.apps.decisions.models import HelpRequest, Problem
from tovholder.apps.decisions.papers import decision_paper
from tovholder.apps.decisions.reviewing import Decided, hold_review, plan_review
from tovholder.apps.decisions.selectors import ratings_of
from tovholder.apps.decisions.unit_reports import report_of, send_unit_report
from tovholder.apps.decisions.working import help_items, review_items
from tovholder.apps.projects.public import Project, step_project
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.notices.models import Notice
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

SINCE = date(2026, 10, 1)


def _measured(item: Project) -> tuple[Benefit, Measurement]:
    facts = BenefitFacts(
        title="Færre kørsler", bottom_line="staff", indicator="Kørsler", measured_in=code("measure_unit", "visits")
    )
    benefit = add_benefit(by=SYSTEM, project=item, facts=facts)
    told = MeasurementFacts(period_from=SINCE, period_to=date(2026, 10, 31), value=Decimal(12))
    return benefit, add_measurement(by=SYSTEM, benefit=benefit, facts=told)


def _problem(**values: Any) -> ProblemFacts:
    given: dict[str, Any] = {"title": "Nettet falder ud", "since": SINCE, "cause": "network", "severity": "high"}
    return ProblemFacts(**(given | values))


@pytest.mark.requirement("ITS-08", "PIL-03")
def test_a_problem_spoils_measurements_until_it_does_not() -> None:
    """The measurement stays and does not count; taken off the last problem that spoils it, it counts again."""
    item = project()
    benefit, measurement = _measured(item)
    first = log_problem(by=SYSTEM, project=item, facts=_problem(spoils=[measurement]))
    second = log_problem(by=SYSTEM, project=item, facts=_problem(title="Også login", spoils=[measurement]))
    measurement.refresh_from_db()
    benefit.refresh_from_db()
    assert (measurement.spoiled, benefit.measured) == (True, 0)
    change_problem(by=SYSTEM, problem=first, facts=_problem())
    measurement.refresh_from_db()
    assert measurement.spoiled is True
    change_problem(by=SYSTEM, problem=second, facts=_problem(title="Også login"))
    measurement.refresh_from_db()
    benefit.refresh_from_db()
    assert (measurement.spoiled, benefit.measured) == (False, 1)


def test_one_problem_spoils_several_measurements_of_one_benefit() -> None:
    """Each is marked, and the benefit counts neither."""
    item = project()
    benefit, first = _measured(item)
    told = MeasurementFacts(period_from=date(2026, 9, 1), period_to=date(2026, 9, 30), value=Decimal(9))
    second = add_measurement(by=SYSTEM, benefit=benefit, facts=told)
    both = list(Measurement.objects.filter(pk__in=(first.pk, second.pk)).select_related("benefit"))
    log_problem(by=SYSTEM, project=item, facts=_problem(spoils=both))
    benefit.refresh_from_db()
    assert (Measurement.objects.filter(spoiled=True).count(), benefit.measured) == (2, 0)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"since": date(2027, 1, 1)}, "since"),
        ({"until": date(2026, 9, 1)}, "until"),
        ({"until": date(2027, 1, 1)}, "until"),
        ({"state": "solved"}, "until"),
        ({"title": "CPR 010190-1234"}, "title"),
    ],
)
def test_what_is_no_problem_is_refused_at_its_field(values: dict[str, Any], field: str) -> None:
    """Days that do not fit, a solution without a day, a citizen's number."""
    assert list(refusal(lambda: log_problem(by=SYSTEM, project=project(), facts=_problem(**values)))) == [field]
    assert Problem.objects.count() == 0


def test_the_log_is_kept_on_its_pages() -> None:
    """Logged by the IT department, shown open first, narrowed, and told on the project's page."""
    item = project()
    client = client_of(holding("it_department"))
    address = reverse("decisions:new_problem", args=[item.public_id])
    assert_clean_html(client.get(reverse("decisions:problems")))
    assert_clean_html(client.get(address))
    sent = {"title": "Nettet falder ud", "cause": "network", "severity": "high", "state": "open", "since": "2026-10-01"}
    assert client.post(address, sent).status_code == 302
    log_problem(by=SYSTEM, project=item, facts=_problem(title="Løst", state="solved", until=date(2026, 10, 3)))
    page = client.get(reverse("decisions:problems"))
    assert_clean_html(page)
    assert [one.title for one, _status in page.context["rows"]] == ["Nettet falder ud", "Løst"]
    narrowed = client.get(reverse("decisions:problems"), {"tilstand": "solved"})
    assert [one.title for one, _status in narrowed.context["rows"]] == ["Løst"]
    assert_clean_html(client.get(Problem.objects.get(title="Løst").get_absolute_url()))
    told = text_of(client.get(item.get_absolute_url()))
    assert ("Nettet falder ud" in told, "Løst" in told) == (True, False)


@pytest.mark.requirement("ORG-16")
def test_an_economist_is_asked_given_the_task_and_finishes_it() -> None:
    """Each who waits is told, and it stands in their week; somebody who leaves gives it back."""
    item = project()
    chief, helper = holding(), holding("economist")
    request = ask_for_help(by=actor_of(chief), project=item, wish="Kan det mærkes i budgettet?")
    assert [one.title for one in help_items(actor_of(chief), SINCE)] == [f"Find en økonom til {item.title}"]
    assert list(refusal(lambda: assign_help(by=SYSTEM, request=request, economist=chief.user))) == ["economist"]
    assign_help(by=SYSTEM, request=request, economist=helper.user)
    assert [one.title for one in help_items(actor_of(helper), SINCE)] == [f"Hjælp med økonomien i {item.title}"]
    assert forget_person(helper.user.public_id, by=SYSTEM) == 1
    waiting = HelpRequest.objects.get()
    assert (waiting.state, waiting.assigned_to) == ("asked", None)
    assign_help(by=SYSTEM, request=waiting, economist=helper.user)
    finish_help(by=actor_of(helper), request=waiting, note="Se businesscasen.")
    assert (waiting.state, waiting.done_note) == ("done", "Se businesscasen.")
    assert sorted(Notice.objects.values_list("user__email", flat=True)) == [
        "coordinator@syddjurs.example",
        "coordinator@syddjurs.example",
        "coordinator@syddjurs.example",
        "economist@syddjurs.example",
        "economist@syddjurs.example",
    ]


def test_complexity_is_seen_domain_by_domain_over_time_without_a_sum() -> None:
    """Two ratings in two states; what is not simple has a reason."""
    item = project(status="in_operation")
    hard = {one.value: DomainSaid("complex", "Fordi.") for one in Domain}
    no_reason = hard | {"value": DomainSaid("complicated")}
    assert list(refusal(lambda: rate_complexity(by=SYSTEM, project=item, domains=no_reason))) == ["value_reason"]
    rate_complexity(by=SYSTEM, project=item, domains=hard, on=date(2026, 1, 5))
    step_project(by=SYSTEM, project=item, to_status="implementing")
    easier = hard | {"technology": DomainSaid("simple")}
    rate_complexity(by=SYSTEM, project=item, domains=easier)
    picture = picture_of(ratings_of(item))
    assert picture is not None
    assert len(picture.rows) == len(Domain)
    assert [str(getattr(cell, "value", cell)) for cell in picture.rows[1]] == ["Teknologien", "Kompleks", "Enkel"]
    page = client_of(holding()).get(reverse("decisions:complexity", args=[item.public_id]))
    assert_clean_html(page)
    assert_clean_html(
        client_of(holding("programme_manager")).get(reverse("decisions:rate_complexity", args=[item.public_id]))
    )


def test_what_is_to_be_decided_waits_for_those_of_the_project() -> None:
    """A leader meets the unit's own project, not another unit's; the coordinator meets both."""
    here = unit("Fyret")
    for name, place in (("Vores", here), ("Deres", unit("Havnen"))):
        plan_review(by=SYSTEM, project=project(name, status="pilot", units=[place]), due_on=date(2026, 12, 1))
    until = date(2026, 12, 7)
    leader = actor_of(holding("unit_leader", in_unit=here))
    assert [len(review_items(one, until)) for one in (leader, actor_of(holding()), actor_of(holding("staff")))] == [
        1,
        2,
        0,
    ]


@pytest.mark.requirement("PIL-15")
def test_a_unit_reports_with_one_button_what_is_already_recorded() -> None:
    """Page and paper tell the same; the coordinators get the way to it."""
    here = unit("Fyret")
    item = project(status="pilot", unit=here)
    log_problem(by=SYSTEM, project=item, facts=_problem())
    hold_review(by=SYSTEM, project=item, decided=Decided(outcome="adjust", reason="Vi venter på nettet."))
    project("Et andet sted", unit=unit("Havnen"))
    chief = holding()
    told = report_of(here, actor_of(chief))
    assert [(one.title, one.problems, one.decisions) for one in told.projects] == [
        (
            item.title,
            ("Nettet falder ud (stopper brugen, siden 1. oktober 2026)",),
            ("Justér, 21. november 2026: Vi venter på nettet.",),
        )
    ]
    leader = client_of(holding("unit_leader", in_unit=here))
    page = leader.get(reverse("decisions:unit_report", args=[here.public_id]))
    assert_clean_html(page)
    assert page.context["told"] == told
    assert leader.post(reverse("decisions:send_unit_report", args=[here.public_id])).status_code == 302
    assert [(one.user, one.about) for one in Notice.objects.all()] == [(chief.user, "Fyret har sendt sin status.")]
    assert send_unit_report(by=SYSTEM, unit=here) == 1
    pdf = leader.get(reverse("decisions:unit_pdf", args=[here.public_id]))
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.requirement("PIL-08")
def test_the_decision_paper_tells_the_same_on_the_page_and_on_paper() -> None:
    """Both are made of one frozen record; three bottom lines stand beside each other."""
    item = project(status="pilot", learning="Net først.")
    _measured(item)
    hold_review(by=SYSTEM, project=item, decided=Decided(outcome="continue", reason="26 af 34 fortsatte."))
    project("Hos naboen", owner="Norddjurs", status="in_operation", results="Halvdelen fortsatte.")
    held = holding()
    told = decision_paper(item, actor_of(held))
    assert [block.heading for block in told.blocks] == [
        "Behovet",
        "Det har vi prøvet",
        "Kriterier og resultater",
        "Gevinster",
        "På plads før næste skridt",
        "Det har andre fundet",
        "Det lærte vi",
    ]
    assert told.recommendation.text == "Fortsæt. 26 af 34 fortsatte."
    table = told.blocks[3].table
    assert table is not None
    assert list(table.rows) == [("Medarbejderne", "Færre kørsler", "–", "–", "12 besøg")]
    client = client_of(held)
    page = client.get(reverse("decisions:decision_paper", args=[item.public_id]))
    assert_clean_html(page)
    assert page.context["told"] == told
    assert client.get(reverse("decisions:decision_pdf", args=[item.public_id])).content.startswith(b"%PDF")


def test_the_api_reads_decisions_and_conditions_of_ones_own_municipality() -> None:
    """With a seat; another municipality's are not found."""
    item = project(status="pilot")
    held = hold_review(by=SYSTEM, project=item, decided=Decided(outcome="stop", reason="Ingen brugte det."))
    client = client_of(holding())
    assert client.get("/api/v1/decisions").json()["count"] == 0  # without a key nobody is known
    assert client.get(f"/api/v1/decisions/{held.public_id}").status_code == 404


def test_an_economist_who_cannot_see_a_project_is_not_told_of_it() -> None:
    """A project that its unit keeps to itself is shared first."""
    item = project("Kun os", unit=unit("Fyret"), tier="unit")
    helper = holding("economist")
    request = ask_for_help(by=SYSTEM, project=item, wish="Kan det mærkes i budgettet?")
    said = f"{helper.user.name} kan ikke se projektet, som kun enheden ser. Del projektet først."
    assert refusal(lambda: assign_help(by=SYSTEM, request=request, economist=helper.user)) == {"economist": [said]}
    assert list(Notice.objects.filter(user=helper.user)) == []
