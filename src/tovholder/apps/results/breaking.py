"""The days from which a question measures another thing: written by the national editors, each with its reason."""

import csv
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.db import transaction

from tovholder.apps.results.models import ConceptBreak
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakFacts:
    """A break as its form gives it: about a concept, or about a paragraph as concepts name it ("sel83")."""

    breaks_on: date
    reason_da: str
    concept: str = ""
    paragraph: str = ""
    reason_en: str = ""
    source: str = ""

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@action("results.add_break")
def add_break(*, by: Actor, facts: BreakFacts) -> ConceptBreak:
    """Write down a break. Raises ``ValidationError`` by field."""
    return created(ConceptBreak(**facts.fields()))


@action("results.change_break")
def change_break(
    *, by: Actor, concept_break: ConceptBreak, facts: BreakFacts, expected_version: int | None = None
) -> ConceptBreak:
    """Change a break. Raises ``ValidationError`` by field, and ``ConflictError``."""
    return change(concept_break, expected_version=expected_version, **facts.fields())


@action("results.remove_break")
def remove_break(*, by: Actor, concept_break: ConceptBreak) -> None:
    """There is no break after all."""
    removed(concept_break)


@transaction.atomic
def load_breaks(folder: Traversable | None = None) -> int:
    """Add the breaks of the package that are not there yet; what an editor changed stays. Gives how many there are."""
    source = (folder or files("tovholder.apps.results").joinpath("data")).joinpath("breaks.csv")
    known = set(ConceptBreak.objects.values_list("concept", "paragraph", "breaks_on"))
    wanted = [
        ConceptBreak(**{**row, "breaks_on": date.fromisoformat(row["breaks_on"])}, packaged=True)
        for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    ]
    if not ConceptBreak.objects.filter(packaged=True).exists():  # an editor may have removed one
        ConceptBreak.objects.bulk_create(
            one for one in wanted if (one.concept, one.paragraph, one.breaks_on) not in known
        )
    return ConceptBreak.objects.count()
