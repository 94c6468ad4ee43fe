"""The conditions that this room contributes: answered by people, read from benefits, or counted from its own records.

Which bind, and why, stands in docs/adr/0023-conditions-of-a-step.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from tovholder.apps.benefits.public import has_baseline, has_follow_up, has_owners
from tovholder.apps.decisions.choices import Outcome, RiskClass
from tovholder.apps.decisions.models import Review
from tovholder.apps.decisions.selectors import criteria_of, procedure_of, statement_of
from tovholder.apps.followups.public import has_evaluation_plan
from tovholder.apps.projects.public import Answer, AnswerState, Condition, Project, Status, Weight

PILOT, IMPLEMENTING, IN_OPERATION = Status.PILOT, Status.IMPLEMENTING, Status.IN_OPERATION
FROM_THE_START: Final = (PILOT, IMPLEMENTING, IN_OPERATION)
CODE_LISTS: Final = {"decisions.ai_class": "ai_act_class", "decisions.mdr_class": "mdr_class"}
RISK: Final = "decisions.risk"
UNSETTLED_CODES: Final = frozenset({"unknown", "depends"})
PROHIBITED: Final = "prohibited"
Check = Callable[[Project], Answer]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A condition that people answer."""

    key: str
    label: StrPromise
    help: StrPromise
    statuses: tuple[Status, ...]
    weight: Weight


def answer_href(project: Project, key: str) -> str:
    """The page on which a condition of a project is answered."""
    return reverse("decisions:condition", args=[project.public_id, key])


def said_of(project: Project, key: str) -> Answer:
    """What people said of a condition; unknown while nobody has."""
    said = statement_of(project, key)
    if said is None:
        return Answer(AnswerState.UNKNOWN, href=answer_href(project, key))
    words = [said.code.label if said.code is not None else "", said.get_risk_class_display(), said.note]
    return Answer(AnswerState(said.state), " · ".join(one for one in words if one), answer_href(project, key))


def _by_hand(key: str) -> Check:
    return lambda project: said_of(project, key)


def _counted(key: str, holds: Callable[[Project], bool], note: StrPromise, href: Callable[[Project], str]) -> Check:
    """Met when the records say so; else what people said of it, and where there is nothing, where to begin."""

    def check(project: Project) -> Answer:
        if holds(project):
            return Answer(AnswerState.MET, href=href(project))
        said = statement_of(project, key)
        if said is not None and said.state == AnswerState.NOT_RELEVANT:
            return said_of(project, key)
        return Answer(AnswerState.MISSING, str(note), href(project))

    return check


def _project_page(project: Project) -> str:
    return f"{project.get_absolute_url()}#gevinster"


def _criteria_page(project: Project) -> str:
    return reverse("decisions:project", args=[project.public_id])


def _procedure_page(project: Project) -> str:
    return reverse("decisions:procedure", args=[project.public_id])


def _plan_page(project: Project) -> str:
    return f"{reverse('followups:new_plan')}?projekt={project.public_id}"


def pilot_showed_value(project: Project) -> Answer:
    """Whether a review said to go on; without one the reason for skipping the pilot must be written (PIL-07)."""
    last = Review.objects.filter(project=project).exclude(outcome="").order_by("-held_on", "-pk").first()
    if last is not None and last.outcome != Outcome.STOP:
        return Answer(AnswerState.MET, last.get_outcome_display(), last.get_absolute_url())
    said = said_of(project, "decisions.pilot")
    if said.state == AnswerState.UNKNOWN:
        told = _("Hold en beslutning, eller skriv, hvorfor I springer prøven over.")
        return Answer(AnswerState.UNKNOWN, told, said.href)
    return said


def has_criteria(project: Project) -> bool:
    """Whether somebody said what the pilot shall have shown."""
    return criteria_of(project).exists()


def has_procedure(project: Project) -> bool:
    """Whether the work is described before and after."""
    return procedure_of(project).exclude(before="").exists() and procedure_of(project).exclude(after="").exists()


def state_for(key: str, code: str, risk: str, chosen: str) -> str:
    """The state that follows from a class: an open one is not answered, a prohibited or a harmful one is missing."""
    if key in CODE_LISTS and chosen != AnswerState.NOT_RELEVANT:
        if code == PROHIBITED:
            return AnswerState.MISSING
        return AnswerState.UNKNOWN if not code or code in UNSETTLED_CODES else AnswerState.MET
    if key == RISK and risk:
        return AnswerState.MISSING if risk == RiskClass.HIGH else AnswerState.MET
    return chosen


ASKED: Final = (
    _Asked(
        "decisions.ethics",
        gettext_lazy("De etiske spørgsmål er drøftet"),
        gettext_lazy("Hvad kan løsningen gøre ved borgerens frihed, værdighed og kontakt med andre?"),
        (PILOT, IMPLEMENTING),
        Weight.ADVICE,
    ),
    _Asked(
        "decisions.processor",
        gettext_lazy("Databehandleraftale er indgået"),
        gettext_lazy("Behandler leverandøren personoplysninger for jer, skal aftalen være der først (GDPR art. 28)."),
        FROM_THE_START,
        Weight.LAW,
    ),
    _Asked(
        "decisions.dpia",
        gettext_lazy("Konsekvensanalyse (DPIA) er taget stilling til"),
        gettext_lazy("Er der høj risiko for borgernes rettigheder, skal analysen laves først (GDPR art. 35)."),
        FROM_THE_START,
        Weight.LAW,
    ),
    _Asked(
        "decisions.ai_class",
        gettext_lazy("Klassen efter AI-forordningen er bestemt"),
        gettext_lazy("Forbudt brug må ikke begynde. Ved høj risiko har I egne pligter som bruger (2024/1689)."),
        FROM_THE_START,
        Weight.LAW,
    ),
    _Asked(
        "decisions.mdr_class",
        gettext_lazy("Klassen som medicinsk udstyr er bestemt"),
        gettext_lazy("Er løsningen medicinsk udstyr, skal den være CE-mærket til jeres brug (2017/745)."),
        FROM_THE_START,
        Weight.LAW,
    ),
    _Asked(
        "decisions.med",
        gettext_lazy("MED-udvalget er hørt"),
        gettext_lazy("Ny teknologi, der ændrer arbejdet, drøftes i MED, før I beslutter den."),
        (PILOT, IMPLEMENTING),
        Weight.LAW,
    ),
    _Asked(
        RISK,
        gettext_lazy("Prøven har en risikoklasse for mennesker"),
        gettext_lazy("Prøv først der, hvor en fejl ikke rammer et menneske. En prøve med høj risiko laves om først."),
        (PILOT,),
        Weight.SAFETY,
    ),
    _Asked(
        "decisions.network",
        gettext_lazy("Netværket er målt, der hvor løsningen skal bruges"),
        gettext_lazy("Net er det, der oftest vælter en prøve. Mål det, før I låner udstyr ud."),
        (PILOT,),
        Weight.ADVICE,
    ),
    _Asked(
        "decisions.effects",
        gettext_lazy("Andres dokumenterede effekter er undersøgt"),
        gettext_lazy("Er det lykkedes for en anden kommune, og kan de vise det?"),
        (PILOT,),
        Weight.ADVICE,
    ),
    _Asked(
        "decisions.citizens",
        gettext_lazy("Borgerne er med i prøven"),
        gettext_lazy("Skriv, hvordan borgerne er med: hvem spørger I, hvornår, og hvad får de indflydelse på?"),
        (PILOT,),
        Weight.ADVICE,
    ),
    _Asked(
        "decisions.resources",
        gettext_lazy("Tid, penge og teknisk hjælp er aftalt"),
        gettext_lazy("Hvem har tid til det, hvem betaler, og hvem ringer man til, når det driller?"),
        (PILOT,),
        Weight.ADVICE,
    ),
    _Asked(
        "decisions.documentation",
        gettext_lazy("Ønsket dokumentation er valgt"),
        gettext_lazy("Hvilken viden vil I have, når prøven er slut, og hvem skal bruge den?"),
        (PILOT,),
        Weight.ADVICE,
    ),
    _Asked(
        "decisions.cooperation",
        gettext_lazy("Samarbejde med leverandører og forskere er afklaret"),
        gettext_lazy("Skriv, hvem der er med, og hvad de gør. Det gør det lettere at brede løsningen ud."),
        (PILOT,),
        Weight.ADVICE,
    ),
    _Asked(
        "decisions.anchoring",
        gettext_lazy("Det giver mening for medarbejderne"),
        gettext_lazy("Har de, der skal bruge den, selv sagt, hvad den er god for, og hvem bærer den videre?"),
        (IMPLEMENTING,),
        Weight.ADVICE,
    ),
    _Asked(
        "decisions.training",
        gettext_lazy("Så mange, som I har sat som mål, er oplært"),
        gettext_lazy("Skriv målet, og hvor mange der er oplært i dag."),
        (IN_OPERATION,),
        Weight.ADVICE,
    ),
    _Asked(
        "decisions.support",
        gettext_lazy("Der er et sted at få hjælp"),
        gettext_lazy("Skriv, hvem borger og medarbejder ringer til, og hvornår nogen svarer."),
        (IMPLEMENTING, IN_OPERATION),
        Weight.ADVICE,
    ),
)


def _asked_conditions() -> list[Condition]:
    return [
        Condition(
            key=one.key,
            label=one.label,
            help=one.help,
            to_status=frozenset(one.statuses),
            weight=one.weight,
            check=_by_hand(one.key),
            order=20 + 10 * at,
        )
        for at, one in enumerate(ASKED)
    ]


COUNTED: Final = (
    Condition(
        key="decisions.baseline",
        label=gettext_lazy("Udgangspunktet er målt, eller der er en plan for det"),
        help=gettext_lazy("Uden et tal fra før kan ingen se, om det blev bedre."),
        to_status=frozenset({PILOT}),
        weight=Weight.ADVICE,
        check=_counted(
            "decisions.baseline",
            has_baseline,
            gettext_lazy("Ingen af projektets gevinster har et udgangspunkt eller en plan for målinger."),
            _project_page,
        ),
        order=200,
    ),
    Condition(
        key="decisions.design",
        label=gettext_lazy("Det er aftalt, hvordan effekten skal måles"),
        help=gettext_lazy("Skriv evalueringsplanen før prøven: hvad der skal vises, og hvad I sammenligner med."),
        to_status=frozenset({PILOT}),
        weight=Weight.ADVICE,
        check=_counted(
            "decisions.design",
            has_evaluation_plan,
            gettext_lazy("Projektet har ingen evalueringsplan endnu."),
            _plan_page,
        ),
        order=205,
    ),
    Condition(
        key="decisions.criteria",
        label=gettext_lazy("Kriterierne for at fortsætte er lagt fast"),
        help=gettext_lazy("Aftal, hvad prøven skal vise, før I kender svaret."),
        to_status=frozenset({PILOT}),
        weight=Weight.ADVICE,
        check=_counted(
            "decisions.criteria", has_criteria, gettext_lazy("Der er ingen kriterier endnu."), _criteria_page
        ),
        order=210,
    ),
    Condition(
        key="decisions.pilot",
        label=gettext_lazy("Prøven har vist sin værdi"),
        help=gettext_lazy("Bred først ud, når værdien er vist. Springer I prøven over, så skriv hvorfor."),
        to_status=frozenset({IMPLEMENTING}),
        weight=Weight.SAFETY,
        check=pilot_showed_value,
        order=220,
    ),
    Condition(
        key="decisions.procedure",
        label=gettext_lazy("Den ændrede arbejdsgang er beskrevet"),
        help=gettext_lazy("Skriv trinene før og nu med minutter og hvem der gør dem."),
        to_status=frozenset({IMPLEMENTING, IN_OPERATION}),
        weight=Weight.ADVICE,
        check=_counted(
            "decisions.procedure",
            has_procedure,
            gettext_lazy("Arbejdsgangen er ikke beskrevet både før og nu."),
            _procedure_page,
        ),
        order=230,
    ),
    Condition(
        key="decisions.owners",
        label=gettext_lazy("Hver gevinst har en ansvarlig"),
        help=gettext_lazy("En leder i driften har sagt ja til gevinsten. Projektet slutter, gevinsten bliver."),
        to_status=frozenset({IMPLEMENTING, IN_OPERATION}),
        weight=Weight.ADVICE,
        check=_counted(
            "decisions.owners", has_owners, gettext_lazy("En eller flere gevinster har ingen ansvarlig."), _project_page
        ),
        order=240,
    ),
    Condition(
        key="decisions.follow_up",
        label=gettext_lazy("Datoen for opfølgning på gevinsterne er sat"),
        help=gettext_lazy("I driften følger I op på kvalitet, effektivitet eller trivsel på en aftalt dag."),
        to_status=frozenset({IN_OPERATION}),
        weight=Weight.SAFETY,
        check=_counted(
            "decisions.follow_up",
            has_follow_up,
            gettext_lazy("Ingen gevinst har en dato for næste måling. Skriv den på gevinsten."),
            _project_page,
        ),
        order=250,
    ),
)
NEVER_IRRELEVANT: Final = frozenset({"decisions.follow_up"})
"""What cannot be waved aside with a reason: a follow-up date is asked of everybody (PIL-09)."""

OWN_CONDITIONS: Final = (*_asked_conditions(), *COUNTED)
