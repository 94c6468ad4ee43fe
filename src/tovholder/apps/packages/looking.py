"""What a person should look at before a text is shared, found by its form. Nobody is spared from reading it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.kernel.refusals import holds_civil_number, holds_secret

_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
_PHONE: Final = re.compile(r"(?<![\d.])(?:\+45[ ]?)?\d{2}[ ]?\d{2}[ ]?\d{2}[ ]?\d{2}(?![\d.])")
_PRICE: Final = re.compile(r"\d[\d.,]*\s?(?:kr\b\.?|kroner\b|DKK\b)", re.IGNORECASE)
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something in a paper that may not be meant for others."""

    paper: str
    what: str
    text: str


def sightings(papers: Iterable[tuple[str, str]]) -> list[Sighting]:
    """Mail addresses, telephone numbers and prices in papers, given as (title, text)."""
    found = []
    for title, text in papers:
        for pattern, what in ((_MAIL, _("mailadresse")), (_PHONE, _("telefonnummer")), (_PRICE, _("pris"))):
            found += [Sighting(title, what, hit) for hit in dict.fromkeys(pattern.findall(text))]
    return found[:_MOST]


def check_text(**fields: str) -> None:
    """Refuse what must never be stored. Raises ``ValidationError`` by field."""
    for name, text in fields.items():
        if holds_civil_number(text):
            raise ValidationError({name: _("Teksten indeholder noget, der ligner et CPR-nummer. Fjern det.")})
        if holds_secret(text):
            raise ValidationError(
                {
                    name: _(
                        "Teksten ser ud til at indeholde en adgangskode. Fjern koden, eller skriv det på en anden måde."
                    )
                }
            )
