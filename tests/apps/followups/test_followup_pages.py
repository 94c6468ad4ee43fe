"""The pages: what they show, what their buttons do, what files and API give, how many queries they ask."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.followups import TODAY, benefit, measure, plan, rollout, some_units, staggered
from tests.forms import forms_of
from tests.landkort import project
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, holding
from tovholder.apps.followups.models import EvaluationPlan, PlannedStart, Rollout
from tovholder.apps.followups.public import keep_analysis, latest_analysis, reading_of
from tovholder.foundation.accounts.actions import make_token
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.ui.panels import panels_of
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

LISTS = ["list", "rollouts", "analyses", "new_plan", "new_rollout"]


def test_pages_are_whole_with_and_without_content() -> None:
    """Empty states first, then a plan, a rollout and a kept analysis; a filter that nothing passes says so."""
    client = client_of(holding())
    for name in LISTS:
        assert_clean_html(client.get(reverse(f"followups:{name}")))
    made, rolled = staggered()
    written = plan(made)
    kept = keep_analysis(by=SYSTEM, benefit=made, reading=reading_of(made, SYSTEM))
    for name in LISTS:
        assert_clean_html(client.get(reverse(f"followups:{name}")))
        assert_clean_html(client.get(reverse(f"followups:{name}"), {"q": "findes ikke"}))
    for record in (written, rolled, kept):
        assert_clean_html(client.get(record.get_absolute_url()))


@pytest.mark.requirement("BEN-17")
def test_the_analysis_page_says_what_the_measurements_bear() -> None:
    """A clear effect is told with number, interval and p, the units stand in a table, and what is kept is shown."""
    made, _rolled = staggered()
    client = client_of(holding())
    page = client.get(reverse("followups:analysis", args=[made.public_id]))
    assert_clean_html(page)
    said = text_of(page)
    for words in ("Der er en forbedring", "Den ligger mellem", "95 pct. interval", "Bakken", "3 før, 21 efter"):
        assert words in said
    keep = reverse("followups:keep", args=[made.public_id])
    assert_clean_html(client.get(keep))
    answer = client.post(keep, {"note": "Vi flyttede også en rute."}, follow=True)
    assert "Vi flyttede også en rute." in text_of(answer)
    kept = latest_analysis(made)
    assert kept is not None
    assert keep not in client.get(reverse("followups:analysis", args=[made.public_id])).content.decode()


@pytest.mark.requirement("BEN-17")
def test_one_unit_reads_why_there_is_no_p() -> None:
    """The page gives the change and the plain sentence, and nowhere a p."""
    made = benefit(starts_on=date(2024, 7, 1))
    with clock_at(TODAY):
        measure(made, some_units(1)[0], [12.0] * 6 + [9.0] * 6)
    said = text_of(client_of(holding()).get(reverse("followups:analysis", args=[made.public_id])))
    assert "Derfor gives ingen p-værdi" in said
    assert "Ændringen er −3,00" in said
    assert "Hvor sikkert det tal er, kan ikke siges." in said


@pytest.mark.requirement("BEN-17")
@pytest.mark.parametrize(
    ("measured", "said"),
    [
        (False, "Det kan ikke dokumenteres, fordi der er ingen målinger."),
        (True, "Det er for tidligt at sige"),
    ],
)
def test_too_early_and_cannot_be_documented_are_answers(measured: bool, said: str) -> None:
    """Both stand on the page as whole sentences, and can be kept."""
    if measured:
        made, _rolled = staggered()
        plan(made)
    else:
        made = benefit()
    page = client_of(holding()).get(reverse("followups:analysis", args=[made.public_id]))
    assert said in text_of(page)
    assert_clean_html(page)


@pytest.mark.requirement("PIL-04")
def test_a_plan_is_written_by_form_and_changed_with_a_reason() -> None:
    """An economist writes it; once follow-up has begun the form asks why, and the page shows the deviation."""
    economist = holding("economist")
    client = client_of(economist)
    at = project()
    sent = {
        "title": "Virker det?",
        "project": str(at.pk),
        "question": "Mindst to minutter mindre.",
        "design": "before_after",
        "baseline_from": "2026-01-01",
        "follow_up_from": "2026-12-01",
        "follow_up_to": "2027-12-01",
        "economist": str(economist.user.pk),
        "unseen": "",
    }
    answer = client.post(reverse("followups:new_plan"), sent, follow=True)
    made = EvaluationPlan.objects.get()
    assert answer.redirect_chain == [(made.get_absolute_url(), 302)]
    edit = reverse("followups:edit_plan", args=[made.public_id])
    with clock_at(date(2027, 1, 15)):
        changed = sent | {"follow_up_to": "2028-06-01", "version": str(made.version)}
        assert "Skriv lidt her." in text_of(client.post(edit, changed))
        said = text_of(client.post(edit, changed | {"reason": "Leverandøren er forsinket."}, follow=True))
    assert "Leverandøren er forsinket." in said
    assert "opfølgning slutter: før 1. december 2027, nu 1. juni 2028" in said


@pytest.mark.requirement("PIL-04")
def test_a_rollout_is_planned_wished_and_decided_by_form() -> None:
    """The proposal comes at once with its power; a wish is kept; the decision shows on the project."""
    client = client_of(holding())
    at = project()
    sent = {
        "title": "Seks enheder",
        "project": str(at.pk),
        "units": [str(one.pk) for one in some_units()],
        "first_month": "2027-01-01",
        "months": "24",
        "capacity": "1",
        "level": "11,5",
        "effect": "-1,2",
        "within": "0,8",
        "between": "",
        "autocorrelation": "0,5",
    }
    page = client.post(reverse("followups:new_rollout"), sent, follow=True)
    assert_clean_html(page)
    assert "Chancen for at se effekten" in text_of(page)
    rolled = Rollout.objects.get()
    start = PlannedStart.objects.filter(rollout=rolled).order_by("pk")[0]
    wished = client.post(
        reverse("followups:wish", args=[start.public_id]), {"earliest": "2028-01-01", "blocked": "2028-02"}, follow=True
    )
    assert "tidligst januar 2028" in text_of(wished)
    refused = client.post(reverse("followups:wish", args=[start.public_id]), {"blocked": "februar"})
    assert "februar er ikke en måned. Skriv fx 2027-07." in text_of(refused)
    rolled.refresh_from_db()
    accept = next(form for form in forms_of(wished) if form.action.endswith("/beslut/"))
    decided = client.post(accept.action, accept.sent, follow=True)
    assert "Udrulningen er besluttet." in text_of(decided)
    assert "Seks enheder" in text_of(client.get(at.get_absolute_url()))
    began = reverse("followups:began", args=[start.public_id])
    assert_clean_html(client.get(began))
    with clock_at(date(2028, 4, 1)):
        assert "begyndte 3. marts 2028" in text_of(client.post(began, {"started_on": "2028-03-03"}, follow=True))


def test_a_stale_button_is_told_what_happened() -> None:
    """Who decides on a proposal that another lot has changed meanwhile is told, and nothing is decided."""
    rolled = rollout(project(), some_units(4), accepted=False)
    client = client_of(holding())
    address = reverse("followups:draw_again", args=[rolled.public_id])
    client.post(address, {"version": str(rolled.version)})
    answer = client.post(
        reverse("followups:accept", args=[rolled.public_id]), {"version": str(rolled.version)}, follow=True
    )
    assert "En anden ændrede udrulningen" in text_of(answer)
    assert not Rollout.objects.get().is_accepted


@pytest.mark.parametrize("name", ["file", "rollouts_file", "analyses_file"])
def test_lists_are_files_too(name: str) -> None:
    """Each list is downloaded as JSON with one row a record."""
    made, _rolled = staggered(count=4)
    plan(made)
    keep_analysis(by=SYSTEM, benefit=made, reading=reading_of(made, SYSTEM))
    answer: Any = client_of(holding()).get(reverse(f"followups:{name}", args=["json"]))
    assert len(json.loads(b"".join(answer.streaming_content))["rows"]) == 1


def test_the_api_gives_what_was_kept() -> None:
    """The analysis with its numbers and codes, and whether it still holds."""
    made, _rolled = staggered()
    kept = keep_analysis(by=SYSTEM, benefit=made, reading=reading_of(made, SYSTEM))
    held = holding()
    _token, secret = make_token(by=actor_of(held), name="Dataudtræk", expires_on=date(2027, 1, 1))
    key = {"Authorization": f"Bearer {secret}"}
    found = Client().get("/api/v1/analyses", {"holds": "true"}, headers=key).json()
    assert [row["id"] for row in found["items"]] == [str(kept.public_id)]
    row = found["items"][0]
    assert (row["answer"], row["holds"], row["estimate"]) == ("better", True, kept.result["estimate"])
    assert Client().get("/api/v1/analyses", {"holds": "false"}, headers=key).json()["count"] == 0
    assert Client().get(f"/api/v1/analyses/{kept.public_id}", headers=key).json() == row
    assert Client().get("/api/v1/analyses").json()["count"] == 0
    assert Client().get(f"/api/v1/analyses/{kept.public_id}").status_code == 404


def test_lists_cost_the_same_however_long() -> None:
    """One plan or five: the same number of queries."""
    client = client_of(holding())
    at = project()
    plan(at=at)

    def asked() -> int:
        with CaptureQueriesContext(connection) as told:
            client.get(reverse("followups:list"))
        return len(told)

    asked()
    few = asked()
    for number in range(4):
        plan(at=at, title=f"Plan {number}")
    assert asked() == few


def test_a_project_without_a_plan_says_so() -> None:
    """The panel on the project's page asks for the plan that is missing."""
    at = project()
    said = text_of(client_of(holding()).get(at.get_absolute_url()))
    assert "Det er ikke skrevet, hvordan I vil se, om det virkede." in said


@pytest.mark.requirement("BEN-12")
def test_the_panel_of_a_benefit_tells_the_analysis_that_holds() -> None:
    """Its answer and number, and the plan by which it is told."""
    made, _rolled = staggered()
    plan(made, unseen="asked")
    keep_analysis(by=SYSTEM, benefit=made, reading=reading_of(made, SYSTEM))
    shown = dict(panels_of("benefit", made, actor()))
    assert shown["followups/benefit_panel.html"]["latest"] == latest_analysis(made)
