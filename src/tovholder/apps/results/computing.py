"""Counting a survey: every question, row, option and group, kept as rows so that pages only read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.public import condition_text, content_hash, plain_schema
from tovholder.apps.results.counting import Asked, Cell, Given, all_asked, cells_of, given_to
from tovholder.apps.results.disclosing import KeptBack
from tovholder.apps.results.domains import Domain, domains_of
from tovholder.apps.results.kinds import COUNTED
from tovholder.apps.results.models import ItemAnswers, Results, SurveyFigure, SurveyItem
from tovholder.apps.results.quoting import collect_quotes
from tovholder.apps.surveys.public import Survey, SurveyState, participants_of, response_values
from tovholder.engines.figures import figure
from tovholder.engines.questionnaires.model import AllOf, Condition, Evaluation, Schema, Section
from tovholder.foundation.audit.action import action, change, created, noted
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

Report = Callable[[int, int], None]
COUNTABLE = frozenset({SurveyState.CLOSED.value})
BATCH = 1_000


def _nobody_asks(done: int, total: int) -> None:
    """Progress that nobody waits for."""


@action("results.compute_results")
def compute_results(*, by: Actor, survey: Survey, report: Report = _nobody_asks) -> Results:
    """Count a closed survey anew; what was counted before is replaced. ``report`` is told how far it is.

    All or nothing, in one transaction. Raises ``ValidationError`` for a survey that is still open, and for one that is
    published: its figures stand, since others have cited them.
    """
    if survey.state not in COUNTABLE or survey.questionnaire is None:
        raise ValidationError(
            _("Tallene kan gøres op, når dataindsamlingen er lukket, og indtil den er offentliggjort.")
        )
    participants = list(participants_of(survey))
    evaluations = response_values(survey)
    results = _results(survey, len(participants), len(evaluations))
    results.items.all().delete()
    schema = survey.questionnaire.content
    wanted = list(all_asked(schema))
    domains = domains_of(participants)
    figures: list[SurveyFigure] = []
    answers: list[ItemAnswers] = []
    for at, what in enumerate(wanted):
        given = given_to(what, evaluations)
        item = _item(results, at, what, schema, given, len(evaluations))
        item.save(force_insert=True)
        answers.append(_answers(item, what, schema, given))
        figures += _figures(item, what, given, domains, evaluations, survey.fewest_others)
        if len(figures) >= BATCH:
            SurveyFigure.objects.bulk_create(figures, batch_size=BATCH)
            figures = []
        report(at + 1, len(wanted))
    SurveyFigure.objects.bulk_create(figures, batch_size=BATCH)
    ItemAnswers.objects.bulk_create(answers, batch_size=BATCH)
    collect_quotes(survey, participants, evaluations)
    noted(results, ["items"])
    return results


def _results(survey: Survey, frame: int, respondents: int) -> Results:
    now = clock.now()
    found = Results.objects.filter(survey=survey).first()
    if found is None:
        return created(Results(survey=survey, computed_at=now, frame=frame, respondents=respondents))
    return change(found, computed_at=now, frame=frame, respondents=respondents)


def _item(results: Results, at: int, what: Asked, schema: Schema, given: Given, respondents: int) -> SurveyItem:
    question, row, section = what.question, what.row, what.section
    da, en = base_texts(what, schema)
    item = SurveyItem(
        results=results,
        position=at,
        section=section.key,
        topic_da=section.title.da[:300],
        topic_en=section.title.en[:300],
        question=question.key,
        row=row.key if row else "",
        concept=what.concept,
        kind=question.kind.value,
        text_da=question.text.da,
        text_en=question.text.en,
        row_da=row.text.da if row else "",
        row_en=row.text.en if row else "",
        unit_da=question.unit.da if question.unit else "",
        unit_en=question.unit.en if question.unit else "",
        base_da=da,
        base_en=en,
        filtered=what.filtered,
        sensitive=question.sensitive,
        asked=len(given.asked),
        answered=len(given.values),
        not_asked=respondents - len(given.asked),
    )
    item.derive()
    return item


def _answers(item: SurveyItem, what: Asked, schema: Schema, given: Given) -> ItemAnswers:
    alone = Section(key=what.section.key, title=what.section.title, questions=(replace(what.question, relevant=None),))
    definition = plain_schema(Schema(key=schema.key, title=schema.title, sections=(alone,)))
    return ItemAnswers(
        item=item,
        asked=sorted(given.asked),
        values={str(key): value for key, value in given.values.items()},
        definition=definition,
        definition_hash=content_hash(definition),
    )


def base_texts(what: Asked, schema: Schema) -> tuple[str, str]:
    """What the figures are figures of, in Danish and English: it follows from the conditions of the questionnaire."""
    said = []
    for language in ("da", "en"):
        with translation.override(language):
            condition = condition_text(_condition(what), schema)
            said.append(
                _("kommuner, der har besvaret spørgsmålet, blandt dem, hvor %(condition)s") % {"condition": condition}
                if condition
                else _("kommuner, der har besvaret spørgsmålet")
            )
    return said[0], said[1]


def _condition(what: Asked) -> Condition | None:
    both = [one for one in (what.section.relevant, what.question.relevant) if one is not None]
    if len(both) > 1:
        return AllOf(conditions=tuple(both))
    return both[0] if both else None


def _figures(
    item: SurveyItem,
    what: Asked,
    given: Given,
    domains: Sequence[Domain],
    evaluations: Mapping[int, Evaluation],
    fewest_others: int,
) -> list[SurveyFigure]:
    cells = [cell for domain in domains for cell in cells_of(what, given, domain)]
    hidden = KeptBack(what, given, domains, fewest_others)
    away = frozenset(evaluations) - given.asked
    return [
        _figure(
            item,
            at,
            cell,
            hidden.holds(cell.domain.kind, cell.domain.key, cell.measure, cell.option.key if cell.option else ""),
            len(away & cell.domain.members) if what.filtered else None,
        )
        for at, cell in enumerate(cells)
    ]


def _figure(item: SurveyItem, at: int, cell: Cell, suppressed: bool, not_asked: int | None) -> SurveyFigure:
    """A cell as it is kept. ``not_asked`` of its group did not belong to the base; None where all were asked."""
    option, domain = cell.option, cell.domain
    kept = SurveyFigure(
        item=item,
        position=at,
        domain_kind=domain.kind,
        domain_key=domain.key,
        domain_da=domain.da,
        domain_en=domain.en,
        measure=cell.measure,
        option=option.key if option else "",
        option_da=option.text.da if option else "",
        option_en=option.text.en if option else "",
        suppressed=suppressed,
    )
    if suppressed:
        return kept
    kept.denominator = cell.n
    kept.frame = domain.frame if not_asked is None else None
    if cell.measure not in COUNTED:
        kept.amount = cell.amount
        return kept
    kept.numerator, kept.places = cell.hits, list(cell.places)
    known = figure(cell.hits, cell.n, frame=domain.frame, answered=None if not_asked is None else cell.n + not_asked)
    kept.logical_low, kept.logical_high = known.logical_low, known.logical_high
    if not_asked is None:
        kept.low, kept.high = known.low, known.high
    return kept
