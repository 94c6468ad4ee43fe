"""Adoption with what was not heard, and the receipts of the units."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.landkort import refusal
from tests.outlook import REASONS, adopted, body, decision, heard, published, vision
from tests.pages import text_of
from tests.people import actor, client_of, holding, municipality, unit
from tovholder.apps.visions.models import MissingHearing, Receipt
from tovholder.apps.visions.public import (
    Said,
    Vision,
    Way,
    adopt,
    give_receipt,
    give_statement,
    record_failed_letter,
    withdraw,
)
from tovholder.apps.visions.selectors import lacks, receipt_counts, receipt_lines
from tovholder.foundation.jobs.public import enqueue
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.municipalities.public import close_unit, merge_units
from tovholder.foundation.notices.models import Notice
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

OTHERS = {code: reason for code, reason in REASONS.items() if code not in {"disability_council", "senior_council"}}


def test_a_statutory_hearing_that_is_missing_must_be_known_and_explained() -> None:
    """The law's own are told apart; a tick and words are both needed, and both stay on the vision."""
    made = vision()
    told = refusal(lambda: adopt(by=SYSTEM, vision=made, decision=decision(), reasons=OTHERS))
    assert set(told) == {"law_known", "reason_disability_council", "reason_senior_council"}
    told = refusal(lambda: adopt(by=SYSTEM, vision=made, decision=decision(), reasons=REASONS))
    assert set(told) == {"law_known"}
    adopt(by=actor(), vision=made, decision=decision(), reasons=REASONS, law_known=True)
    kept = {row.body.code: row.law for row in MissingHearing.objects.select_related("body")}
    assert kept == dict.fromkeys(REASONS, "") | {
        "disability_council": "retssikkerhedsloven § 37 a",
        "senior_council": "retssikkerhedsloven § 30",
    }
    page = client_of(holding("reader")).get(made.get_absolute_url())
    assert REASONS["senior_council"] in text_of(page)


def test_who_counts_as_heard() -> None:
    """Who answered, and who let the deadline pass; not who still has time, nor whose letter never arrived."""
    opened = heard(vision(), body(), body("senior_council"), body("relatives"), body("med_committee"), days=5)
    by_code = {hearing.body.code: hearing for hearing in opened.hearings.select_related("body")}
    give_statement(by=SYSTEM, hearing=by_code["disability_council"], said=Said("Fint"), way=Way.RECORDED)
    record_failed_letter(by=SYSTEM, hearing=by_code["relatives"], problem="Kom retur")
    before = {lack.body.code: lack.asked for lack in lacks(opened.vision)}
    assert before == {
        "senior_council": True,
        "vulnerable_council": False,
        "med_committee": True,
        "residents_council": False,
        "relatives": True,
    }
    with clock_at(opened.deadline + timedelta(days=1)):
        after = [lack.body.code for lack in lacks(opened.vision)]
    assert after == ["vulnerable_council", "residents_council", "relatives"]


def test_a_vision_for_staff_needs_no_statutory_hearing() -> None:
    """Written reasons for the others are enough."""
    made = vision(groups=["staff"])
    adopt(by=SYSTEM, vision=made, decision=decision(), reasons=REASONS)
    assert (made.state, made.adopted_by_name, made.case_reference) == ("adopted", "Socialudvalget", "24/1234")


def test_the_warning_is_red_on_the_page_of_adoption() -> None:
    """It names the law and says that no lawyer has looked at it."""
    made = vision()
    browser = client_of(holding("coordinator"))
    page = browser.get(f"{made.get_absolute_url()}vedtag/")
    assert "alert-error" in page.content.decode()
    assert "retssikkerhedsloven § 37 a" in text_of(page)
    assert "ikke efterprøvet af jurist" in text_of(page)
    answer = browser.post(f"{made.get_absolute_url()}vedtag/", _posted(made.version))
    made.refresh_from_db()
    assert (answer.status_code, made.state) == (302, "adopted")


def _posted(version: int) -> dict[str, str]:
    """The page of adoption filled in."""
    reasons = {f"reason_{code}": reason for code, reason in REASONS.items()}
    whom = {"body": str(decision().body.pk), "body_name": "Socialudvalget"}
    return {"version": str(version), "on": "2026-11-01", "law_known": "on", **whom, **reasons}


def test_somebody_who_adopts_what_has_changed_meanwhile_is_told() -> None:
    """409, and nothing is adopted."""
    made = vision()
    browser = client_of(holding("coordinator"))
    assert browser.post(f"{made.get_absolute_url()}vedtag/", _posted(7)).status_code == 409
    assert Vision.objects.get(pk=made.pk).state == "draft"


@pytest.mark.requirement("VIS-16")
def test_every_open_unit_is_asked_and_gives_its_receipt() -> None:
    """Leaders are told; the share counts open units, those that came later too."""
    fyret, havnen = unit("Fyret"), unit("Havnen")
    close_unit(unit("Lukket"), by=SYSTEM)
    leader = actor("unit_leader", in_unit=fyret)
    made = adopted()
    assert [notice.kind for notice in Notice.objects.filter(user__public_id__in=[leader.user_id])] == [
        "visions.receipt"
    ]
    assert {row.unit for row in Receipt.objects.all()} == {fyret, havnen}
    assert refusal(lambda: give_receipt(by=leader, vision=made, unit=fyret, how=" ")).keys() == {"how"}
    give_receipt(by=leader, vision=made, unit=fyret, how="På personalemødet.")
    assert receipt_counts([made]) == {made.pk: (1, 2)}
    new = unit("Nyt sted")
    assert [(line.unit, line.is_given) for line in receipt_lines(made)] == [
        (fyret, True), (havnen, False), (new, False),
    ]  # fmt: skip
    enqueue("visions.daily", by=SYSTEM)
    assert Receipt.objects.filter(unit=new).count() == 1


def test_units_that_say_nothing_are_reminded_once_after_two_weeks() -> None:
    """The leader, and where there is none the key staff."""
    staff = actor("key_staff", in_unit=unit("Fyret"))
    made = adopted()
    Notice.objects.all().delete()
    for days, told in ((13, 0), (14, 1), (20, 1)):
        with clock_at(made.made_on + timedelta(days=days)):
            enqueue("visions.daily", by=SYSTEM)
            assert Notice.objects.filter(user__public_id__in=[staff.user_id]).count() == told


def test_receipts_stop_when_the_vision_is_withdrawn() -> None:
    """Nobody is reminded, nobody can give one; what was given stays."""
    leader = actor("unit_leader", in_unit=unit("Fyret"))
    made = published()
    give_receipt(by=leader, vision=made, unit=unit("Fyret"), how="På et møde.")
    unit("Havnen")
    withdraw(by=SYSTEM, vision=made, reason="Ny retning.")
    Notice.objects.all().delete()
    with clock_at(made.made_on + timedelta(days=40)):
        enqueue("visions.daily", by=SYSTEM)
    with pytest.raises(ValidationError, match="skal ikke kvitteres"):
        give_receipt(by=leader, vision=made, unit=unit("Fyret"), how="Igen")
    assert (Notice.objects.count(), Receipt.objects.count()) == (0, 1)
    page = client_of(holding("reader")).get(made.get_public_url())
    assert "Visionen er trukket tilbage" in text_of(page)
    assert "Ny retning." in text_of(page)


@pytest.mark.parametrize(
    ("old_gives", "new_gives", "words"),
    [(True, False, "Fyret"), (False, True, "Havnen"), (True, True, "Havnen"), (False, False, "")],
)
def test_the_receipt_of_a_merged_unit_moves_or_dissolves(old_gives: bool, new_gives: bool, words: str) -> None:
    """One unit is asked once: what was given stays, that of the unit which goes on before the other."""
    fyret, havnen = unit("Fyret"), unit("Havnen")
    made = adopted()
    for given, place in ((old_gives, fyret), (new_gives, havnen)):
        if given:
            give_receipt(by=SYSTEM, vision=made, unit=place, how=place.name)
    merge_units(fyret, into=havnen, by=SYSTEM)
    assert [(row.unit, row.how) for row in Receipt.objects.all()] == [(havnen, words)]
    assert receipt_counts([made]) == {made.pk: (int(bool(words)), 1)}


def test_visions_move_with_a_merged_municipality() -> None:
    """Where both have one of that address, the moved one gets a new one."""
    moved, standing = published(), published(owner="Norddjurs")
    merge_municipality(municipality("Syddjurs"), into=municipality("Norddjurs"), by=SYSTEM)
    moved.refresh_from_db()
    assert (moved.municipality, moved.slug, standing.slug) == (
        municipality("Norddjurs"), f"{standing.slug}-2", "teknologi-der-giver-frihed",
    )  # fmt: skip
    assert clock.today() == moved.published_on
