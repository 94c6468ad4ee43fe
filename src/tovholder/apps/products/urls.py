"""The addresses of products, suppliers and proposals."""

from django.urls import path

from tovholder.apps.products import product_views, proposal_views, supplier_views, views

app_name = "products"

urlpatterns = [
    path("produkter/", views.product_list, name="list"),
    path("produkter.<slug:kind>", views.product_file, name="file"),
    path("produkter/sammenlign/", views.compare, name="compare"),
    path("produkter/nyt/", product_views.new_product, name="new_product"),
    path("produkter/forslag/", proposal_views.proposal_list, name="proposals"),
    path("produkter/forslag/nyt/", proposal_views.new_proposal, name="new_proposal"),
    path("produkter/forslag/<uuid:public_id>/", proposal_views.proposal_page, name="proposal"),
    path("produkter/forslag/<uuid:public_id>/optag/", proposal_views.take_in, name="take_in"),
    path("produkter/forslag/<uuid:public_id>/afvis/", proposal_views.decline, name="decline"),
    path("produkter/<slug:slug>/", product_views.product_page, name="product"),
    path("produkter/<slug:slug>/ret/", product_views.edit_product, name="edit_product"),
    path("produkter/<slug:slug>/oplysninger/", product_views.tell_facts, name="tell_facts"),
    path("leverandoerer/", supplier_views.supplier_list, name="suppliers"),
    path("leverandoerer/<uuid:public_id>/", supplier_views.supplier_page, name="supplier"),
    path("leverandoerer/<uuid:public_id>/hjemmeside/", supplier_views.tell_website, name="tell_website"),
]
