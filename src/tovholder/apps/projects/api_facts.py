"""From what another system tells to the values that the actions take."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from tovholder.apps.products.public import Product
from tovholder.apps.projects.api_schemas import ProjectChange, ProjectIn
from tovholder.apps.projects.models import Programme, Project
from tovholder.apps.projects.parts import OPEN_TAKING
from tovholder.apps.projects.status import Status
from tovholder.apps.projects.writing import ProjectFacts, Registration
from tovholder.apps.technologies.public import technologies
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import current_codes, offered_codes
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.selectors import municipalities, open_units
from tovholder.foundation.visibility.tiers import Tier

M = TypeVar("M", bound=Model)


class _Reader:
    """Finds what the names in a body stand for, and gathers what they do not stand for."""

    def __init__(self) -> None:
        self.wrong: dict[str, str] = {}

    def several(self, field: str, wanted: Sequence[Hashable], found: Iterable[M], name: str) -> list[M]:
        """The records called ``wanted``, in that order; ``name`` is the attribute that they are called by."""
        by_name = {getattr(item, name): item for item in found}
        unknown = [str(item) for item in wanted if item not in by_name]
        if unknown:
            self.wrong[field] = _("Vi kender ikke %(value)s.") % {"value": ", ".join(unknown)[:200]}
        return [by_name[item] for item in dict.fromkeys(wanted) if item in by_name]

    def one(self, field: str, wanted: str | UUID | None, found: Iterable[M], name: str) -> M | None:
        """The one record called ``wanted``; None for none."""
        given = [] if wanted is None else self.several(field, [wanted], found, name)
        return given[0] if given else None


_CODES = {"target_groups": "target_group", "paragraphs": "paragraph", "stop_causes": "barrier_theme"}


def told_facts(told: ProjectChange, municipality_id: int, project: Project | None = None) -> ProjectFacts:
    """The facts of a project after ``told``; what it leaves out is as ``project`` has it, or empty without one.

    Raises ``ValidationError`` by field for names that stand for nothing, and for a new project without what it needs.
    """
    reader = _Reader()
    values = _present(project)
    values |= {
        name: _empty(name) if value is None else value
        for name, value in told.model_dump(exclude_unset=True).items()
        if name in ProjectFacts.__dataclass_fields__ and name not in _FINDERS and name not in _CODES
    }
    for name, find in _FINDERS.items():
        if name in told.model_fields_set:
            values[name] = find(reader, getattr(told, name), municipality_id)
    for name, code_list in _CODES.items():
        if name in told.model_fields_set:
            codes = offered_codes(code_list, [code.pk for code in values.get(name, ())])
            values[name] = reader.several(name, getattr(told, name) or [], codes, "code")
    needed = ("title", "need", "technology", "scale")
    missing = {name: _("Feltet skal udfyldes.") for name in needed if not values.get(name) and name not in reader.wrong}
    if reader.wrong or missing:
        raise ValidationError(reader.wrong | missing)
    return ProjectFacts(**values)


def _present(project: Project | None) -> dict[str, Any]:
    if project is None:
        return {}
    values: dict[str, Any] = {}
    for name in ProjectFacts.__dataclass_fields__:
        value = getattr(project, name)
        values[name] = list(value.all()) if hasattr(value, "all") else value
    values["participants"] = [
        row.municipality for row in project.participations.filter(state__in=OPEN_TAKING).select_related("municipality")
    ]
    return values


def _empty(name: str) -> object:
    """What a field is after ``null``: dates and amounts have no value, a text is empty."""
    return None if name in {"started_on", "ended_on", "funding_ends_on", "funding_amount"} else ""


def _technology(reader: _Reader, wanted: str | None, _municipality_id: int) -> object:
    return reader.one("technology", wanted, technologies(), "slug")


def _scale(reader: _Reader, wanted: str | None, _municipality_id: int) -> object:
    return reader.one("scale", wanted, current_codes("project_scale"), "code")


def _product(reader: _Reader, wanted: UUID | None, _municipality_id: int) -> object:
    if wanted is None:
        return None
    return reader.one("product", wanted, Product.objects.filter(public_id=wanted), "public_id")


def _programmes(reader: _Reader, wanted: Sequence[str] | None, _municipality_id: int) -> object:
    return reader.several("programmes", wanted or [], Programme.objects.filter(key__in=wanted or []), "key")


def _unit(reader: _Reader, wanted: UUID | None, municipality_id: int) -> object:
    return reader.one("unit", wanted, open_units(municipality_id), "public_id")


def _units(reader: _Reader, wanted: Sequence[UUID] | None, municipality_id: int) -> object:
    return reader.several("units", wanted or [], open_units(municipality_id), "public_id")


def _participants(reader: _Reader, wanted: Sequence[str] | None, _municipality_id: int) -> object:
    return reader.several("participants", wanted or [], municipalities(), "code")


_FINDERS: Mapping[str, Callable[[_Reader, Any, int], object]] = {
    "technology": _technology,
    "scale": _scale,
    "product": _product,
    "programmes": _programmes,
    "unit": _unit,
    "units": _units,
    "participants": _participants,
}


def told_registration(told: ProjectIn, municipality: Municipality, project: Project | None = None) -> Registration:
    """The registration of a new project, or of what another system says of one that is there. Raises
    ``ValidationError`` by field."""
    wrong = {}
    tier = told.tier or (project.tier if project else Tier.MUNICIPALITIES)
    if told.status not in Status.values:
        wrong["status"] = _("Vi kender ikke %(value)s.") % {"value": told.status}
    if tier not in Tier.values:
        wrong["tier"] = _("Vi kender ikke %(value)s.") % {"value": tier}
    if wrong:
        raise ValidationError(wrong)
    kept_status = project.status if project is not None and "status" not in told.model_fields_set else told.status
    return Registration(
        facts=told_facts(told, municipality.pk, project),
        municipality=municipality,
        status=kept_status,
        status_since=told.status_since,
        reason=told.reason,
        tier=tier,
    )


def told_causes(wanted: Sequence[str] | None) -> list[Code] | None:
    """The barrier themes of a stop; None when nothing is said of them. Raises ``ValidationError``."""
    if wanted is None:
        return None
    reader = _Reader()
    causes = reader.several("stop_causes", wanted, current_codes("barrier_theme"), "code")
    if reader.wrong:
        raise ValidationError(reader.wrong)
    return causes
