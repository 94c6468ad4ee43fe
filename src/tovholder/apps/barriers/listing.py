"""The links over the room's pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.barriers.rules import may_list
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.access import may
from tovholder.foundation.visibility.requests import TovholderRequest


def sub_links(request: TovholderRequest) -> list[Link]:
    """The pages of the room that the reader may use: the register, and the municipality's own barriers."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    links = [Link(_("Registret"), reverse("barriers:overview"), current=here == "barriers:overview")]
    if may(request.actor, may_list):
        links.append(Link(_("Vores barrierer"), reverse("barriers:list"), current=here == "barriers:list"))
    return links
