"""Buying and searching together: one leads, the others give their own word, suppliers wait until it is public."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.landkort import refusal, technology
from tests.money import purchase
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding, municipality
from tovholder.apps.funding.joint_actions import (
    add_joint_partner,
    decline_joint,
    join_joint,
    leave_joint,
    step_joint,
)
from tovholder.apps.funding.joint_models import JointTaking
from tovholder.apps.funding.presenting import volume_text
from tovholder.apps.funding.working import invitation_items
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.notices.models import Notice
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("ECO-12")
def test_municipalities_search_together_in_one_field_each_by_its_own_word() -> None:
    """Invited ones are told and say yes or no themselves; one that was not invited may join too."""
    randers, aarhus, favrskov = (municipality(name) for name in ("Randers", "Aarhus", "Favrskov"))
    told = holding(at="Randers")
    made = purchase(kind="search", invited=(randers, aarhus), counted_in="borgere", volume=Decimal(40))
    assert [notice.user for notice in Notice.objects.all()] == [told.user]
    join_joint(by=SYSTEM, purchase=made, municipality=randers, volume=Decimal(60))
    decline_joint(by=SYSTEM, taking=JointTaking.objects.get(municipality=aarhus), reason="Ikke i år.")
    join_joint(by=SYSTEM, purchase=made, municipality=favrskov)
    states = {row.municipality.name: row.state for row in made.takings.all()}
    assert states == {"Syddjurs": "joined", "Randers": "joined", "Aarhus": "declined", "Favrskov": "joined"}
    assert volume_text(made) == "100 borgere i alt (oplyst af 2 af 3 kommuner)"
    page = client_of(holding()).get(made.get_absolute_url())
    assert_clean_html(page)
    told_on_page = text_of(page)
    for words in ("Fælles søgning efter løsninger", "Sundhed og ældre", "Ikke i år.", "100 borgere i alt"):
        assert words in told_on_page


@pytest.mark.requirement("ECO-12")
def test_the_state_and_others_stand_as_partners() -> None:
    """With what they bring to the table."""
    made = purchase()
    kind = code("search_partner_kind", "state")
    add_joint_partner(by=SYSTEM, purchase=made, name="En styrelse", kind=kind, part="Betaler afprøvningen")
    told = text_of(client_of(holding(at="Randers")).get(made.get_absolute_url()))
    for words in ("En styrelse", "Staten", "Betaler afprøvningen"):
        assert words in told


def test_a_supplier_sees_it_only_when_it_is_public_and_never_how_many_are_wanted() -> None:
    """Neither on the page, on a technology, in the list, in the file nor in the API."""
    hidden = purchase("Skjult handel", technology=technology(), volume=Decimal(731))
    shown = purchase("Synlig handel", technology=technology(), tier="public", volume=Decimal(947))
    client = client_of(holding("supplier"))
    assert client.get(hidden.get_absolute_url()).status_code == 404
    pages = [
        client.get(reverse("funding:joint")),
        client.get(shown.get_absolute_url()),
        client.get(technology().get_absolute_url()),
        client.get("/api/v1/funding/joint-purchases"),
        client.get(reverse("funding:joint_file", args=["csv"])),
    ]
    texts = [page.getvalue().decode() for page in pages]
    assert [word for word in ("Skjult handel", "731", "947") for text in texts if word in text] == []
    assert ["Synlig handel" in text for text in texts] == [True] * 5


def test_a_municipality_speaks_for_itself_alone() -> None:
    """Nobody else may accept, decline or leave for it."""
    made = purchase(invited=(municipality("Randers"),))
    row = JointTaking.objects.get(municipality=municipality("Randers"))
    answers = {
        who: client_of(held).get(reverse("funding:decline", args=[row.public_id])).status_code
        for who, held in (
            ("lead", holding()),
            ("self", holding(at="Randers")),
            ("reader", holding("reader", at="Randers")),
        )
    }
    assert answers == {"lead": 404, "self": 200, "reader": 404}
    assert (
        client_of(holding(at="Aarhus")).get(reverse("funding:edit_purchase", args=[made.public_id])).status_code == 403
    )


def test_what_does_not_fit_is_refused() -> None:
    """Twice in, after the deadline, leaving without a word, the lead that leaves, a person's own address."""
    made = purchase(deadline=clock.today())
    randers = municipality("Randers")
    row = join_joint(by=SYSTEM, purchase=made, municipality=randers)
    with pytest.raises(ValidationError, match="I er allerede med"):
        join_joint(by=SYSTEM, purchase=made, municipality=randers)
    assert list(refusal(lambda: leave_joint(by=SYSTEM, taking=row, reason=""))) == ["reason"]
    lead = made.takings.get(municipality=municipality())
    with pytest.raises(ValidationError, match="I står for det"):
        leave_joint(by=SYSTEM, taking=lead, reason="Nej")
    mailbox = holding().user.email
    assert list(refusal(lambda: purchase("To", contact_mailbox=mailbox))) == ["contact_mailbox"]
    made.deadline = clock.today() - timedelta(days=1)
    with pytest.raises(ValidationError, match="for sent"):
        join_joint(by=SYSTEM, purchase=made, municipality=municipality("Aarhus"))


@pytest.mark.requirement("ECO-12")
def test_it_ends_with_what_came_of_it_and_what_was_learnt() -> None:
    """Both are asked for, and those who are in are told."""
    made = purchase()
    told = holding(at="Randers")
    join_joint(by=SYSTEM, purchase=made, municipality=municipality("Randers"))
    today = clock.today()
    assert list(refusal(lambda: step_joint(by=SYSTEM, purchase=made, to_state="done", on=today))) == ["outcome"]
    half = refusal(lambda: step_joint(by=SYSTEM, purchase=made, to_state="done", on=today, outcome="Én leverandør."))
    assert list(half) == ["learning"]
    step_joint(by=SYSTEM, purchase=made, to_state="done", on=today, outcome="Én leverandør.", learning="Spørg først.")
    assert [(one.user, one.about) for one in Notice.objects.filter(user=told.user)] == [
        (told.user, "Vasketoiletter sammen: Afsluttet.")
    ]
    assert "Spørg først." in text_of(client_of(told).get(made.get_absolute_url()))


def test_an_invitation_waits_in_the_week_of_those_who_answer() -> None:
    """Until they have answered."""
    made = purchase(invited=(municipality("Randers"),))
    mine, until = actor(at="Randers"), clock.today() + timedelta(days=7)
    assert [item.title for item in invitation_items(mine, until)] == ["Svar på invitationen til Vasketoiletter sammen"]
    join_joint(by=SYSTEM, purchase=made, municipality=municipality("Randers"))
    assert invitation_items(mine, until) == []


def test_one_word_is_left_when_two_that_are_in_become_one() -> None:
    """The numbers that they want are added."""
    made = purchase(volume=Decimal(10))
    join_joint(by=SYSTEM, purchase=made, municipality=municipality("Norddjurs"), volume=Decimal(5))
    merge_municipality(municipality("Norddjurs"), into=municipality(), by=SYSTEM)
    assert [(row.municipality.name, row.volume) for row in made.takings.all()] == [("Syddjurs", Decimal(15))]


def test_a_technology_shows_what_is_bought_together() -> None:
    """To those who may see it, with a way to begin."""
    purchase(technology=technology())
    told = text_of(client_of(holding(at="Randers")).get(technology().get_absolute_url()))
    assert "Vasketoiletter sammen" in told
    assert "Sæt et fælles indkøb eller en søgning i gang" in told


@pytest.mark.parametrize("name", ["new_pool", "new_purchase"])
def test_forms_are_whole(name: str) -> None:
    """Shown to those who may."""
    assert_clean_html(client_of(holding()).get(reverse(f"funding:{name}")))


def test_a_form_starts_a_purchase_and_the_lead_is_in_with_its_number() -> None:
    """What was typed is what stands."""
    sent = {
        "title": "Skærme",
        "kind": "purchase",
        "field": code("field", "social").pk,
        "need": "Vi vil ses oftere.",
        "volume": "1.200",
        "tier": "municipalities",
    }
    client_of(holding()).post(reverse("funding:new_purchase"), sent)
    row = JointTaking.objects.get()
    assert (row.purchase.title, row.volume, row.state) == ("Skærme", Decimal(1200), "joined")
