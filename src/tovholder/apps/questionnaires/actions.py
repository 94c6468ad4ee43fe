"""What is done with responses: opened, answered by several at once without loss, followed up, closed, moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.hosts import RESPONSIBLE, answer_url
from tovholder.apps.questionnaires.merging import TEXTS, Written, merged
from tovholder.apps.questionnaires.models import Answer, AnswerVersion, Edition, Response
from tovholder.apps.questionnaires.refusing import refuse, sensitive_text
from tovholder.apps.questionnaires.selectors import current_edition
from tovholder.apps.questionnaires.values import stored_of, values_of
from tovholder.apps.questionnaires.wording import question_text
from tovholder.engines.questionnaires import evaluate
from tovholder.engines.questionnaires.model import ItemState, Question, QuestionKind, Schema, Value
from tovholder.engines.questionnaires.values import problem_of
from tovholder.foundation.accounts.public import User, actor_of, current_holdings
from tovholder.foundation.audit.action import action, change, created, noted, removed
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import notify
from tovholder.foundation.visibility.tiers import Tier, audience_of
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of saving answers.

    ``saved`` are the questions whose answer changed; ``merged`` those that somebody else had answered meanwhile: texts
    then stand under each other, of other answers the newer stands and the older is in the history. ``opened`` are the
    questions that apply now and did not before.
    """

    saved: tuple[str, ...]
    merged: tuple[str, ...]
    opened: tuple[str, ...]


@action("questionnaires.open_response")
def open_response(
    *,
    edition: Edition,
    about: UUID,
    municipality: Municipality,
    unit: Unit | None,
    tier: Tier,
    by: Actor,
    respondent: str = "",
    easy: bool = False,
) -> Response:
    """Begin to answer ``edition`` about the record with the public id ``about``, which may have several responses.

    Of somebody who must not be known no time finer than the week is kept.
    """
    return created(
        Response(
            edition=edition,
            about=about,
            municipality=municipality,
            unit=unit,
            tier=tier,
            respondent=respondent.strip(),
            easy=easy,
            opened_at=_moment(by),
        )
    )


@action("questionnaires.answer")
def answer(response: Response, values: Mapping[str, Value | None], *, seen: Mapping[str, int], by: Actor) -> Kept:
    """Save ``values`` by question; None takes an answer back, and questions that are not named stay as they are.

    ``seen`` are the versions of the answers that the writer saw, 0 where there was none. Nothing that somebody else
    wrote meanwhile is lost, see :class:`Kept`. Raises ``ValidationError`` by question for an answer that cannot be, and
    for a response that is closed.
    """
    # The lock lets two who save at once write one after the other: the second then finds the answer of the first.
    locked = Response.objects.select_for_update().select_related("edition").get(pk=response.pk)
    if not locked.is_open:
        raise ValidationError(_("Besvarelsen er afsluttet. Åbn den igen, hvis svarene skal ændres."))
    schema = locked.edition.content
    refuse(schema, values)
    standing = {given.question: given for given in Answer.objects.filter(response=locked, left_in__isnull=True)}
    before = _applicable(schema, standing)
    noted(response)
    saved: list[str] = []
    clashed: list[str] = []
    kinds = {question.key: question.kind for question in schema.questions}
    for key, value in values.items():
        old = standing.get(key)
        result = merged(kinds[key], old, stored_of(value), seen.get(key, 0), by)
        if result.clash:
            clashed.append(key)
        if result.changed:
            standing[key] = _write(locked, key, old, result, by)
            saved.append(key)
    opened = _applicable(schema, standing) - before
    response._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # what it had read of answers is old now
    in_order = [question.key for question in schema.questions]
    return Kept(tuple(saved), tuple(clashed), tuple(key for key in in_order if key in opened))


def _moment(by: Actor) -> datetime:
    """Now; for somebody who must not be known the midnight in which the week began."""
    now = clock.now()
    if not by.is_anonymous:
        return now
    day = now.astimezone(clock.COPENHAGEN).date()
    return datetime.combine(day - timedelta(days=day.weekday()), time(), clock.COPENHAGEN)


def _applicable(schema: Schema, standing: Mapping[str, Answer]) -> set[str]:
    items = evaluate(schema, values_of(standing.values())).items
    return {key for key, item in items.items() if item.state is not ItemState.INAPPLICABLE}


def _write(response: Response, key: str, old: Answer | None, result: Written, by: Actor) -> Answer:
    """Set the answer and remember it as a version."""
    now = _moment(by)
    facts = {
        "value": result.value,
        "answered_by_id": by.user_id,
        "answered_by_name": by.name,
        "answered_at": now,
    }
    stands = created(Answer(response=response, question=key, **facts)) if old is None else change(old, **facts)
    created(
        AnswerVersion(
            answer=stands,
            number=stands.version,
            value=result.value,
            combined=result.combined,
            by_name=by.name,
            at=now,
        )
    )
    return stands


@action("questionnaires.assign")
def assign(
    answer: Answer, *, responsible: User | None, follow_up_on: date | None, by: Actor, note: str | None = None
) -> Answer:
    """Say who follows an answer up, and when. Whoever becomes responsible is told, except by themselves.

    Without ``note`` the note stays. A follow-up that was done no longer counts when the day is another. Raises
    ``ValidationError`` by field for a person who may not read the answer, a day that has passed, and a note that holds
    what is never stored.
    """
    kept = answer.note if note is None else note.strip()
    _check_follow_up(answer, responsible, follow_up_on, kept)
    told = responsible is not None and responsible.pk != answer.responsible_id and responsible.public_id != by.user_id
    done_at = answer.followed_up_at if follow_up_on == answer.follow_up_on else None
    change(answer, responsible=responsible, follow_up_on=follow_up_on, followed_up_at=done_at, note=kept)
    if told and responsible is not None and (url := answer_url(answer)):
        about = _("Du skal følge op på svaret: %(question)s") % {"question": question_text(answer)}
        notify(RESPONSIBLE, to=responsible, about=about, url=url, due=follow_up_on)
    return answer


def _check_follow_up(answer: Answer, responsible: User | None, follow_up_on: date | None, note: str) -> None:
    problems = {}
    if responsible is not None and not _may_read(responsible, answer.response):
        problems["responsible"] = _("Vælg en, der har en rolle hos jer og kan se besvarelsen.")
    if follow_up_on is not None and follow_up_on != answer.follow_up_on and follow_up_on < clock.today():
        problems["follow_up_on"] = _("Dagen er gået. Vælg i dag eller en dag, der kommer.")
    sensitive = sensitive_text(note)
    if sensitive:
        problems["note"] = sensitive
    if problems:
        raise ValidationError(problems)


def _may_read(user: User, response: Response) -> bool:
    """Whether ``user`` sees ``response`` from one of the seats they hold in its municipality today."""
    return any(
        audience_of(actor_of(held)).includes(response.tier, response.municipality_id, response.unit_id)
        for held in current_holdings(user)
        if held.municipality_id == response.municipality_id
    )


@action("questionnaires.followed_up")
def followed_up(answer: Answer, *, by: Actor) -> Answer:
    """Say that an answer was followed up now. Raises ``ValidationError`` when no day was set."""
    if answer.follow_up_on is None:
        raise ValidationError(_("Der er ikke aftalt en dag for opfølgning. Sæt en dag først."))
    return change(answer, followed_up_at=clock.now())


@action("questionnaires.close_response")
def close_response(response: Response, *, by: Actor) -> Response:
    """The answers stand as they are from now on. Closing twice changes nothing."""
    return response if not response.is_open else change(response, closed_at=max(_moment(by), response.opened_at))


@action("questionnaires.reopen_response")
def reopen_response(response: Response, *, by: Actor) -> Response:
    """The answers may be changed again."""
    return change(response, closed_at=None)


@action("questionnaires.delete_responses")
def delete_responses(about: UUID, *, by: Actor) -> int:
    """Delete all responses about a record, with their answers and history. Gives how many there were."""
    doomed = list(Response.objects.filter(about=about))
    for response in doomed:
        removed(response)
    return len(doomed)


@action("questionnaires.adopt_edition")
def adopt_edition(response: Response, *, by: Actor) -> Response:
    """Move an open response to the newest edition; answers follow their concept, as far as they still can be given.

    Answers that no longer fit, or would come to mean something else on another scale or in another unit, stay with the
    response as given in the earlier edition. Raises ``ValidationError`` when it is closed.
    """
    if not response.is_open:
        raise ValidationError(_("Besvarelsen er afsluttet og bliver i sin udgave."))
    newest = current_edition(response.edition.key)
    if newest.pk == response.edition_id:
        return response
    before = {question.key: question for question in response.edition.content.questions}
    asked = {question.concept: question for question in newest.content.questions}
    moving = list(Answer.objects.filter(response=response, left_in__isnull=True))
    left = response.edition
    noted(response)
    Answer.objects.filter(response=response, left_in__isnull=True).update(left_in=left)  # keys may change places
    for given in moving:
        old = before.get(given.question)
        question = asked.get(old.concept) if old is not None else None
        if old is None or question is None or not _means_the_same(old, question):
            continue
        if not problem_of(question, given.value):
            Answer.objects.filter(pk=given.pk).update(question=question.key, left_in=None)
    response._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # what it had read of answers is old now
    return change(response, edition=newest)


def _means_the_same(old: Question, new: Question) -> bool:
    """Whether an answer to ``old`` says the same as an answer to ``new``.

    4 of 5 is not 4 of 10, nor 2 hours 2 days,
    nor what was ranked what was merely chosen.
    """
    if old.kind is not new.kind and not {old.kind, new.kind} <= TEXTS:
        return False
    units = [question.unit.da if question.unit is not None else "" for question in (old, new)]
    scales = [(question.minimum, question.maximum) for question in (old, new) if question.kind is QuestionKind.SCALE]
    return units[0] == units[1] and len(set(scales)) <= 1


@action("questionnaires.move_unit")
def move_unit(old: Unit, new: Unit, *, by: Actor) -> int:
    """Move the responses of a unit that was merged into another. Gives how many."""
    return _moved(list(Response.objects.filter(unit=old)), unit=new, municipality=new.municipality)


@action("questionnaires.move_municipality")
def move_municipality(old: Municipality, into: Municipality, *, by: Actor) -> int:
    """Move the responses of a municipality that became part of another. Gives how many."""
    return _moved(list(Response.objects.filter(municipality=old)), municipality=into)


def _moved(moving: list[Response], **values: Unit | Municipality) -> int:
    for response in moving:
        change(response, expected_version=None, **values)
    return len(moving)


@action("questionnaires.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """Nobody who has left is responsible for an answer. What they answered stays, with their name. Gives how many."""
    theirs = list(Answer.objects.filter(responsible__public_id=user_id))
    for given in theirs:
        change(given, responsible=None)
    return len(theirs)
