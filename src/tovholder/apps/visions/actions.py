"""What is done with a vision while it is written: begun, changed, talked about, revised, thrown away."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from tovholder.apps.visions.models import Comment, Removal, Vision
from tovholder.apps.visions.revisions import next_revision, touch
from tovholder.apps.visions.selectors import latest_round
from tovholder.apps.visions.states import State
from tovholder.apps.visions.telling import ANSWERED, coordinators_of, tell
from tovholder.apps.visions.writing import VisionFacts, check_facts, facts_of, free_slug, keep_step
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, changed_set, created, removed
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def _begin(*, by: Actor, municipality: Municipality, facts: VisionFacts, previous: Vision | None = None) -> Vision:
    check_facts(facts, municipality.pk)
    vision = created(
        Vision(
            municipality=municipality,
            tier=Tier.MUNICIPALITY,
            slug=free_slug(facts.title, municipality.pk),
            previous=previous,
            made_on=clock.today(),
            revision=next_revision(),
            **facts.values(),
        )
    )
    changed_set(vision, "target_groups", facts.target_groups)
    keep_step(vision, "", by=by)
    return vision


@action("visions.create_vision")
def create_vision(*, by: Actor, municipality: Municipality, facts: VisionFacts) -> Vision:
    """Begin a vision: a draft that its own municipality alone sees. Raises ``ValidationError`` by field."""
    return _begin(by=by, municipality=municipality, facts=facts)


def text_is_out(vision: Vision) -> bool:
    """Whether others are reading the text just now: it is being heard, and the deadline has not passed."""
    asked = latest_round(vision) if vision.state == State.HEARING else None
    return asked is not None and asked.is_open_on(clock.today())


@action("visions.change_vision")
def change_vision(*, by: Actor, vision: Vision, facts: VisionFacts, expected_version: int | None = None) -> Vision:
    """Change what a vision says. Raises ``ValidationError`` and ``ConflictError``.

    A text that others are reading in a hearing stands still until the deadline: they must not answer another one.
    """
    if not vision.is_open:
        raise ValidationError(_("En vedtaget vision rettes ikke. Lav en ny udgave af den i stedet."))
    if text_is_out(vision):
        raise ValidationError(
            _("Teksten er i høring, og fristen er ikke gået. Vent, eller gør visionen til kladde igen først.")
        )
    check_facts(facts, vision.municipality_id)
    values = facts.values()
    if facts.title != vision.title:
        values["slug"] = free_slug(facts.title, vision.municipality_id)  # nobody outside knows the address yet
    groups = {code.pk for code in facts.target_groups}
    if groups != set(vision.target_groups.values_list("pk", flat=True)):
        # The groups live in a table of their own: the row's version must still tell the next editor that they changed.
        change(vision, expected_version=expected_version, **values)
        Vision.objects.filter(pk=vision.pk).update(version=F("version") + 1)
        vision.version += 1
        changed_set(vision, "target_groups", facts.target_groups)
    else:
        change(vision, expected_version=expected_version, **values)
    touch(vision)
    return vision


@action("visions.delete_vision")
def delete_vision(*, by: Actor, vision: Vision) -> Vision:
    """Throw a draft away that nobody outside was asked about. Raises ``ValidationError`` for any other."""
    if vision.state != State.DRAFT or vision.hearing_rounds.exists():
        raise ValidationError(
            _("Kun en kladde, som aldrig har været i høring, kan slettes. Træk visionen tilbage i stedet.")
        )
    Removal.objects.create(vision_key=vision.pk, revision=next_revision())
    removed(vision)
    return vision


@action("visions.revise_vision")
def revise_vision(*, by: Actor, vision: Vision) -> Vision:
    """Begin a new edition of an adopted vision: a draft that says the same, and takes its place once adopted.

    Raises ``ValidationError`` for a vision that does not hold, and when a new edition has been begun already.
    """
    if vision.state != State.ADOPTED:
        raise ValidationError(_("Kun en vedtaget vision kan få en ny udgave."))
    if Vision.objects.filter(previous=vision).exists():
        raise ValidationError(_("I er allerede i gang med en ny udgave af visionen."))
    facts = facts_of(vision)
    if facts.round is not None and not facts.round.is_open:
        facts = replace(facts, round=None)  # the new edition is not made in a round that is over
    made = _begin(by=by, municipality=vision.municipality, facts=facts, previous=vision)
    kinds: tuple[Any, ...] = (vision.strategies.all(), vision.responsibles.all(), vision.preconditions.all())
    for rows in kinds:
        for row in rows:
            values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
            kept = {name: value for name, value in values.items() if name not in {"id", "public_id", "vision_id"}}
            created(type(row)(vision=made, **kept))
    return made


@action("visions.comment")
def comment(*, by: Actor, vision: Vision, text: str) -> Comment:
    """Say something to a draft, for one's unit or for the municipality. Raises ``ValidationError``."""
    if not vision.is_open:
        raise ValidationError(_("Visionen kan ikke kommenteres mere: Den er ikke længere en kladde."))
    unit = Unit.objects.filter(pk=by.unit_id, municipality_id=vision.municipality_id).first() if by.unit_id else None
    made = created(
        Comment(vision=vision, unit=unit, author_id=by.user_id, author_name=by.name, text=text, written_at=clock.now())
    )
    tell(
        ANSWERED,
        [user for user in coordinators_of(vision.municipality_id) if user.public_id != by.user_id],
        lambda: _("%(name)s har kommenteret “%(title)s”") % {"name": by.name, "title": vision.title},
        vision.get_absolute_url() + "#kommentarer",
    )
    return made


@action("visions.answer_comment")
def answer_comment(*, by: Actor, comment: Comment, answer: str) -> Comment:
    """Answer a comment; its author is told. Raises ``ValidationError`` for an empty answer."""
    if not answer.strip():
        raise ValidationError({"answer": _("Skriv, hvad I gør med kommentaren, eller hvorfor I lader den ligge.")})
    change(comment, answer=answer, answered_by=by.name, answered_at=clock.now())
    author = User.objects.filter(public_id__in=[comment.author_id], is_active=True)
    tell(
        ANSWERED,
        author,
        lambda: _("Din kommentar til “%(title)s” er besvaret") % {"title": comment.vision.title},
        comment.vision.get_absolute_url() + "#kommentarer",
    )
    return comment
