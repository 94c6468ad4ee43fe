"""Reading visions, what was said to them, and who has read them."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from tovholder.apps.process.public import Round
from tovholder.apps.visions.law import EXPECTED, demanded
from tovholder.apps.visions.models import (
    Comment,
    Hearing,
    HearingRound,
    MissingHearing,
    Receipt,
    Responsible,
    Statement,
    Step,
    Vision,
    VisionQuerySet,
)
from tovholder.apps.visions.states import HearingState, State
from tovholder.foundation.accounts.hashing import secret_hash
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import TenantKind, Unit
from tovholder.foundation.municipalities.public import open_units
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.share import Share

_FACTS = ("municipality", "adopted_by", "round", "previous__municipality", "following__municipality")


def own_visions(actor: Actor) -> VisionQuerySet:
    """The visions of the actor's own municipality that they may see."""
    if actor.municipality_id is None or actor.role not in roles.TENANT_ROLES:
        return Vision.objects.none()
    return Vision.objects.visible_to(actor).at_home(actor)


def visions_for_unit(unit: Unit) -> list[Vision]:
    """The visions that a unit works by: those in force that are common, or for a group the unit is there for."""
    groups = set(unit.target_groups.values_list("pk", flat=True))
    found = Vision.objects.in_force().filter(municipality_id=unit.municipality_id).prefetch_related("target_groups")
    return [
        vision
        for vision in found.order_by("-adopted_on", "pk")
        if not (own := {code.pk for code in vision.target_groups.all()}) or own & groups
    ]


def unit_of(actor: Actor) -> Unit | None:
    """The unit in which the actor acts."""
    if actor.unit_id is None or actor.municipality_id is None:
        return None
    return Unit.objects.filter(pk=actor.unit_id, municipality_id=actor.municipality_id).first()


def public_visions() -> VisionQuerySet:
    """What municipalities have published."""
    return Vision.objects.filter(tier=Tier.PUBLIC)


def vision_for(actor: Actor, public_id: UUID) -> Vision:
    """A vision of the actor's own municipality. Raises ``Http404`` for what they may not see."""
    found = own_visions(actor).select_related(*_FACTS).prefetch_related("target_groups").filter(public_id=public_id)
    vision = found.first()
    if vision is None:
        raise Http404
    return vision


def public_vision(municipality: str, slug: str) -> Vision:
    """The public vision at an address. Raises ``Http404``."""
    found = public_visions().select_related(*_FACTS).prefetch_related("target_groups")
    vision = found.filter(municipality__slug=municipality, slug=slug).first()
    if vision is None:
        raise Http404
    return vision


def open_rounds(actor: Actor, municipality_id: int) -> QuerySet[Round]:
    """The municipality's rounds that are not closed, as far as the actor sees them."""
    found = Round.objects.visible_to(actor).filter(municipality_id=municipality_id, unit__isnull=True)
    return found.filter(closed_on__isnull=True).order_by("-number")


def steps_of(vision: Vision) -> list[Step]:
    """Every step the vision took, the newest first."""
    return list(vision.steps.order_by("-recorded_at", "-pk"))


def responsibles_of(vision: Vision) -> list[Responsible]:
    """Who answers for the vision, with the roles they hold."""
    return list(vision.responsibles.select_related("unit", "holding__role", "holding__unit", "holding__user"))


def comments_of(vision: Vision) -> list[Comment]:
    """What was said to the draft, in order."""
    return list(vision.comments.select_related("unit"))


def rounds_of(vision: Vision) -> list[HearingRound]:
    """The rounds of hearing with everybody asked and what they said, the newest first. Two queries."""
    hearings = Hearing.objects.select_related("body", "unit", "statement").order_by("body__position", "name", "pk")
    return list(vision.hearing_rounds.order_by("-number").prefetch_related(Prefetch("hearings", hearings)))


def latest_round(vision: Vision) -> HearingRound | None:
    """The round of hearing that was opened last."""
    return vision.hearing_rounds.order_by("-number").first()


def hearings_of(municipality_id: int) -> QuerySet[Hearing]:
    """Everybody whom a municipality has heard about a vision."""
    return Hearing.objects.filter(round__vision__municipality_id=municipality_id).select_related(
        "round__vision__municipality", "body", "unit", "statement"
    )


def hearing_for(actor: Actor, public_id: UUID) -> Hearing:
    """One hearing of the actor's municipality; members of a council find that of their own council alone.

    Raises ``Http404``.
    """
    if actor.municipality_id is None or actor.role not in roles.TENANT_ROLES:
        raise Http404
    found = hearings_of(actor.municipality_id).filter(
        public_id=public_id, round__vision__in=Vision.objects.visible_to(actor)
    )
    if actor.role in roles.REPRESENTATIVES:
        found = found.filter(body__code=council_of(actor) or "none")
    hearing = found.first()
    if hearing is None:
        raise Http404
    return hearing


def hearing_by_secret(secret: str) -> Hearing:
    """The hearing whose mail holds ``secret``, while the link works. Raises ``Http404``."""
    wanted = secret_hash(secret)
    found = Hearing.objects.select_related("round__vision__municipality", "body", "statement")
    hearing = found.filter(secret_hash=wanted).first()
    if hearing is None or not hmac.compare_digest(hearing.secret_hash or "", wanted):
        raise Http404
    return hearing


def council_of(actor: Actor) -> str:
    """The code of the council in which the actor sits; empty for everybody else. One query."""
    if actor.role != roles.COUNCIL_MEMBER or actor.seat_id is None:
        return ""
    held = RoleHolding.objects.filter(public_id=actor.seat_id, kind__isnull=False)
    return held.values_list("kind__code", flat=True).first() or ""


def statement_for(actor: Actor, public_id: UUID) -> Statement:
    """A statement to a vision of the actor's municipality. Raises ``Http404``."""
    found = Statement.objects.select_related("hearing__round__vision__municipality", "hearing__body")
    statement = found.filter(public_id=public_id, hearing__round__vision__in=own_visions(actor)).first()
    if statement is None:
        raise Http404
    return statement


def comment_for(actor: Actor, public_id: UUID) -> Comment:
    """A comment to a vision of the actor's municipality. Raises ``Http404``."""
    found = Comment.objects.select_related("vision__municipality", "unit").filter(public_id=public_id)
    comment = found.filter(vision__in=own_visions(actor)).first()
    if comment is None or actor.role in roles.REPRESENTATIVES:
        raise Http404
    return comment


def published_statements(vision: Vision) -> list[Statement]:
    """What those who were heard agreed to have read by everybody."""
    found = Statement.objects.filter(hearing__round__vision=vision, may_be_published=True)
    return list(found.select_related("hearing__body").order_by("hearing__round__number", "hearing__body__position"))


def missing_of(vision: Vision) -> list[MissingHearing]:
    """Who was not heard before the vision was adopted, and why."""
    return list(vision.missing_hearings.select_related("body"))


@dataclass(frozen=True, slots=True)
class Lack:
    """A body that has not been heard. ``law`` is empty where no law demands it; ``asked`` when its time is not up."""

    body: Code
    law: str
    asked: bool


def lacks(vision: Vision, groups: Iterable[str] | None = None) -> list[Lack]:
    """The bodies that have not been heard: those the law demands first. Three queries.

    Heard is who answered, and who was asked and let the deadline pass. A letter that never arrived asked nobody; nor
    did a hearing that was stopped before its deadline.
    """
    today = clock.today()
    codes = [code.code for code in vision.target_groups.all()] if groups is None else list(groups)
    law = demanded(codes, today) if vision.municipality.kind == TenantKind.MUNICIPALITY else {}
    asked: set[str] = set()
    heard: set[str] = set()
    read = Hearing.objects.filter(round__vision=vision).values_list("body__code", "state", "round__deadline")
    for body, state, deadline in read:
        asked.add(body)
        passed = state == HearingState.INVITED and deadline < today and vision.state != State.DRAFT
        if state in {HearingState.ANSWERED, HearingState.NO_ANSWER} or passed:
            heard.add(body)
    wanted = [*law, *(body for body in EXPECTED if body not in law)]
    by_code = {code.code: code for code in Code.objects.of("hearing_body").filter(code__in=wanted)}
    return [
        Lack(by_code[body], law.get(body, ""), body in asked)
        for body in wanted
        if body not in heard and body in by_code
    ]


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A unit, and what it has said of the vision."""

    unit: Unit
    receipt: Receipt | None

    @property
    def is_given(self) -> bool:
        """Whether the unit has read the vision and talked about it."""
        return self.receipt is not None and self.receipt.given_on is not None


def receipt_lines(vision: Vision) -> list[ReceiptLine]:
    """Every open unit of the municipality with its receipt; those that came later too. Two queries."""
    given = {receipt.unit_id: receipt for receipt in vision.receipts.all()}
    return [ReceiptLine(unit, given.get(unit.pk)) for unit in open_units(vision.municipality_id)]


def receipt_share(lines: Sequence[ReceiptLine], of: str) -> Share:
    """How many of the units have given their receipt."""
    return Share(sum(line.is_given for line in lines), len(lines), of)


def receipt_counts(visions: Sequence[Vision]) -> dict[int, tuple[int, int]]:
    """For each vision how many open units have given their receipt, and of how many. Two queries."""
    today = clock.today()
    is_open = Q(unit__closed_on__isnull=True) | Q(unit__closed_on__gt=today)
    given = dict(
        Receipt.objects.filter(is_open, vision__in=visions, given_on__isnull=False)
        .order_by()
        .values("vision")
        .annotate(n=Count("pk"))
        .values_list("vision", "n")
    )
    places = {vision.municipality_id for vision in visions}
    still = Q(closed_on__isnull=True) | Q(closed_on__gt=today)
    units = dict(
        Unit.objects.filter(still, municipality__in=places)
        .order_by()
        .values("municipality")
        .annotate(n=Count("pk"))
        .values_list("municipality", "n")
    )
    return {vision.pk: (given.get(vision.pk, 0), units.get(vision.municipality_id, 0)) for vision in visions}


def own_receipts(actor: Actor) -> QuerySet[Receipt]:
    """The receipts that the actor's unit was asked for, of visions that hold."""
    if actor.municipality_id is None or actor.unit_id is None:
        return Receipt.objects.none()
    found = Receipt.objects.filter(
        unit_id=actor.unit_id, vision__municipality_id=actor.municipality_id, vision__state=State.ADOPTED
    )
    return found.select_related("vision", "unit")
