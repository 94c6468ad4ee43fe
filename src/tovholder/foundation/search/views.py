"""The page that searches everything."""

from django.http import HttpResponse
from django.shortcuts import render

from tovholder.foundation.search import rules, selectors
from tovholder.foundation.search.matching import MAX_LETTERS
from tovholder.foundation.visibility.access import allow
from tovholder.foundation.visibility.requests import TovholderRequest


@allow(rules.may_search)
def search(request: TovholderRequest) -> HttpResponse:
    """The hits of all sources for ``?q=``, by source."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_LETTERS]
    groups = selectors.found(request.actor, text) if text else []
    context = {
        "query": text,
        "groups": groups,
        "count": sum(len(group.hits) for group in groups),
        "more": any(group.more for group in groups),
        "preparing": selectors.missing_sources(),
    }
    return render(request, "search/search.html", context)
