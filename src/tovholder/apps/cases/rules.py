"""Who may do what with cases. A record is a case; without one the question is whether a button is shown."""

from typing import Any

from tovholder.foundation.visibility.rules import coordinator, everyone, national_editor, rule
from tovholder.kernel.actor import Actor

may_read = everyone
may_add = coordinator | national_editor


@rule
def keeps_the_case(actor: Actor, case: Any) -> bool:
    """Acts for the municipality that added the case."""
    if not coordinator.allows(actor) or actor.municipality_id is None:
        return False
    return case is None or case.keeper_id == actor.municipality_id


may_edit = national_editor | keeps_the_case
