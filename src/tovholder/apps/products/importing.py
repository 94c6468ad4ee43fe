"""The import of a list of products by the editors: how rows are read, compared, written and taken back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, TextField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.products import rules
from tovholder.apps.products.actions import add_products, undo_import
from tovholder.apps.products.models import Agreement, Product
from tovholder.apps.products.selectors import suppliers
from tovholder.apps.products.sheet import PRODUCTS
from tovholder.apps.products.writing import MARKET_FIELDS, MarketFacts, ProductFacts, check_facts
from tovholder.apps.technologies.public import Technology, technologies_by_name
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Partner
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
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

CHUNK = 500
CODED = {"mdr_class": "mdr_class", "ai_act_class": "ai_act_class", "price_model": "price_model"}


@dataclass(frozen=True, slots=True)
class _Names:
    """Every name that a file may use, folded, by the column that uses it."""

    supplier: Mapping[str, Partner]
    technologies: Mapping[str, Technology]
    iso9999: Mapping[str, Code]
    mdr_class: Mapping[str, Code]
    ai_act_class: Mapping[str, Code]
    price_model: Mapping[str, Code]
    processor_agreement: Mapping[str, Agreement]

    def of(self, key: str) -> Mapping[str, Any]:
        """The names that the column ``key`` knows."""
        names: Mapping[str, Any] = getattr(self, key)
        return names


def _names() -> _Names:
    return _Names(
        supplier={fold(supplier.name): supplier for supplier in suppliers()},
        technologies=technologies_by_name(),
        iso9999=_codes("iso9999"),
        processor_agreement={fold(name): item for item in Agreement for name in (item.value, str(item.label))},
        **{column: _codes(code_list) for column, code_list in CODED.items()},
    )


def _codes(code_list: str) -> dict[str, Code]:
    return {
        fold(name): code
        for code in Code.objects.of(code_list)
        for name in (code.label_en, code.label_da, code.code)
        if name
    }


def prepare(actor: Actor, sheet: Sheet, mapping: Mapped) -> Checked:
    """Read every row, resolve its names, and compare it with the catalogue and with the rows before it."""
    names = _names()
    rows = [_resolved(row, names) for row in parse_rows(PRODUCTS, sheet, mapping)]
    return Checked(_with_duplicates(_with_repeated_numbers(rows)))


def _resolved(row: RowResult, names: _Names) -> RowResult:
    values: dict[str, Any] = dict(row.values)
    errors: list[CellError] = list(row.errors)
    for key in _Names.__dataclass_fields__:
        if key not in values:
            continue
        given = values.pop(key)
        several = not isinstance(given, str)
        parts = [str(part) for part in given] if several else [given]
        unknown = [part for part in parts if fold(part) not in names.of(key)]
        if unknown:
            problem = _("”%(text)s” findes ikke her. Ret cellen til et af de navne, Tovholder kender.")
            errors.append(row_error(problem % {"text": unknown[0][:80]}, PRODUCTS.column(key), str(given)))
            continue
        found = list(dict.fromkeys(names.of(key)[fold(part)] for part in parts))
        values[key] = found if several else found[0]
    errors += _length_errors(values)
    if not errors:
        errors += _stored_errors(values, names)
    return replace(row, values=values, errors=tuple(errors))


_LENGTHS = {
    field.name: field.max_length
    for field in Product._meta.concrete_fields
    if isinstance(field, CharField | TextField) and field.max_length and PRODUCTS.column(field.name) is not None
}


def _length_errors(values: Mapping[str, Any]) -> list[CellError]:
    return [
        row_error(_("Teksten er for lang: højst %(most)s tegn.") % {"most": most}, PRODUCTS.column(name))
        for name, most in _LENGTHS.items()
        if len(str(values.get(name) or "")) > most
    ]


def _stored_errors(values: Mapping[str, Any], names: _Names) -> list[CellError]:
    """What the actions and the model refuse, told before anything is written."""
    facts = _facts(values, names)
    errors = []
    try:
        check_facts(facts)
        product = Product(slug="produkt", **facts.values())
        product.clean_fields(exclude=["supplier", "mdr_class", "ai_act_class", "price_model"])
    except ValidationError as problem:
        for name, messages in problem.message_dict.items():
            errors.append(row_error(" ".join(messages), PRODUCTS.column(name), str(values.get(name, ""))))
    return errors


def _facts(values: Mapping[str, Any], names: _Names) -> ProductFacts:
    unknown = {name: names.of(name)["unknown"] for name in CODED}
    given = unknown | dict(values)
    market = MarketFacts(**{name: given[name] for name in MARKET_FIELDS if name in given})
    own = {name: given[name] for name in ProductFacts.__dataclass_fields__ if name in given}
    return ProductFacts(market=market, **own)


def _with_repeated_numbers(rows: Sequence[RowResult]) -> list[RowResult]:
    """HMI numbers that are in the catalogue already, or twice in the file, are errors: there is one of each."""
    numbers = Counter(str(row.values["hmi_number"]) for row in rows if row.values.get("hmi_number"))
    there = set(Product.objects.filter(hmi_number__in=numbers).values_list("hmi_number", flat=True))
    checked = []
    for row in rows:
        number = str(row.values.get("hmi_number") or "")
        if number and (number in there or numbers[number] > 1):
            problem = (
                _("Et produkt i kataloget har allerede det HMI-nummer.")
                if number in there
                else _("HMI-nummeret står på flere linjer i filen.")
            )
            error = row_error(problem, PRODUCTS.column("hmi_number"), number)
            checked.append(replace(row, errors=(*row.errors, error)))
        else:
            checked.append(row)
    return checked


def _with_duplicates(rows: Sequence[RowResult]) -> list[RowResult]:
    """A supplier's product of the same name is the same product: an error, since the catalogue holds one of each."""
    there = {(supplier, fold(name)) for supplier, name in Product.objects.order_by().values_list("supplier_id", "name")}
    seen: dict[tuple[int, str], int] = {}
    marked = []
    for row in rows:
        if not row.is_fine:
            marked.append(row)
            continue
        key = (row.values["supplier"].pk, fold(row.values["name"]))
        problem = ""
        if key in there:
            problem = _("Leverandøren har allerede et produkt med det navn i kataloget.")
        elif key in seen:
            problem = _("Det samme produkt står på linje %(line)s.") % {"line": seen[key]}
        seen.setdefault(key, row.line)
        errors = (row_error(problem, PRODUCTS.column("name"), row.values["name"]),) if problem else ()
        marked.append(replace(row, errors=errors))
    return marked


def execute(actor: Actor, rows: Sequence[RowResult], batch: ImportBatch, progress: Progress) -> Mapping[str, int]:
    """Take in the rows, in transactions of 500; stopped in between, what is written can be undone."""
    names = _names()
    done = 0
    for start in range(0, len(rows), CHUNK):
        chunk = [_facts(row.values, names) for row in rows[start : start + CHUNK]]
        add_products(by=actor, products=chunk, import_batch=batch.public_id)
        done += len(chunk)
        progress(done, len(rows))
    return {"imported": done}


def undo(actor: Actor, batch: ImportBatch, progress: Progress) -> Undone:
    """Take the products of an import away, but leave those that somebody changed since, or that something uses."""
    removed, changed, used = undo_import(by=actor, import_batch=batch.public_id)
    progress(removed, removed)
    kept = [Kept(item.name, item.get_absolute_url(), _("Produktet er ændret siden importen.")) for item in changed]
    kept += [
        Kept(item.name, item.get_absolute_url(), _("Et projekt eller noget andet bruger produktet.")) for item in used
    ]
    return Undone(removed, kept)


PRODUCT_IMPORT = Importer(
    key="produkter",
    label=gettext_lazy("Produkter"),
    table=PRODUCTS,
    prepare=prepare,
    execute=execute,
    undo=undo,
    rule=rules.may_import,
    help=gettext_lazy("Hent en liste over produkter ind i kataloget. Leverandørerne skal være oprettet på forhånd."),
    order=30,
)
