"""Answering: nothing that anybody wrote is lost, whoever saves first."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.people import actor, holding, municipality, person, unit
from tests.questionnaire import EVERYTHING, edition_of, response_to
from tovholder.apps.questionnaires.models import Answer, AnswerVersion, Response
from tovholder.apps.questionnaires.public import (
    Kept,
    answer,
    answer_of,
    close_response,
    delete_responses,
    evaluation_of,
    followed_up,
    history_of_answer,
    kept_text,
    reopen_response,
    responses_about,
)
from tovholder.apps.questionnaires.public import assign as agree
from tovholder.engines.questionnaires.model import ItemState
from tovholder.foundation.accounts.public import User
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM, Actor

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def response() -> Response:
    """A response of Syddjurs, seen by the whole municipality."""
    return response_to(municipality=municipality())


def stands(response: Response, question: str) -> Answer:
    """What stands at a question that is answered."""
    found = answer_of(responses_about([response.about]).get(), question)
    assert found is not None
    return found


def test_answers_are_saved_and_evaluated(response: Response) -> None:
    """What is answered stands, what it opens is named, and what does not apply is left out."""
    kept = answer(response, {"skaerm": True}, seen={}, by=actor("staff"))
    assert kept == Kept(saved=("skaerm",), merged=(), opened=("timer",))
    evaluation = evaluation_of(response)
    assert evaluation.items["skaerm"].value is True
    assert (evaluation.answered, evaluation.applicable, evaluation.missing_required) == (1, 7, ())
    assert evaluation.items["for_meget"].state is ItemState.INAPPLICABLE


def test_an_answer_that_stays_the_same_makes_no_version(response: Response) -> None:
    """Saving a section twice changes nothing."""
    by = actor("staff")
    answer(response, {"laver": ("spil", "musik"), "glad": 3}, seen={}, by=by)
    kept = answer(response, {"laver": ("spil", "musik"), "glad": 3}, seen={"laver": 1, "glad": 1}, by=by)
    assert kept == Kept((), (), ())
    assert AnswerVersion.objects.count() == 2


def test_an_answer_is_taken_back(response: Response) -> None:
    """Nothing stands then, and what stood is in the history."""
    by = actor("staff")
    answer(response, {"ord": "Først"}, seen={}, by=by)
    assert answer(response, {"ord": "  "}, seen={"ord": 1}, by=by).saved == ("ord",)
    assert evaluation_of(response).items["ord"].state is ItemState.MISSING
    assert [version.value for version in history_of_answer(stands(response, "ord"))] == [None, "Først"]


def test_two_who_write_at_once_keep_both_texts(response: Response) -> None:
    """The second writer's text stands under the first one's, each with its name; the history has both steps."""
    anna, bo = actor("staff"), actor("unit_leader")
    answer(response, {"ord": "Fra Anna"}, seen={"ord": 0}, by=anna)
    kept = answer(response, {"ord": "Fra Bo"}, seen={"ord": 0}, by=bo)
    assert kept.merged == ("ord",)
    found = stands(response, "ord")
    assert found.value == f"{anna.name} skrev:\nFra Anna\n\n{bo.name} skrev:\nFra Bo"
    assert [version.number for version in history_of_answer(found)] == [2, 1]
    assert "”Ord?”" in kept_text(response, kept)


def test_a_third_writer_adds_to_what_two_have(response: Response) -> None:
    """Names are not put before what has its names already."""
    anna, bo, eva = actor("staff"), actor("unit_leader"), actor("coordinator")
    for by, text in ((anna, "A"), (bo, "B"), (eva, "C")):
        answer(response, {"ord": text}, seen={"ord": 0}, by=by)
    assert stands(response, "ord").value == (f"{anna.name} skrev:\nA\n\n{bo.name} skrev:\nB\n\n{eva.name} skrev:\nC")


def test_short_texts_stand_on_one_line(response: Response) -> None:
    """A line of text stays one."""
    anna, bo = actor("staff"), actor("unit_leader")
    answer(response, {"hvem": "Ida"}, seen={}, by=anna)
    answer(response, {"hvem": "Ole"}, seen={}, by=bo)
    assert stands(response, "hvem").value == f"{anna.name}: Ida · {bo.name}: Ole"


def test_of_other_answers_the_newer_stands(response: Response) -> None:
    """The older one is in the history, and the question is named."""
    anna, bo = actor("staff"), actor("unit_leader")
    answer(response, {"glad": 2}, seen={}, by=anna)
    kept = answer(response, {"glad": 4}, seen={}, by=bo)
    found = stands(response, "glad")
    assert (kept.merged, found.value) == (("glad",), 4)
    assert [(version.value, version.by_name) for version in history_of_answer(found)] == [(4, bo.name), (2, anna.name)]


def test_what_a_writer_did_not_touch_is_left_alone(response: Response) -> None:
    """A section is sent whole; an old value that only came along does not overwrite a newer one."""
    anna, bo = actor("staff"), actor("unit_leader")
    answer(response, {"glad": 2, "ord": "Først"}, seen={}, by=anna)
    answer(response, {"glad": 5}, seen={"glad": 1}, by=anna)
    kept = answer(response, {"glad": 2, "ord": "Bedre"}, seen={"glad": 1, "ord": 1}, by=bo)
    assert kept == Kept(saved=("ord",), merged=(), opened=())
    assert (stands(response, "glad").value, stands(response, "ord").value) == (5, "Bedre")


def test_an_agreement_on_follow_up_is_no_conflict(response: Response) -> None:
    """The versions count answers, not who is responsible for them."""
    by = actor("staff")
    answer(response, {"ord": "Først"}, seen={}, by=by)
    agree(stands(response, "ord"), responsible=None, follow_up_on=clock.today(), by=by)
    kept = answer(response, {"ord": "Siden"}, seen={"ord": 1}, by=by)
    assert (kept.merged, stands(response, "ord").value) == ((), "Siden")


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"timer": 25}, ["timer"]),
        ({"ord": "Cpr 010190-1234"}, ["ord"]),
        ({"hvem": "adgangskode: hest"}, ["hvem"]),
        ({"bedst": "midnat", "glad": 9}, ["bedst", "glad"]),
        ({"findes_ikke": "x"}, ["findes_ikke"]),
    ],
)
def test_what_cannot_be_an_answer_is_refused(response: Response, values: dict[str, Any], wrong: list[str]) -> None:
    """The error names the question, and nothing of the section is saved."""
    with pytest.raises(ValidationError) as refused:
        answer(response, values | {"skaerm": True}, seen={}, by=actor("staff"))
    assert sorted(refused.value.message_dict) == wrong
    assert Answer.objects.count() == 0


def test_a_closed_response_is_not_changed(response: Response) -> None:
    """Unless it is opened again."""
    by = actor("staff")
    close_response(response, by=by)
    with pytest.raises(ValidationError):
        answer(response, {"ord": "For sent"}, seen={}, by=by)
    reopen_response(response, by=by)
    assert answer(response, {"ord": "Igen"}, seen={}, by=by).saved == ("ord",)


def test_whoever_must_not_be_known_is_not(response: Response) -> None:
    """No name, no id, no time finer than the week."""
    with clock.clock_at(date(2026, 11, 19)):
        answer(response, {"ord": "Hemmeligt"}, seen={}, by=ANONYMOUS)
    found = stands(response, "ord")
    assert (found.answered_by_name, found.answered_by_id) == ("", None)
    monday = clock.COPENHAGEN
    assert found.answered_at.astimezone(monday).isoformat() == "2026-11-16T00:00:00+01:00"


def test_the_log_tells_that_somebody_answered_and_not_what(response: Response) -> None:
    """One entry for a section, about the response, without values."""
    answer(response, {"ord": "Noget om nogen", "glad": 1}, seen={}, by=actor("staff"))
    entry = AuditEntry.objects.get(action="questionnaires.answer")
    assert (entry.object_id, "Noget" in str(entry.changes)) == (response.public_id, False)


def test_the_database_holds_one_answer_to_a_question(response: Response) -> None:
    """Whatever code does, two cannot stand at once."""
    answer(response, {"ord": "En"}, seen={}, by=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(response=response, question="ord", value="To", answered_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(response=response).update(followed_up_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.filter(pk=response.pk).update(closed_at=response.opened_at - timedelta(days=1))


def _colleague() -> tuple[User, Actor]:
    """Somebody in Syddjurs who may be made responsible."""
    held = holding("staff", user=person("ida@syddjurs.example", "Ida Dam"))
    return held.user, actor("coordinator")


def test_somebody_becomes_responsible(response: Response) -> None:
    """With a day and a note; done when it is done, and open again on another day."""
    user, by = _colleague()
    answer(response, {"ord": "Vi mangler wifi"}, seen={}, by=by)
    with clock.clock_at(TODAY):
        given = agree(
            stands(response, "ord"), responsible=user, follow_up_on=date(2026, 12, 1), by=by, note="Ring til IT"
        )
        followed_up(given, by=by)
        assert (given.responsible, given.note, given.followed_up_at) == (user, "Ring til IT", clock.now())
        agree(given, responsible=user, follow_up_on=date(2026, 12, 8), by=by)
    assert (given.followed_up_at, given.note) == (None, "Ring til IT")


def test_a_follow_up_is_refused_with_reasons(response: Response) -> None:
    """A person from elsewhere, a day that has passed, a note with what is never stored; nothing to follow up."""
    by = actor("coordinator")
    answer(response, {"ord": "Vi mangler wifi"}, seen={}, by=by)
    stranger = holding("staff", at="Aarhus", user=person("bo@aarhus.example", "Bo")).user
    given = stands(response, "ord")
    with clock.clock_at(TODAY), pytest.raises(ValidationError) as refused:
        agree(given, responsible=stranger, follow_up_on=date(2026, 11, 21), by=by, note="pin 1234")
    assert sorted(refused.value.message_dict) == ["follow_up_on", "note", "responsible"]
    with pytest.raises(ValidationError):
        followed_up(given, by=by)


def test_only_those_who_see_the_response_become_responsible() -> None:
    """What a unit keeps to itself is not handed to another unit."""
    response = response_to(municipality=municipality(), unit=unit(), tier=Tier.UNIT)
    by = actor("coordinator")
    answer(response, {"ord": "Kun os"}, seen={}, by=by)
    outside = holding("staff", in_unit=unit("Fyret"), user=person("eva@syddjurs.example", "Eva")).user
    inside = holding("staff", in_unit=unit(), user=person("kim@syddjurs.example", "Kim")).user
    with pytest.raises(ValidationError):
        agree(stands(response, "ord"), responsible=outside, follow_up_on=None, by=by)
    assert agree(stands(response, "ord"), responsible=inside, follow_up_on=None, by=by).responsible == inside


def test_responses_are_seen_by_their_tier() -> None:
    """The unit and the coordinators see what is the unit's; another municipality sees nothing."""
    response = response_to(municipality=municipality(), unit=unit(), tier=Tier.UNIT)
    seers = [actor("staff", in_unit=unit()), actor("coordinator")]
    others = [actor("staff", in_unit=unit("Fyret")), actor("coordinator", at="Aarhus"), ANONYMOUS]
    seen = [Response.objects.visible_to(who).filter(pk=response.pk).exists() for who in (*seers, *others)]
    assert seen == [True, True, False, False, False]


def test_responses_about_a_record_are_deleted_with_their_history(response: Response) -> None:
    """Those about another record stay."""
    other = response_to(response.edition, municipality=municipality())
    for one in (response, other):
        answer(one, {"ord": "Tekst"}, seen={}, by=SYSTEM)
    assert delete_responses(response.about, by=SYSTEM) == 1
    assert list(Response.objects.all()) == [other]
    assert (Answer.objects.count(), AnswerVersion.objects.count()) == (1, 1)


def test_responses_are_read_in_two_queries(response: Response, django_assert_num_queries: Any) -> None:
    """However many there are, and whatever is asked of them."""
    about = [response.about]
    answer(response, {"ord": "Tekst"}, seen={}, by=SYSTEM)
    for _number in range(4):
        more = response_to(response.edition, municipality=municipality())
        answer(more, {"ord": "Tekst", "glad": 3}, seen={}, by=SYSTEM)
        about.append(more.about)
    with django_assert_num_queries(2):
        assert [evaluation_of(one).answered for one in responses_about(about)] == [1, 2, 2, 2, 2]


def test_responses_of_one_questionnaire_are_told_apart(response: Response) -> None:
    """A record may be asked by several questionnaires."""
    another = edition_of(replace(EVERYTHING, key="natten"))
    more = response_to(another, municipality=municipality(), about=response.about)
    assert list(responses_about([response.about], "natten")) == [more]
    assert list(responses_about([response.about])) == [response, more]


def test_of_a_person_unknown_no_time_finer_than_the_week_is_kept() -> None:
    """When it was opened, answered and closed tells nobody who held the tablet then."""
    monday = datetime(2026, 11, 16, tzinfo=clock.COPENHAGEN)
    made = response_to(municipality=municipality(), by=ANONYMOUS, easy=True)
    answer(made, {"skaerm": True}, seen={}, by=ANONYMOUS)
    close_response(made, by=ANONYMOUS)
    given = stands(made, "skaerm")
    times = [made.opened_at, made.closed_at, given.answered_at, *given.versions.values_list("at", flat=True)]
    assert times == [monday] * 4
