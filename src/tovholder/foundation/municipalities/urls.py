"""The addresses of the organisation."""

from django.urls import path

from tovholder.foundation.municipalities import code_views, partner_views, unit_views, views

app_name = "municipalities"

urlpatterns = [
    path("organisation/", views.overview, name="overview"),
    path("organisation/forvaltninger/ny/", views.new_administration, name="new_administration"),
    path("organisation/forvaltninger/<uuid:public_id>/ret/", views.edit_administration, name="edit_administration"),
    path(
        "organisation/forvaltninger/<uuid:public_id>/nedlaeg/", views.close_administration, name="close_administration"
    ),
    path(
        "organisation/forvaltninger/<uuid:public_id>/genaabn/",
        views.reopen_administration,
        name="reopen_administration",
    ),
    path("organisation/enheder/ny/", unit_views.new_unit, name="new_unit"),
    path("organisation/enheder/<uuid:public_id>/", unit_views.unit_page, name="unit"),
    path("organisation/enheder/<uuid:public_id>/ret/", unit_views.edit_unit, name="edit_unit"),
    path("organisation/enheder/<uuid:public_id>/nedlaeg/", unit_views.close_unit, name="close_unit"),
    path("organisation/enheder/<uuid:public_id>/genaabn/", unit_views.reopen_unit, name="reopen_unit"),
    path("organisation/enheder/<uuid:public_id>/laeg-sammen/", unit_views.merge_unit, name="merge_unit"),
    path("organisation/partnere/", partner_views.partners, name="partners"),
    path("organisation/partnere/hent.<slug:kind>", partner_views.partners_file, name="partners_file"),
    path("organisation/partnere/ny/", partner_views.new_partner, name="new_partner"),
    path("organisation/partnere/<uuid:public_id>/", partner_views.partner_page, name="partner"),
    path("organisation/partnere/<uuid:public_id>/ret/", partner_views.edit_partner, name="edit_partner"),
    path("organisation/koder/", code_views.code_lists, name="codes"),
    path("organisation/koder/<slug:name>/", code_views.code_list, name="code_list"),
]
