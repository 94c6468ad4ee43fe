"""The links over the room's pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.focusareas.rules import may_follow
from tovholder.foundation.ui.values import Link
from tovholder.foundation.visibility.access import may
from tovholder.foundation.visibility.requests import TovholderRequest


def sub_links(request: TovholderRequest) -> list[Link]:
    """The pages of the room that the reader may use."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    pages = [("focusareas:list", _("Fokusområder")), ("focusareas:groups", _("Grupperne"))]
    if may(request.actor, may_follow):
        pages.append(("focusareas:questions", _("Forslag til spørgsmål")))
    return [Link(label, reverse(name), current=here == name) for name, label in pages]
