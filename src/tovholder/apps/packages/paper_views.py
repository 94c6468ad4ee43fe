"""One paper: its page, its texts through time, its files, and what its own municipality does with it."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tovholder.apps.packages import paper_actions, presenting, rules
from tovholder.apps.packages.comparing import difference
from tovholder.apps.packages.forms import PaperForm
from tovholder.apps.packages.models import Package, Paper, PaperEdition
from tovholder.apps.packages.package_views import load
from tovholder.apps.packages.papers import PACKAGE_REPORT, package_on_paper
from tovholder.apps.packages.selectors import editions_of, missing_kinds, newer_origin, paper_for, papers_of
from tovholder.apps.packages.states import State
from tovholder.apps.packages.text import blocks
from tovholder.foundation.codes.models import Code
from tovholder.foundation.files.public import file_response
from tovholder.foundation.reports.public import pdf_response
from tovholder.foundation.ui.forms import PlainForm
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


def load_paper(actor: Actor, public_id: UUID) -> Paper:
    """The paper of an address, or 404."""
    return paper_for(actor, public_id)


def load_place(actor: Actor, public_id: UUID, kind: str) -> Paper:
    """The place of a paper that a package does not have yet: unsaved, or 404."""
    package = load(actor, public_id)
    wanted = next((code for code in missing_kinds(papers_of(package)) if code.code == kind), None)
    if wanted is None:
        raise Http404
    return Paper(package=package, kind=wanted)


def load_edition(actor: Actor, public_id: UUID, number: int) -> "EditionOf":
    """One text of a paper, or 404."""
    return EditionOf(paper_for(actor, public_id), number)


class EditionOf:
    """An edition with the one before it, owned as its paper is."""

    def __init__(self, paper: Paper, number: int) -> None:
        every = {edition.number: edition for edition in editions_of(paper)}
        if number not in every:
            raise Http404
        self.paper = paper
        self.edition: PaperEdition = every[number]
        self.before: PaperEdition | None = every.get(number - 1)
        self.is_latest = number == max(every)

    @property
    def municipality_id(self) -> int:
        """The owner."""
        return self.paper.municipality_id


def href(paper: Paper) -> str:
    """The address of a paper's page."""
    return paper.get_absolute_url()


@allow_on(load_paper, rules.may_read)
def paper_page(request: TovholderRequest, paper: Paper) -> HttpResponse:
    """What a paper says. Its own municipality also sees what it said before."""
    at_home = may(request.actor, rules.may_see_history, paper)
    writes = may(request.actor, rules.may_write, paper)
    context = {
        "paper": paper,
        "package": paper.package,
        "blocks": blocks(paper.body),
        "at_home": at_home,
        "editions": editions_of(paper) if at_home else [],
        "newest": newer_origin(request.actor, paper) if at_home else None,
        "may_write": writes,
        "may_remove": writes and not paper.package.was_ever_shared,
    }
    return render(request, "packages/paper.html", context)


@allow_on(load_place, rules.may_write)
def new_paper(request: TovholderRequest, place: Paper) -> HttpResponse:
    """Write a paper, beginning with the questions of its kind."""
    package, kind = place.package, place.kind
    form = PaperForm(request.POST or None, request.FILES or None, kind=kind)
    return form_page(
        request,
        form,
        lambda: paper_actions.write_paper(by=request.actor, package=package, kind=kind, text=form.text()),
        template="packages/paper_form.html",
        context=_form_context(package, kind, None, package.get_absolute_url()),
        saved=href,
        message=lambda made: _("%(title)s er gemt.") % {"title": made.title},
    )


def _form_context(package: Package, kind: Code, paper: Paper | None, back: str) -> dict[str, object]:
    shared = package.state == State.SHARED
    return {"package": package, "kind": kind, "paper": paper, "is_shared": shared, "back_href": back}


@allow_on(load_paper, rules.may_write)
def edit_paper(request: TovholderRequest, paper: Paper) -> HttpResponse:
    """Change a paper; the text before is kept."""
    form = PaperForm(request.POST or None, request.FILES or None, paper=paper)
    return form_page(
        request,
        form,
        lambda: paper_actions.change_paper(
            by=request.actor, paper=paper, text=form.text(), expected_version=version_of(request)
        ),
        template="packages/paper_form.html",
        context=_form_context(paper.package, paper.kind, paper, href(paper)),
        saved=href,
        message=lambda made: _("%(title)s er gemt. Den tidligere tekst er bevaret.") % {"title": made.title},
        current=lambda record: PaperForm(paper=record),
    )


@allow_on(load_paper, rules.may_write)
def remove_paper(request: TovholderRequest, paper: Paper) -> HttpResponse:
    """Take a paper out of a package that was never shared."""
    form = PlainForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda: paper_actions.remove_paper(by=request.actor, paper=paper),
        template="packages/remove_paper.html",
        context={"paper": paper, "package": paper.package, "back_href": href(paper)},
        saved=lambda record: record.package.get_absolute_url(),
        message=lambda record: _("%(title)s er slettet.") % {"title": record.title},
    )


@allow_on(load_edition, rules.may_see_history)
def edition_page(request: TovholderRequest, found: EditionOf) -> HttpResponse:
    """What one edition changed, and what it said; an earlier one can be brought back."""
    form = PlainForm(request.POST if request.method == "POST" else None)
    before = found.before.body if found.before is not None else ""
    writes = may(request.actor, rules.may_write, found.paper) and not found.is_latest
    if request.method == "POST" and not writes:
        raise Http404
    return form_page(
        request,
        form,
        lambda: paper_actions.restore_edition(
            by=request.actor, paper=found.paper, number=found.edition.number, expected_version=version_of(request)
        ),
        template="packages/edition.html",
        context={
            "paper": found.paper,
            "package": found.paper.package,
            "edition": found.edition,
            "before": found.before,
            "difference": difference(before, found.edition.body) if found.before is not None else None,
            "blocks": blocks(found.edition.body),
            "may_restore": writes,
            "back_href": href(found.paper),
        },
        saved=href,
        message=lambda made: _("Teksten fra udgave %(number)s gælder igen.") % {"number": found.edition.number},
        current=lambda record: PlainForm(),
    )


@allow_on(load_paper, rules.may_read)
def paper_file(request: TovholderRequest, paper: Paper) -> HttpResponseBase:
    """The file of a paper, for whoever may see the paper."""
    if paper.file is None:
        raise Http404
    return file_response(paper.file)


@allow_on(load_paper, rules.may_read)
def paper_pdf(request: TovholderRequest, paper: Paper) -> HttpResponse:
    """A paper as PDF."""
    return pdf_response(PACKAGE_REPORT, package_on_paper(paper.package, [paper], paper.title), _name(paper.title))


@allow_on(load_paper, rules.may_read)
def paper_md(request: TovholderRequest, paper: Paper) -> HttpResponse:
    """A paper as text with marks, to work on elsewhere."""
    return _download(presenting.paper_markdown(paper) + "\n", _name(paper.title), "md")


@allow_on(load_paper, rules.may_read)
def paper_txt(request: TovholderRequest, paper: Paper) -> HttpResponse:
    """A paper as plain text."""
    return _download(presenting.as_text(presenting.paper_markdown(paper)), _name(paper.title), "txt")


@allow_on(load, rules.may_read)
def package_pdf(request: TovholderRequest, package: Package) -> HttpResponse:
    """All papers of a package as one PDF."""
    data = package_on_paper(package, papers_of(package), package.title)
    return pdf_response(PACKAGE_REPORT, data, _name(package.title))


@allow_on(load, rules.may_read)
def package_md(request: TovholderRequest, package: Package) -> HttpResponse:
    """All texts of a package in one file with marks."""
    note = _("Opfundne data") if settings.DEMO_MODE else ""
    return _download(presenting.markdown_of(package, papers_of(package), note), _name(package.title), "md")


@allow_on(load, rules.may_read)
def package_txt(request: TovholderRequest, package: Package) -> HttpResponse:
    """All texts of a package in one file of plain text."""
    note = _("Opfundne data") if settings.DEMO_MODE else ""
    text = presenting.as_text(presenting.markdown_of(package, papers_of(package), note))
    return _download(text, _name(package.title), "txt")


def _name(title: str) -> str:
    """A title as the name of a file."""
    return slugify(title.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")) or "genbrugspakke"


def _download(text: str, name: str, ending: str) -> HttpResponse:
    kind = "markdown" if ending == "md" else "plain"
    response = HttpResponse(text, content_type=f"text/{kind}; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{ending}") or "attachment"
    return response
