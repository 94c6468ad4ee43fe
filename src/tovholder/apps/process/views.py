"""The overview of a municipality's process, and the page of one unit."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tovholder.apps.process import rules
from tovholder.apps.process.board import board_of, shown_tips
from tovholder.apps.process.overview import matrix
from tovholder.apps.process.packaged import point_of
from tovholder.apps.process.phases import PHASES, STEPS
from tovholder.apps.process.reflection import progress_of
from tovholder.apps.process.rules import Owner
from tovholder.apps.process.selectors import (
    current_rounds,
    home_of,
    own_rounds,
    pinned_learnings,
    unassigned_points,
    unassigned_steps,
    unit_for,
)
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.work.public import WorkItem, work_of
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor, ActorKind

FIRST = 5
AHEAD = timedelta(days=14)


def _this_week(actor: Actor) -> Sequence[WorkItem]:
    """What the reader should do first: the earliest of what waits in the coming fortnight."""
    if actor.kind is not ActorKind.PERSON:
        return ()
    return work_of(actor, clock.today() + AHEAD)[:FIRST]


@require_GET
@allow(rules.reads_process)
def overview(request: TovholderRequest) -> HttpResponse:
    """Where everybody is, what to do this week, and what other rooms tell of the municipality's process."""
    actor = request.actor
    municipality = home_of(actor)
    rows = matrix(actor, municipality)
    own = rows[0].round
    context: dict[str, Any] = {
        "municipality": municipality,
        "rows": [rows[0], *(row for row in rows[1:] if row.round)],
        "without_round": [row for row in rows[1:] if not row.round],
        "phases": PHASES,
        "round": own,
        "items": _this_week(actor),
        "today": clock.today(),
        "pinned": list(pinned_learnings(actor, own).filter(answered_on__isnull=True)[:3]) if own else [],
        "unassigned": unassigned_steps(actor).count() + unassigned_points(actor).count(),
        "may_open": may(actor, rules.may_run),
        "may_run": own is not None and may(actor, rules.may_run, own),
        "keeps_checklist": may(actor, rules.keeps_checklist, Owner(municipality.pk)),
        "tips": shown_tips(actor)[:1],
    }
    return render(request, "process/overview.html", context)


@require_GET
@allow_on(unit_for, rules.reads_process)
def unit_page(request: TovholderRequest, unit: Unit) -> HttpResponse:
    """A unit's own part on one page: its round, who has the ball, and what other rooms have for it."""
    actor = request.actor
    rounds = list(own_rounds(actor).filter(unit=unit))
    current = current_rounds(rounds).get(unit.pk)
    context: dict[str, Any] = {
        "unit": unit,
        "round": current,
        "rounds": rounds,
        "board": board_of(current, actor, shown_tips(actor)) if current else [],
        "reflection": progress_of(current).values() if current else [],
        "pinned": list(pinned_learnings(actor, current)) if current else [],
        "items": _this_week(actor) if actor.unit_id == unit.pk else (),
        "today": clock.today(),
        "may_open": unit.is_open_on(clock.today()) and may(actor, rules.may_run, Owner(unit.municipality_id, unit.pk)),
        "may_run": current is not None and may(actor, rules.may_run, current),
    }
    return render(request, "process/unit.html", context)


@require_GET
@allow(rules.reads_process)
def unassigned(request: TovholderRequest) -> HttpResponse:
    """What is under way and in nobody's hands, for whoever takes over from somebody who left."""
    actor = request.actor
    context = {
        "steps": [(row, STEPS[row.step]) for row in unassigned_steps(actor)],
        "points": [(row, point_of(row.point)) for row in unassigned_points(actor)],
    }
    return render(request, "process/unassigned.html", context)
