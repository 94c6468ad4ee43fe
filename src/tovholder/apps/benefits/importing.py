"""The import of measurements: how rows are read, checked as the form checks them, written and taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.benefits.choices import Method
from tovholder.apps.benefits.measurement_sheet import MEASUREMENTS
from tovholder.apps.benefits.measuring import MeasurementFacts, import_measurements, undo_measurements
from tovholder.apps.benefits.measuring_rules import Known, check_measurement
from tovholder.apps.benefits.models import Benefit, Measurement
from tovholder.apps.benefits.periods import Period, period_of, period_text
from tovholder.apps.benefits.rules import may_import
from tovholder.apps.benefits.selectors import own_benefits
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.selectors import units
from tovholder.foundation.tables.public import (
    CellError,
    Checked,
    ImportBatch,
    Importer,
    Kept,
    Mapped,
    Progress,
    RowResult,
    Sheet,
    Undone,
    parse_rows,
    row_error,
)
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

CHUNK = 500
LENGTHS = {"note": 1000, "solution_note": 200, "group_note": 200, "organisation_note": 200}
MOST = 10**12
Spans = dict[tuple[int, int | None], list[tuple[Period, int]]]


@dataclass(frozen=True, slots=True)
class _Names:
    """Every name that a file may use, folded. A title that several benefits have names none of them."""

    benefits: Mapping[str, Sequence[Benefit]]
    named: Mapping[str, Mapping[str, Any]]


def _home(actor: Actor) -> int:
    assert actor.municipality_id is not None  # noqa: S101  # the importer's rule asks for one who acts for a municipality
    return actor.municipality_id


def _names(actor: Actor) -> _Names:
    benefits: dict[str, list[Benefit]] = {}
    for benefit in own_benefits(actor):
        benefits.setdefault(fold(benefit.title), []).append(benefit)
        benefits[str(benefit.public_id)] = [benefit]
    return _Names(
        benefits,
        {
            # Closed units too: the check says of them what the form says.
            "unit": {fold(unit.name): unit for unit in units(_home(actor))},
            "measured_in": {
                fold(name): code
                for code in Code.objects.of("measure_unit").valid_on(clock.today())
                for name in (code.label_en, code.label_da, code.code)
                if name
            },
            "method": {fold(name): method.value for method in Method for name in (str(method.label), method.value)},
        },
    )


def prepare(actor: Actor, sheet: Sheet, mapping: Mapped) -> Checked:
    """Read every row and check it as the form does; two rows for the same place and period are told of."""
    names, known = _names(actor), Known.of({_home(actor)})
    spans: Spans = {}
    return Checked([_checked(row, names, known, spans) for row in parse_rows(MEASUREMENTS, sheet, mapping)])


def _checked(row: RowResult, names: _Names, known: Known, spans: Spans) -> RowResult:
    values, errors = dict(row.values), list(row.errors)
    _name_benefit(values, errors, names)
    for key, choices in names.named.items():
        if key in values:
            given = str(values.pop(key))
            if fold(given) in choices:
                values[key] = choices[fold(given)]
            else:
                errors.append(_error(key, _unknown(given), given))
    errors += _word_errors(values) + _number_errors(values)
    if not errors:
        errors += _place_errors(row.line, values, known, spans)
    return replace(row, values=values, errors=tuple(errors))


def _error(key: str, text: str, typed: object = "") -> CellError:
    return row_error(text, MEASUREMENTS.column(key), str(typed)[:200])


def _unknown(given: str) -> str:
    return _("”%(text)s” findes ikke her. Ret cellen til et af de navne, Tovholder kender.") % {"text": given[:80]}


def _name_benefit(values: dict[str, Any], errors: list[CellError], names: _Names) -> None:
    if "benefit" not in values:
        return
    given = str(values.pop("benefit")).strip()
    found = names.benefits.get(given.lower()) or names.benefits.get(fold(given)) or ()
    if len(found) == 1:
        values["benefit"] = found[0]
    elif found:
        said = _("%(count)s gevinster hedder det. Skriv gevinstens id i stedet; det står i eksporten.")
        errors.append(_error("benefit", said % {"count": len(found)}, given))
    else:
        errors.append(_error("benefit", _unknown(given), given))


def _number_errors(values: Mapping[str, Any]) -> list[CellError]:
    errors = []
    value, n = values.get("value"), values.get("n")
    if value is not None and (abs(value) >= MOST or value != round(value, 2)):
        errors.append(_error("value", _("Skriv tallet med højst to decimaler."), value))
    if n is not None and not 0 <= n < 10**9:
        errors.append(_error("n", _("Skriv et helt tal, som ikke er mindre end 0."), n))
    return errors


def _word_errors(values: Mapping[str, Any]) -> list[CellError]:
    errors = []
    for key, most in LENGTHS.items():
        text = str(values.get(key) or "")
        if len(text) > most:
            errors.append(_error(key, _("Teksten er for lang: højst %(most)s tegn.") % {"most": most}))
        try:
            refuse_sensitive(text)
        except ValidationError as error:
            errors.append(_error(key, " ".join(error.messages)))
    return errors


def _place_errors(line: int, values: dict[str, Any], known: Known, spans: Spans) -> list[CellError]:
    """What the form would refuse, and what an earlier row says already."""
    benefit: Benefit = values["benefit"]
    values.setdefault("period_to", period_of(values["period_from"], benefit.cadence).last)
    values["unit"] = values.get("unit") or benefit.unit
    try:
        check_measurement(benefit, facts_of(values), known=known)
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        return [_error(key, " ".join(texts), values.get(key) or "") for key, texts in told.items()]
    period = Period(values["period_from"], values["period_to"])
    before = spans.setdefault((benefit.pk, values["unit"].pk if values["unit"] else None), [])
    for other, at in before:
        if other.first <= period.last and period.first <= other.last:
            said = _("Linje %(line)s er en måling for %(period)s samme sted. Slet den ene.")
            told_period = period_text(other)
            return [_error("period_from", said % {"line": at, "period": told_period}, period.first)]
    before.append((period, line))
    return []


def facts_of(values: Mapping[str, Any]) -> MeasurementFacts:
    """A row as the actions take it."""
    return MeasurementFacts(**{key: value for key, value in values.items() if key != "benefit"})


def execute(actor: Actor, rows: Sequence[RowResult], batch: ImportBatch, progress: Progress) -> Mapping[str, int]:
    """Write the rows down, in transactions of 500; stopped in between, what is written can be undone."""
    done = 0
    for start in range(0, len(rows), CHUNK):
        chunk = [(row.values["benefit"], facts_of(row.values)) for row in rows[start : start + CHUNK]]
        import_measurements(by=actor, rows=chunk, import_batch=batch.public_id)
        done += len(chunk)
        progress(done, len(rows))
    return {"imported": done}


def undo(actor: Actor, batch: ImportBatch, progress: Progress) -> Undone:
    """Take the measurements of an import away, but leave those that somebody has mended since."""
    count, changed = undo_measurements(by=actor, municipality_id=_home(actor), import_batch=batch.public_id)
    progress(count, count)
    why = _("Målingen er rettet siden importen.")
    return Undone(count, [Kept(_label(one), _url(one.benefit), why) for one in changed])


def _label(one: Measurement) -> str:
    told = {"title": one.benefit.title, "period": period_text(Period(one.period_from, one.period_to))}
    return _("%(title)s, %(period)s") % told


def _url(benefit: Benefit) -> str:
    return reverse("benefits:measurements", args=[benefit.public_id])


def result_url(batch: ImportBatch) -> str:
    """Where it is seen what was measured."""
    return reverse("benefits:dashboard")


MEASUREMENT_IMPORT = Importer(
    key="maalinger",
    label=gettext_lazy("Målinger af gevinster"),
    table=MEASUREMENTS,
    prepare=prepare,
    execute=execute,
    undo=undo,
    rule=may_import,
    help=gettext_lazy(
        "Hent tal ind for jeres gevinster, ét for hver enhed og periode. Aldrig for en enkelt medarbejder."
    ),
    order=50,
    result_url=result_url,
)
