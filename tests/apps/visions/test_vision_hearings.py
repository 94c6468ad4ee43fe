"""Hearings: asking, letters, statements in three ways, replies, deadlines."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from tests.landkort import refusal
from tests.outlook import body, heard, vision
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding, municipality, person, unit
from tovholder.apps.visions.hearing_actions import monday_of
from tovholder.apps.visions.models import Hearing, Statement
from tovholder.apps.visions.public import (
    HearingRound,
    Said,
    Way,
    add_body,
    back_to_draft,
    extend_hearing,
    give_statement,
    record_failed_letter,
    remove_body,
    reply,
    send_letter_again,
)
from tovholder.apps.visions.states import HearingState
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.jobs.models import Job
from tovholder.foundation.jobs.public import enqueue
from tovholder.foundation.notices.models import Notice
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM, Actor
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

POSTED = {"text": "Husk dem, der ikke kan læse.", "by_name": "Formanden", "may_be_published": "on"}


class RefusingBackend(EmailBackend):
    """A mail server that knows no address at *.nowhere.example."""

    def send_messages(self, messages: Any) -> int:
        """Send, or refuse as a server does."""
        for message in messages:
            if any(address.endswith("nowhere.example") for address in message.to):
                raise SMTPRecipientsRefused({message.to[0]: (550, b"no such user")})
        return super().send_messages(messages) or 0


def council(kind: str = "disability_council") -> Actor:
    """A member of a council of Syddjurs."""
    held = holding("council_member", user=person(f"{kind}@syddjurs.example", "Rådets Rie"))
    held.kind = code("council_kind", kind)
    held.save()
    return actor_of(held)


def secret_of(letter: EmailMessage) -> str:
    """The secret in the link of a letter."""
    line = next(line for line in str(letter.body).splitlines() if "/hoering/" in line)
    return line.rstrip("/").rpartition("/")[2]


def statement_of(hearing: Hearing, by: Actor = SYSTEM, way: Way = Way.RECORDED, **said: Any) -> Statement:
    """Something said."""
    given: dict[str, Any] = {"text": "Husk dem, der ikke kan læse."} | said
    return give_statement(by=by, hearing=hearing, said=Said(**given), way=way)


def send(opened: HearingRound) -> None:
    """Let the letters of a round go."""
    enqueue("visions.invite", by=SYSTEM, arguments={"round": str(opened.public_id)})


@pytest.mark.requirement("VIS-11", "ORG-19")
def test_bodies_are_asked_and_their_statements_kept_with_a_reply() -> None:
    """A hearing has a deadline, its bodies, what they said, the answer, and whether it led to a change."""
    opened = heard(vision(), body(), body("residents_council", name="Beboerrådet på Fyret"), body("relatives"))
    hearing = opened.hearings.get(body__code="disability_council")
    said = statement_of(hearing, by_name="Formanden")
    told = refusal(lambda: reply(by=SYSTEM, statement=said, text="Ja", led_to_change=True))
    assert told.keys() == {"change_note"}
    reply(by=actor(), statement=said, text="Det har I ret i.", led_to_change=True, change_note="Et nyt afsnit.")
    hearing.refresh_from_db()
    assert (opened.vision.state, hearing.state, said.reply, said.led_to_change, said.replied_on) == (
        "hearing", "answered", "Det har I ret i.", True, clock.today(),
    )  # fmt: skip
    assert [other.state for other in opened.hearings.exclude(pk=hearing.pk)] == ["invited", "invited"]


def test_a_hearing_needs_a_deadline_to_come_and_somebody_to_ask() -> None:
    """Nothing is written otherwise."""
    with pytest.raises(ValidationError):
        heard(vision(), days=-1)
    opened = heard(vision("En anden"))
    with pytest.raises(ValidationError, match="allerede i høring"):
        heard(opened.vision)
    assert HearingRound.objects.count() == 1


def test_a_second_round_follows_when_the_first_is_over() -> None:
    """It gets the next number."""
    opened = heard(vision(), days=2)
    with clock_at(opened.deadline + timedelta(days=1)):
        assert heard(opened.vision).number == 2


@pytest.mark.requirement("ORG-19")
def test_members_of_a_council_hear_of_it_and_write_themselves() -> None:
    """The notice leads to the form; another council's hearing is not there for them."""
    member = council()
    opened = heard(vision(), body(), body("senior_council"))
    own, others = opened.hearings.get(body__code="disability_council"), opened.hearings.get(body__code="senior_council")
    assert [(notice.user.public_id, notice.url, notice.due) for notice in Notice.objects.select_related("user")] == [
        (member.user_id, reverse("visions:statement", args=[own.public_id]), opened.deadline)
    ]
    browser = client_of(RoleHolding.objects.get(public_id__in=[member.seat_id]))
    page = browser.get(reverse("visions:statement", args=[own.public_id]))
    assert_clean_html(page)
    assert browser.get(reverse("visions:statement", args=[others.public_id])).status_code == 404
    assert browser.post(reverse("visions:statement", args=[own.public_id]), POSTED).status_code == 302
    said = Statement.objects.get()
    assert (said.way, said.text, said.given_on, said.to_the_week, said.may_be_published) == (
        "council", POSTED["text"], clock.today(), False, True,
    )  # fmt: skip


def test_a_letter_holds_a_secret_link_that_needs_no_login() -> None:
    """Only the hash is stored; who answers leaves no name, no request and no day in the log."""
    opened = heard(vision(), body(email="raad@syddjurs.example"))
    (letter,) = mail.outbox
    secret = secret_of(letter)
    hearing = opened.hearings.get()
    assert (letter.to, secret in str(hearing.__dict__), hearing.sent_at) == (
        ["raad@syddjurs.example"], False, clock.now(),
    )  # fmt: skip
    browser, address = Client(), reverse("visions:answer", args=[secret])
    page = browser.get(address)
    assert_clean_html(page)
    assert "Borgerne skal selv kunne tage kontakt" in text_of(page)
    assert browser.post(address, POSTED).status_code == 302
    said = Statement.objects.get()
    assert (said.way, said.given_on, said.to_the_week) == ("link", monday_of(clock.today()), True)
    entry = AuditEntry.objects.get(action="visions.give_statement")
    assert (entry.actor_id, entry.actor_name, entry.request_id, entry.at.weekday()) == (None, "", None, 6)
    again = browser.get(address)
    assert "I har svaret" in text_of(again)
    assert browser.post(address, POSTED | {"text": "Rettet.", "version": "1"}).status_code == 302
    assert Statement.objects.get().text == "Rettet."
    clash = browser.post(address, POSTED | {"text": "For sent.", "version": "1"})
    assert (clash.status_code, Statement.objects.get().text) == (409, "Rettet.")


def test_the_link_works_fourteen_days_after_the_deadline() -> None:
    """A late statement is told as late; afterwards, and when the hearing was stopped, nothing can be written."""
    opened = heard(vision(), body(email="raad@syddjurs.example"), days=1)
    address = reverse("visions:answer", args=[secret_of(mail.outbox[0])])
    with clock_at(opened.deadline + timedelta(days=14)):
        Client().post(address, POSTED)
        assert Statement.objects.get().late is True
    Statement.objects.all().delete()
    with clock_at(opened.deadline + timedelta(days=15)):
        page = Client().post(address, POSTED)
        assert ("Høringen er slut" in text_of(page), Statement.objects.count()) == (True, 0)
    back_to_draft(by=SYSTEM, vision=opened.vision)
    assert "Høringen er slut" in text_of(Client().get(address))
    assert Client().get(reverse("visions:answer", args=["noget-andet"])).status_code == 404


def test_a_letter_that_is_refused_is_marked_and_told(settings: Any) -> None:
    """The others get theirs; the coordinator is told what to do, and a new letter goes to the right address."""
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    coordinator = actor()
    opened = heard(
        vision(), body(email="raad@nowhere.example"), body("senior_council", "ae@syddjurs.example"), by=coordinator
    )
    failed, sent = opened.hearings.order_by("body__position")
    assert (failed.state, failed.sent_at, sent.state, len(mail.outbox)) == ("mail_failed", None, "invited", 1)
    assert failed.mail_problem == "Mailserveren tog ikke imod adressen. Er den skrevet rigtigt?"
    assert list(Notice.objects.filter(kind="visions.mail_failed").values_list("user__public_id", flat=True)) == [
        coordinator.user_id
    ]
    send_letter_again(by=coordinator, hearing=failed, email="raad@syddjurs.example")
    failed.refresh_from_db()
    assert (failed.state, failed.mail_problem, len(mail.outbox)) == ("invited", "", 2)
    assert Job.objects.filter(kind="visions.invite", state="done").count() == Job.objects.count()


def test_a_letter_that_bounces_is_marked_by_hand_and_its_link_stops() -> None:
    """Who has answered in the meantime has been heard all the same."""
    opened = heard(vision(), body(email="raad@syddjurs.example"), by=actor())
    address = reverse("visions:answer", args=[secret_of(mail.outbox[0])])
    hearing = opened.hearings.get()
    record_failed_letter(by=SYSTEM, hearing=hearing, problem="Kom retur")
    assert (hearing.state, Client().get(address).status_code) == (HearingState.MAIL_FAILED, 404)
    statement_of(hearing)
    record_failed_letter(by=SYSTEM, hearing=hearing, problem="Kom retur igen")
    assert (hearing.state, hearing.mail_problem) == (HearingState.ANSWERED, "")


def test_a_statement_stands_once_it_was_replied_to() -> None:
    """The reply must not answer something else."""
    hearing = heard(vision()).hearings.get()
    said = statement_of(hearing)
    reply(by=SYSTEM, statement=said, text="Tak.", led_to_change=False)
    with pytest.raises(ValidationError, match="kan svaret ikke ændres"):
        statement_of(hearing, text="Noget andet")


def test_more_time_and_one_more_to_hear() -> None:
    """A deadline moves forward only; a mistake without a letter can be taken out."""
    opened = heard(vision())
    later = opened.deadline + timedelta(days=7)
    extend_hearing(by=SYSTEM, opened=opened, deadline=later)
    with pytest.raises(ValidationError):
        extend_hearing(by=SYSTEM, opened=opened, deadline=later - timedelta(days=1))
    more = add_body(by=SYSTEM, opened=opened, body=body("residents_council", name="Beboerrådet"))
    remove_body(by=SYSTEM, hearing=more)
    assert (opened.deadline, opened.hearings.count()) == (later, 1)
    answered = opened.hearings.get()
    statement_of(answered)
    with pytest.raises(ValidationError):
        remove_body(by=SYSTEM, hearing=answered)


def test_the_day_reminds_and_closes() -> None:
    """A week before the deadline council and coordinator are reminded once; after it silence is told as such."""
    member, coordinator = council(), actor()
    opened = heard(vision(), days=20)
    Notice.objects.all().delete()
    for day, told in ((10, 0), (14, 2), (16, 2)):
        with clock_at(date(2026, 11, 21) + timedelta(days=day)):
            enqueue("visions.daily", by=SYSTEM)
            assert Notice.objects.filter(kind="visions.deadline").count() == told
    people = set(Notice.objects.values_list("user__public_id", flat=True))
    assert people == {member.user_id, coordinator.user_id}
    with clock_at(opened.deadline + timedelta(days=1)):
        enqueue("visions.daily", by=SYSTEM)
    assert opened.hearings.get().state == HearingState.NO_ANSWER


def test_a_recorded_statement_has_its_day() -> None:
    """Neither before the hearing nor in the future."""
    hearing = heard(vision()).hearings.get()
    for days in (1, -1):
        on = clock.today() + timedelta(days=days)
        act = partial(give_statement, by=SYSTEM, hearing=hearing, said=Said("Nej"), way=Way.RECORDED, on=on)
        assert refusal(act).keys() == {"on"}


def test_a_statement_by_nobody_known_is_kept_to_the_week() -> None:
    """Neither its page nor its row says on which day it was written."""
    hearing = heard(vision()).hearings.get()
    said = statement_of(hearing, by=ANONYMOUS, way=Way.LINK)
    assert (said.given_on.weekday(), said.to_the_week) == (0, True)


def test_hearings_of_another_municipality_are_not_there() -> None:
    """Nor is a unit of theirs."""
    hearing = heard(vision()).hearings.get()
    browser = client_of(holding("coordinator", at="Randers"))
    for name in ("statement", "send_again"):
        assert browser.get(reverse(f"visions:{name}", args=[hearing.public_id])).status_code == 404
    wrong = body("residents_council", name="Deres råd")
    with pytest.raises(ValidationError):
        heard(vision("En til"), replace(wrong, unit=unit("Deres", municipality("Randers"))))
