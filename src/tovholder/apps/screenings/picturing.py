"""The pictures of a screening, each with its figures as a table."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tovholder.apps.screenings.choices import Payer
from tovholder.apps.screenings.selectors import Contents
from tovholder.apps.screenings.summing import Summary, match_of
from tovholder.apps.screenings.thresholds import VIDEO
from tovholder.foundation.charts.model import (
    BarChart,
    Chart,
    DotComparison,
    DotRow,
    LineChart,
    Part,
    Point,
    Series,
    StackedBar,
    StackedRow,
)
from tovholder.foundation.ui.formats import date_text, number_text

SCALE = 5


def competence_chart(contents: Contents) -> Chart | None:
    """What each group can, beside what it would like to."""
    scores = contents.scores
    if not scores:
        return None
    return DotComparison(
        title=_("Sikkerhed og lyst i hver gruppe"),
        description=_(
            "For hver gruppe to prikker fra 1 til 5: hvor sikre de er, og hvor stor lyst de har. "
            "Langt mellem dem betyder, at lysten er der, men øvelsen mangler, eller omvendt."
        ),
        unit=_("trin af 5"),
        label_title=_("Gruppe"),
        names=[_("Sikkerhed"), _("Lyst")],
        rows=[DotRow(f"{one.group_name} ({one.persons})", [one.level, one.interest]) for one in scores],
        maximum=SCALE,
        n=sum(one.persons for one in scores),
        base=_("medarbejdere"),
    )


def network_chart(contents: Contents) -> Chart | None:
    """The speed at each place, beside what a video call takes."""
    measured = [check for check in contents.checks if check.down is not None]
    if not measured:
        return None
    return DotComparison(
        title=_("Nettet sted for sted"),
        description=_(
            "For hvert sted hastigheden ned i Mbit/s, og det mindste, en videosamtale skal bruge. "
            "Prikken for stedet skal ligge til højre for den anden."
        ),
        unit=_("Mbit/s"),
        label_title=_("Sted"),
        names=[_("Hastighed ned"), _("Det mindste til en videosamtale")],
        rows=[DotRow(check.place, [float(check.down or 0), float(VIDEO.down)]) for check in measured],
        n=len(measured),
        base=_("steder"),
        source=_("Det mindste er vores eget skøn for én samtale ad gangen."),
    )


def payer_chart(contents: Contents) -> Chart | None:
    """Who paid for what is there."""
    if not contents.items:
        return None
    pieces = {payer: sum(item.count for item in contents.items if item.payer == payer) for payer in Payer}
    return BarChart(
        title=_("Hvem har betalt"),
        description=_("Stykker udstyr efter, hvem der har betalt for dem."),
        unit=_("stykker"),
        label_title=_("Betaler"),
        points=[Point(payer.label, count, muted=payer == Payer.OTHER) for payer, count in pieces.items()],
        n=sum(pieces.values()),
        base=_("stykker udstyr"),
        keep_order=True,
    )


def need_chart(contents: Contents) -> Chart | None:
    """Needs that the technology in use answers to, and those that it does not."""
    if not contents.needs:
        return None
    match = match_of(contents)
    return StackedBar(
        title=_("Behov, der får hjælp"),
        description=_("Behov med teknologi, der er i brug, og behov uden."),
        unit=_("behov"),
        label_title=_("Behov"),
        parts=[Part(_("Får hjælp")), Part(_("Får ingen hjælp"), muted=True)],
        rows=[StackedRow("", [len(match.met), len(match.unmet)])],
        n=len(contents.needs),
        base=_("behov"),
    )


def charts_of(contents: Contents) -> list[Chart]:
    """The pictures that there are figures for: needs first."""
    made = (need_chart(contents), competence_chart(contents), network_chart(contents), payer_chart(contents))
    return [chart for chart in made if chart is not None]


def level_chart(told: Sequence[tuple[Contents, Summary]]) -> Chart | None:
    """Competence and interest from screening to screening, the oldest first."""
    known = [(one, figures) for one, figures in told if figures.level is not None]
    if len(known) < 2:  # a line needs two ends
        return None
    return LineChart(
        title=_("Sikkerhed og lyst over tid"),
        description=_("Gennemsnit af alle medarbejdere ved hver screening, fra 1 til 5."),
        unit=_("trin af 5"),
        label_title=_("Screening"),
        labels=[date_text(one.screening.held_on, "short") if one.screening.held_on else "" for one, _figures in known],
        series=[
            Series(_("Sikkerhed"), [figures.level for _one, figures in known]),
            Series(_("Lyst"), [figures.interest for _one, figures in known]),
        ],
        n=len(known),
        base=_("screeninger"),
    )


def met_chart(told: Sequence[tuple[Contents, Summary]]) -> Chart | None:
    """Needs met and unmet from screening to screening."""
    known = [(one, figures) for one, figures in told if figures.needs_met.base]
    if len(known) < 2:  # as above
        return None
    return StackedBar(
        title=_("Behov, der får hjælp, over tid"),
        description=_("Ved hver screening de behov, der får hjælp af teknologi i brug, og dem, der ikke gør."),
        unit=_("behov"),
        label_title=_("Screening"),
        parts=[Part(_("Får hjælp")), Part(_("Får ingen hjælp"), muted=True)],
        rows=[
            StackedRow(
                date_text(one.screening.held_on, "short") if one.screening.held_on else "",
                [figures.needs_met.count, figures.needs_met.base - figures.needs_met.count],
            )
            for one, figures in known
        ],
        n=len(known),
        base=_("screeninger"),
    )


def unit_charts(rows: Sequence[tuple[str, Summary]]) -> list[Chart]:
    """Units beside each other: devices for each place, competence, and what citizens pay."""
    made: list[Chart] = []
    places = [(name, one.devices_per_place) for name, one in rows if one.devices_per_place is not None]
    if places:
        made.append(
            BarChart(
                title=_("Fælles apparater for hver plads"),
                description=_("Apparater, som enheden eller kommunen ejer, delt med antallet af pladser til borgere."),
                unit=_("apparater for hver plads"),
                label_title=_("Enhed"),
                points=[Point(name, value) for name, value in places],
                n=len(places),
                base=_("enheder, der har skrevet deres pladser"),
            )
        )
    levels = [(name, one) for name, one in rows if one.level is not None]
    if levels:
        made.append(
            DotComparison(
                title=_("Sikkerhed og lyst i enhederne"),
                description=_("Gennemsnit af medarbejderne i hver enhed, fra 1 til 5."),
                unit=_("trin af 5"),
                label_title=_("Enhed"),
                names=[_("Sikkerhed"), _("Lyst")],
                rows=[DotRow(name, [one.level, one.interest]) for name, one in levels],
                maximum=SCALE,
                n=len(levels),
                base=_("enheder"),
            )
        )
    paid = [(name, one.citizen_paid) for name, one in rows if one.citizen_paid.base]
    if paid:
        made.append(
            StackedBar(
                title=_("Betalt af borgerne selv"),
                description=_("Stykker udstyr i hver enhed, som borgere selv har betalt, og som andre har betalt."),
                unit=_("stykker"),
                label_title=_("Enhed"),
                parts=[Part(_("Borgerne selv")), Part(_("Andre"), muted=True)],
                rows=[StackedRow(name, [share.count, share.base - share.count]) for name, share in paid],
                n=sum(share.base for _name, share in paid),
                base=_("stykker udstyr"),
            )
        )
    return made


def speed_text(value: object) -> str:
    """A speed with its unit; a dash for none."""
    return f"{number_text(value)} Mbit/s" if value is not None else "–"  # type: ignore[arg-type]  # numbers alone come
