"""What is done with the parts of a case: assumptions and lines, and the economist's signature."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tovholder.apps.benefits.public import Benefit
from tovholder.apps.businesscases.documents import Computed, computed
from tovholder.apps.businesscases.models import (
    Assumption,
    BusinessCase,
    Line,
    PartyChoice,
    RealisationChoice,
    Signature,
    WayChoice,
)
from tovholder.apps.businesscases.wording import as_errors
from tovholder.engines.benefits import FORMULAS, Kind, assumption_problems
from tovholder.engines.benefits import Assumption as EngineAssumption
from tovholder.engines.benefits import Case as EngineCase
from tovholder.engines.benefits import Unit as EngineUnit
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.action import action, change, created, removed
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionFacts:
    """What an assumption says. ``key`` is given for one of the keys that mean something to the whole case."""

    label: str
    unit: str
    likely: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    price_year: int | None = None
    source: str = ""
    owner: User | None = None
    key: str = ""

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "key"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """What a line says. ``slots`` are keys of assumptions by slot."""

    label: str
    formula: str
    slots: Mapping[str, str]
    ways: tuple[str, ...] = (WayChoice.THIS.value,)
    party: str = PartyChoice.OWN.value
    realisation: str = ""
    is_funded: bool = False
    every: int = 0
    from_month: int = 0
    leads_to: Line | None = None
    benefit: Benefit | None = None

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return told | {"slots": dict(self.slots), "ways": list(self.ways)}


def _key_for(label: str, taken: set[str]) -> str:
    """A key in ASCII from a label, made different where it is taken."""
    folded = label.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    stem = slugify(folded).replace("-", "_")[:32] or "linje"
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    return key


def _check_assumption(case: BusinessCase, facts: AssumptionFacts) -> None:
    if facts.likely is None:
        if facts.low is not None or facts.high is not None:
            raise ValidationError({"likely": _("Skriv det mest sandsynlige, når du skriver en ende.")})
        return
    told = EngineAssumption(
        key="it",
        unit=EngineUnit(facts.unit),
        likely=float(facts.likely),
        low=None if facts.low is None else float(facts.low),
        high=None if facts.high is None else float(facts.high),
        price_year=facts.price_year,
    )
    frame = EngineCase(
        assumptions=(),
        scenarios=(),
        horizon=case.horizon,
        start_year=case.start_year,
        price_year=case.price_year,
        rate=float(case.rate),
        price_change=None if case.price_change is None else float(case.price_change),
    )
    problems = list(assumption_problems(told, frame))
    if problems:
        raise as_errors(problems, ("likely", "low", "high", "price_year", "unit"), "assumptions.it")


@action("businesscases.add_assumption")
def add_assumption(*, by: Actor, case: BusinessCase, facts: AssumptionFacts) -> Assumption:
    """Add something believed. Raises ``ValidationError`` by field."""
    _check_assumption(case, facts)
    taken = set(case.assumptions.values_list("key", flat=True))
    if facts.key in taken:
        raise ValidationError({"key": _("Den står der allerede. Ret den i stedet.")})
    last = case.assumptions.aggregate(last=Max("position"))["last"] or 0
    key = facts.key or _key_for(facts.label, taken)
    return created(Assumption(case=case, key=key, position=last + 1, **facts.fields()))


@action("businesscases.change_assumption")
def change_assumption(
    *, by: Actor, assumption: Assumption, facts: AssumptionFacts, expected_version: int | None = None
) -> Assumption:
    """Change something believed. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check_assumption(assumption.case, facts)
    if facts.unit != assumption.unit and any(_uses(line, assumption.key) for line in assumption.case.lines.all()):
        raise ValidationError({"unit": _("Linjer bruger antagelsen i den enhed, den har. Lav en ny antagelse.")})
    return change(assumption, expected_version=expected_version, **facts.fields())


@action("businesscases.remove_assumption")
def remove_assumption(*, by: Actor, assumption: Assumption) -> None:
    """Take an assumption off that no line uses. Raises ``ValidationError``."""
    users = [line.label for line in assumption.case.lines.all() if _uses(line, assumption.key)]
    if users:
        raise ValidationError(_("Linjer bruger den: %(lines)s. Fjern dem først.") % {"lines": ", ".join(users)})
    removed(assumption)


def _uses(line: Line, key: str) -> bool:
    return key in line.slots.values()


def _check_line(case: BusinessCase, facts: LineFacts, standing: Line | None) -> None:
    formula = FORMULAS.get(facts.formula)
    if formula is None:
        raise ValidationError({"formula": _("Vælg en beregning.")})
    if not set(facts.ways) <= set(WayChoice.values) or not facts.ways:
        raise ValidationError({"ways": _("Vælg, hvilken vej linjen hører til.")})
    if facts.benefit is not None and facts.benefit.project_id != case.project_id:
        raise ValidationError({"benefit": _("Vælg en af projektets egne gevinster.")})
    _check_kind(facts, formula.kind)
    _check_slots(case, facts)
    target = facts.leads_to
    if target is not None:
        if target.case_id != case.pk or FORMULAS[target.formula].kind is not Kind.BENEFIT:
            raise ValidationError({"leads_to": _("Vælg en gevinst i samme sag.")})
        if standing is not None and _leads_back(standing, target):
            raise ValidationError({"leads_to": _("Så ville gevinsterne gå i ring. Vælg en anden.")})


def _check_kind(facts: LineFacts, kind: Kind) -> None:
    if kind is Kind.COST:
        if facts.realisation or facts.leads_to is not None or facts.benefit is not None:
            raise ValidationError({"realisation": _("En udgift er ikke en gevinst. Lad feltet stå tomt.")})
        return
    if facts.realisation not in RealisationChoice.values:
        said = _("Vælg, hvordan gevinsten bliver til penge. Et sparet minut er ikke penge, før det er sagt.")
        raise ValidationError({"realisation": said})
    if facts.party == PartyChoice.EXTERNAL:
        raise ValidationError({"party": _("En pulje kan betale, men ikke høste. Vælg en anden.")})
    if facts.is_funded:
        raise ValidationError({"is_funded": _("Puljen betaler udgifter, ikke gevinster.")})


def _check_slots(case: BusinessCase, facts: LineFacts) -> None:
    units = dict(case.assumptions.values_list("key", "unit"))
    wrong: dict[str, str] = {}
    for slot in FORMULAS[facts.formula].slots:
        key = facts.slots.get(slot.name, "")
        if not key:
            if slot.needed and slot.name not in {"citizens", "exceptions"}:
                wrong[f"slot_{slot.name}"] = _("Vælg en antagelse.")
        elif key not in units or EngineUnit(units[key]) not in slot.units:
            wrong[f"slot_{slot.name}"] = _("Antagelsen er i en forkert enhed.")
    if wrong:
        raise ValidationError(wrong)


def _leads_back(line: Line, target: Line) -> bool:
    seen: set[int] = set()
    at: Line | None = target
    while at is not None and at.pk not in seen:
        if at.pk == line.pk:
            return True
        seen.add(at.pk)
        at = at.leads_to
    return False


@action("businesscases.add_line")
def add_line(*, by: Actor, case: BusinessCase, facts: LineFacts) -> Line:
    """Add a cost or a benefit. Raises ``ValidationError`` by field."""
    _check_line(case, facts, None)
    last = case.lines.aggregate(last=Max("position"))["last"] or 0
    key = _key_for(facts.label, set(case.lines.values_list("key", flat=True)))
    return created(Line(case=case, key=key, position=last + 1, **facts.fields()))


@action("businesscases.change_line")
def change_line(*, by: Actor, line: Line, facts: LineFacts, expected_version: int | None = None) -> Line:
    """Change a line. Raises ``ValidationError`` by field, and ``ConflictError``."""
    _check_line(line.case, facts, line)
    return change(line, expected_version=expected_version, **facts.fields())


@action("businesscases.remove_line")
def remove_line(*, by: Actor, line: Line) -> None:
    """Take a line off."""
    removed(line)


@action("businesscases.sign_line")
def sign_line(*, by: Actor, line: Line, budget: str, seen: Decimal | None = None) -> Signature:
    """Say as an economist that the line lowers a budget, by what it comes to now. Raises ``ValidationError``.

    ``seen`` is the amount that the page showed: nobody signs another one than they read.
    """
    if line.realisation != RealisationChoice.REDUCES_BUDGET:
        raise ValidationError(_("Kun en gevinst, der sænker et budget, skal underskrives."))
    amount = yearly_of(computed(line.case), line.key)
    if amount is None:
        raise ValidationError(_("Linjen kan ikke regnes ud endnu. Svar på det, den hviler på."))
    signed = Decimal(str(amount)).quantize(Decimal("0.01"))
    if seen is not None and seen != signed:
        raise ValidationError(_("Beløbet er ændret, siden I åbnede siden. Læs det nye, før I skriver under."))
    standing = Signature.objects.filter(line=line).first()
    if standing is not None:
        removed(standing)
    return created(
        Signature(
            line=line,
            amount=signed,
            budget=budget.strip(),
            by_name=by.name,
            signed_at=clock.now(),
        )
    )


@action("businesscases.withdraw_signature")
def withdraw_signature(*, by: Actor, line: Line) -> None:
    """Take the signature back: the saving is no longer booked. Raises ``ValidationError`` when there is none."""
    standing = Signature.objects.filter(line=line).first()
    if standing is None:
        raise ValidationError(_("Linjen er ikke underskrevet."))
    removed(standing)


def yearly_of(found: Computed, key: str) -> float | None:
    """What a line comes to in a full year; None while it cannot be computed."""
    ways = (found.figures or {}).get("scenarios", ())
    return next((row["amount"] for way in ways for row in way["lines"] if row["key"] == key), None)
