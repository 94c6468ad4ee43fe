"""Findings, stages and reasons in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.apps.process.public import DigitalStage
from tovholder.apps.screenings.models import ScreeningFinding

FOUND: Final[Mapping[str, StrPromise]] = {
    "need_unmet": _("Behovet ”%(need)s” får ingen hjælp af den IT, der er i brug"),
    "no_citizens": _("Ingen borgere har deltaget eller svaret"),
    "citizens_not_asked": _("Borgernes behov er enhedens eget bud"),
    "not_used": _("%(name)s (%(count)s stk.) bliver ikke brugt"),
    "no_need": _("%(name)s (%(count)s stk.) hører ikke til noget behov"),
    "unequal_payment": _("Nogle borgere betaler selv for %(name)s, andre får det betalt"),
    "weak_network": _("Nettet er for svagt: %(place)s"),
    "login_one_person": _("Kun én har styr på login: %(place)s"),
    "no_login_routine": _("Ingen faste arbejdsgange for konti og login: %(place)s"),
    "willing_to_learn": _("%(group)s har stor lyst, men mangler øvelse"),
    "needs_training": _("%(group)s mangler øvelse"),
    "needs_spark": _("%(group)s mangler både øvelse og lyst"),
    "no_support": _("Ingen bestemt hjælper, når det ikke virker"),
    "payment_open": _("Det er ikke afklaret, hvem der betaler"),
}
ADVICE: Final[Mapping[str, StrPromise]] = {
    "need_unmet": _("Begynd her: Se i teknologilisten, hvad andre bruger til det, før I køber noget."),
    "no_citizens": _("Spørg borgerne med det letlæste skema, fx på en tablet sammen med en medarbejder."),
    "citizens_not_asked": _("Spørg den enkelte, før I vælger teknologi."),
    "not_used": _("Find ud af hvorfor. Kan en anden enhed bruge det?"),
    "no_need": _("Skriv, hvilket behov det hører til, eller overvej, om I skal have det."),
    "unequal_payment": _(
        "%(own)s stk. er betalt af borgere og %(given)s af kommunen eller en fond. Aftal, hvad der gælder."
    ),
    "weak_network": _("Der skal mindst %(least)s Mbit/s hver vej til én videosamtale. Tal med IT-afdelingen."),
    "login_one_person": _("Lær en stedfortræder op, og aftal en arbejdsgang. Skriv aldrig selve koderne ned her."),
    "no_login_routine": _("Lav en kort arbejdsgang for nye konti og for, hvad I gør, når nettet er nede."),
    "willing_to_learn": _(
        "%(persons)s personer: sikkerhed %(level)s af 5, lyst %(interest)s af 5. Giv dem undervisning først."
    ),
    "needs_training": _(
        "%(persons)s personer: sikkerhed %(level)s af 5, lyst %(interest)s af 5. Læg en plan for oplæring."
    ),
    "needs_spark": _(
        "%(persons)s personer: sikkerhed %(level)s af 5, lyst %(interest)s af 5. "
        "Begynd med at vise, hvad det kan bruges til."
    ),
    "no_support": _("Aftal, hvem der hjælper, og hvordan man får fat i dem."),
    "payment_open": _("Afklar det, før nogen køber noget."),
}
STAGES: Final[Mapping[DigitalStage, StrPromise]] = {
    DigitalStage.EARLY: _("Tidligt på vejen"),
    DigitalStage.UNDERWAY: _("Godt på vej"),
    DigitalStage.ADVANCED: _("Langt fremme"),
}
STAGE_REASONS: Final[Mapping[tuple[str, int], StrPromise]] = {
    ("competence", 0): _("Medarbejderne er usikre"),
    ("competence", 1): _("Medarbejderne klarer det daglige"),
    ("competence", 2): _("Medarbejderne er sikre"),
    ("network", 0): _("Nettet bærer ikke en videosamtale de fleste steder"),
    ("network", 1): _("Nettet bærer en videosamtale nogle steder"),
    ("network", 2): _("Nettet bærer en videosamtale overalt"),
    ("use", 0): _("Det meste udstyr bliver sjældent brugt"),
    ("use", 1): _("En del af udstyret er i brug hver uge"),
    ("use", 2): _("Udstyret er i brug hver uge"),
    ("experience", 0): _("Der er få erfaringer"),
    ("experience", 1): _("Der er erfaringer fra flere forløb"),
    ("experience", 2): _("IT er en del af hverdagen"),
}


class _Blank(dict[str, Any]):
    """A figure that an older finding does not have is left empty, rather than breaking its words."""

    def __missing__(self, key: str) -> str:
        return ""


def _said(words: Mapping[str, StrPromise], finding: ScreeningFinding) -> str:
    known = words.get(finding.rule)
    return str(known) % _Blank(finding.figures) if known is not None else ""


def finding_text(finding: ScreeningFinding) -> str:
    """The finding in one line."""
    return finding.words or _said(FOUND, finding) or finding.rule


def finding_details(finding: ScreeningFinding) -> str:
    """What to know or do about it."""
    learn = finding.figures.get("wants", "") if finding.figures else ""
    return " ".join(part for part in (finding.details, _said(ADVICE, finding), f"”{learn}”" if learn else "") if part)
