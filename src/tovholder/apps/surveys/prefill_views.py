"""*Bekræft det, vi ved i forvejen*, and sections shared out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.questionnaires.public import Response, answer_of, answer_text, section_of, words
from tovholder.apps.surveys import answering, delegating, prefilling, selectors
from tovholder.apps.surveys.answer_views import href
from tovholder.apps.surveys.entering import Entry, refuse_unless
from tovholder.apps.surveys.entering import answering as answering_page
from tovholder.apps.surveys.forms import DelegationForm
from tovholder.apps.surveys.models import PrefillDecision, Prefilled
from tovholder.apps.surveys.views import small
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Status, Tone
from tovholder.foundation.visibility.requests import TovholderRequest

TONES: dict[str, Tone] = {
    PrefillDecision.WAITING: "progress",
    PrefillDecision.CONFIRMED: "success",
    PrefillDecision.CHANGED: "info",
    PrefillDecision.REJECTED: "muted",
}
DECISIONS = {"bekraeft": PrefillDecision.CONFIRMED, "afvis": PrefillDecision.REJECTED}


@answering_page
def prefills_page(request: TovholderRequest, entry: Entry) -> HttpResponseBase:
    """What other rooms know, with where it comes from: to confirm, change or reject. Nothing counts before that."""
    refuse_unless(entry.answers_all)
    response = answering.response_of(entry.participant)
    if response is None:
        return redirect(href(entry))
    rows = prefilling.in_order(selectors.prefilled_of(entry.participant), response)
    context = {
        "entry": entry,
        "participant": entry.participant,
        "survey": entry.participant.survey,
        "rows": [_shown(entry, response, row) for row in rows],
        "waiting": sum(row.decision == PrefillDecision.WAITING for row in rows),
        "may_decide": entry.participant.survey.is_open and entry.participant.submitted_at is None,
        "back_href": href(entry),
        "load_href": href(entry, "load_prefills"),
        "decide_href": href(entry, "decide_prefill"),
        "looks_up": entry.link is None,
    }
    return render(request, "surveys/prefills.html", context)


def _shown(entry: Entry, response: Response, row: Prefilled) -> dict[str, Any]:
    """A suggestion as the page shows it, beside what stands."""
    schema = response.edition.content
    question = next(one for one in schema.questions if one.key == row.question)
    section = next(one for one in schema.sections if question in one.questions)
    given = answer_of(response, row.question)
    return {
        "row": row,
        "label": words(question.text),
        "section": words(section.title),
        "text": answer_text(question, prefilling.typed(row.value)),
        "standing": answer_text(question, prefilling.typed(given.value)) if given is not None else "",
        "status": Status(row.get_decision_display(), TONES[row.decision]),
        "waits": row.decision == PrefillDecision.WAITING,
        "partial": prefilling.is_partial(question, row.value),
        "change_href": f"{href(entry, 'section', section.key)}#id_{question.key}",
    }


@require_POST
@answering_page
def decide_prefill(request: TovholderRequest, entry: Entry) -> HttpResponseBase:
    """Confirm or reject one suggestion, or confirm all: the button says which (``bekraeft:<id>:<version>``)."""
    refuse_unless(entry.answers_all)
    response = answering.response_of(entry.participant)
    if response is None:
        return redirect(href(entry))
    try:
        answering.refuse_late(entry.participant.survey)
        answering.refuse_submitted(entry.participant)
        _decide(request, entry, response)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(href(entry, "prefills"))


def _decide(request: TovholderRequest, entry: Entry, response: Response) -> None:
    what, _colon, rest = request.POST.get("afgoerelse", "").partition(":")
    which, _colon, version = rest.partition(":")
    waiting = prefilling.waiting_prefills(entry.participant, response)
    if what == "alle":
        for row in waiting:
            prefilling.decide_prefill(row, PrefillDecision.CONFIRMED, response, by=entry.by)
        messages.success(request, _("Alle forslag er bekræftet."))
        return
    chosen = next((row for row in waiting if str(row.public_id) == which), None)
    if chosen is None or what not in DECISIONS:
        raise ValidationError(_("Der er allerede taget stilling til forslaget."))
    expected = int(version) if version.isdecimal() and len(version) < 10 else 0
    prefilling.decide_prefill(chosen, DECISIONS[what], response, by=entry.by, expected_version=expected)
    messages.success(request, _("Bekræftet.") if what == "bekraeft" else _("Forslaget er afvist."))


@require_POST
@answering_page
def load_prefills(request: TovholderRequest, entry: Entry) -> HttpResponseBase:
    """Ask the other rooms anew."""
    refuse_unless(entry.answers_all)
    if entry.participant.survey.is_open and entry.participant.submitted_at is None and entry.participant.response_id:
        found = prefilling.load_prefills(entry.participant, by=entry.by)
        messages.success(request, _("Hentet igen: %(found)d forslag.") % {"found": found})
    return redirect(href(entry, "prefills"))


@answering_page
def delegate_page(request: TovholderRequest, entry: Entry, section: str) -> HttpResponseBase:
    """Give a section to a colleague or a contact, with a note and a day."""
    refuse_unless(entry.runs)
    response = answering.response_of(entry.participant)
    if response is None:
        return redirect(href(entry))
    found = section_of(response, section)
    standing = entry.delegations.get(section)
    form = DelegationForm(request.POST or None, participant=entry.participant, delegation=standing)
    title = _("Fordel: %(section)s") % {"section": words(found.title)}
    return form_page(
        request,
        form,
        lambda: delegating.delegate(
            by=entry.by,
            participant=entry.participant,
            section=section,
            facts=form.facts(),
            expected_version=version_of(request) if standing is not None else None,
        ),
        template="surveys/small_form.html",
        context=small(
            title,
            entry.participant.survey,
            back_href=href(entry),
            version=standing.version if standing is not None else None,
            save=_("Fordel"),
        ),
        saved=lambda made: href(entry),
        message=lambda made: _("%(name)s skal svare på delen.") % {"name": made.to_name},
        current=lambda record: DelegationForm(participant=entry.participant, delegation=record),
    )


@require_POST
@answering_page
def take_back(request: TovholderRequest, entry: Entry, section: str) -> HttpResponseBase:
    """A section is nobody's in particular again."""
    refuse_unless(entry.runs)
    standing = entry.delegations.get(section)
    if standing is not None:
        delegating.take_back(by=entry.by, delegation=standing, expected_version=version_of(request))
        messages.success(request, _("Delen er taget tilbage."))
    return redirect(href(entry))
