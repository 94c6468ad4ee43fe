"""The steps of a vision, its read receipts, and what everybody may read."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.visions import adopting, presenting, rules, selectors
from tovholder.apps.visions.browse import PAGE_SIZE, PUBLIC_FACETS, find_visions, read_filters
from tovholder.apps.visions.forms import AdoptForm, DraftForm, ReasonForm, ReceiptForm
from tovholder.apps.visions.models import Vision
from tovholder.apps.visions.papers import VISION_REPORT, vision_on_paper
from tovholder.apps.visions.receipts import give_receipt
from tovholder.apps.visions.sheet import RECEIPTS, VISIONS
from tovholder.apps.visions.states import State, may_follow
from tovholder.apps.visions.vision_views import href, load
from tovholder.foundation.municipalities.public import open_units
from tovholder.foundation.reports.public import pdf_response
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import EVERYONE, allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


def load_open(actor: Actor, public_id: UUID) -> Vision:
    """A vision that is being written or heard, or 404."""
    vision = load(actor, public_id)
    if not vision.is_open:
        raise Http404
    return vision


def load_adopted(actor: Actor, public_id: UUID) -> Vision:
    """A vision that was adopted once, or 404."""
    vision = load(actor, public_id)
    if vision.adopted_on is None:
        raise Http404
    return vision


def load_in_force(actor: Actor, public_id: UUID) -> Vision:
    """A vision that holds, or 404."""
    vision = load(actor, public_id)
    if vision.state != State.ADOPTED:
        raise Http404
    return vision


@allow_on(load_open, rules.may_write)
def back_to_draft(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """Take a vision out of its hearing."""
    form = DraftForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: adopting.back_to_draft(by=request.actor, vision=vision, reason=form.cleaned_data["reason"]),
        template="visions/part_form.html",
        context={
            "vision": vision,
            "heading": _("Gør visionen til kladde igen"),
            "lead": _("Høringen stopper: Links i brevene virker ikke, før I sender visionen i høring igen."),
            "back_href": href(vision),
        },
        saved=href,
        message=lambda _made: _("Visionen er en kladde igen."),
    )


@allow_on(load_open, rules.may_write)
def adopt(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """Say that a vision was adopted. What is missing is told first."""
    missing = selectors.lacks(vision)
    form = AdoptForm(request.POST or None, missing=missing)
    return form_page(
        request,
        form,
        lambda: adopting.adopt(
            by=request.actor,
            vision=vision,
            decision=form.decision(),
            reasons=form.reasons(),
            law_known=form.cleaned_data.get("law_known", False),
            expected_version=version_of(request),
        ),
        template="visions/adopt.html",
        context={
            "vision": vision,
            "by_law": [lack for lack in missing if lack.law],
            "others": [lack for lack in missing if not lack.law],
            "back_href": href(vision),
        },
        saved=href,
        message=lambda _made: _("Visionen er vedtaget. Alle enheder er bedt om at læse den og tale om den."),
        current=lambda record: AdoptForm(missing=selectors.lacks(record)),
    )


@allow_on(load, rules.may_write)
def withdraw(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """Withdraw a vision, and say why."""
    if not may_follow(vision.state, State.WITHDRAWN):
        raise Http404
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: adopting.withdraw(
            by=request.actor,
            vision=vision,
            reason=form.cleaned_data["reason"],
            expected_version=version_of(request),
        ),
        template="visions/part_form.html",
        context={
            "vision": vision,
            "version": vision.version,
            "heading": _("Træk visionen tilbage"),
            "lead": _(
                "Enhederne bliver ikke længere bedt om at læse den. Er den offentlig, står det på den offentlige side."
            ),
            "back_href": href(vision),
        },
        saved=href,
        message=lambda _made: _("Visionen er trukket tilbage."),
        current=lambda _record: ReasonForm(),
    )


@require_POST
@allow_on(load_adopted, rules.may_write)
def publish(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """Let everybody read the vision."""
    try:
        adopting.publish(by=request.actor, vision=vision)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Visionen er offentlig nu. Alle kan læse den."))
    return redirect(href(vision))


@require_POST
@allow_on(load_adopted, rules.may_write)
def unpublish(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """Take the public page down."""
    adopting.unpublish(by=request.actor, vision=vision)
    messages.success(request, _("Den offentlige side er taget ned."))
    return redirect(href(vision))


@allow_on(load_adopted, rules.sees_receipts)
def receipts(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """Which units have read the vision and talked about it."""
    lines = selectors.receipt_lines(vision)
    context = {
        "vision": vision,
        "lines": lines,
        "share": selectors.receipt_share(lines, _("enheder")),
        "may_acknowledge": may(request.actor, rules.may_acknowledge, vision) and vision.state == State.ADOPTED,
        "downloads": {
            kind: reverse("visions:receipts_file", args=[vision.public_id, kind]) for kind in ("csv", "xlsx", "json")
        },
    }
    return render(request, "visions/receipts.html", context)


class _File:
    """A vision whose receipts are downloaded as a kind of file."""

    def __init__(self, vision: Vision, kind: str) -> None:
        self.vision, self.kind = vision, kind
        self.municipality_id = vision.municipality_id


def load_file(actor: Actor, public_id: UUID, kind: str) -> _File:
    """The receipts of an adopted vision as a file, or 404."""
    return _File(load_adopted(actor, public_id), kind)


@allow_on(load_file, rules.sees_receipts)
def receipts_file(request: TovholderRequest, asked: _File) -> HttpResponseBase:
    """The receipts as a file: csv, xlsx or json."""
    name = f"kvitteringer-{asked.vision.slug}"
    return export_response(RECEIPTS, selectors.receipt_lines(asked.vision), asked.kind, name)


@allow_on(load_in_force, rules.may_acknowledge)
def receipt(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """A unit says that it has read the vision, and how it was talked about."""
    unit = open_units(vision.municipality_id).filter(pk=request.actor.unit_id or -1).first()
    if unit is None:
        raise Http404
    standing = vision.receipts.filter(unit=unit).first()
    form = ReceiptForm(request.POST or None, initial={"how": standing.how if standing is not None else ""})
    return form_page(
        request,
        form,
        lambda: give_receipt(by=request.actor, vision=vision, unit=unit, how=form.cleaned_data["how"]),
        template="visions/receipt.html",
        context={
            "vision": vision,
            "unit": unit,
            "standing": standing,
            "texts": presenting.texts_of(vision),
            "back_href": href(vision),
        },
        saved=lambda _made: href(vision),
        message=lambda _made: _("Tak. %(unit)s har kvitteret for visionen.") % {"unit": unit.name},
    )


@allow(EVERYONE)
def public_list(request: TovholderRequest) -> HttpResponse:
    """The visions that municipalities have published."""
    filters = read_filters(request.GET, PUBLIC_FACETS)
    found = find_visions(selectors.public_visions(), filters, PUBLIC_FACETS)
    page = Paginator(found.visions, PAGE_SIZE).get_page(filters.page)
    context = {
        "found": found,
        "filters": filters,
        "page_obj": page,
        "total": len(found.visions),
        "rows": [
            (vision, presenting.shown_state(vision.state), presenting.groups_text(vision), None) for vision in page
        ],
        "downloads": {
            kind: f"{reverse('visions:public_file', args=[kind])}?{filters.query()}" for kind in ("csv", "xlsx", "json")
        },
    }
    return render(request, "visions/public_list.html", context)


@allow(EVERYONE)
def public_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file: csv, xlsx or json."""
    filters = read_filters(request.GET, PUBLIC_FACETS)
    found = find_visions(selectors.public_visions(), filters, PUBLIC_FACETS)
    return export_response(VISIONS, found.visions, kind, "kommunernes-visioner")


@allow(EVERYONE)
def public_page(request: TovholderRequest, municipality: str, slug: str) -> HttpResponse:
    """A published vision as everybody reads it."""
    vision = selectors.public_vision(municipality, slug)
    withdrawn = next((step for step in selectors.steps_of(vision) if step.to_state == State.WITHDRAWN), None)
    following = Vision.objects.filter(previous=vision).select_related("municipality").first()
    context = {
        "vision": vision,
        "state": presenting.shown_state(vision.state),
        "facts": presenting.facts_of(vision),
        "texts": presenting.texts_of(vision),
        "strategies": list(vision.strategies.all()),
        "statements": [(item, presenting.given_text(item)) for item in selectors.published_statements(vision)],
        "missing": selectors.missing_of(vision),
        "withdrawn": withdrawn,
        "following": following if following is not None and following.is_public else None,
        "at_home": may(request.actor, rules.at_home, vision),
    }
    return render(request, "visions/public.html", context)


@allow(EVERYONE)
def public_pdf(request: TovholderRequest, municipality: str, slug: str) -> HttpResponse:
    """A published vision on paper."""
    vision = selectors.public_vision(municipality, slug)
    return pdf_response(VISION_REPORT, vision_on_paper(vision), vision.slug)
