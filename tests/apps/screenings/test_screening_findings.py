"""What a screening finds out: match, stage, findings, comparison, units side by side."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.landkort import project
from tests.pages import text_of
from tests.people import actor, client_of, holding, municipality, unit
from tests.rounds import opened
from tests.screening import DAY, held, screening
from tovholder.apps.process.public import DigitalStage
from tovholder.apps.screenings.actions import hold_screening
from tovholder.apps.screenings.asking import asked
from tovholder.apps.screenings.comparing import answer_rows, series_of, table_of_figures, told_of, unit_rows
from tovholder.apps.screenings.contributing import (
    fresh_municipalities,
    held_by_round,
    links_for,
    needs_met_by_round,
    process_panel,
    start,
)
from tovholder.apps.screenings.models import InventoryItem, NeedItem, NetworkCheck, ScreeningFinding
from tovholder.apps.screenings.presenting import as_finding
from tovholder.apps.screenings.selectors import contents, experiences
from tovholder.apps.screenings.stages import digital_stage, stages
from tovholder.apps.screenings.staging import StageFacts, stage_of
from tovholder.apps.screenings.summing import match_of, summary_of
from tovholder.apps.screenings.thresholds import STREAMING, TABLET, VIDEO, Verdict, verdict
from tovholder.apps.screenings.wording import finding_details, finding_text
from tovholder.apps.screenings.working import invited, planned, to_approve
from tovholder.apps.screenings.writing import add_part, answer_section
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.work.public import ways_on
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.share import Share

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("SCR-06")
def test_needs_and_technology_are_held_against_each_other() -> None:
    """A need is met by what is used for it; what lies in a cupboard, or belongs to no need, is told."""
    made = screening()
    calm = add_part(NeedItem(screening=made, words="Ro", strength=3), by=SYSTEM)
    add_part(NeedItem(screening=made, words="Kontakt"), by=SYSTEM)
    add_part(InventoryItem(screening=made, name="Lysbånd", need=calm), by=SYSTEM)
    add_part(InventoryItem(screening=made, name="Robotkat"), by=SYSTEM)
    match = match_of(contents(made))
    assert [(need.words, [item.name for item in items]) for need, items in match.met] == [("Ro", ["Lysbånd"])]
    assert [need.words for need in match.unmet] == ["Kontakt"]
    assert [item.name for item in match.without_need] == ["Robotkat"]


@pytest.mark.requirement("SCR-04", "SCR-05")
def test_the_inventory_tells_whose_it_is_and_who_paid() -> None:
    """The unit's own and each citizen's are counted, and what citizens paid for themselves."""
    figures = summary_of(contents(held()))
    assert (figures.pieces, figures.devices) == (8, 7)
    assert figures.citizen_paid == Share(1, 8, "stykker")
    assert figures.devices_per_place == 0.7


@pytest.mark.requirement("SCR-10")
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"down": Decimal(2), "up": Decimal(1)}, ["enough", "weak", "weak"]),
        ({"down": Decimal(4), "up": Decimal(4)}, ["enough", "enough", "weak"]),
        ({"down": Decimal(8), "up": Decimal(4)}, ["enough", "enough", "enough"]),
        ({"down": Decimal(40), "up": Decimal(1)}, ["enough", "weak", "enough"]),
        ({}, ["unknown", "unknown", "unknown"]),
        ({"wifi": "no", "mobile": "weak"}, ["weak", "weak", "weak"]),
        ({"wifi": "no", "mobile": "good", "down": Decimal(9), "up": Decimal(9)}, ["enough", "enough", "enough"]),
    ],
)
def test_a_place_is_judged_by_what_the_network_must_carry(facts: dict[str, object], expected: list[str]) -> None:
    """Plain limits for a tablet, a video call and a film; without wifi and good coverage nothing is carried."""
    check = NetworkCheck(place="Stuen", **facts)
    assert [verdict(check, one) for one in (TABLET, VIDEO, STREAMING)] == [Verdict(word) for word in expected]


def test_findings_follow_from_open_rules() -> None:
    """Each has its words and the figures behind it, needs first."""
    made = held()
    common = asked(made).common
    assert common is not None
    answers: dict[str, Value | None] = {"support": "nobody", "who_pays": "open", "asked_how": "guess"}
    answer_section(made, common, answers, seen={}, by=SYSTEM)
    found = ScreeningFinding.objects.filter(screening=made)
    assert sorted(found.values_list("rule", flat=True)) == [
        "citizens_not_asked",
        "login_one_person",
        "need_unmet",
        "no_need",
        "no_support",
        "not_used",
        "payment_open",
        "unequal_payment",
        "weak_network",
        "willing_to_learn",
    ]
    assert (
        finding_text(found.get(rule="need_unmet"))
        == "Behovet ”At blive forstået” får ingen hjælp af den IT, der er i brug"
    )
    weak = found.get(rule="weak_network")
    assert (finding_text(weak), weak.figures["down"]) == ("Nettet er for svagt: Værelse 4", "2")
    assert (
        finding_text(found.get(rule="unequal_payment")) == "Nogle borgere betaler selv for iPad, andre får det betalt"
    )


@pytest.mark.requirement("SCR-13")
def test_a_group_that_wants_to_and_cannot_yet_leads_to_training() -> None:
    """The finding says who, how sure and how eager they are and what they want to learn, and has a way on."""
    made = held()
    finding = ScreeningFinding.objects.get(screening=made, rule="willing_to_learn")
    assert finding_text(finding) == "Pædagoger har stor lyst, men mangler øvelse"
    assert finding_details(finding) == (
        "6 personer: sikkerhed 2 af 5, lyst 5 af 5. Giv dem undervisning først. ”piktogrammer”"
    )
    labels = [str(link.label) for link in ways_on(as_finding(finding), actor())]
    assert "Lav en handling" in labels
    made_of_it = [link.href for link in ways_on(as_finding(finding), actor()) if str(link.label) == "Lav en handling"]
    assert str(finding.public_id) in made_of_it[0]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (StageFacts(1.5, Share(0, 3, ""), Share(1, 4, ""), "none"), DigitalStage.EARLY),
        (StageFacts(3.0, Share(1, 2, ""), Share(1, 2, ""), "several"), DigitalStage.UNDERWAY),
        (StageFacts(4.2, Share(3, 3, ""), Share(5, 5, ""), "daily"), DigitalStage.ADVANCED),
        (StageFacts(2.0, Share(3, 3, ""), Share(5, 5, ""), "daily"), DigitalStage.UNDERWAY),
        (StageFacts(4.2, Share(0, 0, ""), Share(0, 0, ""), ""), None),
    ],
)
def test_the_digital_stage_is_judged_openly(facts: StageFacts, expected: DigitalStage | None) -> None:
    """Of four facts; beginners are never far ahead, and of one fact nothing is said."""
    staged = stage_of(facts)
    assert (staged.stage if staged is not None else None) == expected


@pytest.mark.requirement("SCR-14")
def test_the_municipalitys_own_projects_stand_on_the_screening() -> None:
    """Those of the unit first; other municipalities' experience is found elsewhere."""
    made, here = screening(), unit("Fyret")
    project("Skærmbesøg", tier="municipality")
    project("Piktogrammer", tier="municipality", unit=here)
    project("Andres", owner="Randers")
    assert [one.title for one in experiences(actor("reader"), made)] == ["Piktogrammer", "Skærmbesøg"]


@pytest.mark.requirement("SCR-23")
def test_who_is_early_is_led_to_mature_technologies() -> None:
    """The page names the stage with its reasons and links to the list of technologies on mature markets."""
    made = screening()
    add_part(NetworkCheck(screening=made, place="Stuen", down=Decimal(1), up=Decimal(1)), by=SYSTEM)
    add_part(InventoryItem(screening=made, name="Robotkat", used="no"), by=SYSTEM)
    hold_screening(by=SYSTEM, screening=made, held_on=DAY)
    staged = digital_stage(made)
    assert staged is not None
    assert staged.is_early
    page = client_of(holding()).get(made.get_absolute_url())
    shown = text_of(page)
    assert "Tidligt på vejen" in shown
    assert "Nettet bærer ikke en videosamtale de fleste steder" in shown
    assert f"{reverse('technologies:list')}?marked=mature&amp;marked=few" in page.content.decode()
    known = stages(municipality(), [made.unit_id], actor("reader"))
    assert known == {made.unit_id: DigitalStage.EARLY, None: DigitalStage.EARLY}


def test_a_units_screenings_are_compared_over_time() -> None:
    """Figures and answers stand beside each other, the oldest first."""
    first, second = held(on=date(2025, 5, 1)), held(on=date(2026, 5, 1))
    for one, fit in ((first, 2), (second, 4)):
        common = asked(one).common
        assert common is not None
        answer_section(one, common, {"fit": fit, "need_words": "Ro"}, seen={}, by=SYSTEM)
    series = series_of(actor("reader"), second)
    assert [one.screening for one in series] == [first, second]
    rows = {str(row[0]): row[1:] for row in table_of_figures(series)}
    assert rows["Behov, der får hjælp"] == ["50 pct. (1 af 2 behov)", "50 pct. (1 af 2 behov)"]
    assert [(row.question, row.answers, row.note) for row in answer_rows(series)] == [
        ("Hvor godt svarer den IT, I har, til behovene?", ("2 på en skala til 5", "4 på en skala til 5"), "")
    ]


@pytest.mark.requirement("ORG-27")
def test_units_stand_side_by_side_also_those_without_a_screening() -> None:
    """What one unit offers and another does not can be seen; what a unit keeps to itself is not shown."""
    held(unit("Fyret"), on=date(2026, 5, 1))
    held(unit("Havnen"), on=date(2023, 5, 1), tier="unit")
    unit("Lygten")
    rows = {row.unit.name: row for row in unit_rows(actor("reader"), municipality().pk)}
    assert {name: row.held_text for name, row in rows.items()} == {
        "Fyret": "01.05.2026",
        "Havnen": "Ingen endnu",
        "Lygten": "Ingen endnu",
    }
    seen = {row.unit.name: (row.held_text, row.is_fresh) for row in unit_rows(actor(), municipality().pk)}
    assert seen == {"Fyret": ("01.05.2026", True), "Havnen": ("01.05.2023", False), "Lygten": ("Ingen endnu", False)}
    client = client_of(holding("reader", user=None, at="Syddjurs", starts_on=date(2024, 2, 1)))
    page = text_of(client.get(reverse("screenings:units")))
    assert ("0,7" in page, "Lygten" in page, "Fælles apparater for hver plads" in page) == (True, True, True)
    file = client.get(reverse("screenings:units_file", args=["csv"])).getvalue().decode()
    assert [line.split(";")[0] for line in file.splitlines()[1:]] == ["Fyret", "Havnen", "Lygten"]


def test_the_process_is_told_of_screenings() -> None:
    """Steps, figures of rounds and of the country, and the dashboard."""
    found = opened(in_unit=unit("Fyret"))
    made = held(on=date(2026, 5, 1))
    made.round = found
    made.save()
    unit("Lygten")
    links = links_for("needs")(found, actor())
    assert [(link.label, link.note) for link in links] == [("Fyret", "Holdt, behov: 2")]
    begin = start(found, actor())
    assert begin is not None
    assert f"runde={found.public_id}" in begin.href
    assert start(found, actor("reader")) is None
    assert dict(held_by_round([found], actor())) == {found.pk: 1}
    assert dict(needs_met_by_round([found], actor())) == {found.pk: Share(1, 2, "behov")}
    assert fresh_municipalities() == {municipality().pk}
    panel = process_panel(municipality(), actor())
    assert panel is not None
    assert (panel["share"], [one.name for one in panel["never"]]) == (Share(1, 2, "enheder"), ["Lygten"])


def test_my_week_tells_each_their_part() -> None:
    """The leader holds and approves, staff answer, others see nothing of it."""
    made = screening()
    here = unit("Fyret")
    leader, staff = actor("unit_leader", in_unit=here), actor("staff", in_unit=here)
    until = date(2026, 12, 1)
    assert [item.title for item in planned(leader, until)] == ["Hold ”IT-screening” i Fyret"]
    assert [item.title for item in planned(staff, until)] == ["Svar på jeres del af ”IT-screening” i Fyret"]
    assert (list(planned(actor("reader"), until)), list(invited(staff, until))) == ([], [])
    hold_screening(by=SYSTEM, screening=made, held_on=DAY)
    assert [item.title for item in to_approve(leader, until)] == ["Godkend ”IT-screening” i Fyret"]
    assert (list(planned(leader, until)), list(to_approve(staff, until))) == ([], [])


def test_many_screenings_are_told_in_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Eight, however many."""
    several = [held(unit(name)) for name in ("Fyret", "Havnen", "Lygten")]
    with django_assert_num_queries(8):
        assert len(told_of(several)) == 3
