"""One of everything that pools and joint purchases have an address for: see ``permission_world``."""

from uuid import UUID

from tests.money import funding_addresses

__all__ = ["funding_addresses", "funding_in_the_api"]


def funding_in_the_api(arguments: dict[str, dict[str, str | UUID]]) -> dict[str, str]:
    """The records of the pages, under the names that the API has for them."""
    return {
        "{pool_id}": str(arguments["funding:pool"]["public_id"]),
        "{purchase_id}": str(arguments["funding:purchase"]["public_id"]),
    }
