"""The country's overview counted over columns is the one that the database counts, before and after every write."""

import importlib.util
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from tests.landkort import project, technology
from tests.measuring import benefit, measured
from tests.pages import text_of
from tests.people import actor, client_of, code, holding, municipality, unit
from tovholder.apps.benefits import columns as in_this_process
from tovholder.apps.benefits.choices import BottomLine, Realisation, State
from tovholder.apps.benefits.columns import current_columns, forget_columns
from tovholder.apps.benefits.country import COLUMN_OF, country_by
from tovholder.apps.benefits.ends import move_municipality
from tovholder.apps.benefits.models import Benefit
from tovholder.apps.benefits.overview import overviews_by
from tovholder.apps.benefits.public import judge_benefit, sign_benefit
from tovholder.apps.benefits.revisions import current_revision
from tovholder.apps.projects.public import Project, change_project, facts_of
from tovholder.foundation.search.public import SEARCH_SOURCES
from tovholder.foundation.visibility.tiers import Tier, audience_of
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM, Actor

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PLACES = ("Syddjurs", "Norddjurs", "Aarhus")


def _world(size: int = 400) -> list[Benefit]:
    """Benefits of every sort in three municipalities and their units, of projects with three technologies."""
    dice = Random(5)
    projects = [
        project(f"{place} {slug}", owner=place, technology=technology(slug))
        for place in PLACES
        for slug in ("skaermbesoeg", "vasketoilet", "medicinrobot")
    ]
    units = {place: [unit(f"{name} {place}", municipality(place)) for name in ("Å", "B")] for place in PLACES}
    hours = code("measure_unit", "hours")
    return Benefit.objects.bulk_create([_benefit(dice, number, projects, units, hours) for number in range(size)])


def _benefit(dice: Random, number: int, projects: list[Project], units: dict[str, Any], hours: Any) -> Benefit:
    of = dice.choice(projects)
    line = dice.choice(list(BottomLine))
    way = dice.choice([*Realisation, ""]) if line == BottomLine.ECONOMY else ""
    signed = way == Realisation.REDUCES and dice.random() < 0.5
    tier = dice.choice(list(Tier))
    within = dice.choice([*units[of.municipality.name], *([] if tier == Tier.UNIT else [None])])
    one = Benefit(
        project=of,
        municipality=of.municipality,
        unit=within,
        tier=tier,
        title=f"Gevinst {number}",
        bottom_line=line,
        is_negative=dice.random() < 0.2,
        is_means=dice.random() < 0.1,
        measured_in=hours,
        state=dice.choice(list(State)),
        state_since=clock.today(),
        target=Decimal(60),
        baseline=Decimal(100) if dice.random() < 0.7 else None,
        baseline_from=date(2026, 1, 1),
        baseline_to=date(2026, 2, 1),
        realised=dice.choice([None, Decimal(50), Decimal(80), Decimal(110)]),
        measured=dice.randint(0, 24),
        next_measurement_on=dice.choice([None, clock.today() + timedelta(days=dice.randint(-9, 9))]),
        realisation=way,
        yearly_value=Decimal(dice.randint(1, 9_999_999)) / 100 if way and dice.random() < 0.9 else None,
        signed_by_name="Økonomen" if signed else "",
        signed_at=clock.now() if signed else None,
    )
    one.derive()
    return one


def _actors() -> list[Actor]:
    """Of every sort of reader one, and of the municipalities and units several."""
    within = unit("Å Syddjurs")
    return [
        SYSTEM,
        ANONYMOUS,
        actor("national_editor"),
        actor("supplier"),
        actor("coordinator"),
        actor("coordinator", at="Aarhus"),
        actor("coordinator", at="Skanderborg"),
        actor("reader", at="Norddjurs"),
        actor("staff", in_unit=within),
        actor("staff", at="Aarhus", in_unit=unit("B Aarhus", municipality("Aarhus"))),
        actor("council_member"),
    ]


def _assert_all_equal() -> int:
    """Columns and database say the same to everybody by every division. Gives how many overviews were compared."""
    compared = 0
    for who in _actors():
        seen = Benefit.objects.visible_to(who)
        for field in COLUMN_OF:
            assert country_by(who, clock.today(), field) == overviews_by(seen, clock.today(), field), (who.role, field)
            compared += 1
        columns = current_columns()
        in_columns = columns.rows["key"][columns.seen_by(audience_of(who))]
        assert sorted(in_columns.tolist()) == sorted(seen.values_list("pk", flat=True))
    return compared


def test_columns_and_database_count_the_same_for_everybody() -> None:
    """Lines, outcomes, money to the øre, what is late and how often was measured, by municipality and technology."""
    _world()
    assert _assert_all_equal() == 22


def test_with_no_benefits_there_is_nothing_to_count() -> None:
    """The overview of an empty installation is empty, and has no parts."""
    every, parts = country_by(SYSTEM, clock.today(), "municipality_id")
    assert (every.is_empty, every.measurements, parts) == (True, 0, {})


def test_columns_follow_every_sort_of_write() -> None:
    """Named, measured, judged, signed, moved, changed many at once, another technology: seen at the next reading."""
    made = _world(60)
    _assert_all_equal()
    late = benefit("Ny", of=made[0].project, tier="public")
    _assert_all_equal()
    measured(late, 55)
    _assert_all_equal()
    judge_benefit(by=SYSTEM, benefit=Benefit.objects.get(pk=late.pk), to_state="not_realised", reason="Kom ikke")
    money = benefit("Penge", of=made[0].project, bottom_line="economy", realisation="reduces", yearly_value=Decimal(7))
    _assert_all_equal()
    sign_benefit(by=actor("economist"), benefit=money)
    _assert_all_equal()
    move_municipality(by=SYSTEM, old=municipality("Norddjurs"), into=municipality("Syddjurs"))
    _assert_all_equal()
    Benefit.objects.filter(bottom_line="staff").update(tier="public", is_means=False)
    _assert_all_equal()
    of = made[0].project
    change_project(by=SYSTEM, project=of, facts=replace(facts_of(of), technology=technology("medicinhusker")))
    _assert_all_equal()
    followed = sorted(current_columns().rows.tolist())
    forget_columns()
    assert followed == sorted(current_columns().rows.tolist())


def test_a_removed_benefit_is_forgotten() -> None:
    """One, and many at once, also when others came in the meantime."""
    made = _world(30)
    _assert_all_equal()
    made[0].delete()
    benefit("I stedet", of=made[1].project)
    _assert_all_equal()
    Benefit.objects.filter(pk__in=[one.pk for one in made[1:9]]).delete()
    _assert_all_equal()
    assert len(current_columns()) == 22


def test_a_write_that_is_taken_back_leaves_nothing() -> None:
    """Neither in the counter nor in the columns; and what is written next under the same number is seen."""
    first = benefit()
    before, rows = current_revision(), current_columns().rows.tolist()
    with transaction.atomic():
        benefit("Fortrudt", of=first.project)
        transaction.set_rollback(True)
    assert (current_revision(), current_columns().rows.tolist()) == (before, rows)
    benefit("Beholdt", of=first.project)
    assert len(current_columns()) == 2
    _assert_all_equal()


def _in_another_process() -> ModuleType:
    """The same module with a memory of its own, as another process has it."""
    spec = importlib.util.spec_from_file_location("columns_of_another_process", in_this_process.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_process_sees_what_another_has_written_at_its_next_request() -> None:
    """Nothing but the counter in the database tells it; nothing is read when the counter stands still."""
    one = benefit(tier="public")
    other = _in_another_process()
    assert other.current_columns().rows["measured"].tolist() == [0]
    measured(one, 70)
    assert current_columns().rows["measured"].tolist() == [1]
    assert other.current_columns().rows["measured"].tolist() == [1]
    assert other.current_columns() is other.current_columns()


def test_the_page_of_the_country_asks_the_same_few_queries(django_assert_max_num_queries: Any) -> None:
    """Remembered columns need no query over benefits, however many there are, and the page shows what was written."""
    made = _world(40)
    client = client_of(holding())
    address = f"{reverse('benefits:national')}?efter=teknologi"
    client.get(address)
    with django_assert_max_num_queries(9) as asked:
        assert technology("vasketoilet").label in text_of(client.get(address))
    assert [query["sql"] for query in asked.captured_queries if 'benefits_benefit"' in query["sql"]] == []
    Benefit.objects.filter(pk__in=[one.pk for one in made]).delete()
    assert "Her er ingen gevinster endnu" in text_of(client.get(address))


def test_search_is_given_what_changed() -> None:
    """The index fetches one changed text, not all of them."""
    source = SEARCH_SOURCES["benefits"]
    first = benefit()
    since = source.revision()
    measured(first, 70)
    benefit("Ny", of=first.project)
    assert [one.title for one in source.documents(source.revision())] == []
    assert [one.title for one in source.documents(since)] == ["Færre timer på vejen", "Ny"]
    assert len(list(source.documents(None))) == 2
