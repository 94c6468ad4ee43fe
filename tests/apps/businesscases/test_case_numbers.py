"""What a case in the database comes to: the same numbers on page, paper, file and version, and what is booked."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.businesscase import answered, begun, screen_visits
from tests.pages import text_of
from tests.people import actor, client_of, holding, municipality, unit
from tovholder.apps.businesscases.actions import answer_questions, freeze_case, record_actual
from tovholder.apps.businesscases.documents import computed, digest_of
from tovholder.apps.businesscases.models import BusinessCase, Frozen, Line
from tovholder.apps.businesscases.papers import case_on_paper, reference_text
from tovholder.apps.businesscases.part_actions import (
    AssumptionFacts,
    LineFacts,
    add_assumption,
    add_line,
    change_assumption,
    change_line,
    remove_assumption,
    sign_line,
    withdraw_signature,
)
from tovholder.apps.businesscases.patterns import patterns
from tovholder.apps.businesscases.presenting import differences, shown
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def fresh(case: BusinessCase) -> BusinessCase:
    """The case as it stands in the database now."""
    return BusinessCase.objects.get(pk=case.pk)


def npv(case: BusinessCase) -> dict[str, int]:
    """The municipality's net present values in whole kroner."""
    main = computed(fresh(case)).scenario()
    assert main is not None
    return {name: round(main[name]["npv"]) for name in ("booked", "full")}


@pytest.mark.requirement("BEN-09", "ECO-01", "ECO-05", "ECO-06")
def test_the_questions_give_the_numbers_of_the_hand_calculation() -> None:
    """Screen visits by the simple way.

    30 citizens, 1,380 visits moved: 120,750 + 161,000 + 49,680 = 331,430 a year, half of it in the first.
    Start: 80,000 + 70,000 + 150 h · 350 = 52,500: 202,500. Running 48,000 + 30,000 = 78,000. At 3.5 %:
    −202,500 + 87,715 · 0.966184 + 253,430 · 2.706896 = 568,257. Nothing is signed:
    −202,500 − 78,000 · 3.673079 = −489,000.
    """
    case = answered(screen_visits())
    assert npv(case) == {"full": 568_257, "booked": -489_000}


@pytest.mark.requirement("BEN-08", "BEN-13", "ECO-07", "ECO-08")
def test_training_for_few_citizens_costs_more_than_it_gives() -> None:
    """The worked example of the documents by the questions: it loses, and says from how many it would pay."""
    case = begun("traening", "Digital træning", horizon=3, rate=Decimal(0))
    told = {"citizens": 8, "exceptions": 20, "therapist_hours": 6, "trips": 10, "trip_share": 50, "subsidy": 150}
    told |= {"wage": 380, "start_hours": 0, "course_hours": 32, "device": 3000, "licence_year": 60000}
    answer_questions(by=SYSTEM, case=case, answers={key: Decimal(value) for key, value in told.items()})
    main = computed(fresh(case)).scenario()
    assert main is not None
    assert round(main["full"]["npv"]) == -157_984
    assert main["full"]["break_even"] == {"reason": "reached", "citizens": 45}
    page = text_of(client_of(holding()).get(case.get_absolute_url()))
    assert "Fra 45 borgere" in page
    assert "-157.984 kr." in page


@pytest.mark.requirement("BEN-08", "BEN-09")
def test_the_benefit_types_of_training_and_screen_visits_are_asked_for() -> None:
    """KL's types: therapist hours, function, transport; driving hours and costs, shorter visits, planning."""
    kinds = {one.key: {line.key for line in one.lines if line.realisation and line.way == "this"} for one in patterns()}
    assert kinds["traening"] == {"therapists", "function", "subsidy"}
    assert kinds["skaermbesoeg"] == {"driving", "km", "shorter", "planning"}
    asked = {one.key: {question.key for question in one.questions} for one in patterns()}
    answered_by = {one.key: {key for line in one.lines for key in line.slots.values()} for one in patterns()}
    given = {one.key: {question.key for question in one.given} for one in patterns()}
    assert {key: sorted(answered_by[key] - asked[key] - given[key]) for key in asked} == {key: [] for key in asked}


@pytest.mark.requirement("BEN-07")
def test_only_a_signed_saving_is_booked_and_another_amount_asks_again() -> None:
    """The kilometres are 49,680 a year; signed they are booked; when the price of a kilometre moves they are not."""
    case = answered(screen_visits())
    before = npv(case)
    sign_line(by=actor("economist"), line=case.lines.get(key="km"), budget="Kørsel, konto 5.32")
    signed = npv(case)
    # 49,680 · (0.5 · 0.966184 + 2.706896) = 158,479 more is booked, −489,000 becomes −330,521.
    assert (signed["booked"] + 330_521, signed["full"]) == (0, before["full"])
    answered(case, km_rate=4)
    found = computed(fresh(case))
    assert (found.stale, npv(case)["booked"]) == (frozenset({"km"}), before["booked"])
    withdraw_signature(by=actor("economist"), line=case.lines.get(key="km"))
    assert computed(fresh(case)).stale == frozenset()


def test_time_cannot_be_signed_as_a_lowered_budget() -> None:
    """A line that frees room is no saving; who says it is changes the line first."""
    case = answered(screen_visits())
    with pytest.raises(ValidationError):
        sign_line(by=actor("economist"), line=case.lines.get(key="driving"), budget="Løn")
    with pytest.raises(ValidationError):
        withdraw_signature(by=actor("economist"), line=case.lines.get(key="driving"))


@pytest.mark.requirement("ECO-03")
def test_who_pays_for_the_equipment_is_asked() -> None:
    """When the citizen pays, the municipality's 80,000 at the start are gone, and stand with the citizen."""
    case = answered(screen_visits())
    before = npv(case)["full"]
    answer_questions(by=SYSTEM, case=case, answers={}, payer="citizen")
    main = computed(fresh(case)).scenario()
    assert main is not None
    assert round(main["full"]["npv"]) - before == 80_000
    assert main["payers"]["citizen"] == [80_000, 0, 0, 0, 0]


@pytest.mark.requirement("ECO-04", "ITS-13")
def test_better_use_and_a_cheaper_way_stand_beside_the_solution() -> None:
    """Systems merged into one, against better use of what is there and something cheaper."""
    case = begun("systemer", "Fire systemer bliver til ét", rate=Decimal(0))
    told = {"old_systems": 400_000, "freed_hours": 100, "wage": 300, "purchase": 500_000, "licence_year": 150_000}
    told |= {"start_hours": 200, "course_hours": 100, "use_hours": 50, "use_gain": 60_000}
    told |= {"alt_year": 20_000, "alt_gain": 45_000}
    answer_questions(by=SYSTEM, case=case, answers={key: Decimal(value) for key, value in told.items()})
    found = computed(fresh(case))
    assert found.figures is not None
    worth = {way["key"]: round(way["full"]["npv"]) for way in found.figures["scenarios"]}
    # −500,000 − 90,000 + 4 · (400,000 + 30,000 − 150,000); −15,000 + 4 · 60,000; 4 · 25,000.
    assert worth == {"nothing": 0, "better_use": 225_000, "cheaper": 100_000, "this": 530_000}


@pytest.mark.requirement("ECO-09")
def test_hernings_saving_stands_apart_and_is_in_no_sum() -> None:
    """The published figure is told with source and year on a case of merged systems, and not on others."""
    assert "400.000 kr. om året" in reference_text()
    assert "ikke regnet med" in reference_text()
    client = client_of(holding())
    systems, visits = begun("systemer", "Systemer"), begun()
    assert "Herning" in text_of(client.get(systems.get_absolute_url()))
    assert "Herning" not in text_of(client.get(visits.get_absolute_url()))
    assert computed(systems).figures is None


@pytest.mark.requirement("ECO-10", "ECO-13")
def test_growth_is_held_against_the_freed_hours() -> None:
    """805 hours in a full year carry eight more citizens of 100 hours; exceptions are never nought."""
    case = answered(screen_visits())
    for key, unit_of, value in (("capacity_hours", "hours/citizen/year", 100), ("capacity_growth", "percent", 5)):
        facts = AssumptionFacts(key=key, label=key, unit=unit_of, likely=Decimal(value))
        add_assumption(by=SYSTEM, case=case, facts=facts)
    main = computed(fresh(case)).scenario()
    assert main is not None
    assert [(one["carried"], one["reason"]) for one in main["room"]] == [
        (4, "covered"),
        (8, "covered"),
        (8, "covered"),
        (8, "not_covered"),
    ]
    with pytest.raises(ValidationError) as told:
        answered(case, exceptions=0)
    assert list(told.value.message_dict) == ["exceptions"]


@pytest.mark.requirement("ECO-11")
def test_time_may_be_split_in_portions() -> None:
    """A line of one visit of 60 minutes that becomes three of 15, for nine of ten citizens in 40 weeks: 90 hours."""
    case = answered(screen_visits(), citizens=10, exceptions=10)
    keys = {}
    for label, unit_of, value in (
        ("Uger", "weeks/year", 40),
        ("Før", "times/week", 1),
        ("Minutter før", "minutes", 60),
        ("Efter", "times/week", 3),
        ("Minutter efter", "minutes", 15),
    ):
        facts = AssumptionFacts(label=label, unit=unit_of, likely=Decimal(value))
        keys[label] = add_assumption(by=SYSTEM, case=case, facts=facts).key
    slots = {"weeks": keys["Uger"], "wage": "wage", "visits_before": keys["Før"], "visits_after": keys["Efter"]}
    slots |= {"minutes_before": keys["Minutter før"], "minutes_after": keys["Minutter efter"]}
    split = LineFacts(label="Delte besøg", formula="visit_split", slots=slots, realisation="frees_room")
    line = add_line(by=SYSTEM, case=case, facts=split)
    main = computed(fresh(case)).scenario()
    assert main is not None
    row = next(row for row in main["lines"] if row["key"] == line.key)
    assert (row["amount"], row["hours"]) == (31_500, [0, 45, 90, 90, 90])


def test_a_means_is_not_counted_beside_its_end() -> None:
    """When shorter visits are a means to the hours on the road, their 120,750 are in no sum, and it is said."""
    case = answered(screen_visits())
    shorter, driving = case.lines.get(key="shorter"), case.lines.get(key="driving")
    slots = dict(shorter.slots)
    facts = LineFacts(
        label="Kortere besøg", formula=shorter.formula, slots=slots, realisation="frees_room", leads_to=driving
    )
    change_line(by=SYSTEM, line=shorter, facts=facts)
    found = computed(fresh(case))
    assert found.figures is not None
    told = shown(found.document, found.figures)
    assert told is not None
    assert told.left_out == (
        "Kortere besøg tæller ikke med: den er et middel til Færre timer på vejen, og det tælles kun én gang.",
    )
    assert npv(case)["full"] == 568_257 - round(120_750 * (0.5 * 0.9661836 + 2.7068956))
    back = LineFacts(
        label="Vej", formula=driving.formula, slots=dict(driving.slots), realisation="frees_room", leads_to=shorter
    )
    with pytest.raises(ValidationError) as ring:
        change_line(by=SYSTEM, line=Line.objects.get(pk=driving.pk), facts=back)
    assert list(ring.value.message_dict) == ["leads_to"]


def test_a_line_waits_until_what_it_rests_on_is_answered() -> None:
    """A new case has no numbers, and says which answers are missing; nothing is guessed."""
    case = screen_visits()
    found = computed(case)
    assert (found.figures, found.problems) == (None, ())
    waiting = {one.line.key: one.missing for one in found.waiting}
    assert waiting["support"] == ("Hvad koster support?",)
    assert "Ingen tal endnu" in text_of(client_of(holding()).get(case.get_absolute_url()))


def test_a_version_stays_as_it_was_and_is_held_against_now() -> None:
    """Frozen at a decision; later answers change the case, not the version, and the page tells the difference."""
    case = answered(screen_visits())
    version = freeze_case(by=actor("economist"), case=case, occasion="Udvalget")
    answered(case, wage=400)
    kept = Frozen.objects.get(pk=version.pk)
    assert digest_of(kept.document, kept.figures) == version.digest
    assert differences(kept.document, computed(fresh(case)).document) == [
        ("Hvad koster en time, med ferie og pension?", "350 kr. i timen", "400 kr. i timen")
    ]
    page = text_of(client_of(holding()).get(reverse("businesscases:version", args=[version.public_id])))
    assert "568.257 kr." in page
    assert "400 kr. i timen" in page
    assert freeze_case(by=SYSTEM, case=fresh(case), occasion="Igen").number == 2


def test_the_paper_has_the_numbers_of_the_page() -> None:
    """Each number of the page stands on the paper, since both are made of the same data."""
    case = answered(screen_visits(why="Borgerne vil have kortere og tættere kontakt."))
    paper = case_on_paper(fresh(case))
    page = text_of(client_of(holding()).get(case.get_absolute_url()))
    assert [one.value in page for one in paper.numbers] == [True] * 4
    answer = client_of(holding("reader")).get(reverse("businesscases:paper", args=[case.public_id]))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_what_came_is_held_against_what_was_expected() -> None:
    """In year 0 the version expected 202,500 of costs; the accounts say 210,000, and nothing was saved yet."""
    case = answered(screen_visits())
    freeze_case(by=SYSTEM, case=case, occasion="Udvalget")
    record_actual(by=SYSTEM, case=case, year=2026, costs=Decimal(210_000), booked=Decimal(0), note="Dyrere udstyr")
    page = text_of(client_of(holding()).get(case.get_absolute_url()))
    assert "202.500 210.000 0 0 Dyrere udstyr" in " ".join(page.split())
    with pytest.raises(ValidationError) as told:
        record_actual(by=SYSTEM, case=case, year=2040, costs=Decimal(1), booked=Decimal(1))
    assert list(told.value.message_dict) == ["year"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"likely": Decimal(5), "low": Decimal(6), "high": Decimal(9)}, "likely"),
        ({"likely": Decimal(5), "low": Decimal(9), "high": Decimal(1)}, "low"),
        ({"likely": Decimal(5), "low": Decimal(1)}, "high"),
        ({"low": Decimal(1), "high": Decimal(2)}, "likely"),
        ({"likely": Decimal(5), "unit": "kr"}, "price_year"),
        ({"likely": Decimal(5), "unit": "kr", "price_year": 2020}, "price_year"),
        ({"likely": Decimal(-5)}, "likely"),
        ({"likely": Decimal(101), "unit": "percent"}, "likely"),
    ],
)
def test_an_impossible_assumption_is_refused_at_its_field(facts: dict[str, object], field: str) -> None:
    """Ranges that turn round, a range with one end, money without a year or an index, and more than all."""
    case = screen_visits()
    given: dict[str, object] = {"label": "Et tal", "unit": "minutes"} | facts
    with pytest.raises(ValidationError) as told:
        add_assumption(by=SYSTEM, case=case, facts=AssumptionFacts(**given))  # type: ignore[arg-type]  # by table
    assert list(told.value.message_dict) == [field]


def test_an_assumption_in_use_keeps_its_unit_and_its_place() -> None:
    """What a line rests on can neither become minutes nor go; a line takes no assumption of another unit."""
    case = answered(screen_visits())
    wage = case.assumptions.get(key="wage")
    with pytest.raises(ValidationError):
        remove_assumption(by=SYSTEM, assumption=wage)
    with pytest.raises(ValidationError) as told:
        change_assumption(by=SYSTEM, assumption=wage, facts=AssumptionFacts(label="Løn", unit="minutes"))
    assert list(told.value.message_dict) == ["unit"]
    facts = LineFacts(label="Forkert", formula="yearly_amount", slots={"amount": "wage"})
    with pytest.raises(ValidationError) as refused:
        add_line(by=SYSTEM, case=case, facts=facts)
    assert list(refused.value.message_dict) == ["slot_amount"]


def test_the_municipalities_own_cases_alone_are_read() -> None:
    """A neighbour gets neither page nor key, and the API gives no more than the page."""
    case = answered(screen_visits(unit=unit("Fyret")))
    assert client_of(holding("coordinator", at="Randers")).get(case.get_absolute_url()).status_code == 404
    sent = client_of(holding()).get(reverse("businesscases:file", args=["json"]))
    told = b"".join(sent.streaming_content).decode()
    assert municipality().pk == case.municipality_id
    assert "568257" in told
