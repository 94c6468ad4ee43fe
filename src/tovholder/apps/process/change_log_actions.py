"""What is done with the log of organisational changes, and how it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from tovholder.apps.process.change_models import OrganisationalChange
from tovholder.apps.process.models import Round
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.owned import OwnedQuerySet
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

TIERS = (Tier.MUNICIPALITY, Tier.MUNICIPALITIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFacts:
    """What a change says."""

    kind: Code
    what: str
    why: str
    since: date
    technology: Technology | None = None
    effect: str = ""
    tier: str = Tier.MUNICIPALITY

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def _check(facts: ChangeFacts) -> None:
    problems = {}
    if facts.since > clock.today():
        problems["since"] = _("Datoen ligger i fremtiden. Skriv ændringen, når den er trådt i kraft.")
    if facts.tier not in TIERS:
        problems["tier"] = _("En ændring ses i kommunen eller af alle kommuner.")
    if problems:
        raise ValidationError(problems)


@action("process.log_change")
def log_change(*, by: Actor, municipality: Municipality, facts: ChangeFacts) -> OrganisationalChange:
    """Write down what the municipality changed in its organisation. Raises ``ValidationError`` by field."""
    _check(facts)
    return created(OrganisationalChange(municipality=municipality, **facts.fields()))


@action("process.correct_change")
def correct_change(
    *, by: Actor, record: OrganisationalChange, facts: ChangeFacts, expected_version: int | None = None
) -> OrganisationalChange:
    """Correct a change, tell its effect, or share it. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check(facts)
    return change(record, expected_version=expected_version, **facts.fields())


@action("process.move_changes")
def move_changes(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Give the log of a municipality to the one that it became part of."""
    moved = list(OrganisationalChange.objects.filter(municipality=old))
    for record in moved:
        change(record, municipality=into)
    return len(moved)


def visible_changes(actor: Actor) -> OwnedQuerySet[OrganisationalChange]:
    """The changes that ``actor`` may see: those of the own municipality, and what others share. Newest first."""
    seen = OrganisationalChange.objects.visible_to(actor)
    return seen.select_related("kind", "technology", "municipality")


def change_for(actor: Actor, public_id: UUID) -> OrganisationalChange:
    """The change with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = visible_changes(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def shared_by(actor: Actor, municipality: Municipality) -> list[OrganisationalChange]:
    """What a municipality has changed, as far as ``actor`` sees it."""
    return list(visible_changes(actor).filter(municipality=municipality))


def changes_during(actor: Actor, the_round: Round) -> Sequence[OrganisationalChange]:
    """What the municipality changed while a round ran."""
    since = Q(since__gte=the_round.starts_on)
    until = Q(since__lte=the_round.closed_on) if the_round.closed_on is not None else Q()
    return list(visible_changes(actor).filter(since & until, municipality_id=the_round.municipality_id))
