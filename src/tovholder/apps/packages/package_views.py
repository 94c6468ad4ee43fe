"""The list of packages, one package, and what its own municipality does with it."""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tovholder.apps.packages import actions, presenting, rules
from tovholder.apps.packages.browse import PAGE_SIZE, Filters, Found, find_packages, read_filters
from tovholder.apps.packages.forms import PackageForm, ShareForm, ThankForm
from tovholder.apps.packages.looking import sightings
from tovholder.apps.packages.models import Package
from tovholder.apps.packages.selectors import behind, own_copies, package_for, papers_of, reuse_of
from tovholder.apps.packages.sheet import PACKAGES, Listed, listed
from tovholder.apps.packages.states import MAY_BE_REOPENED, MAY_BE_SHARED, State
from tovholder.apps.products.public import Product
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.forms import PlainForm
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import ActiveFilter, Facet, FacetOption, SortChoice
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor

FACET_LABELS = {
    "teknologi": gettext_lazy("Teknologi"),
    "produkt": gettext_lazy("Produkt"),
    "kommune": gettext_lazy("Kommune"),
    "dokument": gettext_lazy("Dokumenter i pakken"),
    "status": gettext_lazy("Status"),
}
SORT_LABELS = (
    ("senest", gettext_lazy("Senest ændret")),
    ("titel", gettext_lazy("Titel")),
    ("kommune", gettext_lazy("Kommune")),
)
EXPORT_CHUNK = 500
LONGEST_NUMBER = 19  # digits that fit a database's large integer


def load(actor: Actor, public_id: UUID) -> Package:
    """The package of an address, or 404."""
    return package_for(actor, public_id)


def href(package: Package) -> str:
    """The address of a package's page."""
    return package.get_absolute_url()


@allow(rules.may_list)
def package_list(request: TovholderRequest) -> HttpResponse:
    """What municipalities share, and what one's own is working on."""
    filters = read_filters(request.GET)
    found = find_packages(request.actor, filters)
    page = Paginator(found.keys, PAGE_SIZE).get_page(filters.page)
    context = {
        "found": found,
        "filters": filters,
        "page_obj": page,
        "total": len(found.keys),
        "rows": [(item, presenting.shown_state(item.package.state)) for item in listed(request.actor, list(page))],
        "facets": [_shown_facet(found, name) for name in found.facets],
        "active": _active(found, filters),
        "sort": SortChoice(filters.sort, SORT_LABELS),
        "downloads": {
            kind: f"{reverse('packages:list_file', args=[kind])}?{filters.query()}" for kind in ("csv", "xlsx", "json")
        },
        "may_write": may(request.actor, rules.may_write) and request.actor.municipality_id is not None,
    }
    return render(request, "packages/list.html", context)


def _shown_facet(found: Found, name: str) -> Facet:
    options = [FacetOption(value.value, value.label, value.count, value.chosen) for value in found.facets[name]]
    return Facet(name, FACET_LABELS[name], options, open=name in {"dokument", "teknologi"})


def _active(found: Found, filters: Filters) -> list[ActiveFilter]:
    active = [
        ActiveFilter(value.label, f"?{filters.without(name, value.value)}", FACET_LABELS[name])
        for name, values in found.facets.items()
        for value in values
        if value.chosen
    ]
    if filters.text:
        active.insert(0, ActiveFilter(f"”{filters.text}”", f"?{filters.query(text='')}", _("Søgning")))
    return active


@allow(rules.may_list)
def list_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file: csv, xlsx or json."""
    found = find_packages(request.actor, read_filters(request.GET))
    return export_response(PACKAGES, _rows(request.actor, found.keys), kind, "genbrugspakker")


def _rows(actor: Actor, keys: tuple[int, ...]) -> Iterator[Listed]:
    for start in range(0, len(keys), EXPORT_CHUNK):
        yield from listed(actor, keys[start : start + EXPORT_CHUNK])


@allow_on(load, rules.may_read)
def package_page(request: TovholderRequest, package: Package) -> HttpResponse:
    """A package: which papers are there, whom it came from, who uses it, who said thanks."""
    actor, papers = request.actor, papers_of(package)
    writes, takes = may(actor, rules.may_write, package), may(actor, rules.may_take, package)
    shares, reuse = may(actor, rules.may_share, package), reuse_of(package)
    project = package.project_id
    sees_project = project is not None and Project.objects.visible_to(actor).filter(pk=project).exists()
    at_home = may(actor, rules.may_see_history, package)
    context = {
        "package": package,
        "state": presenting.shown_state(package.state),
        "lines": presenting.checklist(papers, behind(papers) if at_home else set()),
        "there": len(papers),
        "facts": presenting.facts_of(package, actor, sees_project=sees_project),
        "reuse": reuse,
        "own_copies": own_copies(actor, package) if takes else [],
        "at_home": at_home,
        "may_write": writes,
        "may_finish": writes and package.state == State.DRAFT,
        "may_reopen": writes and package.state in MAY_BE_REOPENED,
        "may_share": shares and package.state in MAY_BE_SHARED,
        "may_withdraw": shares and package.state == State.SHARED,
        "may_delete": writes and package.state == State.DRAFT and not package.was_ever_shared,
        "may_take": takes,
        "has_thanked": any(thanks.municipality_id == actor.municipality_id for thanks in reuse.thanks),
        "thank_form": ThankForm(),
    }
    return render(request, "packages/package.html", context)


@allow(rules.may_write)
def new_package(request: TovholderRequest) -> HttpResponse:
    """Begin a package of the reader's municipality; ``?teknologi=`` or ``?produkt=`` choose what it is about."""
    municipality = tenant_of(request)
    product = Product.objects.filter(slug=request.GET.get("produkt", "")).first()
    technology = Technology.objects.filter(slug=request.GET.get("teknologi", "")).first()
    if product is not None and technology is None:
        technology = product.technologies.order_by("sort_key").first()
    form = PackageForm(
        request.POST or None,
        actor=request.actor,
        municipality_id=municipality.pk,
        technology=technology,
        product=product,
    )
    return form_page(
        request,
        form,
        lambda: actions.create_package(by=request.actor, municipality=municipality, facts=form.facts()),
        template="packages/package_form.html",
        context={"package": None, "municipality": municipality, "back_href": reverse("packages:list")},
        saved=href,
        message=lambda made: _("%(title)s er oprettet som kladde.") % {"title": made.title},
    )


@allow_on(load, rules.may_write)
def edit_package(request: TovholderRequest, package: Package) -> HttpResponse:
    """Change what a package says about itself."""

    def made(*data: object, record: Package = package) -> PackageForm:
        return PackageForm(*data, actor=request.actor, municipality_id=record.municipality_id, package=record)

    form = made(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.change_package(
            by=request.actor, package=package, facts=form.facts(), expected_version=version_of(request)
        ),
        template="packages/package_form.html",
        context={"package": package, "municipality": package.municipality, "back_href": href(package)},
        saved=href,
        message=lambda record: _("%(title)s er gemt.") % {"title": record.title},
        current=lambda record: made(record=record),
    )


@allow_on(load, rules.may_share)
def share_package(request: TovholderRequest, package: Package) -> HttpResponse:
    """Share with all municipalities, after having looked for what is not meant for others."""
    form = ShareForm(request.POST or None)
    papers = papers_of(package)
    return form_page(
        request,
        form,
        lambda: actions.share_package(
            by=request.actor,
            package=package,
            confirmed=True,
            seen_revision=_seen_revision(request),
            expected_version=version_of(request),
        ),
        template="packages/share.html",
        context={
            "package": package,
            "papers": papers,
            "sightings": sightings((paper.title, paper.body) for paper in papers),
            "with_files": [paper for paper in papers if paper.file is not None],
            "back_href": href(package),
        },
        saved=href,
        message=lambda record: _("%(title)s er delt med alle kommuner. Tak, fordi I deler.") % {"title": record.title},
        current=lambda record: ShareForm(),
    )


def _seen_revision(request: TovholderRequest) -> int | None:
    """The writes that were counted when the page was read: more now mean that a paper says something else."""
    sent = request.POST.get("laest", "")
    return int(sent) if sent.isdecimal() and len(sent) < LONGEST_NUMBER else None


@allow_on(load, rules.may_share)
def withdraw_package(request: TovholderRequest, package: Package) -> HttpResponse:
    """Stop sharing."""
    form = PlainForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda: actions.withdraw_package(by=request.actor, package=package, expected_version=version_of(request)),
        template="packages/withdraw.html",
        context={"package": package, "reuse": reuse_of(package), "back_href": href(package)},
        saved=href,
        message=lambda record: _("%(title)s er trukket tilbage.") % {"title": record.title},
        current=lambda record: PlainForm(),
    )


@allow_on(load, rules.may_write)
def delete_package(request: TovholderRequest, package: Package) -> HttpResponse:
    """Delete a draft that was never shared."""
    form = PlainForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda: actions.delete_package(by=request.actor, package=package),
        template="packages/delete.html",
        context={"package": package, "back_href": href(package)},
        saved=lambda record: reverse("packages:list"),
        message=lambda record: _("%(title)s er slettet.") % {"title": record.title},
    )


def _step(request: TovholderRequest, package: Package, save: Callable[[], Package], said: str) -> HttpResponse:
    """Take a step that needs no form; what hinders it is told on the package's page."""
    try:
        save()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
    return redirect(href(package))


@require_POST
@allow_on(load, rules.may_write)
def finish_package(request: TovholderRequest, package: Package) -> HttpResponse:
    """Say that the package is finished."""
    said = _("%(title)s er færdig. Nu kan tovholderen dele den.") % {"title": package.title}
    return _step(request, package, lambda: actions.finish_package(by=request.actor, package=package), said)


@require_POST
@allow_on(load, rules.may_write)
def reopen_package(request: TovholderRequest, package: Package) -> HttpResponse:
    """Make it a draft again."""
    said = _("%(title)s er en kladde igen.") % {"title": package.title}
    return _step(request, package, lambda: actions.reopen_package(by=request.actor, package=package), said)
