"""One of everything that reviews have an address for: see ``permission_world``."""

from uuid import UUID

from tests.reviewing import review_addresses
from tovholder.apps.citizens.public import CitizenAlias


def casereview_addresses() -> dict[str, dict[str, str | UUID]]:
    """The arguments of every address of reviews, about the only citizen of the world."""
    return review_addresses(CitizenAlias.objects.get())
