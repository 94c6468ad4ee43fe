"""The pages of what was learnt: in one round, over all rounds, and what is done about it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tovholder.apps.process import learning, rules
from tovholder.apps.process.forms import LearningForm, TakeUpForm
from tovholder.apps.process.models import Learning, LearningKind, Round
from tovholder.apps.process.selectors import learning_for, learnings_of, round_for
from tovholder.apps.process.sheet import LEARNINGS, PHASE_TITLES
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

PAGE = 25


def _page_of(found: Round) -> str:
    return reverse("process:learnings", args=[found.public_id])


@require_GET
@allow_on(round_for, rules.reads_process)
def learnings(request: TovholderRequest, found: Round) -> HttpResponse:
    """What was learnt in one round."""
    context = {
        "round": found,
        "rows": [(item, PHASE_TITLES.get(item.phase, "")) for item in learnings_of(request.actor, [found])],
        "may_write": may(request.actor, rules.may_answer, found),
        "may_run": may(request.actor, rules.may_run, found),
    }
    return render(request, "process/learnings.html", context)


@allow_on(round_for, rules.may_answer)
def new_learning(request: TovholderRequest, found: Round) -> HttpResponse:
    """Write down something learnt, at any time, also after the round was closed."""
    form = LearningForm(request.POST or None, found=found)
    return form_page(
        request,
        form,
        lambda: learning.add_learning(by=request.actor, found=found, facts=form.facts()),
        template="process/learning_form.html",
        context={"round": found, "learning": None, "back_href": _page_of(found)},
        saved=lambda made: _page_of(found),
        message=lambda made: _("Læringen er skrevet ned."),
    )


@allow_on(learning_for, rules.may_run)
def edit_learning(request: TovholderRequest, item: Learning) -> HttpResponse:
    """Change the words of a learning."""
    form = LearningForm(request.POST or None, found=item.round, learning=item)
    return form_page(
        request,
        form,
        lambda: learning.change_learning(
            by=request.actor, learning=item, facts=form.facts(), expected_version=version_of(request)
        ),
        template="process/learning_form.html",
        context={"round": item.round, "learning": item, "back_href": _page_of(item.round)},
        saved=lambda made: _page_of(item.round),
        message=lambda made: _("Læringen er gemt."),
        current=lambda record: LearningForm(found=item.round, learning=record),
    )


@allow_on(learning_for, rules.may_run)
def take_up(request: TovholderRequest, item: Learning) -> HttpResponse:
    """Answer a learning: what is done about it, or why nothing."""
    form = TakeUpForm(request.POST or None, learning=item)
    back = (item.carried_to or item.round).get_absolute_url()
    return form_page(
        request,
        form,
        lambda: learning.take_up(
            by=request.actor,
            learning=item,
            answer=form.cleaned_data["answer"],
            expected_version=version_of(request),
        ),
        template="process/take_up.html",
        context={"learning": item, "round": item.carried_to or item.round, "back_href": back},
        saved=lambda made: back,
        message=lambda made: _("Læringen er taget op."),
        current=lambda record: TakeUpForm(learning=record),
    )


def _found(actor: Actor, asked: QueryDict) -> QuerySet[Learning]:
    """The learnings that an address asks for: by words, by kind, or one alone."""
    found = Learning.objects.visible_to(actor).select_related("round", "round__unit", "round__municipality")
    for word in fold(asked.get("q", "").replace("\x00", "")[:200]).split():
        found = found.filter(search_text__contains=word)
    if asked.get("slags", "") in LearningKind.values:
        found = found.filter(kind=asked["slags"])
    if "laering" in asked:
        found = found.filter(public_id=_uuid(asked.get("laering", "")))
    return found.order_by("-learnt_on", "-pk")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


@require_GET
@allow(rules.reads_process)
def lessons(request: TovholderRequest) -> HttpResponse:
    """What the reader's own rounds, and those of others who share it, have taught."""
    query = request.GET.urlencode()
    context = {
        "page_obj": Paginator(_found(request.actor, request.GET), PAGE).get_page(request.GET.get("side")),
        "q": request.GET.get("q", ""),
        "kind": request.GET.get("slags", ""),
        "kinds": LearningKind.choices,
        "downloads": {
            kind: f"{reverse('process:lesson_file', args=[kind])}?{query}" for kind in ("csv", "xlsx", "json")
        },
        "phases": PHASE_TITLES,
    }
    return render(request, "process/lessons.html", context)


@require_GET
@allow(rules.reads_process)
def lesson_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(LEARNINGS, _found(request.actor, request.GET), kind, "laering")
