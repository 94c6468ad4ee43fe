"""What other rooms know beforehand: loaded beside the questions, confirmed, changed or rejected by a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.public import PREFILLS, Prefill, Response, answer_of, evaluation_of
from tovholder.apps.questionnaires.public import answer as answer_questions
from tovholder.apps.surveys.models import Participant, PrefillDecision, Prefilled
from tovholder.engines.questionnaires.model import ItemState, Question, QuestionKind, Value
from tovholder.engines.questionnaires.values import problem_of
from tovholder.foundation.audit.action import action, change, created, noted
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@action("surveys.load_prefills")
def load_prefills(participant: Participant, *, by: Actor) -> int:
    """Ask every room what it knows of the participant's municipality, and keep it as suggestions. Gives how many.

    What a person has decided stays decided; a suggestion that waits is brought up to date, and goes when its source no
    longer says anything. What could not be an answer is left out.
    """
    edition = participant.survey.questionnaire
    assert edition is not None  # noqa: S101  # suggestions are asked for once a survey is open
    asked = {question.concept: question for question in edition.content.questions}
    standing = {(row.question, row.source): row for row in Prefilled.objects.filter(participant=participant)}
    noted(participant, ["prefilled"])
    found: set[tuple[str, str]] = set()
    with translation.override("da"):
        for source in PREFILLS:
            known = source.load(participant.municipality, sorted(asked), clock.today())
            for concept, prefill in known.items():
                if concept in asked and _write(participant, source.key, asked[concept], prefill, standing):
                    found.add((asked[concept].key, source.key))
    for place, row in standing.items():
        if place not in found and row.decision == PrefillDecision.WAITING:
            row.delete()
    return len(found)


def _write(
    participant: Participant,
    source: str,
    question: Question,
    prefill: Prefill,
    standing: Mapping[tuple[str, str], Prefilled],
) -> bool:
    value = _plain(prefill.value)
    if not value or problem_of(question, prefill.value):
        return False
    facts: dict[str, Any] = {
        "value": value,
        "source_label": str(prefill.source)[:300],
        "source_url": prefill.url,
        "as_of": prefill.as_of,
    }
    row = standing.get((question.key, source))
    if row is None:
        created(Prefilled(participant=participant, question=question.key, source=source, **facts))
    elif row.decision == PrefillDecision.WAITING:
        change(row, **facts)
    return True


def _plain(value: Value) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def typed(value: Any) -> Value:
    """A kept value as the engine takes it."""
    taken: Value = tuple(value) if isinstance(value, list) else value
    return taken


@action("surveys.decide_prefill")
def decide_prefill(
    prefilled: Prefilled,
    decision: PrefillDecision,
    response: Response,
    *,
    by: Actor,
    expected_version: int | None = None,
) -> Prefilled:
    """A person confirms a suggestion, which then is the answer, or rejects it, which leaves the question as it is.

    A matrix keeps what stands in the rows that the suggestion does not know. Raises ``ValidationError`` for one that
    was decided, and ``ConflictError``.
    """
    if prefilled.decision != PrefillDecision.WAITING:
        raise ValidationError(_("Der er allerede taget stilling til forslaget."))
    if decision not in {PrefillDecision.CONFIRMED, PrefillDecision.REJECTED}:
        raise ValidationError(_("Bekræft forslaget, ret det, eller afvis det."))
    _decided(prefilled, decision, by, expected_version)
    if decision == PrefillDecision.CONFIRMED:
        given = answer_of(response, prefilled.question)
        value = combined(given.value if given is not None else None, prefilled.value)
        seen = {prefilled.question: given.version if given is not None else 0}
        answer_questions(response, {prefilled.question: value}, seen=seen, by=by)
    return prefilled


def combined(standing: Any, suggested: Any) -> Value:
    """What stands after a suggestion is taken: of a matrix both, the suggestion's rows first."""
    if isinstance(standing, Mapping) and isinstance(suggested, Mapping):
        return {**standing, **suggested}
    return typed(suggested)


def _decided(row: Prefilled, decision: PrefillDecision, by: Actor, expected_version: int | None = None) -> None:
    change(
        row,
        expected_version=expected_version,
        decision=decision,
        decided_at=clock.now(),
        decided_by_name=by.name or _("Ukendt"),
    )


def settle(participant: Participant, values: Mapping[str, Value | None], *, by: Actor) -> None:
    """Somebody answered questions by hand: what was suggested there is decided by that. For actions alone."""
    waiting = Prefilled.objects.filter(
        participant=participant, question__in=list(values), decision=PrefillDecision.WAITING
    )
    for row in waiting:
        given = values[row.question]
        same = given is not None and _plain(given) == row.value
        _decided(row, PrefillDecision.CONFIRMED if same else PrefillDecision.CHANGED, by)


def waiting_prefills(participant: Participant, response: Response) -> list[Prefilled]:
    """The suggestions that wait for a person, in the order of the questions, where the question applies."""
    rows = list(Prefilled.objects.filter(participant=participant, decision=PrefillDecision.WAITING))
    return in_order(rows, response)


def in_order(rows: Iterable[Prefilled], response: Response) -> list[Prefilled]:
    """Suggestions in the order of the questions, those that apply alone."""
    items = evaluation_of(response).items
    places = {question.key: place for place, question in enumerate(response.edition.content.questions)}
    applying = [
        row for row in rows if row.question in items and items[row.question].state is not ItemState.INAPPLICABLE
    ]
    return sorted(applying, key=lambda row: (places[row.question], row.pk))


def is_partial(question: Question, value: Any) -> bool:
    """Whether a suggestion knows some rows of a matrix only."""
    return question.kind is QuestionKind.MATRIX and len(value) < len(question.rows)
