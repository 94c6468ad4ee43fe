"""Assessments as pages and papers show them: addresses, states, and what was found in the reader's words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.assessments.mapping import Coded, Filter, Level, Need, needs_in
from tovholder.apps.assessments.models import Assessment
from tovholder.apps.assessments.selectors import values_by_concept
from tovholder.apps.citizens.public import CitizenAlias
from tovholder.apps.questionnaires.public import Response, answer_text, option_text, words
from tovholder.engines.questionnaires.model import Question, Value
from tovholder.foundation.codes.models import Code
from tovholder.foundation.ui.values import Fact, Link, Status

LEVELS = {
    Level.YES: gettext_lazy("Ja"),
    Level.WITH_HELP: gettext_lazy("Ja, med hjælp"),
    Level.SOMETIMES: gettext_lazy("Nogle gange"),
    Level.NO: gettext_lazy("Nej"),
}
FACET_LISTS = {"kategori": "landkort_category", "funktion": "functional_category"}
"""The code list behind each filter of the catalogue that a need points at."""
CODE_LISTS = ("citizen_ability", "place_demand", *FACET_LISTS.values())

TOLD = (
    "good_day",
    "keep",
    "strengths",
    "interests",
    "interests_words",
    "ability_easier",
    "tried_what",
    "tried_worked",
    "tried_why",
    "have",
    "have_paid",
    "have_used",
    "have_words",
    "place_words",
    "helpers",
    "helpers_words",
    "decide",
    "online_limits",
    "hopes",
    "hopes_sign",
    "hopes_first",
)
"""The concepts whose answers stand on the overview as they were given."""


def list_href(citizen: CitizenAlias) -> str:
    """All assessments of an alias."""
    return reverse("assessments:list", args=[citizen.public_id])


def new_href(citizen: CitizenAlias) -> str:
    """Where one is begun."""
    return reverse("assessments:new", args=[citizen.public_id])


def alias_href(citizen: CitizenAlias) -> str:
    """The alias's own page."""
    return reverse("citizens:alias", args=[citizen.public_id])


def href(assessment: Assessment, name: str = "assessment", *more: object) -> str:
    """A page of an assessment."""
    return reverse(f"assessments:{name}", args=[assessment.citizen.public_id, assessment.public_id, *more])


def shown_state(assessment: Assessment) -> Status:
    """How far it has come."""
    if assessment.closed_on is not None:
        if assessment.talked_through_on is None:
            return Status(_("Sluttet før tid"), "muted")
        return Status(_("Afsluttet"), "success")
    if assessment.talked_through_on is not None:
        return Status(_("Gennemgået med borgeren"), "info")
    return Status(_("Begyndt"), "progress")


@dataclass(frozen=True, slots=True)
class ShownNeed:
    """A need in words, with where in the catalogue one may look."""

    title: str
    importance: int | None
    now: str
    words: str
    comes_first: bool
    look: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A question and what was answered."""

    concept: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What an assessment found, ready to read."""

    support: str
    needs: tuple[ShownNeed, ...]
    abilities: tuple[Fact, ...]
    places: tuple[Fact, ...]
    limits: tuple[str, ...]
    limits_words: str
    told: tuple[Told, ...]

    def answer(self, concept: str) -> str:
        """One of the answers told; empty without it."""
        return next((told.answer for told in self.told if told.concept == concept), "")


def overview(response: Response) -> Overview:
    """The overview of an assessment's answers. One query beside those of the response."""
    values = values_by_concept(response)
    asked = {question.concept: question for question in response.edition.content.questions}
    names = {(code.list, code.code): code.label for code in Code.objects.filter(list__in=CODE_LISTS)}
    found = needs_in(values)
    return Overview(
        support=found.support,
        needs=tuple(_shown(need, asked, names) for need in found.needs),
        abilities=_coded(found.abilities, names),
        places=_coded(found.places, names),
        limits=tuple(_option(asked, "unwanted_kinds", key) for key in found.limits),
        limits_words=found.limits_words,
        told=_told(asked, values),
    )


Asked = Mapping[str, Question]
Names = Mapping[tuple[str, str], str]


def _told(asked: Asked, values: Mapping[str, Value]) -> tuple[Told, ...]:
    return tuple(
        Told(concept, words(asked[concept].text), answer_text(asked[concept], values[concept]))
        for concept in TOLD
        if concept in asked and concept in values
    )


def _shown(need: Need, asked: Asked, names: Names) -> ShownNeed:
    return ShownNeed(
        title=_option(asked, "support_themes", need.theme),
        importance=need.importance,
        now=_option(asked, f"{need.theme}_now", need.now),
        words=need.words,
        comes_first=need.comes_first,
        look=tuple(_look(one, names) for one in need.look),
    )


def _look(wanted: Filter, names: Names) -> Link:
    address = f"{reverse('technologies:list')}?{urlencode({wanted.facet: wanted.code})}"
    return Link(names.get((FACET_LISTS[wanted.facet], wanted.code), wanted.code), address)


def _coded(answers: Iterable[Coded], names: Names) -> tuple[Fact, ...]:
    return tuple(Fact(names.get((one.code_list, one.code), one.code), LEVELS[one.level]) for one in answers)


def _option(asked: Asked, concept: str, key: str) -> str:
    return option_text(asked[concept], key) if key and concept in asked else ""
