"""The steps of a vision: back to a draft, adopted, published, withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.visions.events import VisionRevised, VisionWithdrawn
from tovholder.apps.visions.models import Hearing, MissingHearing, Vision
from tovholder.apps.visions.receipts import ask_units
from tovholder.apps.visions.revisions import touch
from tovholder.apps.visions.selectors import Lack, lacks
from tovholder.apps.visions.states import HearingState, State
from tovholder.apps.visions.writing import check_step, check_text, keep_step
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.codes.models import Code
from tovholder.foundation.events.bus import publish as tell_rooms
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Decision:
    """When a vision was adopted, by whom, and in which case."""

    on: date
    body: Code
    body_name: str = ""
    case_reference: str = ""


@action("visions.back_to_draft")
def back_to_draft(*, by: Actor, vision: Vision, reason: str = "") -> Vision:
    """Take a vision out of its hearing to write on it. Raises ``ValidationError`` for one that is not heard."""
    check_step(vision, State.DRAFT)
    check_text("reason", reason)
    change(vision, state=State.DRAFT)
    silent = Hearing.objects.filter(round__vision=vision, round__deadline__lt=clock.today(), state=HearingState.INVITED)
    for hearing in silent:  # they had their time; of the others nobody can say so any more
        change(hearing, state=HearingState.NO_ANSWER)
    keep_step(vision, State.HEARING, by=by, reason=reason)
    touch(vision)
    return vision


@action("visions.adopt")
def adopt(
    *,
    by: Actor,
    vision: Vision,
    decision: Decision,
    reasons: Mapping[str, str] | None = None,
    law_known: bool = False,
    expected_version: int | None = None,
) -> Vision:
    """Adopt a vision; every unit is asked to read it, and the one it revises has had its time.

    ``reasons`` tells by the code of each body that was not heard why not. Where the law demands the hearing,
    ``law_known`` says that they know. Both are kept and shown. Raises ``ValidationError`` and ``ConflictError``.
    """
    check_step(vision, State.ADOPTED)
    if not vision.says_its_value:
        raise ValidationError(_("Sig først, hvilken værdi visionen skal skabe: sæt kryds, og skriv for hvem."))
    if decision.on > clock.today():
        raise ValidationError({"on": _("Visionen kan først være vedtaget, når dagen er kommet.")})
    _keep_missing(vision, lacks(vision), reasons or {}, law_known, by)
    before = vision.state
    change(
        vision,
        expected_version=expected_version,
        state=State.ADOPTED,
        adopted_on=decision.on,
        adopted_by=decision.body,
        adopted_by_name=decision.body_name,
        case_reference=decision.case_reference,
    )
    keep_step(vision, before, by=by, reason=decision.body_name or str(decision.body))
    touch(vision)
    if vision.previous is not None:
        _replace(vision.previous, vision, by)
    ask_units(vision)
    return vision


def _keep_missing(vision: Vision, missing: list[Lack], reasons: Mapping[str, str], law_known: bool, by: Actor) -> None:
    wrong: dict[str, str] = {}
    for lack in missing:
        if not reasons.get(lack.body.code, "").strip():
            wrong[f"reason_{lack.body.code}"] = _("Skriv, hvorfor de ikke er hørt.")
    if any(lack.law for lack in missing) and not law_known:
        wrong["law_known"] = _("Bekræft, at I ved, at loven kræver høringen, eller hør dem først.")
    if wrong:
        raise ValidationError(dict(wrong))
    for lack in missing:
        created(
            MissingHearing(
                vision=vision,
                body=lack.body,
                law=lack.law,
                reason=reasons[lack.body.code],
                by_name=by.name,
                on=clock.today(),
            )
        )


def _replace(old: Vision, new: Vision, by: Actor) -> None:
    """The vision that was revised has had its time; one that was withdrawn meanwhile stays so."""
    if old.state != State.ADOPTED:
        return
    change(old, state=State.REVISED)
    keep_step(old, State.ADOPTED, by=by, reason=_("Afløst af “%(title)s”") % {"title": new.title})
    touch(old)
    tell_rooms(
        VisionRevised(old_id=old.public_id, new_id=new.public_id, municipality_id=new.municipality_id, title=new.title)
    )


@action("visions.publish")
def publish(*, by: Actor, vision: Vision, expected_version: int | None = None) -> Vision:
    """Let everybody read an adopted vision. Raises ``ValidationError`` for another one, and ``ConflictError``."""
    if vision.state != State.ADOPTED:
        raise ValidationError(_("Kun en vedtaget vision kan gøres offentlig."))
    change(vision, expected_version=expected_version, tier=Tier.PUBLIC, published_on=clock.today())
    touch(vision)
    return vision


@action("visions.unpublish")
def unpublish(*, by: Actor, vision: Vision, expected_version: int | None = None) -> Vision:
    """Take the public page down; the municipality itself still reads the vision. Raises ``ConflictError``."""
    change(vision, expected_version=expected_version, tier=Tier.MUNICIPALITY, published_on=None)
    touch(vision)
    return vision


@action("visions.withdraw")
def withdraw(*, by: Actor, vision: Vision, reason: str, expected_version: int | None = None) -> Vision:
    """Say that a vision does not hold (any more), and why. Its public page stays and says so; receipts stop.

    Rooms above are told, in the same transaction. Raises ``ValidationError`` and ``ConflictError``.
    """
    check_step(vision, State.WITHDRAWN)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor. Det læser alle, der kan se visionen.")})
    check_text("reason", reason)
    before, held = vision.state, vision.adopted_on is not None
    values: dict[str, object] = {"state": State.WITHDRAWN, "withdrawn_on": clock.today()}
    if not held:
        values["previous"] = None  # its place is free for another attempt at revising the old one
    change(vision, expected_version=expected_version, **values)
    keep_step(vision, before, by=by, reason=reason)
    touch(vision)
    tell_rooms(
        VisionWithdrawn(
            vision_id=vision.public_id, municipality_id=vision.municipality_id, title=vision.title, reason=reason
        )
    )
    return vision
