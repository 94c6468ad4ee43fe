"""Answers of many municipalities taken in at once: as good as any others, and all or none."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from tovholder.apps.questionnaires.models import Answer, AnswerVersion
from tovholder.apps.surveys.public import (
    ImportedAnswers,
    Participant,
    Survey,
    SurveyFacts,
    create_survey,
    import_answers,
    open_survey,
    response_rate,
    response_values,
)
from tovholder.apps.surveys.survey_models import ParticipantStep
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.audit.models import AuditEntry
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _survey() -> Survey:
    today = clock.today()
    facts = SurveyFacts(
        key="tagen-ind",
        year=today.year,
        title_da="Taget ind",
        purpose_da="Til en test.",
        questionnaire_key="velfaerdsteknologi",
        opens_on=today,
        closes_on=today + timedelta(days=9),
        frame_on=date(2026, 1, 1),
    )
    return open_survey(by=SYSTEM, survey=create_survey(by=SYSTEM, facts=facts))


def _row(code: str, values: dict[str, Value], *, is_submitted: bool = True) -> ImportedAnswers:
    return ImportedAnswers(code=code, values=values, by_name="Ane", at=clock.now(), is_submitted=is_submitted)


def test_what_is_taken_in_counts_as_any_other_answer() -> None:
    """Handed in by name with its steps; what is only begun does not count, and one entry tells of the act."""
    survey = _survey()
    rows = [
        _row("0706", {"organisation_changed": True}),
        _row("0707", {"organisation_changed": False}, is_submitted=False),
    ]
    import_answers(by=SYSTEM, survey=survey, rows=rows)
    one = Participant.objects.get(survey=survey, code="0706")
    assert (one.state.value, one.submitted_by_name) == ("submitted", "Ane")
    assert response_values(survey)[one.pk].items["organisation_changed"].value is True
    assert response_rate(survey).municipalities.count == 1
    assert Participant.objects.get(survey=survey, code="0707").state.value == "started"
    assert sorted(ParticipantStep.objects.values_list("kind", flat=True)) == ["started", "started", "submitted"]
    assert (Answer.objects.count(), AnswerVersion.objects.count()) == (2, 2)
    assert AuditEntry.objects.filter(action="surveys.import_answers").count() == 1


@pytest.mark.parametrize(
    "rows",
    [
        [("0706", {"organisation_changed": True}), ("0706", {"organisation_changed": True})],
        [("9999", {"organisation_changed": True})],
        [("0706", {"organisation_changed": True}), ("0707", {"training_economy": "maybe"})],
        [("0706", {"organisation_changed": True}), ("0707", {"unknown": True})],
    ],
)
def test_all_or_none(rows: list[tuple[str, dict[str, Value]]]) -> None:
    """A municipality twice, one outside the frame, an option and a question that do not exist: nothing is written."""
    survey = _survey()
    with pytest.raises(ValidationError):
        import_answers(by=SYSTEM, survey=survey, rows=[_row(code, values) for code, values in rows])
    assert Answer.objects.count() == 0
    assert Participant.objects.filter(survey=survey, response__isnull=False).count() == 0


def test_whoever_has_begun_is_left_alone() -> None:
    """Answers of people are never overwritten by a file."""
    survey = _survey()
    import_answers(by=SYSTEM, survey=survey, rows=[_row("0706", {"organisation_changed": True})])
    with pytest.raises(ValidationError, match="0706"):
        import_answers(by=SYSTEM, survey=survey, rows=[_row("0706", {"organisation_changed": False})])
