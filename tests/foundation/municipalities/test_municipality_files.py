"""The shipped facts about municipalities and regions."""

import csv
import datetime
import itertools
import re
from collections import defaultdict
from importlib import resources


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files("tovholder.foundation.municipalities") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text) if text else datetime.date.max


def test_there_are_98_municipalities_and_each_is_its_own() -> None:
    """Codes, names, addresses, short names and tiles are unique."""
    rows = _rows("municipalities.csv")
    assert len(rows) == 98
    for column in ("code", "name", "full_name", "slug", "short_name"):
        assert len({row[column] for row in rows}) == 98, column
    assert len({(row["tile_col"], row["tile_row"]) for row in rows}) == 98


def test_slugs_are_ascii_and_short_names_fit_a_tile() -> None:
    """An address needs no escaping, and a short name has at most seven characters."""
    rows = _rows("municipalities.csv")
    assert [row["slug"] for row in rows if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["slug"])] == []
    assert [row["short_name"] for row in rows if not 1 <= len(row["short_name"]) <= 7] == []


def test_danish_letters_are_written_out_in_slugs() -> None:
    """The three Danish letters become two Latin ones each."""
    slugs = {row["name"]: row["slug"] for row in _rows("municipalities.csv")}
    assert slugs["Ærø"] == "aeroe"
    assert slugs["Tårnby"] == "taarnby"
    assert slugs["Ringkøbing-Skjern"] == "ringkoebing-skjern"


def test_the_population_sums_to_the_published_total() -> None:
    """The 98 municipalities had 5,822,679 inhabitants on 1 January 2020."""
    rows = _rows("population.csv")
    assert {row["year"] for row in rows} == {"2020"}
    assert {row["municipality_code"] for row in rows} == {row["code"] for row in _rows("municipalities.csv")}
    assert sum(int(row["persons"]) for row in rows) == 5_822_679


def test_five_regions_until_2026_and_four_from_2027() -> None:
    """The regions of a day follow the reform."""

    def names_on(day: datetime.date) -> set[str]:
        return {r["name"] for r in _rows("regions.csv") if _day(r["valid_from"]) <= day <= _day(r["valid_to"])}

    before, after = names_on(datetime.date(2026, 12, 31)), names_on(datetime.date(2027, 1, 1))
    assert before - after == {"Region Hovedstaden", "Region Sjælland"}
    assert after - before == {"Region Østdanmark"}
    assert (len(before), len(after)) == (5, 4)


def test_a_municipality_is_in_exactly_one_region_every_day() -> None:
    """From 2007 to 2030 the memberships of each municipality neither overlap nor leave a gap."""
    regions = {row["code"]: row for row in _rows("regions.csv")}
    periods: dict[str, list[tuple[datetime.date, datetime.date]]] = defaultdict(list)
    for row in _rows("region_membership.csv"):
        region = regions[row["region_code"]]
        assert _day(region["valid_from"]) <= _day(row["valid_from"])
        assert _day(row["valid_to"]) <= _day(region["valid_to"])
        periods[row["municipality_code"]].append((_day(row["valid_from"]), _day(row["valid_to"])))
    assert len(periods) == 98
    for code, spans in periods.items():
        spans.sort()
        assert spans[0][0] == datetime.date(2007, 1, 1), code
        assert spans[-1][1] > datetime.date(2030, 12, 31), code
        for (_, end), (start, _) in itertools.pairwise(spans):
            assert start == end + datetime.timedelta(days=1), code
