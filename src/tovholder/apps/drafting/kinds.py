"""The kinds of questions and the relations of conditions, as editors choose them."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.engines.questionnaires.model import QuestionKind

KINDS: Final[dict[QuestionKind, tuple[StrPromise, StrPromise]]] = {
    QuestionKind.ONE: (_("Ét valg"), _("Vælg ét svar på en liste")),
    QuestionKind.MANY: (_("Flere valg"), _("Sæt kryds ved alle, der passer")),
    QuestionKind.MATRIX: (_("Tabel"), _("Ét valg i hver række, fx en paragraf pr. række og grad af udbredelse")),
    QuestionKind.RANKING: (_("Rangordning"), _("Vælg de vigtigste og sæt dem i rækkefølge, fx top 5")),
    QuestionKind.YES_NO: (_("Ja eller nej"), _("Ét kryds")),
    QuestionKind.NUMBER: (_("Tal"), _("Med enhed og grænser, hvis I vil")),
    QuestionKind.SCALE: (_("Skala"), _("Hele trin mellem to ender, fx 1-5")),
    QuestionKind.DATE: (_("Dato"), _("En dag i kalenderen")),
    QuestionKind.TEXT: (_("Kort tekst"), _("En linje")),
    QuestionKind.LONG_TEXT: (_("Tekst"), _("Flere linjer")),
    QuestionKind.QUOTE: (_("Citat"), _("En tekst, og om den må gengives med eller uden navn")),
}
CHOICES: Final = frozenset({QuestionKind.ONE, QuestionKind.MANY, QuestionKind.MATRIX, QuestionKind.RANKING})
SEVERAL: Final = frozenset({QuestionKind.MANY, QuestionKind.RANKING})
MEASURED: Final = frozenset({QuestionKind.NUMBER, QuestionKind.SCALE})


def kind_label(kind: QuestionKind) -> str:
    """What the kind is called."""
    return str(KINDS[kind][0])
