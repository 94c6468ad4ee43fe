"""Invented business cases of the pilot municipality: one that pays, one that does not, one compared, one just begun."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from tovholder.apps.businesscases.public import (
    AssumptionFacts,
    BusinessCase,
    CaseFacts,
    answer_questions,
    begin_case,
    change_assumption,
    freeze_case,
    sign_line,
)
from tovholder.apps.projects.public import Project
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.municipalities.public import Municipality
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]


def build_businesscases(build: Build) -> None:
    """Each case on its own day, by those who act for the municipality; savings are signed by its economist."""
    place = Lookups.read().tenants[PILOT]
    people = {user.email: user for user in User.objects.all()}
    rows = read("businesscases.toml")["case"]
    for row in rows:
        _build(build, place, people, row)
    build.say(f"  {len(rows)} business cases")


def _seat(place: Municipality, role: str) -> Actor:
    held = RoleHolding.objects.filter(role__code=role, municipality=place).order_by("pk").first()
    return actor_of(held) if held is not None else SYSTEM


def _build(build: Build, place: Municipality, people: Mapping[str, User], row: Row) -> None:
    today, by = build.today, _seat(place, "coordinator")
    with clock_at(today - timedelta(days=row["made"])):
        case = begin_case(
            by=by,
            municipality=place,
            pattern=row["pattern"],
            facts=CaseFacts(
                title=row["title"],
                why=row["why"],
                start_year=today.year + row["start"],
                price_year=today.year,
                horizon=row["horizon"],
                owner=people.get(row.get("owner", "")),
                project=Project.objects.filter(municipality=place, title=row.get("project", "")).first(),
            ),
        )
        _answer(case, row["answers"] | row.get("between", {}), by)
        _ranges(case, row, by)
    occasions = row["frozen"]
    for number, (days, occasion) in enumerate(occasions, start=1):
        with clock_at(today - timedelta(days=days)):
            if number == len(occasions):
                _decide(case, row, place, by)
            freeze_case(by=by, case=BusinessCase.objects.get(pk=case.pk), occasion=occasion)


def _decide(case: BusinessCase, row: Row, place: Municipality, by: Actor) -> None:
    """What was learnt since the first version, and the economist's signature."""
    _answer(case, {key: row["answers"][key] for key in row.get("between", {})}, by)
    if "sign" in row:
        key, budget = row["sign"]
        sign_line(by=_seat(place, "economist"), line=case.lines.get(key=key), budget=budget)


def _answer(case: BusinessCase, answers: Row, by: Actor) -> None:
    told = {key: Decimal(str(value)) for key, value in answers.items()}
    if told:
        answer_questions(by=by, case=case, answers=told)


def _ranges(case: BusinessCase, row: Row, by: Actor) -> None:
    for one in case.assumptions.all():
        low, high = row["ranges"].get(one.key, (None, None))
        source = row["sources"].get(one.key, one.source)
        if low is None and source == one.source:
            continue
        facts = AssumptionFacts(
            label=one.label,
            unit=one.unit,
            likely=one.likely,
            low=None if low is None else Decimal(str(low)),
            high=None if high is None else Decimal(str(high)),
            price_year=one.price_year,
            source=source,
            owner=one.owner,
        )
        change_assumption(by=by, assumption=one, facts=facts)
