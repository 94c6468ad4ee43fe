"""What the API says of a project, and what it may be told."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field

from tovholder.apps.projects.models import Project
from tovholder.foundation.codes.selectors import codes_in_order


def _storable(text: str) -> str:
    """The text, unless it has a letter that a database refuses."""
    if "\x00" in text:
        raise ValueError("the letter zero is not allowed")
    return text


Text = Annotated[str, AfterValidator(_storable)]


class ProjectOut(Schema):
    """A project as the caller may see it. ``municipality`` and ``participants`` are municipality codes."""

    id: UUID
    version: int = Field(description="Counts the changes; the answer's ETag begins with it.")
    title: str
    need: str
    summary: str
    status: str
    status_since: date
    scale: str
    technology: str
    category: str
    product: UUID | None
    programmes: list[str]
    municipality: str
    municipality_name: str
    unit: UUID | None
    units: list[UUID]
    participants: list[str]
    target_groups: list[str]
    paragraphs: list[str]
    started_on: date | None
    ended_on: date | None
    contact_mailbox: str
    funder: str
    funding_ends_on: date | None
    results: str
    learning: str
    would_change: str
    stop_causes: list[str]
    tier: str
    registered_on: date
    confirmed_on: date
    note: str = Field("", description="”Opfundne data” in a demo installation, else empty.")


PLAIN = (
    "version",
    "title",
    "need",
    "summary",
    "status",
    "status_since",
    "started_on",
    "ended_on",
    "contact_mailbox",
    "funder",
    "funding_ends_on",
    "results",
    "learning",
    "would_change",
    "tier",
    "registered_on",
    "confirmed_on",
)


def demo_note() -> str:
    """What every record of a demo says."""
    return _("Opfundne data") if settings.DEMO_MODE else ""


def project_out(item: Project) -> dict[str, Any]:
    """A project, read with everything, as :class:`ProjectOut` wants it."""
    return {name: getattr(item, name) for name in PLAIN} | {
        "id": item.public_id,
        "scale": item.scale.code,
        "technology": item.technology.slug,
        "category": item.technology.category.code,
        "product": item.product.public_id if item.product else None,
        "programmes": sorted(programme.key for programme in item.programmes.all()),
        "municipality": item.municipality.code,
        "municipality_name": item.municipality.full_name,
        "unit": item.unit.public_id if item.unit else None,
        "units": sorted(unit.public_id for unit in item.units.all()),
        "participants": sorted(place.code for place in item.participants.all()),
        "target_groups": codes_in_order(item.target_groups.all()),
        "paragraphs": codes_in_order(item.paragraphs.all()),
        "stop_causes": codes_in_order(item.stop_causes.all()),
        "note": demo_note(),
    }


class ProjectChange(Schema):
    """What another system says of a project. What is left out stays as it is; ``null`` empties a date."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    title: Text | None = Field(None, min_length=1, max_length=160)
    need: Text | None = Field(None, min_length=1, max_length=2000, description="What citizens or staff need: first.")
    technology: Text | None = Field(None, max_length=60, description="Slug of a technology.")
    scale: Text | None = Field(None, max_length=60, description="Code of the list of scales, such as pilot.")
    summary: Text | None = Field(None, max_length=4000)
    product: UUID | None = Field(None, description="Id of a product that belongs to the technology.")
    programmes: list[Text] | None = Field(None, max_length=50, description="Keys of programmes and initiatives.")
    unit: UUID | None = Field(None, description="The unit that has the project; none for the whole municipality.")
    units: list[UUID] | None = Field(None, max_length=200)
    participants: list[Text] | None = Field(None, max_length=98, description="Codes of other municipalities.")
    target_groups: list[Text] | None = Field(None, max_length=50)
    paragraphs: list[Text] | None = Field(None, max_length=50)
    started_on: date | None = None
    ended_on: date | None = None
    contact_mailbox: Text | None = Field(
        None, max_length=254, description="The mailbox of a function, never a person's."
    )
    funder: Text | None = Field(None, max_length=200)
    funding_amount: Decimal | None = Field(None, ge=0, max_digits=12, decimal_places=2)
    funding_ends_on: date | None = None
    running_budget_note: Text | None = Field(None, max_length=1000)
    results: Text | None = Field(None, max_length=4000)
    learning: Text | None = Field(None, max_length=4000)
    would_change: Text | None = Field(None, max_length=4000)
    stop_causes: list[Text] | None = Field(None, max_length=6, description="Codes of barrier themes.")


class ProjectIn(ProjectChange):
    """A project of the caller's municipality, with the state that it is in and how far it is seen."""

    status: Text = Field("idea", max_length=16)
    status_since: date | None = None
    reason: Text = Field("", max_length=2000, description="Why it is paused, stopped or ended.")
    tier: Text | None = Field(
        None, max_length=16, description="unit, municipality, municipalities or public; municipalities when left out."
    )


class StepIn(Schema):
    """A step to the next state, with its day and its reason."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    to_status: Text = Field(max_length=16)
    on: date | None = Field(None, description="Today when left out.")
    reason: Text = Field("", max_length=2000)
    learning: Text | None = Field(None, max_length=4000)
    would_change: Text | None = Field(None, max_length=4000)
    stop_causes: list[Text] | None = Field(None, max_length=6)


class TierIn(Schema):
    """How far a project is seen."""

    model_config = ConfigDict(extra="forbid")

    tier: Text = Field(max_length=16)


class StepOut(Schema):
    """A step that a project took. Who took it is told to nobody outside."""

    from_status: str
    to_status: str
    on: date
    reason: str


class StepsOut(Schema):
    """All steps of a project, the oldest first."""

    items: list[StepOut]
    count: int
