"""Registering a project, step by step."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.projects import actions, registering, rules
from tovholder.apps.projects.forms import RegistrationForm
from tovholder.apps.projects.registering import GUIDE, SAVE
from tovholder.apps.projects.writing import Registration
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.ui.saving import try_saving
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.work.public import Origin, origin_of


@allow(rules.may_register)
def new_project(request: TovholderRequest) -> HttpResponse:
    """Register a project of the reader's municipality: one group of questions after the other, then a look at it all.

    A form that names no step holds every answer at once and is saved. A finding that the address names is what the
    project begins as; the form is sent to the same address at every step, so it stays.
    """
    municipality, origin = tenant_of(request), origin_of(request.GET)
    blank = RegistrationForm(municipality_id=municipality.pk, actor=request.actor, origin=origin)
    if request.method != "POST":
        return _shown(request, municipality, blank, QueryDict(), 0)
    guided = "trin" in request.POST
    data = registering.with_defaults(request.POST, blank) if guided else request.POST
    form = RegistrationForm(data, municipality_id=municipality.pk, actor=request.actor)
    wanted = request.POST.get("til", SAVE)
    if wanted == SAVE:
        return _saved(request, municipality, form, data)
    return _shown(request, municipality, form, data, _next_place(form, data, registering.place_of(wanted)))


def _next_place(form: RegistrationForm, data: QueryDict, wanted: int) -> int:
    """The step to show: the one that was asked for, unless something before it must be put right or chosen first.

    A step that is reached for the first time says nothing of what is not yet filled in.
    """
    here = registering.place_of(data.get("trin", ""))
    place = wanted
    if wanted > here:
        wrong = registering.first_wrong(form, wanted)
        technology = registering.place_of("teknologi")
        if wrong is not None:
            place = wrong
        elif here <= technology < wanted and here == technology and registering.asks_for_product(form, data):
            place = technology
    is_new = place == wanted and GUIDE[place].key not in data.getlist("vist")
    registering.keep_errors_of(form, len(GUIDE) - 1 if is_new or wanted <= here else place)
    return place


def _saved(
    request: TovholderRequest, municipality: Municipality, form: RegistrationForm, data: QueryDict
) -> HttpResponse:
    origin = origin_of(request.GET)
    if form.is_valid():
        made = try_saving(
            form,
            lambda: actions.register_project(by=request.actor, registration=_registration(form, municipality, origin)),
        )
        if made is not None:
            messages.success(request, _("%(title)s er oprettet.") % {"title": made.title})
            return redirect(made.get_absolute_url())
    wrong = registering.first_wrong(form, len(GUIDE))
    return _shown(request, municipality, form, data, len(GUIDE) - 1 if wrong is None else wrong)


def _shown(
    request: TovholderRequest, municipality: Municipality, form: RegistrationForm, data: QueryDict, place: int
) -> HttpResponse:
    part, origin = GUIDE[place], origin_of(request.GET)
    products = "product" in part.fields and registering.has_products(form)
    context = {
        "form": form,
        "municipality": municipality,
        "back_href": origin.url if origin is not None else reverse("projects:list"),
        "origin": origin,
        "part": part,
        "fields": [form[name] for name in part.fields if name != "product" or products],
        "products_of": form["technology"].value() if products else "",
        "steps": registering.shown_steps(place, data),
        "seen": list(dict.fromkeys([*data.getlist("vist"), part.key])),
        "carried": registering.carried(data, place),
        "following": GUIDE[place + 1].key if place + 1 < len(GUIDE) else "",
        "before": GUIDE[place - 1].key if place else "",
        "summary": registering.summary(form) if part.key == registering.CHECK else (),
    }
    return render(request, "projects/register.html", context)


def _registration(form: RegistrationForm, municipality: Municipality, origin: Origin | None) -> Registration:
    given = form.cleaned_data
    return Registration(
        facts=form.facts(),
        municipality=municipality,
        status=given["status"],
        status_since=given["status_since"],
        reason=given["reason"],
        tier=given["tier"],
        origin=origin,
    )
