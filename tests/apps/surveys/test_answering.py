"""A municipality answers: several at once, with what is known beforehand, until it hands in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.people import actor, holding, municipality
from tests.questionnaire import edition_of
from tests.surveying import contact, opened, participant
from tovholder.apps.questionnaires.public import PREFILLS, Prefill, PrefillSource, answer_of
from tovholder.apps.surveys.answering import begin, keep_answers, reopen_answers, response_of, submit
from tovholder.apps.surveys.delegating import DelegationFacts, delegate, section_done, take_back
from tovholder.apps.surveys.earlier import earlier_answers
from tovholder.apps.surveys.models import Delegation, Participant, PrefillDecision, Prefilled
from tovholder.apps.surveys.prefilling import decide_prefill, load_prefills, waiting_prefills
from tovholder.apps.surveys.selectors import response_values
from tovholder.apps.surveys.survey_actions import close_survey
from tovholder.apps.surveys.working import section_items, survey_items
from tovholder.foundation.accounts.public import actor_of
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.municipalities.lifecycle import LIFECYCLES
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.notices.models import Notice
from tovholder.kernel.actor import SYSTEM, Actor, ActorKind
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

KNOWN = Prefill(value=("musik", "spil"), source="2 projekter", url="/landkort/", as_of=date(2026, 10, 1))


@pytest.fixture(autouse=True)
def _november() -> Iterator[None]:
    """The second of November 2026: the day after the survey opens."""
    with clock_at(date(2026, 11, 2)):
        yield


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> dict[str, Prefill]:
    """What a room that is registered for this test knows beforehand, by concept."""
    says: dict[str, Prefill] = {"laver": KNOWN}

    def load(place: Municipality, concepts: Sequence[str], today: date) -> Mapping[str, Prefill]:
        return {concept: prefill for concept, prefill in says.items() if concept in concepts}

    source = PrefillSource("tests.known", load)
    monkeypatch.setitem(PREFILLS._plugs, source.key, source)
    return says


def _person(name: str) -> Actor:
    return Actor(kind=ActorKind.PERSON, name=name, municipality_id=municipality().pk)


def test_two_in_one_section_at_once_lose_nothing() -> None:
    """Both texts stand under each other, each with its name."""
    here = participant()
    begin(here, by=SYSTEM)
    keep_answers(here, {"ord": "Flere vil træne selv."}, seen={"ord": 0}, by=_person("Sofie"))
    kept = keep_answers(here, {"ord": "Færre køreture."}, seen={"ord": 0}, by=_person("Ali"))
    response = response_of(here)
    assert response is not None
    given = answer_of(response, "ord")
    assert given is not None
    assert kept.merged == ("ord",)
    assert given.value == "Sofie skrev:\nFlere vil træne selv.\n\nAli skrev:\nFærre køreture."


def test_two_who_begin_at_once_share_one_response() -> None:
    """The second finds the answers of the first, and the history has one beginning."""
    here = participant()
    again = Participant.objects.select_related("survey", "municipality").get(pk=here.pk)
    assert begin(here, by=SYSTEM).pk == begin(again, by=SYSTEM).pk
    assert list(here.steps.values_list("kind", flat=True)) == ["started"]


@pytest.mark.requirement("SUR-02")
def test_answers_may_be_handed_in_with_questions_skipped_and_are_locked_then() -> None:
    """What was skipped is missing and not wrong; nothing changes until the answers are opened again with a reason."""
    here = participant()
    keep_answers(here, {"bedst": "aften"}, seen={"bedst": 0}, by=_person("Sofie"))
    done = submit(here, by=_person("Mette"))
    assert done.submitted_by_name == "Mette"
    values = response_values(here.survey)[here.pk]
    assert values.items["bedst"].value == "aften"
    assert values.missing_required == ("skaerm",)
    with pytest.raises(ValidationError):
        keep_answers(here, {"bedst": "morgen"}, seen={"bedst": 1}, by=_person("Sofie"))
    with pytest.raises(ValidationError):
        submit(here, by=SYSTEM)


def test_answers_are_opened_again_with_a_reason_and_the_coordinators_are_told() -> None:
    """They do not count until they are handed in anew, and the history tells all three steps."""
    coordinator = holding("coordinator")
    here = participant()
    begin(here, by=SYSTEM)
    submit(here, by=SYSTEM)
    with pytest.raises(ValidationError):
        reopen_answers(here, reason="  ", by=SYSTEM)
    reopen_answers(here, reason="Et tal manglede.", by=actor("national_editor"))
    assert dict(response_values(here.survey)) == {}
    assert [(step.kind, step.reason) for step in here.steps.all()] == [
        ("started", ""),
        ("submitted", ""),
        ("reopened", "Et tal manglede."),
    ]
    assert Notice.objects.filter(user=coordinator.user, url=here.get_absolute_url()).count() == 1
    close_survey(by=SYSTEM, survey=here.survey)
    with pytest.raises(ValidationError):
        reopen_answers(here, reason="For sent.", by=SYSTEM)


def test_what_is_known_beforehand_counts_for_nothing_until_a_person_confirms_it(known: dict[str, Prefill]) -> None:
    """It stands beside the question with its source and day; confirmed it is the answer, by that person."""
    here = participant()
    response = begin(here, by=SYSTEM)
    row = Prefilled.objects.get()
    assert (row.question, row.value, row.source_label) == ("laver", ["musik", "spil"], "2 projekter")
    assert (row.source_url, row.as_of, row.decision) == ("/landkort/", date(2026, 10, 1), "waiting")
    assert answer_of(response, "laver") is None
    decide_prefill(row, PrefillDecision.CONFIRMED, response, by=_person("Mette"), expected_version=row.version)
    fresh = response_of(here)
    assert fresh is not None
    given = answer_of(fresh, "laver")
    assert given is not None
    assert (given.value, given.answered_by_name) == (["musik", "spil"], "Mette")
    with pytest.raises(ValidationError):
        decide_prefill(Prefilled.objects.get(), PrefillDecision.REJECTED, fresh, by=SYSTEM)


def test_a_suggestion_may_be_rejected_or_changed(known: dict[str, Prefill]) -> None:
    """Rejected it leaves the question open; an answer by hand decides it too."""
    here = participant()
    known["bedst"] = Prefill(value="aften", source="1 projekt", url="/landkort/", as_of=date(2026, 10, 1))
    response = begin(here, by=SYSTEM)
    first, second = waiting_prefills(here, response)
    decide_prefill(first, PrefillDecision.REJECTED, response, by=_person("Mette"))
    keep_answers(here, {"bedst": "morgen"}, seen={"bedst": 0}, by=_person("Sofie"))
    second.refresh_from_db()
    assert (first.decision, second.decision, second.decided_by_name) == ("rejected", "changed", "Sofie")
    fresh = response_of(here)
    assert fresh is not None
    assert answer_of(fresh, "laver") is None


def test_suggestions_are_brought_up_to_date_until_they_are_decided(known: dict[str, Prefill]) -> None:
    """What cannot be an answer is never suggested, and one whose source is silent goes."""
    here = participant()
    begin(here, by=SYSTEM)
    known["laver"] = Prefill(value=("venner",), source="1 projekt", url="/landkort/", as_of=date(2026, 11, 2))
    known["bedst"] = Prefill(value="midnat", source="1 projekt", url="/landkort/", as_of=date(2026, 11, 2))
    assert load_prefills(here, by=SYSTEM) == 1
    assert [row.value for row in Prefilled.objects.all()] == [["venner"]]
    known.clear()
    load_prefills(here, by=SYSTEM)
    assert list(Prefilled.objects.all()) == []


def test_a_section_goes_to_a_colleague_who_is_told_and_says_when_it_is_done() -> None:
    """It stands in their week until then."""
    leader = holding("reader")
    here = participant()
    begin(here, by=SYSTEM)
    asked = DelegationFacts(user=leader.user, note="Du kender tallene.", due_on=date(2026, 11, 5))
    made = delegate(by=actor("coordinator"), participant=here, section="hverdag", facts=asked)
    items = section_items(actor_of(leader), date(2026, 11, 9))
    assert [(item.title, item.due) for item in items] == [("Svar på delen Hverdag", date(2026, 11, 5))]
    assert Notice.objects.filter(user=leader.user, kind="surveys.section").count() == 1
    section_done(by=actor_of(leader), participant=here, section="hverdag", done=True, expected_version=made.version)
    assert section_items(actor_of(leader), date(2026, 11, 9)) == []
    with pytest.raises(ConflictError):
        take_back(by=SYSTEM, delegation=Delegation.objects.get(), expected_version=made.version - 1)


def test_a_section_is_given_to_people_of_the_own_municipality_alone() -> None:
    """By a day that is still to come and before the survey closes."""
    here = participant()
    elsewhere = holding("staff", at="Randers")
    stranger = contact("Bo Krogh", at=municipality("Randers"))
    for asked in (
        DelegationFacts(user=elsewhere.user),
        DelegationFacts(contact=stranger),
        DelegationFacts(),
        DelegationFacts(contact=contact(), due_on=date(2026, 11, 1)),
        DelegationFacts(contact=contact("Ida Krogh"), due_on=date(2026, 12, 1)),
    ):
        with pytest.raises(ValidationError):
            delegate(by=SYSTEM, participant=here, section="hverdag", facts=asked)
    assert Delegation.objects.count() == 0


def test_what_waited_for_somebody_who_left_comes_back_to_the_coordinators() -> None:
    """Their section has nobody, they are no contact any more, and the coordinators are told of both."""
    coordinator = holding("coordinator")
    leaving = holding("reader")
    here = participant()
    begin(here, by=SYSTEM)
    delegate(by=SYSTEM, participant=here, section="hverdag", facts=DelegationFacts(user=leaving.user))
    named = contact("Reader", user=leaving.user)
    Notice.objects.all().delete()
    lifecycle = LIFECYCLES["surveys"]
    assert lifecycle.person_left is not None
    assert lifecycle.person_left(leaving.user.public_id, SYSTEM) == 2
    named.refresh_from_db()
    assert (Delegation.objects.get().to_name, named.user, named.to_on) == ("", None, date(2026, 11, 2))
    assert Notice.objects.filter(user=coordinator.user).count() == 2


def test_the_survey_stands_in_the_coordinators_week_until_it_is_answered() -> None:
    """On the day that it closes."""
    mette = actor("coordinator")
    here = participant()
    assert [item.due for item in survey_items(mette, date(2026, 12, 1))] == [date(2026, 11, 30)]
    assert survey_items(mette, date(2026, 11, 9)) == []
    begin(here, by=SYSTEM)
    submit(here, by=SYSTEM)
    assert survey_items(mette, date(2026, 12, 1)) == []


def test_the_answer_of_last_time_stands_beside_the_question() -> None:
    """With its year, where the municipality handed it in."""
    before = participant(opened(key="vt-2025", year=2025))
    keep_answers(before, {"bedst": "aften", "ord": "Det går fremad."}, seen={"bedst": 0, "ord": 0}, by=SYSTEM)
    submit(before, by=SYSTEM)
    edition_of()
    here = participant(opened())
    response = begin(here, by=SYSTEM)
    rows = earlier_answers(here, response, "oensker")
    assert [(row.question, row.text, row.year, row.is_break) for row in rows] == [
        ("bedst", "Aften", 2025, False),
        ("ord", "Det går fremad.", 2025, False),
    ]
