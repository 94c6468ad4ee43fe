"""The pages of the process: who reads what, that nothing is blocked, and that lists cost the same however long."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, holding, unit
from tests.rounds import learnt, opened
from tovholder.apps.process.models import Beginning, Round, StepStatus
from tovholder.apps.process.packaged import points
from tovholder.apps.process.papers import round_on_paper
from tovholder.apps.process.public import STAGE_SOURCES, DigitalStage, StageSource, begin_reflection
from tovholder.apps.process.working import step_items
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.search.public import SEARCH_SOURCES
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _client(role: str = "coordinator", **values: Any) -> Client:
    return client_of(holding(role, **values))


def test_every_page_of_a_round_is_well_formed() -> None:
    """Strict policy, one heading, no double ids: for the coordinator, on a round with everything in it."""
    first = opened()
    learnt(first)
    second = opened("Runde to")
    begin_reflection(by=SYSTEM, found=second, theme="vision")
    client = _client()
    key = second.public_id
    for name in ("round", "edit_round", "close_round", "beginning", "learnings", "new_learning"):
        assert_clean_html(client.get(reverse(f"process:{name}", args=[key])))
    for theme in ("vision", "screening", "volunteers"):
        assert_clean_html(client.get(reverse("process:reflection", args=[key, theme])))
    assert_clean_html(client.get(reverse("process:reflection_answers", args=[key, "vision"])))
    assert_clean_html(client.get(reverse("process:step", args=[key, "vision.goals"])))
    for name in ("overview", "rounds", "new_round", "checklist", "tips", "compare", "lessons", "unassigned"):
        assert_clean_html(client.get(reverse(f"process:{name}")))
    assert_clean_html(client.get(reverse("process:point", args=[points()[0].key])))
    assert_clean_html(client.get(reverse("process:unit", args=[unit().public_id])))


def test_the_overview_costs_the_same_for_one_unit_and_for_many() -> None:
    """Units, rounds and steps are read together."""
    client = _client()
    opened(in_unit=unit("Fyret"))
    few = _counted(client, reverse("process:overview"))
    for number in range(6):
        found = opened(f"Runde {number}", in_unit=unit(f"Enhed {number}"))
        StepStatus.objects.create(round=found, step="vision.goals", state="done")
    assert _counted(client, reverse("process:overview")) == few


def test_lists_and_boards_cost_the_same_however_long() -> None:
    """The list of rounds, the learnings of all rounds, and a board with pinned learnings."""
    client = _client()
    first = opened()
    learnt(first)
    second = opened("To")
    paths = [reverse("process:rounds"), reverse("process:lessons"), second.get_absolute_url()]
    few = [_counted(client, path) for path in paths]
    for number in range(5):
        learnt(first, f"Nummer {number}")
        learnt(opened(f"Flere {number}", in_unit=unit(f"Enhed {number}")))
    Round.objects.get(pk=second.pk).carried.model.objects.filter(round=first).update(carried_to=second)
    assert [_counted(client, path) for path in paths] == few


def _counted(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


def test_another_municipality_does_not_know_that_a_round_is_there() -> None:
    """404 for its coordinator, whatever the address."""
    found = opened()
    stranger = _client("coordinator", at="Randers")
    for name in ("round", "learnings", "beginning", "round_pdf"):
        assert stranger.get(reverse(f"process:{name}", args=[found.public_id])).status_code == 404


def test_a_learning_shared_with_all_municipalities_is_read_by_others_without_its_round() -> None:
    """On the list of what runs have taught; the round itself stays at home."""
    found = opened()
    learnt(found, "Lån, før I køber.", tier="municipalities")
    learnt(found, "Kun for os selv.")
    shown = text_of(_client("coordinator", at="Randers").get(reverse("process:lessons")))
    assert "Lån, før I køber." in shown
    assert "Kun for os selv." not in shown


def test_a_round_is_opened_changed_and_closed_through_its_forms() -> None:
    """From the form to the adviser's page, and on to the board."""
    client = _client()
    answer = client.post(reverse("process:new_round"), {"title": "Ny runde", "starts_on": "2026-11-01"})
    found = Round.objects.get()
    assert answer["Location"] == reverse("process:beginning", args=[found.public_id])
    edit = reverse("process:edit_round", args=[found.public_id])
    client.post(edit, {"title": "Bedre titel", "starts_on": "2026-11-02", "version": found.version})
    found.refresh_from_db()
    assert (found.title, str(found.starts_on)) == ("Bedre titel", "2026-11-02")
    stale = client.post(edit, {"title": "For sent", "starts_on": "2026-11-02", "version": 1})
    assert stale.status_code == 409
    close = reverse("process:close_round", args=[found.public_id])
    assert "no_learning" in client.post(close, {"version": found.version}).context["form"].errors
    learning = reverse("process:new_learning", args=[found.public_id])
    client.post(learning, {"kind": "went_well", "text": "Det gik.", "tier": "municipality"})
    client.post(close, {"version": found.version})
    found.refresh_from_db()
    assert found.closed_on is not None


def test_a_unit_leader_opens_a_round_of_their_own_unit_and_of_no_other() -> None:
    """The choice holds their own unit alone."""
    here, there = unit("Fyret"), unit("Havnen")
    client = _client("unit_leader", in_unit=here)
    path = reverse("process:new_round")
    client.post(path, {"title": "Min", "starts_on": "2026-11-01", "unit": here.pk, "tier": "unit"})
    client.post(path, {"title": "Deres", "starts_on": "2026-11-01", "unit": there.pk})
    client.post(path, {"title": "Kommunens", "starts_on": "2026-11-01"})
    assert list(Round.objects.values_list("title", "unit", "tier")) == [("Min", here.pk, "unit")]


@pytest.mark.requirement("PRO-07")
def test_the_adviser_recommends_with_reasons_and_is_kept_with_the_round() -> None:
    """Facts unknown: a screening first, with what speaks for and against; the own choice stands beside it."""
    found = opened()
    client = _client()
    path = reverse("process:beginning", args=[found.public_id])
    client.post(path, {"facts": "nej", "strategy": "ja", "chosen": "vision"})
    kept = Beginning.objects.get()
    assert (kept.answers, kept.advice, kept.chosen) == ({"facts": False, "strategy": True}, "screening", "vision")
    shown = text_of(client.get(path))
    assert "Begynd med IT-screening" in shown
    assert "Taler imod" in shown
    assert "I valgte: Begynd med visionen" in shown
    assert "Rådet binder jer ikke" in shown


@pytest.mark.requirement("SCR-23")
def test_a_screening_that_told_of_an_early_stage_fills_in_the_adviser() -> None:
    """What another room knows stands in the form; kept, it advises mature technologies first."""
    here = unit()
    found = opened(in_unit=here)
    source = StageSource("tests.stage", lambda place, units, by: {here.pk: DigitalStage.EARLY}, order=-1)
    STAGE_SOURCES.register(source)
    try:
        client = _client()
        path = reverse("process:beginning", args=[found.public_id])
        assert client.get(path).context["form"].initial["stage"] == "early"
        client.post(path, {"stage": "early"})
        shown = text_of(client.get(path))
    finally:
        STAGE_SOURCES._plugs.pop("tests.stage")
    assert "Begynd med teknologi, som andre længe har haft i drift" in shown


@pytest.mark.requirement("PRO-08")
def test_two_rounds_stand_side_by_side_and_can_be_taken_along() -> None:
    """Steps with days, learnings, answers; the same as a file."""
    first = opened()
    learnt(first, "Begynd med lederne.")
    StepStatus.objects.create(
        round=first, step="vision.goals", state="done", began_on=date(2026, 9, 1), done_on=date(2026, 9, 11)
    )
    second = opened("To")
    client = _client()
    query = f"?runde={first.public_id}&runde={second.public_id}"
    groups = client.get(reverse("process:compare") + query).context["groups"]
    lines = {line.label: line.values for group in groups for line in group.lines}
    assert lines["Sæt konkrete mål"] == ("Gjort (10 dage)", "Ikke begyndt")
    assert lines["Det gør vi anderledes næste gang"] == ("Begynd med lederne.", "")
    file = b"".join(client.get(reverse("process:compare_file", args=["csv"]) + query)).decode("utf-8-sig")
    assert "Sæt konkrete mål" in file
    assert "Gjort (10 dage)" in file


def test_the_report_is_a_pdf_of_what_the_reader_may_see() -> None:
    """Key numbers, steps and learnings."""
    found = opened()
    learnt(found, "Begynd med lederne.")
    reader = actor("coordinator")
    paper = round_on_paper(found, reader)
    assert [str(number.label) for number in paper.numbers] == [
        "er gjort eller valgt fra",
        "spørgsmål er besvaret",
        "ting er lært",
    ]
    said = [(group.kind, [item.text for item in group.items]) for group in paper.learning]
    assert said == [("Det gør vi anderledes næste gang", ["Begynd med lederne."])]
    answer = _client("programme_manager").get(reverse("process:round_pdf", args=[found.public_id]))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_api_gives_the_callers_own_rounds_and_nobody_elses() -> None:
    """Without a key there are none."""
    opened()
    answer = Client().get("/api/v1/rounds")
    assert answer.json() == {"items": [], "count": 0}
    here = _client().get("/proces/runder.json")
    assert [row["title"] for row in json.loads(b"".join(here))["rows"]] == ["Kommunikation for unge"]


def test_what_somebody_has_the_ball_for_stands_in_their_week_and_on_the_overview() -> None:
    """Until it is settled, and not when the round is closed."""
    found = opened()
    held = holding("coordinator")
    StepStatus.objects.create(round=found, step="vision.goals", state="under_way", responsible=held.user)
    StepStatus.objects.create(round=found, step="vision.plan", state="done", responsible=held.user)
    assert [item.title for item in step_items(actor_of(held), date(2026, 12, 31))] == ["Sæt konkrete mål"]
    assert "Sæt konkrete mål" in text_of(client_of(held).get(reverse("process:overview")))
    found.closed_on = date(2026, 11, 1)
    found.save()
    assert step_items(actor_of(held), date(2026, 12, 31)) == []


def test_what_nobody_has_the_ball_for_is_listed_for_whoever_takes_over() -> None:
    """Steps and points under way without a responsible."""
    found = opened()
    StepStatus.objects.create(round=found, step="vision.goals", state="under_way")
    shown = text_of(_client().get(reverse("process:unassigned")))
    assert "Sæt konkrete mål" in shown


def test_search_finds_a_learning_for_those_who_may_read_it() -> None:
    """The hit leads to the round at home, and to the list of what is shared elsewhere."""
    found = opened()
    item = learnt(found, "Lån, før I køber.", tier="municipalities")
    source = SEARCH_SOURCES["process.learnings"]
    assert [document.key for document in source.documents(None)] == [item.pk]
    home = source.visible(actor("coordinator"), [item.pk])
    away = source.visible(actor("coordinator", at="Randers"), [item.pk])
    assert home[item.pk].url == item.get_absolute_url()
    assert away[item.pk].url.startswith(reverse("process:lessons"))
    assert source.visible(actor("national_editor"), [item.pk]) == {}
