"""What the engine says in codes, said in Danish."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.engines.followup import Answer, Because, Design, PlanError, PlanFault, Planned, Reason, Result
from tovholder.foundation.ui.formats import number_text
from tovholder.foundation.ui.values import Tone

DESIGNS: Mapping[Design, Promise] = {
    Design.STAGGERED_ROLLOUT: gettext_lazy("Trinvis udrulning: enhederne begynder på hver sin tid"),
    Design.DIFFERENCE_IN_DIFFERENCES: gettext_lazy("Sammenligning: nogle enheder begynder, andre venter"),
    Design.INTERRUPTED_SERIES: gettext_lazy("Brudt tidsserie: mod enhedens egen udvikling før start"),
    Design.BEFORE_AFTER: gettext_lazy("Før og efter: gennemsnit før mod gennemsnit efter"),
}
DESIGN_NAMES: Mapping[Design, Promise] = {
    Design.STAGGERED_ROLLOUT: gettext_lazy("Trinvis udrulning"),
    Design.DIFFERENCE_IN_DIFFERENCES: gettext_lazy("Sammenligning"),
    Design.INTERRUPTED_SERIES: gettext_lazy("Brudt tidsserie"),
    Design.BEFORE_AFTER: gettext_lazy("Før og efter"),
}
ANSWERS: Mapping[Answer, Promise] = {
    Answer.BETTER: gettext_lazy("Der er en forbedring"),
    Answer.WORSE: gettext_lazy("Det er blevet dårligere"),
    Answer.UNCLEAR: gettext_lazy("Der kan ikke ses en sikker forskel"),
    Answer.CHANGE_ONLY: gettext_lazy("Der er en ændring, men årsagen kan ikke afgøres"),
    Answer.TOO_EARLY: gettext_lazy("Det er for tidligt at sige"),
    Answer.CANNOT_BE_DOCUMENTED: gettext_lazy("Effekten kan ikke dokumenteres"),
}
TONES: Mapping[Answer, Tone] = {
    Answer.BETTER: "success",
    Answer.WORSE: "warning",
    Answer.UNCLEAR: "info",
    Answer.CHANGE_ONLY: "info",
    Answer.TOO_EARLY: "neutral",
    Answer.CANNOT_BE_DOCUMENTED: "neutral",
}
BECAUSE: Mapping[Because, Promise] = {
    Because.NO_BASELINE: gettext_lazy(
        "der er ingen målinger fra før start. Hvordan det var før, kan ikke måles bagefter."
    ),
    Because.TOO_FEW_UNITS: gettext_lazy(
        "der er for få enheder. Selv en stor forskel kan ikke skilles fra tilfældigheder, når startdatoerne kun kan "
        "fordeles på få måder."
    ),
    Because.TOO_FEW_PERIODS: gettext_lazy("der er for få måneder med målinger før start."),
    Because.SPOILED: gettext_lazy("for mange af målingerne er ødelagt af problemer, der er skrevet i loggen."),
    Because.MIXED_MEASURES: gettext_lazy("enhederne har målt med forskellige måleenheder."),
    Because.START_UNKNOWN: gettext_lazy("det er ikke skrevet ned, hvornår alle enhederne begyndte."),
    Because.NO_COMPARISON: gettext_lazy(
        "alle enheder begyndte samtidig. Så er der ingen at sammenligne med i de samme måneder."
    ),
    Because.NO_MEASUREMENTS: gettext_lazy("der er ingen målinger."),
}
REASONS: Mapping[Reason, Promise] = {
    Reason.ONE_UNIT_NO_P: gettext_lazy(
        "Der er kun målinger fra én enhed. Derfor gives ingen p-værdi: månederne ligner hinanden, og alt andet, der "
        "ændrede sig på samme tid, er med i tallet. Prøver af den slags slår falsk alarm cirka hver femte gang."
    ),
    Reason.NO_COMPARISON_NO_P: gettext_lazy(
        "Der er ingen enheder uden teknologien at sammenligne med. Derfor gives ingen p-værdi: tallet viser ændringen, "
        "ikke hvad teknologien betød."
    ),
    Reason.NOT_STARTED: gettext_lazy("Ingen enhed er begyndt endnu i de måneder, der er målt."),
    Reason.BEFORE_PLANNED_END: gettext_lazy(
        "Den planlagte opfølgning er ikke slut. Den, der ser efter mange gange undervejs, finder før eller siden en "
        "forskel ved et tilfælde."
    ),
    Reason.TOO_EARLY: gettext_lazy("Mindst halvdelen af enhederne skal have tre målinger efter start."),
    Reason.PERMUTATIONS_EXACT: gettext_lazy("Alle måder at fordele startdatoerne på er regnet igennem."),
    Reason.PERMUTATIONS_DRAWN: gettext_lazy(
        "Et stort antal tilfældige fordelinger af startdatoerne er regnet igennem."
    ),
    Reason.FEW_ARRANGEMENTS: gettext_lazy(
        "Startdatoerne kan fordeles på så få måder, at p ikke kan blive lille nok. Intervallet har derfor ingen ende."
    ),
    Reason.SPOILED_LEFT_OUT: gettext_lazy("Målinger, som et problem har ødelagt, er ikke regnet med."),
    Reason.CELLS_MISSING: gettext_lazy("Der mangler målinger fra nogle måneder. Resten er regnet med."),
    Reason.UNITS_LEFT_OUT: gettext_lazy("Enheder uden målinger før start er ikke regnet med."),
    Reason.SEASON_UNKNOWN: gettext_lazy(
        "Der er mindre end et år fra før start. Forskellen på sommer og vinter kan derfor være med i tallet."
    ),
    Reason.BASELINE_ZERO: gettext_lazy("Udgangspunktet er nul. Derfor er der ingen ændring i procent."),
}
FAULTS: Mapping[PlanFault, Promise] = {
    PlanFault.NO_UNITS: gettext_lazy("Vælg mindst én enhed."),
    PlanFault.TOO_SHORT: gettext_lazy("Der er for få måneder til både et før og et efter. Sæt antallet af måneder op."),
    PlanFault.NO_MONTH: gettext_lazy(
        "Der er ingen måned, hvor disse enheder kan begynde: %(units)s. Se på tidligste og seneste måned, lukkede "
        "måneder og rækkefølge. Der skal også være måneder til at måle i før og efter."
    ),
    PlanFault.NO_CAPACITY: gettext_lazy(
        "Der er ikke måneder nok til alle enhederne. Lad flere begynde i samme måned, eller forlæng perioden."
    ),
    PlanFault.ORDER_CYCLE: gettext_lazy("Rækkefølgen går i ring mellem %(units)s."),
    PlanFault.ORDER_UNKNOWN: gettext_lazy("Rækkefølgen nævner enheder, der ikke er med: %(units)s."),
    PlanFault.NOT_FOUND: gettext_lazy(
        "Ingen fordeling opfylder alle ønskerne på én gang. Lad flere begynde i samme måned, eller giv enhederne flere "
        "måneder."
    ),
}
# Codes that the answer itself says already.
IN_THE_ANSWER = {Reason.CANNOT_BE_DOCUMENTED, Reason.TOO_FEW_PERIODS}


def fault_text(error: PlanError, names: Mapping[str, str]) -> str:
    """Why no rollout can be proposed, with the names of the units."""
    return str(FAULTS[error.fault]) % {"units": ", ".join(names.get(key, key) for key in error.keys)}


def because_texts(because: Iterable[Because]) -> list[str]:
    """One whole sentence for each reason why an effect cannot be documented."""
    return [_("Det kan ikke dokumenteres, fordi %(why)s") % {"why": BECAUSE[one]} for one in because]


def reason_texts(result: Result) -> list[str]:
    """What must be said with a result, a sentence each; first why it cannot be documented, if so."""
    notes = [one for one in result.reasons if one not in IN_THE_ANSWER]
    if {Reason.NOT_STARTED, Reason.BEFORE_PLANNED_END} & set(notes):
        notes.remove(Reason.TOO_EARLY)  # the closer reason is enough
    return [*because_texts(result.because), *(str(REASONS[one]) for one in notes)]


def p_text(p: float) -> str:
    """p with three decimals, and never as nought."""
    return _("under 0,001") if p < 0.001 else number_text(round(p, 3), 3)


def plan_texts(planned: Planned) -> list[str]:
    """What a reader of a proposed rollout must know, in whole sentences."""
    said = [
        _("Er effekten som forventet, finder prøven den i %(power)s af 100 tilfælde (mellem %(low)s og %(high)s).")
        % {
            "power": number_text(round(100 * planned.power.power)),
            "low": number_text(round(100 * planned.power.low)),
            "high": number_text(round(100 * planned.power.high)),
        }
    ]
    if not planned.can_be_clear:
        said = [
            _(
                "Med så få enheder kan p aldrig blive mindre end %(p)s. Planen kan derfor ikke vise en sikker forskel, "
                "uanset hvor stor den er. Tag flere enheder med."
            )
            % {"p": p_text(planned.smallest_p)}
        ]
    elif planned.exact:
        said.append(
            _("Startdatoerne kan fordeles på %(count)s måder, så p kan højst blive så lille som %(p)s.")
            % {"count": number_text(planned.arrangements), "p": p_text(planned.smallest_p)}
        )
    return said
