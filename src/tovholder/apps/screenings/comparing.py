"""A unit's screenings beside each other, and the municipality's units beside each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.public import Response, answer_text, schema_of, words
from tovholder.apps.screenings.asking import Asked, asked_of
from tovholder.apps.screenings.models import Screening
from tovholder.apps.screenings.picturing import speed_text
from tovholder.apps.screenings.selectors import Contents, contents_of, latest_by_unit
from tovholder.apps.screenings.staging import Staged, stage_of
from tovholder.apps.screenings.summing import Summary, stage_facts, summary_of
from tovholder.apps.screenings.wording import STAGES
from tovholder.engines.questionnaires import compare
from tovholder.engines.questionnaires.model import Comparability, QuestionKind
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.ui.formats import date_text, number_text, share_text
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.share import Share

FRESH_MONTHS: Final = 24
MOST_COMPARED: Final = 6
COMPARED: Final = frozenset({QuestionKind.SCALE, QuestionKind.NUMBER, QuestionKind.ONE, QuestionKind.MANY})
"""Kinds whose answers can stand beside each other; texts are read where they were written."""


def fresh_since(today: date) -> date:
    """The day from which a screening is fresh: so many months before ``today``."""
    return today.replace(year=today.year - FRESH_MONTHS // 12, day=min(today.day, 28))


@dataclass(frozen=True, slots=True)
class Told:
    """A screening with its figures, answers and stage."""

    screening: Screening
    contents: Contents
    summary: Summary
    asked: Asked
    staged: Staged | None

    @property
    def stage_text(self) -> str:
        """The digital stage in words; a dash while too little is known."""
        return str(STAGES[self.staged.stage]) if self.staged is not None else "–"


def told_of(screenings: Sequence[Screening]) -> list[Told]:
    """Screenings with their figures, in eight queries however many there are."""
    contents, given = contents_of(screenings), asked_of(screenings)
    told = []
    for screening in screenings:
        own, asked = contents[screening.pk], given[screening.public_id]
        summary = summary_of(own)
        told.append(Told(screening, own, summary, asked, stage_of(stage_facts(summary, asked.answers))))
    return told


def series_of(actor: Actor, screening: Screening) -> list[Told]:
    """The held screenings of the same unit that ``actor`` sees, the oldest first, up to the last six."""
    seen = Screening.objects.visible_to(actor).filter(unit_id=screening.unit_id)
    held = seen.exclude(held_on=None).select_related("unit").order_by("-held_on", "-pk")[:MOST_COMPARED]
    return told_of(list(reversed(held)))


def _share(share: Share) -> str:
    return share_text(share) if share.base else "–"


def _number(value: float | int | None) -> str:
    return number_text(value) if value is not None else "–"


def figure_rows() -> list[tuple[str, Callable[[Told], str]]]:
    """The figures by which screenings are compared: their names, and how each is told."""
    return [
        (_("Digitalt stade"), lambda one: one.stage_text),
        (_("Sikkerhed (gennemsnit, af 5)"), lambda one: _number(one.summary.level)),
        (_("Lyst (gennemsnit, af 5)"), lambda one: _number(one.summary.interest)),
        (_("Behov, der får hjælp"), lambda one: _share(one.summary.needs_met)),
        (_("Steder, der bærer en videosamtale"), lambda one: _share(one.summary.carrying)),
        (_("Laveste hastighed"), lambda one: speed_text(one.summary.slowest)),
        (_("Stykker udstyr"), lambda one: number_text(one.summary.pieces)),
        (_("Ting, der bruges hver uge"), lambda one: _share(one.summary.used)),
        (_("Betalt af borgerne selv"), lambda one: _share(one.summary.citizen_paid)),
        (_("Fælles apparater for hver plads"), lambda one: _number(one.summary.devices_per_place)),
        (_("Borgere, der har svaret letlæst"), lambda one: number_text(len(one.asked.easy))),
    ]


def table_of_figures(series: Sequence[Told]) -> list[list[object]]:
    """One row a figure, one column a screening."""
    return [[name, *(tell(one) for one in series)] for name, tell in figure_rows()]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with what was answered in each screening; ``note`` says what keeps the answers apart."""

    question: str
    answers: tuple[str, ...]
    note: str


def answer_rows(series: Sequence[Told]) -> list[AnswerRow]:
    """The answers that can be compared, by concept, in the words of the newest edition."""
    newest = next((one.asked.common for one in reversed(series) if one.asked.common is not None), None)
    if newest is None:
        return []
    schema = schema_of(newest.edition)
    kept = {one.screening.pk: _comparability(one.asked.common, newest) for one in series}
    rows = []
    for question in schema.questions:
        if question.kind not in COMPARED:
            continue
        told = [_answer(one, question.concept, kept[one.screening.pk]) for one in series]
        if any(told):
            states = {kept[one.screening.pk].get(question.concept) for one in series}
            rows.append(AnswerRow(words(question.text), tuple(said or "–" for said in told), _note(states)))
    return rows


def _comparability(old: Response | None, newest: Response) -> Mapping[str, Comparability]:
    if old is None:
        return {}
    if old.edition_id == newest.edition_id:
        return {question.concept: Comparability.COMPARABLE for question in schema_of(newest.edition).questions}
    return compare(schema_of(old.edition), schema_of(newest.edition))


def _answer(one: Told, concept: str, comparable: Mapping[str, Comparability]) -> str:
    response = one.asked.common
    if response is None or comparable.get(concept) not in {Comparability.COMPARABLE, Comparability.WORDING}:
        return ""
    question = next((each for each in schema_of(response.edition).questions if each.concept == concept), None)
    value = one.asked.answers.get(question.key) if question is not None else None
    return answer_text(question, value) if question is not None and value is not None else ""


def _note(states: set[Comparability | None]) -> str:
    if Comparability.BREAK in states or Comparability.NEW in states:
        return _("Der er ikke spurgt på samme måde før.")
    return _("Ordene er ændret undervejs.") if Comparability.WORDING in states else ""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its latest held screening; without one it is shown all the same."""

    unit: Unit
    told: Told | None
    is_fresh: bool

    @property
    def held_text(self) -> str:
        """When it was last screened."""
        held = self.told.screening.held_on if self.told is not None else None
        return date_text(held, "short") if held is not None else _("Ingen endnu")


def unit_rows(actor: Actor, municipality_id: int) -> list[UnitRow]:
    """All open units of a municipality with the latest screening that ``actor`` sees, units in Danish order."""
    latest = latest_by_unit(actor, municipality_id)
    told = {one.screening.unit_id: one for one in told_of(list(latest.values()))}
    since = fresh_since(clock.today())
    rows = []
    for unit in open_units(municipality_id).select_related("type"):
        one = told.get(unit.pk)
        held = one.screening.held_on if one is not None else None
        rows.append(UnitRow(unit, one, held is not None and held >= since))
    return rows
