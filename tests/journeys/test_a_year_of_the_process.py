"""A year in a municipality with three units: two rounds, a hearing, another coordinator, and what was learnt.

Played by the pages that people use, sending forms as a browser without JavaScript does.
"""

import re
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.forms import filled
from tests.people import client_of, code, holding, person, unit
from tests.walking import pressed, read, sent
from tovholder.apps.goals.models import Action
from tovholder.apps.process.public import Learning, Round
from tovholder.apps.screenings.models import Screening
from tovholder.apps.visions.models import Hearing, Statement, Vision
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

UNITS = ("Fyret", "Havnen", "Åkanden")


class Year:
    """The people of the story, and where they are in it."""

    def __init__(self) -> None:
        self.mette: RoleHolding = holding(user=person("mette@syddjurs.example", "Mette Holm"))
        self.office = client_of(self.mette)
        self.units = [unit(name) for name in UNITS]
        people = [person(f"leder{number}@syddjurs.example", f"{place} L") for number, place in enumerate(self.units)]
        self.leaders = [
            client_of(holding("unit_leader", in_unit=place, user=leader))
            for place, leader in zip(self.units, people, strict=True)
        ]

    def opens_a_round(self, title: str) -> Round:
        """The office opens a round of the municipality."""
        told = sent(self.office, reverse("process:new_round"), title=title)
        assert "Hvor begynder I?" in told
        return Round.objects.get(title=title)


def _screens(client: Client, where: Any, found: Round) -> Screening:
    """A leader plans a screening in their unit, fills it in with the others, holds and approves it."""
    sent(client, reverse("screenings:new"), unit=where.pk, title=f"Screening i {where.name}", round=found.pk)
    made = Screening.objects.get(unit=where)

    def add(slug: str, **values: Any) -> None:
        sent(client, reverse("screenings:new_part", args=[made.public_id, slug]), **values)

    add("behov", words="Beboerne vil ringe hjem selv", concerns="citizens", strength="3")
    add("net", place="Fællesrummet", down="2", method="measured")
    sent(client, reverse("screenings:hold", args=[made.public_id]), held_on="2026-02-20")
    shown = reverse("screenings:screening", args=[made.public_id])
    pressed(client, shown, reverse("screenings:approve", args=[made.public_id]))
    return made


def _heard(year: Year, found: Round) -> Vision:
    """The vision goes through its hearing: one council by its login, one by a letter, and the others with a reason."""
    office = year.office
    value = {"creates_quality": "on", "value_text": "For dem, der i dag venter på, at nogen ringer."}
    text = "Alle, der får støtte hos os, kan holde kontakt med dem, de holder af."
    sent(office, reverse("visions:new"), title="Kontakt for alle", text=text, **value, round=found.pk)
    vision = Vision.objects.get()
    hear = reverse("visions:hear", args=[vision.public_id])
    asked = {f"ask_{name}": "on" for name in ("disability_council", "senior_council")}
    sent(office, hear, deadline="2026-04-20", email_senior_council="aeldreraad@syddjurs.example", **asked)

    kind = code("council_kind", "disability_council")
    member = holding("council_member")
    RoleHolding.objects.filter(pk=member.pk).update(kind=kind)
    first = Hearing.objects.get(body__code="disability_council")
    sent(
        client_of(member),
        reverse("visions:statement", args=[first.public_id]),
        text="Husk dem, der ikke har et sprog.",
        by_name="Handicaprådet",
    )
    link = re.search(r"https?://[^/]+(/hoering/\S+)", str(mail.outbox[-1].body))
    assert link is not None
    page = Client().get(link.group(1))
    action, fields = filled(page, text="Vi støtter visionen.", by_name="Ældrerådet")
    assert Client().post(action or link.group(1), fields).status_code in {200, 302}
    for statement in Statement.objects.all():
        sent(
            office,
            reverse("visions:reply", args=[statement.public_id]),
            reply="Tak. Det har vi skrevet ind.",
            led_to_change="yes",
            change_note="Et afsnit om borgere uden sprog.",
        )
    return vision


def _adopted(year: Year, vision: Vision) -> None:
    """The council adopts it, everybody may read it, and two of three units say that they have."""
    address = reverse("visions:adopt", args=[vision.public_id])
    names = [name for form in [filled(year.office.get(address), on="2026-05-04")[1]] for name in form]
    reasons = {name: "De er hørt på et møde." for name in names if name.startswith("reason_")}
    body = code("adopting_body", "political_committee").pk
    told = sent(year.office, address, on="2026-05-04", body=body, **reasons)
    assert "Visionen er vedtaget" in told
    shown = reverse("visions:vision", args=[vision.public_id])
    pressed(year.office, shown, reverse("visions:publish", args=[vision.public_id]))
    for leader in year.leaders[:2]:
        sent(leader, reverse("visions:receipt", args=[vision.public_id]), how="På et møde med alle.")
    vision.refresh_from_db()
    assert "Kontakt for alle" in read(Client(), reverse("visions:public", args=["syddjurs", vision.slug]))


@pytest.mark.requirement("PRO-08")
def test_a_year_with_two_rounds(django_capture_on_commit_callbacks: Any) -> None:
    """What the first round taught is the first thing that the next coordinator sees in the second."""
    with clock_at(date(2026, 1, 12)):
        year = Year()
        first = year.opens_a_round("Kontakt og kommunikation")
        # Nothing waits for anything else: the last step of the last phase may be the first to begin.
        last_step = reverse("process:step", args=[first.public_id, "practice.evaluate"])
        assert "I gang" in sent(year.office, last_step, state="under_way")
    with clock_at(date(2026, 2, 20)):
        screenings = [_screens(leader, place, first) for leader, place in zip(year.leaders, year.units, strict=True)]
        page = year.leaders[0].get(reverse("screenings:part", args=[screenings[0].public_id, "fund"]))
        way = re.search(r'href="(/proces/handlingsplan/ny/\?[^"]+)"', page.content.decode())
        assert way is not None
        address = way.group(1).replace("&amp;", "&")
        sent(year.leaders[0], address, title="Få bedre net i Fyret", due_on="2026-06-01", round=first.pk)
        assert "Få bedre net i Fyret" in read(
            year.leaders[0], reverse("screenings:part", args=[screenings[0].public_id, "fund"])
        )
    with clock_at(date(2026, 3, 16)), django_capture_on_commit_callbacks(execute=True):
        vision = _heard(year, first)
    with clock_at(date(2026, 5, 4)):
        _adopted(year, vision)
        goals = reverse("goals:new_goal")
        sent(year.office, goals, title="Alle kan ringe hjem", motive="quality", vision=vision.pk, round=first.pk)
    assert "2 af 3" in read(year.office, reverse("visions:receipts", args=[vision.public_id]))
    with clock_at(date(2026, 8, 31)):
        jonas = _takes_over(year)
    with clock_at(date(2026, 10, 5)):
        sent(
            jonas,
            reverse("process:new_learning", args=[first.public_id]),
            kind="otherwise",
            text="Mål nettet, før I køber skærme.",
        )
        told = sent(jonas, reverse("process:close_round", args=[first.public_id]), no_learning="")
        assert "Afsluttet" in told
        year.office = jonas
        second = year.opens_a_round("Flere med")
        board = read(jonas, second.get_absolute_url())
        assert "Med fra sidste runde" in board
        assert "Mål nettet, før I køber skærme." in board
        learnt = Learning.objects.get()
        sent(jonas, reverse("process:take_up", args=[learnt.public_id]), answer="Vi måler i alle tre huse.")
        assert "Vi måler i alle tre huse." in read(jonas, second.get_absolute_url())
        assert (second.number, second.previous) == (2, first)
        compared = read(jonas, f"{reverse('process:compare')}?runde={first.public_id}&runde={second.public_id}")
        assert ("Kontakt og kommunikation" in compared, "Flere med" in compared) == (True, True)
        assert jonas.get(reverse("process:round_pdf", args=[first.public_id])).content[:5] == b"%PDF-"
    assert Client().get(second.get_absolute_url()).status_code == 404


def _takes_over(year: Year) -> Client:
    """Mette leaves with a list of what a successor must know; Jonas takes her place and her loose ends."""
    action = Action.objects.get()
    sent(year.office, reverse("goals:edit_action", args=[action.public_id]), owner=year.mette.user.pk)
    jonas = holding(user=person("jonas@syddjurs.example", "Jonas Ny"), starts_on=date(2026, 8, 31))
    end = reverse("accounts:role_end", args=[year.mette.public_id])
    sent(client_of(jonas), end, ends_on="2026-08-31", handover="Spørg IT-afdelingen om nettet i Fyret")
    return client_of(jonas)
