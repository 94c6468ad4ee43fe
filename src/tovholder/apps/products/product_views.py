"""One product: its page, and all that changes it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.products import actions, presenting, rules
from tovholder.apps.products.forms import MarketForm, ProductForm
from tovholder.apps.products.models import Product
from tovholder.apps.products.selectors import product_for
from tovholder.foundation.audit.labels import action_label
from tovholder.foundation.audit.selectors import history_of
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Fact
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest

HISTORY_SHOWN = 20


def href(product: Product) -> str:
    """The address of a product's page."""
    return product.get_absolute_url()


@allow_on(product_for, rules.may_read)
def product_page(request: TovholderRequest, product: Product) -> HttpResponse:
    """What a product is, what is told of it and by whom, and what other rooms know."""
    keeps = may(request.actor, rules.may_keep, product)
    context = {
        "product": product,
        "market": presenting.shown_market(presenting.market_of(product)),
        "is_marked": presenting.market_of(product).is_marked,
        "told": presenting.told_facts(product),
        "classes": _classes(product),
        "cost": presenting.four_years(product),
        "cost_text": presenting.money(presenting.four_years(product).total),
        "years": presenting.YEARS,
        "months": presenting.MONTHS,
        "supplier_href": presenting.supplier_href(product.supplier),
        "compare_href": f"{reverse('products:compare')}?produkt={product.slug}",
        "may_keep": keeps,
        "may_tell": not keeps and may(request.actor, rules.may_tell_facts, product),
        "history": _history(product),
    }
    return render(request, "products/product.html", context)


def _classes(product: Product) -> list[Fact]:
    return [
        Fact(_("Medicinsk udstyr"), product.mdr_class.label),
        Fact(_("AI-forordningen"), product.ai_act_class.label),
        Fact(_("ISO 9999-klasser"), ", ".join(f"{code.code} {code.label}" for code in product.iso9999.all())),
        Fact(_("Licens"), product.licence),
    ]


def _history(product: Product) -> list[tuple[str, object]]:
    """What happened to the product, without names: the page is public."""
    return [
        (action_label(entry.action), entry.at) for entry in history_of(product).order_by("-at", "-pk")[:HISTORY_SHOWN]
    ]


@allow(rules.may_keep)
def new_product(request: TovholderRequest) -> HttpResponse:
    """Take a product into the catalogue."""
    form = ProductForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_product(by=request.actor, facts=form.facts()),
        template="products/form.html",
        context={"product": None, "back_href": reverse("products:list")},
        saved=href,
        message=lambda made: _("%(name)s er optaget i kataloget.") % {"name": made.name},
    )


@allow_on(product_for, rules.may_keep)
def edit_product(request: TovholderRequest, product: Product) -> HttpResponse:
    """Change anything about a product."""
    form = ProductForm(request.POST or None, product=product)
    return form_page(
        request,
        form,
        lambda: actions.change_product(
            by=request.actor, product=product, facts=form.facts(), expected_version=version_of(request)
        ),
        template="products/form.html",
        context={"product": product, "back_href": href(product)},
        saved=href,
        message=lambda made: _("%(name)s er gemt.") % {"name": made.name},
        current=lambda record: ProductForm(product=record),
    )


@allow_on(product_for, rules.may_tell_facts)
def tell_facts(request: TovholderRequest, product: Product) -> HttpResponse:
    """A supplier tells the facts of its own product. What editors write is refused, whole."""
    actions.refuse_editors_words(request.POST)
    form = MarketForm(request.POST or None, product=product)
    return form_page(
        request,
        form,
        lambda: actions.tell_facts(
            by=request.actor, product=product, facts=form.market().values(), expected_version=version_of(request)
        ),
        template="products/facts_form.html",
        context={"product": product, "back_href": href(product)},
        saved=href,
        message=lambda made: _("Tak. Oplysningerne om %(name)s er gemt.") % {"name": made.name},
        current=lambda record: MarketForm(product=record),
    )
