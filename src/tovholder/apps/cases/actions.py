"""What is done with cases. Editors keep the library; a municipality keeps what it has added of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from tovholder.apps.cases.models import Case, CaseState
from tovholder.apps.technologies.public import Publication, Technology
from tovholder.foundation.audit.action import action, change, changed_set, created
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

PLAIN = ("title_da", "title_en", "summary_da", "summary_en", "publication", "url", "source_updated_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What a case tells, as the form gives it."""

    title_da: str
    summary_da: str
    title_en: str = ""
    summary_en: str = ""
    municipalities: Sequence[Municipality] = ()
    technologies: Sequence[Technology] = ()
    publication: Publication | None = None
    url: str = ""
    source_updated_on: date | None = None

    def fields(self) -> dict[str, object]:
        """The plain values by the names of the model's fields, with the names by which the case is found."""
        return {name: getattr(self, name) for name in PLAIN} | {"named_text": self._named()}

    def _named(self) -> str:
        merged = Municipality.objects.filter(merged_into__in=self.municipalities)  # the story was told in their name
        places = [place.full_name for place in (*self.municipalities, *merged)]
        things = [f"{item.name} {item.name_en} {' '.join(item.alias_list)}" for item in self.technologies]
        return fold(" ".join(sorted([*places, *things])))


def _check(facts: CaseFacts, keeper_id: int | None) -> None:
    """Raises ``ValidationError`` for a case without a source, of others, or of a day to come."""
    problems = {}
    if facts.publication is None and not facts.url:
        problems["url"] = _("En case skal have et link eller en kilde, så andre kan læse videre.")
    if facts.source_updated_on is not None and facts.source_updated_on > clock.today():
        problems["source_updated_on"] = _("Datoen ligger i fremtiden. Skriv den dag, kilden sidst blev opdateret.")
    if keeper_id is not None and keeper_id not in {place.pk for place in facts.municipalities}:
        problems["municipalities"] = _("I kan oprette cases om jeres egen kommune. Sæt kryds ved den.")
    if problems:
        raise ValidationError(problems)


@action("cases.add_case")
def add_case(*, by: Actor, facts: CaseFacts) -> Case:
    """A new case. Of a municipality's coordinator it must be about the own municipality, which then keeps it.

    Raises ``ValidationError`` by field.
    """
    keeper_id = by.municipality_id
    _check(facts, keeper_id)
    case = Case(**facts.fields(), keeper_id=keeper_id)
    case.key = f"case-{case.public_id.hex[-12:]}"
    created(case)
    _set_many(case, facts)
    return case


@action("cases.change_case")
def change_case(*, by: Actor, case: Case, facts: CaseFacts, expected_version: int | None = None) -> Case:
    """Change a case. Another link is not verified yet. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check(facts, case.keeper_id)
    values = facts.fields()
    if facts.url != case.url:
        values |= {"verified_on": None, "verified_by_name": ""}
    change(case, expected_version=expected_version, **values)
    _set_many(case, facts)
    return case


@action("cases.verify_case")
def verify_case(*, by: Actor, case: Case) -> Case:
    """Say that the link was opened today and still tells the case. Raises ``ValidationError`` without a link."""
    if not case.url:
        raise ValidationError(_("Casen har intet link at efterprøve. Ret casen, og skriv linket først."))
    return change(case, verified_on=clock.today(), verified_by_name=by.name)


@action("cases.withdraw_case")
def withdraw_case(*, by: Actor, case: Case, reason: str, expected_version: int | None = None) -> Case:
    """Take a case back. Its page stays and tells why.

    Raises ``ValidationError`` without a reason, and ``ConflictError``.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv, hvorfor casen trækkes tilbage.")})
    return change(case, expected_version=expected_version, state=CaseState.WITHDRAWN, withdrawn_reason=reason.strip())


@action("cases.restore_case")
def restore_case(*, by: Actor, case: Case) -> Case:
    """Show a withdrawn case again."""
    return change(case, state=CaseState.SHOWN, withdrawn_reason="")


@action("cases.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move the cases about ``old``, and those that it keeps, to the municipality that it became part of.

    Gives how many. They are found by both names.
    """
    moving = list(Case.objects.filter(Q(municipalities=old) | Q(keeper=old)).distinct())
    for case in moving:
        places = [into if place == old else place for place in case.municipalities.all()]
        named = fold(f"{case.named_text} {into.full_name}")
        change(case, keeper=into if case.keeper_id == old.pk else case.keeper, named_text=named)
        changed_set(case, "municipalities", places)
    return len(moving)


def _set_many(case: Case, facts: CaseFacts) -> None:
    changed_set(case, "municipalities", facts.municipalities)
    changed_set(case, "technologies", facts.technologies)
