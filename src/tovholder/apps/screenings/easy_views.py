"""The easy-read questions for citizens: on a tablet that staff hand over, or by a link, without a login.

Nobody's name is kept: neither who answers nor who handed over the tablet.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tovholder.apps.questionnaires.public import Response, answer, close_response
from tovholder.apps.screenings import actions, rules
from tovholder.apps.screenings.answer_views import answers_href
from tovholder.apps.screenings.asking import easy_page, easy_response
from tovholder.apps.screenings.models import Screening
from tovholder.apps.screenings.selectors import screening_by_secret, screening_for
from tovholder.apps.screenings.views import load, step
from tovholder.foundation.ui.saving import try_saving
from tovholder.foundation.visibility.access import EVERYONE, allow, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import ANONYMOUS, Actor


@dataclass(frozen=True, slots=True)
class EasyOf:
    """A page of an easy-read response."""

    screening: Screening
    response: Response
    number: int

    @property
    def municipality_id(self) -> int:
        """The owner."""
        return self.screening.municipality_id

    @property
    def unit_id(self) -> int:
        """The unit."""
        return self.screening.unit_id


def load_easy(actor: Actor, public_id: UUID, response_id: UUID, number: int) -> EasyOf:
    """A page of a response on the tablet, or 404."""
    screening = screening_for(actor, public_id)
    response = easy_response(screening, response_id)
    if response is None:
        raise Http404
    return EasyOf(screening, response, number)


def _linked(secret: str) -> Screening:
    """The screening of a link, or 404: a link that is closed leads nowhere."""
    screening = screening_by_secret(secret)
    if screening is None:
        raise Http404(_("Skemaet er lukket. Tal med personalet, hvis du gerne vil være med."))
    return screening


@allow_on(load, rules.may_answer)
def tablet(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """The first page on the tablet: what this is, and a button to begin."""
    if request.method == "POST":
        return _begun(request, screening, lambda key: reverse("screenings:easy", args=[screening.public_id, key, 1]))
    return _welcome(request, screening, back_href=answers_href(screening))


@never_cache
@allow_on(load_easy, rules.may_answer)
def easy(request: TovholderRequest, place: EasyOf) -> HttpResponse:
    """A question on the tablet, which the next citizen will hold: it keeps no copy of what was chosen."""
    key, response_id = place.screening.public_id, place.response.public_id
    return _asked(
        request,
        place,
        page_href=lambda number: reverse("screenings:easy", args=[key, response_id, number]),
        start_href=reverse("screenings:tablet", args=[key]),
    )


@allow(EVERYONE)
def linked(request: TovholderRequest, secret: str) -> HttpResponse:
    """The first page of a citizen who came by the link."""
    screening = _linked(secret)
    if request.method == "POST":
        return _begun(request, screening, lambda key: reverse("screenings:linked_easy", args=[secret, key, 1]))
    return _welcome(request, screening, back_href="")


@never_cache
@allow(EVERYONE)
def linked_easy(request: TovholderRequest, secret: str, response_id: UUID, number: int) -> HttpResponse:
    """A question to a citizen who came by the link."""
    screening = _linked(secret)
    response = easy_response(screening, response_id)
    if response is None:
        raise Http404
    return _asked(
        request,
        EasyOf(screening, response, number),
        page_href=lambda page: reverse("screenings:linked_easy", args=[secret, response_id, page]),
        start_href=reverse("screenings:linked", args=[secret]),
    )


def _welcome(request: TovholderRequest, screening: Screening, *, back_href: str) -> HttpResponse:
    context = {
        "screening": screening,
        "home_href": request.path,
        "back_href": back_href,
        "closed": screening.is_done,
        "thanked": "tak" in request.GET,
    }
    return render(request, "screenings/welcome.html", context)


def _begun(request: TovholderRequest, screening: Screening, page_href: Callable[[str], str]) -> HttpResponse:
    """Open a response for a new citizen and go to its first question."""
    try:
        key = actions.begin_easy(by=ANONYMOUS, screening=screening)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(request.path)
    return redirect(page_href(key))


def _asked(
    request: TovholderRequest, place: EasyOf, *, page_href: Callable[[int], str], start_href: str
) -> HttpResponse:
    """One question a page; after the last one thanks, and a button that closes the answers to the next citizen."""
    sent = request.POST if request.method == "POST" else None
    page = easy_page(place.response, place.number, sent)
    if page is None and sent is not None:
        close_response(place.response, by=ANONYMOUS)
        return redirect(f"{start_href}?tak=1")
    if page is None:
        return render(request, "screenings/thanks.html", {"home_href": start_href, "back_href": page_href(1)})
    if sent is not None and page.form.is_valid():
        kept = try_saving(
            page.form,
            lambda: answer(place.response, page.form.values(), seen=page.form.seen(), by=ANONYMOUS),
        )
        if kept is not None:
            return redirect(page_href(place.number + 1))
    context = {
        "response": place.response,
        "step": page,
        "back_href": page_href(place.number - 1) if place.number > 1 else start_href,
        "home_href": start_href,
        "skip_href": page_href(place.number + 1),
    }
    return render(request, "questionnaires/easy.html", context)


@require_POST
@allow_on(load, rules.may_write)
def open_link(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """Make a new link for citizens. It is shown once, on the page that comes next."""

    def make() -> None:
        secret = actions.open_link(by=request.actor, screening=screening)
        # Kept in the session until it was shown: the database has its hash alone.
        request.session[f"screenings-link-{screening.public_id}"] = request.build_absolute_uri(
            reverse("screenings:linked", args=[secret])
        )

    return step(request, answers_href(screening), make, _("Linket er klar. Skriv det ned: det vises kun nu."))


@require_POST
@allow_on(load, rules.may_write)
def close_link(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """The link stops working."""
    return step(
        request,
        answers_href(screening),
        lambda: actions.close_link(by=request.actor, screening=screening),
        _("Linket virker ikke længere."),
    )
