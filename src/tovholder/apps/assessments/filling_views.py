"""The pages on which an assessment is answered: section by section for staff, one question a page for the citizen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tovholder.apps.assessments.actions import answer_questions
from tovholder.apps.assessments.models import Assessment
from tovholder.apps.assessments.opening import load, opened
from tovholder.apps.assessments.presenting import href
from tovholder.apps.assessments.selectors import response_of
from tovholder.apps.citizens.public import CitizenAlias
from tovholder.apps.questionnaires.public import (
    Kept,
    Response,
    SectionForm,
    easy_questions,
    easy_step,
    evaluation_of,
    kept_text,
    next_section,
    section_form,
    section_links,
    section_of,
)
from tovholder.engines.questionnaires.model import ItemState
from tovholder.foundation.ui.saving import try_saving
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


class Place:
    """Where in an assessment somebody is: its answers, and the section or the number of the question."""

    def __init__(self, assessment: Assessment, *, section: str = "", number: int = 0) -> None:
        self.assessment = assessment
        self.response: Response = response_of(assessment)
        self.section = section
        self.number = number

    @property
    def citizen(self) -> CitizenAlias:
        """Whom it is about."""
        return self.assessment.citizen


def load_section(actor: Actor, alias: UUID, public_id: UUID, section: str) -> Place:
    """A section of an assessment of the own unit, or 404."""
    place = Place(load(actor, alias, public_id), section=section)
    section_of(place.response, section)
    return place


def load_easy(actor: Actor, alias: UUID, public_id: UUID, number: int = 0) -> Place:
    """A question, by number, of an assessment of the own unit, or 404."""
    return Place(load(actor, alias, public_id), number=number)


def _save(request: TovholderRequest, place: Place, form: SectionForm) -> Kept | None:
    """What came of saving the form; None when it was refused, and the form says why."""
    if not form.is_valid():
        return None
    return try_saving(
        form,
        lambda: answer_questions(place.assessment, form.values(), seen=form.seen(), by=request.actor),
    )


@opened(load_section)
def section_page(request: TovholderRequest, place: Place) -> HttpResponse:
    """One section to fill in. Saving goes on to the next, or shows what an answer opened."""
    assessment = place.assessment
    if not assessment.is_open:
        return redirect(href(assessment, "answers"))
    form = section_form(place.response, place.section, request.POST or None)
    if request.method == "POST":
        kept = _save(request, place, form)
        if kept is not None:
            return _after(request, place, kept)
    steps = section_links(place.response, lambda key: href(assessment, "section", key), current=place.section)
    context: dict[str, Any] = {
        "assessment": assessment,
        "citizen": place.citizen,
        "response": place.response,
        "form": form,
        "steps": steps,
        "back_href": href(assessment),
        "next_href": _later(place, None),
    }
    return render(request, "assessments/section.html", context)


def _after(request: TovholderRequest, place: Place, kept: Kept) -> HttpResponse:
    tell = messages.warning if kept.merged else messages.success
    tell(request, kept_text(place.response, kept))
    return redirect(_later(place, kept))


def _later(place: Place, kept: Kept | None) -> str:
    """The page of the next section; the overview after the last."""
    after = next_section(place.response, place.section, kept or Kept((), (), ()))
    return href(place.assessment, "section", after) if after is not None else href(place.assessment)


@opened(load_easy)
def easy_front(request: TovholderRequest, place: Place) -> HttpResponse:
    """The first and the last page of the easy-read variant: go on where we were, or stop for today."""
    questions = easy_questions(place.response)
    items = evaluation_of(place.response).items
    left = [number for number, one in enumerate(questions, start=1) if items[one.key].state is not ItemState.VALID]
    context = {
        "assessment": place.assessment,
        "answered": len(questions) - len(left),
        "total": len(questions),
        "go_href": href(place.assessment, "easy", left[0]) if left and place.assessment.is_open else "",
        "stop_href": href(place.assessment),
        "home_href": href(place.assessment, "easy_front"),
    }
    return render(request, "assessments/easy_front.html", context)


@opened(load_easy)
def easy_page(request: TovholderRequest, place: Place) -> HttpResponse:
    """One question in easy words. Saving goes on to the next, and back to the front after the last."""
    assessment = place.assessment
    front = href(assessment, "easy_front")
    if not assessment.is_open:
        return redirect(front)
    step = easy_step(place.response, place.number, request.POST or None)
    if request.method == "POST":
        kept = _save(request, place, step.form)
        if kept is not None:
            if kept.merged:
                messages.warning(request, kept_text(place.response, kept))
            there = place.number < len(easy_questions(place.response))
            return redirect(href(assessment, "easy", place.number + 1) if there else front)
    context = {
        "response": place.response,
        "step": step,
        "back_href": href(assessment, "easy", step.before) if step.before else front,
        "home_href": front,
        "skip_href": href(assessment, "easy", step.after) if step.after else front,
    }
    return render(request, "assessments/easy.html", context)


@opened(load_easy)
def answers_page(request: TovholderRequest, place: Place) -> HttpResponse:
    """All answers as they were given, with who gave them and what stood before."""
    context = {
        "assessment": place.assessment,
        "citizen": place.citizen,
        "response": place.response,
        "back_href": href(place.assessment),
    }
    return render(request, "assessments/answers.html", context)
