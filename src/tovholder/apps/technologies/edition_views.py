"""The history of an entry: what changed from edition to edition, any two compared, an earlier one brought back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.technologies import actions, rules
from tovholder.apps.technologies.differing import Names, differences
from tovholder.apps.technologies.models import Edition, Technology
from tovholder.apps.technologies.selectors import edition_for, editions_of, technology_for
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.ui.saving import version_of
from tovholder.foundation.visibility.access import allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor

PAGE_SIZE = 10
LONGEST_NUMBER = 9  # digits that fit a database integer


@allow_on(technology_for, rules.may_read)
def history_page(request: TovholderRequest, technology: Technology) -> HttpResponse:
    """The editions of an entry, each with what it changed; or two of them compared, as ``fra`` and ``til`` say."""
    editions = editions_of(technology)
    page = Paginator(editions, PAGE_SIZE).get_page(request.GET.get("side"))
    names = Names()
    shown = list(page)
    earlier = {item.number: item for item in shown}
    if shown and shown[-1].number > 1:
        before = editions.filter(number=shown[-1].number - 1).first()
        earlier |= {before.number: before} if before else {}
    old, new = _asked(request, technology, "fra"), _asked(request, technology, "til")
    context = {
        "technology": technology,
        "page": page,
        "entries": [
            (item, differences(earlier[item.number - 1], item, names) if item.number - 1 in earlier else [])
            for item in shown
        ],
        "numbers": list(editions.values_list("number", flat=True)),
        "old": old,
        "new": new,
        "asked": "fra" in request.GET or "til" in request.GET,
        "compared": differences(old, new, names) if old and new else [],
        "shows_names": not request.actor.is_anonymous,
        "may_edit": may(request.actor, rules.may_edit),
    }
    return render(request, "technologies/history.html", context)


def _asked(request: TovholderRequest, technology: Technology, name: str) -> Edition | None:
    number = request.GET.get(name, "")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        return None
    return editions_of(technology).filter(number=int(number)).first()


def load_edition(actor: Actor, slug: str, number: int) -> Edition:
    """The edition of an address, or 404."""
    return edition_for(slug, number)


@require_POST
@allow_on(load_edition, rules.may_edit)
def restore_edition(request: TovholderRequest, edition: Edition) -> HttpResponse:
    """Let an entry say again what it said; that is a new edition."""
    technology = edition.technology
    try:
        actions.restore_edition(
            by=request.actor, technology=technology, edition=edition, expected_version=version_of(request)
        )
        messages.success(request, _("Udgave %(number)s gælder igen.") % {"number": edition.number})
    except ConflictError:
        messages.warning(request, _("En anden har gemt imens. Læs historikken igennem, før du bringer noget tilbage."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(reverse("technologies:history", args=[technology.slug]))
