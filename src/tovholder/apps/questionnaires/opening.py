"""New editions that editors open from what they have drafted."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.editions import PACKAGED
from tovholder.apps.questionnaires.models import Edition
from tovholder.apps.questionnaires.schema import canonical_json, content_hash, plain_schema, read_schema
from tovholder.engines.questionnaires.model import Schema
from tovholder.foundation.audit.action import action, created
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def is_fixed(key: str) -> bool:
    """Whether a room of the product leans on the questions of the questionnaire called ``key``."""
    packaged = PACKAGED.get(key)
    return packaged is not None and not packaged.redrafted


@action("questionnaires.open_edition")
def open_edition(*, schema: Schema, by: Actor) -> Edition:
    """A new edition with the content of ``schema``, which from now on never changes.

    Raises ``ValidationError`` for a questionnaire with faults, for one that a room of the product leans on, and for
    content that the newest edition has already.
    """
    plain = plain_schema(schema)
    read_schema(canonical_json(plain))
    if is_fixed(schema.key):
        raise ValidationError(
            _("Tovholder bruger selv spørgeskemaet ”%(key)s” og regner med dets spørgsmål. Giv kladden et andet navn.")
            % {"key": schema.key}
        )
    earlier = Edition.objects.filter(key=schema.key)
    newest = earlier.order_by("-number").first()
    if newest is not None and newest.content_hash == content_hash(plain):
        raise ValidationError(
            _("Der er intet ændret siden udgave %(number)d, så der er ikke brug for en ny.") % {"number": newest.number}
        )
    number = (earlier.aggregate(most=Max("number"))["most"] or 0) + 1
    edition = Edition(key=schema.key, number=number, schema=plain, opened_on=clock.today())
    edition.content_hash = content_hash(plain)
    try:
        with transaction.atomic():
            return created(edition)
    except IntegrityError as error:
        raise ValidationError(_("En anden åbnede en udgave i samme øjeblik. Se den, og prøv igen.")) from error
