"""The municipality's own list of visions, one vision, and writing on it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.process.public import Round
from tovholder.apps.visions import actions, presenting, rules, selectors
from tovholder.apps.visions.browse import OWN_FACETS, PAGE_SIZE, find_visions, read_filters
from tovholder.apps.visions.comparing import changes
from tovholder.apps.visions.forms import CommentForm, VisionForm
from tovholder.apps.visions.models import Vision
from tovholder.apps.visions.papers import VISION_REPORT, vision_on_paper
from tovholder.apps.visions.sheet import VISIONS
from tovholder.apps.visions.showing import hearing_context
from tovholder.apps.visions.states import State
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.reports.public import pdf_response
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.forms import PlainForm
from tovholder.foundation.ui.saving import form_page, try_saving, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import employee
from tovholder.kernel.actor import Actor


def load(actor: Actor, public_id: UUID) -> Vision:
    """A vision of the own municipality, or 404."""
    return selectors.vision_for(actor, public_id)


def href(vision: Vision) -> str:
    """The address of a vision's page."""
    return vision.get_absolute_url()


@allow(rules.may_list)
def vision_list(request: TovholderRequest) -> HttpResponse:
    """The visions of the own municipality, with the share of units that have read each."""
    filters = read_filters(request.GET, OWN_FACETS)
    found = find_visions(selectors.own_visions(request.actor), filters, OWN_FACETS)
    page = Paginator(found.visions, PAGE_SIZE).get_page(filters.page)
    counts = selectors.receipt_counts(list(page)) if may(request.actor, employee) else {}
    here = selectors.unit_of(request.actor)
    context = {
        "unit": here,
        "applies": {vision.pk for vision in selectors.visions_for_unit(here)} if here is not None else set(),
        "found": found,
        "filters": filters,
        "page_obj": page,
        "total": len(found.visions),
        "rows": [
            (vision, presenting.shown_state(vision.state), presenting.groups_text(vision), counts.get(vision.pk))
            for vision in page
        ],
        "downloads": {
            kind: f"{reverse('visions:list_file', args=[kind])}?{filters.query()}" for kind in ("csv", "xlsx", "json")
        },
        "may_write": may(request.actor, rules.may_write),
    }
    return render(request, "visions/list.html", context)


@allow(rules.may_list)
def list_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file: csv, xlsx or json."""
    found = find_visions(selectors.own_visions(request.actor), read_filters(request.GET, OWN_FACETS), OWN_FACETS)
    return export_response(VISIONS, found.visions, kind, "visioner")


@allow_on(load, rules.may_read)
def vision_page(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """A vision with all that belongs to it, and what the reader may do about it."""
    actor = request.actor
    responsibles = selectors.responsibles_of(vision)
    writes = may(actor, rules.may_write, vision)
    works_here = may(actor, rules.works_here, vision)
    lines = selectors.receipt_lines(vision) if works_here and vision.adopted_on is not None else []
    missing = selectors.lacks(vision) if writes and vision.is_open else []
    following = Vision.objects.filter(previous=vision).first()
    context = {
        "vision": vision,
        "state": presenting.shown_state(vision.state),
        "facts": presenting.facts_of(vision),
        "texts": presenting.texts_of(vision),
        "strategies": list(vision.strategies.all()),
        "responsibles": responsibles,
        "participants": list(vision.participants.select_related("unit")),
        "conditions": presenting.condition_lines(vision),
        "advice": presenting.advice_on(vision, responsibles) if writes and vision.is_open else [],
        "by_law": [lack for lack in missing if lack.law],
        "others": [lack for lack in missing if not lack.law],
        "missing": selectors.missing_of(vision),
        "comments": selectors.comments_of(vision) if works_here else [],
        "comment_form": CommentForm(),
        "steps": [(presenting.shown_state(step.to_state), step) for step in selectors.steps_of(vision)],
        "receipts": selectors.receipt_share(lines, _("enheder")) if lines else None,
        "following": following if following is not None and (writes or following.state != State.DRAFT) else None,
        "works_here": works_here,
        "may_write": writes,
        "may_edit": writes and vision.is_open and not actions.text_is_out(vision),
        "may_comment": may(actor, rules.may_comment, vision) and vision.is_open,
        "may_acknowledge": may(actor, rules.may_acknowledge, vision) and vision.state == State.ADOPTED,
        "may_delete": writes and vision.state == State.DRAFT and not vision.hearing_rounds.exists(),
        "may_revise": writes and vision.state == State.ADOPTED and following is None,
        **hearing_context(actor, vision),
    }
    return render(request, "visions/vision.html", context)


@allow_on(load, rules.may_read)
def vision_pdf(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """The vision on paper."""
    return pdf_response(VISION_REPORT, vision_on_paper(vision), vision.slug)


@allow(rules.may_write)
def new_vision(request: TovholderRequest) -> HttpResponse:
    """Begin a vision; ``?runde=`` chooses the round it belongs to."""
    municipality = tenant_of(request)
    wanted = request.GET.get("runde", "")
    chosen = _round(request.actor, municipality.pk, wanted) if wanted else None
    form = VisionForm(
        request.POST or None,
        actor=request.actor,
        municipality_id=municipality.pk,
        initial={"round": chosen},
    )
    return form_page(
        request,
        form,
        lambda: actions.create_vision(by=request.actor, municipality=municipality, facts=form.facts()),
        template="visions/vision_form.html",
        context={"vision": None, "municipality": municipality, "back_href": reverse("visions:list")},
        saved=href,
        message=lambda made: _("%(title)s er oprettet som kladde.") % {"title": made.title},
    )


def _round(actor: Actor, municipality_id: int, wanted: str) -> Round | None:
    try:
        key = UUID(wanted)
    except ValueError:
        return None
    return selectors.open_rounds(actor, municipality_id).filter(public_id=key).first()


@allow_on(load, rules.may_write)
def edit_vision(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """Change what a vision says, while it is being written."""
    if not vision.is_open:
        raise Http404

    def made(*data: object, record: Vision = vision) -> VisionForm:
        shown = Vision.objects.get(pk=record.pk)  # a form writes into its record; the action compares with the stored
        return VisionForm(*data, actor=request.actor, municipality_id=record.municipality_id, instance=shown)

    form = made(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.change_vision(
            by=request.actor, vision=vision, facts=form.facts(), expected_version=version_of(request)
        ),
        template="visions/vision_form.html",
        context={"vision": vision, "municipality": vision.municipality, "back_href": href(vision)},
        saved=href,
        message=lambda record: _("%(title)s er gemt.") % {"title": record.title},
        current=lambda record: made(record=record),
    )


@allow_on(load, rules.may_write)
def delete_vision(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """Throw a draft away."""
    form = PlainForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda: actions.delete_vision(by=request.actor, vision=vision),
        template="visions/delete.html",
        context={"vision": vision, "back_href": href(vision)},
        saved=lambda record: reverse("visions:list"),
        message=lambda record: _("%(title)s er slettet.") % {"title": record.title},
    )


@allow_on(load, rules.may_write)
def revise_vision(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """Begin a new edition of an adopted vision."""
    form = PlainForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda: actions.revise_vision(by=request.actor, vision=vision),
        template="visions/revise.html",
        context={"vision": vision, "back_href": href(vision)},
        saved=href,
        message=lambda made: _("Kladden til den nye udgave er klar. Den gamle gælder, til den nye er vedtaget."),
    )


@allow_on(load, rules.may_read)
def changes_page(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """What an edition says that the one before it did not."""
    if vision.previous is None:
        raise Http404
    context = {"vision": vision, "old": vision.previous, "changes": changes(vision.previous, vision)}
    return render(request, "visions/changes.html", context)


@require_POST
@allow_on(load, rules.may_comment)
def comment(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """Say something to a draft."""
    form = CommentForm(request.POST)
    saved = None
    if form.is_valid():
        saved = try_saving(
            form, lambda: actions.comment(by=request.actor, vision=vision, text=form.cleaned_data["text"])
        )
    if saved is not None:
        return redirect(f"{href(vision)}#kommentarer")
    context = {"form": form, "vision": vision, "back_href": href(vision)}
    return render(request, "visions/comment.html", context)
