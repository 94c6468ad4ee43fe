"""How far the municipalities are: the national side's progress page, and its page about one of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tovholder.apps.surveys import answering, presenting, rules, selectors
from tovholder.apps.surveys.forms import ReasonForm
from tovholder.apps.surveys.models import Participant, ParticipantState, ReminderKind, Survey
from tovholder.apps.surveys.reminding import remind
from tovholder.apps.surveys.sheet import PARTICIPANT_TABLE
from tovholder.apps.surveys.views import small
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.formats import share_text
from tovholder.foundation.ui.narrowing import FacetOf, active_filters, address_pairs, as_facets, chosen_in, narrow
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock

FACETS: dict[str, FacetOf[Participant]] = {
    "tilstand": FacetOf(
        gettext_lazy("Tilstand"),
        lambda one: [(one.state.value, str(one.state.label))],
        order=ParticipantState.values,
        absent=lambda value: str(dict(ParticipantState.choices).get(value, "")) or None,
    ),
    "region": FacetOf(
        gettext_lazy("Region"), lambda one: [(one.region_name, one.region_name)] if one.region_name else []
    ),
}


def _narrowed(request: TovholderRequest, survey: Survey) -> tuple[list[Participant], list[Participant], Any]:
    every = list(selectors.participants_of(survey))
    chosen = chosen_in(request.GET, FACETS)
    rows, counted = narrow(every, every, chosen, FACETS)
    return every, rows, (chosen, counted)


@allow_on(selectors.survey_for, rules.holds_surveys)
def progress(request: TovholderRequest, survey: Survey) -> HttpResponse:
    """Every municipality of the frame with its state, and the shares that have answered (SUR-05, SUR-06)."""
    every, rows, (chosen, counted) = _narrowed(request, survey)
    pairs = address_pairs("", chosen)
    rate = selectors.rate_of(every)
    context = {
        "survey": survey,
        "rate": rate,
        "places_note": share_text(rate.municipalities),
        "people_note": share_text(rate.population),
        "total": len(every),
        "rows": [(one, presenting.participant_status(one), presenting.inhabitants(one), _page_of(one)) for one in rows],
        "facets": as_facets(FACETS, counted, ["tilstand"]),
        "active": active_filters(FACETS, counted, pairs),
        "downloads": {
            kind: f"{reverse('surveys:progress_file', args=[survey.key, kind])}?{request.GET.urlencode()}"
            for kind in ("csv", "xlsx", "json")
        },
    }
    return render(request, "surveys/progress.html", context)


def _page_of(participant: Participant) -> str:
    return reverse("surveys:participant", args=[participant.survey.key, participant.code])


def load_survey_of_file(actor: Any, key: str, kind: str) -> tuple[Survey, str]:
    """A survey that ``actor`` sees, and the kind of file. Raises ``Http404``."""
    return selectors.survey_for(actor, key), kind


@allow_on(load_survey_of_file, rules.holds_surveys)
def progress_file(request: TovholderRequest, asked: tuple[Survey, str]) -> HttpResponseBase:
    """The same list as a file to take along."""
    survey, kind = asked
    _every, rows, _chosen = _narrowed(request, survey)
    return export_response(PARTICIPANT_TABLE, rows, kind, f"deltagelse-{survey.key}")


def load_participant(actor: Any, key: str, code: str) -> Participant:
    """A participant that the actor follows or answers for. Raises ``Http404``."""
    return selectors.participant_for(actor, key, code)


@allow_on(load_participant, rules.keeps_contact)
def participant_page(request: TovholderRequest, participant: Participant) -> HttpResponse:
    """One municipality: how far it is, its contacts, links and mailbox, reminders and what happened."""
    moment = clock.now()
    links = participant.links.select_related("contact")
    context = {
        "participant": participant,
        "survey": participant.survey,
        "status": presenting.participant_status(participant),
        "inhabitants": presenting.inhabitants(participant),
        "contacts": selectors.contacts_on(participant, clock.today()),
        "links": [(link, link.state_at(moment)) for link in links],
        "steps": list(participant.steps.all()),
        "reminders": list(participant.reminders.all()),
        "may_hold": rules.holds_surveys.allows(request.actor),
        "reminded": participant.reminders.filter(kind=ReminderKind.BY_HAND, day=clock.today()).exists(),
    }
    return render(request, "surveys/participant.html", context)


@require_POST
@allow_on(load_participant, rules.holds_surveys)
def remind_one(request: TovholderRequest, participant: Participant) -> HttpResponse:
    """Remind one municipality now, at most once a day."""
    try:
        remind(by=request.actor, participant=participant, kind=ReminderKind.BY_HAND)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(place)s er mindet om at svare.") % {"place": participant.name})
    return redirect(_page_of(participant))


@allow_on(load_participant, rules.may_reopen)
def reopen_answers(request: TovholderRequest, participant: Participant) -> HttpResponse:
    """Open answers again that were handed in, with a reason."""
    form = ReasonForm(request.POST or None)
    back = _page_of(participant)
    return form_page(
        request,
        form,
        lambda: answering.reopen_answers(
            participant, reason=form.cleaned_data["reason"], by=request.actor, expected_version=version_of(request)
        ),
        template="surveys/small_form.html",
        context=small(
            _("Åbn svarene fra %(place)s igen") % {"place": participant.name},
            participant.survey,
            back_href=back,
            version=participant.version,
            save=_("Åbn svarene igen"),
        ),
        saved=lambda made: back,
        message=lambda made: _("Svarene er åbnet igen. De tæller først med, når de er sendt ind på ny."),
        current=lambda record: ReasonForm(),
    )
