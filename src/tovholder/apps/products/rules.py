"""Who may say what about products. A record is a product or a proposal; without one, whether a button is shown."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import coordinator, everyone, national_editor, rule
from tovholder.kernel.actor import Actor

may_read = everyone
"""Products are public. What others tell of them (projects, packages) has tiers of its own."""


@rule
def supplies(actor: Actor, product: Any) -> bool:
    """Acts for the firm that supplies the product."""
    if actor.role != roles.SUPPLIER or actor.partner_id is None:
        return False
    return product is None or bool(actor.partner_id == product.supplier_id)


@rule
def acts_for_the_supplier(actor: Actor, supplier: Any) -> bool:
    """Acts for the firm in question."""
    if actor.role != roles.SUPPLIER or actor.partner_id is None:
        return False
    return supplier is None or bool(actor.partner_id == supplier.pk)


may_keep = national_editor
may_tell_facts = national_editor | supplies
may_tell_website = national_editor | acts_for_the_supplier
may_propose = coordinator
may_follow_proposals = coordinator | national_editor
may_decide = national_editor
may_import = national_editor
