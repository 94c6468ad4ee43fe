"""User journeys: the steps in their order, with the waiting between them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.rethinking import actions, presenting, rules
from tovholder.apps.rethinking.forms import JourneyForm, TaskForm
from tovholder.apps.rethinking.models import UserJourney
from tovholder.apps.rethinking.selectors import journey_for, journeys, steps_of
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


def load(actor: Actor, public_id: UUID) -> UserJourney:
    """The journey of an address, or 404."""
    return journey_for(actor, public_id)


def href(journey: UserJourney) -> str:
    """The address of a journey's page."""
    return journey.get_absolute_url()


@allow(rules.may_list)
def journey_list(request: TovholderRequest) -> HttpResponse:
    """The journeys of the municipality."""
    context = {"journeys": journeys(request.actor), "may_add": may(request.actor, rules.may_add)}
    return render(request, "rethinking/journeys.html", context)


@allow_on(load, rules.may_read)
def journey_page(request: TovholderRequest, journey: UserJourney) -> HttpResponse:
    """A journey: its steps, how long each takes, and how long the traveller waits."""
    steps = steps_of(journey, request.actor)
    context = {
        "journey": journey,
        "steps": [(step, presenting.waiting_text(step.waiting_minutes)) for step in steps],
        "waiting": presenting.waiting_text(sum(step.waiting_minutes for step in steps)),
        "active": presenting.waiting_text(round(sum(step.minutes for step in steps))),
        "hours": round(sum(step.hours for step in steps)),
        "may_edit": may(request.actor, rules.may_edit, journey),
    }
    return render(request, "rethinking/journey.html", context)


@allow(rules.may_add)
def new_journey(request: TovholderRequest) -> HttpResponse:
    """Begin a journey."""
    municipality = tenant_of(request)
    form = JourneyForm(request.POST or None, actor=request.actor)
    return form_page(
        request,
        form,
        lambda: actions.add_journey(by=request.actor, municipality=municipality, facts=form.facts()),
        template="rethinking/form.html",
        context={
            "record": None,
            "title": _("Begynd en brugerrejse"),
            "lead": _("Følg én, der har brug for jer, fra begyndelse til slut. Skridtene kommer bagefter."),
            "save": _("Gem brugerrejsen"),
            "back_href": reverse("rethinking:journeys"),
        },
        saved=href,
        message=lambda made: _("Brugerrejsen er begyndt. Tilføj det første skridt."),
    )


@allow_on(load, rules.may_edit)
def edit_journey(request: TovholderRequest, journey: UserJourney) -> HttpResponse:
    """Change a journey."""
    form = JourneyForm(request.POST or None, actor=request.actor, journey=journey)
    return form_page(
        request,
        form,
        lambda: actions.change_journey(
            by=request.actor, journey=journey, facts=form.facts(), expected_version=version_of(request)
        ),
        template="rethinking/form.html",
        context={
            "record": journey,
            "title": _("Ret brugerrejsen"),
            "lead": journey.title,
            "save": _("Gem brugerrejsen"),
            "back_href": href(journey),
        },
        saved=href,
        message=lambda made: _("Brugerrejsen er gemt."),
        current=lambda record: JourneyForm(actor=request.actor, journey=record),
    )


@allow_on(load, rules.may_edit)
def new_step(request: TovholderRequest, journey: UserJourney) -> HttpResponse:
    """Add a step at the end of a journey."""
    form = TaskForm(request.POST or None, actor=request.actor, journey=journey)
    return form_page(
        request,
        form,
        lambda: actions.add_task(by=request.actor, municipality=journey.municipality, facts=form.facts()),
        template="rethinking/form.html",
        context={
            "record": None,
            "title": _("Tilføj et skridt"),
            "lead": journey.title,
            "save": _("Tilføj skridtet"),
            "back_href": href(journey),
        },
        saved=lambda made: href(journey),
        message=lambda made: _("%(title)s er tilføjet som det sidste skridt.") % {"title": made.title},
    )


@require_POST
@allow_on(load, rules.may_edit)
def move_step(request: TovholderRequest, journey: UserJourney) -> HttpResponse:
    """Let a step change places with the one before or after it."""
    steps = steps_of(journey, request.actor)
    step = next((one for one in steps if str(one.public_id) == request.POST.get("skridt")), None)
    if step is not None:
        actions.move_step(by=request.actor, step=step, steps=steps, earlier=request.POST.get("retning") == "op")
    return redirect(href(journey))
