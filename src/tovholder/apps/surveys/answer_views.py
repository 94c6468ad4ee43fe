"""The pages on which a municipality answers: the overview, a section, reading and printing, handing in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.questionnaires.public import (
    Kept,
    Response,
    SectionForm,
    evaluation_of,
    is_keeping,
    keeping_answer,
    kept_text,
    next_section,
    reading_of,
    section_form,
    section_links,
    section_of,
    words,
)
from tovholder.apps.surveys import answering, presenting, rules, selectors
from tovholder.apps.surveys.delegating import section_done
from tovholder.apps.surveys.earlier import earlier_answers
from tovholder.apps.surveys.entering import Entry, refuse_unless
from tovholder.apps.surveys.entering import answering as answering_page
from tovholder.apps.surveys.models import Survey
from tovholder.apps.surveys.prefilling import waiting_prefills
from tovholder.engines.questionnaires.model import ItemState
from tovholder.foundation.ui.saving import try_saving, version_of
from tovholder.foundation.visibility.access import allow_on
from tovholder.foundation.visibility.requests import TovholderRequest


def href(entry: Entry, name: str = "answering", *more: str) -> str:
    """The path of a page on which this participant answers."""
    return reverse(f"surveys:{name}", args=[entry.participant.survey.key, entry.participant.code, *more])


@allow_on(selectors.survey_for, rules.works_in_a_municipality)
def own_answers(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """To where the own municipality answers; a choice where it answers for several."""
    own = selectors.own_participants(request.actor, survey)
    if len(own) == 1:
        return redirect(own[0].get_absolute_url())
    return redirect(survey.get_absolute_url())


@answering_page
def overview(request: TovholderRequest, entry: Entry) -> HttpResponseBase:
    """What it is for, the sections with how far each is and who has it, and the way to hand in."""
    participant = entry.participant
    survey = participant.survey
    response = answering.response_of(participant)
    context: dict[str, Any] = {
        "entry": entry,
        "participant": participant,
        "survey": survey,
        "status": presenting.participant_status(participant),
        "soon": presenting.days_left(survey),
        "facts": presenting.survey_facts(survey),
        "steps": list(participant.steps.all()),
        "response": response,
        "may_answer": survey.is_open and participant.submitted_at is None,
        "may_reopen": survey.is_open and participant.submitted_at is not None and entry.runs,
        "version": participant.version,
    }
    if response is not None:
        context["sections"] = _sections(entry, response)
        context["waiting"] = len(waiting_prefills(participant, response)) if entry.answers_all else 0
        evaluation = evaluation_of(response)
        context["answered"], context["applicable"] = evaluation.answered, evaluation.applicable
    return render(request, "surveys/overview.html", context)


def _sections(entry: Entry, response: Response) -> list[dict[str, Any]]:
    """The sections in which something applies, with who has each."""
    evaluation = evaluation_of(response)
    by_href = {href(entry, "section", section.key): section.key for section in response.edition.content.sections}
    rows = []
    for step in section_links(response, lambda key: href(entry, "section", key), evaluation=evaluation):
        key = by_href[step.href]
        given = entry.delegations.get(key)
        rows.append(
            {
                "key": key,
                "step": step,
                "delegation": given,
                "mine": entry.is_mine(key),
                "may_answer": entry.may_answer(key),
                "version": given.version if given is not None else 0,
            }
        )
    return rows


@require_POST
@answering_page
def begin(request: TovholderRequest, entry: Entry) -> HttpResponseBase:
    """Begin to answer, and go to what the product knows beforehand or to the first section."""
    refuse_unless(entry.answers_all)
    try:
        response = answering.begin(entry.participant, by=entry.by)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(href(entry))
    if waiting_prefills(entry.participant, response):
        return redirect(href(entry, "prefills"))
    return redirect(href(entry, "section", response.edition.content.sections[0].key))


@answering_page
def section_page(request: TovholderRequest, entry: Entry, section: str) -> HttpResponseBase:
    """One section to answer. What was typed too late stays on the page."""
    response = answering.response_of(entry.participant)
    if response is None:
        return redirect(href(entry))
    section_of(response, section)
    refuse_unless(entry.may_answer(section))
    is_open = entry.participant.survey.is_open and entry.participant.submitted_at is None
    if not is_open and request.method != "POST":
        return redirect(href(entry, "answers"))
    form = section_form(response, section, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        kept = _kept(entry, form) if form.is_valid() else None
        if is_keeping(request):
            # Read anew: what was just saved may have opened more.
            return keeping_answer(answering.response_of(entry.participant) or response, form, kept)
        if kept is not None:
            return _after(request, entry, response, form, kept)
    return render(request, "surveys/section.html", _section_context(entry, response, section, form))


def _kept(entry: Entry, form: SectionForm) -> Kept | None:
    """What came of saving a section; None where it was refused, and the form says why."""
    return try_saving(
        form, lambda: answering.keep_answers(entry.participant, form.values(), seen=form.seen(), by=entry.by)
    )


def _after(request: HttpRequest, entry: Entry, response: Response, form: SectionForm, kept: Kept) -> HttpResponse:
    fresh = answering.response_of(entry.participant) or response
    (messages.warning if kept.merged else messages.success)(request, kept_text(fresh, kept))
    assert form.section is not None  # noqa: S101  # it was made for one
    return redirect(_theirs(entry, fresh, next_section(fresh, form.section.key, kept, form)))


def _theirs(entry: Entry, response: Response, section: str | None) -> str:
    """The page of ``section``, or of the first after it that is theirs; the overview after the last."""
    while section is not None and not entry.may_answer(section):
        section = next_section(response, section, Kept((), (), ()))
    return href(entry) if section is None else href(entry, "section", section)


def _section_context(entry: Entry, response: Response, section: str, form: SectionForm) -> dict[str, Any]:
    steps = [
        step
        for step in section_links(response, lambda key: href(entry, "section", key), current=section)
        if entry.may_answer(step.href.rstrip("/").rpartition("/")[2])
    ]
    suggestions = [row for row in waiting_prefills(entry.participant, response) if row.question in form.fields]
    return {
        "entry": entry,
        "participant": entry.participant,
        "survey": entry.participant.survey,
        "response": response,
        "form": form,
        "steps": steps,
        "back_href": href(entry),
        "next_href": _theirs(entry, response, next_section(response, section, Kept((), (), ()))),
        "keep_url": href(entry, "section", section),
        # Two who use one device do not read each other's drafts: each is kept for its person, or for its link.
        "keep_for": entry.link.public_id if entry.link is not None else entry.by.user_id,
        "earlier": earlier_answers(entry.participant, response, section),
        "suggestions": len(suggestions),
        "prefills_href": href(entry, "prefills"),
        "delegation": entry.delegations.get(section),
    }


@require_POST
@answering_page
def mark_section(request: TovholderRequest, entry: Entry, section: str) -> HttpResponseBase:
    """Say that a section is done, or not yet after all."""
    response = answering.response_of(entry.participant)
    if response is None:
        return redirect(href(entry))
    section_of(response, section)
    refuse_unless(entry.may_answer(section))
    done = request.POST.get("done") == "ja"
    expected = version_of(request) if section in entry.delegations else None
    try:
        section_done(by=entry.by, participant=entry.participant, section=section, done=done, expected_version=expected)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Delen er færdig.") if done else _("Delen er åben igen."))
    return redirect(href(entry))


@answering_page
def answers_page(request: TovholderRequest, entry: Entry) -> HttpResponseBase:
    """All answers as they were given, with who gave them and what stood before; to read or to print."""
    response = answering.response_of(entry.participant)
    if response is None:
        return redirect(href(entry))
    context = {
        "entry": entry,
        "participant": entry.participant,
        "survey": entry.participant.survey,
        "response": response,
        "reading": reading_of(response),
        "back_href": href(entry),
    }
    return render(request, "surveys/answers.html", context)


@answering_page
def submit_page(request: TovholderRequest, entry: Entry) -> HttpResponseBase:
    """What is missing, said before the answers are handed in; they may be, since questions may be skipped (SUR-02)."""
    refuse_unless(entry.answers_all)
    participant = entry.participant
    response = answering.response_of(participant)
    if response is None or participant.submitted_at is not None:
        return redirect(href(entry))
    error = ""
    if request.method == "POST":
        try:
            answering.submit(participant, by=entry.by, expected_version=version_of(request))
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            messages.success(request, _("Svarene er sendt ind. Tak for hjælpen."))
            return redirect(href(entry))
    context = {
        "entry": entry,
        "participant": participant,
        "survey": participant.survey,
        "error": error,
        "missing": _missing(entry, response),
        "waiting": len(waiting_prefills(participant, response)),
        "prefills_href": href(entry, "prefills"),
        "back_href": href(entry),
    }
    return render(request, "surveys/submit.html", context)


def _missing(entry: Entry, response: Response) -> list[tuple[str, str, list[str]]]:
    """The sections with questions that apply and have no answer: title, path, and the words of the questions."""
    items = evaluation_of(response).items
    rows = []
    for section in response.edition.content.sections:
        texts = [
            words(question.text)
            for question in section.questions
            if items[question.key].state in {ItemState.MISSING, ItemState.INVALID}
        ]
        if texts:
            rows.append((words(section.title), href(entry, "section", section.key), texts))
    return rows
