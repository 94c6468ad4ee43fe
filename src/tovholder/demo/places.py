"""Which municipalities have projects, how many, and what their units are called."""

import csv
from collections import defaultdict
from importlib.resources import files
from random import Random

from tovholder.demo import published
from tovholder.demo.model import Place, PlannedUnit

MOST_PROJECTS = 40

_HOUSES = (
    "Lindehøj", "Åglimt", "Skovbakken", "Engvang", "Solsikken", "Birkelund", "Fjordglimt", "Kildevang", "Rosenhaven",
    "Møllevang", "Egehøj", "Bøgelunden", "Havblik", "Kløverengen", "Ahornparken", "Tranebo", "Lyngvang", "Hasselhuset",
    "Pilevang", "Kastanjegården",
)  # fmt: skip
_CORNERS = ("Nord", "Syd", "Øst", "Vest", "Midt")

_NAMES: dict[str, tuple[str, tuple[str, ...], int]] = {
    "care_home": ("Plejecenter {}", _HOUSES, 3),
    "home_care_group": ("Hjemmeplejen {}", _CORNERS, 3),
    "home_nursing": ("Hjemmesygeplejen {}", _CORNERS, 1),
    "training_centre": ("Træningscenter {}", ("Ådalen", "Bakken", "Parken", "Fjorden", "Stationen"), 1),
    "housing": (
        "Botilbuddet {}",
        ("Solhøj", "Vestervang", "Toften", "Engen", "Lærkehuset", "Mosevej", "Bakkehuset"),
        3,
    ),
    "housing_support": ("Bostøtten {}", _CORNERS, 1),
    "activity": ("Aktivitetscentret {}", ("Værkstedet", "Kilden", "Kvisten", "Huset", "Saltlageret"), 1),
    "social_psychiatry": ("Socialpsykiatrien {}", _CORNERS, 1),
    "disability_service": ("Handicaptilbuddet {}", ("Kompasset", "Broen", "Regnbuen", "Fyret"), 1),
    "contact_scheme": ("Støtte-kontaktteam {}", _CORNERS, 1),
    "school": ("Skolen {}", ("ved Åen", "på Bakken", "ved Skoven"), 1),
    "health_centre": ("Sundhedscenter {}", ("Torvet", "Havnen", "Vest", "Parken"), 1),
    "day_centre": ("Dagcenter {}", ("Solstrålen", "Kernehuset", "Træstubben"), 1),
    "visitation": ("Visitationen {}", ("Sundhed og omsorg",), 1),
}
"""Of each type: how a unit is called, by which names, and how many a municipality has at most."""


def places() -> dict[str, Place]:
    """The 98 municipalities by code, with the region and the population that the package ships."""
    region = {row["municipality_code"]: row["region_code"] for row in rows("region_membership.csv")}
    persons = {row["municipality_code"]: int(row["persons"]) for row in rows("population.csv")}
    return {
        row["code"]: Place(row["code"], row["slug"], region[row["code"]], persons[row["code"]])
        for row in rows("municipalities.csv")
    }


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a data file of the municipalities room."""
    text = files("tovholder.foundation.municipalities").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def municipalities_without(random: Random, every: dict[str, Place]) -> frozenset[str]:
    """The 27 codes without projects: those that did not answer in 2017, and small ones drawn by chance."""
    without = set(published.NOT_ANSWERING)
    left = sorted(set(every) - without - published.FIRST_AND_NAMED, key=lambda code: (every[code].persons, code))
    while len(without) < published.MUNICIPALITIES_WITHOUT:
        # The smaller half is drawn from: a large municipality without a single project would surprise a Danish reader.
        without.add(left.pop(random.randrange(len(left) // 2)))
    return frozenset(without)


def projects_per_municipality(random: Random, every: dict[str, Place], codes: list[str], total: int) -> dict[str, int]:
    """How many of ``total`` projects each of ``codes`` has: 1 to 40, more where more people live, with much chance."""
    weight = {code: every[code].persons ** 0.42 * random.uniform(0.06, 2.0) for code in codes}
    scale = total / sum(weight.values())
    counts = {code: min(MOST_PROJECTS, max(1, round(weight[code] * scale))) for code in codes}
    while (missing := total - sum(counts.values())) != 0:
        step = 1 if missing > 0 else -1
        code = random.choice(codes)
        if 1 <= counts[code] + step <= MOST_PROJECTS:
            counts[code] += step
    return counts


class UnitNames:
    """Gives each municipality its invented units, making new ones as projects need them."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._made: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._free: dict[tuple[str, str], list[str]] = {}
        self.units: list[PlannedUnit] = []

    def adopt(self, unit: PlannedUnit) -> None:
        """Count a unit that is made elsewhere."""
        self._made[unit.municipality, unit.type].append(unit.name)

    def pick(self, municipality: str, unit_type: str, targets: tuple[str, ...], wanted: int) -> tuple[str, ...]:
        """Names of up to ``wanted`` units of that type in that municipality, one at least."""
        made = self._made[municipality, unit_type]
        most = _NAMES[unit_type][2]
        while len(made) < min(wanted, most) or (len(made) < most and self._random.random() < 0.1):
            made.append(self._make(municipality, unit_type, targets))
        return tuple(sorted(self._random.sample(made, min(wanted, len(made)))))

    def _make(self, municipality: str, unit_type: str, targets: tuple[str, ...]) -> str:
        pattern, names, _ = _NAMES[unit_type]
        if (municipality, unit_type) not in self._free:
            taken = self._made[municipality, unit_type]
            every = [pattern.format(name) for name in self._random.sample(names, len(names))]
            self._free[municipality, unit_type] = [name for name in every if name not in taken]
        name = self._free[municipality, unit_type].pop()
        self.units.append(PlannedUnit(municipality, name, unit_type, targets))
        return name
