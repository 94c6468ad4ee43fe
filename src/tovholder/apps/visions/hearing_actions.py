"""Hearings: who is asked and until when, what they answer, and what the municipality makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.visions.models import Hearing, HearingRound, Statement, Vision
from tovholder.apps.visions.revisions import touch
from tovholder.apps.visions.selectors import latest_round
from tovholder.apps.visions.states import WAITING, HearingState, State, Way
from tovholder.apps.visions.telling import (
    ANSWERED,
    HEARD,
    MAIL_FAILED,
    coordinators_of,
    council_members,
    tell,
)
from tovholder.apps.visions.writing import check_step, check_text, keep_step
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.audit.action import action, change, created, noted, removed
from tovholder.foundation.codes.models import Code
from tovholder.foundation.jobs.public import enqueue
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

INVITE: Final = "visions.invite"
"""The kind of the job that sends the letters of a round."""


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody to hear."""

    body: Code
    name: str
    unit: Unit | None = None
    email: str = ""


@action("visions.open_hearing")
def open_hearing(
    *, by: Actor, vision: Vision, deadline: date, bodies: Sequence[Body], letter: str = "", mails: bool = True
) -> HearingRound:
    """Send a vision to hearing until ``deadline``. Members of councils with a login are told; letters go by a job.

    Raises ``ValidationError`` for a vision that is not a draft (or whose round before is over), for a deadline that
    has passed, without anybody to ask.
    """
    last = latest_round(vision)
    if vision.state == State.HEARING and last is not None and last.is_open_on(clock.today()):
        raise ValidationError(_("Visionen er allerede i høring. Føj flere høringsparter til den runde, der løber."))
    if vision.state != State.HEARING:
        check_step(vision, State.HEARING)
    if deadline < clock.today():
        raise ValidationError({"deadline": _("Svarfristen er gået. Vælg en dag, der kommer.")})
    if not bodies:
        raise ValidationError(_("Vælg mindst én, I vil høre."))
    opened = created(
        HearingRound(
            vision=vision,
            number=(last.number if last is not None else 0) + 1,
            opened_on=clock.today(),
            deadline=deadline,
            letter=letter,
        )
    )
    for body in bodies:
        _ask(opened, body)
    if vision.state != State.HEARING:
        before = vision.state
        change(vision, state=State.HEARING)
        keep_step(vision, before, by=by)
    touch(vision)
    if mails:
        send_letters(opened, by=by)
    return opened


def send_letters(opened: HearingRound, *, by: Actor) -> None:
    """Order the job that mails those of a round who have not had their letter."""
    if opened.hearings.exclude(email="").filter(sent_at__isnull=True).exists():
        enqueue(INVITE, by=by, arguments={"round": str(opened.public_id)})


def _ask(opened: HearingRound, body: Body) -> Hearing:
    vision = opened.vision
    if body.unit is not None and body.unit.municipality_id != vision.municipality_id:
        raise ValidationError({"unit": _("Vælg en af jeres egne enheder.")})
    made = created(Hearing(round=opened, body=body.body, name=body.name, unit=body.unit, email=body.email))
    tell(
        HEARD,
        council_members(vision.municipality_id, body.body.code),
        lambda: (
            _("%(place)s beder om jeres mening om “%(title)s”")
            % {"place": vision.municipality.full_name, "title": vision.title}
        ),
        reverse("visions:statement", args=[made.public_id]),
        due=opened.deadline,
    )
    return made


@action("visions.add_body")
def add_body(*, by: Actor, opened: HearingRound, body: Body, mails: bool = True) -> Hearing:
    """Ask one more in a round that is open. Raises ``ValidationError`` when its deadline has passed."""
    _check_open(opened)
    made = _ask(opened, body)
    touch(opened.vision)
    if mails:
        send_letters(opened, by=by)
    return made


def _check_open(opened: HearingRound) -> None:
    if opened.vision.state != State.HEARING or not opened.is_open_on(clock.today()):
        raise ValidationError(_("Høringen er slut. Åbn en ny runde, hvis I vil høre flere."))


@action("visions.remove_body")
def remove_body(*, by: Actor, hearing: Hearing) -> Hearing:
    """Take somebody out who was asked by mistake. Raises ``ValidationError`` once a letter was sent or answered."""
    if hearing.sent_at is not None or hearing.state == HearingState.ANSWERED:
        raise ValidationError(_("Brevet er sendt, eller svaret er kommet. Derfor bliver høringen stående."))
    removed(hearing)
    return hearing


@action("visions.extend_hearing")
def extend_hearing(*, by: Actor, opened: HearingRound, deadline: date, expected_version: int | None = None) -> Vision:
    """Give those who are heard more time. Raises ``ValidationError`` for a day before the deadline that stands."""
    if opened.vision.state != State.HEARING:
        raise ValidationError(_("Visionen er ikke i høring."))
    if deadline < max(opened.deadline, clock.today()):
        raise ValidationError({"deadline": _("Fristen kan kun flyttes frem i tiden. De andre regner med den.")})
    change(opened, expected_version=expected_version, deadline=deadline, reminded_on=None)
    for hearing in opened.hearings.filter(state=HearingState.NO_ANSWER):
        change(hearing, state=HearingState.INVITED)
    return opened.vision


@action("visions.record_letter")
def record_letter(*, by: Actor, hearing: Hearing, secret: str) -> Hearing:
    """The letter with ``secret`` in its link has been sent."""
    return change(
        hearing,
        state=HearingState.INVITED if hearing.state == HearingState.MAIL_FAILED else hearing.state,
        mail_problem="",
        secret_hash=secret_hash(secret),
        sent_at=clock.now(),
    )


@action("visions.record_failed_letter")
def record_failed_letter(*, by: Actor, hearing: Hearing, problem: str) -> Hearing:
    """A letter was refused or came back: it is shown on the hearing, and the coordinators are told.

    Who has answered in another way has been heard: then nothing happens.
    """
    if hearing.state == HearingState.ANSWERED:
        return hearing
    change(hearing, state=HearingState.MAIL_FAILED, mail_problem=problem[:300], secret_hash=None)
    vision = hearing.round.vision
    tell(
        MAIL_FAILED,
        coordinators_of(vision.municipality_id),
        lambda: _("Brevet til %(name)s om “%(title)s” nåede ikke frem") % {"name": hearing.name, "title": vision.title},
        vision.get_absolute_url() + "#hoering",
    )
    return hearing


@action("visions.send_letter_again")
def send_letter_again(*, by: Actor, hearing: Hearing, email: str) -> Hearing:
    """Send the letter once more, to that address; the link of the one before stops working.

    Raises ``ValidationError`` when the round is over or the answer has come.
    """
    _check_open(hearing.round)
    if hearing.state not in WAITING:
        raise ValidationError(_("Svaret er kommet. Der er ikke brug for et nyt brev."))
    if not email:
        raise ValidationError({"email": _("Skriv den mailadresse, brevet skal sendes til.")})
    change(hearing, email=email, state=HearingState.INVITED, mail_problem="", secret_hash=None, sent_at=None)
    send_letters(hearing.round, by=by)
    return hearing


@dataclass(frozen=True, slots=True)
class Said:
    """What a body says."""

    text: str
    by_name: str = ""
    may_be_published: bool = False


@action("visions.give_statement")
def give_statement(
    *, by: Actor, hearing: Hearing, said: Said, way: Way, on: date | None = None, expected_version: int | None = None
) -> Statement:
    """Keep what a body says, or what it says instead, until the municipality has replied.

    ``on`` is the day of a statement that the municipality records. Of one by the link no day is kept, only its week.
    Raises ``ValidationError`` when the hearing is over for that way, and ``ConflictError``.
    """
    _check_may_answer(hearing, way)
    today = clock.today()
    day = on or today
    if day > today or day < hearing.round.opened_on:
        raise ValidationError({"on": _("Svaret kan ikke være kommet før høringen eller i fremtiden.")})
    late = day > hearing.round.deadline
    kept = monday_of(day) if by.is_anonymous else day
    values = {
        "text": said.text,
        "by_name": said.by_name,
        "may_be_published": said.may_be_published,
        "way": way,
        "given_on": kept,
        "to_the_week": by.is_anonymous,
        "late": late,
    }
    statement = Statement.objects.filter(hearing=hearing).first()
    if statement is not None:
        if statement.replied_on is not None:
            raise ValidationError(_("Kommunen har svaret på det, I skrev. Derfor kan svaret ikke ændres mere."))
        if way == Way.RECORDED and statement.way != Way.RECORDED:
            raise ValidationError(_("De har selv skrevet svaret. Bed dem om at rette det, hvis noget er galt."))
        statement.hearing = hearing
        change(statement, expected_version=expected_version, **values)
    else:
        statement = created(Statement(hearing=hearing, **values))
        change(hearing, state=HearingState.ANSWERED, mail_problem="")
    vision = hearing.round.vision
    if way != Way.RECORDED:
        tell(
            ANSWERED,
            coordinators_of(vision.municipality_id),
            lambda: _("%(name)s har svaret på høringen om “%(title)s”") % {"name": hearing.name, "title": vision.title},
            vision.get_absolute_url() + "#hoering",
        )
    return statement


def _check_may_answer(hearing: Hearing, way: Way) -> None:
    opened = hearing.round
    if way == Way.RECORDED:
        if not opened.vision.is_open:
            raise ValidationError(_("Visionen er ikke længere en kladde. Svaret kan ikke føres ind."))
        return
    if opened.vision.state != State.HEARING:
        raise ValidationError(_("Høringen er slut: Visionen er ikke længere i høring."))
    if clock.today() > opened.last_day_of_links:
        raise ValidationError(
            _("Høringen sluttede %(day)s. Skriv til kommunen, hvis I stadig vil sige noget.")
            % {"day": date_text(opened.deadline)}
        )


def monday_of(day: date) -> date:
    """The Monday of the week in which ``day`` lies."""
    return day - timedelta(days=day.weekday())


@action("visions.reply")
def reply(
    *,
    by: Actor,
    statement: Statement,
    text: str,
    led_to_change: bool,
    change_note: str = "",
    expected_version: int | None = None,
) -> Statement:
    """Answer a statement, and say whether it led to a change. Raises ``ValidationError`` and ``ConflictError``."""
    if not text.strip():
        raise ValidationError({"reply": _("Skriv, hvad I svarer. De, der blev hørt, skal kunne se, hvad I hørte.")})
    if led_to_change and not change_note.strip():
        raise ValidationError({"change_note": _("Skriv, hvad der blev ændret.")})
    check_text("change_note", change_note)
    return change(
        statement,
        expected_version=expected_version,
        reply=text,
        led_to_change=led_to_change,
        change_note=change_note if led_to_change else "",
        replied_by=by.name,
        replied_on=clock.today(),
    )


@action("visions.close_hearing")
def close_hearing(*, by: Actor, opened: HearingRound) -> int:
    """Mark those who let the deadline pass as having said nothing. Gives how many."""
    silent = list(opened.hearings.filter(state=HearingState.INVITED))
    for hearing in silent:
        change(hearing, state=HearingState.NO_ANSWER)
    return len(silent)


@action("visions.note_reminder")
def note_reminder(*, by: Actor, opened: HearingRound) -> HearingRound:
    """Keep that those of a round were reminded of its deadline."""
    HearingRound.objects.filter(pk=opened.pk).update(reminded_on=clock.today())
    noted(opened, ["reminded_on"])
    return opened
