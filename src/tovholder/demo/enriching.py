"""What some projects tell beside the rest: programme, product, money, and why they were stopped. All of it invented.

Decided with chances of its own, so that nothing else of the plan depends on it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tovholder.demo.model import PlannedProject
from tovholder.demo.texts import read

_PROGRAMMES = {
    "medicinrobot": "medicinhaandtering-3-3",
    "digital_medicinhaandtering": "medicinhaandtering-3-3",
    "medicinhusker": "medicinhaandtering-3-3",
    "skaermbesoeg": "velfaerdsteknologi-2017-2020",
    "virtuel_bostoette": "velfaerdsteknologi-2017-2020",
    "digital_traening_sensor": "moderniserings-og-effektiviseringsprogrammet",
    "traeningsvideoer": "velfaerdsteknologi-2017-2020",
}
_PROGRAMME_BEGAN = 2016
_FUNDERS = (
    "Kommunens innovationspulje",
    "Puljen til et værdigt ældreliv",
    "Opfunden fond for velfærd",
    "Forvaltningens eget budget",
)
_BUDGETS = (
    "Driften betales af enheden, når pengene slutter.",
    "Indgår i budgettet for næste år.",
    "De sparede køretimer betaler abonnementet.",
)
_CHANGES = {
    "organisation": (
        "Aftale, hvem der ejer opgaven, før det første udstyr kom ud.",
        "Få lederne på begge niveauer med fra begyndelsen.",
    ),
    "staff": (
        "Lade medarbejderne prøve udstyret selv, før borgerne fik det.",
        "Sætte tid af til oplæring i vagtplanen.",
    ),
    "citizens": (
        "Spørge flere borgere, om de havde brug for det, før vi købte.",
        "Begynde med dem, der selv bad om det.",
    ),
    "knowledge": (
        "Ringe til en kommune, der havde prøvet det før os.",
        "Skrive ned undervejs, hvad der virkede.",
    ),
    "technical": (
        "Måle nettet i alle rum, før vi valgte løsning.",
        "Prøve to produkter side om side i en måned.",
    ),
    "law": (
        "Tage samtykket og databehandleraftalen med fra første dag.",
        "Spørge juristen, før vi lovede borgerne noget.",
    ),
}
_ENDED = ("Lade en anden løsning tage over et halvt år tidligere.", "Regne på driften, mens piloten kørte.")


def enriched(seed: int, today: date, projects: Sequence[PlannedProject]) -> list[PlannedProject]:
    """The projects in their order, some of them telling more. The same seed and day give the same."""
    random = Random(f"{seed}: beside the rest")
    products = _products()
    return [_finished(random, _told(random, today, project, products)) for project in projects]


def _products() -> dict[str, tuple[str, ...]]:
    """The names of the demo's products, by technology."""
    by_technology: dict[str, tuple[str, ...]] = {}
    for row in read("products.toml")["product"]:
        for technology in row["technologies"]:
            by_technology[technology] = (*by_technology.get(technology, ()), row["name"])
    return by_technology


def _told(random: Random, today: date, project: PlannedProject, products: dict[str, tuple[str, ...]]) -> PlannedProject:
    """With programme, product and money, by chance."""
    programme = _PROGRAMMES.get(project.technology, "")
    in_time = project.registered_on.year >= _PROGRAMME_BEGAN
    known = products.get(project.technology, ())
    joins, uses, is_funded = random.random() < 0.5, random.random() < 0.4, random.random() < 0.3
    product = random.choice(known) if known else ""
    days, funder, note = random.choice((-400, -90, 35, 200, 420)), random.choice(_FUNDERS), random.choice(_BUDGETS)
    has_note = days < 0 or random.random() < 0.5
    return replace(
        project,
        programmes=(programme,) if programme and in_time and joins else (),
        product=product if uses else "",
        funder=funder if is_funded else "",
        funding_ends_on=today + timedelta(days=days) if is_funded else None,
        running_budget_note=note if is_funded and has_note else "",
    )


def _finished(random: Random, project: PlannedProject) -> PlannedProject:
    """A project that is over says what stopped it, and what would be done differently."""
    if project.status == "ended":
        return replace(project, would_change=random.choice(_ENDED))
    if project.status != "stopped":
        return project
    causes = tuple(sorted(random.sample(sorted(_CHANGES), random.choice((1, 1, 2)))))
    return replace(
        project, stop_causes=causes, would_change=" ".join(random.choice(_CHANGES[cause]) for cause in causes)
    )
