"""The unit's common answers: section by section, by several together."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.public import (
    Distribution,
    Response,
    distribution,
    evaluation_of,
    schema_of,
    section_form,
    section_links,
    section_of,
    words,
)
from tovholder.apps.screenings import presenting, rules
from tovholder.apps.screenings.asking import Asked, asked, easy_questions
from tovholder.apps.screenings.models import Screening
from tovholder.apps.screenings.selectors import screening_for, takes_link
from tovholder.apps.screenings.views import load
from tovholder.apps.screenings.writing import answer_section
from tovholder.engines.questionnaires.model import ItemState, QuestionKind, Section
from tovholder.foundation.charts.model import BarChart, Chart, Point
from tovholder.foundation.ui.saving import try_saving
from tovholder.foundation.visibility.access import allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor

FEWEST_SHOWN = 3
"""Answers of citizens are shown from three: of one or two everybody in the house would know whose they are.

They are shown when the screening was held, not while they come in: who looks before and after a citizen had the tablet
would see that citizen's answers as the difference.
"""


@dataclass(frozen=True, slots=True)
class SectionOf:
    """A section of a screening's common answers."""

    screening: Screening
    response: Response
    section: Section

    @property
    def municipality_id(self) -> int:
        """The owner."""
        return self.screening.municipality_id

    @property
    def unit_id(self) -> int:
        """The unit."""
        return self.screening.unit_id


def load_section(actor: Actor, public_id: UUID, section: str) -> SectionOf:
    """A section of the common answers, or 404."""
    screening = screening_for(actor, public_id)
    common = asked(screening).common
    if common is None:
        raise Http404
    return SectionOf(screening, common, section_of(common, section))


def section_href(screening: Screening, key: str) -> str:
    """The page of a section."""
    return reverse("screenings:section", args=[screening.public_id, key])


def answers_href(screening: Screening) -> str:
    """The page of all answers."""
    return reverse("screenings:answers", args=[screening.public_id])


@allow_on(load, rules.may_read)
def answers(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """All that was answered: by the unit together, and by citizens in the easy-read variant."""
    given = asked(screening)
    may_answer = may(request.actor, rules.may_answer, screening)
    writes = may(request.actor, rules.may_write, screening)
    context = {
        "screening": screening,
        "state": presenting.shown_state(screening),
        "tabs": presenting.tabs(screening, "spoergsmaal"),
        "response": given.common,
        "steps": _steps(screening, given.common) if may_answer and screening.is_open else [],
        "easy_count": len(given.easy),
        "easy_charts": easy_charts(given) if screening.is_done else [],
        "fewest": FEWEST_SHOWN,
        "may_open_easy": may_answer and not screening.is_done,
        "may_link": writes and not screening.is_done,
        "has_link": screening.link_hash is not None and takes_link(screening),
        "link": request.session.pop(f"screenings-link-{screening.public_id}", ""),
    }
    return render(request, "screenings/answers.html", context)


def _steps(screening: Screening, response: Response | None, current: str = "") -> list[object]:
    if response is None:
        return []
    return list(section_links(response, lambda key: section_href(screening, key), current))


def easy_charts(given: Asked) -> list[Chart]:
    """What citizens answered, question by question, where at least three have answered it."""
    if len(given.easy) < FEWEST_SHOWN:
        return []
    choices = [one for one in easy_questions(given.easy[0]) if one.kind in {QuestionKind.ONE, QuestionKind.MANY}]
    counted = [distribution(given.easy, question.key) for question in choices]
    return [_chart(one) for one in counted if one.n >= FEWEST_SHOWN]


def _chart(counted: Distribution) -> Chart:
    question = counted.question
    labels = {option.key: words(option.easy or option.text) for option in question.options}
    return BarChart(
        title=words(question.easy or question.text),
        description=_("Borgernes svar i det letlæste skema. Ét menneske kan have valgt flere."),
        unit=_("borgere"),
        label_title=_("Svar"),
        points=[Point(label, counted.counts.get(key, 0)) for key, label in labels.items()],
        n=counted.n,
        base=_("borgere, der har svaret"),
        keep_order=True,
    )


@allow_on(load_section, rules.may_answer)
def section(request: TovholderRequest, place: SectionOf) -> HttpResponse:
    """Answer a section. Questions that come up on the way are shown before the next section."""
    screening, response, key = place.screening, place.response, place.section.key
    if not screening.is_open:
        messages.error(request, _("Screeningen er godkendt. Genåbn den, hvis den skal ændres."))
        return redirect(answers_href(screening))
    form = section_form(response, key, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        kept = try_saving(
            form,
            lambda: answer_section(screening, response, form.values(), seen=form.seen(), by=request.actor),
        )
        if kept is not None:
            _tell(request, place, kept.merged)
            opened_here = {question.key for question in place.section.questions} & set(kept.opened)
            stay = bool(kept.merged) or bool(opened_here)
            following = section_href(screening, key) if stay else _next(screening, response, key)
            return redirect(following or answers_href(screening))
    context = {
        "screening": screening,
        "response": response,
        "form": form,
        "steps": _steps(screening, response, key),
        "back_href": answers_href(screening),
        "next_href": _next(screening, response, key),
        "title": presenting.title_of(screening),
    }
    return render(request, "screenings/section.html", context)


def _tell(request: TovholderRequest, place: SectionOf, merged: tuple[str, ...]) -> None:
    if not merged:
        messages.success(request, _("Svarene er gemt."))
        return
    names = {question.key: words(question.text) for question in place.section.questions}
    said = ", ".join(f"”{names.get(key, key)}”" for key in merged)
    messages.warning(
        request,
        _("En anden skrev samtidig ved %(questions)s. Begges tekster står der nu. Læs dem igennem, og saml dem.")
        % {"questions": said},
    )


def _next(screening: Screening, response: Response, key: str) -> str:
    """The section after this one in which something applies; empty after the last."""
    items = evaluation_of(response).items
    sections = schema_of(response.edition).sections
    keys = [one.key for one in sections]
    after = (
        one.key
        for one in sections[keys.index(key) + 1 :]
        if any(items[question.key].state is not ItemState.INAPPLICABLE for question in one.questions)
    )
    following = next(after, "")
    return section_href(screening, following) if following else ""
