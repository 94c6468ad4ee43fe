"""Assessments: personal data of one citizen, seen by the unit alone, written together, gone with the alias."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.people import actor, code, holding, municipality, person, unit
from tovholder.apps.assessments.actions import (
    YOURS,
    agree,
    answer_questions,
    begin_assessment,
    close_assessment,
    conclude,
    delete_assessment,
    keep_agreement,
    reopen_assessment,
    talk_through,
)
from tovholder.apps.assessments.models import Agreement, Assessment
from tovholder.apps.assessments.selectors import assessments, compared, needs_of, response_of
from tovholder.apps.citizens.public import CitizenAlias, create_alias, delete_alias, people_who_meet
from tovholder.apps.questionnaires.public import Answer, AnswerVersion, Response
from tovholder.engines.questionnaires.model import Comparability, Value
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.municipalities.merging import merge_municipality
from tovholder.foundation.municipalities.public import LIFECYCLES, Unit, merge_units
from tovholder.foundation.notices.public import Notice
from tovholder.foundation.work.public import work_of
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

SECRET_WORDS = "Jeg vil gerne ringe til min søster"


def _citizen(name: str = "Lærke", at: Unit | None = None) -> CitizenAlias:
    return create_alias(
        unit=at or unit("Fyret"),
        alias=name,
        purpose="Afdækning",
        legal_basis=code("alias_basis", "public_authority"),
        collected_on=date(2026, 11, 1),
        delete_on=date(2027, 11, 1),
        by=SYSTEM,
    )


def _begun(citizen: CitizenAlias | None = None, **facts: object) -> Assessment:
    given: dict[str, object] = {
        "purpose": "Hverdagen er blevet svær",
        "participation": "supported",
        "participation_note": "Bruger billeder",
        **facts,
    }
    return begin_assessment(citizen or _citizen(), by=SYSTEM, **given)  # type: ignore[arg-type]  # mixed values


def _answer(assessment: Assessment, values: Mapping[str, Value | None], by: Actor = SYSTEM) -> None:
    answer_questions(assessment, values, seen={}, by=by)


@pytest.mark.requirement("SCR-24")
def test_an_assessment_begins_with_the_need_and_is_answered_in_several_sessions() -> None:
    """The first question is what the citizen needs support for; what was answered yesterday stands today."""
    made = _begun()
    first = response_of(made).edition.content.questions[0]
    assert (first.key, first.required) == ("support_words", True)
    _answer(made, {"support_words": SECRET_WORDS, "support_themes": ("contact", "safety")})
    with clock_at(date(2026, 11, 28)):
        _answer(made, {"contact_importance": 5, "safety_importance": 2, "ability_see": "with_help"})
    found = needs_of(made)
    assert (found.support, [need.theme for need in found.needs]) == (SECRET_WORDS, ["contact", "safety"])
    assert [(one.code, one.level.value) for one in found.abilities] == [("see", "with_help")]


def test_two_people_who_write_at_once_keep_both_texts() -> None:
    """Nobody's words about a citizen are lost."""
    made, here = _begun(), unit("Fyret")
    _answer(made, {"support_words": "Ringe til søster"}, actor("staff", in_unit=here))
    kept = answer_questions(
        made, {"support_words": "Komme ud"}, seen={"support_words": 0}, by=actor("unit_leader", in_unit=here)
    )
    assert kept.merged == ("support_words",)
    text = needs_of(made).support
    assert ("Ringe til søster" in text, "Komme ud" in text) == (True, True)


def test_only_those_who_meet_the_citizen_see_it() -> None:
    """Leader, staff and therapist of the unit; not the coordinator, the unit next door or another municipality."""
    here = unit("Fyret")
    made = _begun(_citizen(at=here))
    seats = {
        "leader": actor("unit_leader", in_unit=here),
        "staff": actor("staff", in_unit=here),
        "therapist": actor("visitator_therapist", in_unit=here),
        "next door": actor("key_staff", in_unit=unit("Øen")),
        "coordinator": actor("coordinator"),
        "reader": actor("reader", in_unit=here),
        "editor": actor("national_editor"),
    }
    seen = {who: list(assessments(by)) == [made] for who, by in seats.items()}
    assert {who for who, sees in seen.items() if sees} == {"leader", "staff", "therapist"}


def test_the_database_keeps_it_in_the_unit() -> None:
    """No wider tier, and no closing without the citizen or a reason."""
    made = _begun()
    for wrong in ({"tier": "municipality"}, {"closed_on": date(2026, 11, 21)}, {"talked_through_on": date(2026, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assessment.objects.filter(pk=made.pk).update(**wrong)


@pytest.mark.parametrize("text", ["Lærke 010203-1234", "pinkode: 1234"])
def test_numbers_and_secrets_are_refused_in_every_text(text: str) -> None:
    """In the facts, the answers, the agreements and what was agreed: nothing of the kind is ever stored."""
    citizen = _citizen()
    with pytest.raises(ValidationError):
        _begun(citizen, purpose=text)
    with pytest.raises(ValidationError):
        _begun(citizen, own_words=text)
    with pytest.raises(ValidationError):
        _begun(citizen, participation_note=text)
    made = _begun(citizen)
    with pytest.raises(ValidationError) as refused:
        _answer(made, {"support_words": text})
    assert list(refused.value.message_dict) == ["support_words"]
    with pytest.raises(ValidationError):
        agree(made, text=text, who="Kontaktperson", due_on=date(2026, 12, 1), by=SYSTEM)
    with pytest.raises(ValidationError):
        agree(made, text="Køb ur", who=text, due_on=date(2026, 12, 1), by=SYSTEM)
    with pytest.raises(ValidationError):
        conclude(made, conclusion="none", conclusion_note=text, by=SYSTEM)
    with pytest.raises(ValidationError):
        close_assessment(made, reason=text, by=SYSTEM)
    assert (Answer.objects.count(), Agreement.objects.count()) == (0, 0)


def test_the_audit_holds_nothing_that_was_said() -> None:
    """Who did what; no alias, no answer, no agreement."""
    made = _begun(own_words=SECRET_WORDS)
    _answer(made, {"support_words": SECRET_WORDS, "support_themes": ("contact",)})
    keep_agreement(
        agree(made, text=SECRET_WORDS, who="Kontaktperson", due_on=date(2026, 12, 1), by=SYSTEM), done=True, by=SYSTEM
    )
    talk_through(made, by=SYSTEM)
    conclude(made, conclusion="none", conclusion_note=SECRET_WORDS, by=SYSTEM)
    close_assessment(made, by=SYSTEM)
    kept = " ".join(str(changes) for changes in AuditEntry.objects.values_list("changes", flat=True))
    assert [word for word in (SECRET_WORDS, "Lærke", "contact", "none", "Kontaktperson") if f"'{word}'" in kept] == []


def test_it_ends_talked_through_or_with_a_reason() -> None:
    """A citizen may stop half-way; then somebody says why."""
    made = _begun()
    with pytest.raises(ValidationError) as refused:
        close_assessment(made, by=SYSTEM)
    assert list(refused.value.message_dict) == ["reason"]
    close_assessment(made, reason="Borgeren ville hellere vente", by=SYSTEM)
    assert (made.closed_on, made.talked_through_on) == (date(2026, 11, 21), None)
    with pytest.raises(ValidationError):
        _answer(made, {"support_words": "For sent"})
    reopen_assessment(made, by=SYSTEM)
    talk_through(made, by=SYSTEM)
    close_assessment(made, by=SYSTEM)
    assert (made.closing_note, made.talked_through_on) == ("", date(2026, 11, 21))


def test_a_repeated_assessment_stands_beside_the_former_one() -> None:
    """What both asked and somebody answered is compared; the former one is left as it was."""
    citizen = _citizen()
    first = _begun(citizen)
    _answer(first, {"support_themes": ("contact",), "contact_now": "often_hard", "ability_see": "yes"})
    close_assessment(first, reason="Flyttet", by=SYSTEM)
    with clock_at(date(2027, 2, 1)):
        second = _begun(citizen)
        _answer(second, {"support_themes": ("contact",), "contact_now": "well"})
    assert second.former == first
    rows = compared(response_of(first), response_of(second))
    assert [(row.question.key, row.then, row.now) for row in rows] == [
        ("support_themes", ("contact",), ("contact",)),
        ("contact_now", "often_hard", "well"),
        ("ability_see", "yes", None),
    ]
    assert {row.comparability for row in rows} == {Comparability.COMPARABLE}
    with pytest.raises(ValidationError):
        reopen_assessment(first, by=SYSTEM)


def test_all_of_it_goes_with_the_alias() -> None:
    """Answers, their history and agreements are deleted in the same transaction; another citizen's stay."""
    citizen, other = _citizen(), _citizen("Vipe")
    made, kept = _begun(citizen), _begun(other)
    for one in (made, kept):
        _answer(one, {"support_words": SECRET_WORDS})
        agree(one, text="Køb ur", who="Kontaktperson", due_on=date(2026, 12, 1), by=SYSTEM)
    delete_alias(citizen, by=SYSTEM)
    assert list(Assessment.objects.all()) == [kept]
    assert list(Response.objects.values_list("about", flat=True)) == [kept.public_id]
    assert (Answer.objects.count(), AnswerVersion.objects.count(), Agreement.objects.count()) == (1, 1, 1)


def test_one_can_be_deleted_by_itself() -> None:
    """The alias stays; nothing that was said does."""
    citizen = _citizen()
    made = _begun(citizen)
    _answer(made, {"support_words": SECRET_WORDS})
    delete_assessment(made, by=SYSTEM)
    assert (Assessment.objects.count(), Response.objects.count(), Answer.objects.count()) == (0, 0, 0)
    assert list(CitizenAlias.objects.all()) == [citizen]


def test_it_follows_the_work_when_units_and_municipalities_are_merged() -> None:
    """With its answers, so that the unit which meets the citizen now goes on."""
    old, new = unit("Øen"), unit("Fyret")
    made = _begun(_citizen(at=old))
    moved = merge_units(old, into=new, by=actor())
    assert [part.count for part in moved if part.key == "assessments"] == [1]
    made.refresh_from_db()
    assert (made.unit, made.citizen.unit, response_of(made).unit) == (new, new, new)
    merge_municipality(municipality(), into=municipality("Norddjurs"), by=SYSTEM)
    made.refresh_from_db()
    assert (made.municipality, response_of(made).municipality) == (municipality("Norddjurs"), municipality("Norddjurs"))


def test_somebody_who_leaves_no_longer_holds_it() -> None:
    """An open one waits for somebody else; of a closed one it stays known who held it."""
    here = unit("Fyret")
    leaving = holding("staff", in_unit=here).user
    open_one, closed = _begun(_citizen(), held_by=leaving), _begun(_citizen("Vipe"), held_by=leaving)
    close_assessment(closed, reason="Flyttet", by=SYSTEM)
    for plug in LIFECYCLES:
        if plug.key == "assessments" and plug.person_left is not None:
            assert plug.person_left(leaving.public_id, SYSTEM) == 1
    open_one.refresh_from_db()
    closed.refresh_from_db()
    assert (open_one.held_by, closed.held_by) == (None, leaving)


def test_notices_and_my_week_never_say_of_whom() -> None:
    """A mail and a calendar lie open: they say that there is an assessment, and no more."""
    here = unit("Fyret")
    held = holding("staff", in_unit=here)
    made = _begun(_citizen(at=here), held_by=held.user, repeat_on=date(2026, 11, 25))
    agree(made, text=SECRET_WORDS, who="Kontaktperson", due_on=date(2026, 11, 24), by=SYSTEM)
    notice = Notice.objects.get(kind=YOURS)
    assert (notice.user, notice.about) == (held.user, "Du skal holde en afdækning")
    mine = [
        item for item in work_of(actor("unit_leader", in_unit=here), date(2026, 11, 30)) if item.kind == "Afdækninger"
    ]
    assert [(str(item.title), item.due, item.note) for item in mine] == [
        ("Følg op på en aftale fra en afdækning", date(2026, 11, 24), ""),
        ("Gentag en afdækning", date(2026, 11, 25), ""),
    ]
    assert [item for item in work_of(actor("coordinator"), date(2026, 11, 30)) if item.kind == "Afdækninger"] == []


def test_a_repeated_one_is_not_asked_for_again(settings: object) -> None:
    """My week is quiet once the new one has begun."""
    here = unit("Fyret")
    citizen = _citizen(at=here)
    first = _begun(citizen, repeat_on=date(2026, 11, 25))
    close_assessment(first, reason="Prøvet", by=SYSTEM)
    _begun(citizen)
    titles = [str(item.title) for item in work_of(actor("staff", in_unit=here), date(2026, 11, 30))]
    assert "Gentag en afdækning" not in titles


def test_days_that_have_passed_are_refused() -> None:
    """Neither the day of repetition nor that of an agreement lies behind."""
    citizen = _citizen()
    with pytest.raises(ValidationError) as refused:
        _begun(citizen, repeat_on=date(2026, 11, 21))
    assert list(refused.value.message_dict) == ["repeat_on"]
    with pytest.raises(ValidationError) as refused:
        agree(_begun(citizen), text="Køb ur", who="Kontaktperson", due_on=date(2026, 11, 20), by=SYSTEM)
    assert list(refused.value.message_dict) == ["due_on"]


def test_a_person_of_the_unit_may_be_asked_to_hold_it() -> None:
    """Only those who meet the unit's citizens today can be chosen."""
    here = unit("Fyret")
    own = holding("staff", in_unit=here).user
    holding("reader", in_unit=here, user=person("r@syddjurs.example", "Rikke"))
    holding("staff", in_unit=here, user=person("f@syddjurs.example", "Finn"), ends_on=date(2026, 1, 1))
    holding("staff", in_unit=unit("Øen"), user=person("o@syddjurs.example", "Olga"))
    assert list(people_who_meet(here)) == [own]
