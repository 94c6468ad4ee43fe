"""``{% load panels %}``: the panels that other rooms show on a page."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from tovholder.foundation.ui.panels import panels_of
from tovholder.kernel.actor import ANONYMOUS

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: Mapping[str, Any], slot: str, subject: object) -> SafeString:
    """All panels of ``slot`` for ``subject``, each rendered by its own room's template."""
    request = context.get("request")
    actor = getattr(request, "actor", ANONYMOUS)
    parts = [render_to_string(name, dict(values), request) for name, values in panels_of(slot, subject, actor)]
    return mark_safe("".join(parts))  # each part was rendered, and so escaped, by a template
