"""The overview of the tasks, the list in its order, the fields' board, and how the list is worked out."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.rethinking import part_actions, presenting, rules
from tovholder.apps.rethinking.board import advice_on, board_of
from tovholder.apps.rethinking.finding import FACETS, find_tasks
from tovholder.apps.rethinking.models import WorkTask
from tovholder.apps.rethinking.part_forms import FieldForm, WeightsForm
from tovholder.apps.rethinking.ranking import FACTORS, LANE_MEANING, LANES, the_list
from tovholder.apps.rethinking.scales import FieldState, TrialOutcome
from tovholder.apps.rethinking.selectors import (
    all_trials,
    fields_of_work,
    mapped_now,
    programmes,
    waiting_proposals,
    weight_editions,
    weights_of,
)
from tovholder.apps.rethinking.sheet import TASKS
from tovholder.engines.workload import Params
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.narrowing import active_filters, address_pairs, as_facets
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, may
from tovholder.foundation.visibility.requests import TovholderRequest

PAGE = 25
LEARNT_SHOWN = 4
OPEN_FACETS = {"fagomraade", "spor"}
PUT_AWAY = ("vis", "lagt-vaek")


@allow(rules.may_list)
def overview(request: TovholderRequest) -> HttpResponse:
    """Which field is under way, what to take first, where the hours lie, and what changed."""
    actor, municipality = request.actor, tenant_of(request)
    found = the_list(actor)
    changed, mapping = found.changed(), mapped_now(municipality.pk)
    ended = [trial for trial in all_trials(actor) if trial.outcome != TrialOutcome.RUNNING]
    context = {
        "first": [(row, presenting.lane_status(row.lane)) for row in found.first()],
        "total": len(found.rows),
        "hours": round(sum(row.task.hours for row in found.rows if row.placed is not None)),
        "saved": round(sum(task.hours - (task.hours_after or 0) for task in changed)),
        "changed": len(changed),
        "lanes": presenting.lanes_chart(found),
        "before_after": presenting.before_after_chart(changed),
        "mapped_now": mapping,
        "advice": advice_on(mapping),
        "proposals": waiting_proposals(actor),
        "trials": [(trial, presenting.trial_status(trial)) for trial in ended[:LEARNT_SHOWN]],
        "failed": sum(trial.outcome == TrialOutcome.FAILED for trial in ended),
        "may_add": may(actor, rules.may_add),
        "may_propose": may(actor, rules.may_propose),
    }
    return render(request, "rethinking/overview.html", context)


@allow(rules.may_list)
def task_list(request: TovholderRequest) -> HttpResponse:
    """All tasks in their order, narrowed by text and facets."""
    found = find_tasks(request.actor, request.GET)
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("side"))
    pairs = address_pairs(found.text, found.chosen, [PUT_AWAY] if found.put_away else [])
    query = urlencode(pairs)
    context = {
        "found": found,
        "page_obj": page,
        "rows": [
            (row, presenting.lane_status(row.lane) or presenting.shown_state(row.task), *_told(row.task))
            for row in page.object_list
        ],
        "facets": [facet for facet in as_facets(FACETS, found.facets, OPEN_FACETS) if facet.options],
        "active": active_filters(FACETS, found.facets, pairs, {PUT_AWAY: _("Lagt væk")}),
        "downloads": {kind: f"{reverse('rethinking:file', args=[kind])}?{query}" for kind in ("csv", "xlsx", "json")},
        "may_add": may(request.actor, rules.may_add),
        "may_propose": may(request.actor, rules.may_propose),
        "may_import": may(request.actor, rules.may_steer),
    }
    return render(request, "rethinking/list.html", context)


def _told(task: WorkTask) -> tuple[str, str]:
    return presenting.hours_text(task.hours), presenting.often_text(task)


@allow(rules.may_list)
def task_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(TASKS, find_tasks(request.actor, request.GET).rows, kind, "opgaver")


@allow(rules.may_list)
def board(request: TovholderRequest) -> HttpResponse:
    """The fields of work by how far they have come: one at a time."""
    municipality = tenant_of(request)
    columns = board_of(request.actor, municipality.pk)
    mapping = [card.programme for column in columns for card in column.cards if card.is_mapped_now]
    context = {
        "columns": columns,
        "states": FieldState.choices,
        "advice": advice_on([programme for programme in mapping if programme is not None]),
        "may_steer": may(request.actor, rules.may_steer),
    }
    return render(request, "rethinking/board.html", context)


def _field(code: str) -> Code:
    found = next((field for field in fields_of_work() if field.code == code), None)
    if found is None:
        raise Http404
    return found


@require_POST
@allow(rules.may_steer)
def move_field(request: TovholderRequest, code: str) -> HttpResponse:
    """Put a field into another column."""
    state = request.POST.get("stade", "")
    municipality = tenant_of(request)
    if state in FieldState.values:
        part_actions.move_field(by=request.actor, municipality=municipality, field=_field(code), state=state)
    return redirect("rethinking:board")


@allow(rules.may_steer)
def edit_field(request: TovholderRequest, code: str) -> HttpResponse:
    """Write what was agreed about a field."""
    municipality, field = tenant_of(request), _field(code)
    programme = programmes(municipality.pk).get(field.pk)
    form = FieldForm(request.POST or None, initial={"note": programme.note if programme else ""})
    return form_page(
        request,
        form,
        lambda: part_actions.move_field(
            by=request.actor,
            municipality=municipality,
            field=field,
            state=programme.state if programme else FieldState.NOT_BEGUN,
            note=form.cleaned_data["note"],
            expected_version=version_of(request),
        ),
        template="rethinking/form.html",
        context={
            "record": programme,
            "title": _("Aftale om %(field)s") % {"field": field.label},
            "save": _("Gem aftalen"),
            "back_href": reverse("rethinking:board"),
        },
        saved=lambda made: reverse("rethinking:board"),
        message=lambda made: _("Aftalen er gemt."),
        current=lambda record: FieldForm(initial={"note": record.note}),
    )


@allow(rules.may_list)
def method(request: TovholderRequest) -> HttpResponse:
    """How the list is worked out: what counts how much, the lanes, and how it was weighed before."""
    editions = weight_editions(tenant_of(request).pk)
    weights = weights_of(editions)
    found = the_list(request.actor)
    top = found.first()
    context = {
        "weights": [(FACTORS[factor], value) for factor, value in weights.by_factor().items()],
        "total": sum(weights.by_factor().values()),
        "editions": editions,
        "lanes": [(LANES[lane], LANE_MEANING[lane]) for lane in LANES],
        "first": top,
        "params": Params(),
        "variants": len(Params().grid()),
        "may_steer": may(request.actor, rules.may_steer),
    }
    return render(request, "rethinking/method.html", context)


@allow(rules.may_steer)
def set_weights(request: TovholderRequest) -> HttpResponse:
    """Weigh the list otherwise, with a reason."""
    municipality = tenant_of(request)
    form = WeightsForm(request.POST or None, weights=weights_of(weight_editions(municipality.pk)))
    return form_page(
        request,
        form,
        lambda: part_actions.set_weights(
            by=request.actor, municipality=municipality, weights=form.weights(), reason=form.cleaned_data["reason"]
        ),
        template="rethinking/form.html",
        context={
            "record": None,
            "title": _("Vægt listen anderledes"),
            "lead": _("Tallene er i forhold til hinanden. Det, der får 0, tæller ikke."),
            "save": _("Gem vægtene"),
            "back_href": reverse("rethinking:method"),
        },
        saved=lambda made: reverse("rethinking:method"),
        message=lambda made: _("Listen er regnet om med de nye vægte."),
    )
