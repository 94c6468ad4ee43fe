"""The pages of rounds: the list, the board of one, opening, changing, closing, reopening, and the paper."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tovholder.apps.process import actions, rules
from tovholder.apps.process.adviser import STARTS, advice_on, told
from tovholder.apps.process.board import board_of, shown_tips
from tovholder.apps.process.forms import CloseForm, ReopenForm, RoundForm
from tovholder.apps.process.models import Beginning, Learning, Round, RoundMark
from tovholder.apps.process.papers import ROUND_REPORT, round_on_paper
from tovholder.apps.process.reflection import progress_of
from tovholder.apps.process.rules import Owner
from tovholder.apps.process.selectors import (
    home_of,
    learnings_of,
    own_rounds,
    pinned_learnings,
    round_for,
    visible_previous,
)
from tovholder.apps.process.sheet import ROUNDS
from tovholder.engines.beginnings.model import Start
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.reports.public import render_pdf
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.work.public import Finding, made_of, ways_on
from tovholder.kernel.actor import Actor

PAGE = 25
STATES = ("", "aabne", "afsluttede")


def href(found: Round) -> str:
    """The board of a round."""
    return found.get_absolute_url()


def _listed(actor: Actor, asked: QueryDict) -> QuerySet[Round]:
    """The rounds that an address asks for: of a unit, of the municipality alone, open or closed."""
    found = own_rounds(actor).prefetch_related("fields", "technology_kinds", "target_groups")
    where, state = asked.get("sted", ""), asked.get("status", "")
    if where == "kommunen":
        found = found.filter(unit__isnull=True)
    elif where:
        found = found.filter(unit__public_id=_uuid(where))
    if state in STATES[1:]:
        found = found.filter(closed_on__isnull=state == "aabne")
    return found.order_by("-starts_on", "-number", "-pk")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)  # a place that there is not: an empty list


@require_GET
@allow(rules.reads_process)
def round_list(request: TovholderRequest) -> HttpResponse:
    """All rounds of the municipality and its units that the reader sees."""
    found = _listed(request.actor, request.GET)
    query = request.GET.urlencode()
    context = {
        "page_obj": Paginator(found, PAGE).get_page(request.GET.get("side")),
        "units": open_units(request.actor.municipality_id),
        "where": request.GET.get("sted", ""),
        "state": request.GET.get("status", ""),
        "downloads": {
            kind: f"{reverse('process:round_file', args=[kind])}?{query}" for kind in ("csv", "xlsx", "json")
        },
        "may_open": may(request.actor, rules.may_run),
    }
    return render(request, "process/rounds.html", context)


@require_GET
@allow(rules.reads_process)
def round_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(ROUNDS, _listed(request.actor, request.GET), kind, "runder")


@require_GET
@allow_on(round_for, rules.reads_process)
def board(request: TovholderRequest, found: Round) -> HttpResponse:
    """The board: phases and steps, what earlier rounds taught, and what other rooms have for the round."""
    actor = request.actor
    runs = may(actor, rules.may_run, found)
    seen = shown_tips(actor)
    context: dict[str, Any] = {
        "round": found,
        "board": board_of(found, actor, seen),
        "reflection": progress_of(found),
        "pinned": _pinned(actor, found),
        "learnt": learnings_of(actor, [found]).count(),
        "beginning": _beginning(found),
        "general_tips": [tip for tip in seen if not tip.step],
        "marks": list(RoundMark.objects.filter(round=found)),
        "may_run": runs and found.is_open,
        "may_reopen": runs and not found.is_open and found.continued_in_id is None,
        "may_answer": may(actor, rules.may_answer, found),
        "earlier": visible_previous(actor, found),
        "following": Round.objects.visible_to(actor).filter(previous=found).first(),
        "focus": [*found.fields.all(), *found.technology_kinds.all(), *found.target_groups.all()],
    }
    return render(request, "process/round.html", context)


def _pinned(actor: Actor, found: Round) -> list[tuple[Learning, list[Link], list[Link]]]:
    """What earlier rounds taught, with what came of each, and what could be made of it."""
    learnings = list(pinned_learnings(actor, found))
    made = made_of(actor, [item.public_id for item in learnings])
    runs = found.is_open and may(actor, rules.may_run, found)
    return [
        (item, made.get(item.public_id, []), ways_on(finding_of(item, found), actor) if runs else [])
        for item in learnings
    ]


def finding_of(learning: Learning, found: Round) -> Finding:
    """A learning as something that asks for an answer in the round that it was carried to."""
    return Finding(
        id=learning.public_id,
        text=learning.text,
        url=href(found),
        source=str(found),
        municipality_id=found.municipality_id,
        unit_id=found.unit_id,
    )


def _beginning(found: Round) -> dict[str, Any] | None:
    """What the adviser said when the round began."""
    kept = Beginning.objects.filter(round=found).first()
    if kept is None:
        return None
    chosen = STARTS[Start(kept.chosen)] if kept.chosen in set(Start) else ""
    advice = advice_on(kept.answers)
    return {"kept": kept, "title": STARTS[Start(kept.advice)], "chosen": chosen, "told": told(advice)[:1]}


@allow(rules.may_run)
def new_round(request: TovholderRequest) -> HttpResponse:
    """Open a round of the municipality or of a unit. What earlier ones learnt comes along."""
    actor = request.actor
    municipality = home_of(actor)
    form = RoundForm(request.POST or None, actor=actor, unit=_asked_unit(request))

    def save() -> Round:
        unit = form.chosen_unit
        if not rules.may_run.allows(actor, Owner(municipality.pk, unit.pk if unit else None)):
            raise ValidationError(_("Du kan åbne en runde i din egen enhed."))
        return actions.open_round(by=actor, municipality=municipality, unit=unit, facts=form.facts())

    return form_page(
        request,
        form,
        save,
        template="process/round_form.html",
        context={"round": None, "back_href": reverse("process:rounds")},
        saved=lambda made: reverse("process:beginning", args=[made.public_id]),
        message=lambda made: _("%(round)s er begyndt.") % {"round": made},
    )


def _asked_unit(request: TovholderRequest) -> Unit | None:
    wanted = request.GET.get("enhed", "")
    if not wanted:
        return None
    return open_units(request.actor.municipality_id).filter(public_id=_uuid(wanted)).first()


@allow_on(round_for, rules.may_run)
def edit_round(request: TovholderRequest, found: Round) -> HttpResponse:
    """Change what a round says about itself."""
    form = RoundForm(request.POST or None, actor=request.actor, found=found)
    return form_page(
        request,
        form,
        lambda: actions.change_round(
            by=request.actor, found=found, facts=form.facts(), expected_version=version_of(request)
        ),
        template="process/round_form.html",
        context={"round": found, "back_href": href(found)},
        saved=href,
        message=lambda made: _("%(round)s er gemt.") % {"round": made},
        current=lambda record: RoundForm(actor=request.actor, found=record),
    )


@allow_on(round_for, rules.may_run)
def close_round(request: TovholderRequest, found: Round) -> HttpResponse:
    """Close a round, with what was learnt in sight."""
    form = CloseForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.close_round(
            by=request.actor,
            found=found,
            no_learning=form.cleaned_data["no_learning"],
            expected_version=version_of(request),
        ),
        template="process/close.html",
        context={
            "round": found,
            "back_href": href(found),
            "learnings": list(learnings_of(request.actor, [found])),
        },
        saved=href,
        message=lambda made: _("%(round)s er afsluttet. Læringen venter på næste runde.") % {"round": made},
        current=lambda record: CloseForm(initial={"no_learning": record.no_learning}),
    )


@allow_on(round_for, rules.may_run)
def reopen_round(request: TovholderRequest, found: Round) -> HttpResponse:
    """Open a closed round again, with a reason."""
    form = ReopenForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.reopen_round(
            by=request.actor, found=found, reason=form.cleaned_data["reason"], expected_version=version_of(request)
        ),
        template="process/reopen.html",
        context={"round": found, "back_href": href(found)},
        saved=href,
        message=lambda made: _("%(round)s er åben igen.") % {"round": made},
        current=lambda record: ReopenForm(),
    )


@require_GET
@allow_on(round_for, rules.reads_process)
def round_pdf(request: TovholderRequest, found: Round) -> HttpResponse:
    """The round on paper."""
    content = render_pdf(ROUND_REPORT, round_on_paper(found, request.actor))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="runde-{found.number}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
