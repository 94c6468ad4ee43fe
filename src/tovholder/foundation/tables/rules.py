"""Who may import: what each importer says, for the own municipality or, as national editor, for the country."""

from typing import Any

from tovholder.foundation.tables.importing import IMPORTERS
from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import rule
from tovholder.kernel.actor import Actor


@rule
def may_import(actor: Actor, record: Any) -> bool:
    """Asked about an importer, about one of its batches, or about imports at all.

    Whether a batch belongs to the actor's municipality is decided where it is loaded.
    """
    if actor.municipality_id is None and actor.role != roles.NATIONAL_EDITOR:
        return False
    if record is None:
        return any(importer.rule.allows(actor) for importer in IMPORTERS)
    importer = IMPORTERS.get(record.importer if hasattr(record, "importer") else record.key)
    return importer is not None and importer.rule.allows(actor)
