"""One of everything that the room of decisions has an address for: see ``permission_world``."""

from datetime import date
from uuid import UUID

from tests.deciding import answered
from tovholder.apps.decisions.public import (
    CriterionFacts,
    Decided,
    ProcedureFacts,
    add_criterion,
    add_procedure_step,
    hold_review,
)
from tovholder.apps.projects.public import Project
from tovholder.kernel.actor import SYSTEM


def decisions_addresses(project_id: UUID | str) -> dict[str, dict[str, str | UUID]]:
    """The arguments of every address of the room, about the project of Fyret, which has what the law asks for."""
    shown = answered(Project.objects.get(public_id=project_id))
    told = Decided(outcome="continue", reason="Det virker.", next_on=date(2027, 3, 1))
    held = hold_review(by=SYSTEM, project=shown, decided=told)
    criterion = add_criterion(by=SYSTEM, project=shown, facts=CriterionFacts(text="Borgerne vil have det"))
    step = add_procedure_step(by=SYSTEM, project=shown, facts=ProcedureFacts(before="Kører ud", after="Ringer op"))
    of_project = "project conditions plan_review hold_review new_criterion procedure new_procedure_step"
    found: dict[str, dict[str, str | UUID]] = {
        f"decisions:{name}": {"public_id": shown.public_id} for name in of_project.split()
    }
    return found | {
        "decisions:condition": {"public_id": shown.public_id, "key": "decisions.dpia"},
        "decisions:file": {"kind": "csv"},
        "decisions:review": {"public_id": held.public_id},
        "decisions:edit_criterion": {"public_id": criterion.public_id},
        "decisions:withdraw_criterion": {"public_id": criterion.public_id},
        "decisions:edit_procedure_step": {"public_id": step.public_id},
        "decisions:remove_procedure_step": {"public_id": step.public_id},
    }
