"""Figures in words: counts with their base, intervals, what is kept back, and how years stand to each other."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.questionnaires.public import words
from tovholder.apps.results.comparing import Year
from tovholder.apps.results.counting import Asked
from tovholder.apps.results.kinds import DomainKind, Measure
from tovholder.apps.results.models import Quote, Results, SurveyFigure, SurveyItem
from tovholder.apps.results.peering import Alike, Own
from tovholder.apps.surveys.public import Survey
from tovholder.engines.questionnaires.model import Comparability, Consent, QuestionKind
from tovholder.foundation.ui.formats import date_text, number_text, percent_text
from tovholder.foundation.ui.values import Cell, Column, Fact, Status, TableView
from tovholder.kernel.share import Share

KINDS = {
    QuestionKind.ONE: gettext_lazy("Ét svar"),
    QuestionKind.MANY: gettext_lazy("Flere svar"),
    QuestionKind.YES_NO: gettext_lazy("Ja eller nej"),
    QuestionKind.SCALE: gettext_lazy("Skala"),
    QuestionKind.NUMBER: gettext_lazy("Tal"),
    QuestionKind.MATRIX: gettext_lazy("Flere rækker"),
    QuestionKind.RANKING: gettext_lazy("Rangliste"),
}
COMPARABLE = {
    Comparability.COMPARABLE: Status(gettext_lazy("Kan sammenlignes"), "success"),
    Comparability.WORDING: Status(gettext_lazy("Ordlyden er ændret"), "info"),
    Comparability.BREAK: Status(gettext_lazy("Brud"), "warning"),
}


def kind_label(kind: str) -> str:
    """What sort of answer a question takes."""
    return str(KINDS.get(QuestionKind(kind), kind))


def question_href(results: Results, question: str, **query: str) -> str:
    """The address of a question's figures, which can be cited."""
    path = reverse("results:question", args=[results.survey.key, question])
    asked = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(asked)}" if asked else path


def survey_href(survey: Survey) -> str:
    """The list of a survey's figures."""
    return f"{reverse('results:explorer')}?{urlencode({'undersoegelse': survey.key})}"


def kept_back() -> str:
    """What stands where a figure must not be told."""
    return _("holdt tilbage")


def count_text(figure: SurveyFigure) -> str:
    """A figure in words: "38 pct. (32 af 84)", a mean with its unit, or that it is kept back."""
    if figure.suppressed:
        return kept_back()
    if figure.amount is not None:
        return " ".join(part for part in (number_text(figure.amount, 1), figure.item.unit) if part)
    return share_words(figure.share)


def share_words(share: Share | None) -> str:
    """A share with its count and base, without the words of the base: they stand over the table."""
    if share is None or share.percent is None:
        return _("ingen svar")
    return _("%(percent)s (%(count)s af %(base)s)") % {
        "percent": percent_text(share),
        "count": number_text(share.count),
        "base": number_text(share.base),
    }


def range_text(low: float | None, high: float | None) -> str:
    """Two shares as "32,7–46,9 pct."; empty where there are none."""
    if low is None or high is None:
        return ""
    return _("%(low)s–%(high)s pct.") % {"low": number_text(low * 100, 1), "high": number_text(high * 100, 1)}


def label_of(figure: SurveyFigure) -> str:
    """What a figure is of: the option, or that it is the middle."""
    return figure.option_text if figure.is_count else str(Measure(figure.measure).label)


def figure_table(item: SurveyItem, figures: Sequence[SurveyFigure], caption: str) -> TableView:
    """The figures of an item: answer, share with count, n, interval and bounds; places for a ranking."""
    ranked = item.kind == QuestionKind.RANKING
    last = [Column(_("Pladser")) if ranked else Column(_("Interval (95 pct.)"), numeric=True)]
    return TableView(
        caption=caption,
        columns=[
            Column(_("Svar")),
            Column(_("Andel og antal"), numeric=True),
            Column("n", numeric=True),
            *last,
            Column(_("Mindst–højst"), numeric=True),
        ],
        rows=[
            (
                label_of(one),
                count_text(one),
                one.denominator,
                places_text(one.places) if ranked else range_text(one.low, one.high),
                range_text(one.logical_low, one.logical_high),
            )
            for one in figures
        ],
    )


def places_text(places: Sequence[int]) -> str:
    """How often something stood first, second and so on."""
    return ", ".join(
        _("nr. %(place)s: %(count)s") % {"place": at, "count": count} for at, count in enumerate(places, 1)
    )


def domain_table(figures: Sequence[SurveyFigure], kind: str, caption: str) -> TableView:
    """One row an answer, one column a group, the country last."""
    told = [one for one in figures if one.domain_kind in (kind, DomainKind.COUNTRY)]
    groups = list(dict.fromkeys((one.domain_kind, one.domain_key) for one in told))
    groups.sort(key=lambda group: group[0] == DomainKind.COUNTRY)
    names = {(one.domain_kind, one.domain_key): one.domain for one in told}
    by_place = {(one.domain_kind, one.domain_key, one.measure, one.option): one for one in told}
    rows = dict.fromkeys((one.measure, one.option, label_of(one)) for one in told)
    return TableView(
        caption=caption,
        columns=[Column(_("Svar")), *(Column(names[group], numeric=True) for group in groups)],
        rows=[
            (label, *(_at(by_place.get((*group, measure, option))) for group in groups))
            for measure, option, label in rows
        ],
    )


def _at(figure: SurveyFigure | None) -> str:
    return count_text(figure) if figure is not None else ""


def beside_table(
    item: SurveyItem, figures: Sequence[SurveyFigure], own: Sequence[Own], alike: Alike, region: str
) -> TableView:
    """A municipality's own answer beside those like it, its region and the country."""
    by_place = {(one.domain_kind, one.domain_key, one.measure, one.option): one for one in figures}
    country = [one for one in figures if one.domain_kind == DomainKind.COUNTRY]
    rows = []
    for one in country:
        near = by_place.get((DomainKind.REGION.value, region, one.measure, one.option))
        rows.append((label_of(one), own_text(own, one), alike_text(alike, one), _at(near), count_text(one)))
    return TableView(
        caption=_("Jeres svar ved siden af de andres"),
        columns=[
            Column(_("Svar")),
            Column(_("Jeres svar")),
            Column(_("Kommuner som jeres"), numeric=True),
            Column(_("Jeres region"), numeric=True),
            Column(_("Hele landet"), numeric=True),
        ],
        rows=rows,
    )


def own_text(own: Sequence[Own], figure: SurveyFigure) -> str:
    """Whether the reader's own municipality gave the answer, or its number. After a merger each of them is named."""
    told = [(one.participant.name, _own(one, figure)) for one in own]
    if len(told) == 1:
        return told[0][1]
    return "; ".join(f"{name}: {said}" for name, said in told)


def _own(one: Own, figure: SurveyFigure) -> str:
    if one.value is None:
        return _("Ikke besvaret") if one.asked else _("Ikke spurgt")
    if not figure.is_count:
        return number_text(float(one.value)) if isinstance(one.value, int | float) else ""
    if figure.option not in one.chosen:
        return "–"
    if figure.measure == Measure.MENTION:
        return _("Nr. %(place)s") % {"place": one.chosen.index(figure.option) + 1}
    return _("Jeres svar")


def alike_text(alike: Alike, figure: SurveyFigure) -> str:
    """What municipalities like the reader's said; kept back where too few of them answered."""
    if alike.n is None:
        return kept_back()
    if figure.is_count:
        return share_words(Share(alike.hits.get(figure.option, 0), alike.n, ""))
    if figure.measure == Measure.MEAN and alike.mean is not None:
        return number_text(alike.mean, 1)
    return ""


def year_table(years: Sequence[Year], option: str, measure: str, caption: str) -> TableView:
    """One survey a row, with how it stands to the one before and why."""
    return TableView(
        caption=caption,
        columns=[
            Column(_("Dataindsamling")),
            Column(_("Andel og antal"), numeric=True),
            Column(_("Interval (95 pct.)"), numeric=True),
            Column(_("I forhold til den før")),
            Column(_("Hvorfor")),
        ],
        rows=[_year_row(one, one.of(option, measure)) for one in years],
    )


def _year_row(year: Year, figure: SurveyFigure | None) -> tuple[object, ...]:
    name = Cell(year.results.survey.title, question_href(year.results, year.item.question, raekke=year.item.row))
    stands = COMPARABLE.get(year.comparability) if year.comparability is not None else None
    return (
        name,
        count_text(figure) if figure is not None else _("ikke spurgt om det"),
        range_text(figure.low, figure.high) if figure is not None else "",
        Cell("", status=stands) if stands is not None else "",
        " ".join(year.reasons),
    )


def facts_of(results: Results, item: SurveyItem) -> list[Fact]:
    """What a figure stands on, line by line."""
    silent = results.frame - results.respondents
    return [
        Fact(_("Dataindsamling"), results.survey.title, results.survey.get_absolute_url()),
        Fact(_("Grundlag"), item.base),
        Fact("n", number_text(item.answered)),
        Fact(_("Spurgt"), number_text(item.asked)),
        Fact(_("Ikke spurgt, fordi det ikke er relevant"), number_text(item.not_asked)),
        Fact(_("Kommuner, der sendte svar ind"), f"{number_text(results.respondents)} / {number_text(results.frame)}"),
        Fact(_("Kommuner, der ikke svarede"), number_text(silent)),
        Fact(_("Kommunerne som de var"), date_text(results.survey.frame_on)),
        Fact(_("Opgjort"), date_text(results.computed_at)),
    ]


def source_text(results: Results) -> str:
    """Where a figure comes from, as a chart says it."""
    return _("%(survey)s. Kommunerne som de var %(day)s.") % {
        "survey": results.survey.title,
        "day": date_text(results.survey.frame_on),
    }


def citation(results: Results, item: SurveyItem, figure: SurveyFigure) -> str:
    """A line to copy: what was asked, the figure, its n and base, and where it comes from."""
    asked = f"{item.text} {item.row_text}".strip()
    return (
        f"{asked} – {label_of(figure)}: {count_text(figure)}. n = {item.answered}: {item.base}. {source_text(results)}"
    )


def quote_source(quote: Quote) -> str:
    """Who said it: the municipality by name where it agreed to that, else that a municipality did."""
    return quote.participant.name if quote.consent == Consent.NAMED else _("En kommune")


def said_in(what: Asked) -> str:
    """The words of what is asked."""
    return " ".join(part for part in (words(what.question.text), words(what.row.text) if what.row else "") if part)
