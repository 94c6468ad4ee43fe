"""Quotes: those that all may read, those that wait for a moderator, and a municipality's own."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.results import quoting, rules
from tovholder.apps.results.forms import QuoteForm, RefusalForm
from tovholder.apps.results.kinds import QuoteState
from tovholder.apps.results.models import Quote
from tovholder.apps.results.presenting import quote_source
from tovholder.apps.results.selectors import (
    own_quotes,
    quote_for,
    quotes_to_moderate,
    quotes_told,
    results_for,
)
from tovholder.apps.results.sheet import QUOTE_TABLE
from tovholder.apps.surveys.public import Survey, survey_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.listfiles import FORMATS
from tovholder.foundation.ui.narrowing import unknown_value
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Link, Status
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor

PAGE = 25
TONES = {
    QuoteState.WAITING: "info",
    QuoteState.SHOWN: "success",
    QuoteState.REFUSED: "warning",
    QuoteState.WITHDRAWN: "muted",
}


def quote_status(quote: Quote) -> Status:
    """Where a quote stands, as a tag."""
    return Status(QuoteState(quote.state).label, TONES[QuoteState(quote.state)])  # type: ignore[arg-type]  # tones above


@allow(rules.may_read)
def quote_list(request: TovholderRequest, key: str) -> HttpResponse:
    """The quotes of a published survey: each by its own consent."""
    results = results_for(request.actor, key)
    page = Paginator(quotes_told(results.survey), PAGE).get_page(request.GET.get("side"))
    context = {
        "results": results,
        "page_obj": page,
        "rows": [(one, quote_source(one)) for one in page.object_list],
        "downloads": {kind: reverse("results:quote_file", args=[key, kind]) for kind in FORMATS},
    }
    return render(request, "results/quotes.html", context)


@allow(rules.may_read)
def quote_file(request: TovholderRequest, key: str, kind: str) -> HttpResponseBase:
    """The same as a file."""
    results = results_for(request.actor, key)
    return export_response(QUOTE_TABLE, quotes_told(results.survey), kind, f"citater-{key}")


def _survey(actor: Actor, key: str) -> Survey:
    return survey_of(key)


@allow_on(_survey, rules.may_publish)
def moderation_list(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """What the moderators have to decide, and what they have decided."""
    state = request.GET.get("tilstand", QuoteState.WAITING.value)
    if state not in QuoteState.values:
        raise unknown_value("tilstand", state)
    page = Paginator(quotes_to_moderate(survey, state), PAGE).get_page(request.GET.get("side"))
    context = {
        "survey": survey,
        "page_obj": page,
        "rows": [(one, quote_source(one), quote_status(one)) for one in page.object_list],
        "states": [Link(one.label, f"?tilstand={one.value}", current=one.value == state) for one in QuoteState],
    }
    return render(request, "results/moderation.html", context)


@allow_on(quote_for, rules.may_publish)
def quote_page(request: TovholderRequest, quote: Quote) -> HttpResponse:
    """Show a quote, whole or shortened."""
    form = QuoteForm(request.POST or None, quote=quote)
    return form_page(
        request,
        form,
        lambda: quoting.show_quote(
            by=request.actor, quote=quote, text=form.cleaned_data["text"], expected_version=version_of(request)
        ),
        template="results/quote.html",
        context=_quote_context(request, quote),
        saved=_list_href,
        message=lambda made: _("Citatet vises, når tallene er offentliggjort."),
        current=lambda record: QuoteForm(quote=record),
    )


@allow_on(quote_for, rules.may_publish)
def refuse_quote(request: TovholderRequest, quote: Quote) -> HttpResponse:
    """Keep a quote back, with a reason."""
    form = RefusalForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: quoting.refuse_quote(
            by=request.actor, quote=quote, reason=form.cleaned_data["reason"], expected_version=version_of(request)
        ),
        template="results/quote.html",
        context={**_quote_context(request, quote), "refusing": True},
        saved=_list_href,
        message=lambda made: _("Citatet vises ikke."),
        current=lambda record: RefusalForm(initial={"reason": record.reason}),
    )


def _quote_context(request: TovholderRequest, quote: Quote) -> dict[str, object]:
    return {
        "quote": quote,
        "source": quote_source(quote),
        "status": quote_status(quote),
        "may_moderate": may(request.actor, rules.may_publish, quote),
        "back_href": _list_href(quote),
    }


def _list_href(quote: Quote) -> str:
    return reverse("results:moderation", args=[quote.survey.key])


@allow(rules.sees_own_quotes)
def own_quote_list(request: TovholderRequest) -> HttpResponse:
    """What the municipality wrote in its own words, what became of it, and the way to take it back."""
    page = Paginator(own_quotes(request.actor), PAGE).get_page(request.GET.get("side"))
    rows = [(one, quote_status(one)) for one in page.object_list]
    return render(request, "results/own_quotes.html", {"page_obj": page, "rows": rows})


@require_POST
@allow_on(quote_for, rules.withdraws_consent)
def withdraw_quote(request: TovholderRequest, quote: Quote) -> HttpResponse:
    """Take the consent back: the words are gone."""
    quoting.withdraw_quote(by=request.actor, quote=quote)
    messages.success(request, _("Samtykket er trukket tilbage, og ordene er slettet."))
    return redirect(_list_href(quote) if may(request.actor, rules.may_publish) else reverse("results:own_quotes"))
