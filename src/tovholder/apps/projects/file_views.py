"""The documents and pictures of a project: shown, fetched and kept in order."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.projects import filing, rules
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.parts import ProjectFile
from tovholder.apps.projects.selectors import file_for, files_of, project_for
from tovholder.apps.projects.step_forms import DocumentForm, FileForm, PictureForm
from tovholder.foundation.files.public import file_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.rules import rule
from tovholder.kernel.actor import Actor

FORMS = {ProjectFile.Kind.DOCUMENT: DocumentForm, ProjectFile.Kind.PICTURE: PictureForm}


@rule
def may_edit_its_project(actor: Actor, file: ProjectFile) -> bool:
    """A file is kept by those who may edit its project."""
    return rules.may_edit.allows(actor, file.project)


def load(actor: Actor, public_id: UUID) -> Project:
    """The project of an address, or 404."""
    return project_for(actor, public_id)


def load_file(actor: Actor, public_id: UUID) -> ProjectFile:
    """The file of an address, or 404."""
    return file_for(actor, public_id)


def files_href(project: Project) -> str:
    """The page on which the files of a project are kept."""
    return reverse("projects:files", args=[project.public_id])


@allow_on(load, rules.may_edit)
def files_page(request: TovholderRequest, project: Project) -> HttpResponse:
    """All files of a project, to be put in order."""
    files = files_of(request.actor, project)
    context = {
        "project": project,
        "files": files,
        "most": filing.MOST_FILES,
        "full": project.files.count() >= filing.MOST_FILES,
    }
    return render(request, "projects/files.html", context)


@allow_on(load, rules.may_edit)
def add_document(request: TovholderRequest, project: Project) -> HttpResponse:
    """Put a document with a project."""
    return _add(request, project, ProjectFile.Kind.DOCUMENT)


@allow_on(load, rules.may_edit)
def add_picture(request: TovholderRequest, project: Project) -> HttpResponse:
    """Put a picture with a project."""
    return _add(request, project, ProjectFile.Kind.PICTURE)


def _add(request: TovholderRequest, project: Project, kind: ProjectFile.Kind) -> HttpResponse:
    form = FORMS[kind](request.POST or None, request.FILES or None, project=project, kind=kind, actor=request.actor)
    return form_page(
        request,
        form,
        lambda: filing.add_file(by=request.actor, project=project, kind=kind, **form.cleaned_data),
        template="projects/file_form.html",
        context={"project": project, "kind": kind.value, "file": None, "back_href": files_href(project)},
        saved=lambda made: files_href(project),
        message=lambda made: _("%(title)s er lagt op.") % {"title": made.title},
    )


@allow_on(load_file, may_edit_its_project)
def edit_file(request: TovholderRequest, file: ProjectFile) -> HttpResponse:
    """Another title, other words, another tier."""
    project = file.project

    def form_of(record: ProjectFile, data: object = None) -> FileForm:
        return FileForm(data, project=project, kind=record.kind, actor=request.actor, file=record)

    form = form_of(file, request.POST or None)
    return form_page(
        request,
        form,
        lambda: filing.change_file(
            by=request.actor, file=file, expected_version=version_of(request), **form.cleaned_data
        ),
        template="projects/file_form.html",
        context={"project": project, "kind": file.kind, "file": file, "back_href": files_href(project)},
        saved=lambda made: files_href(project),
        message=lambda made: _("%(title)s er gemt.") % {"title": made.title},
        current=form_of,
    )


@require_POST
@allow_on(load_file, may_edit_its_project)
def move_file(request: TovholderRequest, file: ProjectFile) -> HttpResponse:
    """One place up or down."""
    filing.move_file(by=request.actor, file=file, up=request.POST.get("vej") == "op")
    return redirect(files_href(file.project))


@allow_on(load_file, may_edit_its_project)
def remove_file(request: TovholderRequest, file: ProjectFile) -> HttpResponse:
    """Take a file away: asked first, then done."""
    back = files_href(file.project)
    if request.method != "POST":
        return render(request, "projects/file_remove.html", {"file": file, "project": file.project, "back_href": back})
    filing.remove_file(by=request.actor, file=file)
    messages.success(request, _("%(title)s er fjernet.") % {"title": file.title})
    return redirect(back)


@allow_on(load_file, rules.may_read)
def fetch_file(request: TovholderRequest, file: ProjectFile) -> HttpResponseBase:
    """The content, for those who may see the file."""
    return file_response(file.stored)


@allow_on(load_file, rules.may_read)
def show_picture(request: TovholderRequest, file: ProjectFile) -> HttpResponseBase:
    """The small version of a picture, for the page."""
    return file_response(file.stored, inline=True, small=True)
