"""Measurements in the API: read, written down and mended by a municipality's own system, with a key that may write."""

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja import Status as Answer
from ninja.errors import HttpError
from pydantic import Field

from tovholder.apps.benefits import measuring, rules
from tovholder.apps.benefits.choices import Method
from tovholder.apps.benefits.due import bound_to, measurement_to_mend, seen_measurements
from tovholder.apps.benefits.measuring import MeasurementFacts
from tovholder.apps.benefits.models import Benefit, Measurement
from tovholder.apps.benefits.selectors import benefit_for
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.municipalities.selectors import units
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request
from tovholder.foundation.visibility.rules import Rule
from tovholder.kernel.actor import Actor

router = Router()

MOST = 100
TAG = re.compile(r'^(?:W/)?"(\d{1,9})"$')
LARGEST = Decimal("999999999999.99")


class MeasurementOut(Schema):
    """What was measured in a unit in a period. Never of a named employee."""

    id: UUID
    benefit_id: UUID
    unit: str | None = Field(description="Name of the unit; none for the whole municipality.")
    unit_id: UUID | None
    period_from: date
    period_to: date
    value: str
    measured_in: str | None = Field(description="Code of the list measure_unit.")
    n: int | None = Field(description="How many the number stands on.")
    method: str = Field(description="counted, time_study, position, survey or estimate.")
    is_baseline: bool
    spoiled: bool = Field(description="Spoiled by technical problems: shown and not counted.")
    solution: str
    target_group: str
    organisation: str
    version: int
    note: str = Field(description="In a demo: ”Opfundne data”.")


class MeasurementsOut(Schema):
    """A page of measurements and the count of all."""

    items: list[MeasurementOut]
    count: int


class MeasurementQuery(Schema):
    """Which part of a list."""

    limit: int = Field(25, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


class MeasurementIn(Schema):
    """A measurement of a whole period. What is left out of solution, group and organisation is as the benefit says."""

    period_from: date | None = None
    period_to: date | None = None
    value: Decimal | None = Field(None, ge=-LARGEST, le=LARGEST)
    unit_id: UUID | None = None
    measured_in: str | None = Field(None, max_length=60, description="What you take the unit of measure to be.")
    n: int | None = Field(None, ge=0, le=999_999_999)
    method: str = Method.COUNTED.value
    solution: str = Field("", max_length=200)
    target_group: str = Field("", max_length=200)
    organisation: str = Field("", max_length=200)


class MeasurementChange(Schema):
    """What is mended, and why. The period and the unit stay: a wrong one is removed on the page."""

    value: Decimal | None = Field(None, ge=-LARGEST, le=LARGEST)
    n: int | None = Field(None, ge=0, le=999_999_999)
    reason: str = Field("", max_length=300)


def _out(one: Measurement) -> dict[str, Any]:
    measured_in = one.benefit.measured_in
    return {
        "id": one.public_id,
        "benefit_id": one.benefit.public_id,
        "unit": one.unit.name if one.unit else None,
        "unit_id": one.unit.public_id if one.unit else None,
        "period_from": one.period_from,
        "period_to": one.period_to,
        "value": str(one.value),
        "measured_in": measured_in.code if measured_in else None,
        "n": one.n,
        "method": one.method,
        "is_baseline": one.is_baseline,
        "spoiled": one.spoiled,
        "solution": one.solution_note,
        "target_group": one.group_note,
        "organisation": one.organisation_note,
        "version": one.version,
        "note": _("Opfundne data") if settings.DEMO_MODE else "",
    }


def _tagged(response: HttpResponse, one: Measurement) -> dict[str, Any]:
    response["ETag"] = f'"{one.version}"'
    return _out(one)


def _writer(request: HttpRequest, rule: Rule, record: Benefit | Measurement) -> Actor:
    """Who writes. 401 without a key; 403 with one that only reads, or whose seat may not."""
    actor = actor_of_request(request)
    if actor.is_anonymous:
        raise HttpError(401, _("Send en nøgle, der må skrive. Uden en nøgle kan du kun læse det offentlige."))
    if actor.only_reads:
        raise HttpError(403, _("Nøglen må kun læse. Lav en nøgle, der også må skrive."))
    if not rule.allows(actor, record):
        raise PermissionDenied
    return actor


def _expected(request: HttpRequest) -> int:
    """The version in ``If-Match``. 428 without one: two may edit, and nobody's words are lost unseen."""
    sent = request.headers.get("If-Match", "").strip()
    if not sent:
        raise HttpError(428, _("Send If-Match med den ETag, I læste. Så mister I ikke det, andre har skrevet."))
    found = TAG.match(sent)
    if found is None:
        raise HttpError(412, _("If-Match er ikke en ETag fra denne måling. Læs målingen igen."))
    return int(found.group(1))


@router.get("/benefits/{benefit_id}/measurements", response=MeasurementsOut, summary="The measurements of a benefit")
def list_measurements(request: HttpRequest, benefit_id: UUID, query: Query[MeasurementQuery]) -> dict[str, Any]:
    """What the key may see of what was measured, in order of time."""
    actor = actor_of_request(request)
    found = seen_measurements(actor).filter(benefit=benefit_for(actor, benefit_id)).order_by("period_from", "pk")
    return {
        "items": [_out(one) for one in found[query.offset : query.offset + query.limit]],
        "count": found.count(),
    }


@router.post(
    "/benefits/{benefit_id}/measurements", response={201: MeasurementOut}, summary="Write down what was measured"
)
def new_measurement(
    request: HttpRequest, response: HttpResponse, benefit_id: UUID, body: MeasurementIn
) -> Answer[dict[str, Any]]:
    """For a unit and a whole period, never for an employee; a period that stands already is refused with 422."""
    benefit = benefit_for(actor_of_request(request), benefit_id)
    actor = _writer(request, rules.may_measure, benefit)
    made = measuring.add_measurement(by=actor, benefit=benefit, facts=_facts(body, benefit, actor))
    response["Location"] = f"/api/v1/measurements/{made.public_id}"
    return Answer(201, _tagged(response, measurement_to_mend(actor, made.public_id)))


def _facts(body: MeasurementIn, benefit: Benefit, actor: Actor) -> MeasurementFacts:
    if body.period_from is None or body.period_to is None or body.value is None:
        missing = [name for name in ("period_from", "period_to", "value") if getattr(body, name) is None]
        raise ValidationError({name: _("Udfyld feltet.") for name in missing})
    if body.method not in Method.values:
        raise ValidationError({"method": _("Vi kender ikke %(value)s.") % {"value": body.method[:60]}})
    return MeasurementFacts(
        period_from=body.period_from,
        period_to=body.period_to,
        value=body.value,
        unit=_unit(body.unit_id, benefit, actor),
        n=body.n,
        method=body.method,
        solution_note=body.solution,
        group_note=body.target_group,
        organisation_note=body.organisation,
        measured_in=_measure(body.measured_in),
    )


def _unit(unit_id: UUID | None, benefit: Benefit, actor: Actor) -> Unit | None:
    """The unit that was named; a key of a unit writes for that unit alone."""
    bound = bound_to(actor, benefit)
    offered = units(benefit.municipality_id)
    if bound is not None:
        offered = offered.filter(pk=bound)
    if unit_id is None:
        return offered.first() if bound is not None else None
    found = offered.filter(public_id=unit_id).first()
    if found is None:
        raise ValidationError({"unit_id": _("Vælg en af de enheder, nøglen må skrive for.")})
    return found


def _measure(code: str | None) -> Code | None:
    if code is None:
        return None
    found = Code.objects.of("measure_unit").filter(code=code).first()
    if found is None:
        raise ValidationError({"measured_in": _("Vi kender ikke %(value)s.") % {"value": code}})
    return found


@router.get("/measurements/{measurement_id}", response=MeasurementOut, summary="One measurement, with its ETag")
def one_measurement(request: HttpRequest, response: HttpResponse, measurement_id: UUID) -> dict[str, Any]:
    """The measurement of that id, if the key may see it and its benefit."""
    return _tagged(response, measurement_to_mend(actor_of_request(request), measurement_id))


@router.patch("/measurements/{measurement_id}", response=MeasurementOut, summary="Mend a measurement")
def mend(request: HttpRequest, response: HttpResponse, measurement_id: UUID, body: MeasurementChange) -> dict[str, Any]:
    """Needs ``If-Match`` with the ETag that was read; 412 when somebody else mended it meanwhile."""
    one = measurement_to_mend(actor_of_request(request), measurement_id)
    actor = _writer(request, rules.may_mend, one)
    expected = _expected(request)
    kept = ("period_from", "period_to", "unit", "method", "grade", "note")
    context = ("solution_note", "group_note", "organisation_note")
    facts = MeasurementFacts(
        **{name: getattr(one, name) for name in (*kept, *context)},
        value=one.value if body.value is None else body.value,
        n=one.n if body.n is None else body.n,
    )
    measuring.change_measurement(by=actor, measurement=one, facts=facts, reason=body.reason, expected_version=expected)
    return _tagged(response, measurement_to_mend(actor, measurement_id))


declare(rules.may_find, list_measurements, one_measurement)
declare(rules.may_measure, new_measurement)
declare(rules.may_mend, mend)
