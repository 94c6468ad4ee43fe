"""One of everything that the room of decisions has an address for: see ``permission_world``."""

from datetime import date
from uuid import UUID

from tests.deciding import answered
from tests.people import unit
from tovholder.apps.decisions.public import (
    CriterionFacts,
    Decided,
    ProblemFacts,
    ProcedureFacts,
    add_criterion,
    add_procedure_step,
    ask_for_help,
    hold_review,
    log_problem,
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
    when = date(2026, 11, 1)
    problem = log_problem(
        by=SYSTEM,
        project=shown,
        facts=ProblemFacts(title="Nettet falder ud", since=when, cause="network", severity="high"),
    )
    wish = ask_for_help(by=SYSTEM, project=shown, wish="At måle udgangspunktet")
    of_project = "project conditions plan_review hold_review new_criterion procedure new_procedure_step new_problem"
    of_project += " ask_for_help complexity rate_complexity decision_paper decision_pdf"
    here: dict[str, str | UUID] = {"public_id": unit("Fyret").public_id}
    found: dict[str, dict[str, str | UUID]] = {
        f"decisions:{name}": {"public_id": shown.public_id} for name in of_project.split()
    }
    return found | {
        "decisions:condition": {"public_id": shown.public_id, "key": "decisions.dpia"},
        "decisions:file": {"kind": "csv"},
        "decisions:problem_file": {"kind": "csv"},
        "decisions:problem": {"public_id": problem.public_id},
        "decisions:edit_problem": {"public_id": problem.public_id},
        "decisions:help": {"public_id": wish.public_id},
        "decisions:assign_help": {"public_id": wish.public_id},
        "decisions:finish_help": {"public_id": wish.public_id},
        "decisions:unit_report": here,
        "decisions:unit_pdf": here,
        "decisions:send_unit_report": here,
        "decisions:review": {"public_id": held.public_id},
        "decisions:share_review": {"public_id": held.public_id},
        "decisions:edit_criterion": {"public_id": criterion.public_id},
        "decisions:withdraw_criterion": {"public_id": criterion.public_id},
        "decisions:edit_procedure_step": {"public_id": step.public_id},
        "decisions:remove_procedure_step": {"public_id": step.public_id},
    }
