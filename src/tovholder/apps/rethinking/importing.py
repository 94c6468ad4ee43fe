"""The import of tasks: how rows are read, compared with what is there, written and taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.rethinking.bulk import import_tasks, undo_import
from tovholder.apps.rethinking.models import LONGEST, MOST_MINUTES, MOST_VOLUME, WorkTask
from tovholder.apps.rethinking.rules import may_steer
from tovholder.apps.rethinking.scales import Per, TaskState
from tovholder.apps.rethinking.sheet import TASKS
from tovholder.apps.rethinking.writing import TaskFacts, minutes_problems
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.selectors import open_units
from tovholder.foundation.tables.public import (
    CellError,
    Checked,
    Duplicate,
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
TENTH = Decimal("0.1")
MINUTES = ("minutes", "minutes_low", "minutes_high")
Names = Mapping[str, Mapping[str, Any]]
WORDS = ("title", "what", "affected", "contact_why", "harm_what")
LENGTHS = {"title": 160, "affected": 200, "what": LONGEST, "contact_why": LONGEST, "harm_what": LONGEST}
SPANS = {
    "volume": (0, MOST_VOLUME),
    "minutes": (0, MOST_MINUTES),
    "minutes_low": (0, MOST_MINUTES),
    "minutes_high": (0, MOST_MINUTES),
    "contact": (1, 5),
    "standard": (1, 5),
    "harm": (0, 5),
}


def _home(actor: Actor) -> int:
    assert actor.municipality_id is not None  # noqa: S101  # the importer's rule asks for a coordinator
    return actor.municipality_id


def _names(municipality_id: int) -> Names:
    pers = [*Per, (Per.DAY, _("hver dag")), (Per.YEAR, _("år")), (Per.MONTH, _("måned")), (Per.WEEK, _("uge"))]
    labelled = [(per, str(per.label)) if isinstance(per, Per) else per for per in pers]
    return {
        "field": _codes("field"),
        "role_group": _codes("task_role"),
        "unit": {fold(unit.name): unit for unit in open_units(municipality_id)},
        "per": {fold(name): per.value for per, label in labelled for name in (label, per.value)},
    }


def _codes(code_list: str) -> dict[str, Code]:
    today = Code.objects.of(code_list).valid_on(clock.today())
    return {fold(name): code for code in today for name in (code.label_en, code.label_da, code.code) if name}


def prepare(actor: Actor, sheet: Sheet, mapping: Mapped) -> Checked:
    """Read every row, resolve its names, check its numbers, and compare its title with what is there."""
    names = _names(_home(actor))
    rows = [_checked(row, names) for row in parse_rows(TASKS, sheet, mapping)]
    return Checked(_with_duplicates(actor, rows))


def _checked(row: RowResult, names: Names) -> RowResult:
    values, errors = dict(row.values), list(row.errors)
    for key, known in names.items():
        if key in values:
            given = str(values.pop(key))
            if fold(given) in known:
                values[key] = known[fold(given)]
            else:
                problem = _("”%(text)s” findes ikke her. Ret cellen til et af de navne, Tovholder kender.")
                errors.append(row_error(problem % {"text": given[:80]}, TASKS.column(key), given))
    for key in MINUTES:
        if key in values:
            values[key] = values[key].quantize(TENTH)
    if "systems" in values:
        values["systems"] = "\n".join(values["systems"])
    return replace(row, values=values, errors=(*errors, *_number_errors(values), *_word_errors(values)))


def _number_errors(values: Mapping[str, Any]) -> list[CellError]:
    errors = []
    for key, (least, most) in SPANS.items():
        given = values.get(key)
        if given is not None and not least <= given <= most:
            problem = _("Skriv et tal fra %(least)s til %(most)s.") % {"least": least, "most": most}
            errors.append(row_error(problem, TASKS.column(key), str(given)))
    if not errors and "minutes" in values:
        problems = minutes_problems(values["minutes"], values.get("minutes_low"), values.get("minutes_high"))
        errors += [row_error(text, TASKS.column(key), str(values[key])) for key, text in problems.items()]
    return errors


def _word_errors(values: Mapping[str, Any]) -> list[CellError]:
    errors = []
    for key in (*WORDS, "systems"):
        text, most = str(values.get(key) or ""), LENGTHS.get(key, LONGEST)
        if len(text) > most:
            errors.append(row_error(_("Teksten er for lang: højst %(most)s tegn.") % {"most": most}, TASKS.column(key)))
        try:
            refuse_sensitive(text)
        except ValidationError as error:
            errors.append(row_error(" ".join(error.messages), TASKS.column(key)))
    return errors


def _with_duplicates(actor: Actor, rows: Sequence[RowResult]) -> list[RowResult]:
    """A task of the same title and unit is the same task."""
    own = WorkTask.objects.filter(municipality_id=_home(actor)).exclude(state=TaskState.PUT_AWAY)
    there = {(fold(task.title), task.unit_id): task for task in own}
    seen: dict[tuple[str, int | None], RowResult] = {}
    checked = []
    for row in rows:
        if row.is_fine:
            unit = row.values.get("unit")
            key = (fold(row.values["title"]), unit.pk if unit else None)
            checked.append(replace(row, duplicate_of=_duplicate(there.get(key), seen.get(key))))
            seen.setdefault(key, row)
        else:
            checked.append(row)
    return checked


def _duplicate(known: WorkTask | None, before: RowResult | None) -> Duplicate | None:
    if known is not None:
        return Duplicate(known.title, known.get_absolute_url(), _("samme titel og enhed"))
    if before is not None:
        label = _("Linje %(line)s: %(title)s") % {"line": before.line, "title": before.values["title"]}
        return Duplicate(label, "", _("samme titel og enhed"))
    return None


def execute(actor: Actor, rows: Sequence[RowResult], batch: ImportBatch, progress: Progress) -> Mapping[str, int]:
    """Put the rows on the list, in transactions of 500; stopped in between, what is written can be undone."""
    owner = batch.municipality
    assert owner is not None  # noqa: S101  # the importer's rule asks for a coordinator
    done = 0
    for start in range(0, len(rows), CHUNK):
        chunk = [TaskFacts(**row.values) for row in rows[start : start + CHUNK]]
        import_tasks(by=actor, municipality=owner, rows=chunk, import_batch=batch.public_id)
        done += len(chunk)
        progress(done, len(rows))
    return {"imported": done}


def undo(actor: Actor, batch: ImportBatch, progress: Progress) -> Undone:
    """Take the tasks of an import away, but leave those that somebody has worked on since."""
    count, changed = undo_import(by=actor, municipality_id=_home(actor), import_batch=batch.public_id)
    progress(count, count)
    why = _("Der er arbejdet med opgaven siden importen.")
    return Undone(count, [Kept(task.title, task.get_absolute_url(), why) for task in changed])


def result_url(batch: ImportBatch) -> str:
    """The list."""
    return reverse("rethinking:list")


TASK_IMPORT = Importer(
    key="opgaver",
    label=gettext_lazy("Opgaver"),
    table=TASKS,
    prepare=prepare,
    execute=execute,
    undo=undo,
    rule=may_steer,
    help=gettext_lazy("Hent en liste over arbejdsopgaver ind. Opgaverne ses i jeres egen kommune."),
    order=40,
    result_url=result_url,
)
