"""What other rooms may use of this one."""

from tovholder.apps.citizens.actions import create_alias, delete_alias
from tovholder.apps.citizens.models import CitizenAlias, refuse_sensitive
from tovholder.apps.citizens.rules import uses_aliases
from tovholder.apps.citizens.selectors import aliases

__all__ = ["CitizenAlias", "aliases", "create_alias", "delete_alias", "refuse_sensitive", "uses_aliases"]
