"""The import of a municipality's own list of projects: how rows are read, compared, written and taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.products.public import Product, products
from tovholder.apps.projects import rules
from tovholder.apps.projects.bulk import register_projects, undo_import
from tovholder.apps.projects.models import Programme, Project
from tovholder.apps.projects.sheet import PROJECTS
from tovholder.apps.projects.status import NEEDS_REASON, Status
from tovholder.apps.projects.writing import PERSONAL, ProjectFacts, Registration, personal_mailboxes
from tovholder.apps.technologies.public import Technology, technologies_by_name
from tovholder.engines.duplicates import Item, Match, Params, Reason, find_duplicates, find_repeats
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.foundation.municipalities.selectors import municipalities, open_units
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
REASONS = {
    Reason.SAME_TITLE: gettext_lazy("samme titel"),
    Reason.SIMILAR_TITLE: gettext_lazy("næsten samme titel"),
    Reason.SAME_TECHNOLOGY: gettext_lazy("samme teknologi"),
    Reason.NEAR_DATES: gettext_lazy("begyndt på næsten samme tid"),
}


class _UnknownError(Exception):
    """A word in a cell that names nothing; the message says what to do."""


@dataclass(frozen=True, slots=True)
class _Names:
    """Every name that a file may use, folded."""

    technology: Mapping[str, Technology]
    product: Mapping[str, Product]
    programmes: Mapping[str, Programme]
    stop_causes: Mapping[str, Code]
    status: Mapping[str, Status]
    scale: Mapping[str, Code]
    unit: Mapping[str, Unit]
    participants: Mapping[str, Municipality]
    target_groups: Mapping[str, Code]
    paragraphs: Mapping[str, Code]

    def of(self, key: str) -> Mapping[str, Any]:
        """The names that the column ``key`` knows."""
        names: Mapping[str, Any] = getattr(self, key)
        return names


NAMED = ("technology", "product", "status", "scale", "unit")
NAMED_MANY = ("participants", "target_groups", "paragraphs", "programmes", "stop_causes")


def _names(municipality_id: int) -> _Names:
    return _Names(
        technology=technologies_by_name(),
        product={fold(name): one for one in products() for name in (one.hmi_number, one.slug, one.name) if name},
        programmes={
            fold(name): one for one in Programme.objects.all() for name in (one.key, one.name_en, one.name, one.label)
        },
        stop_causes=_codes("barrier_theme"),
        status={fold(name): status for status in Status for name in (status.value, str(status.label))},
        scale=_codes("project_scale"),
        unit={fold(unit.name): unit for unit in open_units(municipality_id)},
        participants={
            fold(name): place
            for place in municipalities().exclude(pk=municipality_id)
            for name in (place.name, place.full_name, place.code)
        },
        target_groups=_codes("target_group"),
        paragraphs=_codes("paragraph"),
    )


def _codes(code_list: str) -> dict[str, Code]:
    return {
        fold(name): code
        for code in Code.objects.of(code_list)
        for name in (code.label_en, code.label_da, code.code, code.code.replace("-", " § "))
        if name
    }


def prepare(actor: Actor, sheet: Sheet, mapping: Mapped) -> Checked:
    """Read every row, resolve its names, and compare it with what the municipality has and with the rows before it."""
    names = _names(_home(actor))
    resolved = [_resolved(row, names) for row in parse_rows(PROJECTS, sheet, mapping)]
    rows = _with_mailboxes_checked(_with_products_checked(resolved))
    return Checked(_with_duplicates(actor, rows))


def _home(actor: Actor) -> int:
    assert actor.municipality_id is not None  # noqa: S101  # the importer's rule asks for a coordinator
    return actor.municipality_id


def _resolved(row: RowResult, names: _Names) -> RowResult:
    values: dict[str, Any] = dict(row.values)
    errors: list[CellError] = list(row.errors)
    for key in (*NAMED, *NAMED_MANY):
        if key not in values:
            continue
        column = PROJECTS.column(key)
        given = values.pop(key)
        try:
            values[key] = _named(names.of(key), given)
        except _UnknownError as unknown:
            errors.append(row_error(str(unknown), column, str(given)))
    errors += _row_errors(values)
    return replace(row, values=values, errors=tuple(errors))


def _named(known: Mapping[str, Any], given: Any) -> Any:
    if isinstance(given, str):
        return _one(known, given)
    return tuple(dict.fromkeys(_one(known, str(part)) for part in given))


def _one(known: Mapping[str, Any], text: str) -> Any:
    found = known.get(fold(text))
    if found is None:
        raise _UnknownError(
            _("”%(text)s” findes ikke her. Ret cellen til et af de navne, Tovholder kender.") % {"text": text[:80]}
        )
    return found


def _row_errors(values: Mapping[str, Any]) -> list[CellError]:
    """What no single cell shows."""
    errors = []
    for key, field in _LENGTHS.items():
        if len(str(values.get(key) or "")) > field:
            errors.append(
                row_error(_("Teksten er for lang: højst %(most)s tegn.") % {"most": field}, PROJECTS.column(key))
            )
    started, ended = values.get("started_on"), values.get("ended_on")
    if started and ended and ended < started:
        problem = _("Projektet kan ikke slutte, før det begynder.")
        errors.append(row_error(problem, PROJECTS.column("ended_on"), str(ended)))
    status_since = values.get("status_since")
    if status_since and status_since > clock.today():
        errors.append(row_error(_("Datoen ligger i fremtiden."), PROJECTS.column("status_since"), str(status_since)))
    return errors


_LENGTHS = {
    name: getattr(Project._meta.get_field(name), "max_length", 0)
    for name in ("title", "need", "summary", "results", "learning", "would_change", "funder")
}


def _with_products_checked(rows: Sequence[RowResult]) -> list[RowResult]:
    """A product belongs to the technology of its row."""
    links = Product.technologies.through.objects.values_list("product_id", "technology_id")
    told = {row.values["product"].pk for row in rows if "product" in row.values}
    known = set(links.filter(product_id__in=told)) if told else set()
    checked = []
    for row in rows:
        product, technology = row.values.get("product"), row.values.get("technology")
        if product is not None and technology is not None and (product.pk, technology.pk) not in known:
            problem = _("Produktet hører ikke til teknologien. Ret et af dem.")
            error = row_error(problem, PROJECTS.column("product"), product.name)
            checked.append(replace(row, errors=(*row.errors, error)))
        else:
            checked.append(row)
    return checked


def _mailbox_error(row: RowResult, personal: frozenset[str]) -> CellError | None:
    mailbox = str(row.values.get("contact_mailbox") or "")
    if not mailbox:
        return None
    if mailbox.strip().lower() in personal:
        return row_error(str(PERSONAL), PROJECTS.column("contact_mailbox"), mailbox)
    try:
        validate_email(mailbox)
    except ValidationError as error:
        return row_error(" ".join(error.messages), PROJECTS.column("contact_mailbox"), mailbox)
    return None


def _with_mailboxes_checked(rows: Sequence[RowResult]) -> list[RowResult]:
    personal = personal_mailboxes(str(row.values.get("contact_mailbox") or "") for row in rows)
    checked = []
    for row in rows:
        error = _mailbox_error(row, personal)
        checked.append(replace(row, errors=(*row.errors, error)) if error else row)
    return checked


def _with_duplicates(actor: Actor, rows: Sequence[RowResult]) -> list[RowResult]:
    home = _home(actor)
    fine = [row for row in rows if row.is_fine]
    items = [_item(row, home) for row in fine]
    own = Project.objects.visible_to(actor).filter(municipality_id=home).select_related("technology")
    there = {project.pk: project for project in own}
    existing = [
        Item(project.pk, home, project.title, frozenset({project.technology.slug}), project.started_on)
        for project in there.values()
    ]
    found: dict[int, Duplicate] = {}
    lines = {item.key: row for item, row in zip(items, fine, strict=True)}
    matches = zip(items, find_duplicates(items, existing, Params()), find_repeats(items, Params()), strict=True)
    for item, known, repeated in matches:
        if known:
            project = there[known[0].key]
            found[item.key] = Duplicate(project.title, project.get_absolute_url(), _reasons(known[0]))
        elif repeated:
            other = lines[repeated[0].key]
            label = _("Linje %(line)s: %(title)s") % {"line": other.line, "title": other.values["title"]}
            found[item.key] = Duplicate(label, "", _reasons(repeated[0]))
    return [replace(row, duplicate_of=found.get(row.line)) if row.is_fine else row for row in rows]


def _item(row: RowResult, home: int) -> Item:
    technology: Technology = row.values["technology"]
    return Item(row.line, home, row.values["title"], frozenset({technology.slug}), row.values.get("started_on"))


def _reasons(match: Match) -> str:
    return ", ".join(str(REASONS[reason]) for reason in match.reasons)


def execute(actor: Actor, rows: Sequence[RowResult], batch: ImportBatch, progress: Progress) -> Mapping[str, int]:
    """Register the rows, in transactions of 500; stopped in between, what is written can be undone."""
    default = Code.objects.get(list="project_scale", code="pilot")
    owner = batch.municipality
    assert owner is not None  # noqa: S101  # the importer's rule asks for a coordinator
    done = 0
    for start in range(0, len(rows), CHUNK):
        chunk = [_registration(row.values, owner, default) for row in rows[start : start + CHUNK]]
        register_projects(by=actor, registrations=chunk, import_batch=batch.public_id)
        done += len(chunk)
        progress(done, len(rows))
    return {"imported": done}


def _registration(values: Mapping[str, Any], municipality: Municipality, default: Code) -> Registration:
    plain = {name: values[name] for name in ProjectFacts.__dataclass_fields__ if name in values}
    status: str = values.get("status", Status.IDEA)
    return Registration(
        facts=ProjectFacts(**({"scale": default} | plain)),
        municipality=municipality,
        status=status,
        status_since=values.get("status_since"),
        reason=(values.get("learning") or _("Registreret ved import.")) if status in NEEDS_REASON else "",
    )


def undo(actor: Actor, batch: ImportBatch, progress: Progress) -> Undone:
    """Take the projects of an import away, but leave those that somebody has worked on since."""
    removed, changed = undo_import(by=actor, municipality_id=_home(actor), import_batch=batch.public_id)
    progress(removed, removed)
    why = _("Projektet er ændret siden importen.")
    return Undone(removed, [Kept(project.title, project.get_absolute_url(), why) for project in changed])


def result_url(batch: ImportBatch) -> str:
    """The municipality's projects, the newest first: what was imported stands on top."""
    slug = batch.municipality.slug if batch.municipality else ""
    return f"{reverse('projects:list')}?{urlencode({'kommune': slug, 'sorter': 'senest'})}"


PROJECT_IMPORT = Importer(
    key="projekter",
    label=gettext_lazy("Projekter"),
    table=PROJECTS,
    prepare=prepare,
    execute=execute,
    undo=undo,
    rule=rules.may_import,
    help=gettext_lazy(
        "Hent kommunens egen liste ind. Projekterne kan ses af alle kommuner, indtil I vælger noget andet."
    ),
    order=10,
    result_url=result_url,
)
