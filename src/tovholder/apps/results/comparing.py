"""The same question over the years: what may be compared, where only the words changed, and where the line breaks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from tovholder.apps.results.kinds import DomainKind
from tovholder.apps.results.models import ConceptBreak, ItemAnswers, Results, SurveyFigure, SurveyItem
from tovholder.apps.results.selectors import concept_breaks, results_seen_by
from tovholder.engines.questionnaires import compare
from tovholder.engines.questionnaires.model import Comparability, Schema
from tovholder.foundation.codes.models import Code
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel.actor import Actor

_SIGNS = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class Year:
    """One survey in the series: its item, the country's figures, and how it stands to the survey before it.

    ``reasons`` say why there is a break. The first of a series has no ``comparability``.
    """

    results: Results
    item: SurveyItem
    figures: Sequence[SurveyFigure]
    comparability: Comparability | None
    reasons: tuple[str, ...]

    @property
    def label(self) -> str:
        """The year in short."""
        return str(self.results.survey.year)

    def of(self, option: str, measure: str) -> SurveyFigure | None:
        """The country's figure of an option; None when it had no such option then."""
        return next((one for one in self.figures if one.option == option and one.measure == measure), None)


@dataclass(frozen=True, slots=True)
class Law:
    """A paragraph of the code list, and the last days on which it, or a part of it, holds."""

    label: str
    ends: tuple[date, ...]


def series_of(actor: Actor, concept: str, option: str = "") -> list[Year]:
    """Every survey that ``actor`` may see and that asked for ``concept``, the earliest first. Five queries at most.

    ``option`` narrows what breaks: where the options are paragraphs, each has its own law.
    """
    seen = {one.pk: one for one in results_seen_by(actor)}
    items = list(SurveyItem.objects.filter(concept=concept, results__in=seen))
    items.sort(key=lambda item: (seen[item.results_id].survey.frame_on, item.pk))
    if not items:
        return []
    figures: dict[int, list[SurveyFigure]] = {}
    for one in SurveyFigure.objects.filter(item__in=items, domain_kind=DomainKind.COUNTRY).order_by("position"):
        figures.setdefault(one.item_id, []).append(one)
    schemas = {one.item_id: one.schema for one in ItemAnswers.objects.filter(item__in=items).only(*_ASKED)}
    laws = _laws() if len(items) > 1 else {}
    breaks = concept_breaks() if len(items) > 1 else []
    found: list[Year] = []
    for item in items:
        results = seen[item.results_id]
        told = tuple(figures.get(item.pk, ()))
        if not found:
            found.append(Year(results, item, told, None, ()))
            continue
        before = found[-1]
        between = (before.results.survey.frame_on, results.survey.frame_on)
        why = tuple(broken_between(concept, option, between, breaks, laws))
        asked = _asked(schemas[before.item.pk], schemas[item.pk], concept)
        found.append(Year(results, item, told, Comparability.BREAK if why else asked, why or _why(asked)))
    return found


_ASKED = ("item_id", "definition", "definition_hash")


@lru_cache(maxsize=512)
def _asked(old: Schema, new: Schema, concept: str) -> Comparability:
    return compare(old, new)[concept]


def _why(asked: Comparability) -> tuple[str, ...]:
    if asked is Comparability.BREAK:
        return (_("Svarmulighederne eller enheden er lavet om."),)
    return ()


def broken_between(
    concept: str,
    option: str,
    between: tuple[date, date],
    breaks: Iterable[ConceptBreak],
    laws: Mapping[str, Law],
) -> Iterable[str]:
    """Why figures of two frames are not of the same thing: what is written down, and paragraphs that ended between."""
    first, second = between
    paragraphs = paragraphs_in(concept, option, laws)
    for one in breaks:
        if first < one.breaks_on <= second and one.concerns(concept, paragraphs):
            yield one.reason
    for key in sorted(paragraphs):
        for end in laws[key].ends:
            if first <= end < second:
                yield _("%(paragraph)s, eller en del af den, gælder til og med %(day)s.") % {
                    "paragraph": laws[key].label,
                    "day": date_text(end),
                }


def paragraphs_in(concept: str, option: str, laws: Iterable[str]) -> frozenset[str]:
    """The paragraphs that a concept or its option names: the row ``sul119`` is SUL § 119, with all its parts."""
    named = {_SIGNS.sub("", part.lower()) for part in (*concept.split("."), option) if part}
    return frozenset(named & set(laws))


def _laws() -> dict[str, Law]:
    """The paragraphs of the code list by law and number ("sul119"): what has parts ends when one of them does."""
    found: dict[str, Law] = {}
    for code in Code.objects.of("paragraph"):
        key = paragraph_key(code.code)
        known = found.get(key, Law(code.label, ()))
        found[key] = Law(known.label, (*known.ends, code.valid_to) if code.valid_to else known.ends)
    return found


def paragraph_key(code: str) -> str:
    """A paragraph of the code list without its parts and signs: "SEL-86-2" as "sel86"."""
    return _SIGNS.sub("", "".join(code.lower().split("-")[:2]))
