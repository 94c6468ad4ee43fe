"""One project: its page, and all that changes it."""

from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tovholder.apps.projects import actions, presenting, rules
from tovholder.apps.projects.forms import ProjectForm
from tovholder.apps.projects.gates import shown_checklists
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.parts import Participation, ProjectFile, Taking
from tovholder.apps.projects.selectors import files_of, participations_of, project_for, similar_projects, steps_of
from tovholder.apps.projects.status import FINISHED, next_states
from tovholder.apps.projects.step_forms import ShareForm, StepForm
from tovholder.apps.projects.stepping import checklists, gone_without
from tovholder.foundation.ui.formats import number_text
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Fact, Link
from tovholder.foundation.visibility.access import allow_on, may
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
    at_home = not request.actor.is_anonymous and project.municipality_id == request.actor.municipality_id
    files = files_of(request.actor, project)
    together = participations_of(project)

    def may_answer(row: Participation) -> bool:
        return may(request.actor, rules.answers_invitation, row)

    context = {
        "project": project,
        "status": presenting.shown_status(project.status),
        "stale": project.is_stale_on(clock.today()),
        "facts": _facts(project),
        "together": _shown_participations(together, request.actor, of_lead=edits),
        "own_word": next((row for row in together if row.is_open and may_answer(row)), None),
        "pictures": [file for file in files if file.kind == ProjectFile.Kind.PICTURE],
        "documents": [file for file in files if file.kind == ProjectFile.Kind.DOCUMENT],
        "funding": _funding(request.actor, project),
        "unlearnt": _is_unlearnt(project),
        "steps": [
            (step, presenting.shown_status(step.to_status), gone_without(step) if at_home else "")
            for step in steps_of(project)
        ],
        "shows_names": at_home,
        "similar": similar_projects(request.actor, project),
        "may_edit": edits,
        "may_step": edits and bool(next_states(project.status, project.before_pause)),
        "may_share": may(request.actor, rules.may_share, project),
        "municipality_href": presenting.municipality_href(project.municipality),
    }
    return render(request, "projects/project.html", context)


def _shown_participations(rows: Sequence[Participation], actor: Actor, *, of_lead: bool) -> list[Participation]:
    """Who takes part or did; who is only invited, or said no, is told to those who invited and to themselves."""
    told = {Taking.JOINED, Taking.LEFT}
    return [row for row in rows if row.state in told or of_lead or row.municipality_id == actor.municipality_id]


def _facts(project: Project) -> list[Fact]:
    units = [*([project.unit] if project.unit else []), *project.units.all()]
    facts = [
        Fact(_("Teknologi"), project.technology.label, project.technology.get_absolute_url()),
        *_product(project),
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
    if project.former_municipality is not None:
        facts.append(Fact(_("Begyndt i"), project.former_municipality.full_name))
    if project.ended_on:
        facts.insert(-3, Fact(_("Slut"), project.ended_on))
    if project.stop_causes.all():
        facts.append(Fact(_("Det stoppede projektet"), ", ".join(code.label for code in project.stop_causes.all())))
    return facts


def _product(project: Project) -> list[Fact]:
    if project.product is None:
        return []
    return [Fact(_("Produkt"), project.product.name, project.product.get_absolute_url())]


def _funding(actor: Actor, project: Project) -> list[Fact]:
    """Who pays and until when; how much, and what comes after, is told inside the municipality alone."""
    facts = [Fact(_("Hvem betaler"), project.funder), Fact(_("Pengene slutter"), project.funding_ends_on)]
    if rules.reads_money.allows(actor, project):
        if project.funding_amount is not None:
            facts.append(Fact(_("Beløb"), f"{number_text(project.funding_amount)} kr."))
        facts.append(Fact(_("Driften bagefter"), project.running_budget_note))
    return [fact for fact in facts if fact.value]


CONTENTS = (
    ("behovet", gettext_lazy("Behovet")),
    ("loesningen", gettext_lazy("Løsningen")),
    ("hvem", gettext_lazy("Hvem og hvornår")),
    ("penge", gettext_lazy("Penge")),
    ("erfaringer", gettext_lazy("Det har I fået ud af det")),
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
        context={
            "project": project,
            "back_href": href(project),
            "contents": [Link(label, f"#{part}") for part, label in CONTENTS],
            "contents_label": _("På denne side"),
        },
        saved=href,
        message=lambda made: _("%(title)s er gemt.") % {"title": made.title},
        current=lambda record: ProjectForm(municipality_id=place, project=record),
    )


@allow_on(load, rules.may_edit)
def step_project(request: TovholderRequest, project: Project) -> HttpResponse:
    """Take a project to its next state."""
    form = StepForm(request.POST or None, project=project)
    answer = form_page(
        request,
        form,
        lambda: actions.step_project(
            by=request.actor, project=project, expected_version=version_of(request), **form.cleaned_data
        ),
        template="projects/step.html",
        context={
            "project": project,
            "status": presenting.shown_status(project.status),
            "checklists": shown_checklists(checklists(project)),
            "back_href": href(project),
        },
        saved=href,
        message=lambda made: _("Status er nu: %(status)s.") % {"status": made.get_status_display()},
        current=lambda record: StepForm(project=record),
    )
    if form.is_bound and answer.status_code == HTTPStatus.FOUND:
        last = steps_of(project).last()
        if last is not None and last.open_conditions:
            messages.warning(request, gone_without(last))
    if form.is_bound and answer.status_code == HTTPStatus.FOUND and _is_unlearnt(project):
        messages.warning(request, _("I har ikke skrevet, hvad I lærte. Det er det, andre kan bruge: skriv det gerne."))
    return answer


def _is_unlearnt(project: Project) -> bool:
    """Whether a project ended without a word about what was learnt."""
    return project.status in FINISHED and not (project.learning or project.would_change)


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
