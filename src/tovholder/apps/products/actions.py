"""What can be done with products and proposals. Views, API, import and demo come in by these doors."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, ProtectedError
from django.utils.translation import gettext as _

from tovholder.apps.products import rules
from tovholder.apps.products.models import SUPPLIER_KINDS, Product, Proposal, ProposalState, Removal
from tovholder.apps.products.revisions import next_revision
from tovholder.apps.products.selectors import suppliers
from tovholder.apps.products.writing import (
    EDITORS_FIELDS,
    MANY_FIELDS,
    MARKET_FIELDS,
    MarketFacts,
    ProductFacts,
    check_facts,
    check_market,
    free_slug,
    new_product,
    taken_slugs,
    told_after,
)
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.action import action, change, changed_set, created, created_many, noted
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Partner
from tovholder.foundation.municipalities.public import change_partner, create_partner
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.danish import fold

CHUNK = 500


def refuse_editors_words(given: Mapping[str, object]) -> None:
    """Raise ``PermissionDenied`` when somebody who may only tell facts sends what editors write."""
    if EDITORS_FIELDS & given.keys():
        raise PermissionDenied(
            _(
                "Navn, beskrivelse, teknologier og klasser skrives af redaktørerne. Du kan rette produktets fakta: "
                "pris, support, datoer, databehandling, snitflader, hjemmeside og HMI-nummer. Intet er gemt."
            )
        )


def _need_editor(by: Actor) -> None:
    if not rules.may_keep.allows(by):
        raise PermissionDenied(_("Kun de nationale redaktører kan ændre kataloget over produkter."))


@action("products.add_product")
def add_product(*, by: Actor, facts: ProductFacts) -> Product:
    """Take a product into the catalogue. Raises ``ValidationError`` by field, ``PermissionDenied`` for all others."""
    _need_editor(by)
    check_facts(facts)
    slug = free_slug(facts.name, taken_slugs([facts.name]))
    product = created(new_product(facts, slug, revision=next_revision()))
    for name in MANY_FIELDS:
        changed_set(product, name, getattr(facts, name))
    return product


@action("products.change_product")
def change_product(*, by: Actor, product: Product, facts: ProductFacts, expected_version: int | None = None) -> Product:
    """Change anything about a product. Its address stays.

    Raises ``ValidationError`` by field, ``ConflictError``, and ``PermissionDenied`` for all but editors.
    """
    _need_editor(by)
    check_facts(facts)
    values = facts.values()
    told = told_after(product, by, values)
    # The revision differs each time, so the version grows even when only technologies or classes changed.
    revision = next_revision()
    change(product, expected_version=expected_version, revision=revision, told_by_supplier=told, **values)
    for name in MANY_FIELDS:
        changed_set(product, name, getattr(facts, name))
    return product


@action("products.tell_facts")
def tell_facts(
    *, by: Actor, product: Product, facts: Mapping[str, object], expected_version: int | None = None
) -> Product:
    """Tell facts of a product: its supplier about its own products alone, or an editor.

    ``facts`` are some of :class:`MarketFacts`' fields by name. Raises ``PermissionDenied`` when the supplier is
    another, or sends what editors write; ``ValidationError`` by field; ``ConflictError``.
    """
    if not rules.may_tell_facts.allows(by, product):
        raise PermissionDenied(_("Du kan kun oplyse om din egen virksomheds produkter."))
    refuse_editors_words(facts)
    known = {name: getattr(product, name) for name in MARKET_FIELDS}
    check_market(MarketFacts(**(known | dict(facts))))
    told = told_after(product, by, dict(facts))
    revision = next_revision()
    return change(product, expected_version=expected_version, revision=revision, told_by_supplier=told, **facts)


@action("products.tell_website")
def tell_website(*, by: Actor, supplier: Partner, website: str, expected_version: int | None = None) -> Partner:
    """Set a supplier's own website. Raises ``PermissionDenied``, ``ValidationError`` and ``ConflictError``."""
    if not rules.may_tell_website.allows(by, supplier):
        raise PermissionDenied(_("Du kan kun oplyse om din egen virksomhed."))
    changed = change_partner(
        supplier,
        by=by,
        name=supplier.name,
        kind=supplier.kind,
        experience=supplier.experience,
        website=website,
        expected_version=expected_version,
    )
    noted(changed, ["website"])
    return changed


@action("products.add_products")
def add_products(*, by: Actor, products: Sequence[ProductFacts], import_batch: UUID | None = None) -> list[Product]:
    """Take in many products in one transaction and one revision. Raises ``ValidationError`` at the first wrong one."""
    _need_editor(by)
    revision = next_revision()
    taken = taken_slugs([facts.name for facts in products])
    made = []
    for facts in products:
        check_facts(facts)
        slug = free_slug(facts.name, taken)
        taken.add(slug)
        product = new_product(facts, slug, revision=revision, import_batch=import_batch)
        product.clean_fields(exclude=["supplier", "mdr_class", "ai_act_class", "price_model"])
        made.append(product)
    created_many(made, batch_size=CHUNK)
    for name in MANY_FIELDS:
        _link(name, made, products)
    return made


def _link(name: str, products: Sequence[Product], told: Sequence[ProductFacts]) -> None:
    """Insert one many-to-many field of all products."""
    linked = getattr(Product, name)
    target = f"{linked.field.m2m_reverse_field_name()}_id"
    rows = [
        linked.through(**{"product_id": product.pk, target: item.pk})
        for product, facts in zip(products, told, strict=True)
        for item in getattr(facts, name)
    ]
    linked.through._default_manager.bulk_create(rows, batch_size=CHUNK)


@action("products.undo_import")
def undo_import(*, by: Actor, import_batch: UUID) -> tuple[int, list[Product], list[Product]]:
    """Take back the products of an import.

    Gives how many went, those left because somebody changed them since, and those left because something uses them.
    """
    _need_editor(by)
    imported = Product.objects.filter(import_batch=import_batch)
    changed = list(imported.filter(version__gt=1))
    untouched = list(imported.filter(version=1))
    if not untouched:
        return 0, changed, []
    noted(untouched[0])
    revision = next_revision()
    used: list[Product] = []
    gone: list[int] = []
    for product in untouched:
        key = product.pk
        try:
            product.delete()
        except ProtectedError:
            used.append(product)
        else:
            gone.append(key)
    Removal.objects.bulk_create([Removal(product_key=key, revision=revision) for key in gone], batch_size=CHUNK)
    return len(gone), changed, used


@action("products.propose_product")
def propose_product(
    *,
    by: Actor,
    municipality: Municipality,
    name: str,
    supplier_name: str,
    technology: Technology,
    website: str = "",
    note: str = "",
) -> Proposal:
    """Ask the editors to take in a product that is missing. Raises ``ValidationError`` by field."""
    return created(
        Proposal(
            municipality=municipality,
            name=name.strip(),
            supplier_name=supplier_name.strip(),
            technology=technology,
            website=website,
            note=note.strip(),
            proposed_on=clock.today(),
        )
    )


@action("products.take_in_proposal")
def take_in_proposal(
    *,
    by: Actor,
    proposal: Proposal,
    facts: Callable[[Partner], ProductFacts],
    supplier: Partner | None,
    new_supplier: str = "",
    expected_version: int | None = None,
) -> Proposal:
    """Say yes: make the product that was missing, and its supplier when there is none to choose.

    ``facts`` gives the product's facts for the supplier that it turns out to have. Raises ``ValidationError`` by field.
    """
    _need_open(by, proposal)
    if supplier is None:
        supplier = _supplier_called(by, new_supplier)
    product = add_product(by=by, facts=facts(supplier))
    return change(
        proposal,
        expected_version=expected_version,
        state=ProposalState.ACCEPTED,
        product=product,
        decided_on=clock.today(),
    )


def _supplier_called(by: Actor, name: str) -> Partner:
    """The shared supplier of that name, made when there is none."""
    wanted = name.strip()
    if not wanted:
        raise ValidationError({"supplier": _("Vælg en leverandør, eller skriv navnet på en ny.")})
    there = next((supplier for supplier in suppliers() if fold(supplier.name) == fold(wanted)), None)
    kind = Code.objects.get(list="partner_kind", code=SUPPLIER_KINDS[0])
    return there or create_partner(by=by, municipality=None, name=wanted, kind=kind)


@action("products.decline_proposal")
def decline_proposal(*, by: Actor, proposal: Proposal, reason: str, expected_version: int | None = None) -> Proposal:
    """Say no, and why. Raises ``ValidationError`` without a reason or when somebody has decided already."""
    _need_open(by, proposal)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor. Kommunen, der foreslog det, får svaret at se.")})
    return change(
        proposal,
        expected_version=expected_version,
        state=ProposalState.DECLINED,
        reason=reason.strip(),
        decided_on=clock.today(),
    )


@action("products.move_municipality")
def move_municipality(*, by: Actor, old: Municipality, into: Municipality) -> int:
    """Move the proposals of a municipality that became part of another, answered ones too; gives how many."""
    proposals = Proposal.objects.filter(municipality=old)
    first = proposals.order_by("pk").first()
    if first is None:
        return 0
    noted(first, ["municipality"])
    return proposals.update(municipality=into, version=F("version") + 1)


def _need_open(by: Actor, proposal: Proposal) -> None:
    if not rules.may_decide.allows(by, proposal):
        raise PermissionDenied(_("Kun de nationale redaktører svarer på forslag."))
    if not proposal.is_open:
        raise ValidationError(_("Der er allerede svaret på forslaget. Opdatér siden, og se svaret."))
