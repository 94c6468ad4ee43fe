"""The tags that show forms; part of the builtin tags (see ``ui.py``)."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.functional import Promise

from tovholder.foundation.ui.fields import FieldView, field_view, summary_lines

register = template.Library()
Text = str | Promise


@register.inclusion_tag("ui/forms/field.html")
def form_field(field: BoundField, optional: bool = True) -> dict[str, Any]:
    """A field with label, help before it and its errors. ``optional=False`` hides "(frivilligt)"."""
    view: FieldView = field_view(field)
    return {"view": view, "field": field, "mark_optional": optional and not field.field.required}


@register.inclusion_tag("ui/forms/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What must be mended, on top of the form, with a link to each field. Empty for a form without errors."""
    return {"lines": summary_lines(form)}


@register.inclusion_tag("ui/forms/submit_bar.html")
def submit_bar(
    label: Text, cancel_href: str = "", note: Text = "", name: str = "", value: str = "", back_href: str = ""
) -> dict[str, Any]:
    """The buttons that end a form. ``note`` tells what is saved; ``back_href`` leads to the step before."""
    return {
        "label": label,
        "cancel_href": cancel_href,
        "note": note,
        "name": name,
        "value": value,
        "back_href": back_href,
    }
