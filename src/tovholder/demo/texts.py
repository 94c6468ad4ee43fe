"""Writes what a project says about itself, from invented sentences in the data folder."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

_WHERE: dict[str, tuple[str, str]] = {
    "care_home": ("på plejecentret", "på plejecentrene"),
    "home_care_group": ("i hjemmeplejen", "i hjemmeplejen"),
    "home_nursing": ("i hjemmesygeplejen", "i hjemmesygeplejen"),
    "training_centre": ("på træningscentret", "på træningscentrene"),
    "housing": ("på botilbuddet", "på botilbuddene"),
    "housing_support": ("i bostøtten", "i bostøtten"),
    "activity": ("i aktivitetscentret", "i aktivitetscentrene"),
    "social_psychiatry": ("i socialpsykiatrien", "i socialpsykiatrien"),
    "disability_service": ("på handicapområdet", "på handicapområdet"),
    "contact_scheme": ("i støtte-kontaktordningen", "i støtte-kontaktordningen"),
    "school": ("på skolen", "på skolerne"),
    "health_centre": ("på sundhedscentret", "på sundhedscentrene"),
    "day_centre": ("på dagcentret", "på dagcentrene"),
    "visitation": ("i visitationen", "i visitationen"),
}
"""Where a project takes place, for one unit of the type and for several."""


Texts = Mapping[str, Sequence[str]]
"""Texts by the part of a project that they tell: titles, needs, summaries, results, learnings, stops."""

_FOR_ALL = ("tails", "scopes", "ideas", "learnings", "results_early", "stops")


@dataclass(frozen=True, slots=True)
class Story:
    """What a project says about itself."""

    need: str
    summary: str
    results: str
    learning: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a project takes place: type and names of its units, and how many citizens it has."""

    unit_type: str
    units: tuple[str, ...]
    citizens: int
    part: int
    months: int
    networked: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """What decides which texts fit: the type of unit, and *net* where the technology needs one."""
        return frozenset({self.unit_type, "net"} if self.networked else {self.unit_type})

    def fill(self, text: str) -> str:
        """``text`` with its slots filled."""
        where = _WHERE[self.unit_type][0 if len(self.units) == 1 else 1]
        return (
            text.replace("{n}", str(self.citizens))
            .replace("{part}", str(self.part))
            .replace("{months}", _number(self.months))
            .replace("{where}", where)
            .replace("{lead}", self.units[0])
            .replace("{unit}", _listed(self.units))
        )


@cache
def read(name: str) -> Mapping[str, Any]:
    """A TOML file of the demo's data folder."""
    return tomllib.loads(files("tovholder.demo").joinpath(f"data/{name}").read_text(encoding="utf-8"))


@cache
def _by_technology() -> Mapping[str, Mapping[str, Sequence[str]]]:
    folder = files("tovholder.demo").joinpath("data/texts")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".toml") and item.name != "shared.toml")
    return {slug: texts for name in names for slug, texts in read(f"texts/{name}").items()}


def shared() -> Mapping[str, Any]:
    """Sentences that fit any project."""
    return read("texts/shared.toml")


def described() -> frozenset[str]:
    """The slugs of the technologies that have texts of their own."""
    return frozenset(_by_technology())


def variants(technology: str, kinds: frozenset[str] | None) -> dict[str, list[str]]:
    """The texts of a technology by their part: those that fit ``kinds``, or without it all of them."""
    own = _by_technology()[technology]
    if kinds is None:
        return {part: list(choices) for part, choices in own.items()}
    return {part: _fitting(choices, kinds) for part, choices in own.items()}


def title_choices(random: Random, technology: str, place: Setting) -> list[str]:
    """Titles for a project, the first the best; the later ones tell projects with the same title apart."""
    titles = [place.fill(title) for title in variants(technology, place.kinds)["titles"]]
    random.shuffle(titles)
    return titles + [f"{title} – {unit}" for title in titles for unit in place.units]


def setting(random: Random, unit_type: str, units: tuple[str, ...], status: str, *, networked: bool) -> Setting:
    """Where a project takes place, with as many citizens as fits its state."""
    wide = status in {"implementing", "in_operation", "ended"}
    citizens = random.randint(18, 90) if wide else random.randint(7, 28)
    part = round(citizens * random.uniform(0.52, 0.84))
    return Setting(unit_type, units, citizens, part, random.randint(3, 9), networked)


def story(random: Random, technology: str, status: str, place: Setting) -> Story:
    """Need, summary, results and learning of a project in that state."""
    own = variants(technology, place.kinds)
    common = {part: _fitting(shared()[part], place.kinds) for part in _FOR_ALL}
    need = _joined(random, own["needs"], common["tails"], 0.6)
    if status == "idea":
        summary = random.choice(common["ideas"])  # nothing has been done yet
    else:
        summary = _joined(random, own["summaries"], common["scopes"], 0.75)
    return Story(
        place.fill(need),
        place.fill(summary),
        place.fill(_results(random, own, common, status)),
        place.fill(_learning(random, own, common, status)),
    )


def pause_reason(random: Random) -> str:
    """Why a project rests."""
    return str(random.choice(shared()["pauses"]))


def step_reason(random: Random, status: str) -> str:
    """Why a project came into a state; some steps tell nothing."""
    reasons: Sequence[str] = shared()["reasons"].get(status, ())
    must = status in {"stopped", "ended", "paused"}
    return random.choice(reasons) if reasons and (must or random.random() < 0.7) else ""


def _results(random: Random, own: Texts, common: Texts, status: str) -> str:
    if status in {"in_operation", "ended"}:
        first = random.choice(own["results"])
        # The slots are filled alike, so two results that both count citizens would tell one number twice.
        others = [text for text in own["results"] if text != first and "{part}" not in text]
        return f"{first} {random.choice(others)}" if others and random.random() < 0.4 else first
    early = common["results_early"]
    if status == "implementing":
        return random.choice([*own["results"], *early])
    if status in {"pilot", "decision", "paused"} and random.random() < 0.5:
        return random.choice(early)
    return ""


def _learning(random: Random, own: Texts, common: Texts, status: str) -> str:
    if status == "stopped":
        own_stops = own.get("stops", ())
        stops: Sequence[str] = own_stops if own_stops and random.random() < 0.6 else common["stops"]
        return random.choice(stops)
    chance = {"in_operation": 0.75, "ended": 1.0, "implementing": 0.5, "decision": 0.5, "pilot": 0.25}.get(status, 0.0)
    if random.random() >= chance:
        return ""
    return _joined(random, own.get("learnings") or common["learnings"], common["learnings"], 0.3)


def _joined(random: Random, first: Sequence[str], then: Sequence[str], chance: float) -> str:
    """One of ``first``, and with a chance one of ``then`` after it."""
    text = random.choice(first)
    if random.random() >= chance:
        return text
    more = random.choice(then)
    return text if more == text else f"{text} {more}"


def _fitting(choices: Sequence[str], kinds: frozenset[str]) -> list[str]:
    """The texts that fit: those that begin with ``@kind,kind`` need one of these kinds."""
    fit = []
    for text in choices:
        needed, _, rest = text.removeprefix("@").partition(" ")
        if not text.startswith("@"):
            fit.append(text)
        elif kinds & frozenset(needed.split(",")):
            fit.append(rest)
    return fit


def _listed(names: Sequence[str]) -> str:
    """Names as a Danish list: "A, B og C"."""
    return " og ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _number(value: int) -> str:
    """A small number in Danish words."""
    words = ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")
    return words[value] if value < len(words) else str(value)
