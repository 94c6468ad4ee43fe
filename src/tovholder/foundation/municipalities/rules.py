"""Who may change the organisation."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator, national_editor, rule, same_municipality, tenant_member
from tovholder.kernel.actor import Actor


@rule
def leads_the_unit(actor: Actor, record: Any) -> bool:
    """Leads the unit in question."""
    return actor.role == roles.UNIT_LEADER and record is not None and actor.unit_id == record.pk


@rule
def keeps_the_partner(actor: Actor, record: Any) -> bool:
    """Coordinators keep their own municipality's partners, national editors the shared ones."""
    if record is None or actor.is_system:
        return actor.is_system
    if record.municipality_id is None:
        return actor.role == roles.NATIONAL_EDITOR
    return actor.role in roles.COORDINATORS and record.municipality_id == actor.municipality_id


reads_organisation = tenant_member
reads_partners = tenant_member | national_editor
shapes_organisation = coordinator & same_municipality
edits_unit = shapes_organisation | leads_the_unit
makes_partners = coordinator | national_editor
