"""What is done with assessments: begun, answered together, talked through, closed, repeated, deleted."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.assessments.models import QUESTIONNAIRE, Agreement, Assessment, Conclusion
from tovholder.apps.assessments.selectors import newest_closed, response_of
from tovholder.apps.citizens.public import CitizenAlias
from tovholder.apps.questionnaires.public import (
    Kept,
    answer,
    close_response,
    current_edition,
    delete_responses,
    open_response,
    reopen_response,
)
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created, noted, removed
from tovholder.foundation.municipalities.public import Municipality, Tier, Unit
from tovholder.foundation.notices.public import notify
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

YOURS = "assessments.yours"


@action("assessments.begin")
def begin_assessment(
    citizen: CitizenAlias,
    *,
    purpose: str,
    participation: str,
    participation_note: str,
    by: Actor,
    held_by: User | None = None,
    own_words: str = "",
    repeat_on: date | None = None,
) -> Assessment:
    """Begin an assessment of a citizen, today. It repeats the latest closed one of the same alias, if there is one.

    Raises ``ValidationError`` for CPR numbers, secrets and days that do not fit.
    """
    _ahead(repeat_on)
    made = created(
        Assessment(
            municipality=citizen.municipality,
            unit=citizen.unit,
            citizen=citizen,
            former=newest_closed(citizen),
            held_by=held_by,
            purpose=purpose,
            own_words=own_words,
            participation=participation,
            participation_note=participation_note,
            begun_on=clock.today(),
            repeat_on=repeat_on,
        )
    )
    open_response(
        edition=current_edition(QUESTIONNAIRE),
        about=made.public_id,
        municipality=made.municipality,
        unit=made.unit,
        tier=Tier.UNIT,
        by=by,
    )
    _tell(made, by)
    return made


@action("assessments.change")
def change_assessment(
    assessment: Assessment,
    *,
    purpose: str,
    participation: str,
    participation_note: str,
    held_by: User | None,
    own_words: str,
    repeat_on: date | None,
    by: Actor,
    expected_version: int | None = None,
) -> Assessment:
    """Change why, with whom and when again. Raises ``ValidationError`` as :func:`begin_assessment` does."""
    if repeat_on != assessment.repeat_on:
        _ahead(repeat_on)
    before = assessment.held_by_id
    changed = change(
        assessment,
        expected_version=expected_version,
        purpose=purpose,
        participation=participation,
        participation_note=participation_note,
        held_by=held_by,
        own_words=own_words,
        repeat_on=repeat_on,
    )
    if changed.held_by_id != before:
        _tell(changed, by)
    return changed


def _ahead(repeat_on: date | None) -> None:
    if repeat_on is not None and repeat_on <= clock.today():
        raise ValidationError({"repeat_on": _("Vælg en dag, der ikke er gået.")})


def _tell(assessment: Assessment, by: Actor) -> None:
    """A colleague who is to hold the talk hears of it: that it is one, and never about whom."""
    holder = assessment.held_by
    if holder is not None and holder.public_id != by.user_id:
        notify(YOURS, to=holder, about=_("Du skal holde en afdækning"), url=assessment.get_absolute_url())


@action("assessments.answer")
def answer_questions(
    assessment: Assessment, values: Mapping[str, Value | None], *, seen: Mapping[str, int], by: Actor
) -> Kept:
    """Save answers as :func:`questionnaires.answer` does. Texts of two people who write at once are both kept.

    Raises ``ValidationError`` for a closed assessment, for CPR numbers and secrets, and for what is no answer.
    """
    if not assessment.is_open:
        raise ValidationError(_("Afdækningen er afsluttet. Åbn den igen, hvis svarene skal ændres."))
    noted(assessment)
    return answer(response_of(assessment), values, seen=seen, by=by)


@action("assessments.talk_through")
def talk_through(assessment: Assessment, *, by: Actor) -> Assessment:
    """The findings have been talked through with the citizen today."""
    _must_be_open(assessment)
    return change(assessment, talked_through_on=clock.today())


@action("assessments.conclude")
def conclude(
    assessment: Assessment,
    *,
    conclusion: str,
    conclusion_note: str,
    by: Actor,
    expected_version: int | None = None,
) -> Assessment:
    """Write down what the citizen and the unit agreed on. No technology is as good an answer as any."""
    _must_be_open(assessment)
    return change(
        assessment,
        expected_version=expected_version,
        conclusion=Conclusion(conclusion).value,
        conclusion_note=conclusion_note,
    )


@action("assessments.close")
def close_assessment(assessment: Assessment, *, by: Actor, reason: str = "") -> Assessment:
    """Close it; the answers stand from then on.

    Raises ``ValidationError`` without a reason when it has not been talked through with the citizen: somebody moved, or
    wanted to stop.
    """
    _must_be_open(assessment)
    if assessment.talked_through_on is None and not reason.strip():
        raise ValidationError(
            {
                "reason": _(
                    "I har ikke gennemgået den med borgeren endnu. Gør det først, eller skriv, hvorfor I slutter."
                )
            }
        )
    close_response(response_of(assessment), by=by)
    return change(assessment, closed_on=clock.today(), closing_note=reason.strip())


@action("assessments.reopen")
def reopen_assessment(assessment: Assessment, *, by: Actor) -> Assessment:
    """Go on with a closed one. Raises ``ValidationError`` when a later one has taken over."""
    if Assessment.objects.filter(former=assessment).exists():
        raise ValidationError(_("Der er begyndt en ny afdækning, som bygger på den. Skriv videre i den nye."))
    reopen_response(response_of(assessment), by=by)
    return change(assessment, closed_on=None, closing_note="")


def _must_be_open(assessment: Assessment) -> None:
    if not assessment.is_open:
        raise ValidationError(_("Afdækningen er afsluttet. Åbn den igen først."))


@action("assessments.agree")
def agree(assessment: Assessment, *, text: str, who: str, due_on: date, by: Actor) -> Agreement:
    """Write down something that was agreed: what, who and by when."""
    if due_on < clock.today():
        raise ValidationError({"due_on": _("Vælg i dag eller en dag, der ikke er gået.")})
    return created(Agreement(assessment=assessment, text=text, who=who, due_on=due_on))


@action("assessments.change_agreement")
def change_agreement(
    agreement: Agreement, *, text: str, who: str, due_on: date, by: Actor, expected_version: int | None = None
) -> Agreement:
    """Change what was agreed."""
    return change(agreement, expected_version=expected_version, text=text, who=who, due_on=due_on)


@action("assessments.keep_agreement")
def keep_agreement(agreement: Agreement, *, done: bool, by: Actor) -> Agreement:
    """Say that an agreement was kept today, or that it was not after all."""
    return change(agreement, done_on=clock.today() if done else None)


@action("assessments.remove_agreement")
def remove_agreement(agreement: Agreement, *, by: Actor) -> None:
    """Take an agreement out."""
    removed(agreement)


@action("assessments.delete")
def delete_assessment(assessment: Assessment, *, by: Actor) -> None:
    """Delete an assessment with its answers, their history and its agreements."""
    delete_responses(assessment.public_id, by=by)
    removed(assessment)


@action("assessments.forget_alias")
def forget_alias(alias_id: UUID, *, by: Actor) -> int:
    """Delete all assessments of an alias whose time is over. Gives how many."""
    doomed = list(Assessment.objects.filter(citizen__public_id=alias_id))
    for assessment in doomed:
        delete_assessment(assessment, by=by)
    return len(doomed)


@action("assessments.move_unit")
def move_unit(old: Unit, new: Unit, *, by: Actor) -> int:
    """The assessments of a merged unit go with its citizens. Gives how many."""
    return _moved(list(Assessment.objects.filter(unit=old)), unit=new, municipality=new.municipality)


@action("assessments.move_municipality")
def move_municipality(old: Municipality, into: Municipality, *, by: Actor) -> int:
    """The assessments follow their units into another municipality. Gives how many."""
    return _moved(list(Assessment.objects.filter(municipality=old)), municipality=into)


def _moved(moving: list[Assessment], **place: Any) -> int:
    for assessment in moving:
        change(assessment, **place)
    return len(moving)


@action("assessments.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """Open assessments of somebody who has left have nobody to hold them, until somebody is chosen. Gives how many."""
    theirs = list(Assessment.objects.filter(held_by__public_id=user_id, closed_on__isnull=True))
    for assessment in theirs:
        change(assessment, held_by=None)
    return len(theirs)
