"""The words of the field, in our own words, with where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tovholder.apps.technologies.models import Publication


@dataclass(frozen=True, slots=True)
class Concept:
    """A word with what it means here, what else people call it, and the publications behind it."""

    anchor: str
    name: str
    meaning: str
    also: tuple[str, ...]
    remarks: tuple[str, ...]
    sources: tuple[Publication, ...]


def concepts(publications: Mapping[str, Publication]) -> list[Concept]:
    """The words in the order in which one needs them."""

    def named(*keys: str) -> tuple[Publication, ...]:
        return tuple(publications[key] for key in keys if key in publications)

    return [
        Concept(
            "velfaerdsteknologi",
            _("Velfærdsteknologi"),
            _(
                "Teknologi, der gør en velfærdsydelse bedre eller lettere for den, der får den, eller den, der giver "
                "den. Den kan forebygge, at et behov opstår eller vokser, assistere borgeren eller medarbejderen i "
                "hverdagen eller levere selve ydelsen på en ny måde."
            ),
            (_("hverdagsteknologi"), _("frihedsteknologi")),
            (
                _("Forebygge, assistere og levere er de tre formål, som kataloget kan afgrænses efter."),
                _("En metode kan også stå i kataloget, fx bedre brug af hjælpemidler, man allerede har."),
            ),
            named("statusrapport-2017"),
        ),
        Concept(
            "ikt-loesning",
            _("IKT-løsning"),
            _(
                "Informations- og kommunikationsteknologi, som borgeren selv bruger på en smartphone, en tablet eller "
                "en computer: en app, en QR-kode, der åbner en vejledning, eller en løsning på nettet."
            ),
            (_("app"), _("QR-kode"), _("webløsning")),
            (_("En app er en leveringsform, ikke en teknologi: den samme hjælp kan leveres på flere måder."),),
            named("ikt-2016"),
        ),
        Concept(
            "social-it",
            _("Social it"),
            _(
                "It, der bruges til at komme i kontakt, holde fast i relationer, være sammen, lege og lære, så "
                "borgeren får nye færdigheder og flere at dele dem med. Det er brugen, der gør it social, ikke "
                "apparatet."
            ),
            (_("socialt samvær med it"), _("it til relationer")),
            (_("Den samme tablet kan være social it ét sted og et kognitivt hjælpemiddel et andet."),),
            named("sus-2016"),
        ),
        Concept(
            "teknologi-produkt-leverandoer",
            _("Teknologi, produkt og leverandør"),
            _(
                "En teknologi er det, man kan, fx skærmbesøg. Et produkt er det, man køber for at kunne det. En "
                "leverandør er den, der sælger og støtter produktet. Kataloget holder de tre ting hver for sig."
            ),
            (),
            (
                _(
                    "Et marked kan være modent, selv om enkelte produkter mangler drift eller support. Derfor har "
                    "teknologien et felt om markedet, og produktet sine egne oplysninger."
                ),
            ),
            named("statusrapport-2017"),
        ),
    ]
