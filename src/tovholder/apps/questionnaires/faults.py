"""The faults of a questionnaire in words: what is wrong, and what to do about it."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.engines.questionnaires import Fault

_WORDS: Final[dict[str, StrPromise]] = {
    "no_questions": gettext_lazy("Der er ingen spørgsmål endnu. Tilføj mindst ét."),
    "key_form": gettext_lazy(
        "Et teknisk navn har tegn, der ikke kan bruges. Brug små bogstaver a-z, tal og understreg, og begynd med et"
        " bogstav."
    ),
    "section_twice": gettext_lazy("To afsnit har samme tekniske navn. Giv det ene et andet."),
    "question_twice": gettext_lazy("To spørgsmål har samme tekniske navn. Giv det ene et andet."),
    "concept_twice": gettext_lazy("To spørgsmål har samme begreb. Et begreb måles kun ét sted."),
    "no_words": gettext_lazy("Den danske tekst mangler."),
    "empty_section": gettext_lazy("Afsnittet har ingen spørgsmål. Tilføj et, eller slet afsnittet."),
    "options_unused": gettext_lazy(
        "Den slags spørgsmål har ikke svarmuligheder. Fjern dem, eller vælg en anden slags."
    ),
    "few_options": gettext_lazy("Der skal være mindst to svarmuligheder."),
    "option_twice": gettext_lazy("To svarmuligheder har samme tekniske navn."),
    "option_words_twice": gettext_lazy("To svarmuligheder har samme tekst."),
    "rows_unused": gettext_lazy("Kun en tabel har rækker. Fjern dem, eller vælg en anden slags."),
    "no_rows": gettext_lazy("Tabellen har ingen rækker. Skriv mindst én."),
    "row_twice": gettext_lazy("To rækker har samme tekniske navn."),
    "most_unused": gettext_lazy("Den slags spørgsmål har ikke et højeste antal valg. Fjern det."),
    "most_impossible": gettext_lazy("Det højeste antal valg passer ikke til antallet af svarmuligheder."),
    "ranking_without_most": gettext_lazy("Skriv, hvor mange der højst kan rangordnes."),
    "exclusive_unused": gettext_lazy("Kun hvor der kan vælges flere, kan et svar stå alene."),
    "limits_unused": gettext_lazy("Kun tal og skalaer har grænser og enhed. Fjern dem."),
    "limits_crossed": gettext_lazy("Det mindste skal være mindre end det største."),
    "ends_unused": gettext_lazy("Kun en skala har ord for enderne. Fjern dem."),
    "scale_without_limits": gettext_lazy("Skriv skalaens første og sidste trin."),
    "scale_limits_whole": gettext_lazy("Skalaens trin skal være hele tal."),
    "scale_too_wide": gettext_lazy("Skalaen har for mange trin. Brug højst 11."),
    "scale_without_ends": gettext_lazy("Skriv, hvad skalaens to ender betyder."),
    "empty_condition": gettext_lazy("Betingelsen siger ingenting. Fjern den, eller tilføj noget til den."),
    "unknown_question": gettext_lazy("Betingelsen spørger til et spørgsmål, der ikke findes mere."),
    "later_question": gettext_lazy(
        "Betingelsen ser på et spørgsmål, der først stilles senere. Flyt spørgsmålet op, eller ret betingelsen."
    ),
    "impossible_value": gettext_lazy("Betingelsen venter på et svar, der ikke kan gives."),
    "cycle": gettext_lazy("Betingelserne bider hinanden i halen: spørgsmålet afhænger af sig selv."),
}


def fault_text(fault: Fault) -> str:
    """What is wrong, and what to do. The place is the fault's own."""
    known = _WORDS.get(fault.code)
    return str(known) if known is not None else _("Her er en fejl: %(code)s.") % {"code": fault.code}
