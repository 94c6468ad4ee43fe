"""The base of all forms: the design system's markup for every kind of field, error summary first."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django import forms
from django.db.models import Model
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.foundation.ui.fields import Kind, css_of, kind_of
from tovholder.foundation.ui.widgets import DateBoxes

M = TypeVar("M", bound=Model)
_ASKED: dict[Kind, StrPromise] = {
    "line": _("Udfyld feltet."),
    "text": _("Skriv lidt her."),
    "select": _("Vælg en mulighed."),
    "radio": _("Vælg en mulighed."),
    "checkboxes": _("Sæt mindst ét kryds."),
    "checkbox": _("Sæt kryds for at gå videre."),
    "date": _("Skriv dag, måned og år."),
    "parts": _("Udfyld feltet."),
    "file": _("Vælg en fil."),
}
_SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


class PlainRenderer(DjangoTemplates):
    """Renders forms with the templates of this room, and widgets with Django's own."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/as_field.html"


def dress(fields: Iterable[forms.Field]) -> None:
    """Give each widget the class of the design system.

    Dates get three boxes instead of a format to guess, and a choice of several gets boxes to tick instead of a list
    that needs the Ctrl key.
    """
    for field in fields:
        if isinstance(field, forms.DateField) and type(field.widget) is forms.DateInput:
            _exchange(field, DateBoxes())
        elif isinstance(field, _SEVERAL) and type(field.widget) is forms.SelectMultiple:
            _exchange(field, forms.CheckboxSelectMultiple())
        _dress(field.widget)
        _speak(field)


def _dress(widget: forms.Widget) -> None:
    known = widget.attrs.get("class", "").split()
    wanted = css_of(widget)
    if wanted and wanted not in known and not widget.is_hidden:
        widget.attrs["class"] = " ".join([wanted, *known])


def _speak(field: forms.Field) -> None:
    """Errors that say what to do, where the form has not put it in its own words."""
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = _ASKED[kind_of(field.widget)]
    if isinstance(field.widget, DateBoxes):
        field.error_messages["invalid"] = _(
            "Den dato findes ikke. Skriv dag, måned og år med tal, for eksempel 3, 5 og 2026."
        )


def _exchange(field: forms.Field, widget: forms.Widget) -> None:
    widget.is_required = field.required
    widget.attrs.update(field.widget.attrs)
    if isinstance(widget, forms.CheckboxSelectMultiple) and isinstance(field.widget, forms.SelectMultiple):
        widget.choices = field.widget.choices
    field.widget = widget


class PlainMixin:
    """Dresses the fields of a form and renders it in plain Danish markup."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("renderer", PlainRenderer())
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]  # given by the form it is mixed into
        dress(fields.values())


class PlainForm(PlainMixin, forms.Form):
    """A form. ``{{ form }}`` shows the error summary and all fields; ``{% form_field form.name %}`` shows one."""


class PlainModelForm(PlainMixin, forms.ModelForm[M]):
    """A form whose fields come from a model. Views still save through an action, never ``form.save()``."""


def choices_of(form: forms.BaseForm, name: str) -> "forms.ModelChoiceField[Any]":
    """The field of ``form`` whose choices are records: to give it the records that may be chosen."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # tells the type checker what the class declares
    return field


def plain_choices_of(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """The field of ``form`` whose choices are words."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  # as above
    return field
