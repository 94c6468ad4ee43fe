"""What happens to a screening: planned, held, approved, reopened; its link opened and closed."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.process.public import Round
from tovholder.apps.questionnaires.public import close_response, delete_responses, reopen_response, responses_about
from tovholder.apps.screenings.asking import MOST_EASY, QUESTIONNAIRE, asked, begin, begun_easy
from tovholder.apps.screenings.choices import State
from tovholder.apps.screenings.keeping import refresh
from tovholder.apps.screenings.models import Participant, Screening
from tovholder.apps.screenings.rules import may_approve
from tovholder.apps.screenings.selectors import previous_held, takes_link
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.foundation.municipalities.models import Unit
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningFacts:
    """What is said of a screening itself."""

    title: str
    planned_on: date
    tier: str
    round: Round | None = None
    citizen_places: int | None = None


def _check(facts: ScreeningFacts, unit: Unit) -> None:
    """Raise ``ValidationError`` for a round of another municipality or of another unit."""
    chosen = facts.round
    if chosen is None:
        return
    if chosen.municipality_id != unit.municipality_id or chosen.unit_id not in {None, unit.pk}:
        raise ValidationError(
            {"round": _("Runden hører til en anden enhed. Vælg kommunens eller enhedens egen runde.")}
        )


@action("screenings.create")
def create_screening(*, by: Actor, unit: Unit, facts: ScreeningFacts) -> Screening:
    """Plan a screening of ``unit``; its questions are open from now on. Raises ``ValidationError`` by field."""
    _check(facts, unit)
    if unit.closed_on is not None:
        raise ValidationError({"unit": _("Enheden er nedlagt. Vælg en anden.")})
    screening = created(
        Screening(
            municipality=unit.municipality,
            unit=unit,
            tier=facts.tier,
            round=facts.round,
            title=facts.title,
            planned_on=facts.planned_on,
            citizen_places=facts.citizen_places,
            previous=previous_held(unit.pk),
        )
    )
    begin(screening, by=by)
    return screening


@action("screenings.change")
def change_screening(
    *, by: Actor, screening: Screening, facts: ScreeningFacts, expected_version: int | None = None
) -> Screening:
    """Change what is said of a screening. Raises ``ValidationError`` by field and ``ConflictError``."""
    _check_open(screening)
    _check(facts, screening.unit)
    return change(
        screening,
        expected_version=expected_version,
        tier=facts.tier,
        round=facts.round,
        title=facts.title,
        planned_on=facts.planned_on,
        citizen_places=facts.citizen_places,
    )


@action("screenings.word_purpose")
def word_purpose(*, by: Actor, screening: Screening, purpose: str, expected_version: int | None = None) -> Screening:
    """Write the purpose that the participants agree on. Raises ``ValidationError`` and ``ConflictError``."""
    _check_open(screening)
    return change(screening, expected_version=expected_version, purpose=purpose.strip())


def _check_open(screening: Screening) -> None:
    if not screening.is_open:
        raise ValidationError(_("Screeningen er godkendt. Genåbn den, hvis den skal ændres."))


@action("screenings.hold")
def hold_screening(
    *,
    by: Actor,
    screening: Screening,
    held_on: date,
    attended: Collection[Participant] = (),
    expected_version: int | None = None,
) -> Screening:
    """The screening was held on a day, by those who came. Citizens' link closes, and findings are drawn.

    Raises ``ValidationError`` for a day that has not come, and for one that was already held.
    """
    if screening.state != State.PLANNED:
        raise ValidationError(_("Screeningen er allerede holdt."))
    if held_on > clock.today():
        raise ValidationError({"held_on": _("Dagen er ikke kommet endnu. Skriv den dag, I holdt screeningen.")})
    change(
        screening,
        expected_version=expected_version,
        state=State.HELD,
        held_on=held_on,
        link_hash=None,
        previous=previous_held(screening.unit_id),
    )
    for participant in attended:
        change(participant, attended=True)
    for response in begun_easy(screening):  # also those in which nothing was answered yet
        close_response(response, by=by)
    refresh(screening)
    return screening


@action("screenings.approve")
def approve_screening(*, by: Actor, screening: Screening, expected_version: int | None = None) -> Screening:
    """The unit's leader stands by what the screening says. Raises ``ValidationError`` and ``ConflictError``."""
    if not may_approve.allows(by, screening):
        raise ValidationError(_("Det er enhedens leder, der godkender screeningen."))
    if screening.state != State.HELD:
        raise ValidationError(_("Kun en screening, der er holdt, kan godkendes."))
    change(
        screening,
        expected_version=expected_version,
        state=State.APPROVED,
        approved_on=clock.today(),
        approved_by_name=by.name,
    )
    for response in responses_about([screening.public_id], QUESTIONNAIRE):
        close_response(response, by=by)
    return screening


@action("screenings.reopen")
def reopen_screening(*, by: Actor, screening: Screening, why: str) -> Screening:
    """Take an approved screening up again, with a reason that everybody can read. Raises ``ValidationError``."""
    if screening.state != State.APPROVED:
        raise ValidationError(_("Kun en godkendt screening kan genåbnes."))
    if not why.strip():
        raise ValidationError({"why": _("Skriv, hvorfor screeningen genåbnes.")})
    change(screening, state=State.HELD, approved_on=None, approved_by_name="", reopened_why=" ".join(why.split()))
    common = asked(screening).common
    if common is not None:
        reopen_response(common, by=by)
    return screening


@action("screenings.delete")
def delete_screening(*, by: Actor, screening: Screening) -> Screening:
    """Delete a screening that was not held, with its answers. Raises ``ValidationError`` for one that was."""
    if screening.state != State.PLANNED:
        raise ValidationError(_("En screening, der er holdt, slettes ikke: andre kan have bygget videre på den."))
    delete_responses(screening.public_id, by=by)
    removed(screening)
    return screening


@action("screenings.open_link")
def open_link(*, by: Actor, screening: Screening) -> str:
    """Make a link by which citizens answer without a login, and give its secret, which is not kept.

    An earlier link stops working. Raises ``ValidationError`` when the screening was held, or should have been long ago.
    """
    if screening.state != State.PLANNED:
        raise ValidationError(_("Screeningen er holdt, og borgernes skema er lukket."))
    if not takes_link(screening):
        raise ValidationError(_("Den planlagte dag er gået for over to måneder siden. Flyt dagen, og lav så linket."))
    secret = secrets.token_urlsafe(24)
    change(screening, link_hash=secret_hash(secret))
    return secret


@action("screenings.close_link")
def close_link(*, by: Actor, screening: Screening) -> Screening:
    """The link stops working."""
    return change(screening, link_hash=None)


@action("screenings.begin_easy")
def begin_easy(*, by: Actor, screening: Screening) -> str:
    """Open an easy-read response for a citizen and give its public id; nothing tells who it is.

    Raises ``ValidationError`` when the screening was held or has as many as it takes.
    """
    if screening.state != State.PLANNED:
        raise ValidationError(_("Screeningen er holdt, og skemaet er lukket."))
    if begun_easy(screening).count() >= MOST_EASY:
        raise ValidationError(_("Skemaet er fuldt. Tal med personalet."))
    return str(begin(screening, by=ANONYMOUS, easy=True).public_id)
