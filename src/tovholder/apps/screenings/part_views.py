"""The parts of a screening: each kind on a page of its own, and written one by one."""

from copy import copy
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.screenings import presenting, rules, writing
from tovholder.apps.screenings.forms import WhyForm
from tovholder.apps.screenings.models import Participant, Screening, ScreeningFinding, ScreeningPart
from tovholder.apps.screenings.partkinds import PartKind, cells_of, kind_of, kind_of_part
from tovholder.apps.screenings.picturing import competence_chart, need_chart, network_chart, payer_chart
from tovholder.apps.screenings.selectors import Contents, attendance_of, contents, findings_of, screening_for
from tovholder.apps.screenings.summing import match_of
from tovholder.apps.screenings.thresholds import THRESHOLDS
from tovholder.apps.screenings.views import step
from tovholder.foundation.ui.forms import PlainForm, PlainModelForm
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor

PICTURES = {"behov": need_chart, "udstyr": payer_chart, "net": network_chart, "kompetencer": competence_chart}
TEMPLATES = {
    "deltagere": "screenings/participants.html",
    "formaal": "screenings/purpose.html",
    "udstyr": "screenings/inventory.html",
    "net": "screenings/network.html",
}
"""The page of a part; the others have ``screenings/parts.html``."""
MEASURING_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class PageOf:
    """A screening and the kind of parts that a page is about."""

    screening: Screening
    kind: PartKind

    @property
    def municipality_id(self) -> int:
        """The owner."""
        return self.screening.municipality_id

    @property
    def unit_id(self) -> int:
        """The unit."""
        return self.screening.unit_id

    @property
    def href(self) -> str:
        """The page."""
        return reverse("screenings:part", args=[self.screening.public_id, self.kind.slug])


def load_page(actor: Actor, public_id: UUID, slug: str) -> PageOf:
    """A screening and a kind of parts, or 404."""
    return PageOf(screening_for(actor, public_id), kind_of(slug))


def load_part(actor: Actor, public_id: UUID, slug: str, part_id: UUID) -> ScreeningPart:
    """A part of a screening that the actor may see, or 404."""
    page = load_page(actor, public_id, slug)
    part: ScreeningPart = get_object_or_404(page.kind.model, screening=page.screening, public_id=part_id)
    part.screening = page.screening
    return part


def load_participant(actor: Actor, public_id: UUID, part_id: UUID) -> Participant:
    """A participant, or 404."""
    part = load_part(actor, public_id, "deltagere", part_id)
    assert isinstance(part, Participant)  # noqa: S101  # the kind of that word has no other
    return part


def load_finding(actor: Actor, public_id: UUID, part_id: UUID) -> ScreeningFinding:
    """A finding, or 404."""
    part = load_part(actor, public_id, "fund", part_id)
    assert isinstance(part, ScreeningFinding)  # noqa: S101  # as above
    return part


def part_href(part: ScreeningPart) -> str:
    """The page on which a part stands."""
    return reverse("screenings:part", args=[part.screening.public_id, kind_of_part(part).slug])


@allow_on(load_page, rules.may_read)
def part_page(request: TovholderRequest, page: PageOf) -> HttpResponse:
    """All parts of a kind, with their picture."""
    actor, screening, kind = request.actor, page.screening, page.kind
    writes = may(actor, rules.may_write, screening) and screening.is_open
    own = contents(screening)
    context: dict[str, Any] = {
        "screening": screening,
        "kind": kind,
        "state": presenting.shown_state(screening),
        "tabs": presenting.tabs(screening, kind.slug),
        "may_write": writes,
        "add_href": reverse("screenings:new_part", args=[screening.public_id, kind.slug]),
    }
    if kind.slug == "fund":
        context["findings"] = presenting.shown_findings(screening, findings_of(screening), actor)
        return render(request, "screenings/findings.html", context)
    picture = PICTURES.get(kind.slug)
    context["chart"] = picture(own) if picture is not None else None
    context["rows"] = [(part, cells_of(part)) for part in _parts(own, kind)]
    context |= _more(page, own)
    return render(request, TEMPLATES.get(kind.slug, "screenings/parts.html"), context)


def _parts(own: Contents, kind: PartKind) -> list[ScreeningPart]:
    every = (own.participants, own.statements, own.needs, own.items, own.checks, own.scores)
    return [part for parts in every for part in parts if isinstance(part, kind.model)]


def _more(page: PageOf, own: Contents) -> dict[str, Any]:
    """What the page of a kind shows beside its rows."""
    if page.kind.slug == "udstyr":
        return {"match": match_of(own)}
    if page.kind.slug == "net":
        return {"thresholds": THRESHOLDS}
    if page.kind.slug == "deltagere":
        return {
            "attendance": attendance_of(own.participants),
            "people": [(person, presenting.shown_mail(person)) for person in own.participants],
        }
    return {}


def _blank(page: PageOf) -> ScreeningPart:
    return page.kind.model(screening=page.screening)


@allow_on(load_page, rules.may_write)
def new_part(request: TovholderRequest, page: PageOf) -> HttpResponse:
    """Add something to a screening."""
    part = _blank(page)
    form = page.kind.form(request.POST or None, instance=part)
    return form_page(
        request,
        form,
        lambda: writing.add_part(form.instance, by=request.actor),
        template="screenings/part_form.html",
        context={
            "screening": page.screening,
            "kind": page.kind,
            "part": None,
            "back_href": page.href,
            "thresholds": THRESHOLDS if page.kind.slug == "net" else (),
        },
        saved=lambda made: (
            reverse("screenings:new_part", args=[page.screening.public_id, page.kind.slug])
            if "en_til" in request.POST
            else part_href(made)
        ),
        message=lambda made: _("Gemt: %(what)s") % {"what": made},
    )


@allow_on(load_part, rules.may_write)
def edit_part(request: TovholderRequest, part: ScreeningPart) -> HttpResponse:
    """Change something in a screening."""
    kind = kind_of_part(part)

    def made(*data: Any, record: ScreeningPart = part) -> PlainModelForm[Any]:
        return kind.form(*data, instance=copy(record))

    form = made(request.POST or None)
    return form_page(
        request,
        form,
        lambda: writing.change_part(
            part, by=request.actor, values=form.cleaned_data, expected_version=version_of(request)
        ),
        template="screenings/part_form.html",
        context={
            "screening": part.screening,
            "kind": kind,
            "part": part,
            "back_href": part_href(part),
            "thresholds": THRESHOLDS if kind.slug == "net" else (),
        },
        saved=part_href,
        message=lambda record: _("Gemt: %(what)s") % {"what": record},
        current=lambda record: made(record=record),
    )


@allow_on(load_part, rules.may_write)
def remove_part(request: TovholderRequest, part: ScreeningPart) -> HttpResponse:
    """Take something out of a screening, after asking."""
    back = part_href(part)
    form = PlainForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda: writing.remove_part(part, by=request.actor),
        template="screenings/ask.html",
        context={
            "screening": part.screening,
            "heading": _("Slet ”%(what)s”") % {"what": part},
            "explain": _("Det slettes fra screeningen. Svar og andre dele bliver stående."),
            "save": _("Slet"),
            "back_href": back,
        },
        saved=lambda gone: back,
        message=lambda gone: _("Slettet: %(what)s") % {"what": gone},
    )


@require_POST
@allow_on(load_participant, rules.may_write)
def invite(request: TovholderRequest, participant: Participant) -> HttpResponse:
    """Invite a participant by mail."""
    said = _("Invitationen til %(who)s er på vej.") % {"who": participant}
    return step(request, part_href(participant), lambda: writing.invite(participant, by=request.actor), said)


@require_POST
@allow_on(load_participant, rules.may_write)
def leave(request: TovholderRequest, participant: Participant) -> HttpResponse:
    """Note that a participant left mid-way."""
    said = _("%(who)s gik ud undervejs. Det, der er bidraget med, bliver stående.") % {"who": participant}
    return step(request, part_href(participant), lambda: writing.leave(participant, by=request.actor), said)


@allow_on(load_finding, rules.may_write)
def dismiss_finding(request: TovholderRequest, finding: ScreeningFinding) -> HttpResponse:
    """Put a finding away, with a reason."""
    form = WhyForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: writing.dismiss_finding(finding, why=form.cleaned_data["why"], by=request.actor),
        template="screenings/ask.html",
        context={
            "screening": finding.screening,
            "heading": _("Læg fundet væk"),
            "explain": presenting.as_finding(finding).text,
            "save": _("Læg væk"),
            "back_href": part_href(finding),
        },
        saved=part_href,
        message=lambda record: _("Fundet er lagt væk. Grunden står ved det."),
    )


@require_POST
@allow_on(load_finding, rules.may_write)
def restore_finding(request: TovholderRequest, finding: ScreeningFinding) -> HttpResponse:
    """Take a finding up again."""
    said = _("Fundet er taget op igen.")
    return step(request, part_href(finding), lambda: writing.restore_finding(finding, by=request.actor), said)


@cache
def _measuring_bytes() -> bytes:
    """Bytes that no server on the way can make smaller; the same each time, since they mean nothing."""
    return Random(1).randbytes(MEASURING_BYTES)  # noqa: S311  # noise, not a secret


@allow(rules.may_list)
def measuring(request: TovholderRequest) -> HttpResponse:
    """Two million bytes to download, for measuring the speed between a place and this installation."""
    return HttpResponse(
        _measuring_bytes(), content_type="application/octet-stream", headers={"Cache-Control": "no-store"}
    )
