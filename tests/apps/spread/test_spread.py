"""How a technology spreads: what is counted, what cannot be, where it stalls, and what others are told."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.landkort import project, refusal, technology
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding, municipality, unit
from tests.spreading import LAST, counted, followed, numbers
from tovholder.apps.spread.actions import add_count, change_plan, correct_count
from tovholder.apps.spread.ends import move_unit
from tovholder.apps.spread.models import SpreadCount, SpreadPlan
from tovholder.apps.spread.periods import ended_by, next_start, period_text, previous_start
from tovholder.apps.spread.presenting import goal_text, stall_text, step_rows
from tovholder.apps.spread.public import PlanFacts, latest_funnel
from tovholder.apps.spread.selectors import missing_counts, national_sums, sums_of
from tovholder.engines.funnel.model import Counts
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.ui.panels import PANELS
from tovholder.foundation.work.public import WORK_SOURCES
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db

SPRING = date(2026, 4, 1)


@pytest.mark.requirement("PIL-10")
def test_leaders_see_by_unit_where_the_way_from_pilot_to_operation_stalls_and_why() -> None:
    """The sum names the biggest drop in words; each unit its own; reasons are counted by unit."""
    here, there = unit("Fyret"), unit("Havnen")
    plan = followed(here, there, goal=30, goal_on=date(2027, 6, 1))
    asked = {"not_offered": (code("spread_not_offered", "no_time"), "Oplæringen er udskudt.")}
    counted(plan, 40, 36, 12, 9, 1, of=here, reasons=asked)
    counted(plan, 20, 15, 14, 6, 2, of=there, reasons={"declined": (code("spread_declined", "rather_visit"), "")})
    page = client_of(holding("unit_leader", in_unit=here)).get(plan.get_absolute_url())
    assert_clean_html(page)
    told = text_of(page)
    for words in (
        "Det går i stå ved tilbuddet: 25 af 51 vurderede har ikke fået det tilbudt.",
        "Det går i stå efter tilbuddet: 6 af 14 sagde nej eller er ikke begyndt.",
        "2 af 2 enheder har talt, 3. kvartal 2026.",
        "15 bruger det nu. Målet er 30 borgere senest 1. juni 2027. Der mangler 15.",
        "Der er ikke tid til at komme i gang: 1 enhed. ”Oplæringen er udskudt.”",
        "Vil hellere have besøg: 1 enhed.",
    ):
        assert words in told
    chart = page.context["chart"]
    assert [(str(row.label), list(row.values)) for row in chart.rows] == [
        ("Fyret", [9, 1, 2, 24, 4]),
        ("Havnen", [6, 2, 6, 1, 5]),
    ]


@pytest.mark.parametrize(
    ("five", "said"),
    [
        ((10, 8, 6, 3, 1), "Det går i stå ved vurderingen: 2 af 10 i målgruppen er ikke vurderet."),
        ((10, 10, 10, 4, 6), "Det går i stå i brugen: 6 af 10, der begyndte, er stoppet."),
        ((5, 5, 5, 5, 0), "Ingen falder fra mellem trinnene."),
        ((0, 0, 0, 0, 0), "Der er ingen i målgruppen endnu."),
    ],
)
def test_the_biggest_drop_is_named_in_words(five: tuple[int, int, int, int, int], said: str) -> None:
    """Of equal ones the earliest."""
    assert stall_text(Counts(*five)) == said


def test_each_share_has_its_base() -> None:
    """And the step that stalls says so."""
    rows = step_rows(Counts(40, 36, 12, 9, 1))
    assert [(row.label, row.share, row.stalls) for row in rows] == [
        ("Vurderet", "90 pct. (36 af 40 borgere i målgruppen)", False),
        ("Har fået det tilbudt", "33 pct. (12 af 36 vurderede borgere)", True),
        ("Er begyndt", "83 pct. (10 af 12 borgere, der har fået det tilbudt)", False),
        ("Bruger det nu", "90 pct. (9 af 10 borgere, der er begyndt)", False),
    ]


@pytest.mark.parametrize(
    ("five", "said"),
    [
        ((10, 11, 6, 3, 1), {"assessed": ["Tallet kan ikke være større end 10: målgruppen."]}),
        ((10, 8, 9, 3, 1), {"offered": ["Tallet kan ikke være større end 8: dem, der er vurderet."]}),
        ((10, 8, 6, 6, 1), {"in_use": 1}),
        ((10, 8, 6, 3, -1), {"stopped": ["Skriv 0 eller et større tal."]}),
    ],
)
def test_what_cannot_be_is_said_at_its_field(five: tuple[int, ...], said: dict[str, Any]) -> None:
    """A step never has more than the one before it."""
    plan = followed()
    told = refusal(lambda: counted(plan, *five))
    if said.get("in_use") == 1:
        assert list(told) == ["in_use"]
        assert "6: dem, der har fået det tilbudt." in told["in_use"][0]
    else:
        assert told == said


def test_the_database_itself_refuses_a_count_that_widens() -> None:
    """Whatever writes."""
    one = counted(followed(), 10, 8, 6, 3, 1)
    for values in ({"assessed": 11}, {"offered": 9}, {"in_use": 6}, {"tier": "public"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SpreadCount.objects.filter(pk=one.pk).update(**values)


def test_a_unit_counts_once_a_period_that_is_over() -> None:
    """Not for a period that runs, not before the plan, not for another's plan; a reason is of its own list."""
    plan = followed()
    counted(plan, 10, 8, 6, 3, 1)
    twice = {"__all__": ["Enheden har allerede talt for den periode. Ret tællingen i stedet."]}
    assert refusal(lambda: counted(plan, 10, 8, 6, 3, 1)) == twice
    running = refusal(lambda: counted(plan, 10, 8, 6, 3, 1, period=date(2026, 10, 1)))
    assert running == {"period": ["Vælg en periode, der er slut."]}
    before = refusal(lambda: counted(plan, 10, 8, 6, 3, 1, period=date(2025, 10, 1)))
    assert before == {"period": ["Perioden ligger før planens begyndelse."]}
    with pytest.raises(Exception, match="Enheden tæller ikke med i planen"):
        add_count(by=SYSTEM, plan=plan, unit=unit("Havnen"), period=LAST, facts=numbers(1, 1, 1, 1, 0))
    wrong = {"declined": (code("spread_stopped", "moved"), "")}
    assert refusal(lambda: counted(plan, 10, 8, 6, 3, 1, period=SPRING, reasons=wrong)) == {
        "declined_reason": ["Vælg en grund fra listen."]
    }


def test_a_correction_keeps_what_stood_before() -> None:
    """With its reason; a stale version is a conflict; the same numbers again are no correction."""
    one = counted(followed(), 10, 8, 6, 3, 1)
    missing = refusal(lambda: correct_count(by=SYSTEM, count=one, facts=numbers(10, 8, 7, 3, 1), why=" "))
    assert missing == {"why": ["Skriv, hvorfor tallene rettes. De gamle bliver stående i historikken."]}
    correct_count(by=SYSTEM, count=one, facts=numbers(10, 8, 7, 3, 1), why="Én var glemt.", expected_version=1)
    assert [(old.offered, old.why) for old in one.corrections.all()] == [(6, "Én var glemt.")]
    with pytest.raises(ConflictError):
        correct_count(by=SYSTEM, count=one, facts=numbers(10, 8, 8, 3, 1), why="Igen.", expected_version=1)
    one.refresh_from_db()
    correct_count(by=SYSTEM, count=one, facts=numbers(10, 8, 7, 3, 1), why="Det samme.")
    assert one.corrections.count() == 1
    page = text_of(client_of(holding()).get(reverse("spread:unit", args=[one.plan.public_id, unit("Fyret").public_id])))
    assert "Rettet. Før stod der 10, 8, 6, 3 og 1. Én var glemt." in page


def test_a_leader_counts_on_a_phone_with_the_numbers_of_last_time() -> None:
    """Five numbers stand there; saved, they say where it stalls."""
    here = unit("Fyret")
    plan = followed(here)
    counted(plan, 10, 8, 6, 3, 1, period=SPRING)
    client = client_of(holding("unit_leader", in_unit=here))
    address = reverse("spread:new_count", args=[plan.public_id, here.public_id])
    page = client.get(address)
    assert_clean_html(page)
    form = page.context["form"]
    assert [form[name].value() for name in ("target", "assessed", "offered", "in_use", "stopped")] == [10, 8, 6, 3, 1]
    sent = {"target": "10", "assessed": "9", "offered": "6", "in_use": "4", "stopped": "1"}
    wrong = client.post(address, sent | {"offered": "12"})
    assert "Tallet kan ikke være større end 9: dem, der er vurderet." in text_of(wrong)
    answer = client.post(address, sent, follow=True)
    assert "Det går i stå ved tilbuddet: 3 af 9 vurderede har ikke fået det tilbudt." in text_of(answer)
    made = SpreadCount.objects.get(period=LAST)
    assert (made.assessed, made.unit, made.tier) == (9, here, "municipality")
    assert "Alle perioder er talt" not in text_of(client.get(address))
    correct = reverse("spread:correct_count", args=[made.public_id])
    assert_clean_html(client.get(correct))
    assert client.post(correct, sent | {"in_use": "5", "why": "En mere.", "version": "1"}).status_code == 302
    assert client.post(correct, sent | {"why": "Igen.", "version": "1"}).status_code == 409


def test_the_count_waits_in_the_week_of_the_unit_and_late_ones_in_the_coordinators() -> None:
    """Fourteen days after the period; what is counted does not wait; another unit's is not told to a leader."""
    here, there = unit("Fyret"), unit("Havnen")
    plan = followed(here, there)
    leader, today = actor("unit_leader", in_unit=here), date(2026, 11, 21)
    source = WORK_SOURCES["spread"]
    assert [(item.title, item.note, item.due) for item in source.items(leader, today)] == [
        ("Tæl for 3. kvartal 2026: Skærmbesøg", "Fyret", date(2026, 10, 14))
    ]
    assert [item.note for item in source.items(actor(), today)] == ["Fyret", "Havnen"]
    counted(plan, 1, 1, 1, 1, 0, of=here)
    assert list(source.items(leader, today)) == []
    assert missing_counts(actor("reader")) == []


def test_others_see_the_sum_that_is_shared_and_never_a_unit() -> None:
    """With how many municipalities and units it stands on; what is not shared is not in it."""
    plan = followed(unit("Fyret"), tier="public")
    counted(plan, 10, 8, 6, 3, 1)
    randers, aarhus = municipality("Randers"), municipality("Aarhus")
    counted(followed(unit("Åen", randers), at=randers, tier="municipalities"), 20, 10, 5, 5, 0)
    counted(followed(unit("Bugten", aarhus), at=aarhus), 99, 9, 9, 9, 0)
    found = national_sums(actor("reader", at="Norddjurs"))
    assert [(one.technology.slug, one.counts, one.municipalities, one.units) for one in found] == [
        ("skaermbesoeg", Counts(30, 18, 11, 8, 1), 2, 2)
    ]
    assert [one.municipalities for one in national_sums(ANONYMOUS)] == [1]
    page = Client().get(plan.get_absolute_url())
    assert ("Fyret" in text_of(page), "8 af 10 borgere i målgruppen" in text_of(page)) == (False, True)
    told = Client().get(f"/api/v1/spread/{plan.public_id}").json()
    assert (told["total"]["in_use"], told["total"]["stall"], told["counts"]) == (3, "assessed", [])


def test_the_sum_takes_the_newest_count_of_each_unit_and_says_how_old_it_is() -> None:
    """A unit that did not count this time is in it with its last one; one that never did is told as missing."""
    here, there = unit("Fyret"), unit("Havnen")
    plan = followed(here, there, unit("Aldrig"))
    counted(plan, 10, 8, 6, 3, 1, of=here, period=SPRING)
    counted(plan, 10, 9, 7, 4, 1, of=here)
    counted(plan, 5, 5, 5, 5, 0, of=there, period=SPRING)
    told = sums_of([plan])[plan.pk]
    assert (told.counts, told.units, told.of_units) == (Counts(15, 14, 12, 9, 1), 2, 3)
    page = client_of(holding("reader")).get(plan.get_absolute_url())
    assert "2 af 3 enheder har talt. Den ældste tælling er fra 2. kvartal 2026" in text_of(page)
    time = page.context["time"]
    assert ([str(label) for label in time.labels], list(time.series[1].values)) == (
        ["2. kvartal 2026", "3. kvartal 2026"],
        [8, 4],
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"units": []}, {"units": ["Vælg mindst én enhed."]}),
        ({"ends_on": date(2025, 1, 1)}, {"ends_on": ["Planen kan ikke slutte, før den begynder."]}),
        ({"goal_on": date(2027, 1, 1)}, {"goal": ["Skriv målet, eller fjern datoen for det."]}),
        ({"tier": "unit"}, {"tier": ["Hele kommunen skal kunne se, hvor det går i stå."]}),
    ],
)
def test_a_plan_that_cannot_be_is_said_at_its_field(values: dict[str, Any], said: dict[str, list[str]]) -> None:
    """In Danish."""
    given: dict[str, Any] = {"technology": technology(), "units": [unit("Fyret")], "starts_on": date(2026, 1, 1)}
    plan = followed(unit("Fyret"))
    facts = PlanFacts(**(given | values))
    assert refusal(lambda: change_plan(by=SYSTEM, plan=plan, facts=facts)) == said


def test_a_plan_belongs_to_one_technology_project_and_municipality() -> None:
    """It is followed once; a project works with the same technology; what was counted is not counted anew."""
    plan = followed()
    counted(plan, 1, 1, 1, 1, 0)
    assert list(refusal(followed)) == ["technology"]
    other = project("Lås", technology=technology("elektronisk_laas"))
    assert refusal(lambda: followed(project=other)) == {"project": ["Projektet arbejder med en anden teknologi."]}
    assert list(refusal(lambda: followed(project=project("Randers", owner="Randers")))) == ["project"]
    assert list(refusal(lambda: followed(unit("Åen", municipality("Randers"))))) == ["units"]
    facts = PlanFacts(technology=technology(), units=[unit("Fyret")], starts_on=date(2026, 1, 1), every="month")
    assert list(refusal(lambda: change_plan(by=SYSTEM, plan=plan, facts=facts))) == ["every"]


def test_a_project_and_a_technology_show_how_far_they_have_come() -> None:
    """With the base; nothing is shown where nobody has counted."""
    shown = project(tier="public")
    assert PANELS["spread.project"].load(shown, actor()) is None
    plan = followed(project=shown, goal=2, tier="public")
    counted(plan, 10, 8, 6, 3, 1)
    found = latest_funnel(actor("reader"), project=shown)
    assert found is not None
    assert (found[0], found[1].counts.in_use) == (plan, 3)
    told = PANELS["spread.project"].load(shown, ANONYMOUS)
    assert told is not None
    assert told["goal"] == "3 bruger det nu. Målet er 2 borgere. Det er nået." == goal_text(plan, found[1].counts)
    panel = PANELS["spread.technology"].load(shown.technology, actor("coordinator"))
    assert panel is not None
    assert (panel["national"].municipalities, bool(panel["own"])) == (1, True)
    for address in (shown.get_absolute_url(), reverse("technologies:technology", args=["skaermbesoeg"])):
        page = client_of(holding("staff", in_unit=unit())).get(address)
        assert_clean_html(page)
        assert "2 af 10 i målgruppen er ikke vurderet" in text_of(page)


def test_units_that_become_one_count_as_one() -> None:
    """Where both have counted the sum stands, and what stood before is kept."""
    old, new = unit("Fyret"), unit("Havnen")
    plan = followed(old, new)
    counted(plan, 10, 8, 6, 3, 1, of=old)
    counted(plan, 5, 5, 5, 5, 0, of=old, period=SPRING)
    standing = counted(plan, 20, 10, 8, 4, 2, of=new)
    assert move_unit(by=SYSTEM, old=old, new=new) == 2
    standing.refresh_from_db()
    assert (standing.counts, [kept.target for kept in standing.corrections.all()]) == (
        Counts(30, 18, 14, 7, 3),
        [20],
    )
    assert list(plan.units.all()) == [new]
    assert SpreadCount.objects.filter(unit=old).count() == 0


def test_a_plan_is_opened_and_changed_on_its_pages() -> None:
    """By the coordinator; the overview has an empty state before and the stall after."""
    client, here = client_of(holding()), unit("Fyret")
    empty = client.get(reverse("spread:overview"))
    assert_clean_html(empty)
    assert "I følger ikke udbredelsen af noget endnu" in text_of(empty)
    sent = {
        "technology": technology().pk,
        "units": [here.pk],
        "every": "quarter",
        "starts_on": "2026-01-01",
        "goal": "1.000",
        "tier": "municipalities",
    }
    assert client.post(reverse("spread:new_plan"), sent).status_code == 302
    plan = SpreadPlan.objects.get()
    assert (plan.goal, list(plan.units.all())) == (1000, [here])
    edit = reverse("spread:edit_plan", args=[plan.public_id])
    assert_clean_html(client.get(edit))
    assert client.post(edit, sent | {"goal": "40", "version": "1"}).status_code == 302
    assert client.post(edit, sent | {"goal": "50", "version": "1"}).status_code == 409
    assert_clean_html(client.get(plan.get_absolute_url()))
    counted(plan, 10, 8, 6, 3, 1)
    page = client.get(reverse("spread:overview"))
    assert_clean_html(page)
    assert "Kommuner i summen: 1. Enheder: 1." in text_of(page)
    file = client.get(reverse("spread:file", args=[plan.public_id, "csv"]))
    assert "3. kvartal 2026" in file.getvalue().decode("utf-8-sig")


def test_periods_are_whole_months_and_quarters() -> None:
    """Across a year, and in words."""
    assert ended_by(date(2026, 1, 15), "quarter") == date(2025, 10, 1)
    assert ended_by(date(2026, 1, 15), "month") == date(2025, 12, 1)
    assert (next_start(date(2025, 10, 1), "quarter"), previous_start(date(2026, 1, 1), "quarter")) == (
        date(2026, 1, 1),
        date(2025, 10, 1),
    )
    assert (period_text(date(2025, 10, 1), "quarter"), period_text(date(2025, 12, 1), "month")) == (
        "4. kvartal 2025",
        "december 2025",
    )
