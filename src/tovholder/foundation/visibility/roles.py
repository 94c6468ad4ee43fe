"""The role codes that rules speak of. Their names and dates are data, in the code list ``role``."""

from typing import Final

COORDINATOR: Final = "coordinator"
PROGRAMME_MANAGER: Final = "programme_manager"
UNIT_LEADER: Final = "unit_leader"
KEY_STAFF: Final = "key_staff"
STAFF: Final = "staff"
IT_AMBASSADOR: Final = "it_ambassador"
KNOWLEDGE_PERSON: Final = "knowledge_person"
ECONOMIST: Final = "economist"
VISITATOR_THERAPIST: Final = "visitator_therapist"
IT_DEPARTMENT: Final = "it_department"
DPO: Final = "dpo"
MED_AMR: Final = "med_amr"
COUNCIL_MEMBER: Final = "council_member"
COMMITTEE_MEMBER: Final = "committee_member"
READER: Final = "reader"
NATIONAL_EDITOR: Final = "national_editor"
REGION: Final = "region"
SUPPLIER: Final = "supplier"

OPERATOR: Final = "operator"
"""Not in the code list: whoever runs the installation. Invites the first people and sees nobody's records."""

COORDINATORS: Final = frozenset({COORDINATOR, PROGRAMME_MANAGER, REGION})
"""Act for a whole municipality or region."""

EMPLOYEES: Final = COORDINATORS | {
    UNIT_LEADER,
    KEY_STAFF,
    STAFF,
    IT_AMBASSADOR,
    KNOWLEDGE_PERSON,
    ECONOMIST,
    VISITATOR_THERAPIST,
    IT_DEPARTMENT,
    DPO,
    MED_AMR,
    READER,
}
"""Work in a municipality or region and see what municipalities share with each other."""

REPRESENTATIVES: Final = frozenset({COUNCIL_MEMBER, COMMITTEE_MEMBER})
"""Follow their own municipality from a council or a committee."""

UNIT_ROLES: Final = frozenset({UNIT_LEADER, KEY_STAFF, STAFF, IT_AMBASSADOR})
"""Held in a unit; the others may be held in a municipality as a whole."""

TENANT_ROLES: Final = EMPLOYEES | REPRESENTATIVES
"""Held in a municipality or region."""
