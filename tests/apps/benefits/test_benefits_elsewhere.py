"""What the room shows on other pages, what waits, what is told, what moves, and what the API answers."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.harvest import benefit, node, tree
from tests.landkort import project
from tests.people import actor, client_of, code, holding, municipality, person, unit
from tovholder.apps.benefits.actions import BenefitFacts, change_benefit
from tovholder.apps.benefits.models import Benefit, Measurement
from tovholder.apps.benefits.public import MeasurementFacts, add_measurement
from tovholder.apps.benefits.sheet import BENEFITS
from tovholder.apps.benefits.tallying import by_bottom_line, economy_of
from tovholder.apps.benefits.tree_actions import connect
from tovholder.apps.benefits.trees import BenefitTree
from tovholder.apps.benefits.working import judging_items, signing_items, unowned_items
from tovholder.foundation.accounts.public import make_token
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES
from tovholder.foundation.notices.models import Notice
from tovholder.foundation.search.public import SEARCH_SOURCES
from tovholder.foundation.ui.panels import PANELS
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db

PAST = date(2026, 10, 1)


def _money(of: Any, title: str, amount: int, way: str = "frees", **values: Any) -> Benefit:
    return benefit(title, of=of, bottom_line="economy", realisation=way, yearly_value=Decimal(amount), **values)


@pytest.mark.requirement("BEN-03")
def test_the_three_bottom_lines_are_never_added() -> None:
    """Panel, file and API hold three lists and no total; only money has an amount, in the database too."""
    here = project()
    first = benefit("Tryghed", of=here)
    benefit("Arbejdsglæde", of=here, bottom_line="staff")
    _money(here, "Færre timer", 90000)
    reader = actor()
    lines = by_bottom_line(Benefit.objects.filter(project=here))
    assert [(line.key, len(line.benefits)) for line in lines] == [("citizen", 1), ("staff", 1), ("economy", 1)]
    shown: Any = PANELS["benefits.project"].load(here, reader)
    assert [(line.label, len(line.rows)) for line in shown["lines"]] == [
        ("Borgeren", 1),
        ("Medarbejderne", 1),
        ("Økonomien", 1),
    ]
    assert {column.key for column in BENEFITS.columns} & {"sum", "total"} == set()
    answer = client_of(holding()).get("/api/v1/benefits").json()
    assert sorted(answer) == ["count", "items"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Benefit.objects.filter(pk=first.pk).update(yearly_value=Decimal(1))


@pytest.mark.requirement("BEN-03")
def test_only_the_tallies_add_amounts_and_they_take_economic_benefits_alone() -> None:
    """One module adds kroner; what is not economic is left out of it whatever it says."""
    room = Path(__file__).parents[3] / "src" / "tovholder" / "apps" / "benefits"
    adding = [path.name for path in room.glob("*.py") if "yearly_value or Decimal" in path.read_text(encoding="utf-8")]
    assert adding == ["tallying.py"]
    here = project()
    citizens = Benefit(project=here, bottom_line="citizen", realisation="frees", yearly_value=Decimal(5))
    assert economy_of([citizens]).ways == []


def test_each_way_into_the_budget_stands_alone_and_means_are_left_out() -> None:
    """Hours and the freed time that they become are counted once; only what is signed is a saving."""
    here = project()
    grown = tree(of=here)
    benefit(of=here)
    road, freed = node(grown, "Vejtid", "economy"), node(grown, "Frigjort", "economy")
    _money(here, "Vejtid", 50000, node=road)
    _money(here, "Frigjort", 60000, node=freed)
    connect(by=SYSTEM, tree=grown, start=road, end=freed)
    _money(here, "Lavere budget", 70000, "reduces")
    _money(here, "Licens", 20000, "reduces", is_negative=True)
    found = economy_of(Benefit.objects.filter(project=here))
    assert [(way.key, way.value, way.drawback) for way in found.ways] == [
        ("frees", Decimal(60000), Decimal(0)),
        ("reduces", Decimal(70000), Decimal(20000)),
    ]
    assert ([one.title for one in found.means], found.signed) == (["Vejtid"], Decimal(0))


def test_a_new_owner_is_told_and_who_takes_it_is_not() -> None:
    """One notice to the one who now answers for it."""
    lone = holding("unit_leader", in_unit=unit("Fyret"), user=person("lone@syddjurs.example", "Lone"))
    made = benefit()
    change_benefit(by=SYSTEM, benefit=made, facts=BenefitFacts(title="Ro", bottom_line="citizen", owner=lone.user))
    assert [one.about for one in Notice.objects.filter(user=lone.user)] == ["Du er ansvarlig for gevinsten Ro."]


def test_what_waits_for_whom() -> None:
    """Judgement for the owner, an owner for the coordinator, a signature for the economist."""
    lone = holding("unit_leader", in_unit=unit("Fyret"), user=person("lone@syddjurs.example", "Lone"))
    here = project()
    benefit("Tryghed", of=here, owner=lone.user, target_on=PAST)
    _money(here, "Lavere budget", 70000, "reduces")
    _money(here, "Licens", 20000, "reduces", is_negative=True, owner=lone.user)
    today = clock.today()
    leader, lead, money = actor("unit_leader", in_unit=unit("Havnen")), actor(), actor("economist")
    mine = judging_items(actor_of(lone), today)
    assert [item.title for item in mine] == ["Vurder, om gevinsten kom: Tryghed"]
    assert [item.title for item in unowned_items(lead, today)] == ["Find en ansvarlig til gevinsten Lavere budget"]
    signing = [item.title for item in signing_items(money, today)]
    assert signing == ["Godkend, at budgettet bliver sænket: Lavere budget"]
    assert (judging_items(leader, today), unowned_items(leader, today), signing_items(lead, today)) == ([], [], [])


def test_who_leaves_is_taken_off_what_is_open_and_the_coordinators_are_told() -> None:
    """What was judged keeps its owner."""
    mette, lone = holding(), person("lone@syddjurs.example", "Lone")
    holding("reader", user=lone)
    here = project()
    followed, judged = benefit("Følges", of=here, owner=lone), benefit("Dømt", of=here, owner=lone)
    Benefit.objects.filter(pk=judged.pk).update(state="not_realised")
    handler = LIFECYCLES["benefits"].person_left
    assert handler is not None
    assert handler(lone.public_id, SYSTEM) == 1
    followed.refresh_from_db()
    judged.refresh_from_db()
    assert (followed.owner, judged.owner) == (None, lone)
    told = Notice.objects.filter(user=mette.user)
    assert [one.about for one in told] == ["Én gevinst er uden ansvarlig, fordi en kollega er fratrådt."]


def test_a_units_benefits_and_measurements_follow_it_and_two_numbers_do_not_become_one() -> None:
    """Where both units measured the same period, each keeps its own."""
    old, new = unit("Fyret"), unit("Havnen")
    here = project(unit=old)
    grown = tree(of=here)
    made = benefit(of=here, indicator="Andel", measured_in=code("measure_unit", "percent"))
    for place, month in ((old, 7), (old, 8), (new, 8)):
        facts = MeasurementFacts(
            period_from=date(2026, month, 1), period_to=date(2026, month, 28), value=Decimal(70), unit=place
        )
        add_measurement(by=SYSTEM, benefit=made, facts=facts)
    local = benefit("Lokal", of=here, unit=old)
    handler = LIFECYCLES["benefits"].unit_merged
    assert handler is not None
    assert handler(old, new, SYSTEM) == 2
    assert (BenefitTree.objects.get(pk=grown.pk).unit, Benefit.objects.get(pk=local.pk).unit) == (new, new)
    rows = Measurement.objects.order_by("period_from", "pk").values_list("period_from__month", "unit__name")
    assert list(rows) == [(7, "Havnen"), (8, "Fyret"), (8, "Havnen")]


def test_search_finds_what_the_reader_sees() -> None:
    """Own benefits by title and indicator; nobody else's."""
    made = benefit("Tryghed", indicator="Andel, der svarer ja")
    source = SEARCH_SOURCES["benefits"]
    assert [(one.key, one.title) for one in source.documents(None)] == [(made.pk, "Tryghed")]
    assert list(source.visible(actor(), [made.pk])) == [made.pk]
    assert list(source.visible(actor(at="Norddjurs"), [made.pk])) == []
    assert list(source.visible(ANONYMOUS, [made.pk])) == []


def test_a_project_shows_those_outside_what_is_shared_without_owner_and_kroner() -> None:
    """The panel follows the tiers, and says nothing where nothing is shared."""
    here = project(tier="municipalities")
    benefit("Stille", of=here)
    panel = PANELS["benefits.project"]
    elsewhere = actor(at="Norddjurs")
    assert panel.load(here, elsewhere) is None
    benefit("Delt", of=here, tier="municipalities")
    shown: Any = panel.load(here, elsewhere)
    assert [row[0].title for line in shown["lines"] for row in line.rows] == ["Delt"]
    assert (shown["economy"], shown["starts"]) == (None, [])
    inside: Any = panel.load(here, actor())
    assert [str(start.label) for start in inside["starts"]] == ["Lav et gevinsttræ", "Ny gevinst"]


def test_the_api_tells_a_municipality_its_own_and_others_what_is_public() -> None:
    """Amounts and owners stay inside; a tree is a graph."""
    here = project(tier="public")
    benefit("Tryghed", of=here)
    grown = tree(of=here)
    road, freed = node(grown, "Vejtid", "economy"), node(grown, "Frigjort", "economy")
    connect(by=SYSTEM, tree=grown, start=road, end=freed, assumption="Timerne bliver brugt")
    made = _money(here, "Vejtid", 50000, node=road, tier="public", is_means=True)
    everyone = Client().get("/api/v1/benefits").json()
    told = [(row["title"], row["yearly_value"], row["is_means"]) for row in everyone["items"]]
    assert told == [("Vejtid", None, True)]
    _key, secret = make_token(by=actor(), name="Ledelsestal", expires_on=date(2027, 1, 1), writes=False)
    sent = {"Authorization": f"Bearer {secret}"}
    own = Client().get("/api/v1/benefits?bottom_line=economy", headers=sent).json()
    assert [(row["title"], row["yearly_value"], row["is_booked"]) for row in own["items"]] == [
        ("Vejtid", "50000.00", False)
    ]
    graph = Client().get(f"/api/v1/benefit-trees/{grown.public_id}", headers=sent).json()
    assert [(row["title"], row["is_means"], row["benefit_id"]) for row in graph["nodes"]] == [
        ("Vejtid", True, str(made.public_id)),
        ("Frigjort", False, None),
    ]
    assert graph["edges"] == [
        {"start": str(road.public_id), "end": str(freed.public_id), "assumption": "Timerne bliver brugt"}
    ]
    assert municipality().code == graph["municipality"]
