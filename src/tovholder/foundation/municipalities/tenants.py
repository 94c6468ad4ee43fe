"""For whom a reader works."""

from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.requests import TovholderRequest


def tenant_of(request: TovholderRequest) -> Municipality:
    """The municipality or region in which the reader's role is held. For pages whose rule asks for such a role."""
    municipality = request.seat.municipality if request.seat else None
    assert isinstance(municipality, Municipality)  # noqa: S101  # the rule of the page let nobody else in
    return municipality
