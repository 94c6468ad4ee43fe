"""What is done with a business case as a whole: begun, changed, frozen, thrown away, held against what came."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from tovholder.apps.businesscases.documents import computed, digest_of
from tovholder.apps.businesscases.models import Actual, Assumption, BusinessCase, Frozen, Line, PartyChoice
from tovholder.apps.businesscases.patterns import PatternLine, Question, pattern_of
from tovholder.apps.businesscases.rules import whole_municipality
from tovholder.apps.projects.public import Project
from tovholder.engines.benefits import Unit as EngineUnit
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created, noted, removed
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What a case says of itself, as forms give it."""

    title: str
    start_year: int
    price_year: int
    why: str = ""
    horizon: int = 5
    rate: Decimal = Decimal("3.5")
    price_change: Decimal | None = None
    funding_years: int | None = None
    project: Project | None = None
    unit: Unit | None = None
    owner: User | None = None
    tier: str = Tier.MUNICIPALITY

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def _check_place(by: Actor, municipality_id: int, facts: CaseFacts, before: Unit | None) -> None:
    if facts.unit is None and not whole_municipality(by):
        raise ValidationError({"unit": _("Vælg din egen enhed. Kommunens tovholder skriver for hele kommunen.")})
    if facts.unit is not None and facts.unit.municipality_id != municipality_id:
        raise ValidationError({"unit": _("Vælg en enhed i jeres egen kommune.")})
    moved = facts.unit is not None and facts.unit != before
    if moved and not whole_municipality(by) and facts.unit is not None and facts.unit.pk != by.unit_id:
        raise ValidationError({"unit": _("Vælg din egen enhed. Kommunens tovholder skriver for de andre.")})
    if facts.project is not None and facts.project.municipality_id != municipality_id:
        raise ValidationError({"project": _("Vælg et af jeres egne projekter.")})


@action("businesscases.begin_case")
def begin_case(*, by: Actor, municipality: Municipality, pattern: str, facts: CaseFacts) -> BusinessCase:
    """Begin a case from a pattern: its questions, still without answers, and its lines. Raises ``ValidationError``."""
    chosen = pattern_of(pattern)
    if chosen is None:
        raise ValidationError({"pattern": _("Vælg, hvad det handler om.")})
    _check_place(by, municipality.pk, facts, None)
    case = created(BusinessCase(municipality=municipality, pattern=pattern, made_on=clock.today(), **facts.fields()))
    for position, question in enumerate((*chosen.questions, *chosen.given)):
        created(_assumption(case, question, position))
    for position, line in enumerate(chosen.lines):
        created(_line(case, line, position))
    return case


def _assumption(case: BusinessCase, question: Question, position: int) -> Assumption:
    return Assumption(
        case=case,
        key=question.key,
        label=str(question.label),
        unit=question.unit,
        likely=Decimal(question.start) if question.start else None,
        source=_("Startværdi fra skabelonen. Ret den.") if question.start else "",
        price_year=case.price_year if EngineUnit(question.unit).is_money else None,
        position=position,
    )


def _line(case: BusinessCase, line: PatternLine, position: int) -> Line:
    return Line(
        case=case,
        key=line.key,
        label=str(line.label),
        formula=line.formula,
        slots=dict(line.slots),
        realisation=line.realisation,
        ways=[line.way],
        is_funded=line.funded,
        position=position,
    )


@action("businesscases.change_case")
def change_case(
    *, by: Actor, case: BusinessCase, facts: CaseFacts, expected_version: int | None = None
) -> BusinessCase:
    """Change what a case says of itself. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check_place(by, case.municipality_id, facts, case.unit)
    change(case, expected_version=expected_version, **facts.fields())
    for line in case.lines.exclude(benefit=None).exclude(benefit__project=case.project_id):
        change(line, benefit=None)
    return case


@action("businesscases.answer_questions")
def answer_questions(
    *, by: Actor, case: BusinessCase, answers: Mapping[str, Decimal | None], payer: str | None = None
) -> BusinessCase:
    """Answer questions of the simple way, by key. Raises ``ValidationError`` by key.

    An answer outside the range that somebody wrote takes the range away: it no longer says what is believed.
    """
    known = {one.key: one for one in case.assumptions.all()}
    wrong = {key: said for key, value in answers.items() if (said := _refused(known[key], value))}
    if wrong:
        raise ValidationError(wrong)
    noted(case)
    for key, value in answers.items():
        one = known[key]
        outside = value is None or (one.low is not None and one.high is not None and not one.low <= value <= one.high)
        change(one, likely=value, **({"low": None, "high": None} if outside else {}))
    if payer is not None:
        for line in case.lines.filter(key="device"):
            change(line, party=PartyChoice(payer).value)
    return case


def _refused(one: Assumption, value: Decimal | None) -> str:
    """Why an answer cannot be; empty for one that can. What concerns two answers is told by the case's page."""
    if value is None:
        return ""
    if one.key == "citizens" and value <= 0:
        return _("Uden borgere er der ikke noget at regne på. Skriv mindst 1.")
    if one.key == "exceptions" and not 0 < value < 100:
        return _("Skriv et tal mellem 0 og 100. Der er altid nogle, det ikke passer til.")
    if value < 0 and not EngineUnit(one.unit).is_money:
        return _("Tallet kan ikke være under nul.")
    if one.unit == EngineUnit.PERCENT and value > 100:
        return _("Skriv højst 100 pct.")
    return ""


@action("businesscases.freeze_case")
def freeze_case(*, by: Actor, case: BusinessCase, occasion: str) -> Frozen:
    """Keep the case as it stands, with a checksum: for each decision. Raises ``ValidationError``."""
    found = computed(case)
    if found.figures is None:
        raise ValidationError(_("Sagen kan ikke regnes ud endnu. Svar på spørgsmålene, og ret fejlene først."))
    BusinessCase.objects.select_for_update().get(pk=case.pk)  # two versions at once must not get one number
    last = Frozen.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    return created(
        Frozen(
            case=case,
            number=last + 1,
            occasion=occasion.strip(),
            document=found.document,
            figures=found.figures,
            digest=digest_of(found.document, found.figures),
            by_name=by.name,
            frozen_at=clock.now(),
        )
    )


@action("businesscases.record_actual")
def record_actual(
    *,
    by: Actor,
    case: BusinessCase,
    year: int,
    costs: Decimal,
    booked: Decimal,
    citizens: int | None = None,
    note: str = "",
) -> Actual:
    """Write down what a year really cost and gave. Raises ``ValidationError`` by field."""
    if not case.start_year <= year <= case.start_year + case.horizon:
        raise ValidationError({"year": _("Skriv et af de år, sagen regner over.")})
    if year > clock.today().year:
        raise ValidationError({"year": _("Året er ikke begyndt. Skriv tallene, når regnskabet er der.")})
    noted(case)
    return created(
        Actual(case=case, year=year, costs=costs, booked=booked, citizens=citizens, note=note.strip(), by_name=by.name)
    )


@action("businesscases.remove_actual")
def remove_actual(*, by: Actor, actual: Actual) -> None:
    """Take a year's numbers off that were written by mistake."""
    removed(actual)


@action("businesscases.delete_case")
def delete_case(*, by: Actor, case: BusinessCase) -> None:
    """Throw a case away that was never frozen. Raises ``ValidationError``: what was decided on is kept."""
    if case.versions.exists():
        raise ValidationError(_("Der er fastfrosset en version, som noget kan være besluttet efter. Sagen bliver."))
    removed(case)
