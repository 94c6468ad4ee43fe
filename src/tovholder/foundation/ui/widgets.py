"""Widgets that Django does not have."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

PARTS = ("day", "month", "year")


class PartedWidget(forms.Widget):
    """A widget of several elements that stand together under the legend of one fieldset."""

    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        """None: the group has a legend, its parts their own labels."""
        return ""

    def first_id(self, id_: str) -> str:
        """The id of the first element, to which a link in the error summary leads."""
        return id_


class DateBoxes(PartedWidget):
    """A date in three boxes, day, month and year, each with its own label: no picker to learn, no format to guess.

    Reads ``name_day``, ``name_month`` and ``name_year``, or an ISO date under ``name`` itself. What cannot be a date is
    handed on as it was typed, so that nothing is lost when the form comes back.
    """

    template_name = "ui/forms/date_boxes.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds ``boxes``: for each part its id, name, typed text and width."""
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        shown = dict(zip(PARTS, self._parts(value), strict=True))
        invalid = own.get("aria-invalid") == "true"
        context["boxes"] = [
            {"part": part, "id": f"{own.get('id', name)}_{part}", "name": f"{name}_{part}", "value": shown[part]}
            for part in PARTS
        ]
        context["required"] = bool(own.get("required"))
        context["invalid"] = invalid
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> str | None:
        """The ISO text of a date; the three texts joined by "/" when they are none; None when all are empty."""
        if name in data:
            return str(data.get(name) or "") or None
        texts = [str(data.get(f"{name}_{part}") or "").strip() for part in PARTS]
        if not any(texts):
            return None
        day, month, year = texts
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            return "/".join(texts)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> bool:
        """Whether neither the boxes nor an ISO date were sent."""
        return name not in data and not any(f"{name}_{part}" in data for part in PARTS)

    def first_id(self, id_: str) -> str:
        """That of the day."""
        return f"{id_}_day"

    @staticmethod
    def _parts(value: Any) -> tuple[str, str, str]:
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        text = str(value or "")
        if text.count("/") == 2:  # typed parts that are no date
            day, month, year = text.split("/")
            return day, month, year
        try:
            whole = date.fromisoformat(text)
        except ValueError:
            return text, "", ""
        return str(whole.day), str(whole.month), str(whole.year)
