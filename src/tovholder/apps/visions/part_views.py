"""Rows of a vision: strategies, responsible people, participants, preconditions, answers to comments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_stubs_ext import StrPromise

from tovholder.apps.visions import actions, part_actions, rules
from tovholder.apps.visions.forms import AnswerForm, ParticipantForm, PreconditionsForm, ResponsibleForm, StrategyForm
from tovholder.apps.visions.models import Comment, Participant, Responsible, Strategy, Vision
from tovholder.apps.visions.parts import Part
from tovholder.apps.visions.selectors import comment_for, own_visions
from tovholder.apps.visions.vision_views import href, load
from tovholder.foundation.ui.saving import form_page
from tovholder.foundation.visibility.access import allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PartKind:
    """A kind of row: its form, its action, and its words."""

    model: type[Part]
    add: Callable[..., Part]
    heading: StrPromise
    help: StrPromise
    places: bool


PARTS: Mapping[str, PartKind] = {
    "strategi": PartKind(
        Strategy,
        part_actions.add_strategy,
        gettext_lazy("Tilføj en strategi"),
        gettext_lazy("Hvilken strategi bygger visionen på? Kommunens egen, regionens eller en national."),
        places=False,
    ),
    "ansvarlig": PartKind(
        Responsible,
        part_actions.add_responsible,
        gettext_lazy("Udpeg en ansvarlig"),
        gettext_lazy("Læg ansvaret for processen i forvaltningen, og tag ledere og nøglepersoner med (SUS 2016)."),
        places=True,
    ),
    "deltager": PartKind(
        Participant,
        part_actions.add_participant,
        gettext_lazy("Tilføj en deltager"),
        gettext_lazy("Hvem har formuleret visionen, og hvem fører den ud i livet?"),
        places=True,
    ),
}


def _form(kind: str, data: Any, vision: Vision) -> "forms.ModelForm[Any]":
    if kind == "strategi":
        return StrategyForm(data)
    form = ResponsibleForm if kind == "ansvarlig" else ParticipantForm
    return form(data, municipality_id=vision.municipality_id)


@dataclass(frozen=True, slots=True)
class NewPart:
    """The place of a row that is not there yet."""

    vision: Vision
    kind: str

    @property
    def municipality_id(self) -> int:
        """The owner."""
        return self.vision.municipality_id


def load_place(actor: Actor, public_id: UUID, kind: str) -> NewPart:
    """Where a row is to be added, or 404."""
    vision = load(actor, public_id)
    if kind not in PARTS or vision.has_ended:
        raise Http404
    return NewPart(vision, kind)


def load_part(actor: Actor, kind: str, public_id: UUID) -> Part:
    """A row of a vision of the own municipality, or 404."""
    if kind not in PARTS:
        raise Http404
    rows: Any = PARTS[kind].model._default_manager
    part: Part | None = (
        rows.filter(public_id=public_id, vision__in=own_visions(actor)).select_related("vision__municipality").first()
    )
    if part is None:
        raise Http404
    return part


@allow_on(load_place, rules.may_write)
def new_part(request: TovholderRequest, place: NewPart) -> HttpResponse:
    """Add a strategy, a responsible person or a participant."""
    vision, kind = place.vision, PARTS[place.kind]
    form = _form(place.kind, request.POST or None, vision)
    return form_page(
        request,
        form,
        lambda: kind.add(by=request.actor, vision=vision, **form.cleaned_data),
        template="visions/part_form.html",
        context={"vision": vision, "heading": kind.heading, "lead": kind.help, "back_href": href(vision)},
        saved=lambda made: href(vision),
        message=lambda made: _("%(what)s er tilføjet.") % {"what": made},
    )


@require_POST
@allow_on(load_part, rules.may_write)
def remove_part(request: TovholderRequest, part: Part) -> HttpResponse:
    """Take a row out."""
    vision: Vision = part.vision  # type: ignore[attr-defined]  # every part has its vision
    try:
        part_actions.remove_part(by=request.actor, part=part)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(what)s er taget ud.") % {"what": part})
    return redirect(href(vision))


@allow_on(load, rules.may_write)
def preconditions(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """Say which preconditions are in place."""
    form = PreconditionsForm(request.POST or None, vision=vision)
    return form_page(
        request,
        form,
        lambda: (part_actions.answer_preconditions(by=request.actor, vision=vision, answers=form.answers()),),
        template="visions/part_form.html",
        context={
            "vision": vision,
            "heading": _("Er forudsætningerne på plads?"),
            "lead": _("Et råd, ikke en spærring: I kan gå i gang uden, men så ved I, hvad I mangler."),
            "back_href": href(vision),
        },
        saved=lambda _count: href(vision),
        message=lambda _count: _("Forudsætningerne er gemt."),
    )


def load_comment(actor: Actor, public_id: UUID) -> Comment:
    """A comment, or 404."""
    return comment_for(actor, public_id)


@allow_on(load_comment, rules.may_write)
def answer_comment(request: TovholderRequest, comment: Comment) -> HttpResponse:
    """Answer a comment to a draft."""
    vision = comment.vision
    form = AnswerForm(request.POST or None, initial={"answer": comment.answer})
    return form_page(
        request,
        form,
        lambda: actions.answer_comment(by=request.actor, comment=comment, answer=form.cleaned_data["answer"]),
        template="visions/answer_comment.html",
        context={"comment": comment, "vision": vision, "back_href": href(vision)},
        saved=lambda _made: f"{href(vision)}#kommentarer",
        message=lambda _made: _("Svaret er gemt."),
    )
