"""The pages of applications."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.funding import application_actions, presenting, rules, selectors
from tovholder.apps.funding.application_actions import NEXT
from tovholder.apps.funding.finding import APPLICATIONS, find, list_context
from tovholder.apps.funding.forms import ApplicationForm, CoFinancierForm, ConfirmForm, StepForm
from tovholder.apps.funding.models import Application, ApplicationState, CoFinancier, FundingPool
from tovholder.apps.funding.sheet import APPLICATION_TABLE
from tovholder.apps.funding.views import small, sub_links
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest


def href(application: Application) -> str:
    """The address of an application's page."""
    return application.get_absolute_url()


def _listed() -> tuple[str, str]:
    return _("Ansøgninger"), reverse("funding:applications")


@allow(rules.works_in_a_municipality)
def application_list(request: TovholderRequest) -> HttpResponse:
    """The municipality's applications, the open ones first."""
    found = find(APPLICATIONS, request.actor, request.GET)
    context = list_context(request, APPLICATIONS, found)
    context["rows"] = [
        (
            one,
            presenting.application_status(one),
            presenting.application_note(one),
            presenting.place_text(one),
            presenting.kroner(one.amount),
            presenting.kroner(one.granted_amount),
        )
        for one in context["page_obj"].object_list
    ]
    granted = [one.granted_amount for one in found.records if one.granted_amount is not None]
    context["granted"] = presenting.kroner(sum(granted[1:], granted[0])) if granted else ""
    context["granted_count"] = len(granted)
    context["sub_links"] = sub_links(request, "funding:applications")
    return render(request, "funding/applications.html", context)


@allow(rules.works_in_a_municipality)
def application_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along."""
    found = find(APPLICATIONS, request.actor, request.GET)
    return export_response(APPLICATION_TABLE, found.records, kind, "ansoegninger")


@allow_on(selectors.pool_for, rules.starts_application)
def new_application(request: TovholderRequest, pool: FundingPool) -> HttpResponse:
    """Begin an application for a pool, perhaps for the project that the address names."""
    form = ApplicationForm(request.POST or None, actor=request.actor, given=_given(request))
    return form_page(
        request,
        form,
        lambda: application_actions.add_application(
            by=request.actor, municipality=tenant_of(request), pool=pool, facts=form.facts()
        ),
        template="funding/application_form.html",
        context={"pool": pool, "application": None, "back_href": pool.get_absolute_url()},
        saved=href,
        message=lambda made: _("Kladden %(title)s er gemt.") % {"title": made.title},
    )


def _given(request: TovholderRequest) -> dict[str, object]:
    try:
        wanted = UUID(request.GET.get("projekt", ""))
    except ValueError:
        return {}
    project = selectors.choosable_projects(request.actor).filter(public_id=wanted).first()
    return {} if project is None else {"project": project.pk, "title": project.title, "idea": project.need}


@allow_on(selectors.application_for, rules.reads_applications)
def application_page(request: TovholderRequest, application: Application) -> HttpResponse:
    """One application: what for, how much, who else pays, and how it went."""
    others = list(application.co_financiers.select_related("kind"))
    agreed = [one.amount for one in others if one.agreed]
    granted = application.state == ApplicationState.GRANTED
    context = {
        "application": application,
        "status": presenting.application_status(application),
        "note": presenting.application_note(application),
        "facts": presenting.application_facts(application),
        "co_financiers": [(one, presenting.kroner(one.amount)) for one in others],
        "agreed": presenting.kroner(sum(agreed[1:], agreed[0])) if agreed else "",
        "steps": [(step, step.get_to_state_display()) for step in application.steps.order_by("-on", "-pk")],
        "may_edit": may(request.actor, rules.may_edit_application, application),
        "may_step": bool(NEXT[application.state]),
        "may_write": granted
        and application.project is not None
        and application.written_on is None
        and may(request.actor, rules.writes_on_project, application),
        "sub_links": sub_links(request, "funding:applications"),
    }
    return render(request, "funding/application.html", context)


@allow_on(selectors.application_for, rules.may_edit_application)
def edit_application(request: TovholderRequest, application: Application) -> HttpResponse:
    """Change an application."""
    form = ApplicationForm(request.POST or None, actor=request.actor, application=application)
    return form_page(
        request,
        form,
        lambda: application_actions.change_application(
            by=request.actor, application=application, facts=form.facts(), expected_version=version_of(request)
        ),
        template="funding/application_form.html",
        context={"pool": application.pool, "application": application, "back_href": href(application)},
        saved=href,
        message=lambda made: _("Ansøgningen %(title)s er gemt.") % {"title": made.title},
        current=lambda record: ApplicationForm(actor=request.actor, application=record),
    )


@allow_on(selectors.application_for, rules.may_edit_application)
def step_application(request: TovholderRequest, application: Application) -> HttpResponse:
    """Send it, write down the answer, or withdraw it."""
    form = StepForm(request.POST or None, application=application)
    return form_page(
        request,
        form,
        lambda: application_actions.step_application(
            by=request.actor, application=application, expected_version=version_of(request), **form.cleaned_data
        ),
        template="funding/small_form.html",
        context=small(
            _("Hvor langt er ansøgningen?"), _("Gem tilstanden"), application, listed=_listed(), versioned=True
        ),
        saved=href,
        message=lambda made: _("%(title)s: %(state)s.") % {"title": made.title, "state": made.get_state_display()},
        current=lambda record: StepForm(application=record),
    )


@allow_on(selectors.application_for, rules.may_edit_application)
def add_co_financier(request: TovholderRequest, application: Application) -> HttpResponse:
    """Write down who else pays."""
    form = CoFinancierForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: application_actions.add_co_financier(by=request.actor, application=application, **form.cleaned_data),
        template="funding/small_form.html",
        context=small(_("Skriv en medbetaler på"), _("Skriv på"), application, listed=_listed()),
        saved=lambda _made: href(application),
        message=lambda made: _("%(name)s er skrevet på.") % {"name": made.name},
    )


@require_POST
@allow_on(selectors.co_financier_for, rules.works_in_a_municipality)
def remove_co_financier(request: TovholderRequest, co_financier: CoFinancier) -> HttpResponse:
    """Take a co-financier off."""
    if not may(request.actor, rules.may_edit_application, co_financier.application):
        raise PermissionDenied
    application_actions.remove_co_financier(by=request.actor, co_financier=co_financier)
    messages.success(request, _("%(name)s er taget af.") % {"name": co_financier.name})
    return redirect(href(co_financier.application))


@allow_on(selectors.application_for, rules.writes_on_project)
def write_on_project(request: TovholderRequest, application: Application) -> HttpResponse:
    """Show what would be written on the project, and write it when that is confirmed."""
    project = application.project
    if project is None or application.state != ApplicationState.GRANTED:
        messages.warning(request, _("Kun en bevilget ansøgning til et projekt kan skrives på projektet."))
        return redirect(href(application))
    form = ConfirmForm(request.POST or None)
    changes = [
        (_("Hvem betaler"), project.funder, application.pool.giver),
        (_("Beløb"), presenting.kroner(project.funding_amount), presenting.kroner(application.granted_amount)),
        (_("Pengene slutter"), project.funding_ends_on, application.granted_until),
    ]
    return form_page(
        request,
        form,
        lambda: application_actions.write_on_project(
            by=request.actor, application=application, expected_version=version_of(request)
        ),
        template="funding/write_on_project.html",
        context={"application": application, "project": project, "changes": changes, "back_href": href(application)},
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("Pengene er skrevet på %(title)s.") % {"title": made.title},
        current=lambda record: ConfirmForm(),
    )
