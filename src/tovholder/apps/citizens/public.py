"""What other rooms may use of this one."""

from tovholder.apps.citizens.actions import create_alias, delete_alias, read_alias, read_aliases
from tovholder.apps.citizens.gate import in_open_room, room_is_open
from tovholder.apps.citizens.models import CitizenAlias, ReadPurpose, refuse_sensitive
from tovholder.apps.citizens.rules import uses_aliases
from tovholder.apps.citizens.selectors import aliases, people_who_meet

__all__ = [
    "CitizenAlias",
    "ReadPurpose",
    "aliases",
    "create_alias",
    "delete_alias",
    "in_open_room",
    "people_who_meet",
    "read_alias",
    "read_aliases",
    "refuse_sensitive",
    "room_is_open",
    "uses_aliases",
]
