"""Who may do what with surveys, and with the answers of a municipality."""

from typing import Any

from tovholder.foundation.visibility import roles
from tovholder.foundation.visibility.rules import (
    coordinator,
    employee,
    everyone,
    national_editor,
    rule,
    same_municipality,
    tenant_member,
)
from tovholder.kernel.actor import Actor

may_read = everyone
"""Surveys that have opened are public, as their purpose and their questions are."""

holds_surveys = national_editor
"""The national side prepares, opens and closes surveys, and follows who has answered."""

works_in_a_municipality = employee

reads_answers = employee & same_municipality
"""Everybody who works in a municipality reads what it answers, and may help when asked."""

runs_participation = coordinator & same_municipality
"""Shares out the sections, confirms what is known beforehand, hands the answers in."""

names_contacts = national_editor | coordinator
"""Contacts are named by the municipality's coordinator, or by the national side."""


@rule
def keeps_contact(actor: Actor, record: Any) -> bool:
    """The national side keeps all contacts, a coordinator those of the own municipality."""
    if national_editor.allows(actor):
        return True
    return coordinator.allows(actor) and same_municipality.allows(actor, record)


may_reopen = keeps_contact
"""Answers that were handed in are opened again by the municipality's coordinator or the national side."""

takes_part = tenant_member


@rule
def answers_all_sections(actor: Actor, record: Any) -> bool:
    """Coordinators, and the chief economist of a survey of economy, answer every section of their municipality."""
    answering = actor.is_system or actor.role in roles.COORDINATORS | {roles.ECONOMIST}
    return answering and same_municipality.allows(actor, record)
