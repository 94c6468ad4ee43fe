"""Questionnaires as files: a draft begun from one, and editions and drafts taken along."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tovholder.apps.drafting import actions, editing, rules, selectors
from tovholder.apps.drafting.ddi import ddi_codebook
from tovholder.apps.drafting.forms import FileForm
from tovholder.apps.drafting.models import Draft
from tovholder.apps.drafting.naming import unique_key
from tovholder.apps.drafting.xlsform_read import Imported, read_xlsform
from tovholder.apps.drafting.xlsform_write import xlsform
from tovholder.apps.questionnaires.public import Edition, canonical_json, edition_for, is_fixed, read_unchecked
from tovholder.engines.questionnaires import check
from tovholder.foundation.ui.saving import form_page
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XML = "application/xml; charset=utf-8"
JSON = "application/json; charset=utf-8"


def read_file(content: bytes) -> Imported:
    """The questionnaire in a file, known by its content. Raises ``ValidationError``."""
    found = read_xlsform(content) if content.startswith(b"PK") else Imported(read_unchecked(content), ())
    schema = found.schema
    if not is_fixed(schema.key):
        return found
    key = unique_key(schema.key, {one.key for one in selectors.newest_editions()})
    return Imported(editing.set_words(schema, key=key, title=schema.title, intro=schema.intro), found.notes)


def edition_content(edition: Edition, kind: str) -> tuple[bytes, str]:
    """A file of an edition and its type: ``xlsx`` for XLSForm, ``xml`` for DDI. Raises ``Http404`` for others."""
    if kind == "xlsx":
        return xlsform(edition.content, str(edition.number)), XLSX
    if kind == "xml":
        with translation.override("da"):  # the conditions in words stand in an element that says it is Danish
            return ddi_codebook(edition), XML
    raise Http404


def _attached(content: bytes, type_name: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=type_name)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@allow(rules.may_write)
def from_file(request: TovholderRequest) -> HttpResponse:
    """Begin a draft from a file; what it held that could not be carried over is told on the draft's page."""
    form = FileForm(request.POST or None, request.FILES or None)

    def begin() -> Draft:
        try:
            found = read_file(form.cleaned_data["file"].read())
        except ValidationError as error:
            raise ValidationError({"file": error.messages}) from error
        return actions.begin(by=request.actor, schema=found.schema, notes=found.notes)

    def told(made: Draft) -> str:
        count = len(made.import_notes)
        if not count:
            return _("Kladden %(title)s er hentet. Alt kom med.") % {"title": made.title}
        return _("Kladden %(title)s er hentet. %(count)d ting kom ikke med: se listen på siden.") % {
            "title": made.title,
            "count": count,
        }

    return form_page(
        request,
        form,
        begin,
        template="drafting/from_file.html",
        context={"back_href": reverse("drafting:list")},
        saved=lambda made: made.get_absolute_url(),
        message=told,
    )


@require_safe
@allow(rules.may_read_editions)
def edition_file(request: TovholderRequest, key: str, number: int, kind: str) -> HttpResponse:
    """An edition for other tools."""
    edition = edition_for(request.actor, key, number)
    content, type_name = edition_content(edition, kind)
    return _attached(content, type_name, f"{edition.key}-{edition.number}.{kind}")


@require_safe
@allow(rules.may_read)
def draft_file(request: TovholderRequest, public_id: UUID, kind: str) -> HttpResponse:
    """A draft to take along: as JSON always, as XLSForm when it has no faults."""
    draft = selectors.draft_for(request.actor, public_id)
    if kind == "json":
        return _attached(canonical_json(draft.schema).encode(), JSON, f"{draft.key}-kladde.json")
    if kind == "xlsx" and not check(draft.content):
        return _attached(xlsform(draft.content, "kladde"), XLSX, f"{draft.key}-kladde.xlsx")
    raise Http404
