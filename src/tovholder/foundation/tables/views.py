"""The pages of an import: choose, map, check, run, undo."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from tovholder.foundation.jobs.public import Job
from tovholder.foundation.tables import actions, downloads, rules, selectors
from tovholder.foundation.tables.forms import FileForm, MappingForm
from tovholder.foundation.tables.importing import Importer
from tovholder.foundation.tables.models import ImportBatch, ImportState
from tovholder.foundation.tables.steps import status_of, steps_of
from tovholder.foundation.ui.listfiles import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import View, allow, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor

PAGE = 25


def load_importer(actor: Actor, key: str) -> Importer:
    """An importer by its key, or 404."""
    return selectors.importer_of(key)


def load_batch(actor: Actor, key: str, batch_id: UUID) -> ImportBatch:
    """An import of the actor's own municipality, or 404."""
    return selectors.batch_of(actor, key, batch_id)


def on_batch(view: Callable[[TovholderRequest, ImportBatch], HttpResponseBase]) -> View:
    """A page about one import. Whose login has run out is asked to log in again before anything is looked up."""
    return allow(rules.may_import)(allow_on(load_batch, rules.may_import)(view))


def batch_href(batch: ImportBatch) -> str:
    """The page of an import."""
    return reverse("tables:batch", args=[batch.importer, batch.public_id])


def page_of(request: TovholderRequest, items: Any) -> Any:
    """The page of ``items`` that ``?side=`` asks for; a number too high gives the last, nonsense 400."""
    asked = request.GET.get("side", "1")
    if not asked.isdecimal():
        raise BadRequest(_("Sidetallet i adressen er ikke et tal."))
    return Paginator(items, PAGE).get_page(asked)


@allow(rules.may_import)
def index(request: TovholderRequest) -> HttpResponse:
    """The imports that one may make, and those that were made."""
    page = page_of(request, selectors.import_batches(request.actor).defer("problems", "sample", "kept"))
    importers = selectors.allowed_importers(request.actor)
    labels = {importer.key: importer.label for importer in importers}
    rows = [(batch, labels[batch.importer], status_of(batch)) for batch in page]
    return render(request, "tables/index.html", {"importers": importers, "page": page, "rows": rows})


@allow_on(load_importer, rules.may_import)
def choose(request: TovholderRequest, importer: Importer) -> HttpResponse:
    """Step 1: the file."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and not form.is_bound:
        form = FileForm({}, {})  # a form sent without anything is one with its field empty

    def save() -> ImportBatch:
        file = form.cleaned_data["file"]
        return actions.receive_file(importer=importer, file=file, name=file.name, by=request.actor)

    return form_page(
        request,
        form,
        save,
        template="tables/choose.html",
        context={"importer": importer, "steps": steps_of(importer.key, None), "back_href": reverse("tables:index")},
        saved=lambda batch: reverse("tables:columns", args=[batch.importer, batch.public_id]),
        message=lambda batch: _("%(name)s er lagt op. Intet er importeret endnu.") % {"name": batch.file_name},
    )


@allow_on(load_importer, rules.may_import)
def template_csv(request: TovholderRequest, importer: Importer) -> HttpResponseBase:
    """The template file as CSV."""
    return downloads.template_file(importer, "csv")


@allow_on(load_importer, rules.may_import)
def template_xlsx(request: TovholderRequest, importer: Importer) -> HttpResponseBase:
    """The template file as XLSX."""
    return downloads.template_file(importer, "xlsx")


@on_batch
def columns(request: TovholderRequest, batch: ImportBatch) -> HttpResponse:
    """Step 2: which column of the file is which."""
    if not batch.is_editable:
        return redirect(batch_href(batch))
    importer = selectors.importer_of(batch.importer)
    form = MappingForm(importer, batch, request.POST if request.method == "POST" else None)
    used = set(batch.mapping.values())
    context = {
        "batch": batch,
        "importer": importer,
        "steps": steps_of(batch.importer, batch, columns=True),
        "sample": [dict(zip(batch.header, row, strict=False)) for row in batch.sample],
        "unused": [heading for heading in batch.header if heading not in used],
        "back_href": reverse("tables:index"),
    }
    return form_page(
        request,
        form,
        lambda: actions.choose_columns(
            batch=batch, mapping=form.mapping(), by=request.actor, expected_version=version_of(request)
        ),
        template="tables/columns.html",
        context=context,
        saved=batch_href,
        message=lambda _batch: _("Kolonnerne er gemt, og filen bliver tjekket."),
        current=lambda now: MappingForm(importer, now),
    )


@on_batch
def batch(request: TovholderRequest, batch: ImportBatch) -> HttpResponse:
    """Where an import is: its progress, its check, or its result."""
    if batch.is_busy:
        return _progress(request, batch)
    if request.htmx and request.headers.get("HX-Target") == "fremdrift":
        return HttpResponseClientRefresh()
    if batch.state == ImportState.UPLOADED:
        return redirect("tables:columns", batch.importer, batch.public_id)
    shown = _check if batch.state == ImportState.CHECKED else _result
    return shown(request, batch)


def _frame(batch: ImportBatch) -> dict[str, Any]:
    """What all pages of an import show."""
    return {
        "batch": batch,
        "importer": selectors.importer_of(batch.importer),
        "steps": steps_of(batch.importer, batch),
        "state": status_of(batch),
    }


def _progress(request: TovholderRequest, batch: ImportBatch) -> HttpResponse:
    job = Job.objects.filter(public_id=batch.job_id).first() if batch.job_id else None
    return render(request, "tables/progress.html", {**_frame(batch), "job": job})


def _check(request: TovholderRequest, batch: ImportBatch) -> HttpResponse:
    """Step 3: what the dry run found."""
    errors = selectors.problems_of(batch, "error")
    duplicates = selectors.problems_of(batch, "duplicate")
    for found in duplicates:
        found["taken"] = batch.takes(found["line"])
    exceptions = len(batch.exceptions)
    taken = batch.counts.get("duplicates", 0) - exceptions if batch.take_duplicates else exceptions
    context = {
        **_frame(batch),
        "errors": errors[:PAGE],
        "more_errors": max(len(errors) - PAGE, 0),
        "warnings": selectors.problems_of(batch, "warning")[:PAGE],
        "page": page_of(request, duplicates),
        "chosen": batch.counts.get("fine", 0) - batch.counts.get("duplicates", 0) + taken,
        "taken": taken,
    }
    return render(request, "tables/check.html", context)


def _result(request: TovholderRequest, batch: ImportBatch) -> HttpResponse:
    """Step 5: what came of it."""
    importer = selectors.importer_of(batch.importer)
    context = {
        **_frame(batch),
        "errors": selectors.problems_of(batch, "error")[:1],
        "result_href": importer.result_url(batch) if importer.result_url else "",
    }
    return render(request, "tables/result.html", context)


@require_POST
@on_batch
def choose_duplicates(request: TovholderRequest, batch: ImportBatch) -> HttpResponse:
    """Which possible duplicates are imported anyway."""

    def save() -> None:
        version = version_of(request)
        general = request.POST.get("alle")
        if general:
            take = general == "tag"
            actions.choose_all_duplicates(batch=batch, take=take, by=request.actor, expected_version=version)
            return
        actions.choose_duplicates(
            batch=batch,
            shown=_lines(request, "vist"),
            taken=_lines(request, "tag"),
            by=request.actor,
            expected_version=version,
        )

    said = _("Valget af dubletter er gemt.")
    side = request.POST.get("side", "1")
    return _stepped(request, batch, save, said, f"{batch_href(batch)}?side={side if side.isdecimal() else 1}#dubletter")


def _lines(request: TovholderRequest, name: str) -> set[int]:
    try:
        return {int(line) for line in request.POST.getlist(name)}
    except ValueError:
        raise BadRequest(_("Rækkernes numre er ikke tal.")) from None


@require_POST
@on_batch
def start(request: TovholderRequest, batch: ImportBatch) -> HttpResponse:
    """Step 4: import the rows that are fine."""
    version = version_of(request)
    return _stepped(
        request,
        batch,
        lambda: actions.start_import(batch=batch, by=request.actor, expected_version=version),
        _("Importen er sat i gang. Du kan lukke siden; den kører videre."),
        batch_href(batch),
    )


@require_POST
@on_batch
def discard(request: TovholderRequest, batch: ImportBatch) -> HttpResponse:
    """Drop the file; nothing of it is imported."""
    version = version_of(request)
    return _stepped(
        request,
        batch,
        lambda: actions.discard(batch=batch, by=request.actor, expected_version=version),
        _("Filen er slettet, og intet er importeret. Læg den op igen, når den er rettet."),
        reverse("tables:choose", args=[batch.importer]),
    )


@on_batch
def undo(request: TovholderRequest, batch: ImportBatch) -> HttpResponse:
    """Take a whole import back, after a question."""
    if not batch.is_undoable:
        return redirect(batch_href(batch))
    if request.method != "POST":
        return render(request, "tables/undo.html", _frame(batch))
    version = version_of(request)
    return _stepped(
        request,
        batch,
        lambda: actions.start_undo(batch=batch, by=request.actor, expected_version=version),
        _("Importen bliver fortrudt."),
        batch_href(batch),
    )


@on_batch
def errors_csv(request: TovholderRequest, batch: ImportBatch) -> HttpResponseBase:
    """The rows that cannot be imported, to mend the file by."""
    return export_response(downloads.PROBLEMS, selectors.problems_of(batch, "error"), "csv", f"fejl-{batch.public_id}")


def _stepped(
    request: TovholderRequest, batch: ImportBatch, save: Callable[[], object], said: str, href: str
) -> HttpResponse:
    """Take a step and go on; a refusal is told on the import's own page."""
    try:
        save()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(batch_href(batch))
    messages.success(request, said)
    return redirect(href)
