"""What happens to a screening: planned, held, approved, reopened."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import translation
from pytest_django import Settings

from tests.people import actor, person, unit
from tests.screening import DAY, filled, held, screening
from tovholder.apps.questionnaires.public import answer, responses_about
from tovholder.apps.screenings.actions import (
    ScreeningFacts,
    approve_screening,
    begin_easy,
    change_screening,
    create_screening,
    delete_screening,
    hold_screening,
    open_link,
    reopen_screening,
    word_purpose,
)
from tovholder.apps.screenings.asking import asked, easy_response
from tovholder.apps.screenings.models import (
    InventoryItem,
    NeedItem,
    Participant,
    PurposeStatement,
    Screening,
    ScreeningFinding,
)
from tovholder.apps.screenings.selectors import attendance_of, contents, screening_by_secret
from tovholder.apps.screenings.writing import (
    add_part,
    answer_section,
    change_part,
    dismiss_finding,
    forget_person,
    invite,
    leave,
    remove_part,
    restore_finding,
)
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.jobs.models import Job
from tovholder.foundation.municipalities.actions import merge_units
from tovholder.foundation.notices.models import Notice
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db


def rules_of(one: Screening) -> list[str]:
    """The rules whose findings still ask for an answer."""
    found = ScreeningFinding.objects.filter(screening=one, lapsed_on__isnull=True, dismissed_on__isnull=True)
    return list(found.order_by("pk").values_list("rule", flat=True))


@pytest.mark.requirement("SCR-01")
def test_a_screening_is_planned_held_approved_and_repeated() -> None:
    """Each has its day, the next one knows the one before, and who took part is counted by heads."""
    first = held(on=date(2026, 9, 1))
    leader = actor("unit_leader", in_unit=unit("Fyret"))
    approve_screening(by=leader, screening=first)
    second = screening()
    assert (first.state, first.approved_by_name, second.previous) == ("approved", leader.name, first)
    came = attendance_of(contents(first).participants)
    assert (came.came, came.expected, came.missing) == (3, 5, ("Ledelse",))


def test_a_screening_without_citizens_is_held_all_the_same() -> None:
    """Who is missing is advised, never a reason to stop; it becomes a finding."""
    made = screening()
    assert attendance_of(contents(made).participants).missing == ("Borgere", "Medarbejdere", "Ledelse")
    hold_screening(by=SYSTEM, screening=made, held_on=DAY)
    assert (made.state, rules_of(made)) == ("held", ["no_citizens"])


def test_only_the_units_leader_approves() -> None:
    """Neither the coordinator nor another unit's leader stands by what the unit says."""
    made = held()
    for other in (actor(), actor("unit_leader", in_unit=unit("Havnen"))):
        with pytest.raises(ValidationError):
            approve_screening(by=other, screening=made)
    assert Screening.objects.get(pk=made.pk).state == "held"


def test_an_approved_screening_is_closed_until_somebody_says_why() -> None:
    """Parts and answers are refused; after reopening with a reason they are taken, and the reason stands."""
    made = held()
    approve_screening(by=SYSTEM, screening=made)
    common = asked(made).common
    assert common is not None
    with pytest.raises(ValidationError):
        add_part(NeedItem(screening=made, words="Ro"), by=SYSTEM)
    with pytest.raises(ValidationError):
        answer_section(made, common, {"need_words": "Ro"}, seen={}, by=SYSTEM)
    with pytest.raises(ValidationError):
        reopen_screening(by=SYSTEM, screening=made, why="  ")
    reopen_screening(by=SYSTEM, screening=made, why="Et behov var glemt")
    add_part(NeedItem(screening=made, words="Ro"), by=SYSTEM)
    assert (made.state, made.reopened_why, made.approved_on) == ("held", "Et behov var glemt", None)
    assert [need.words for need in contents(made).needs] == ["Overblik over dagen", "At blive forstået", "Ro"]


def test_a_held_screening_is_not_deleted_and_not_held_twice_or_ahead() -> None:
    """What others may build on stays; a day that has not come is refused."""
    made = screening()
    with pytest.raises(ValidationError):
        hold_screening(by=SYSTEM, screening=made, held_on=clock.today() + timedelta(days=1))
    hold_screening(by=SYSTEM, screening=made, held_on=DAY)
    with pytest.raises(ValidationError):
        hold_screening(by=SYSTEM, screening=made, held_on=DAY)
    with pytest.raises(ValidationError):
        delete_screening(by=SYSTEM, screening=made)
    planned = screening(title="En til")
    delete_screening(by=SYSTEM, screening=planned)
    assert list(Screening.objects.values_list("title", flat=True)) == ["IT-screening"]
    assert responses_about([planned.public_id]).count() == 0


def test_two_who_change_at_once_do_not_overwrite_each_other() -> None:
    """The second is told that the first was there."""
    made = screening()
    facts = ScreeningFacts(title="Ny", planned_on=DAY, tier="unit")
    change_screening(by=SYSTEM, screening=Screening.objects.get(pk=made.pk), facts=facts, expected_version=1)
    with pytest.raises(ConflictError):
        change_screening(by=SYSTEM, screening=made, facts=facts, expected_version=1)


def test_two_who_answer_one_section_keep_both_texts() -> None:
    """The texts stand under each other, and the writer is told which."""
    made = screening()
    common = asked(made).common
    assert common is not None
    first = actor("staff", in_unit=unit("Fyret"))
    answer_section(made, common, {"need_words": "Ro om aftenen"}, seen={}, by=first)
    kept = answer_section(made, common, {"need_words": "Hjælp til tøjet"}, seen={"need_words": 0}, by=SYSTEM)
    words = asked(made).answers["need_words"]
    assert kept.merged == ("need_words",)
    assert isinstance(words, str)
    assert ("Ro om aftenen" in words, "Hjælp til tøjet" in words) == (True, True)


@pytest.mark.requirement("SCR-11")
def test_the_purpose_is_worded_from_everybodys_words() -> None:
    """Each group's words are kept as said, and the common wording stands beside them."""
    made = screening()
    add_part(PurposeStatement(screening=made, kind="citizen", words="At jeg selv kan ringe hjem"), by=SYSTEM)
    add_part(PurposeStatement(screening=made, kind="staff", words="Færre afbrudte aftener"), by=SYSTEM)
    word_purpose(by=SYSTEM, screening=made, purpose="Borgerne kan selv holde kontakt")
    said = [(one.kind, one.words) for one in contents(made).statements]
    assert said == [("citizen", "At jeg selv kan ringe hjem"), ("staff", "Færre afbrudte aftener")]
    assert Screening.objects.get(pk=made.pk).purpose == "Borgerne kan selv holde kontakt"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "citizen", "name": "Lærke Holm"},
        {"kind": "citizen", "email": "laerke@example.org"},
        {"kind": "staff", "email": "a@example.org", "count": 3},
        {"kind": "staff", "name": "010190-1234"},
    ],
)
def test_a_citizen_is_a_number_or_a_made_up_name(wrong: dict[str, object]) -> None:
    """No surname, no address, no CPR number."""
    with pytest.raises(ValidationError):
        add_part(Participant(screening=screening(), **wrong), by=SYSTEM)
    assert Participant.objects.count() == 0


def test_who_leaves_mid_way_has_still_contributed() -> None:
    """They count as having come, their day of leaving stands, and their words stay."""
    made = filled()
    staff = contents(made).participants[1]
    leave(staff, by=SYSTEM)
    hold_screening(by=SYSTEM, screening=made, held_on=DAY)
    came = attendance_of(contents(made).participants)
    assert (came.came, came.expected, staff.left_on) == (5, 5, clock.today())


def test_an_invitation_goes_out_by_mail_and_a_refused_one_is_marked(settings: Settings) -> None:
    """Who has a login gets a notice too; a mail server that refuses leaves a mark and keeps nobody waiting."""
    made = screening()
    guest = add_part(Participant(screening=made, kind="relative", name="Bo", email="bo@example.org"), by=SYSTEM)
    known = add_part(Participant(screening=made, kind="leader", user=person()), by=SYSTEM)
    for one in (guest, known):
        invite(one, by=SYSTEM)
    assert [message.to for message in mail.outbox] == [["bo@example.org"], ["mette@syddjurs.example"]]
    assert made.get_absolute_url() in mail.outbox[1].body
    assert list(Notice.objects.values_list("user__email", "kind")) == [("mette@syddjurs.example", "screenings.invited")]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    guest.refresh_from_db()
    invite(guest, by=SYSTEM)
    assert list(Participant.objects.order_by("pk").values_list("mail", flat=True)) == ["refused", "sent"]


def test_an_invitation_needs_an_address() -> None:
    """A group without one cannot be invited."""
    group = add_part(Participant(screening=screening(), kind="staff", count=3), by=SYSTEM)
    with pytest.raises(ValidationError):
        invite(group, by=SYSTEM)
    assert Job.objects.count() == 0


def test_citizens_answer_without_a_name_until_the_screening_is_held() -> None:
    """The response has no name and no writer; when the screening is held, the link and the responses close."""
    made = screening()
    secret = open_link(by=SYSTEM, screening=made)
    assert (screening_by_secret(secret), screening_by_secret("x")) == (made, None)
    key = begin_easy(by=ANONYMOUS, screening=made)
    response = responses_about([made.public_id]).get(public_id=key)
    answer(response, {"need_support": ("contact",)}, seen={}, by=ANONYMOUS)
    silent = UUID(begin_easy(by=ANONYMOUS, screening=made))
    (counted,) = asked(made).easy
    (given,) = counted.answers.all()
    assert (counted.respondent, given.answered_by_name, given.answered_by_id) == ("", "", None)
    hold_screening(by=SYSTEM, screening=made, held_on=DAY)
    assert (screening_by_secret(secret), easy_response(made, response.public_id)) == (None, None)
    assert easy_response(made, silent) is None  # also the one in which nothing was answered yet
    with pytest.raises(ValidationError):
        begin_easy(by=ANONYMOUS, screening=made)


def test_a_link_to_a_screening_that_was_never_held_closes_by_itself() -> None:
    """Two months after the day for which it was planned; a later day opens it again."""
    made = screening()
    secret = open_link(by=SYSTEM, screening=made)
    facts = ScreeningFacts(title=made.title, planned_on=clock.today() - timedelta(days=61), tier=made.tier)
    change_screening(by=SYSTEM, screening=made, facts=facts)
    assert screening_by_secret(secret) is None
    with pytest.raises(ValidationError, match="to måneder"):
        open_link(by=SYSTEM, screening=made)
    change_screening(by=SYSTEM, screening=made, facts=replace(facts, planned_on=clock.today()))
    assert screening_by_secret(secret) == made


def test_a_finding_keeps_its_id_whatever_language_the_writer_reads() -> None:
    """What came of it may point at it for years."""
    made = held()
    before = ScreeningFinding.objects.get(screening=made, rule="willing_to_learn")
    with translation.override("en"):
        change_part(contents(made).checks[0], by=SYSTEM, values={"place": "Køkkenet"})
    after = ScreeningFinding.objects.get(screening=made, rule="willing_to_learn")
    assert (after.pk, after.lapsed_on, after.figures) == (before.pk, None, before.figures)


def test_a_derived_finding_is_not_rewritten() -> None:
    """Its words follow from the figures."""
    finding = ScreeningFinding.objects.filter(screening=held()).exclude(rule="")[0]
    with pytest.raises(ValidationError, match="følger af tallene"):
        change_part(finding, by=SYSTEM, values={"words": "Alt er godt", "details": ""})


def test_a_long_name_of_letters_that_fold_to_two_is_still_compared() -> None:
    """The longest name that the form takes, all of it æ."""
    made = held()
    for payer in ("citizen", "municipality"):
        add_part(InventoryItem(screening=made, name="æ" * 160, payer=payer), by=SYSTEM)
    long_ones = ScreeningFinding.objects.filter(screening=made, rule="unequal_payment", subject__startswith="aeae")
    assert [finding.figures["own"] for finding in long_ones] == [1]


def test_findings_keep_their_id_and_follow_the_figures() -> None:
    """A need that is met after all no longer asks; when it is unmet again, the same finding does."""
    made = held()
    before = ScreeningFinding.objects.get(screening=made, rule="need_unmet")
    unmet = contents(made).needs[1]
    item = contents(made).items[3]
    change_part(item, by=SYSTEM, values={"need": unmet})
    assert ScreeningFinding.objects.get(pk=before.pk).lapsed_on == clock.today()
    change_part(item, by=SYSTEM, values={"need": None})
    again = ScreeningFinding.objects.get(screening=made, rule="need_unmet")
    assert (again.public_id, again.lapsed_on) == (before.public_id, None)


def test_a_finding_is_put_away_with_a_reason_and_taken_up_again() -> None:
    """Without a reason it stays; a derived one cannot be deleted; one by hand can."""
    made = held()
    finding = ScreeningFinding.objects.filter(screening=made).earliest("pk")
    with pytest.raises(ValidationError):
        dismiss_finding(finding, why=" ", by=SYSTEM)
    with pytest.raises(ValidationError):
        remove_part(finding, by=SYSTEM)
    dismiss_finding(finding, why="Løses i projektet om piktogrammer", by=SYSTEM)
    assert not ScreeningFinding.objects.get(pk=finding.pk).stands
    restore_finding(finding, by=SYSTEM)
    assert ScreeningFinding.objects.get(pk=finding.pk).stands
    own = add_part(ScreeningFinding(screening=made, words="Ladere mangler"), by=SYSTEM)
    remove_part(own, by=SYSTEM)
    assert not ScreeningFinding.objects.filter(words="Ladere mangler").exists()


def test_a_merged_unit_takes_its_screenings_along() -> None:
    """The screening and its answers stand in the new unit."""
    made, old, new = held(), unit("Fyret"), unit("Havnen")
    merge_units(by=SYSTEM, unit=old, into=new)
    moved = Screening.objects.get(pk=made.pk)
    assert (moved.unit, responses_about([made.public_id]).get(easy=False).unit) == (new, new)


def test_who_left_is_not_expected_any_more_and_keeps_what_was_given() -> None:
    """At a planned screening the seat is free; where they took part the name stays, without the login."""
    user = person()
    planned, done = screening(), held(title="Før")
    add_part(Participant(screening=planned, kind="leader", user=user), by=SYSTEM)
    add_part(Participant(screening=done, kind="leader", user=user, attended=True), by=SYSTEM)
    forget_person(user.public_id, by=SYSTEM)
    assert list(planned.participants.all()) == []
    assert [(one.name, one.user) for one in done.participants.filter(kind="leader")] == [("Mette Holm", None)]


def test_a_closed_unit_is_not_screened() -> None:
    """Nobody works there any more."""
    closed = unit("Lukket")
    closed.closed_on = DAY
    closed.save()
    with pytest.raises(ValidationError):
        create_screening(by=SYSTEM, unit=closed, facts=ScreeningFacts(title="X", planned_on=DAY, tier="unit"))
    assert Screening.objects.count() == 0
