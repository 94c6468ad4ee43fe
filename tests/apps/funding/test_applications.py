"""Applications: from draft to answer, who else pays, and what is then written on the project."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from tests.landkort import project, refusal
from tests.money import application, pool
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding, municipality, unit
from tovholder.apps.funding.application_actions import (
    ApplicationFacts,
    add_co_financier,
    change_application,
    step_application,
)
from tovholder.apps.funding.ends import forget_person
from tovholder.apps.funding.models import Application
from tovholder.apps.funding.presenting import ends_note, funding_marks
from tovholder.apps.funding.reminding import remind
from tovholder.apps.funding.working import application_items
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.jobs.public import Job, JobProgress
from tovholder.foundation.municipalities.actions import merge_units
from tovholder.foundation.notices.models import Notice
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _stepped(made: Application, to_state: str, **values: Any) -> Application:
    return step_application(by=SYSTEM, application=made, to_state=to_state, on=clock.today(), **values)


def _granted(made: Application, until: date) -> Application:
    _stepped(made, "sent")
    return _stepped(made, "granted", granted_amount=Decimal(150_000), granted_until=until)


@pytest.mark.requirement("ECO-02")
def test_an_application_goes_from_draft_to_an_answer_with_dated_steps() -> None:
    """Every step is kept with its day and its reason, and the page tells them."""
    made = application()
    _stepped(made, "sent")
    _stepped(made, "refused", reason="For få borgere.")
    assert [(step.from_state, step.to_state, step.on, step.reason) for step in made.steps.all()] == [
        ("draft", "sent", clock.today(), ""),
        ("sent", "refused", clock.today(), "For få borgere."),
    ]
    page = client_of(holding()).get(made.get_absolute_url())
    assert_clean_html(page)
    assert "For få borgere." in text_of(page)


def test_steps_that_do_not_fit_are_refused_by_field() -> None:
    """No answer before it was sent, no grant without amount and end, no refusal without a reason, no future."""
    made = application(of=pool(deadline=clock.today() + timedelta(days=3)))
    assert list(refusal(lambda: _stepped(made, "granted"))) == ["to_state"]
    later = clock.today() + timedelta(days=1)
    assert list(refusal(lambda: step_application(by=SYSTEM, application=made, to_state="sent", on=later))) == ["on"]
    _stepped(made, "sent")
    assert list(refusal(lambda: _stepped(made, "granted"))) == ["granted_amount"]
    assert list(refusal(lambda: _stepped(made, "granted", granted_amount=Decimal(1)))) == ["granted_until"]
    assert list(refusal(lambda: _stepped(made, "refused"))) == ["reason"]
    made.refresh_from_db()
    assert (made.state, made.steps.count()) == ("sent", 1)


def test_an_application_is_not_sent_after_the_deadline() -> None:
    """The day it was sent lies within the pool's time."""
    made = application(of=pool(deadline=clock.today()))
    fund = made.pool
    fund.deadline = clock.today() - timedelta(days=2)
    assert list(refusal(lambda: _stepped(made, "sent"))) == ["on"]


def test_an_application_stays_in_its_municipality_and_out_of_its_councils() -> None:
    """And what a unit keeps to itself is seen by the unit and the coordinator."""
    made = application(unit=unit("Fyret"), tier="unit")
    seen = {
        who: client_of(held).get(made.get_absolute_url()).status_code
        for who, held in (
            ("here", holding("staff", in_unit=unit("Fyret"))),
            ("there", holding("unit_leader", in_unit=unit("Havnen"))),
            ("coordinator", holding()),
            ("elsewhere", holding(at="Randers")),
            ("council", holding("council_member")),
            ("supplier", holding("supplier")),
        )
    }
    assert seen == {"here": 200, "there": 404, "coordinator": 200, "elsewhere": 404, "council": 404, "supplier": 404}


def test_a_unit_applies_for_itself_alone_and_for_its_own_projects() -> None:
    """Others' units, projects and people are refused by field."""
    leader = actor("unit_leader", in_unit=unit("Fyret"))
    assert list(refusal(lambda: application(by=leader, unit=unit("Havnen")))) == ["unit"]
    theirs = project("Andres", owner="Randers")
    assert list(refusal(lambda: application(project=theirs))) == ["project"]
    assert list(refusal(lambda: application(owner=holding(at="Randers").user))) == ["owner"]


def test_the_amount_stands_when_an_answer_was_given() -> None:
    """What was applied for is not changed afterwards; words may be."""
    made = application()
    _stepped(made, "sent")
    _stepped(made, "refused", reason="Nej.")
    facts = ApplicationFacts(title="Andre ord", idea="Det samme", amount=made.amount)
    change_application(by=SYSTEM, application=made, facts=facts)
    assert made.title == "Andre ord"
    more = ApplicationFacts(title="Andre ord", idea="Det samme", amount=Decimal(1))
    assert list(refusal(lambda: change_application(by=SYSTEM, application=made, facts=more))) == ["amount"]


@pytest.mark.requirement("ECO-12")
def test_an_application_tells_who_else_could_bear_the_investment() -> None:
    """Others who pay stand with kind, amount and whether they said yes; the sum counts those who did."""
    made = application()
    kind = code("funder_kind", "region")
    add_co_financier(by=SYSTEM, application=made, name="Regionen", kind=kind, amount=Decimal(40_000), agreed=True)
    add_co_financier(by=SYSTEM, application=made, name="Fonden B", kind=kind, amount=Decimal(9_000))
    told = text_of(client_of(holding()).get(made.get_absolute_url()))
    for words in ("Regionen", "Fonden B", "Har sagt ja", "Har ikke svaret", "Sagt ja til: 40.000 kr."):
        assert words in told
    again = refusal(
        lambda: add_co_financier(by=SYSTEM, application=made, name="Regionen", kind=kind, amount=Decimal(1))
    )
    assert again == {"name": ["Regionen står der allerede."]}


@pytest.mark.requirement("ECO-14")
def test_what_was_granted_is_written_on_the_project_when_somebody_confirms() -> None:
    """Funder, amount and end day; what else the project says stays, and nothing is written before."""
    work = project(running_budget_note="Driften betaler.")
    made = _granted(application(project=work), date(2027, 6, 30))
    client = client_of(holding())
    address = reverse("funding:write_on_project", args=[made.public_id])
    shown = client.get(address)
    assert_clean_html(shown)
    work.refresh_from_db()
    assert work.funder == ""
    client.post(address, {"version": work.version})
    work.refresh_from_db()
    made.refresh_from_db()
    assert (work.funder, work.funding_amount, work.funding_ends_on, work.running_budget_note, made.written_on) == (
        "Fonden for Hverdagen",
        Decimal(150_000),
        date(2027, 6, 30),
        "Driften betaler.",
        clock.today(),
    )


def test_a_project_that_somebody_changed_meanwhile_is_not_overwritten() -> None:
    """The page that is behind gets the conflict, and the application is not marked as written."""
    made = _granted(application(project=project()), date(2027, 6, 30))
    address = reverse("funding:write_on_project", args=[made.public_id])
    assert client_of(holding()).post(address, {"version": 99}).status_code == 409
    made.refresh_from_db()
    assert made.written_on is None


@pytest.mark.requirement("ECO-14")
@pytest.mark.parametrize(
    ("ends", "budget", "marks"),
    [
        (date(2026, 6, 1), "", ["Pengene sluttede 1. juni 2026", "Driften bagefter mangler"]),
        (date(2026, 6, 1), "Driften betaler", ["Pengene sluttede 1. juni 2026"]),
        (None, "", ["Slutdag for pengene mangler"]),
    ],
)
def test_a_project_says_whether_its_funding_has_ended(ends: date | None, budget: str, marks: list[str]) -> None:
    """On the list of the municipality's money and on the project's own page."""
    work = project(funder="Helsefonden", funding_ends_on=ends, running_budget_note=budget)
    assert [said for said, _tone in funding_marks(work)] == marks
    client = client_of(holding())
    for page in (client.get(reverse("funding:projects")), client.get(work.get_absolute_url())):
        told = text_of(page)
        assert "Helsefonden" in told
        for said in marks:
            assert said in told


@pytest.mark.requirement("ECO-14")
def test_a_project_says_in_how_many_months_its_funding_ends() -> None:
    """Whole months, days in the last one, and the day itself."""
    today = date(2026, 12, 15)
    told = [
        ends_note(day, today)[0]
        for day in (date(2027, 3, 15), date(2027, 3, 14), date(2027, 1, 16), date(2027, 1, 10), today)
    ]
    assert told == [
        "Pengene slutter om 3 måneder",
        "Pengene slutter om 2 måneder",
        "Pengene slutter om 1 måned",
        "Pengene slutter om 26 dage",
        "Pengene slutter i dag",
    ]


def test_others_read_nothing_of_a_projects_applications() -> None:
    """The panel is for the municipality's own employees."""
    work = project(tier="public", funder="Helsefonden")
    application("Hemmelig ansøgning", project=work)
    seen = {
        who: "Hemmelig ansøgning" in text_of(client_of(held).get(work.get_absolute_url()))
        for who, held in (("here", holding()), ("elsewhere", holding(at="Randers")), ("supplier", holding("supplier")))
    }
    assert seen == {"here": True, "elsewhere": False, "supplier": False}


def test_the_owner_and_the_coordinators_are_reminded_once_of_each_day() -> None:
    """A draft whose pool closes, a late answer, money that ends; a second run tells nothing."""
    mette = holding()
    niels = holding("key_staff", in_unit=unit("Fyret"))
    today = clock.today()
    fund = pool(deadline=today + timedelta(days=5))
    application("Kladden", of=fund, owner=niels.user)
    _stepped(application("Den sene", answer_on=today - timedelta(days=1)), "sent")
    _granted(application("Den bevilgede"), today + timedelta(days=30))
    Notice.objects.all().delete()
    assert remind(_progress()) == {"told": 4}
    told = sorted((notice.user == mette.user, notice.url) for notice in Notice.objects.all())
    assert [who for who, _url in told].count(True) == 3
    assert remind(_progress()) == {"told": 0}


class _Quiet:
    """Takes the progress and does nothing with it."""

    def report(self, done: int, total: int, message: str) -> None:
        """Take the progress."""


def _progress() -> JobProgress:
    return JobProgress(job=Job(kind="funding.remind", actor_kind="system"), actor=SYSTEM, sink=_Quiet())


def test_my_week_holds_drafts_late_answers_and_grants_to_write_down() -> None:
    """For the owner; what nobody owns is the coordinator's."""
    mette = holding()
    today = clock.today()
    application("A", of=pool(deadline=today + timedelta(days=2)))
    _stepped(application("B", answer_on=today), "sent")
    _granted(application("C", project=project()), today + timedelta(days=300))
    titles = [item.title for item in application_items(actor_of(mette), today + timedelta(days=7))]
    assert titles == ["Send ansøgningen A", "Skriv svaret på B", "Skriv bevillingen C på projektet"]


def test_the_ends_of_people_and_units() -> None:
    """Who leaves owns no open application; a merged unit's applications and pools go with it."""
    gone = holding("key_staff", in_unit=unit("Fyret"))
    made = application(unit=unit("Fyret"), owner=gone.user)
    assert forget_person(gone.user.public_id, by=SYSTEM) == 1
    merge_units(unit("Fyret"), into=unit("Havnen"), by=SYSTEM)
    made.refresh_from_db()
    assert (made.owner, made.unit, made.municipality) == (None, unit("Havnen"), municipality())


def test_an_owner_does_not_stay_with_what_a_unit_takes_back_to_itself() -> None:
    """Reminders go to the owner, so the owner can open the application."""
    reader, here = holding("reader").user, unit("Fyret")
    made = application(owner=reader, unit=here)
    kept = {name: getattr(made, name) for name in ApplicationFacts.__dataclass_fields__}
    facts = ApplicationFacts(**(kept | {"tier": "unit"}))
    said = f"{reader.name} kan ikke se det, som kun enheden ser. Vælg en fra enheden."
    assert refusal(lambda: change_application(by=SYSTEM, application=made, facts=facts)) == {"owner": [said]}
