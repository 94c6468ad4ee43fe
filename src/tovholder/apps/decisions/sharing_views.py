"""The page on which a municipality chooses who sees how it decided."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.decisions import rules, selectors, sharing
from tovholder.apps.decisions.forms import ShareForm
from tovholder.apps.decisions.models import Review
from tovholder.apps.decisions.review_views import small
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.visibility.tiers import Tier


@allow_on(selectors.review_for, rules.may_share)
def share_review(request: TovholderRequest, review: Review) -> HttpResponse:
    """Share a decision, or keep it inside again."""
    form = ShareForm(request.POST or None, review=review)
    title = _("Hvem må se beslutningen?")
    return form_page(
        request,
        form,
        lambda: sharing.share_review(
            by=request.actor,
            review=review,
            tier=form.cleaned_data["tier"],
            expected_version=version_of(request),
        ),
        template="decisions/small_form.html",
        context=small(
            review.project,
            title,
            _("Gem"),
            version=review.version,
            back_href=reverse("decisions:review", args=[review.public_id]),
        ),
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("Beslutningen kan nu ses af: %(tier)s.") % {"tier": Tier(made.tier).label},
        current=lambda record: ShareForm(review=record),
    )
