"""What the municipality answered last time, beside the question: where the two may be compared, and where not."""

from dataclasses import dataclass

from tovholder.apps.questionnaires.public import Response, answer_text, evaluation_of, responses_about, words
from tovholder.apps.surveys.models import Participant
from tovholder.apps.surveys.selectors import earlier_participant
from tovholder.engines.questionnaires import compare
from tovholder.engines.questionnaires.model import Comparability


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """A question with what was answered in ``year``. ``comparability`` says whether it was asked in the same way.

    ``asked`` are the words of then, where they were others.
    """

    question: str
    label: str
    text: str
    year: int
    comparability: Comparability
    asked: str = ""

    @property
    def is_break(self) -> bool:
        """Whether the two cannot be compared."""
        return self.comparability is Comparability.BREAK


def earlier_answers(participant: Participant, response: Response, section_key: str) -> list[EarlierAnswer]:
    """The answers of the last survey to the questions of a section, by what they measure. Four queries at most."""
    before = earlier_participant(participant)
    if before is None or before.response is None:
        return []
    given = next((one for one in responses_about([before.public_id]) if one.pk == before.response_id), None)
    if given is None:
        return []
    old, new = given.edition.content, response.edition.content
    found = compare(old, new)
    asked_then = {question.concept: question for question in old.questions}
    items = evaluation_of(given).items
    section = next(one for one in new.sections if one.key == section_key)
    rows = []
    for question in section.questions:
        then = asked_then.get(question.concept)
        item = items[then.key] if then is not None else None
        if then is None or item is None or item.value is None:
            continue
        comparability = found[question.concept]
        rows.append(
            EarlierAnswer(
                question.key,
                words(question.text),
                answer_text(then, item.value),
                before.survey.year,
                comparability,
                words(then.text) if comparability is not Comparability.COMPARABLE else "",
            )
        )
    return rows
