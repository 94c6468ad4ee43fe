"""The pages on which a municipality or unit writes its own definition of a technology."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.technologies import definitions, rules
from tovholder.apps.technologies.forms import DefinitionForm
from tovholder.apps.technologies.models import LocalDefinition, Technology
from tovholder.apps.technologies.selectors import definition_for, technology_for, visible_definitions
from tovholder.apps.technologies.sheet import DEFINITIONS
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest


def _href(technology: Technology) -> str:
    return f"{technology.get_absolute_url()}#definitioner"


@allow_on(technology_for, rules.may_define)
def new_definition(request: TovholderRequest, technology: Technology) -> HttpResponse:
    """Write what one's own municipality or unit counts."""
    form = DefinitionForm(request.POST or None, actor=request.actor)
    return form_page(
        request,
        form,
        lambda: definitions.define_locally(by=request.actor, technology=technology, **form.cleaned_data),
        template="technologies/definition_form.html",
        context={"technology": technology, "definition": None, "back_href": _href(technology)},
        saved=lambda made: _href(made.technology),
        message=lambda made: _("Definitionen er gemt."),
    )


@allow_on(definition_for, rules.may_change_definition)
def edit_definition(request: TovholderRequest, definition: LocalDefinition) -> HttpResponse:
    """Change a local definition."""
    technology, version = definition.technology, definition.version
    form = DefinitionForm(request.POST or None, actor=request.actor, definition=definition)
    return form_page(
        request,
        form,
        lambda: definitions.change_definition(
            by=request.actor, definition=definition, expected_version=version_of(request), **form.cleaned_data
        ),
        template="technologies/definition_form.html",
        context={
            "technology": technology,
            "definition": definition,
            "version": version,
            "back_href": _href(technology),
        },
        saved=lambda made: _href(technology),
        message=lambda made: _("Definitionen er gemt."),
        current=lambda record: DefinitionForm(actor=request.actor, definition=record),
    )


@require_POST
@allow_on(definition_for, rules.may_change_definition)
def withdraw_definition(request: TovholderRequest, definition: LocalDefinition) -> HttpResponse:
    """Take a local definition away."""
    technology = definition.technology
    definitions.withdraw_definition(by=request.actor, definition=definition)
    messages.success(request, _("Definitionen er trukket tilbage. Den fælles beskrivelse gælder."))
    return redirect(_href(technology))


@allow(rules.may_read)
def definition_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """All local definitions that the reader may see, as a file."""
    return export_response(DEFINITIONS, list(visible_definitions(request.actor)), kind, "lokale-definitioner")
