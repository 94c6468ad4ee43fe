"""The parts of a screening as pages: which form, what they are called, and what to know when writing them."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.apps.screenings import forms
from tovholder.apps.screenings.models import (
    CompetenceScore,
    InventoryItem,
    NeedItem,
    NetworkCheck,
    Participant,
    PurposeStatement,
    ScreeningFinding,
    ScreeningPart,
)
from tovholder.apps.screenings.picturing import speed_text
from tovholder.apps.screenings.thresholds import THRESHOLDS, Verdict, verdict
from tovholder.foundation.ui.forms import PlainModelForm
from tovholder.foundation.ui.values import Cell, Status


@dataclass(frozen=True, slots=True)
class PartKind:
    """A kind of part: the word in its address, its table and form, and the words around them."""

    slug: str
    model: type[ScreeningPart]
    form: type[PlainModelForm[Any]]
    title: StrPromise
    lead: StrPromise
    add: StrPromise
    columns: tuple[StrPromise, ...] = ()
    tip: StrPromise | str = ""


KINDS: dict[str, PartKind] = {
    kind.slug: kind
    for kind in (
        PartKind(
            "behov",
            NeedItem,
            forms.NeedForm,
            _("Behov"),
            _("Begynd her: Hvad har borgerne og medarbejderne brug for støtte til? Teknologien kommer bagefter."),
            _("Tilføj et behov"),
            (_("Behov"), _("Hvis"), _("Hvor stort"), _("Tema")),
            _("Spørg: Hvad har borgeren brug for støtte til? Spørg ikke: Hvilken ny app findes der?"),
        ),
        PartKind(
            "udstyr",
            InventoryItem,
            forms.ItemForm,
            _("Udstyr"),
            _("Det, der er i forvejen: enhedens, kommunens og borgernes eget. Og hvem der har betalt."),
            _("Tilføj udstyr"),
            (_("Hvad"), _("Antal"), _("Hvis"), _("Betalt af"), _("Bruges"), _("Behov")),
            _("Vælg først, hvilket behov det hører til. Så kan I se, hvad der mangler, og hvad der er for meget af."),
        ),
        PartKind(
            "net",
            NetworkCheck,
            forms.NetworkForm,
            _("Net"),
            _("Sted for sted: hastighed, wifi, mobildækning, og om folk kan komme på."),
            _("Tilføj et sted"),
            (_("Sted"), _("Ned"), _("Op"), *(threshold.label for threshold in THRESHOLDS), _("Mobil")),
            _("Mål dér, hvor borgerne er. Skriv aldrig koder her."),
        ),
        PartKind(
            "kompetencer",
            CompetenceScore,
            forms.CompetenceForm,
            _("Kompetencer"),
            _("Hvor sikre er grupperne, og hvor stor lyst har de? Det viser, hvor undervisning gør mest gavn."),
            _("Tilføj en gruppe"),
            (_("Gruppe"), _("Personer"), _("Sikkerhed"), _("Lyst"), _("Vil gerne lære")),
            _("Vurder grupper, aldrig enkelte kolleger. Tag også forvaltningen med."),
        ),
        PartKind(
            "formaal",
            PurposeStatement,
            forms.StatementForm,
            _("Formål"),
            _("Hvad skal der komme ud af det? Saml deltagernes egne ord, og skriv så det fælles formål."),
            _("Tilføj ord"),
            (_("Hvem"), _("Med egne ord")),
        ),
        PartKind(
            "deltagere",
            Participant,
            forms.ParticipantForm,
            _("Deltagere"),
            _("Borgere, medarbejdere og ledelse. Om borgere skriver I et antal eller et opdigtet fornavn."),
            _("Tilføj deltagere"),
            (_("Hvem"), _("Antal"), _("Deltog"), _("Invitation")),
            _("Mindst én borger, én medarbejder og én leder er et godt råd."),
        ),
        PartKind(
            "fund",
            ScreeningFinding,
            forms.FindingForm,
            _("Fund"),
            _("Det, screeningen viste, og som kalder på et svar. Gør hvert fund til noget, eller læg det væk."),
            _("Skriv et fund"),
        ),
    )
}


def kind_of(slug: str) -> PartKind:
    """The kind of part of that word. Raises ``Http404``."""
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def kind_of_part(part: ScreeningPart) -> PartKind:
    """The kind that ``part`` is of."""
    return next(kind for kind in KINDS.values() if isinstance(part, kind.model))


_VERDICTS = {
    Verdict.ENOUGH: Status(_("Nok"), "success"),
    Verdict.WEAK: Status(_("For svagt"), "danger"),
    Verdict.UNKNOWN: Status(_("Ikke målt"), "muted"),
}


def cells_of(part: ScreeningPart) -> list[object]:
    """The row of a part under the columns of its kind."""
    if isinstance(part, NeedItem):
        whose = part.group or part.get_concerns_display()
        return [part.words, whose, part.get_strength_display(), part.theme.label if part.theme is not None else "–"]
    if isinstance(part, InventoryItem):
        need = part.need.words if part.need is not None else _t("Intet behov")
        owner, payer = part.get_holder_display(), part.get_payer_display()
        return [part.name, part.count, owner, payer, part.get_used_display(), need]
    if isinstance(part, NetworkCheck):
        judged = [Cell("", status=_VERDICTS[verdict(part, threshold)]) for threshold in THRESHOLDS]
        return [part.place, speed_text(part.down), speed_text(part.up), *judged, part.get_mobile_display()]
    if isinstance(part, CompetenceScore):
        return [part.group_name, part.persons, part.level, part.interest, part.wants or "–"]
    if isinstance(part, PurposeStatement):
        return [part.get_kind_display(), part.words]
    return [str(part)]
