"""Reading editions and answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from tovholder.apps.questionnaires.models import Answer, AnswerVersion, Edition, Response
from tovholder.apps.questionnaires.values import values_of
from tovholder.engines.questionnaires import evaluate
from tovholder.engines.questionnaires.model import Evaluation, Item, Schema
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.kernel.actor import Actor

MOST_EDITIONS = 32_767  # what the database holds as a number


def editions() -> QuerySet[Edition]:
    """All editions of all questionnaires, the newest of each first."""
    return Edition.objects.all()


def current_edition(key: str) -> Edition:
    """The newest edition of the questionnaire called ``key``. Raises ``Edition.DoesNotExist``."""
    newest = Edition.objects.filter(key=key).order_by("-number").first()
    if newest is None:
        raise Edition.DoesNotExist(f"there is no questionnaire {key!r}: run load_reference")
    return newest


def edition_for(actor: Actor, key: str, number: int) -> Edition:
    """That edition, which everybody may read. Raises ``Http404``."""
    found = Edition.objects.filter(key=key, number=number).first() if number <= MOST_EDITIONS else None
    if found is None:
        raise Http404
    return found


def schema_of(edition: Edition) -> Schema:
    """The questionnaire of an edition."""
    return edition.content


def responses() -> OwnedQuerySet[Response]:
    """All responses with their edition and answers, in two queries. Narrow it with ``visible_to``."""
    answers = Answer.objects.select_related("responsible", "left_in")
    found: OwnedQuerySet[Response] = Response.objects.select_related("edition").prefetch_related(
        Prefetch("answers", queryset=answers)
    )
    return found


def responses_about(about_ids: Iterable[UUID], key: str | None = None) -> OwnedQuerySet[Response]:
    """The responses about the records with those public ids, of one questionnaire or of all, the earliest first.

    Not narrowed to an actor: whoever may see the record may see its answers, and that is the hosting room's to say.
    """
    found = responses().filter(about__in=list(about_ids))
    return found if key is None else found.filter(edition__key=key)


def evaluation_of(response: Response) -> Evaluation:
    """What stands at each question of ``response``."""
    return evaluate(response.edition.content, values_of(response.answers.all()))


def standing_answers(response: Response) -> list[Answer]:
    """The answers of ``response`` in its edition, without those that an earlier edition kept."""
    return [answer for answer in response.answers.all() if answer.left_in_id is None]


def answer_of(response: Response, question: str) -> Answer | None:
    """What stands at one question of ``response``, with who is responsible."""
    return next((answer for answer in standing_answers(response) if answer.question == question), None)


@dataclass(frozen=True, slots=True)
class Given:
    """A question in one response: its state there, and the answer with who gave it, where there is one."""

    response: Response
    item: Item
    answer: Answer | None


def answers_by_question(responses: Iterable[Response]) -> Mapping[str, Sequence[Given]]:
    """For every question of the responses' editions what stands there, in the order of ``responses``.

    Two queries, or none when ``responses`` come from :func:`responses_about`.
    """
    found: dict[str, list[Given]] = defaultdict(list)
    for response in responses:
        by_question = {answer.question: answer for answer in standing_answers(response)}
        for question, item in evaluation_of(response).items.items():
            found[question].append(Given(response, item, by_question.get(question)))
    return dict(found)


def history_of_answer(answer: Answer) -> QuerySet[AnswerVersion]:
    """All that stood at a question, the newest first."""
    return answer.versions.order_by("-number")


def waiting_answers(actor: Actor, until: date) -> list[Answer]:
    """The answers that ``actor`` should follow up by ``until``, the earliest first. One query."""
    if actor.user_id is None or actor.municipality_id is None:
        return []
    waiting = Answer.objects.filter(
        responsible__public_id=actor.user_id,
        follow_up_on__lte=until,
        followed_up_at__isnull=True,
        response__in=Response.objects.visible_to(actor).at_home(actor),
    )
    return list(waiting.select_related("response__edition").order_by("follow_up_on", "id"))
