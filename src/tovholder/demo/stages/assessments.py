"""Two invented citizens of a unit: one assessment from its first talk to its agreements, and one that has begun."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tovholder.apps.assessments.public import (
    Assessment,
    agree,
    answer_questions,
    begin_assessment,
    close_assessment,
    conclude,
    keep_agreement,
    talk_through,
)
from tovholder.apps.citizens.public import CitizenAlias, create_alias
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import units_by_name
from tovholder.demo.texts import read
from tovholder.engines.questionnaires.model import Value
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.public import actor_of
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.public import Unit
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]
ALIAS_BASIS = "public_authority"


def build_assessments(build: Build) -> None:
    """Each talk on its own day, by the unit's own employee."""
    told = read("assessments.toml")
    unit = units_by_name()[PILOT, told["unit"]]
    holder = RoleHolding.objects.select_related("user", "role").get(unit=unit, role__code="key_staff")
    rows: list[Row] = list(told["citizen"])
    for row in rows:
        _Teller(build.today, holder, unit).tell(row)
    build.say(f"  {len(rows)} afdækninger af borgere under alias")


class _Teller:
    """Tells one citizen's assessment from its first day on."""

    def __init__(self, today: date, holder: RoleHolding, unit: Unit) -> None:
        self.today = today
        self.holder = holder
        self.by = actor_of(holder)
        self.unit = unit

    def day(self, days: int) -> date:
        """So many days before the demo's day."""
        return self.today - timedelta(days=days)

    def tell(self, row: Row) -> None:
        """The whole of it, in the order in which it happened."""
        citizen = self._citizen(row)
        made = self._begin(citizen, row)
        for session in row["session"]:
            with clock_at(self.day(session["days"])):
                values = {key: _value(value) for key, value in session.items() if key != "days"}
                answer_questions(made, values, seen={}, by=self.by)
        if "talked" in row:
            self._agree(made, row)

    def _citizen(self, row: Row) -> CitizenAlias:
        collected = self.day(row["collected"])
        with clock_at(collected):
            return create_alias(
                unit=self.unit,
                alias=row["alias"],
                purpose=row["purpose"],
                legal_basis=Code.objects.get(list="alias_basis", code=ALIAS_BASIS),
                collected_on=collected,
                delete_on=collected + timedelta(days=row["kept_days"]),
                by=self.by,
            )

    def _begin(self, citizen: CitizenAlias, row: Row) -> Assessment:
        with clock_at(self.day(row["begun"])):
            return begin_assessment(
                citizen,
                purpose=row["reason"],
                own_words=row["own_words"],
                participation=row["participation"],
                participation_note=row["participation_note"],
                held_by=self.holder.user,
                repeat_on=self.today + timedelta(days=row["repeat_in"]) if "repeat_in" in row else None,
                by=self.by,
            )

    def _agree(self, made: Assessment, row: Row) -> None:
        """Talked through, agreed, closed, and what was done of it since."""
        talked = self.day(row["talked"])
        with clock_at(talked):
            talk_through(made, by=self.by)
            conclude(made, conclusion=row["conclusion"], conclusion_note=row["conclusion_note"], by=self.by)
            agreed = [
                (one, agree(made, text=one["text"], who=one["who"], due_on=self._after(talked, one, "due"), by=self.by))
                for one in row["agreement"]
            ]
        with clock_at(self.day(row["closed"])):
            close_assessment(made, by=self.by)
        for one, agreement in agreed:
            if "done_after" in one:
                with clock_at(self._after(talked, one, "done")):
                    keep_agreement(agreement, done=True, by=self.by)

    def _after(self, day: date, row: Row, what: str) -> date:
        return day + timedelta(days=row[f"{what}_after"])


def _value(given: Any) -> Value:
    return tuple(given) if isinstance(given, list) else given
