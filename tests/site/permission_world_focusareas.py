"""Focus areas, seats and proposed questions that have an address: see ``permission_world``."""

from uuid import UUID

from tests.focusing import asked, proposed, seat
from tests.people import municipality, person
from tovholder.apps.focusareas.public import speak
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.kernel.actor import SYSTEM

Arguments = dict[str, dict[str, str | UUID]]


def focus_addresses() -> Arguments:
    """An area and a question that Syddjurs proposes; Syddjurs sits in the group of their year, Randers does not."""
    held = RoleHolding.objects.get(user=person("coordinator@syddjurs.example"))
    standing = proposed(by=actor_of(held))
    member = seat("Syddjurs")
    speak(by=SYSTEM, area=standing, municipality=municipality(), supports=True)
    area: dict[str, str | UUID] = {"public_id": standing.public_id}
    question: dict[str, str | UUID] = {"public_id": asked(by=actor_of(held)).public_id}
    file: dict[str, str | UUID] = {"kind": "csv"}
    return {
        **{f"focusareas:{name}": area for name in ("area", "edit", "step", "speak")},
        **{f"focusareas:{name}": question for name in ("question", "edit_question", "step_question")},
        **{f"focusareas:{name}": file for name in ("file", "group_file", "question_file")},
        "focusareas:edit_member": {"public_id": member.public_id},
    }
