"""Hearings: sending a vision out, following the letters, writing statements and replies."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tovholder.apps.visions import hearing_actions, presenting, rules
from tovholder.apps.visions.hearing_forms import (
    BodyForm,
    DeadlineForm,
    HearingForm,
    LetterForm,
    RecordedStatementForm,
    ReplyForm,
    StatementForm,
)
from tovholder.apps.visions.models import Hearing, HearingRound, Statement, Vision
from tovholder.apps.visions.selectors import hearing_by_secret, hearing_for, latest_round, statement_for
from tovholder.apps.visions.states import State, Way
from tovholder.apps.visions.vision_views import href, load
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import EVERYONE, allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, Actor


@dataclass(frozen=True, slots=True)
class Running:
    """A vision with its newest round of hearing."""

    vision: Vision
    opened: HearingRound

    @property
    def municipality_id(self) -> int:
        """The owner."""
        return self.vision.municipality_id


def load_running(actor: Actor, public_id: UUID) -> Running:
    """The newest round of hearing of a vision that is heard, or 404."""
    vision = load(actor, public_id)
    opened = latest_round(vision)
    if opened is None or vision.state != State.HEARING:
        raise Http404
    opened.vision = vision
    return Running(vision, opened)


def load_hearing(actor: Actor, public_id: UUID) -> Hearing:
    """The hearing of one body, or 404."""
    return hearing_for(actor, public_id)


def load_statement(actor: Actor, public_id: UUID) -> Statement:
    """A statement, or 404."""
    return statement_for(actor, public_id)


def hearing_href(vision: Vision) -> str:
    """Where a vision's hearings stand."""
    return f"{href(vision)}#hoering"


@allow_on(load, rules.may_write)
def hear(request: TovholderRequest, vision: Vision) -> HttpResponse:
    """Send a vision to hearing."""
    form = HearingForm(request.POST or None, vision=vision)
    return form_page(
        request,
        form,
        lambda: hearing_actions.open_hearing(
            by=request.actor,
            vision=vision,
            deadline=form.cleaned_data["deadline"],
            bodies=form.chosen(),
            letter=form.cleaned_data["letter"],
        ),
        template="visions/hear.html",
        context={"vision": vision, "back_href": href(vision)},
        saved=lambda _made: hearing_href(vision),
        message=lambda _made: _("%(title)s er sendt i høring.") % {"title": vision.title},
    )


@allow_on(load_running, rules.may_write)
def add_body(request: TovholderRequest, running: Running) -> HttpResponse:
    """Ask one more."""
    vision = running.vision
    form = BodyForm(request.POST or None, municipality_id=vision.municipality_id)
    return form_page(
        request,
        form,
        lambda: hearing_actions.add_body(by=request.actor, opened=running.opened, body=form.body()),
        template="visions/part_form.html",
        context={
            "vision": vision,
            "heading": _("Hør en mere"),
            "lead": _("Fx beboerrådet i en enhed. Uden mailadresse hører I dem på møde eller i brev."),
            "back_href": hearing_href(vision),
        },
        saved=lambda _made: hearing_href(vision),
        message=lambda made: _("%(name)s er bedt om et svar.") % {"name": made.name},
    )


@allow_on(load_running, rules.may_write)
def extend(request: TovholderRequest, running: Running) -> HttpResponse:
    """Give those who are heard more time."""
    vision, opened = running.vision, running.opened
    form = DeadlineForm(request.POST or None, instance=HearingRound.objects.get(pk=opened.pk))
    return form_page(
        request,
        form,
        lambda: hearing_actions.extend_hearing(
            by=request.actor,
            opened=opened,
            deadline=form.cleaned_data["deadline"],
            expected_version=version_of(request),
        ),
        template="visions/part_form.html",
        context={
            "vision": vision,
            "version": opened.version,
            "heading": _("Giv mere tid"),
            "lead": _("Linkene i brevene virker indtil 14 dage efter den nye frist."),
            "back_href": hearing_href(vision),
        },
        saved=hearing_href,
        message=lambda _made: _("Svarfristen er flyttet."),
        current=lambda record: DeadlineForm(instance=record),
    )


@allow_on(load_hearing, rules.may_write)
def send_again(request: TovholderRequest, hearing: Hearing) -> HttpResponse:
    """Send a letter once more, perhaps to another address."""
    vision = hearing.round.vision
    form = LetterForm(request.POST or None, initial={"email": hearing.email})
    return form_page(
        request,
        form,
        lambda: hearing_actions.send_letter_again(by=request.actor, hearing=hearing, email=form.cleaned_data["email"]),
        template="visions/part_form.html",
        context={
            "vision": vision,
            "heading": _("Send brevet igen"),
            "lead": hearing.name,
            "back_href": hearing_href(vision),
        },
        saved=lambda _made: hearing_href(vision),
        message=lambda _made: _("Brevet er på vej. Det gamle link virker ikke mere."),
    )


@require_POST
@allow_on(load_hearing, rules.may_write)
def bounced(request: TovholderRequest, hearing: Hearing) -> HttpResponse:
    """A letter came back to the municipality's mailbox."""
    hearing_actions.record_failed_letter(
        by=request.actor, hearing=hearing, problem=_("Mailen kom retur til kommunens postkasse.")
    )
    messages.success(request, _("Det er noteret, at brevet til %(name)s kom retur.") % {"name": hearing.name})
    return redirect(hearing_href(hearing.round.vision))


@require_POST
@allow_on(load_hearing, rules.may_write)
def remove_body(request: TovholderRequest, hearing: Hearing) -> HttpResponse:
    """Take out somebody who was asked by mistake."""
    vision = hearing.round.vision
    try:
        hearing_actions.remove_body(by=request.actor, hearing=hearing)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(hearing_href(vision))


@allow_on(load_hearing, rules.may_give_statement)
def statement(request: TovholderRequest, hearing: Hearing) -> HttpResponse:
    """A council writes its own statement; the municipality writes in one that came in another way."""
    vision, standing = hearing.round.vision, getattr(hearing, "statement", None)
    records = may(request.actor, rules.may_write, hearing)

    def made(*data: object, record: Statement | None = standing) -> StatementForm:
        shown = Statement.objects.get(pk=record.pk) if record is not None else None
        if not records:
            return StatementForm(*data, instance=shown)
        day = record.given_on if record is not None else clock.today()
        return RecordedStatementForm(*data, instance=shown, initial={"on": day})

    form = made(request.POST or None)
    return form_page(
        request,
        form,
        lambda: hearing_actions.give_statement(
            by=request.actor,
            hearing=hearing,
            said=form.said(),
            way=Way.RECORDED if records else Way.COUNCIL,
            on=form.cleaned_data.get("on"),
            expected_version=version_of(request),
        ),
        template="visions/statement.html",
        context={
            "hearing": hearing,
            "vision": vision,
            "standing": standing,
            "records": records,
            "texts": presenting.texts_of(vision),
            "back_href": hearing_href(vision),
        },
        saved=lambda _made: hearing_href(vision),
        message=lambda _made: _("Høringssvaret er gemt. Tak.") if not records else _("Høringssvaret er ført ind."),
        current=lambda record: made(record=record),
    )


@never_cache
@allow(EVERYONE)
def answer(request: TovholderRequest, secret: str) -> HttpResponse:
    """The page behind the secret link of a letter: the text in plain words and a form. Nobody is logged in here."""
    hearing = hearing_by_secret(secret)
    opened, standing = hearing.round, getattr(hearing, "statement", None)
    vision = opened.vision
    is_open = vision.state == State.HEARING and clock.today() <= opened.last_day_of_links
    context = {
        "hearing": hearing,
        "round": opened,
        "vision": vision,
        "standing": standing,
        "texts": presenting.texts_of(vision),
        "groups": presenting.groups_text(vision),
        "is_late": clock.today() > opened.deadline,
    }
    if not is_open or (standing is not None and standing.replied_on is not None):
        return render(request, "visions/answered.html", context | {"is_open": is_open})

    def made(*data: object, record: Statement | None = standing) -> StatementForm:
        return StatementForm(*data, instance=Statement.objects.get(pk=record.pk) if record is not None else None)

    form = made(request.POST or None)
    return form_page(
        request,
        form,
        # Whoever has the letter answers for the body; who happens to be logged in here is not written down.
        lambda: hearing_actions.give_statement(
            by=ANONYMOUS, hearing=hearing, said=form.said(), way=Way.LINK, expected_version=version_of(request)
        ),
        template="visions/answer.html",
        context=context | {"back_href": request.path},
        saved=lambda _made: request.path,
        message=lambda _made: _("Tak for jeres høringssvar. I kan rette det, indtil kommunen har svaret."),
        current=lambda record: made(record=record),
    )


@allow_on(load_statement, rules.may_write)
def reply(request: TovholderRequest, statement: Statement) -> HttpResponse:
    """Answer a statement, and say whether it led to a change."""
    vision = statement.hearing.round.vision
    form = ReplyForm(request.POST or None, statement=statement)
    return form_page(
        request,
        form,
        lambda: hearing_actions.reply(
            by=request.actor,
            statement=statement,
            text=form.cleaned_data["reply"],
            led_to_change=form.cleaned_data["led_to_change"] == "yes",
            change_note=form.cleaned_data["change_note"],
            expected_version=version_of(request),
        ),
        template="visions/reply.html",
        context={"statement": statement, "vision": vision, "back_href": hearing_href(vision)},
        saved=lambda _made: hearing_href(vision),
        message=lambda _made: _("Svaret er gemt."),
        current=lambda record: ReplyForm(statement=record),
    )
