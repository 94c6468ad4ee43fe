"""How each kind of form field is shown: which markup it takes and which ids its texts have."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseForm, BoundField
from django.forms.boundfield import BoundWidget

from tovholder.foundation.ui.widgets import DateBoxes, PartedWidget

M = TypeVar("M", bound=Model)

LONGEST_KEY = 18  # digits; longer numbers are beyond what a database holds

Kind = Literal["line", "text", "select", "radio", "checkboxes", "checkbox", "date", "parts", "file"]

# The first class that fits decides; a line of text is what is left.
_KINDS: tuple[tuple[type[forms.Widget], Kind], ...] = (
    (forms.Textarea, "text"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radio"),
    (DateBoxes, "date"),
    (PartedWidget, "parts"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
)
_CSS: dict[Kind, str] = {
    "line": "form-input",
    "text": "form-input",
    "select": "form-select",
    "radio": "form-radio",
    "checkboxes": "form-checkbox",
    "checkbox": "form-checkbox",
    "date": "",
    "parts": "",
    "file": "form-input",
}
MANY = 12  # from here on a group of boxes is set in columns


class SeveralField(forms.ModelMultipleChoiceField[M]):
    """A choice of several records. A number beyond every key is told as no choice, before a database fails at it."""

    def clean(self, value: Any) -> Any:
        """The chosen records. Raises ``ValidationError`` for what is none of them."""
        for key in value or ():
            if len(str(key)) > LONGEST_KEY:
                message, pk = self.error_messages["invalid_pk_value"], str(key)[:LONGEST_KEY]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": f"{pk}…"})
        return super().clean(value)


def kind_of(widget: forms.Widget) -> Kind:
    """The kind of markup that ``widget`` takes."""
    return next((kind for cls, kind in _KINDS if isinstance(widget, cls)), "line")


def css_of(widget: forms.Widget) -> str:
    """The class that the design system gives to the element of ``widget``."""
    return _CSS[kind_of(widget)]


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Boxes or radio buttons under one heading; the heading is empty for ungrouped ones."""

    title: str
    options: tuple[BoundWidget, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as the template shows it."""

    kind: Kind
    groups: tuple[ChoiceGroup, ...]
    many: bool
    help_id: str
    error_id: str
    described_by: str


def _groups(field: BoundField) -> tuple[ChoiceGroup, ...]:
    """The options of a choice field by their group, in order."""
    titles: list[str] = []
    for title, options, _index in field.field.widget.optgroups(field.html_name, _chosen(field)):
        titles.extend([str(title or "")] * len(options))
    groups: list[tuple[str, list[BoundWidget]]] = []
    for title, option in zip(titles, field.subwidgets, strict=True):
        if not groups or groups[-1][0] != title:
            groups.append((title, []))
        groups[-1][1].append(option)
    return tuple(ChoiceGroup(title, tuple(options)) for title, options in groups)


def _chosen(field: BoundField) -> list[str]:
    value = field.value()
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple | set) else [str(value)]


def field_view(field: BoundField) -> FieldView:
    """How ``field`` is shown."""
    kind = kind_of(field.field.widget)
    groups = _groups(field) if kind in {"radio", "checkboxes"} else ()
    return FieldView(
        kind=kind,
        groups=groups,
        many=sum(len(group.options) for group in groups) >= MANY,
        help_id=f"{field.auto_id}_helptext",
        error_id=f"{field.auto_id}_error",
        described_by=field.aria_describedby or "",
    )


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One error of a form; ``target`` is the id of the element that takes the answer, empty for the whole form."""

    text: str
    target: str


def _target(field: BoundField) -> str:
    """The id of the element that a link in the summary leads to: the first element of a group."""
    kind = kind_of(field.field.widget)
    if kind in {"radio", "checkboxes"}:
        first: Sequence[BoundWidget] = field.subwidgets[:1]
        return first[0].id_for_label if first else field.auto_id
    widget = field.field.widget
    return widget.first_id(field.auto_id) if isinstance(widget, PartedWidget) else field.auto_id


def summary_lines(form: BaseForm) -> list[SummaryLine]:
    """Every error of ``form`` once: those of the whole form first, then in the order of the fields."""
    if not form.is_bound:
        return []
    lines = [SummaryLine(str(text), "") for text in form.non_field_errors()]
    for field in form:
        label = str(field.label)
        lines.extend(
            SummaryLine(f"{label}: {text}", "" if field.is_hidden else _target(field)) for text in field.errors
        )
    return lines
