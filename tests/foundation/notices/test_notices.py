"""People are told once, where and how they want to be, and nobody reads what is to somebody else."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.people import client_of, holding, person
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.jobs.models import Job
from tovholder.foundation.jobs.public import JOB_KINDS, JobError, JobKind, JobProgress, enqueue
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES
from tovholder.foundation.notices.actions import choose_mail, mark_all_read, mark_read
from tovholder.foundation.notices.models import MailPreference
from tovholder.foundation.notices.public import (
    NOTICE_KINDS,
    MailChoice,
    Notice,
    NoticeKind,
    notices_of,
    notify,
    unread_count,
)
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    """Three kinds, one for each way of being told."""
    for choice in MailChoice:
        NOTICE_KINDS.register(NoticeKind(f"tests.{choice.value}", f"prøve {choice.value}", choice))
    yield
    for choice in MailChoice:
        NOTICE_KINDS._plugs.pop(f"tests.{choice.value}")


@pytest.fixture
def mette() -> RoleHolding:
    """The coordinator in Syddjurs, who is told."""
    return holding("coordinator", user=person())


def _tell(
    held: RoleHolding, kind: str = "never", about: str = "Skærmbesøg skal bekræftes", url: str = "/landkort/"
) -> Notice:
    return notify(f"tests.{kind}", to=held.user, about=about, url=url, due=date(2026, 12, 1))


def _daily() -> Job:
    return enqueue("notices.daily", by=SYSTEM)


@pytest.mark.database
def test_a_notice_is_one_row_that_its_person_sees(mette: RoleHolding) -> None:
    """Other people and strangers see none; the person sees it from every seat."""
    notice = _tell(mette)
    other_seat = holding("reader", at="Aarhus", user=mette.user)
    assert list(notices_of(actor_of(other_seat))) == [notice]
    assert unread_count(actor_of(mette)) == 1
    assert [list(notices_of(actor)) for actor in (actor_of(holding("reader")), ANONYMOUS, SYSTEM)] == [[], [], []]


def test_a_long_text_is_cut_and_a_foreign_address_refused(mette: RoleHolding) -> None:
    """A notice is a line, and leads nowhere but into this installation."""
    assert _tell(mette, about="Ring\n til   " + "æ" * 400).about == "Ring til " + "æ" * 290 + "…"
    for address in ("https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"):
        with pytest.raises(ValidationError):
            _tell(mette, url=address)
    assert Notice.objects.count() == 1


def test_an_unknown_kind_is_a_fault(mette: RoleHolding) -> None:
    """A misspelt kind shows at once."""
    with pytest.raises(KeyError):
        notify("tests.unknown", to=mette.user, about="x", url="/")


def test_what_is_wanted_at_once_is_mailed_at_once(mette: RoleHolding, settings: Settings) -> None:
    """One mail, with the address in full, and only once."""
    settings.BASE_URL = "https://tovholder.example"
    notice = _tell(mette, "at_once", about="Åbent spørgsmål & <svar>")
    assert [sent.to for sent in mail.outbox] == [["mette@syddjurs.example"]]
    assert mail.outbox[0].subject == "Åbent spørgsmål & <svar>"
    assert str(mail.outbox[0].body).splitlines() == [
        "Hej Mette Holm",
        "",
        "Åbent spørgsmål & <svar>",
        "Frist: 1. december 2026",
        "https://tovholder.example/landkort/",
        "",
        "Se alle dine beskeder:",
        "https://tovholder.example/beskeder/",
        "",
        "Vil du have færre mails? Vælg selv, hvad du får, og hvornår:",
        "https://tovholder.example/beskeder/valg/",
    ]
    notice.refresh_from_db()
    assert notice.mailed_at == clock.now()
    _daily()
    assert len(mail.outbox) == 1


def test_the_morning_mail_gathers_what_is_new_and_unread(mette: RoleHolding) -> None:
    """Two unread notices come in one mail; what was read before the morning does not."""
    by = actor_of(mette)
    mark_read(_tell(mette, "daily", about="Læst"), by=by)
    _tell(mette, "daily", about="Første")
    _tell(mette, "daily", about="Anden")
    _tell(mette, "never", about="Kun på siden")
    assert mail.outbox == []
    assert _daily().result == {"deleted": 0, "mails": 1}
    body = str(mail.outbox[0].body)
    assert mail.outbox[0].subject == "2 nye beskeder i Tovholder"
    assert [word in body for word in ("Første", "Anden", "Læst", "Kun på siden")] == [True, True, False, False]
    assert _daily().result == {"deleted": 0, "mails": 0}


def test_people_choose_how_they_are_told(mette: RoleHolding) -> None:
    """A choice holds from then on, and leaves its kind and answer in the audit."""
    by = actor_of(mette)
    choose_mail({"tests.daily": "at_once", "tests.at_once": "never", "tests.never": "never"}, by=by)
    _tell(mette, "at_once")
    assert mail.outbox == []
    _tell(mette, "daily")
    assert len(mail.outbox) == 1
    assert sorted(MailPreference.objects.values_list("kind", "mail")) == [
        ("tests.at_once", "never"),
        ("tests.daily", "at_once"),
    ]
    assert AuditEntry.objects.filter(action="notices.choose_mail").count() == 1


@pytest.mark.parametrize("choices", [{"tests.unknown": "never"}, {"tests.daily": "hourly"}])
def test_a_choice_that_does_not_exist_is_refused(mette: RoleHolding, choices: dict[str, str]) -> None:
    """Neither kinds nor ways can be invented."""
    with pytest.raises(ValidationError):
        choose_mail(choices, by=actor_of(mette))
    assert not MailPreference.objects.exists()


def test_a_mail_server_that_refuses_is_asked_again_in_the_morning(mette: RoleHolding, settings: Settings) -> None:
    """The notice stands on the page meanwhile and counts as not mailed."""
    settings.EMAIL_BACKEND = "tests.foundation.notices.broken_mail.RefusingBackend"
    notice = _tell(mette, "at_once")
    notice.refresh_from_db()
    assert notice.mailed_at is None
    assert Job.objects.get().error == "Mailserveren tog ikke imod alle mails. De sendes igen i morgen tidlig."
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert _daily().result == {"deleted": 0, "mails": 1}


def test_notices_are_kept_for_a_year(mette: RoleHolding) -> None:
    """The morning's round throws away what is older."""
    old, young = _tell(mette), _tell(mette)
    Notice.objects.filter(pk=old.pk).update(created_at=clock.now() - timedelta(days=366))
    Notice.objects.filter(pk=young.pk).update(created_at=clock.now() - timedelta(days=364))
    assert _daily().result == {"deleted": 1, "mails": 0}
    assert list(Notice.objects.all()) == [young]


def test_marking_all_read_marks_ones_own_alone(mette: RoleHolding) -> None:
    """The count goes to nothing, the colleague's stays."""
    colleague = holding("reader")
    for held in (mette, mette, colleague):
        _tell(held)
    assert mark_all_read(by=actor_of(mette)) == 2
    assert (unread_count(actor_of(mette)), unread_count(actor_of(colleague))) == (0, 1)
    assert mark_all_read(by=actor_of(mette)) == 0


def test_whoever_started_a_job_hears_that_it_failed(mette: RoleHolding) -> None:
    """The notice leads to the job's page. Jobs that end well, and the product's own, tell nobody."""

    def run(progress: JobProgress) -> dict[str, int]:
        if progress.arguments:
            raise JobError("Filen er tom.")
        return {}

    JOB_KINDS.register(JobKind(key="tests.failing", label="Importér projekter", run=run))
    try:
        failed = enqueue("tests.failing", by=actor_of(mette), arguments={"fail": True})
        enqueue("tests.failing", by=actor_of(mette))
        enqueue("tests.failing", by=SYSTEM, arguments={"fail": True})
    finally:
        JOB_KINDS._plugs.pop("tests.failing")
    notice = Notice.objects.get()
    assert (notice.user, notice.about, notice.url) == (
        mette.user,
        "“Importér projekter” blev ikke færdig",
        f"/opgaver/{failed.public_id}/",
    )


def test_what_was_to_a_person_goes_when_they_leave(mette: RoleHolding) -> None:
    """Notices are about a person's work and are of no use after it."""
    _tell(mette)
    choose_mail({"tests.daily": "never"}, by=actor_of(mette))
    leave = LIFECYCLES["notices"].person_left
    assert leave is not None
    assert leave(mette.user.public_id, SYSTEM) == 2
    assert (Notice.objects.count(), MailPreference.objects.count()) == (0, 0)


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    main = answer.content.decode().split('id="indhold"', 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_page_shows_notices_and_lets_them_be_read(mette: RoleHolding) -> None:
    """New ones first; after reading, the part with new ones is empty and says so."""
    notice = _tell(mette, about="<b>Åkanden</b> mangler svar")
    client = client_of(mette)
    text = _text(client, "/beskeder/")
    assert "Du har 1 ny besked." in text
    assert "&lt;b&gt;Åkanden&lt;/b&gt; mangler svar Ny 21. november 2026 kl. 12.00 · Frist 1. december 2026" in text
    assert client.post(f"/beskeder/{notice.public_id}/laest/").headers["Location"] == "/beskeder/"
    assert "Du har læst alle dine beskeder" in _text(client, "/beskeder/?vis=nye")
    assert client.post("/beskeder/alle-laest/").status_code == 302


def test_choices_are_made_on_a_page(mette: RoleHolding) -> None:
    """What is sent is saved; what is no choice is told beside its question."""
    client = client_of(mette)
    answers = {kind.key: str(kind.mail) for kind in NOTICE_KINDS}
    assert client.post("/beskeder/valg/", {**answers, "tests.daily": "never"}).status_code == 302
    assert MailPreference.objects.get().mail == "never"
    refused = client.post("/beskeder/valg/", {**answers, "tests.daily": "hourly"})
    assert refused.status_code == 200
    assert MailPreference.objects.get().mail == "never"


def test_notices_of_others_are_not_there_at_all(mette: RoleHolding) -> None:
    """Another person's notice cannot be marked; a stranger is asked to log in; a broken filter is told."""
    notice = _tell(mette)
    colleague = client_of(holding("reader"))
    assert colleague.post(f"/beskeder/{notice.public_id}/laest/").status_code == 404
    assert colleague.post(f"/beskeder/{uuid4()}/laest/").status_code == 404
    assert Client().get("/beskeder/").headers["Location"].endswith("?next=/beskeder/")
    assert colleague.get("/beskeder/?vis=andet").status_code == 400
    assert unread_count(actor_of(mette)) == 1


def test_the_header_counts_what_is_new_in_one_query(
    mette: RoleHolding, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Every page of a logged-in person says how many notices are new."""
    for _number in range(30):
        _tell(mette)
    client = client_of(mette)
    with django_assert_max_num_queries(9):
        page = client.get("/beskeder/").content.decode()
    header = page.split("<header", 1)[1].split("</header>", 1)[0]
    assert header.count("(30") == 2
    assert page.count("<li>") - page.count('<li><a href="/') >= 25
    assert "Beskeder" not in Client().get("/konto/log-ind/").content.decode().split("</header>")[0]
