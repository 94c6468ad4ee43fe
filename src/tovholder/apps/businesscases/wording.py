"""The engine's codes in words: for pages, papers and the command."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.businesscases.models import UNIT_LABELS, PartyChoice, RealisationChoice, WayChoice
from tovholder.engines.benefits import Bucket, Code, Problem, Unit
from tovholder.foundation.ui.formats import number_text

Text = str | Promise

FORMULA_LABELS: dict[str, Text] = {
    "once_amount": gettext_lazy("Et beløb én gang"),
    "once_per_citizen": gettext_lazy("Borgere gange pris, én gang"),
    "once_hours": gettext_lazy("Timer gange timepris, én gang"),
    "once_training": gettext_lazy("Medarbejdere gange timer gange timepris, én gang"),
    "yearly_amount": gettext_lazy("Et beløb hvert år"),
    "yearly_per_citizen": gettext_lazy("Borgere gange pris, hvert år"),
    "yearly_hours": gettext_lazy("Timer gange timepris, hvert år"),
    "yearly_training": gettext_lazy("Medarbejdere gange timer gange timepris, hvert år"),
    "visit_minutes": gettext_lazy("Kortere eller færre besøg"),
    "driving_minutes": gettext_lazy("Køretid, der spares"),
    "visit_split": gettext_lazy("Besøg delt i mindre portioner"),
    "driving_km": gettext_lazy("Kilometer, der spares"),
    "travel_subsidy": gettext_lazy("Kørselstilskud, der falder væk"),
    "transfers": gettext_lazy("Færre medarbejdere ved forflytning"),
    "citizen_hours": gettext_lazy("Timer sparet for hver borger"),
    "prevented_cases": gettext_lazy("Hændelser, der undgås"),
    "citizen_value": gettext_lazy("Et beløb for hver borger"),
    "yearly_hours_freed": gettext_lazy("Timer sparet i alt"),
    "yearly_saving": gettext_lazy("En besparelse i kroner"),
    "npv": gettext_lazy("Hvert års beløb gange årets rentefaktor, lagt sammen"),
    "against_nothing": gettext_lazy("Nutidsværdien mindre nutidsværdien af at gøre som nu"),
    "break_even": gettext_lazy("Det mindste antal borgere, hvor nutidsværdien ikke er negativ"),
    "payback": gettext_lazy("Det første år, hvor det samlede beløb ikke længere er under nul"),
}
SLOT_LABELS: dict[str, Text] = {
    "amount": gettext_lazy("Beløb"),
    "price": gettext_lazy("Pris"),
    "hours": gettext_lazy("Timer"),
    "wage": gettext_lazy("Timepris"),
    "staff": gettext_lazy("Medarbejdere"),
    "citizens": gettext_lazy("Borgere"),
    "exceptions": gettext_lazy("Andel, det ikke passer til"),
    "visits": gettext_lazy("Besøg"),
    "weeks": gettext_lazy("Uger"),
    "share": gettext_lazy("Andel"),
    "minutes": gettext_lazy("Minutter"),
    "visits_before": gettext_lazy("Besøg før"),
    "minutes_before": gettext_lazy("Minutter før"),
    "visits_after": gettext_lazy("Besøg efter"),
    "minutes_after": gettext_lazy("Minutter efter"),
    "km": gettext_lazy("Kilometer"),
    "rate": gettext_lazy("Pris pr. kilometer"),
    "trips": gettext_lazy("Ture"),
    "subsidy": gettext_lazy("Tilskud"),
    "transfers": gettext_lazy("Forflytninger"),
    "cases": gettext_lazy("Hændelser"),
    "value": gettext_lazy("Beløb"),
}
BUCKET_LABELS: dict[str, Text] = {
    Bucket.BOOKED: gettext_lazy("Bogført: sænker et budget, underskrevet"),
    Bucket.UNSIGNED: gettext_lazy("Kan sænke et budget, mangler underskrift"),
    Bucket.ROOM: gettext_lazy("Råderum: værdien af frigjort tid"),
    Bucket.PREVENTED: gettext_lazy("Nye udgifter, der forebygges"),
}
BREAK_EVEN: dict[str, Text] = {
    "none_can": gettext_lazy("Intet antal borgere er nok"),
    "always": gettext_lazy("Uanset antallet"),
    "no_volume": gettext_lazy("Afhænger ikke af antallet"),
}
_SENTENCES: dict[Code, Text] = {
    Code.MISSING: gettext_lazy("mangler"),
    Code.UNKNOWN: gettext_lazy("kender vi ikke: %(about)s"),
    Code.NOT_A_NUMBER: gettext_lazy("er ikke et tal: %(about)s"),
    Code.TWO_MEANINGS: gettext_lazy("kan læses på to måder: %(about)s. Skriv 1000 for tusind, og 1,0 for en"),
    Code.NOT_WHOLE: gettext_lazy("skal være et helt tal: %(about)s"),
    Code.TWICE: gettext_lazy("står der to gange"),
    Code.ONE_END: gettext_lazy("mangler, når den anden ende er udfyldt"),
    Code.RANGE: gettext_lazy("ligger uden for det laveste og det højeste: %(about)s"),
    Code.NEGATIVE: gettext_lazy("skal være over nul: %(about)s"),
    Code.OVER_HUNDRED: gettext_lazy("er over 100 pct.: %(about)s"),
    Code.PRICE_YEAR: gettext_lazy("mangler. Skriv, hvilket års priser beløbet er i"),
    Code.INDEX: gettext_lazy("kan ikke regnes om. Skriv prisstigningen pr. år, eller et indeks for årene: %(about)s"),
    Code.ZERO_CITIZENS: gettext_lazy("er nul borgere. Uden borgere er der ikke noget at regne på"),
    Code.NO_EXCEPTIONS: gettext_lazy("skal ligge mellem 0 og 100. Der er altid nogle, det ikke passer til: %(about)s"),
    Code.UNIT: gettext_lazy("er i en forkert enhed: %(about)s"),
    Code.HORIZON: gettext_lazy("er et antal år, vi ikke kan regne over: %(about)s"),
    Code.YEAR: gettext_lazy("er ikke et årstal: %(about)s"),
    Code.RATE: gettext_lazy("er ikke en rimelig procent: %(about)s"),
    Code.NO_REALISATION: gettext_lazy("mangler. Sig, om gevinsten forebygger, giver råderum eller sænker et budget"),
    Code.NOT_A_COST: gettext_lazy("hører til den anden slags linje"),
    Code.PARTY: gettext_lazy("kan kun betale, ikke høste"),
    Code.SAME_TWICE: gettext_lazy("bruger den samme antagelse to gange: %(about)s"),
    Code.CYCLE: gettext_lazy("går i ring: %(about)s"),
    Code.SHAPE: gettext_lazy("er ikke skrevet, som filen skal skrives"),
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
