"""The engine's codes in words: for pages, papers and the command."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tovholder.apps.businesscases.models import UNIT_LABELS, PartyChoice, RealisationChoice, WayChoice
from tovholder.engines.benefits import Bucket, Code, Problem, Unit
from tovholder.foundation.ui.formats import number_text

Text = str | Promise

FORMULA_LABELS: dict[str, Text] = {
    "once_amount": lazy("Et beløb én gang"),
    "once_per_citizen": lazy("Borgere gange pris, én gang"),
    "once_hours": lazy("Timer gange timepris, én gang"),
    "once_training": lazy("Medarbejdere gange timer gange timepris, én gang"),
    "yearly_amount": lazy("Et beløb hvert år"),
    "yearly_per_citizen": lazy("Borgere gange pris, hvert år"),
    "yearly_hours": lazy("Timer gange timepris, hvert år"),
    "yearly_training": lazy("Medarbejdere gange timer gange timepris, hvert år"),
    "visit_minutes": lazy("Kortere eller færre besøg"),
    "driving_minutes": lazy("Køretid, der spares"),
    "visit_split": lazy("Besøg delt i mindre portioner"),
    "driving_km": lazy("Kilometer, der spares"),
    "travel_subsidy": lazy("Kørselstilskud, der falder væk"),
    "transfers": lazy("Færre medarbejdere ved forflytning"),
    "citizen_hours": lazy("Timer sparet for hver borger"),
    "prevented_cases": lazy("Hændelser, der undgås"),
    "citizen_value": lazy("Et beløb for hver borger"),
    "yearly_hours_freed": lazy("Timer sparet i alt"),
    "yearly_saving": lazy("En besparelse i kroner"),
    "npv": lazy("Hvert års beløb gange årets rentefaktor, lagt sammen"),
    "against_nothing": lazy("Nutidsværdien mindre nutidsværdien af at gøre som nu"),
    "break_even": lazy("Det mindste antal borgere, hvor nutidsværdien ikke er negativ"),
    "payback": lazy("Det første år, hvor det samlede beløb ikke længere er under nul"),
}
SLOT_LABELS: dict[str, Text] = {
    "amount": lazy("Beløb"),
    "price": lazy("Pris"),
    "hours": lazy("Timer"),
    "wage": lazy("Timepris"),
    "staff": lazy("Medarbejdere"),
    "citizens": lazy("Borgere"),
    "exceptions": lazy("Andel, det ikke passer til"),
    "visits": lazy("Besøg"),
    "weeks": lazy("Uger"),
    "share": lazy("Andel"),
    "minutes": lazy("Minutter"),
    "visits_before": lazy("Besøg før"),
    "minutes_before": lazy("Minutter før"),
    "visits_after": lazy("Besøg efter"),
    "minutes_after": lazy("Minutter efter"),
    "km": lazy("Kilometer"),
    "rate": lazy("Pris pr. kilometer"),
    "trips": lazy("Ture"),
    "subsidy": lazy("Tilskud"),
    "transfers": lazy("Forflytninger"),
    "cases": lazy("Hændelser"),
    "value": lazy("Beløb"),
}
BUCKET_LABELS: dict[str, Text] = {
    Bucket.BOOKED: lazy("Bogført: sænker et budget, underskrevet"),
    Bucket.UNSIGNED: lazy("Kan sænke et budget, mangler underskrift"),
    Bucket.ROOM: lazy("Råderum: værdien af frigjort tid"),
    Bucket.PREVENTED: lazy("Nye udgifter, der forebygges"),
}
BREAK_EVEN: dict[str, Text] = {
    "none_can": lazy("Intet antal borgere er nok"),
    "always": lazy("Uanset antallet"),
    "no_volume": lazy("Afhænger ikke af antallet"),
}
_SENTENCES: dict[Code, Text] = {
    Code.MISSING: lazy("mangler"),
    Code.UNKNOWN: lazy("kender vi ikke: %(about)s"),
    Code.NOT_A_NUMBER: lazy("er ikke et tal: %(about)s"),
    Code.TWO_MEANINGS: lazy("kan læses på to måder: %(about)s. Skriv 1000 for tusind, og 1,0 for en"),
    Code.NOT_WHOLE: lazy("skal være et helt tal: %(about)s"),
    Code.TWICE: lazy("står der to gange"),
    Code.ONE_END: lazy("mangler, når den anden ende er udfyldt"),
    Code.RANGE: lazy("ligger uden for det laveste og det højeste: %(about)s"),
    Code.NEGATIVE: lazy("skal være over nul: %(about)s"),
    Code.OVER_HUNDRED: lazy("er over 100 pct.: %(about)s"),
    Code.PRICE_YEAR: lazy("mangler. Skriv, hvilket års priser beløbet er i"),
    Code.INDEX: lazy("kan ikke regnes om. Skriv prisstigningen pr. år, eller et indeks for årene: %(about)s"),
    Code.ZERO_CITIZENS: lazy("er nul borgere. Uden borgere er der ikke noget at regne på"),
    Code.NO_EXCEPTIONS: lazy("skal ligge mellem 0 og 100. Der er altid nogle, det ikke passer til: %(about)s"),
    Code.UNIT: lazy("er i en forkert enhed: %(about)s"),
    Code.HORIZON: lazy("er et antal år, vi ikke kan regne over: %(about)s"),
    Code.YEAR: lazy("er ikke et årstal: %(about)s"),
    Code.RATE: lazy("er ikke en rimelig procent: %(about)s"),
    Code.NO_REALISATION: lazy("mangler. Sig, om gevinsten forebygger, giver råderum eller sænker et budget"),
    Code.NOT_A_COST: lazy("hører til den anden slags linje"),
    Code.PARTY: lazy("kan kun betale, ikke høste"),
    Code.SAME_TWICE: lazy("bruger den samme antagelse to gange: %(about)s"),
    Code.CYCLE: lazy("går i ring: %(about)s"),
    Code.SHAPE: lazy("er ikke skrevet, som filen skal skrives"),
}


def problem_text(problem: Problem) -> str:
    """What is wrong, with its key first."""
    return f"{problem.at}: {problem_sentence(problem)}"


def problem_sentence(problem: Problem) -> str:
    """What is wrong, without the key."""
    return f"{_SENTENCES[problem.code] % {'about': problem.about or '–'}}."


def as_errors(problems: Iterable[Problem], fields: Iterable[str], at: str) -> ValidationError:
    """Problems at the fields of a form. ``at`` is the place of the record; what has no field stands over the form."""
    known = set(fields)
    by_field: dict[str, list[str]] = {}
    for problem in problems:
        name = problem.at.rpartition(".")[2] if problem.at.startswith(at) else ""
        said = problem_sentence(problem)
        by_field.setdefault(name if name in known else "__all__", []).append(said[:1].upper() + said[1:])
    return ValidationError(by_field)


def kroner(value: float | int) -> str:
    """An amount in whole kroner."""
    return _("%(amount)s kr.") % {"amount": number_text(round(value))}


def party_text(key: str) -> str:
    """Who pays or harvests."""
    return str(PartyChoice(key).label)


def way_text(key: str) -> str:
    """A scenario's name; a file may have its own."""
    return str(WayChoice(key).label) if key in WayChoice.values else key


def realisation_text(key: str) -> str:
    """How a benefit turns into money."""
    return str(RealisationChoice(key).label) if key else ""


def unit_text(key: str) -> str:
    """A unit's name."""
    return str(UNIT_LABELS[Unit(key)])


def amount_text(value: Any, unit: str) -> str:
    """A value with its unit."""
    number = float(value)
    shown = number_text(round(number, 2), None if number == int(number) else 2 if round(number, 1) != number else 1)
    return f"{shown} {unit_text(unit)}"


def break_even_text(told: dict[str, Any]) -> str:
    """From how many citizens it pays, or why there is no such number."""
    if told["reason"] == "reached":
        return _("Fra %(count)s borgere") % {"count": number_text(told["citizens"])}
    if told["reason"] == "only_below":
        return _("Højst %(count)s borgere") % {"count": number_text(told["citizens"])}
    return str(BREAK_EVEN[told["reason"]])


def payback_text(told: dict[str, Any]) -> str:
    """The year in which it has paid."""
    return str(told["year"]) if told["year"] is not None else _("Ikke i de år, der regnes over")
