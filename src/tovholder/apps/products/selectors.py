"""Reading products, suppliers and proposals."""

from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from tovholder.apps.products.models import SUPPLIER_KINDS, Product, Proposal, ProposalState
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.municipalities.models import Partner
from tovholder.kernel.actor import Actor


def products() -> QuerySet[Product]:
    """All products in Danish order, with what a list shows. Products are public, so nobody's eyes narrow them."""
    facts = Product.objects.select_related("supplier", "mdr_class", "ai_act_class", "price_model")
    marketed = Prefetch("technologies", Technology.objects.select_related("market_status"))
    return facts.prefetch_related(marketed, "iso9999")


def product_for(actor: Actor, slug: str) -> Product:
    """The product called ``slug``, with all its facts. Raises ``Http404`` when there is none."""
    found = products().filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def product_by_id(public_id: UUID) -> Product:
    """The product with that public id. Raises ``Http404``."""
    found = products().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def products_of_technology(technology: Technology) -> QuerySet[Product]:
    """The products that do what ``technology`` names, in Danish order."""
    linked = Product.technologies.through.objects.filter(technology_id=technology.pk)
    return products().filter(pk__in=linked.values("product_id"))


def products_of_supplier(supplier: Partner) -> QuerySet[Product]:
    """What one supplier sells, in Danish order."""
    return products().filter(supplier_id=supplier.pk)


def suppliers() -> QuerySet[Partner]:
    """The shared suppliers in Danish order. A municipality's own partners are its own."""
    shared = Partner.objects.filter(municipality__isnull=True, kind__code__in=SUPPLIER_KINDS)
    return shared.select_related("kind")


def supplier_for(actor: Actor, public_id: UUID) -> Partner:
    """The shared supplier with that public id. Raises ``Http404``, also for a municipality's own partner."""
    found = suppliers().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def product_counts() -> dict[int, int]:
    """How many products each supplier has, by the supplier's internal key."""
    counted = Product.objects.order_by().values("supplier_id").annotate(n=Count("pk"))
    return dict(counted.values_list("supplier_id", "n"))


def proposals(actor: Actor) -> QuerySet[Proposal]:
    """The proposals that ``actor`` may see: those that wait first, then the newest."""
    seen = Proposal.objects.visible_to(actor).select_related("municipality", "technology", "product")
    waiting = Q(state=ProposalState.PROPOSED)
    return seen.annotate(waits=Count("pk", filter=waiting)).order_by("-waits", "-proposed_on", "-pk")


def proposal_for(actor: Actor, public_id: UUID) -> Proposal:
    """The proposal with that id, if ``actor`` may see it. Raises ``Http404``."""
    found = Proposal.objects.visible_to(actor).select_related("municipality", "technology", "product")
    one = found.filter(public_id=public_id).first()
    if one is None:
        raise Http404
    return one
