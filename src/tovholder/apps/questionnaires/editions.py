"""The questionnaires that the product brings, and how they become editions."""

from dataclasses import dataclass
from importlib.resources.abc import Traversable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from tovholder.apps.questionnaires.models import Edition
from tovholder.apps.questionnaires.schema import content_hash, plain_schema, read_schema
from tovholder.engines.questionnaires.model import Schema
from tovholder.kernel import clock
from tovholder.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Packaged:
    """A questionnaire that a room brings in its package, registered in its ``plugs.py``.

    ``path`` is the JSON file (``files("tovholder.apps.room").joinpath("data/key.json")``), ``key`` that of its schema.
    ``redrafted`` says that editors may open further editions under its key, because no room leans on its questions.
    """

    key: str
    path: Traversable
    order: int = 100
    redrafted: bool = False


PACKAGED: Registry[Packaged] = Registry("packaged questionnaire")


def packaged_schema(packaged: Packaged) -> Schema:
    """The questionnaire in the file. Raises ``ValidationError`` naming the file's fault."""
    schema = read_schema(packaged.path.read_bytes())
    if schema.key != packaged.key:
        raise ValidationError(f"{packaged.path}: the key is {schema.key!r}, registered as {packaged.key!r}")
    return schema


@transaction.atomic
def load_editions() -> int:
    """Open an edition of every packaged questionnaire whose content is new; gives how many editions there are."""
    for packaged in PACKAGED:
        schema = packaged_schema(packaged)
        had = Edition.objects.filter(key=schema.key, content_hash=content_hash(plain_schema(schema)))
        if not had.exists():  # editors may have gone on from it: what the package brings is then an older edition
            add_edition(schema)
    return Edition.objects.count()


def add_edition(schema: Schema) -> Edition:
    """The edition with the content of ``schema``: the newest where it has it, else a new one with the next number."""
    plain = plain_schema(schema)
    newest = Edition.objects.filter(key=schema.key).order_by("-number").first()
    if newest is not None and newest.content_hash == content_hash(plain):
        return newest
    taken = Edition.objects.filter(key=schema.key).aggregate(most=Max("number"))["most"] or 0
    edition = Edition(key=schema.key, number=taken + 1, schema=plain, opened_on=clock.today())
    edition.save()
    return edition
