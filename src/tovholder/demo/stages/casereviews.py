"""An invented review of a unit: fourteen citizens under alias, some measured again, some who still need two."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tovholder.apps.casereviews.public import (
    CaseRow,
    Review,
    add_citizens,
    assess,
    assign,
    begin_review,
    equip,
    measure_after,
    measure_before,
    start_review,
)
from tovholder.apps.citizens.public import CitizenAlias, create_alias
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups, units_by_name
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.public import actor_of
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]
ALIAS_BASIS = "public_authority"


def build_casereviews(build: Build) -> None:
    """Each step on its own day, by the unit's own leader."""
    told = read("casereviews.toml")
    teller = _Teller(build.today, told)
    teller.tell()
    build.say(f"  en gennemgang med {len(told['citizen'])} borgere under alias")


class _Teller:
    """Tells one review from its first day on."""

    def __init__(self, today: date, told: Row) -> None:
        self.today = today
        self.told = told
        self.known = Lookups.read()
        self.unit = units_by_name()[PILOT, told["unit"]]
        held = RoleHolding.objects.select_related("user", "role").filter(unit=self.unit, role__code="unit_leader")
        holder = held.order_by("pk")[0]
        self.user = holder.user
        self.by = actor_of(holder)

    def day(self, name: str) -> date:
        """The day that the data call ``name``."""
        return self.today - timedelta(days=self.told[name])

    def tell(self) -> None:
        """The whole of it, in the order in which it happened."""
        rows: list[Row] = list(self.told["citizen"])
        citizens = [self._citizen(row["alias"]) for row in rows]
        with clock_at(self.day("planned")):
            made = begin_review(
                by=self.by,
                unit=self.unit,
                question_key=self.told["question"],
                title=self.told["title"],
                aim=self.told["aim"],
                weeks=self.told["weeks"],
                owner=self.user,
            )
            cases = add_citizens(by=self.by, review=made, citizens=citizens)
            for case, row in zip(cases, rows, strict=True):
                self._before(case, row)
        self._start(made)
        for case, row in zip(cases, rows, strict=True):
            case.review = made
            if "outcome" in row:
                self._assessed(case, row)
            else:
                assign(
                    by=self.by,
                    row=case,
                    assessor=self.user,
                    assess_by=self.today + timedelta(days=self.told["assess_in"]),
                )

    def _start(self, made: Review) -> None:
        with clock_at(self.day("started")):
            start_review(by=self.by, review=made)

    def _citizen(self, alias: str) -> CitizenAlias:
        collected = self.day("collected")
        with clock_at(collected):
            return create_alias(
                unit=self.unit,
                alias=alias,
                purpose=self.told["purpose"],
                legal_basis=self.known.codes["alias_basis", ALIAS_BASIS],
                collected_on=collected,
                delete_on=collected + timedelta(days=self.told["kept_days"]),
                by=self.by,
            )

    def _before(self, case: CaseRow, row: Row) -> None:
        if "before" in row:
            minutes, visits, staff = row["before"]
            measure_before(
                by=self.by,
                row=case,
                on=self.day("planned"),
                minutes=Decimal(minutes),
                visits=Decimal(visits),
                staff=staff,
            )

    def _assessed(self, case: CaseRow, row: Row) -> None:
        outcome = self.known.codes["review_outcome", row["outcome"]]
        on = self.day("assessed")
        with clock_at(on):
            assess(by=self.by, row=case, on=on, outcome=outcome, note=row.get("note", ""))
        if "aid" in row:
            on = self.day("equipped")
            with clock_at(on):
                equip(by=self.by, row=case, technology=self.known.technologies[row["aid"]], on=on, trained=True)
        if "after" in row:
            minutes, visits, staff = row["after"]
            on = self.day("measured")
            with clock_at(on):
                measure_after(
                    by=self.by, row=case, on=on, minutes=Decimal(minutes), visits=Decimal(visits), staff=staff
                )
