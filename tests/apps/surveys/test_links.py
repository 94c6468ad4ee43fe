"""Secret links: what opens with them, what does not, and what the page says then."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.people import client_of, holding, municipality
from tests.surveying import contact, opened, participant
from tovholder.apps.surveys.answering import begin, submit
from tovholder.apps.surveys.contacting import make_link, retire_contact, revoke_link
from tovholder.apps.surveys.models import Link, Participant, Reminder, ReminderKind
from tovholder.apps.surveys.reminding import remind
from tovholder.apps.surveys.survey_actions import close_survey
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.jobs.public import enqueue
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november() -> Iterator[None]:
    """The second of November 2026: the day after the survey opens."""
    with clock_at(date(2026, 11, 2)):
        yield


@pytest.fixture
def here() -> Participant:
    """Syddjurs, which has begun to answer."""
    one = participant()
    begin(one, by=SYSTEM)
    return one


def _followed(secret: str) -> Client:
    client = Client()
    client.get(reverse("surveys:link", args=[secret]))
    return client


def _page(here: Participant, name: str, *more: str) -> str:
    return reverse(f"surveys:{name}", args=[here.survey.key, here.code, *more])


@pytest.mark.requirement("ORG-25")
def test_a_contact_answers_with_a_link_and_without_a_login(here: Participant) -> None:
    """Under the contact's name; only the hash of the secret is kept."""
    link, secret = make_link(by=SYSTEM, participant=here, contact=contact())
    assert (link.secret_hash, secret in str(vars(link))) == (secret_hash(secret), False)
    client = _followed(secret)
    assert client.get(_page(here, "answering")).status_code == 200
    data = {"bedst": "aften", "seen_bedst": "0"}
    answer = client.post(_page(here, "section", "oensker"), data)
    assert answer.status_code == 302
    read = client.get(_page(here, "answers")).content.decode()
    assert "Sofie Lund" in read
    assert "Aften" in read


def test_a_link_opens_its_own_municipality_and_nothing_else(here: Participant) -> None:
    """Not another's answers, not the pages of the coordinator or of the national side."""
    there = participant(here.survey, "Randers")
    begin(there, by=SYSTEM)
    _link, secret = make_link(by=SYSTEM, participant=here, contact=contact())
    client = _followed(secret)
    assert client.get(_page(there, "answering")).status_code == 404
    assert client.get(_page(there, "section", "oensker")).status_code == 404
    assert client.post(_page(there, "section", "oensker"), {"bedst": "aften"}).status_code == 404
    assert client.get(_page(here, "participant")).status_code == 404
    assert client.get(_page(here, "new_link")).status_code == 404
    assert client.get(_page(here, "delegate", "oensker")).status_code == 403
    assert client.get(reverse("surveys:contacts")).status_code == 302
    assert client.get(reverse("surveys:progress", args=[here.survey.key])).status_code == 302


def test_a_link_that_is_stopped_stops_at_once(here: Participant) -> None:
    """Also for somebody who followed it before; the page says so and names nobody."""
    link, secret = make_link(by=SYSTEM, participant=here, contact=contact())
    client = _followed(secret)
    revoke_link(by=SYSTEM, link=link)
    for answer in (client.get(_page(here, "answering")), Client().get(reverse("surveys:link", args=[secret]))):
        assert answer.status_code == 410
        said = answer.content.decode()
        assert "spærret" in said
        assert "Syddjurs" not in said
        assert "Sofie" not in said


def test_a_newer_link_takes_the_place_of_the_one_before(here: Participant) -> None:
    """The older page says that there is a newer one; the links of others keep working."""
    named, other = contact(), contact("Ida Krogh")
    _first, old = make_link(by=SYSTEM, participant=here, contact=named)
    _other, others = make_link(by=SYSTEM, participant=here, contact=other)
    _second, new = make_link(by=SYSTEM, participant=here, contact=named)
    over = Client().get(reverse("surveys:link", args=[old]))
    assert over.status_code == 410
    assert "nyere link" in over.content.decode()
    assert [_followed(secret).get(_page(here, "answering")).status_code for secret in (others, new)] == [200, 200]


def test_two_may_use_one_link_and_each_goes_on_where_it_was_left(here: Participant) -> None:
    """On two machines: it is a way in, not a lock."""
    _link, secret = make_link(by=SYSTEM, participant=here)
    one, two = _followed(secret), _followed(secret)
    one.post(_page(here, "section", "oensker"), {"ord": "Fra den ene", "seen_ord": "0"})
    two.post(_page(here, "section", "oensker"), {"ord": "Fra den anden", "seen_ord": "0"})
    said = one.get(_page(here, "section", "oensker")).content.decode()
    assert "Fra den ene" in said
    assert "Fra den anden" in said


def test_a_link_that_has_expired_or_was_guessed_opens_nothing(here: Participant) -> None:
    """The guessed one is answered as if there had never been one."""
    _link, secret = make_link(by=SYSTEM, participant=here)
    guessed = Client().get(reverse("surveys:link", args=["a" * 43]))
    assert (guessed.status_code, "Vi kender ikke linket" in guessed.content.decode()) == (404, True)
    with clock_at(date(2027, 2, 1)):
        late = Client().get(reverse("surveys:link", args=[secret]))
        assert (late.status_code, "udløbet" in late.content.decode()) == (410, True)


def test_who_comes_late_with_a_link_is_told_and_loses_nothing_that_was_typed(here: Participant) -> None:
    """The survey closed while they were writing: the page comes back with their words on it."""
    _link, secret = make_link(by=SYSTEM, participant=here)
    client = _followed(secret)
    close_survey(by=SYSTEM, survey=here.survey)
    answer = client.post(_page(here, "section", "oensker"), {"ord": "Min lange tekst", "seen_ord": "0"})
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Min lange tekst" in said
    assert "lukket" in said
    assert client.get(_page(here, "answering")).status_code == 200
    with pytest.raises(ValidationError):
        make_link(by=SYSTEM, participant=here)


def test_who_saves_after_the_answers_were_handed_in_loses_nothing_that_was_typed(here: Participant) -> None:
    """As when the survey has closed."""
    _link, secret = make_link(by=SYSTEM, participant=here)
    client = _followed(secret)
    submit(here, by=SYSTEM)
    said = client.post(_page(here, "section", "oensker"), {"ord": "Min lange tekst", "seen_ord": "0"}).content.decode()
    assert "Min lange tekst" in said
    assert "sendt ind" in said


def test_somebody_who_is_no_contact_any_more_has_no_link(here: Participant) -> None:
    """Nor has a contact of another municipality ever one here."""
    named = contact()
    _link, secret = make_link(by=SYSTEM, participant=here, contact=named)
    retire_contact(by=SYSTEM, contact=named)
    assert Client().get(reverse("surveys:link", args=[secret])).status_code == 410
    with pytest.raises(ValidationError):
        make_link(by=SYSTEM, participant=here, contact=contact("Bo", at=municipality("Randers")))


def test_the_coordinator_sees_a_link_once(here: Participant) -> None:
    """It stands on the page that made it, and nowhere after."""
    client = client_of(holding("coordinator"))
    named = contact()
    made = client.post(_page(here, "new_link"), {"contact": str(named.pk)}).content.decode()
    assert "/dataindsamling/link/" in made
    assert "/dataindsamling/link/" not in client.get(_page(here, "participant")).content.decode()


@pytest.mark.requirement("SUR-01")
def test_links_go_by_mail_to_contacts_and_to_the_main_mailbox() -> None:
    """Each with a link of its own, to those who have not handed in."""
    here = participant()
    contact()
    Participant.objects.filter(pk=here.pk).update(mailbox="post@syddjurs.example")
    enqueue("surveys.send_links", by=SYSTEM, arguments={"survey": here.survey.key})
    assert sorted(to for message in mail.outbox for to in message.to) == [
        "post@syddjurs.example",
        "sofie@syddjurs.example",
    ]
    address = next(line for line in str(mail.outbox[0].body).splitlines() if "/link/" in line)
    secret = address.rstrip("/").rpartition("/")[2]
    assert _followed(secret).get(_page(here, "answering")).status_code == 200
    assert Link.objects.count() == 2


@pytest.mark.requirement("SUR-06")
def test_those_who_have_not_answered_are_reminded_once_and_listed_afterwards(here: Participant) -> None:
    """Two weeks and three days before; never those who have handed in."""
    there = participant(here.survey, "Randers")
    begin(there, by=SYSTEM)
    submit(there, by=SYSTEM)
    contact()
    for day in (date(2026, 11, 10), date(2026, 11, 17), date(2026, 11, 18), date(2026, 11, 28), date(2026, 11, 29)):
        with clock_at(day):
            enqueue("surveys.daily", by=SYSTEM)
    told = Reminder.objects.filter(participant=here).order_by("sent_at")
    assert [one.kind for one in told] == ["weeks", "days"]
    assert not Reminder.objects.filter(participant=there).exists()
    assert [message.to for message in mail.outbox] == [["sofie@syddjurs.example"]] * 2
    with clock_at(date(2026, 12, 1)):
        enqueue("surveys.daily", by=SYSTEM)
        page = Client().get(here.survey.get_absolute_url()).content.decode()
    assert "Kommuner, der ikke er med i tallene" in page
    assert "Syddjurs" in page
    assert "Randers," not in page


def test_a_reminder_by_hand_goes_once_a_day(here: Participant) -> None:
    """A second one the same day is refused."""
    remind(by=SYSTEM, participant=here, kind=ReminderKind.BY_HAND)
    with pytest.raises(ValidationError):
        remind(by=SYSTEM, participant=here, kind=ReminderKind.BY_HAND)
    with clock_at(date(2026, 11, 3)):
        remind(by=SYSTEM, participant=here, kind=ReminderKind.BY_HAND)


@pytest.mark.requirement("ORG-23")
def test_the_economists_of_a_survey_are_those_who_get_its_links() -> None:
    """A contact for the yearly questionnaire is none for the economists', and the other way round (ORG-23)."""
    here = participant(opened(key="oekonomi-2026", audience="economy"))
    contact()
    contact("Carl Bech", audience="economy")
    enqueue("surveys.send_links", by=SYSTEM, arguments={"survey": here.survey.key})
    assert [message.to for message in mail.outbox] == [["carl@syddjurs.example"]]
