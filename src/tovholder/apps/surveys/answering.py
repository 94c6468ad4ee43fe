"""A municipality's answers as a whole: begun, written by several at once, handed in, opened again."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.public import (
    Kept,
    Response,
    close_response,
    open_response,
    reopen_response,
    responses_about,
)
from tovholder.apps.questionnaires.public import answer as answer_questions
from tovholder.apps.surveys.models import Participant, ParticipantStep, StepKind, Survey, SurveyState
from tovholder.apps.surveys.prefilling import load_prefills, settle
from tovholder.apps.surveys.telling import SURVEY_NOTICE, tell_coordinators
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.audit.action import action, change, created, noted
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def refuse_late(survey: Survey) -> None:
    """Raises ``ValidationError`` in words when a survey takes no answers today."""
    if survey.state == SurveyState.DRAFT:
        raise ValidationError(_("Dataindsamlingen er ikke åbnet endnu."))
    if not survey.is_open:
        raise ValidationError(
            _("Dataindsamlingen er lukket, så svaret blev ikke gemt. Det, du skrev, står her endnu: kopiér det.")
        )


def refuse_submitted(participant: Participant) -> None:
    """Raises ``ValidationError`` in words for answers that were handed in."""
    if participant.submitted_at is not None:
        raise ValidationError(
            _("Svarene er sendt ind og blev ikke ændret. Det, du skrev, står her endnu. Bed om at få dem åbnet igen.")
        )


def response_of(participant: Participant) -> Response | None:
    """The answers of a participant with all that stands there, or None when nobody has begun. Two queries."""
    if participant.response_id is None:
        return None
    return next((one for one in responses_about([participant.public_id]) if one.pk == participant.response_id), None)


@action("surveys.begin")
def begin(participant: Participant, *, by: Actor) -> Response:
    """The participant's answers: begun now unless they were. Raises ``ValidationError`` when nobody may answer."""
    locked = _locked(participant)
    if locked.response_id is None:
        refuse_late(locked.survey)
        edition = locked.survey.questionnaire
        assert edition is not None  # noqa: S101  # an open survey has one: the database says so
        response = open_response(
            edition=edition,
            about=locked.public_id,
            municipality=locked.municipality,
            unit=None,
            tier=Tier.MUNICIPALITY,
            respondent=locked.name,
            by=by,
        )
        change(locked, response=response)
        _step(locked, StepKind.STARTED, by)
        load_prefills(locked, by=by)
    participant.refresh_from_db()
    begun = response_of(participant)
    assert begun is not None  # noqa: S101  # it was just made, or stood before
    return begun


def _locked(participant: Participant) -> Participant:
    """The participant under its row lock: two who begin or hand in at once do so one after the other."""
    return (
        Participant.objects.select_for_update(of=("self",))
        .select_related("survey__questionnaire", "municipality", "response")
        .get(pk=participant.pk)
    )


def _step(participant: Participant, kind: StepKind, by: Actor, reason: str = "") -> ParticipantStep:
    return created(
        ParticipantStep(
            participant=participant, kind=kind, at=clock.now(), by_name=by.name or _("Ukendt"), reason=reason.strip()
        )
    )


@action("surveys.answer")
def keep_answers(
    participant: Participant, values: Mapping[str, Value | None], *, seen: Mapping[str, int], by: Actor
) -> Kept:
    """Save answers of a participant, as ``questionnaires.answer`` does: nothing that two write at once is lost.

    What was suggested for a question counts as confirmed or changed once somebody answers it. Raises
    ``ValidationError``: by question, for a survey that is not open, and for answers that were handed in.
    """
    locked = _locked(participant)
    response = locked.response if locked.response is not None else begin(participant, by=by)
    refuse_late(locked.survey)
    refuse_submitted(locked)
    noted(participant, ["response"])
    kept = answer_questions(response, values, seen=seen, by=by)
    settle(participant, {key: values[key] for key in kept.saved}, by=by)
    return kept


@action("surveys.submit")
def submit(participant: Participant, *, by: Actor, expected_version: int | None = None) -> Participant:
    """Hand the answers in: they count, and stand as they are. Questions may be skipped (SUR-02).

    Raises ``ValidationError`` when nobody has answered anything, when it was done before and when the survey is not
    open; ``ConflictError``.
    """
    locked = _locked(participant)
    refuse_late(locked.survey)
    if locked.submitted_at is not None:
        raise ValidationError(_("Svarene er allerede sendt ind."))
    if locked.response is None:
        raise ValidationError(_("Der er ingen svar at sende ind endnu."))
    change(
        locked,
        expected_version=expected_version,
        submitted_at=clock.now(),
        submitted_by_name=by.name or _("Ukendt"),
    )
    close_response(locked.response, by=by)
    _step(locked, StepKind.SUBMITTED, by)
    return locked


@action("surveys.reopen_answers")
def reopen_answers(
    participant: Participant, *, reason: str, by: Actor, expected_version: int | None = None
) -> Participant:
    """Open answers again that were handed in; they no longer count until they are handed in again.

    The coordinators are told when somebody else does it. Raises ``ValidationError`` without a reason and when the
    survey is closed; ``ConflictError``.
    """
    locked = _locked(participant)
    if not locked.survey.is_open:
        raise ValidationError(_("Dataindsamlingen er lukket. Kun den, der holder den, kan åbne den igen."))
    if locked.submitted_at is None or locked.response is None:
        raise ValidationError(_("Svarene er ikke sendt ind."))
    change(locked, expected_version=expected_version, submitted_at=None, submitted_by_name="")
    reopen_response(locked.response, by=by)
    _step(locked, StepKind.REOPENED, by, reason)
    if by.municipality_id != locked.municipality_id:
        title = locked.survey.title_da
        tell_coordinators(
            SURVEY_NOTICE,
            [locked.municipality_id],
            lambda: _("Jeres svar på %(title)s er åbnet igen. Send dem ind på ny.") % {"title": title},
            locked.get_absolute_url(),
            locked.survey.closes_on,
        )
    return locked
