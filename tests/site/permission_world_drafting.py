"""One of everything that drafts have an address for: see ``permission_world``."""

from uuid import UUID

from tests.questionnaire import EVERYTHING, edition_of
from tovholder.apps.drafting.actions import begin
from tovholder.kernel.actor import SYSTEM

OF_DRAFT = "draft check compare preview whole open discard new_section"
OF_SECTION = "section new_question section_condition delete_section arrange_section"
OF_QUESTION = "question question_condition delete_question arrange_question"


def drafting_addresses() -> dict[str, dict[str, str | UUID]]:
    """A draft that goes on from the edition of the same questionnaire."""
    made = begin(by=SYSTEM, schema=EVERYTHING, based_on=edition_of())
    here: dict[str, str | UUID] = {"public_id": made.public_id}
    found = {f"drafting:{name}": here for name in OF_DRAFT.split()}
    found |= {f"drafting:{name}": here | {"key": "oensker"} for name in OF_SECTION.split()}
    found |= {f"drafting:{name}": here | {"key": "bedst"} for name in OF_QUESTION.split()}
    return found | {
        "drafting:list_file": {"kind": "csv"},
        "drafting:draft_file": here | {"kind": "json"},
        "drafting:edition_file": {"key": "dagen", "number": "1", "kind": "xml"},
        "drafting:from_edition": {"key": "dagen", "number": "1"},
    }
