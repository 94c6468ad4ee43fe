"""Invented pools, two applications of the pilot municipality, and a search that several municipalities make."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tovholder.apps.funding.public import (
    ApplicationFacts,
    FundingPool,
    JointFacts,
    JointPurchase,
    JointTaking,
    PoolFacts,
    add_application,
    add_co_financier,
    add_joint_partner,
    add_pool,
    decline_joint,
    join_joint,
    pass_on,
    start_joint,
    step_application,
)
from tovholder.demo.pilot import PILOT
from tovholder.demo.stage import Build
from tovholder.demo.stages.lookups import Lookups, units_by_name
from tovholder.demo.texts import read
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.public import actor_of
from tovholder.foundation.municipalities.public import Municipality, Unit
from tovholder.kernel.actor import SYSTEM, Actor
from tovholder.kernel.clock import clock_at

Row = Mapping[str, Any]


def build_funding(build: Build) -> None:
    """Each thing on its own day, by those who act for the municipality."""
    told = read("funding.toml")
    teller = _Teller(build)
    for row in told["pool"]:
        teller.pool(row)
    for row in told["application"]:
        teller.application(row)
    for row in told["joint"]:
        teller.joint(row)
    build.say(f"  {len(told['pool'])} puljer, {len(told['application'])} ansøgninger og {len(told['joint'])} søgning")


def _coordinator(place: Municipality) -> Actor:
    held = RoleHolding.objects.filter(role__code="coordinator", municipality=place).order_by("pk").first()
    return actor_of(held) if held is not None else SYSTEM


class _Teller:
    """Tells the rows of the data file, in the pilot municipality."""

    def __init__(self, build: Build) -> None:
        self.today = build.today
        self.known = Lookups.read()
        self.place = self.known.tenants[PILOT]
        self.by = _coordinator(self.place)
        self.units = {name: unit for (code, name), unit in units_by_name().items() if code == PILOT}
        self.pools: dict[str, FundingPool] = {}

    def day(self, days: int) -> date:
        """So many days from the demo's day."""
        return self.today + timedelta(days=days)

    def pool(self, row: Row) -> None:
        """A pool, and the units to which it was passed on."""
        national = row.get("national", False)
        facts = PoolFacts(
            title=row["title"],
            giver=row["giver"],
            kind=self.known.codes["funder_kind", row["kind"]],
            criteria=row["criteria"],
            amount=Decimal(row["amount"]),
            who_may_apply=row["who_may_apply"],
            own_share=Decimal(row["own_share"]),
            opens_on=self.day(row["opens"]),
            deadline=self.day(row["deadline"]),
            link=row.get("link", ""),
            tier="public" if national else "municipality",
        )
        with clock_at(self.day(row["opens"])):
            made = add_pool(
                by=SYSTEM if national else self.by, municipality=None if national else self.place, facts=facts
            )
            for name, note in row.get("tips", ()):
                if name in self.units:
                    pass_on(by=self.by, pool=made, municipality=self.place, unit=self.units[name], note=note)
        self.pools[row["key"]] = made

    def _unit(self, row: Row) -> Unit | None:
        """The first unit of the pilot by name, for a row that a unit applies with."""
        return self.units[min(self.units)] if row.get("unit") and self.units else None

    def application(self, row: Row) -> None:
        """An application with who else pays, as far as it has come."""
        facts = ApplicationFacts(
            title=row["title"],
            idea=row["idea"],
            amount=Decimal(row["amount"]),
            own_amount=Decimal(row["own_amount"]) if "own_amount" in row else None,
            unit=self._unit(row),
        )
        with clock_at(self.day(-row["made"])):
            made = add_application(by=self.by, municipality=self.place, pool=self.pools[row["pool"]], facts=facts)
            for name, kind, amount, agreed in row["others"]:
                add_co_financier(
                    by=self.by,
                    application=made,
                    name=name,
                    kind=self.known.codes["funder_kind", kind],
                    amount=Decimal(amount),
                    agreed=agreed,
                )
        if row["state"] == "granted":
            with clock_at(self.day(-row["sent"])):
                step_application(by=self.by, application=made, to_state="sent", on=self.day(-row["sent"]))
            with clock_at(self.day(-row["answered"])):
                step_application(
                    by=self.by,
                    application=made,
                    to_state="granted",
                    on=self.day(-row["answered"]),
                    granted_amount=Decimal(row["granted"]),
                    granted_until=self.day(row["until"]),
                )

    def joint(self, row: Row) -> None:
        """A joint search: who leads, who was invited, and what each said."""
        lead = self.known.tenants[row["lead"]]
        facts = JointFacts(
            title=row["title"],
            kind=row["kind"],
            field=self.known.codes["field", row["field"]],
            need=row["need"],
            technology=self.known.technologies.get("vasketoilet"),
            counted_in=row["counted_in"],
            deadline=self.day(row["deadline"]),
            contact_mailbox=row["mailbox"],
        )
        codes = [code for code, *_rest in row["joined"] + row["declined"]] + row["invited"]
        invited = [self.known.tenants[code] for code in codes]
        by = _coordinator(lead)
        with clock_at(self.day(-row["made"])):
            made = start_joint(by=by, municipality=lead, facts=facts, volume=Decimal(row["volume"]), invited=invited)
            for name, kind, part in row["partners"]:
                found = self.known.codes["search_partner_kind", kind]
                add_joint_partner(by=by, purchase=made, name=name, kind=found, part=part)
        self._answers(made, row)

    def _answers(self, made: JointPurchase, row: Row) -> None:
        for count, (code, volume, note) in enumerate(row["joined"], start=1):
            place = self.known.tenants[code]
            with clock_at(self.day(-row["made"] + 4 * count)):
                join_joint(
                    by=_coordinator(place),
                    purchase=made,
                    municipality=place,
                    volume=Decimal(volume) if volume else None,
                    note=note,
                )
        for code, reason in row["declined"]:
            place = self.known.tenants[code]
            with clock_at(self.day(-row["made"] + 9)):
                taking = JointTaking.objects.get(purchase=made, municipality=place)
                decline_joint(by=_coordinator(place), taking=taking, reason=reason)
