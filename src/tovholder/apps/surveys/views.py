"""The pages of surveys that everybody reads, and those on which the national side holds one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.surveys import presenting, rules, selectors, survey_actions
from tovholder.apps.surveys.forms import ClosingForm, SurveyForm
from tovholder.apps.surveys.models import Survey, SurveyState
from tovholder.apps.surveys.sheet import SURVEY_TABLE
from tovholder.foundation.jobs.public import enqueue_once
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest


@allow(rules.may_read)
def survey_list(request: TovholderRequest) -> HttpResponse:
    """All surveys that the reader sees, the newest first, with how many have answered."""
    found = list(selectors.surveys(request.actor))
    own = {one.survey_id: one for one in reversed(selectors.own_participants(request.actor))}
    rows = [
        (
            survey,
            presenting.survey_status(survey),
            presenting.period_text(survey),
            presenting.days_left(survey),
            own.get(survey.pk),
        )
        for survey in found
    ]
    context = {
        "rows": rows,
        "may_hold": may(request.actor, rules.holds_surveys),
        "may_name": may(request.actor, rules.names_contacts),
        "downloads": {kind: reverse("surveys:survey_file", args=[kind]) for kind in ("csv", "xlsx", "json")},
    }
    return render(request, "surveys/list.html", context)


@allow(rules.may_read)
def survey_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along."""
    return export_response(SURVEY_TABLE, selectors.surveys(request.actor), kind, "dataindsamlinger")


@allow_on(selectors.survey_for, rules.may_read)
def survey_page(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """What a survey is for, how far it is, and the way to answer or to hold it."""
    opened = survey.state != SurveyState.DRAFT
    participants = list(selectors.participants_of(survey)) if opened else []
    ended = survey.state in {SurveyState.CLOSED, SurveyState.PUBLISHED}
    context: dict[str, Any] = {
        "survey": survey,
        "status": presenting.survey_status(survey),
        "soon": presenting.days_left(survey),
        "facts": presenting.survey_facts(survey),
        "rate": presenting.rate_facts(selectors.rate_of(participants)) if opened else [],
        "own": [(one, presenting.participant_status(one)) for one in selectors.own_participants(request.actor, survey)]
        if may(request.actor, rules.works_in_a_municipality)
        else [],
        "missing": [one for one in participants if one.submitted_at is None] if ended else [],
        "ended": ended,
        "may_hold": may(request.actor, rules.holds_surveys),
        "closing": ClosingForm(initial={"closes_on": survey.closes_on}),
    }
    return render(request, "surveys/survey.html", context)


@allow(rules.holds_surveys)
def new_survey(request: TovholderRequest) -> HttpResponse:
    """Prepare a survey."""
    form = SurveyForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: survey_actions.create_survey(by=request.actor, facts=form.facts()),
        template="surveys/survey_form.html",
        context={"survey": None, "back_href": reverse("surveys:surveys")},
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("%(title)s er klar til at blive åbnet.") % {"title": made.title},
    )


@allow_on(selectors.survey_for, rules.holds_surveys)
def edit_survey(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """Change what a survey says."""
    form = SurveyForm(request.POST or None, survey=survey)
    return form_page(
        request,
        form,
        lambda: survey_actions.change_survey(
            by=request.actor, survey=survey, facts=form.facts(), expected_version=version_of(request)
        ),
        template="surveys/survey_form.html",
        context={"survey": survey, "back_href": survey.get_absolute_url()},
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("%(title)s er gemt.") % {"title": made.title},
        current=lambda record: SurveyForm(survey=record),
    )


@require_POST
@allow_on(selectors.survey_for, rules.holds_surveys)
def open_survey(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """Open a survey: its frame and its questionnaire stand from now on."""
    done = _try(
        request,
        lambda: survey_actions.open_survey(by=request.actor, survey=survey, expected_version=version_of(request)),
    )
    if done:
        messages.success(request, _("%(title)s er åben. Kommunernes tovholdere har fået besked.") % {"title": survey})
    return redirect(survey.get_absolute_url())


@require_POST
@allow_on(selectors.survey_for, rules.holds_surveys)
def close_survey(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """Close a survey before its last day has passed."""
    done = _try(
        request,
        lambda: survey_actions.close_survey(by=request.actor, survey=survey, expected_version=version_of(request)),
    )
    if done:
        messages.success(request, _("%(title)s er lukket.") % {"title": survey})
    return redirect(survey.get_absolute_url())


def _try(request: TovholderRequest, act: Any) -> bool:
    """Whether ``act`` went well; a refusal becomes a message."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    return True


@allow_on(selectors.survey_for, rules.holds_surveys)
def move_closing(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """Extend an open survey, or open a closed one again, until a day."""
    act = survey_actions.extend_survey if survey.is_open else survey_actions.reopen_survey
    form = ClosingForm(request.POST or None, initial={"closes_on": survey.closes_on})
    title = _("Forlæng dataindsamlingen") if survey.is_open else _("Åbn dataindsamlingen igen")
    return form_page(
        request,
        form,
        lambda: act(
            by=request.actor,
            survey=survey,
            closes_on=form.cleaned_data["closes_on"],
            expected_version=version_of(request),
        ),
        template="surveys/small_form.html",
        context=small(title, survey, back_href=survey.get_absolute_url(), version=survey.version),
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("%(title)s er åben. Sidste dag er flyttet.") % {"title": made.title},
        current=lambda record: ClosingForm(initial={"closes_on": record.closes_on}),
    )


def small(title: str, survey: Survey, *, back_href: str, version: int | None = None, save: str = "") -> dict[str, Any]:
    """The context of a short form about a survey or one of its participants."""
    return {
        "survey": survey,
        "page_title": title,
        "save_label": save or _("Gem"),
        "back_href": back_href,
        "version": version,
    }


@require_POST
@allow_on(selectors.survey_for, rules.holds_surveys)
def remove_survey(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """Throw a survey away that never opened."""
    if not _try(request, lambda: survey_actions.remove_survey(by=request.actor, survey=survey)):
        return redirect(survey.get_absolute_url())
    messages.success(request, _("%(title)s er slettet.") % {"title": survey})
    return redirect("surveys:surveys")


@require_POST
@allow_on(selectors.survey_for, rules.holds_surveys)
def send_links(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """Mail every contact and mailbox of the municipalities that have not answered a link."""
    if survey.is_open:
        enqueue_once("surveys.send_links", by=request.actor, arguments={"survey": survey.key})
        messages.success(request, _("Links sendes nu til kontaktpersoner og hovedpostkasser."))
    else:
        messages.error(request, _("Dataindsamlingen er ikke åben."))
    return redirect("surveys:progress", survey.key)
