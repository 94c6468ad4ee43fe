"""The country in numbers: true, dated, with their base, and never about fewer than five municipalities."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.pages import assert_clean_html, text_of
from tests.people import client_of, holding, unit
from tests.rounds import learnt, opened
from tovholder.apps.process.contracts import NATIONAL_FIGURES, NationalFigure
from tovholder.apps.process.models import Round
from tovholder.apps.process.national import in_country
from tovholder.apps.process.national_views import rows_of
from tovholder.apps.process.phases import PHASES
from tovholder.apps.process.public import set_step
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

VISION = PHASES[0]


def _places(count: int) -> list[Municipality]:
    return list(Municipality.objects.municipalities().order_by("code")[:count])


def _begin(found: Round) -> None:
    with clock_at(date(2026, 10, 1)):
        set_step(by=SYSTEM, found=found, step=VISION.steps[0].key, state="under_way")


def _finish(found: Round, on: date = date(2026, 11, 1)) -> None:
    _begin(found)
    with clock_at(on):
        for step in VISION.steps:
            set_step(by=SYSTEM, found=found, step=step.key, state="done")


def _country(begun: int, done: int, idle: int) -> list[Round]:
    """Municipalities with an open round: some with the vision under way, some done with it, some not there yet."""
    rounds = [opened(owner=place) for place in _places(begun + done + idle)]
    for found in rounds[:begun]:
        _begin(found)
    for found in rounds[begun : begun + done]:
        _finish(found)
    return rounds


@pytest.mark.requirement("PRO-01")
def test_each_phase_tells_how_many_have_begun_and_how_many_are_done() -> None:
    """Counted by municipality, with the days that the phase took those who are done."""
    _country(begun=6, done=7, idle=5)
    found = in_country()
    assert (found.municipalities, found.users, found.as_of) == (98, 18, date(2026, 11, 21))
    assert [(one.phase.key, one.begun, one.done, one.days) for one in found.phases] == [
        ("vision", 13, 7, 31),
        ("screening", None, None, None),
        ("organisation", None, None, None),
        ("practice", None, None, None),
    ]


@pytest.mark.parametrize(
    ("begun", "done", "idle", "told"),
    [
        (1, 2, 1, (None, None, None, None)),
        (6, 4, 8, (18, 10, None, None)),
        (4, 9, 6, (19, 13, None, None)),
        (5, 9, 4, (18, None, None, None)),
    ],
)
def test_a_count_that_would_tell_of_fewer_than_five_is_kept_back(
    begun: int, done: int, idle: int, told: tuple[int | None, ...]
) -> None:
    """Also where the rest is small, and then everything further in: users, begun, done and days."""
    _country(begun, done, idle)
    found = in_country()
    vision = found.phases[0]
    assert (found.users, vision.begun, vision.done, vision.days) == told


def test_a_municipality_counts_once_however_many_rounds_its_units_have() -> None:
    """Units' rounds count for their municipality, also those that a unit keeps to itself; closed ones make a user."""
    rounds = _country(begun=5, done=0, idle=5)
    owner = rounds[0].municipality
    for name in ("Et", "To"):
        _begin(opened(owner=owner, in_unit=unit(name, owner)))
    Round.objects.filter(pk=rounds[-1].pk).update(closed_on=date(2026, 11, 20))
    found = in_country()
    assert (found.users, found.phases[0].begun) == (10, 5)


def test_a_step_that_is_not_for_them_does_not_hold_a_phase_back() -> None:
    """Done is done; the days run from the first step's beginning to the last one's end."""
    rounds = _country(begun=0, done=5, idle=5)
    set_step(by=SYSTEM, found=rounds[0], step=VISION.steps[2].key, state="not_for_us", reason="Findes")
    vision = in_country().phases[0]
    assert (vision.begun, vision.done, vision.days) == (5, None, None)  # nobody has begun without being done


def test_learnings_are_told_by_phase_and_by_sort() -> None:
    """How many of those with a round have learnt something about it; fewer than five are nobody's business."""
    rounds = _country(begun=0, done=0, idle=12)
    for found in rounds[:6]:
        learnt(found, phase="vision", kind="went_well")
    for found in rounds[:3]:
        learnt(found, phase="practice", kind="did_not")
    told = {one.key: one.of_users for one in in_country().learnings}
    assert (told["vision"], told["went_well"], told["practice"], told["did_not"]) == (6, 6, None, None)


@pytest.fixture
def figure() -> Callable[[frozenset[int]], NationalFigure]:
    """Registers a figure for one test; the registry is cleared of it by the test's own end."""
    return lambda keys: NATIONAL_FIGURES.register(NationalFigure("tests.has", "Har noget", lambda: keys))


@pytest.mark.parametrize(
    ("within", "outside", "told"),
    [(10, 20, (30, 10)), (10, 3, (13, None)), (17, 20, (37, None)), (2, 1, (None, None)), (3, 20, (23, None))],
)
def test_figures_of_other_rooms_are_told_of_all_and_of_users(
    figure: Callable[[frozenset[int]], NationalFigure], within: int, outside: int, told: tuple[int | None, int | None]
) -> None:
    """The difference between the two counts is a count too."""
    users = [found.municipality_id for found in _country(begun=0, done=0, idle=20)]
    others = [place.pk for place in _places(98)[20:]]
    figure(frozenset([*users[:within], *others[:outside]]))
    try:
        found = next(one for one in in_country().figures if one.key == "tests.has")
    finally:
        del NATIONAL_FIGURES._plugs["tests.has"]
    assert (found.of_all, found.of_users) == told


def test_the_page_is_for_all_who_are_logged_in_and_names_nobody() -> None:
    """Picture, table and files; no municipality's name beside a number."""
    rounds = _country(begun=6, done=7, idle=5)
    client = client_of(holding("supplier"))
    page = client.get(reverse("process:national"))
    assert_clean_html(page)
    text = text_of(page)
    assert "13 af 18 kommuner, der har haft en runde" in text
    assert "skjult (færre end 5)" in text
    assert "opgjort 21. november 2026" in text
    assert [found.municipality.name for found in rounds if found.municipality.name in text] == []
    assert Client().get(reverse("process:national")).status_code == 302


def test_every_line_of_the_file_has_base_and_date() -> None:
    """A number that is kept back is empty and says why."""
    _country(begun=6, done=7, idle=5)
    client = client_of(holding("reader"))
    answer = client.get(reverse("process:national_file", args=["json"]))
    lines = json.loads(b"".join(answer.streaming_content))["rows"]  # type: ignore[attr-defined]  # a streamed answer
    assert {line["as_of"] for line in lines} == {"2026-11-21"}
    begun = next(line for line in lines if line["figure"] == "Vision: begyndt eller gjort")
    assert (begun["count"], begun["base"], begun["percent"], begun["note"]) == (13, 18, 72, "")
    kept = next(line for line in lines if line["figure"] == "IT-screening: begyndt eller gjort")
    assert (kept["count"], kept["base"], kept["note"]) == (None, 18, "skjult (færre end 5)")
    for kind in ("csv", "xlsx"):
        assert client.get(reverse("process:national_file", args=[kind])).status_code == 200


def test_no_line_tells_of_fewer_than_five() -> None:
    """Neither the count nor its rest, in any line of the file."""
    _country(begun=3, done=8, idle=2)
    told = [row for row in rows_of(in_country()) if row.count is not None and row.base is not None]
    assert [row for row in told if not 5 <= row.count <= row.base - 5] == []  # type: ignore[operator]  # both are there


def test_the_country_costs_the_same_however_many_rounds_there_are(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """Four queries, and one for each figure of other rooms."""
    _country(begun=6, done=7, idle=5)
    with django_assert_max_num_queries(4 + len(list(NATIONAL_FIGURES))):
        in_country()
