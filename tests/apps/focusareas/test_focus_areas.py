"""Joint focus areas: proposed, spoken of, qualified and approved, each step with its date, person and reason."""

from datetime import date, timedelta

import pytest

from tests.focusing import YEAR, area_facts, proposed, seat
from tests.landkort import project, refusal, technology
from tests.people import actor, code, holding, municipality
from tovholder.apps.focusareas.actions import AreaStep, change_area, speak, step_area
from tovholder.apps.focusareas.ends import forget_person, move_municipality
from tovholder.apps.focusareas.models import FocusArea, GroupMember, Voice
from tovholder.apps.focusareas.reference import load_focus_areas
from tovholder.apps.focusareas.selectors import (
    areas_of_technology,
    projects_by_status,
    seen_areas,
    took_part,
    waiting_areas,
)
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db

APPROVAL = AreaStep(
    to_state="approved", reason="Godt og bredt.", meeting="Møde nr. 3", approved_by="Styregruppen ved formanden"
)


def _spoken(area: FocusArea, place: str = "Syddjurs") -> Voice:
    seat(place, year=area.year)
    return speak(by=SYSTEM, area=area, municipality=municipality(place), supports=True, comment="Det mangler vi.")


@pytest.mark.requirement("MAP-09")
def test_the_areas_of_2017_and_2018_come_with_the_product() -> None:
    """Two of each year, approved, with their technologies and the report as their source, in both languages."""
    told = [
        (area.year, area.title_da, area.state, sorted(one.slug for one in area.technologies.all()))
        for area in seen_areas(ANONYMOUS)
    ]
    assert told == [
        (
            2018,
            "Funktionel mobilitet",
            "approved",
            ["funktionel_mobilitet", "mobilitetsrobot"],
        ),
        (
            2018,
            "Patientrettet forebyggelse",
            "approved",
            ["hjemmemonitorering_diabetes", "hjemmemonitorering_hjerte", "hjemmemonitorering_kol", "telemedicin"],
        ),
        (
            2017,
            "Digitalt understøttet træning",
            "approved",
            ["digital_traening", "digital_traening_sensor", "traeningsapp", "traeningsvideoer"],
        ),
        (
            2017,
            "Skærmbesøg og virtuel kommunikation",
            "approved",
            ["skaermbesoeg", "videoloesninger", "virtuel_bostoette"],
        ),
    ]
    assert {area.publication.key for area in FocusArea.objects.all() if area.publication} == {"statusrapport-2017"}
    assert all(area.title_en and area.description_en for area in FocusArea.objects.all())


@pytest.mark.requirement("MAP-09")
def test_an_area_counts_the_projects_of_its_technologies_once() -> None:
    """By status, over what is shared with all: a technology whose whole category is chosen adds nothing more."""
    project("Sensor i sengen", technology=technology("sengesensor"), tier=Tier.PUBLIC, status="in_operation")
    project("Kun vores", technology=technology("sengesensor"), tier=Tier.MUNICIPALITY)
    area = proposed()
    (counts,) = projects_by_status([area])
    counted = {status: count for status, count in counts.items() if count}
    assert counted == {"in_operation": 1}
    change_area(
        by=SYSTEM,
        area=area,
        facts=area_facts(categories=[code("landkort_category", technology("sengesensor").category.code)]),
    )
    assert projects_by_status([FocusArea.objects.get(pk=area.pk)])[0]["in_operation"] == 1


@pytest.mark.requirement("MAP-09")
@pytest.mark.requirement("ORG-24")
def test_an_area_goes_from_proposal_to_approval_and_everything_is_kept() -> None:
    """The municipality group speaks, the editors qualify, the steering group approves: dates, meeting and who."""
    area = proposed(by=actor("coordinator"))
    assert (area.municipality, area.by_name, area.state) == (municipality(), "coordinator syddjurs", "proposed")
    _spoken(area)
    editor = actor("national_editor")
    step_area(by=editor, area=area, step=AreaStep(to_state="qualified", reason="Belyst og afgrænset."))
    step_area(by=editor, area=area, step=APPROVAL)
    kept = [
        (step.from_state, step.to_state, step.on, step.meeting, step.approved_by, step.by_name)
        for step in area.steps.all()
    ]
    today = clock.today()
    assert kept == [
        ("proposed", "qualified", today, "", "", editor.name),
        ("qualified", "approved", today, "Møde nr. 3", "Styregruppen ved formanden", editor.name),
    ]
    assert [one.pk for one in areas_of_technology(technology("sengesensor"))] == [area.pk]


@pytest.mark.requirement("ORG-24")
def test_each_step_is_guarded() -> None:
    """No qualifying without technologies or before the group spoke; no approval without meeting and who."""
    bare = proposed(title_da="Uden teknologier", technologies=[])
    seat("Syddjurs")
    qualified = AreaStep(to_state="qualified", reason="Ja.")
    assert set(refusal(lambda: step_area(by=SYSTEM, area=bare, step=qualified))) == {"to_state"}
    area = proposed()
    said = refusal(lambda: step_area(by=SYSTEM, area=area, step=qualified))
    assert said == {"to_state": ["Kommunegruppen har ikke sagt noget om forslaget endnu."]}
    speak(by=SYSTEM, area=area, municipality=municipality(), supports=True)
    assert set(refusal(lambda: step_area(by=SYSTEM, area=area, step=APPROVAL))) == {"to_state"}
    step_area(by=SYSTEM, area=area, step=qualified)
    bad = AreaStep(to_state="approved", reason="Ja.")
    assert set(refusal(lambda: step_area(by=SYSTEM, area=area, step=bad))) == {"meeting", "approved_by"}
    early = AreaStep(to_state="declined", reason="Nej.", on=clock.today() - timedelta(days=1))
    assert set(refusal(lambda: step_area(by=SYSTEM, area=area, step=early))) == {"on"}
    late = AreaStep(to_state="declined", reason="Nej.", on=clock.today() + timedelta(days=1))
    assert set(refusal(lambda: step_area(by=SYSTEM, area=area, step=late))) == {"on"}
    mute = AreaStep(to_state="declined", reason=" ")
    assert set(refusal(lambda: step_area(by=SYSTEM, area=area, step=mute))) == {"reason"}
    with pytest.raises(ConflictError):
        step_area(by=SYSTEM, area=area, step=APPROVAL, expected_version=1)


def test_what_is_approved_keeps_its_name() -> None:
    """Texts and technologies may be put right; the year and the name are what the steering group approved."""
    area = proposed()
    step_area(by=SYSTEM, area=area, step=AreaStep(to_state="qualified", reason="Ja."))
    step_area(by=SYSTEM, area=area, step=APPROVAL)
    assert set(refusal(lambda: change_area(by=SYSTEM, area=area, facts=area_facts(title_da="Andet")))) == {"title_da"}
    assert set(refusal(lambda: change_area(by=SYSTEM, area=area, facts=area_facts(technologies=[])))) == {
        "technologies"
    }
    assert change_area(by=SYSTEM, area=area, facts=area_facts(title_en="Safe nights")).title_en == "Safe nights"
    assert set(refusal(lambda: step_area(by=SYSTEM, area=area, step=APPROVAL))) == {"to_state"}


def test_only_the_group_speaks_and_says_why_not() -> None:
    """A municipality without a seat that day is refused; one that is against gives its reason, and may say it anew."""
    area = proposed()
    here = municipality()
    outside = refusal(lambda: speak(by=SYSTEM, area=area, municipality=here, supports=True))
    assert outside == {"__all__": ["Kun kommunegruppen siger noget om forslag til årets fokusområder."]}
    seat("Syddjurs")
    mute = refusal(lambda: speak(by=SYSTEM, area=area, municipality=here, supports=False))
    assert mute == {"__all__": ["Skriv, hvorfor I ikke støtter det."]}
    first = speak(by=SYSTEM, area=area, municipality=here, supports=False, comment="For smalt.")
    speak(by=SYSTEM, area=area, municipality=here, supports=True, expected_version=first.version)
    assert [(voice.supports, voice.comment) for voice in area.voices.all()] == [(True, "")]
    with pytest.raises(ConflictError):
        speak(by=SYSTEM, area=area, municipality=here, supports=False, comment="Nej.", expected_version=1)


def test_a_proposal_is_seen_by_those_who_follow_it_alone() -> None:
    """Until it is approved nobody outside the municipalities sees it; the group's coordinator has it in their week."""
    area = proposed()
    seat("Syddjurs")
    seen = {role: seen_areas(actor(role)).filter(pk=area.pk).exists() for role in ("reader", "supplier")}
    assert seen == {"reader": True, "supplier": False}
    assert seen_areas(ANONYMOUS).filter(pk=area.pk).exists() is False
    assert [one.pk for one in waiting_areas(actor("coordinator"))] == [area.pk]
    assert waiting_areas(actor("coordinator", at="Randers")) == []


@pytest.mark.requirement("SUR-03")
def test_the_nine_municipalities_of_2017_are_kept() -> None:
    """The report's municipality group in Danish order, and the ten seats of the steering group without names."""
    assert took_part(2017) == [
        "Esbjerg",
        "Gladsaxe",
        "København",
        "Sønderborg",
        "Thisted",
        "Viborg",
        "Aabenraa",
        "Aalborg",
        "Aarhus",
    ]
    steering = GroupMember.objects.filter(year=2017, group="steering")
    assert (steering.count(), steering.filter(user__isnull=False).count()) == (10, 0)


def test_loading_again_changes_nothing_that_an_editor_changed() -> None:
    """An area that was changed keeps the editor's words; the others follow the file."""
    area = FocusArea.objects.get(key="2017-screen")
    facts = area_facts(year=2017, title_da=area.title_da, description_da="Rettet.")
    change_area(by=SYSTEM, area=area, facts=facts)
    FocusArea.objects.filter(key="2017-training").update(description_da="Gammelt.")
    assert load_focus_areas() == 4
    told = dict(FocusArea.objects.filter(year=2017).values_list("key", "description_da"))
    assert (told["2017-screen"], told["2017-training"] != "Gammelt.") == ("Rettet.", True)
    assert GroupMember.objects.filter(year=2017).count() == 19


def test_a_merged_municipality_brings_along_what_it_proposed_and_said() -> None:
    """Two seats become one open seat; where both spoke, the words of the one that goes on stand."""
    area = proposed(by=actor("coordinator"))
    for place in ("Syddjurs", "Randers"):
        seat(place)
        speak(by=SYSTEM, area=area, municipality=municipality(place), supports=True, comment=place)
    assert move_municipality(by=SYSTEM, old=municipality("Syddjurs"), into=municipality("Randers")) == 3
    area.refresh_from_db()
    assert (area.municipality, [voice.comment for voice in area.voices.all()]) == (municipality("Randers"), ["Randers"])
    seats = GroupMember.objects.filter(year=YEAR, municipality=municipality("Randers"))
    assert sorted(one.ends_on is None for one in seats) == [False, True]


def test_who_left_holds_no_seat() -> None:
    """The seat ends with the day; nobody's name hangs on it."""
    held = holding("coordinator")
    one = seat("Syddjurs", user=held.user)
    assert forget_person(held.user.public_id, by=SYSTEM) == 1
    one.refresh_from_db()
    assert (one.user, one.ends_on) == (None, clock.today())
    assert actor_of(held).role == "coordinator"


def test_a_seat_of_nobody_is_refused() -> None:
    """The municipality group consists of municipalities, and a seat ends after it began."""
    assert "__all__" in refusal(lambda: seat("Syddjurs", municipality=None, organisation="KL"))
    order = refusal(lambda: seat("Syddjurs", starts_on=date(2027, 2, 1), ends_on=date(2027, 1, 1)))
    assert order == {"__all__": ["Medlemmet kan ikke gå ud, før det er gået ind."]}
