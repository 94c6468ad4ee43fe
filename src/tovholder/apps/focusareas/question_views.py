"""The pages of proposed questions: the list, one question, and what is done with it."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.focusareas import presenting, question_actions, rules, selectors
from tovholder.apps.focusareas.finding import OPEN_FACETS, QUESTION_FACETS, find_questions
from tovholder.apps.focusareas.forms import QuestionForm, QuestionStepForm
from tovholder.apps.focusareas.listing import sub_links
from tovholder.apps.focusareas.models import QuestionProposal
from tovholder.apps.focusareas.sheet import QUESTIONS
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.narrowing import active_filters, address_pairs, as_facets
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
KINDS = ("csv", "xlsx", "json")


def href(proposal: QuestionProposal) -> str:
    """The address of a proposed question's page."""
    return proposal.get_absolute_url()


@allow(rules.may_follow)
def question_list(request: TovholderRequest) -> HttpResponse:
    """The proposed questions, the newest year first, narrowed by text and facets."""
    found = find_questions(request.actor, request.GET)
    page = Paginator(found.records, PAGE).get_page(request.GET.get("side"))
    pairs = address_pairs(found.text, found.chosen)
    query = urlencode(pairs)
    context = {
        "found": found,
        "page_obj": page,
        "rows": [(one, presenting.question_status(one), presenting.proposer_text(one)) for one in page.object_list],
        "facets": as_facets(QUESTION_FACETS, found.facets, OPEN_FACETS),
        "active": active_filters(QUESTION_FACETS, found.facets, pairs),
        "downloads": {kind: f"{reverse('focusareas:question_file', args=[kind])}?{query}" for kind in KINDS},
        "may_ask": may(request.actor, rules.may_ask),
        "sub_links": sub_links(request),
    }
    return render(request, "focusareas/questions.html", context)


@allow(rules.may_follow)
def question_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(QUESTIONS, find_questions(request.actor, request.GET).records, kind, "spoergsmaalsforslag")


@allow_on(selectors.question_for, rules.may_follow)
def question_page(request: TovholderRequest, proposal: QuestionProposal) -> HttpResponse:
    """One proposed question: why, and what came of it."""
    context = {
        "proposal": proposal,
        "state": presenting.question_status(proposal),
        "facts": presenting.question_facts(proposal),
        "steps": proposal.steps.order_by("-on", "-pk"),
        "may_edit": may(request.actor, rules.may_edit_question, proposal)
        and rules.still_proposed.allows(request.actor, proposal),
        "may_step": may(request.actor, rules.may_keep),
        "sub_links": sub_links(request),
    }
    return render(request, "focusareas/question.html", context)


@allow(rules.may_ask)
def new_question(request: TovholderRequest) -> HttpResponse:
    """Propose a question."""
    form = QuestionForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: question_actions.propose_question(by=request.actor, facts=form.facts()),
        template="focusareas/question_form.html",
        context={"proposal": None, "back_href": reverse("focusareas:questions")},
        saved=href,
        message=lambda _made: _("Spørgsmålet er foreslået."),
    )


@allow_on(selectors.question_for, rules.may_edit_question)
def edit_question(request: TovholderRequest, proposal: QuestionProposal) -> HttpResponse:
    """Change a proposed question that nobody has looked at yet."""
    form = QuestionForm(request.POST or None, proposal=proposal)
    return form_page(
        request,
        form,
        lambda: question_actions.change_question(
            by=request.actor, proposal=proposal, facts=form.facts(), expected_version=version_of(request)
        ),
        template="focusareas/question_form.html",
        context={"proposal": proposal, "back_href": href(proposal)},
        saved=href,
        message=lambda _made: _("Forslaget er gemt."),
        current=lambda record: QuestionForm(proposal=record),
    )


@allow_on(selectors.question_for, rules.may_keep)
def step_question(request: TovholderRequest, proposal: QuestionProposal) -> HttpResponse:
    """Say what came of a proposed question."""
    form = QuestionStepForm(request.POST or None, proposal=proposal)
    return form_page(
        request,
        form,
        lambda: question_actions.step_question(
            by=request.actor, proposal=proposal, expected_version=version_of(request), **form.cleaned_data
        ),
        template="focusareas/small_form.html",
        context=_small(proposal),
        saved=href,
        message=lambda made: _("Spørgsmålet: %(state)s.") % {"state": made.get_state_display()},
        current=lambda record: QuestionStepForm(proposal=record),
    )


def _small(proposal: QuestionProposal) -> dict[str, Any]:
    return {
        "record": proposal,
        "page_title": _("Hvad bliver der af spørgsmålet?"),
        "save_label": _("Gem trinnet"),
        "back_href": href(proposal),
        "version": proposal.version,
        "list_label": _("Forslag til spørgsmål"),
        "list_href": reverse("focusareas:questions"),
    }
