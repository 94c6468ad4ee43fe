"""The pages of programmes and their initiatives."""

from copy import copy

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.projects import presenting, rules
from tovholder.apps.projects.programme import Programme
from tovholder.apps.projects.programme_actions import change_programme, create_programme
from tovholder.apps.projects.programme_form import ProgrammeForm
from tovholder.apps.projects.programmes import counts_of, programme_tree, projects_in_programme
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Cell, Column, Fact, TableView
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor

SHOWN = 25


def load(actor: Actor, key: str) -> Programme:
    """The programme of an address, or 404."""
    found = Programme.objects.select_related("parent", "publication").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def href(programme: Programme) -> str:
    """The address of a programme's page."""
    return programme.get_absolute_url()


@allow(rules.may_read)
def programme_list(request: TovholderRequest) -> HttpResponse:
    """All programmes with their initiatives, and how many projects the country has in each."""
    counts = counts_of()
    rows = [
        (
            Cell(programme.label, href(programme)),
            programme.parent.label if programme.parent else "",
            programme.owner,
            counts.get(programme.pk, 0),
        )
        for programme in programme_tree()
    ]
    columns = [Column(_("Program")), Column(_("En del af")), Column(_("Hvem står bag")), Column(_("Projekter"), True)]
    context = {
        "table": TableView(caption=_("Programmer og initiativer"), columns=columns, rows=rows),
        "may_keep": may(request.actor, rules.keeps_programmes),
    }
    return render(request, "projects/programmes.html", context)


@allow_on(load, rules.may_read)
def programme_page(request: TovholderRequest, programme: Programme) -> HttpResponse:
    """One programme: what it is, its initiatives, and the projects in it that the reader may see."""
    inside = projects_in_programme(request.actor, programme, SHOWN)
    counts = counts_of()
    context = {
        "programme": programme,
        "facts": _facts(programme),
        "initiatives": [(one, counts.get(one.pk, 0)) for one in programme.initiatives.all()],
        "projects": [(project, presenting.shown_status(project.status)) for project in inside.projects],
        "total": inside.total,
        "chart": presenting.status_bars(inside.by_status) if inside.total else None,
        "on_map": counts.get(programme.pk, 0),
        "list_href": f"{reverse('projects:list')}?program={programme.key}",
        "may_keep": may(request.actor, rules.keeps_programmes),
    }
    return render(request, "projects/programme.html", context)


def _facts(programme: Programme) -> list[Fact]:
    facts = [Fact(_("Hvem står bag"), programme.owner)]
    if programme.parent is not None:
        facts.append(Fact(_("En del af"), programme.parent.label, href(programme.parent)))
    facts += [Fact(_("Begynder"), programme.starts_on), Fact(_("Slutter"), programme.ends_on)]
    if programme.publication is not None:
        facts.append(Fact(_("Kilde"), str(programme.publication), programme.publication.get_absolute_url()))
    return facts


@allow(rules.keeps_programmes)
def new_programme(request: TovholderRequest) -> HttpResponse:
    """Add a programme or an initiative."""
    form = ProgrammeForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: create_programme(by=request.actor, key=form.cleaned_data["key"], facts=form.facts()),
        template="projects/programme_form.html",
        context={"programme": None, "back_href": reverse("projects:programmes")},
        saved=href,
        message=lambda made: _("%(name)s er oprettet.") % {"name": made.label},
    )


@allow_on(load, rules.keeps_programmes)
def edit_programme(request: TovholderRequest, programme: Programme) -> HttpResponse:
    """Change what is known of a programme."""
    form = _without_key(ProgrammeForm(request.POST or None, instance=copy(programme)))
    return form_page(
        request,
        form,
        lambda: change_programme(
            by=request.actor, programme=programme, facts=form.facts(), expected_version=version_of(request)
        ),
        template="projects/programme_form.html",
        context={"programme": programme, "back_href": href(programme)},
        saved=href,
        message=lambda made: _("%(name)s er gemt.") % {"name": made.label},
        current=lambda record: _without_key(ProgrammeForm(instance=record)),
    )


def _without_key(form: ProgrammeForm) -> ProgrammeForm:
    """A programme keeps its address."""
    del form.fields["key"]
    return form
