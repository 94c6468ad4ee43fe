"""Those who supply products: the list, and each with what it sells."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tovholder.apps.products import actions, rules
from tovholder.apps.products.forms import WebsiteForm
from tovholder.apps.products.presenting import market_of, price_line, shown_market, supplier_href
from tovholder.apps.products.selectors import product_counts, products_of_supplier, supplier_for, suppliers
from tovholder.foundation.municipalities.models import Partner
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.ui.values import Cell, Column, Fact, TableView
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.danish import fold

PAGE = 25
LONGEST_SEARCH = 200


@allow(rules.may_read)
def supplier_list(request: TovholderRequest) -> HttpResponse:
    """The suppliers that are shared by all, with the number of their products."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = suppliers()
    for word in fold(text).split():
        found = found.filter(search_text__contains=word)
    page = Paginator(found, PAGE).get_page(request.GET.get("side"))
    counts = product_counts()
    rows = [
        (Cell(supplier.name, supplier_href(supplier)), supplier.kind.label, counts.get(supplier.pk, 0))
        for supplier in page.object_list
    ]
    columns = (Column(_("Navn")), Column(_("Slags")), Column(_("Produkter"), numeric=True))
    context = {"text": text, "page": page, "table": TableView(_("Leverandører"), columns, rows)}
    return render(request, "products/suppliers.html", context)


@allow_on(supplier_for, rules.may_read)
def supplier_page(request: TovholderRequest, supplier: Partner) -> HttpResponse:
    """A supplier: its website and its products."""
    page = Paginator(products_of_supplier(supplier), PAGE).get_page(request.GET.get("side"))
    context = {
        "supplier": supplier,
        "page": page,
        "facts": [Fact(_("Slags"), supplier.kind.label), Fact(_("Hjemmeside"), supplier.website, supplier.website)],
        "rows": [(product, shown_market(market_of(product)), price_line(product)) for product in page.object_list],
        "may_tell": may(request.actor, rules.may_tell_website, supplier),
    }
    return render(request, "products/supplier.html", context)


@allow_on(supplier_for, rules.may_tell_website)
def tell_website(request: TovholderRequest, supplier: Partner) -> HttpResponse:
    """A supplier keeps its own website."""
    form = WebsiteForm(request.POST or None, initial={"website": supplier.website})
    return form_page(
        request,
        form,
        lambda: actions.tell_website(
            by=request.actor,
            supplier=supplier,
            website=form.cleaned_data["website"],
            expected_version=version_of(request),
        ),
        template="products/website_form.html",
        context={"supplier": supplier, "back_href": supplier_href(supplier)},
        saved=supplier_href,
        message=lambda made: _("Hjemmesiden for %(name)s er gemt.") % {"name": made.name},
        current=lambda record: WebsiteForm(initial={"website": record.website}),
    )
