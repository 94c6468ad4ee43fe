"""What one municipality does with another's package: copy, compare, weave together, say thanks."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.packages import paper_actions, reuse_actions, rules
from tovholder.apps.packages.comparing import difference
from tovholder.apps.packages.forms import CopyForm, MergeForm, ThankForm
from tovholder.apps.packages.models import Package, Paper, PaperEdition
from tovholder.apps.packages.package_views import href, load
from tovholder.apps.packages.paper_views import load_paper
from tovholder.apps.packages.selectors import newer_origin
from tovholder.apps.packages.text import blocks
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest


@allow_on(load, rules.may_take)
def copy_package(request: TovholderRequest, package: Package) -> HttpResponse:
    """Take all or some papers over into a draft of one's own."""
    form = CopyForm(request.POST or None, package=package)
    return form_page(
        request,
        form,
        lambda: reuse_actions.copy_package(
            by=request.actor,
            package=package,
            municipality=tenant_of(request),
            papers=list(form.cleaned_data["papers"]),
        ),
        template="packages/copy.html",
        context={"package": package, "back_href": href(package)},
        saved=href,
        message=lambda made: _("Kopien er jeres egen kladde. Ret den til, så den passer hos jer."),
    )


@require_POST
@allow_on(load, rules.may_take)
def thank(request: TovholderRequest, package: Package) -> HttpResponse:
    """Say thanks, with a sentence or without."""
    form = ThankForm(request.POST)
    sentence = form.cleaned_data["sentence"] if form.is_valid() else ""
    try:
        reuse_actions.thank(by=request.actor, package=package, municipality=tenant_of(request), sentence=sentence)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Jeres tak er givet videre til %(name)s.") % {"name": package.municipality.name})
    return redirect(href(package))


def _origin_of(paper: Paper) -> PaperEdition:
    """The text that a copy was made from, or 404 for a paper that is no copy."""
    if paper.origin is None:
        raise Http404
    return paper.origin


@allow_on(load_paper, rules.may_see_history)
def compare(request: TovholderRequest, paper: Paper) -> HttpResponse:
    """What we changed since we copied, and what the lender changed since."""
    origin = _origin_of(paper)
    newest = newer_origin(request.actor, paper)
    context = {
        "paper": paper,
        "package": paper.package,
        "origin": origin,
        "lender": origin.paper.package.municipality,
        "newest": newest,
        "ours": difference(origin.body, paper.body),
        "theirs": difference(origin.body, newest.body) if newest is not None else None,
        "may_merge": newest is not None and may(request.actor, rules.may_write, paper),
    }
    return render(request, "packages/compare.html", context)


@allow_on(load_paper, rules.may_write)
def merge(request: TovholderRequest, paper: Paper) -> HttpResponse:
    """Take the lender's newer text over, keep one's own, or weave the two together."""
    origin = _origin_of(paper)
    newest = newer_origin(request.actor, paper)
    if newest is None:
        raise Http404
    latest: PaperEdition = newest
    form = MergeForm(request.POST or None, paper=paper, newest=latest)
    return form_page(
        request,
        form,
        lambda: paper_actions.take_over(
            by=request.actor, paper=paper, body=form.chosen_body(), expected_version=version_of(request)
        ),
        template="packages/merge.html",
        context={
            "paper": paper,
            "package": paper.package,
            "lender": origin.paper.package.municipality,
            "newest": latest,
            "theirs": blocks(latest.body),
            "ours": blocks(paper.body),
            "difference": difference(paper.body, latest.body),
            "back_href": paper.get_absolute_url(),
        },
        saved=lambda record: record.get_absolute_url(),
        message=lambda record: _("%(title)s er gemt. Den tidligere tekst er bevaret.") % {"title": record.title},
        current=lambda record: MergeForm(paper=record, newest=latest),
    )
