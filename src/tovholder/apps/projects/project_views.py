"""One project: its page, and all that changes it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.projects import actions, presenting, rules
from tovholder.apps.projects.forms import ProjectForm, RegistrationForm, ShareForm, StepForm
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.selectors import project_for, similar_projects, steps_of
from tovholder.apps.projects.status import next_states
from tovholder.apps.projects.writing import Registration
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Fact
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def load(actor: Actor, public_id: UUID) -> Project:
    """The project of an address, or 404."""
    return project_for(actor, public_id)


def href(project: Project) -> str:
    """The address of a project's page."""
    return project.get_absolute_url()


@allow_on(load, rules.may_read)
def project_page(request: TovholderRequest, project: Project) -> HttpResponse:
    """Everything about a project: the need first, the facts, what was learnt, and the way so far."""
    edits = may(request.actor, rules.may_edit, project)
    context = {
        "project": project,
        "status": presenting.shown_status(project.status),
        "stale": project.is_stale_on(clock.today()),
        "facts": _facts(project),
        "steps": [(step, presenting.shown_status(step.to_status)) for step in steps_of(project)],
        "shows_names": not request.actor.is_anonymous and project.municipality_id == request.actor.municipality_id,
        "similar": similar_projects(request.actor, project),
        "may_edit": edits,
        "may_step": edits and bool(next_states(project.status, project.before_pause)),
        "may_share": may(request.actor, rules.may_share, project),
        "municipality_href": presenting.municipality_href(project.municipality),
    }
    return render(request, "projects/project.html", context)


def _facts(project: Project) -> list[Fact]:
    units = [*([project.unit] if project.unit else []), *project.units.all()]
    others = [place.name for place in project.participants.all()]
    facts = [
        Fact(_("Teknologi"), project.technology.label, project.technology.get_absolute_url()),
        Fact(_("Kategori"), project.technology.category.label),
        Fact(_("Målgrupper"), ", ".join(group.label for group in project.target_groups.all())),
        Fact(_("Paragraffer"), ", ".join(code.label for code in project.paragraphs.all())),
        Fact(_("Størrelse"), project.scale.label),
        Fact(_("Enheder"), ", ".join(dict.fromkeys(unit.name for unit in units))),
        Fact(_("Begyndt"), project.started_on),
        Fact(
            _("Kontakt"),
            project.contact_mailbox,
            f"mailto:{project.contact_mailbox}" if project.contact_mailbox else "",
        ),
        Fact(_("Synlighed"), project.get_tier_display()),
        Fact(_("Sidst bekræftet"), project.confirmed_on),
    ]
    if others:
        facts.insert(5, Fact(_("Sammen med"), ", ".join(others)))
    if project.ended_on:
        facts.insert(-3, Fact(_("Slut"), project.ended_on))
    return facts


@allow(rules.may_register)
def new_project(request: TovholderRequest) -> HttpResponse:
    """Register a project of the reader's municipality."""
    municipality = _own(request)
    form = RegistrationForm(request.POST or None, municipality_id=municipality.pk, actor=request.actor)
    return form_page(
        request,
        form,
        lambda: actions.register_project(by=request.actor, registration=_registration(form, municipality)),
        template="projects/form.html",
        context={"municipality": municipality, "back_href": reverse("projects:list"), "project": None},
        saved=href,
        message=lambda made: _("%(title)s er oprettet.") % {"title": made.title},
    )


def _own(request: TovholderRequest) -> Municipality:
    """The municipality or region for which the reader registers; the rule asked for a role that has one."""
    municipality = request.seat.municipality if request.seat else None
    assert isinstance(municipality, Municipality)  # noqa: S101  # see above
    return municipality


def _registration(form: RegistrationForm, municipality: Municipality) -> Registration:
    given = form.cleaned_data
    return Registration(
        facts=form.facts(),
        municipality=municipality,
        status=given["status"],
        status_since=given["status_since"],
        reason=given["reason"],
        tier=given["tier"],
    )


@allow_on(load, rules.may_edit)
def edit_project(request: TovholderRequest, project: Project) -> HttpResponse:
    """Change what a project says about itself."""
    place = project.municipality_id
    form = ProjectForm(request.POST or None, municipality_id=place, project=project)
    return form_page(
        request,
        form,
        lambda: actions.change_project(
            by=request.actor, project=project, facts=form.facts(), expected_version=version_of(request)
        ),
        template="projects/form.html",
        context={"project": project, "municipality": project.municipality, "back_href": href(project)},
        saved=href,
        message=lambda made: _("%(title)s er gemt.") % {"title": made.title},
        current=lambda record: ProjectForm(municipality_id=place, project=record),
    )


@allow_on(load, rules.may_edit)
def step_project(request: TovholderRequest, project: Project) -> HttpResponse:
    """Take a project to its next state."""
    form = StepForm(request.POST or None, project=project)
    return form_page(
        request,
        form,
        lambda: actions.step_project(
            by=request.actor, project=project, expected_version=version_of(request), **form.cleaned_data
        ),
        template="projects/step.html",
        context={
            "project": project,
            "status": presenting.shown_status(project.status),
            "back_href": href(project),
        },
        saved=href,
        message=lambda made: _("Status er nu: %(status)s.") % {"status": made.get_status_display()},
        current=lambda record: StepForm(project=record),
    )


@allow_on(load, rules.may_share)
def share_project(request: TovholderRequest, project: Project) -> HttpResponse:
    """Choose who may see a project. Making it public is the municipality's own act."""
    form = ShareForm(request.POST or None, project=project)
    return form_page(
        request,
        form,
        lambda: actions.share_project(
            by=request.actor, project=project, tier=form.cleaned_data["tier"], expected_version=version_of(request)
        ),
        template="projects/share.html",
        context={"project": project, "back_href": href(project)},
        saved=href,
        message=lambda made: _("Projektet kan nu ses af: %(tier)s.") % {"tier": Tier(made.tier).label},
        current=lambda record: ShareForm(project=record),
    )


@require_POST
@allow_on(load, rules.may_confirm)
def confirm_project(request: TovholderRequest, project: Project) -> HttpResponse:
    """Say that it still holds."""
    actions.confirm_project(by=request.actor, project=project)
    messages.success(request, _("Tak. %(title)s er bekræftet i dag.") % {"title": project.title})
    return redirect(href(project))
