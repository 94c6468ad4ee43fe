"""One of everything that surveys have an address for: see ``permission_world``."""

from uuid import UUID

from tests.surveying import contact, opened, participant


def survey_addresses() -> dict[str, dict[str, str | UUID]]:
    """An open survey in which Syddjurs takes part, and a contact there."""
    participant(opened())
    contact()
    return {}
