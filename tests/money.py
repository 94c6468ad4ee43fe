"""Pools, applications and joint purchases made for tests."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.people import code, municipality, unit
from tovholder.apps.funding.public import (
    Application,
    ApplicationFacts,
    FundingPool,
    JointFacts,
    JointPurchase,
    PoolFacts,
    add_application,
    add_co_financier,
    add_joint_partner,
    add_pool,
    pass_on,
    start_joint,
)
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.actor import SYSTEM, Actor


def pool(
    title: str = "Puljen til selvhjulpne liv",
    *,
    by: Actor = SYSTEM,
    at: Municipality | None = None,
    national: bool = False,
    **values: Any,
) -> FundingPool:
    """A pool of Syddjurs, or a national one."""
    given: dict[str, Any] = {
        "title": title,
        "giver": "Fonden for Hverdagen",
        "kind": code("funder_kind", "foundation"),
        "criteria": "Borgerne skal kunne mere selv.",
        "tier": "public" if national else "municipality",
    }
    return add_pool(by=by, municipality=None if national else at or municipality(), facts=PoolFacts(**(given | values)))


def application(
    title: str = "Vendelagener i Åkanden",
    *,
    by: Actor = SYSTEM,
    at: Municipality | None = None,
    of: FundingPool | None = None,
    **values: Any,
) -> Application:
    """A draft for a pool."""
    given: dict[str, Any] = {"title": title, "idea": "To medarbejdere løfter i dag.", "amount": Decimal(200_000)}
    return add_application(
        by=by, municipality=at or municipality(), pool=of or pool(), facts=ApplicationFacts(**(given | values))
    )


def purchase(
    title: str = "Vasketoiletter sammen",
    *,
    by: Actor = SYSTEM,
    at: Municipality | None = None,
    invited: tuple[Municipality, ...] = (),
    volume: Decimal | None = None,
    **values: Any,
) -> JointPurchase:
    """A joint purchase that Syddjurs leads."""
    given: dict[str, Any] = {
        "title": title,
        "kind": "purchase",
        "field": code("field", "health_elderly"),
        "need": "Borgere vil selv klare toiletbesøget.",
    }
    return start_joint(
        by=by, municipality=at or municipality(), facts=JointFacts(**(given | values)), volume=volume, invited=invited
    )


def funding_addresses() -> dict[str, dict[str, str | UUID]]:
    """The arguments of every address of the room, for records of Syddjurs and its unit that are made here."""
    fund = pool(deadline=date(2027, 3, 1))
    pass_on(by=SYSTEM, pool=fund, municipality=municipality(), unit=unit("Fyret"))
    asked = application(of=fund, unit=unit("Fyret"))
    paying = add_co_financier(
        by=SYSTEM, application=asked, name="Regionen", kind=code("funder_kind", "region"), amount=Decimal(1)
    )
    joint = purchase()
    partner = add_joint_partner(by=SYSTEM, purchase=joint, name="Styrelsen", kind=code("search_partner_kind", "state"))
    taking = joint.takings.get()
    of_pool = "pool edit_pool close_pool reopen_pool pass_on new_application"
    of_application = "application edit_application step_application add_co_financier write_on_project"
    of_joint = "purchase edit_purchase invite step_purchase join add_partner"
    addresses: dict[str, dict[str, str | UUID]] = {}
    for names, key in (
        (of_pool, fund.public_id),
        (of_application, asked.public_id),
        ("remove_co_financier", paying.public_id),
        (of_joint, joint.public_id),
        ("remove_partner", partner.public_id),
        ("edit_taking decline leave", taking.public_id),
    ):
        addresses |= {f"funding:{name}": {"public_id": key} for name in names.split()}
    files = "pool_file application_file project_file joint_file"
    return addresses | {f"funding:{name}": {"kind": "csv"} for name in files.split()}
