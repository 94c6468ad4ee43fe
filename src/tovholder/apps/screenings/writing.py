"""Writing the parts of a screening: participants, words, needs, things, network, competences, findings."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.public import Kept, Response, answer
from tovholder.apps.screenings.choices import MailState
from tovholder.apps.screenings.keeping import refresh
from tovholder.apps.screenings.models import Participant, Screening, ScreeningFinding, ScreeningPart
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.audit.action import action, change, created, noted, removed
from tovholder.foundation.jobs.public import enqueue_once
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.notices.public import notify
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM, Actor

P = TypeVar("P", bound=ScreeningPart)

INVITE_JOB = "screenings.invite"
INVITED = "screenings.invited"


def _check(screening: Screening) -> None:
    if not screening.is_open:
        raise ValidationError(_("Screeningen er godkendt. Genåbn den, hvis den skal ændres."))


@action("screenings.add_part")
def add_part(part: P, *, by: Actor) -> P:
    """Add something to the screening that it names. Raises ``ValidationError`` by field, or when it is approved."""
    _check(part.screening)
    made = created(part)
    refresh(part.screening)
    return made


@action("screenings.change_part")
def change_part(part: P, *, by: Actor, values: Mapping[str, Any], expected_version: int | None = None) -> P:
    """Change part of a screening.

    Raises ``ValidationError`` by field, for a derived finding, or when approved, and ``ConflictError``.
    """
    _check(part.screening)
    if isinstance(part, ScreeningFinding) and part.rule:
        raise ValidationError(_("Fundet følger af tallene og kan ikke skrives om. Ret tallene, eller læg fundet væk."))
    changed = change(part, expected_version=expected_version, **values)
    refresh(part.screening)
    return changed


@action("screenings.remove_part")
def remove_part(part: P, *, by: Actor) -> P:
    """Take something out of a screening again. Raises ``ValidationError`` for a derived finding, or when approved."""
    _check(part.screening)
    if isinstance(part, ScreeningFinding) and part.rule:
        raise ValidationError(_("Fundet følger af tallene og kan ikke slettes. Læg det væk med en begrundelse."))
    removed(part)
    refresh(part.screening)
    return part


@action("screenings.answer")
def answer_section(
    screening: Screening, response: Response, values: Mapping[str, Value | None], *, seen: Mapping[str, int], by: Actor
) -> Kept:
    """Save a section of the unit's common answers. Raises ``ValidationError`` by question, or when approved."""
    _check(screening)
    noted(screening)
    kept = answer(response, values, seen=seen, by=by)
    refresh(screening)
    return kept


@action("screenings.leave")
def leave(participant: Participant, *, by: Actor) -> Participant:
    """Somebody left mid-way. They came, and what they contributed stays. Raises ``ValidationError`` when approved."""
    _check(participant.screening)
    return change(participant, attended=True, left_on=clock.today())


@action("screenings.invite")
def invite(participant: Participant, *, by: Actor) -> Participant:
    """Invite by mail; who has a login is told on their page too. Raises ``ValidationError`` without an address."""
    screening = participant.screening
    if screening.is_done:
        raise ValidationError(_("Screeningen er holdt. Der er ikke mere at invitere til."))
    if not participant.address:
        raise ValidationError(_("Der er ingen mailadresse. Skriv en, eller vælg en bruger."))
    change(participant, mail=MailState.WAITING, invited_on=clock.today())
    if participant.user is not None:
        about = _("Du er inviteret til ”%(title)s” i %(unit)s.") % {
            "title": screening.title,
            "unit": screening.unit.name,
        }
        notify(INVITED, to=participant.user, about=about, url=screening.get_absolute_url(), due=screening.planned_on)
    enqueue_once(INVITE_JOB, by=SYSTEM)
    return participant


@action("screenings.record_mail")
def record_mail(participant: Participant, *, sent: bool, by: Actor) -> Participant:
    """Note whether the mail server took the invitation."""
    return change(participant, mail=MailState.SENT if sent else MailState.REFUSED)


@action("screenings.dismiss_finding")
def dismiss_finding(finding: ScreeningFinding, *, why: str, by: Actor) -> ScreeningFinding:
    """Put a finding away with a reason that can be read. Raises ``ValidationError`` without one."""
    if not why.strip():
        raise ValidationError({"why": _("Skriv, hvorfor fundet lægges væk.")})
    return change(finding, dismissed_on=clock.today(), dismissed_why=" ".join(why.split()))


@action("screenings.restore_finding")
def restore_finding(finding: ScreeningFinding, *, by: Actor) -> ScreeningFinding:
    """Take a finding up again."""
    return change(finding, dismissed_on=None, dismissed_why="")


@action("screenings.move_unit")
def move_unit(old: Unit, new: Unit, *, by: Actor) -> int:
    """The screenings of a merged unit go with its work. Gives how many."""
    moving = list(Screening.objects.filter(unit=old))
    for screening in moving:
        change(screening, unit=new)
    return len(moving)


@action("screenings.move_municipality")
def move_municipality(old: Municipality, into: Municipality, *, by: Actor) -> int:
    """The screenings follow their units into the municipality that theirs became part of. Gives how many."""
    moving = list(Screening.objects.filter(municipality=old))
    for screening in moving:
        change(screening, municipality=into)
    return len(moving)


@action("screenings.forget_person")
def forget_person(user_id: UUID, *, by: Actor) -> int:
    """Who has left is not expected at planned screenings; where they took part, the name stays. Gives how many."""
    theirs = list(Participant.objects.filter(user__public_id=user_id).select_related("screening", "user"))
    for participant in theirs:
        if participant.screening.is_done or participant.attended:
            name = participant.user.name if participant.user is not None else participant.name
            change(participant, user=None, name=name, mail=MailState.NONE)
        else:
            removed(participant)
    return len(theirs)
