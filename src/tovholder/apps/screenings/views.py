"""The list of screenings, one screening, and its way from planned to approved."""

from collections.abc import Callable
from copy import copy
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.screenings import actions, presenting, rules
from tovholder.apps.screenings.asking import asked
from tovholder.apps.screenings.comparing import told_of
from tovholder.apps.screenings.forms import HoldForm, PurposeForm, ScreeningForm, WhyForm
from tovholder.apps.screenings.models import Screening
from tovholder.apps.screenings.papers import SCREENING_REPORT, screening_on_paper
from tovholder.apps.screenings.picturing import charts_of
from tovholder.apps.screenings.selectors import (
    attendance_of,
    choosable_units,
    contents,
    experiences,
    findings_of,
    screening_for,
)
from tovholder.foundation.reports.public import pdf_response
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


def load(actor: Actor, public_id: UUID) -> Screening:
    """The screening of an address, or 404."""
    return screening_for(actor, public_id)


def href(screening: Screening) -> str:
    """The address of a screening's page."""
    return screening.get_absolute_url()


@allow_on(load, rules.may_read)
def screening_page(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """A screening: how far it is, what it shows, and what to do next."""
    actor = request.actor
    (told,) = told_of([screening])
    writes = may(actor, rules.may_write, screening)
    findings = [finding for finding in findings_of(screening) if finding.stands]
    context = {
        "screening": screening,
        "state": presenting.shown_state(screening),
        "tabs": presenting.tabs(screening, ""),
        "facts": presenting.facts_of(told.contents, actor),
        "summary": told.summary,
        "charts": charts_of(told.contents),
        "attendance": attendance_of(told.contents.participants),
        "statements": told.contents.statements,
        "findings": presenting.shown_findings(screening, findings, actor),
        "staged": told.staged,
        "stage_status": presenting.shown_stage(told.staged) if told.staged is not None else None,
        "stage_reasons": presenting.stage_reasons(told.staged) if told.staged is not None else [],
        "experiences": experiences(actor, screening),
        "easy_count": len(told.asked.easy),
        "mature_href": f"{reverse('technologies:list')}?{presenting.MATURE}",
        "may_write": writes,
        "may_answer": may(actor, rules.may_answer, screening),
        "may_hold": writes and not screening.is_done,
        "may_approve": may(actor, rules.may_approve, screening) and screening.state == "held",
        "may_reopen": writes and screening.state == "approved",
    }
    return render(request, "screenings/screening.html", context)


@allow(rules.may_write)
def new_screening(request: TovholderRequest) -> HttpResponse:
    """Plan a screening; ``?enhed=`` chooses the unit, ``?runde=`` the round."""
    chosen = choosable_units(request.actor)
    key = request.GET.get("enhed", "")
    unit = chosen.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 10 else None
    unit = unit or (chosen.first() if chosen.count() == 1 else None)
    form = ScreeningForm(request.POST or None, actor=request.actor, unit=unit)
    form.fields["round"].initial = _chosen_round(request, form)
    return form_page(
        request,
        form,
        lambda: actions.create_screening(by=request.actor, unit=form.cleaned_data["unit"], facts=form.facts()),
        template="screenings/screening_form.html",
        context={"screening": None, "back_href": reverse("screenings:list")},
        saved=lambda made: reverse("screenings:part", args=[made.public_id, "behov"]),
        message=lambda made: _("%(title)s er planlagt. Begynd med behovene.") % {"title": made.title},
    )


def _chosen_round(request: TovholderRequest, form: ScreeningForm) -> object:
    try:
        wanted = UUID(request.GET.get("runde", ""))
    except ValueError:
        return None
    rounds = choices_of(form, "round").queryset
    return rounds.filter(public_id=wanted).first() if rounds is not None else None


@allow_on(load, rules.may_write)
def edit_screening(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """Change what a screening says of itself."""

    def made(*data: object, record: Screening = screening) -> ScreeningForm:
        return ScreeningForm(*data, actor=request.actor, instance=copy(record))

    form = made(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.change_screening(
            by=request.actor, screening=screening, facts=form.facts(), expected_version=version_of(request)
        ),
        template="screenings/screening_form.html",
        context={"screening": screening, "back_href": href(screening)},
        saved=href,
        message=lambda record: _("%(title)s er gemt.") % {"title": record.title},
        current=lambda record: made(record=record),
    )


@allow_on(load, rules.may_write)
def word_purpose(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """Write the purpose that all agree on, with everybody's words beside it."""
    form = PurposeForm(request.POST or None, instance=copy(screening))
    return form_page(
        request,
        form,
        lambda: actions.word_purpose(
            by=request.actor,
            screening=screening,
            purpose=form.cleaned_data["purpose"],
            expected_version=version_of(request),
        ),
        template="screenings/purpose_form.html",
        context={
            "screening": screening,
            "statements": contents(screening).statements,
            "back_href": reverse("screenings:part", args=[screening.public_id, "formaal"]),
        },
        saved=lambda record: reverse("screenings:part", args=[record.public_id, "formaal"]),
        message=lambda record: _("Formålet er gemt."),
        current=lambda record: PurposeForm(instance=record),
    )


@allow_on(load, rules.may_write)
def hold_screening(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """Say that the screening was held, on which day and by whom."""
    people = contents(screening).participants

    def made(*data: object, record: Screening = screening) -> HoldForm:
        return HoldForm(*data, participants=people)

    form = made(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.hold_screening(
            by=request.actor,
            screening=screening,
            held_on=form.cleaned_data["held_on"],
            attended=form.came(),
            expected_version=version_of(request),
        ),
        template="screenings/hold.html",
        context={
            "screening": screening,
            "attendance": attendance_of(people),
            "unanswered": asked(screening).common is None,
            "back_href": href(screening),
        },
        saved=lambda record: reverse("screenings:part", args=[record.public_id, "fund"]),
        message=lambda record: _("Screeningen er holdt. Her er, hvad den viste."),
        current=lambda record: made(record=record),
    )


@allow_on(load, rules.may_write)
def reopen_screening(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """Take an approved screening up again, with a reason."""
    form = WhyForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.reopen_screening(by=request.actor, screening=screening, why=form.cleaned_data["why"]),
        template="screenings/ask.html",
        context={
            "screening": screening,
            "heading": _("Genåbn screeningen"),
            "explain": _("Svar og dele kan ændres igen, og lederen godkender på ny. Grunden står på siden."),
            "save": _("Genåbn"),
            "back_href": href(screening),
        },
        saved=href,
        message=lambda record: _("%(title)s er genåbnet.") % {"title": record.title},
    )


@allow_on(load, rules.may_write)
def delete_screening(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """Delete a screening that was not held."""
    form = PlainForm(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda: actions.delete_screening(by=request.actor, screening=screening),
        template="screenings/ask.html",
        context={
            "screening": screening,
            "heading": _("Slet screeningen"),
            "explain": _("Alt, hvad der er skrevet og svaret, slettes. Det kan ikke fortrydes."),
            "save": _("Slet"),
            "back_href": href(screening),
        },
        saved=lambda record: reverse("screenings:list"),
        message=lambda record: _("%(title)s er slettet.") % {"title": record.title},
    )


def step(request: TovholderRequest, back: str, save: Callable[[], object], said: str) -> HttpResponse:
    """Take a step that needs no form; what hinders it is told on the page it came from."""
    try:
        save()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
    return redirect(back)


@require_POST
@allow_on(load, rules.may_approve)
def approve_screening(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """The leader stands by it."""
    return step(
        request,
        href(screening),
        lambda: actions.approve_screening(by=request.actor, screening=screening, expected_version=version_of(request)),
        _("%(title)s er godkendt.") % {"title": screening.title},
    )


@allow_on(load, rules.may_read)
def screening_pdf(request: TovholderRequest, screening: Screening) -> HttpResponse:
    """The screening on paper."""
    (told,) = told_of([screening])
    name = slugify(f"it-screening-{screening.unit.name}-{screening.planned_on.year}")
    return pdf_response(SCREENING_REPORT, screening_on_paper(told, findings_of(screening)), name)
