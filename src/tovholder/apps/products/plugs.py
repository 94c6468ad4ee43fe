"""What the room contributes: navigation, the editors' week, search, import, mergers, a panel for technologies."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.apps.products.actions import move_municipality
from tovholder.apps.products.importing import PRODUCT_IMPORT
from tovholder.apps.products.market import Life, market_on
from tovholder.apps.products.models import Product, Proposal, ProposalState, Removal
from tovholder.apps.products.presenting import market_of, money, price_line, shown_market
from tovholder.apps.products.revisions import current_revision
from tovholder.apps.products.rules import may_decide
from tovholder.apps.products.selectors import products_of_technology
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel
from tovholder.foundation.municipalities.public import LIFECYCLES, Lifecycle, Municipality
from tovholder.foundation.search.public import SEARCH_SOURCES, Document, Hit, SearchSource
from tovholder.foundation.tables.public import IMPORTERS
from tovholder.foundation.ui.navigation import KNOWLEDGE, NAVIGATION, NavItem
from tovholder.foundation.ui.panels import PANELS, Panel
from tovholder.foundation.visibility.rules import everyone
from tovholder.foundation.work.public import WORK_SOURCES, WorkItem, WorkSource
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor

WAITING_SHOWN = 50
PANEL_SHOWN = 4

IMPORTERS.register(PRODUCT_IMPORT)

_ACTS = {
    "add_product": _("Optog et produkt i kataloget"),
    "add_products": _("Importerede produkter"),
    "change_product": _("Rettede et produkt"),
    "tell_facts": _("Oplyste om et produkt"),
    "tell_website": _("Rettede en leverandørs hjemmeside"),
    "undo_import": _("Fortrød en import af produkter"),
    "propose_product": _("Foreslog et produkt"),
    "take_in_proposal": _("Optog et foreslået produkt"),
    "decline_proposal": _("Afviste et foreslået produkt"),
    "move_municipality": _("Flyttede forslag fra en kommune, der blev en del af en anden"),
}
for act, said in _ACTS.items():
    ACTION_LABELS.register(ActionLabel(f"products.{act}", said))


def _municipality_merged(old: Municipality, into: Municipality, by: Actor) -> int:
    """What a municipality has proposed is followed by the one it became part of."""
    return move_municipality(by=by, old=old, into=into)


LIFECYCLES.register(
    Lifecycle(key="products", municipality_merged=_municipality_merged, moved_label=_("forslag til produkter"))
)
NAVIGATION.register(
    NavItem(
        key="products.list",
        label=_("Produkter"),
        url_name="products:list",
        order=22,
        invites=_("Se produkter og leverandører"),
        group=KNOWLEDGE,
    )
)


def _waiting(actor: Actor, until: date) -> list[WorkItem]:
    """The proposals that nobody has answered, the oldest first: for the editors."""
    if not may_decide.allows(actor):
        return []
    waiting = Proposal.objects.visible_to(actor).filter(state=ProposalState.PROPOSED)
    return [
        WorkItem(
            title=gettext("Svar på forslaget om %(name)s") % {"name": proposal.name},
            url=proposal.get_absolute_url(),
            kind=_("Forslag til produkter"),
            note=proposal.municipality.name,
        )
        for proposal in waiting.select_related("municipality").order_by("proposed_on", "pk")[:WAITING_SHOWN]
    ]


WORK_SOURCES.register(WorkSource(key="products.proposals", items=_waiting, order=40))


def _documents(since: int | None) -> Iterable[Document]:
    """The texts of the products that changed after a revision, and the ones that are gone."""
    changed = Product.objects.select_related("supplier").prefetch_related("technologies").order_by("pk")
    if since is not None:
        changed = changed.filter(revision__gt=since)
        for key in Removal.objects.filter(revision__gt=since).values_list("product_key", flat=True):
            yield Document(key=key, gone=True)
    for product in changed.iterator(chunk_size=2000):
        technologies = [technology.name for technology in product.technologies.all()]
        numbers = (product.hmi_number,) if product.hmi_number else ()
        yield Document(
            key=product.pk,
            title=product.name,
            aliases=(product.supplier.name, *technologies, *numbers),
            body=f"{product.description_da}\n{product.interfaces}",
        )


def _visible(actor: Actor, keys: Sequence[int]) -> Mapping[int, Hit]:
    """Every product is open to everybody."""
    return {
        product.pk: Hit(
            title=product.name,
            url=product.get_absolute_url(),
            summary=product.description[:200],
            note=product.supplier.name,
        )
        for product in Product.objects.select_related("supplier").filter(pk__in=keys)
    }


def _list_url(text: str) -> str:
    return f"{reverse('products:list')}?{urlencode({'q': text})}"


SEARCH_SOURCES.register(
    SearchSource(
        key="products",
        label=_("Produkter"),
        documents=_documents,
        revision=current_revision,
        visible=_visible,
        list_url=_list_url,
        order=30,
    )
)


def _technology_panel(technology: Technology, actor: Actor) -> Mapping[str, object]:
    """The market of a technology: how mature, how many products at what price, and which are on their way out."""
    found = products_of_technology(technology)
    facts = found.select_related(None).prefetch_related(None)
    rows = list(
        facts.values_list(
            "marketed_since", "support_until", "end_of_life", "support", "price_per_month", "price_purchase"
        )
    )
    today = clock.today()
    markets = Counter(
        market_on(today, Life(since, support_until, end, support_told=bool(support)))
        for since, support_until, end, support, _month, _purchase in rows
    )
    marks = sorted(((market, n) for market, n in markets.items() if market.is_marked), key=lambda pair: -pair[1])
    status = technology.market_status
    return {
        "status": status.label if status is not None else "",
        "total": len(rows),
        "month_span": _span([row[4] for row in rows]),
        "purchase_span": _span([row[5] for row in rows]),
        "marks": [(shown_market(market), n) for market, n in marks],
        "rows": [
            (product, shown_market(market_of(product)), price_line(product))
            for product in found.prefetch_related(None)[:PANEL_SHOWN]
        ],
        "list_href": f"{reverse('products:list')}?{urlencode({'teknologi': technology.slug})}" if rows else "",
    }


def _span(prices: Sequence[Decimal | None]) -> str:
    """The cheapest and the dearest of the told prices, in words; empty when none is told."""
    told = sorted(price for price in prices if price is not None)
    if not told:
        return ""
    if told[0] == told[-1]:
        return money(told[0])
    return gettext("%(least)s til %(most)s") % {"least": money(told[0]), "most": money(told[-1])}


PANELS.register(
    Panel(
        key="products.technology",
        slot="technology",
        rule=everyone,
        load=_technology_panel,
        template="products/technology_panel.html",
        order=20,
    )
)
