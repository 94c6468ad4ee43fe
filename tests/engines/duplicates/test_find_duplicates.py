"""Which rows are taken for repeats, for which reasons, and which are left alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.engines.duplicates import Item, Match, Params, Reason, find_duplicates, find_repeats
from tovholder.engines.duplicates.evaluate import trigrams

DAY = date(2024, 5, 1)
PARAMS = Params()

titles = st.text(alphabet="abcdefgæøå -", max_size=30)
items = st.builds(
    Item,
    key=st.integers(0, 1_000),
    municipality=st.integers(1, 3),
    title=titles,
    technologies=st.frozensets(st.sampled_from(["gps", "screen", "pill"]), max_size=2),
    day=st.none() | st.dates(date(2014, 1, 1), date(2026, 12, 31)),
)


def _item(title: str, key: int = 1, municipality: int = 1, technology: str = "screen", day: date | None = DAY) -> Item:
    technologies = frozenset({technology}) if technology else frozenset()
    return Item(key=key, municipality=municipality, title=title, technologies=technologies, day=day)


def _reasons(candidate: Item, known: Item) -> tuple[Reason, ...]:
    (found,) = find_duplicates([candidate], [known], PARAMS)
    return found[0].reasons if found else ()


def test_the_same_title_on_the_same_day_is_a_full_match() -> None:
    """Case and accents do not matter; everything that agrees is told."""
    (found,) = find_duplicates(
        [_item("SKÆRMBESØG i hjemmeplejen")], [_item("Skærmbesøg i hjemmeplejen", key=7)], PARAMS
    )
    assert found == (Match(7, 1.0, (Reason.SAME_TITLE, Reason.SAME_TECHNOLOGY, Reason.NEAR_DATES), 0),)


def test_another_wording_near_in_time_is_a_match() -> None:
    """Two people's title of one thing."""
    assert _reasons(
        _item("Skærmbesøg i hjemmeplejen"), _item("Skærmbesøg, sygeplejen", day=DAY + timedelta(days=60))
    ) == (
        Reason.SIMILAR_TITLE,
        Reason.SAME_TECHNOLOGY,
        Reason.NEAR_DATES,
    )


def test_another_wording_years_apart_is_no_match() -> None:
    """A like title that comes back later is a new round."""
    assert _reasons(_item("Skærmbesøg i hjemmeplejen"), _item("Skærmbesøg, sygeplejen", day=date(2019, 5, 1))) == ()


@pytest.mark.parametrize(
    ("known", "why"),
    [
        (_item("Skærmbesøg i hjemmeplejen", municipality=2), "another municipality"),
        (_item("Skærmbesøg i hjemmeplejen", technology="gps"), "another technology"),
        (_item("GPS til borgere med demens"), "another title"),
        (_item(""), "no title"),
    ],
)
def test_what_differs_in_substance_is_no_match(known: Item, why: str) -> None:
    """Municipality and technology must agree, and the titles be alike."""
    assert _reasons(_item("Skærmbesøg i hjemmeplejen"), known) == (), why


def test_a_row_that_does_not_tell_its_technology_may_be_anything() -> None:
    """Without a technology the title decides."""
    assert _reasons(_item("Skærmbesøg i hjemmeplejen", technology=""), _item("Skærmbesøg i hjemmeplejen")) == (
        Reason.SAME_TITLE,
        Reason.NEAR_DATES,
    )


def test_the_likeliest_come_first_and_no_more_than_asked_for() -> None:
    """Equal scores are ordered by key, so that the answer never varies."""
    known = [_item("Skærmbesøg i hjemmeplejen", key=key) for key in (9, 3, 5)] + [
        _item("Skærmbesøg hjemmepleje", key=1)
    ]
    (found,) = find_duplicates([_item("Skærmbesøg i hjemmeplejen")], known, PARAMS)
    assert [match.key for match in found] == [3, 5, 9]


def test_repeats_in_one_file_point_to_the_earlier_row() -> None:
    """The first of two equal rows is kept, the second is a repeat of it."""
    rows = [_item("Robotstøvsuger", key=2), _item("Spiserobot", key=3), _item("Robotstøvsugere", key=4)]
    assert [[match.key for match in found] for found in find_repeats(rows, PARAMS)] == [[], [], [2]]


def test_limits_that_do_not_rise_are_refused() -> None:
    """Params cannot be made in a way that makes no sense."""
    with pytest.raises(ValueError, match="must rise"):
        Params(alike=0.9)


@given(st.lists(items, max_size=12), st.lists(items, max_size=12))
def test_every_match_shares_municipality_and_allowed_technology(rows: list[Item], known: list[Item]) -> None:
    """Whatever is compared, a match never crosses a block, and scores lie between 0 and 1, falling."""
    for row, found in zip(rows, find_duplicates(rows, known, PARAMS), strict=True):
        allowed = {
            item.key
            for item in known
            if item.municipality == row.municipality
            and (not row.technologies or not item.technologies or row.technologies & item.technologies)
        }
        assert {match.key for match in found} <= allowed
        scores = [match.score for match in found]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)


@given(items)
def test_everything_with_a_title_repeats_itself(item: Item) -> None:
    """An item compared with itself matches in full, unless its title holds no letter."""
    (found,) = find_duplicates([item], [item], PARAMS)
    likeness = [round(match.score, 6) for match in found]
    expected = 1.0 if item.day is not None else round(1 / 1.1, 6)
    assert likeness == ([expected] if trigrams(item.title) else [])
