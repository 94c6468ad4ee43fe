"""Reading the figures of surveys: published ones by everybody, closed ones by the national editors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tovholder.apps.results.kinds import DomainKind, QuoteState
from tovholder.apps.results.models import ConceptBreak, Highlight, Quote, Results, SurveyFigure, SurveyItem
from tovholder.apps.results.rules import may_publish
from tovholder.apps.surveys.public import Survey, SurveyState
from tovholder.kernel.actor import Actor

SEVERAL = 2


def results_seen_by(actor: Actor) -> QuerySet[Results]:
    """The counted surveys that ``actor`` may see, the newest first."""
    every = Results.objects.select_related("survey").order_by("-survey__year", "-survey__frame_on", "-pk")
    return every if may_publish.allows(actor) else every.filter(survey__state=SurveyState.PUBLISHED)


def results_for(actor: Actor, key: str) -> Results:
    """The figures of the survey of that name. Raises ``Http404``."""
    found = results_seen_by(actor).filter(survey__key=key).first()
    if found is None:
        raise Http404
    return found


def items_of(results: Results) -> QuerySet[SurveyItem]:
    """Everything that was asked, in the order of the questionnaire."""
    return SurveyItem.objects.filter(results=results).order_by("position")


@dataclass(frozen=True, slots=True)
class Told:
    """A question as a page shows it: its rows, of which a question without a matrix has one, and their figures."""

    results: Results
    items: Sequence[SurveyItem]
    figures: Mapping[int, Sequence[SurveyFigure]]

    @property
    def first(self) -> SurveyItem:
        """The item that has the words of the question."""
        return self.items[0]

    @property
    def is_matrix(self) -> bool:
        """Whether the question has rows."""
        return bool(self.first.row)

    def country(self, item: SurveyItem) -> list[SurveyFigure]:
        """The figures of the whole country."""
        return [one for one in self.figures.get(item.pk, ()) if one.domain_kind == DomainKind.COUNTRY]


def question_told(results: Results, question: str) -> Told:
    """A question with all its figures. Two queries. Raises ``Http404``."""
    items = list(items_of(results).filter(question=question))
    if not items:
        raise Http404
    figures: dict[int, list[SurveyFigure]] = {}
    for one in SurveyFigure.objects.filter(item__in=items).order_by("item_id", "position"):
        figures.setdefault(one.item_id, []).append(one)
    return Told(results, items, figures)


def figures_of(results: Results) -> QuerySet[SurveyFigure]:
    """All figures of a survey with their items, in the order of the questionnaire."""
    found = SurveyFigure.objects.filter(item__results=results)
    return found.select_related("item__results__survey").order_by("item__position", "position")


def highlights_of(survey: Survey) -> list[Highlight]:
    """What is said of a survey, in order."""
    return list(Highlight.objects.filter(survey=survey))


def highlight_for(actor: Actor, public_id: UUID) -> Highlight:
    """A highlight, for those who write them. Raises ``Http404``."""
    found = Highlight.objects.select_related("survey").filter(public_id=public_id).first()
    if found is None or not may_publish.allows(actor):
        raise Http404
    return found


def figure_at(survey: Survey, place: tuple[str, str, str, str, str]) -> SurveyFigure | None:
    """The share that stands there: question, row, option, kind and key of the group."""
    question, row, option, kind, key = place
    found = SurveyFigure.objects.filter(
        item__results__survey=survey,
        item__question=question,
        item__row=row,
        option=option,
        domain_kind=kind,
        domain_key=key,
        measure__in=("share", "mention"),
    )
    return found.select_related("item").first()


def quotes_to_moderate(survey: Survey, state: str = "") -> QuerySet[Quote]:
    """The quotes of a survey, those that wait first."""
    found = Quote.objects.filter(survey=survey).select_related("participant")
    return found.filter(state=state) if state else found.exclude(state=QuoteState.WITHDRAWN)


def quote_for(actor: Actor, public_id: UUID) -> Quote:
    """A quote, for the moderators and for the municipality that wrote it. Raises ``Http404``."""
    found = Quote.objects.select_related("participant", "survey").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    own = actor.municipality_id is not None and found.municipality_id == actor.municipality_id
    if not own and not may_publish.allows(actor):
        raise Http404
    return found


def quotes_told(survey: Survey, question: str = "") -> list[Quote]:
    """The quotes that all may read, without the names of those who asked for none. Only of a published survey."""
    if survey.state != SurveyState.PUBLISHED:
        return []
    found = Quote.objects.told().filter(survey=survey).select_related("participant")
    return list(found.filter(question=question) if question else found)


def own_quotes(actor: Actor) -> QuerySet[Quote]:
    """The quotes of the actor's municipality, whatever was decided of them."""
    if actor.municipality_id is None:
        return Quote.objects.none()
    found = Quote.objects.filter(participant__municipality_id=actor.municipality_id)
    return found.select_related("participant", "survey").order_by("-survey__year", "question", "pk")


def concept_breaks() -> list[ConceptBreak]:
    """All breaks that are written down."""
    return list(ConceptBreak.objects.all())


def break_for(actor: Actor, public_id: UUID) -> ConceptBreak:
    """A break, which all may read. Raises ``Http404``."""
    found = ConceptBreak.objects.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
