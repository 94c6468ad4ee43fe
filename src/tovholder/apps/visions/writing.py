"""What the actions share: the facts they take, the step that each leaves, and the address a vision gets."""

from dataclasses import dataclass, fields
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.process.public import Round
from tovholder.apps.visions.models import Step, Vision
from tovholder.apps.visions.states import State, may_follow
from tovholder.foundation.audit.action import created
from tovholder.foundation.codes.models import Code
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

SLUG_LENGTH: Final = 70
_DANISH: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


@dataclass(frozen=True, slots=True, kw_only=True)
class VisionFacts:
    """What a vision says. Without target groups it is a common one."""

    title: str
    text: str
    target_groups: tuple[Code, ...] = ()
    round: Round | None = None
    creates_quality: bool = False
    creates_efficiency: bool = False
    creates_wellbeing: bool = False
    value_text: str = ""
    authority_weight: str = ""
    authority_strategy: str = ""
    frame_political: str = ""
    frame_economic: str = ""
    frame_organisational: str = ""
    frame_competence: str = ""
    anchoring: str = ""
    communication: str = ""

    def values(self) -> dict[str, object]:
        """The plain fields: all but the target groups."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "target_groups"}


def facts_of(vision: Vision) -> VisionFacts:
    """What a vision says now."""
    given = {field.name: getattr(vision, field.name) for field in fields(VisionFacts) if field.name != "target_groups"}
    return VisionFacts(target_groups=tuple(vision.target_groups.all()), **given)


def check_facts(facts: VisionFacts, municipality_id: int) -> None:
    """Raises ``ValidationError`` by field for a round of somebody else and for text that must not be stored."""
    if facts.round is not None and facts.round.municipality_id != municipality_id:
        raise ValidationError({"round": _("Vælg en af jeres egne runder.")})
    wrong = {}
    for name, value in facts.values().items():
        if isinstance(value, str):
            try:
                refuse_sensitive(value)
            except ValidationError as error:
                wrong[name] = error.messages
    if wrong:
        raise ValidationError(wrong)


def check_text(name: str, text: str) -> None:
    """Raises ``ValidationError`` for the field ``name`` when its text must not be stored."""
    try:
        refuse_sensitive(text)
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from error


def free_slug(title: str, municipality_id: int) -> str:
    """A name for addresses that no other vision of the municipality has."""
    base = slugify(title.translate(_DANISH))[:SLUG_LENGTH].strip("-") or "vision"
    taken = set(
        Vision.objects.filter(municipality_id=municipality_id, slug__startswith=base).values_list("slug", flat=True)
    )
    return next(slug for slug in (base, *(f"{base}-{at}" for at in range(2, len(taken) + 3))) if slug not in taken)


def check_step(vision: Vision, wanted: str) -> None:
    """Raises ``ValidationError`` when the vision cannot go to that state from where it is."""
    if not may_follow(vision.state, wanted):
        raise ValidationError(
            _("En vision med status “%(now)s” kan ikke få status “%(wanted)s”.")
            % {"now": State(vision.state).label, "wanted": State(wanted).label}
        )


def keep_step(vision: Vision, before: str, *, by: Actor, reason: str = "") -> Step:
    """Keep that the vision went from ``before`` to the state it has now."""
    return created(
        Step(
            vision=vision,
            from_state=before,
            to_state=vision.state,
            on=clock.today(),
            reason=reason,
            by_name=by.name,
            by_role=by.role or "",
            recorded_at=clock.now(),
        )
    )
