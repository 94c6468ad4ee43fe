"""Barriers that have an address: see ``permission_world``."""

from uuid import UUID

from tests.blocking import blocked, tried
from tests.people import unit
from tovholder.apps.projects.public import Project

Arguments = dict[str, dict[str, str | UUID]]


def barrier_addresses(shown: Project) -> Arguments:
    """A barrier of the unit at Syddjurs's project, with something tried, and an entry of the register."""
    one = blocked(of=shown, unit=unit("Fyret"))
    record: dict[str, str | UUID] = {"public_id": one.public_id}
    entry: dict[str, str | UUID] = {"key": "netdaekning"}
    file: dict[str, str | UUID] = {"kind": "csv"}
    return {
        **{f"barriers:{name}": record for name in ("project_barrier", "edit", "step", "new_measure")},
        "barriers:edit_measure": {"public_id": tried(one).public_id},
        "barriers:new": {"public_id": shown.public_id},
        **{f"barriers:{name}": entry for name in ("barrier", "edit_entry")},
        **{f"barriers:{name}": file for name in ("file", "register_file")},
    }
