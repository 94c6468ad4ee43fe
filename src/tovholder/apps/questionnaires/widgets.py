"""Widgets of questions whose answers have parts: a matrix, a ranking, a quote.

Each reads the names ``question.part``, or the whole answer under the plain name; what cannot be one is handed on as it
was sent, so that the form comes back with it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from tovholder.foundation.ui.widgets import PartedWidget

Choices = Sequence[tuple[str, str]]
NOT_ANSWERED: Final = ""
"""What the choice sends that takes an answer back."""


class _Parts(PartedWidget):
    """A widget whose elements are named ``name.part``."""

    def __init__(self, parts: Sequence[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.parts = tuple(parts)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> bool:
        """Whether neither a part nor the whole was sent."""
        return name not in data and not any(f"{name}.{part}" in data for part in self.parts)

    def first_id(self, id_: str) -> str:
        """That of the first part."""
        return f"{id_}-{self.parts[0]}"

    def sent(self, data: Mapping[str, Any], name: str) -> dict[str, str]:
        """What was sent for each part, also where it is nothing."""
        return {part: str(data.get(f"{name}.{part}") or "").strip() for part in self.parts}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds ``id`` and ``invalid``."""
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        context["id"] = own.get("id", name)
        context["invalid"] = own.get("aria-invalid") == "true"
        return context


class MatrixRows(_Parts):
    """A fieldset for each row with a radio button for each option; side by side where there is room.

    A row can be taken back by the last button. The value is the option's key by the row's key.
    """

    template_name = "questionnaires/widgets/matrix.html"

    def __init__(self, rows: Choices, options: Choices, attrs: dict[str, Any] | None = None) -> None:
        """``rows`` and ``options`` with their keys and words."""
        super().__init__([key for key, _text in rows], attrs)
        self.rows = tuple(rows)
        self.options = tuple(options)

    def first_id(self, id_: str) -> str:
        """That of the first button of the first row."""
        return f"{super().first_id(id_)}-1"

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        """The filled rows; None when all are open."""
        if name in data:
            return data[name] or None
        return {row: option for row, option in self.sent(data, name).items() if option} or None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds ``columns`` (the words) and ``rows``: of each its words and its buttons."""
        context = super().get_context(name, value, attrs)
        chosen = value if isinstance(value, Mapping) else {}
        offered = (*self.options, (NOT_ANSWERED, _("Ikke besvaret")))
        context["columns"] = [text for _key, text in offered]
        context["rows"] = [
            {
                "key": row,
                "text": text,
                "name": f"{name}.{row}",
                "buttons": [
                    {
                        "id": f"{context['id']}-{row}-{place}",
                        "value": key,
                        "text": said,
                        "on": chosen.get(row, "") == key,
                    }
                    for place, (key, said) in enumerate(offered, start=1)
                ],
            }
            for row, text in self.rows
        ]
        return context


class RankedSelects(_Parts):
    """A numbered list to open for each place, the greatest first. The value is a list of keys; a place may be empty."""

    template_name = "questionnaires/widgets/ranking.html"

    def __init__(self, choices: Choices, most: int, attrs: dict[str, Any] | None = None) -> None:
        """``choices`` with their keys and words; ``most`` is how many places there are."""
        super().__init__([str(place) for place in range(1, most + 1)], attrs)
        self.choices = tuple(choices)

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        """What is chosen, place by place; an empty place before a filled one is kept until the answer is saved."""
        if name in data:
            whole = data.getlist(name) if isinstance(data, MultiValueDict) else data[name]
            return list(whole) if isinstance(whole, list | tuple) else whole
        places = list(self.sent(data, name).values())
        while places and not places[-1]:
            places.pop()
        return places

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds ``places``: of each its words and its choices."""
        context = super().get_context(name, value, attrs)
        chosen = [str(key) for key in value] if isinstance(value, list | tuple) else []
        context["places"] = [
            {
                "id": f"{context['id']}-{part}",
                "name": f"{name}.{part}",
                "text": _("1. plads (størst)") if part == "1" else _("%(place)s. plads") % {"place": part},
                "choices": [
                    {"value": key, "text": said, "on": chosen[int(part) - 1 : int(part)] == [key]}
                    for key, said in ((NOT_ANSWERED, _("Vælg")), *self.choices)
                ],
            }
            for part in self.parts
        ]
        return context


class QuoteBoxes(_Parts):
    """A box for the words, and radio buttons for what may be done with them."""

    template_name = "questionnaires/widgets/quote.html"

    def __init__(self, consents: Choices, attrs: dict[str, Any] | None = None) -> None:
        """``consents`` with their keys and words."""
        super().__init__(["text", "consent"], attrs)
        self.consents = tuple(consents)

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        """Text and consent; None where there is neither."""
        if name in data:
            return data[name] or None
        sent = self.sent(data, name)
        return sent if any(sent.values()) else None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds ``text`` and ``consents``."""
        context = super().get_context(name, value, attrs)
        whole = value if isinstance(value, Mapping) else {}
        context["name"] = name
        context["text"] = whole.get("text", "")
        context["consents"] = [
            {"id": f"{context['id']}-{key}", "value": key, "text": said, "on": whole.get("consent") == key}
            for key, said in self.consents
        ]
        return context
