"""The addresses of the catalogue."""

from django.urls import path

from tovholder.apps.technologies import definition_views, edit_views, edition_views, source_views, views

app_name = "technologies"

_POINT = "teknologier/<slug:slug>/punkter/<slug:kind>/<uuid:public_id>"

urlpatterns = [
    path("teknologier/", views.technology_list, name="list"),
    path("teknologier.<slug:kind>", views.technology_file, name="file"),
    path("teknologier/begreber/", views.concept_page, name="concepts"),
    path("teknologier/sammenlign/", views.compare_page, name="compare"),
    path("teknologier/sammenlign.<slug:kind>", views.compare_file, name="compare_file"),
    path("teknologier/definitioner.<slug:kind>", definition_views.definition_file, name="definition_file"),
    path("teknologier/ny/", edit_views.new_technology, name="new"),
    path("teknologier/<slug:slug>/", views.technology_page, name="technology"),
    path("teknologier/<slug:slug>.pdf", views.technology_paper, name="paper"),
    path("teknologier/<slug:slug>/ret/", edit_views.edit_technology, name="edit"),
    path("teknologier/<slug:slug>/udgaa/", edit_views.retire_technology, name="retire"),
    path("teknologier/<slug:slug>/punkter/", edit_views.point_list, name="points"),
    path("teknologier/<slug:slug>/punkter/<slug:kind>/nyt/", edit_views.new_point, name="new_point"),
    path(f"{_POINT}/ret/", edit_views.edit_point, name="edit_point"),
    path(f"{_POINT}/flyt/", edit_views.move_point, name="move_point"),
    path(f"{_POINT}/fjern/", edit_views.remove_point, name="remove_point"),
    path("teknologier/<slug:slug>/dele/", edit_views.part_list, name="parts"),
    path("teknologier/<slug:slug>/dele/<uuid:public_id>/fjern/", edit_views.remove_part, name="remove_part"),
    path("teknologier/<slug:slug>/historik/", edition_views.history_page, name="history"),
    path("teknologier/<slug:slug>/historik/<int:number>/gendan/", edition_views.restore_edition, name="restore"),
    path("teknologier/<slug:slug>/definition/", definition_views.new_definition, name="new_definition"),
    path("teknologier/definition/<uuid:public_id>/ret/", definition_views.edit_definition, name="edit_definition"),
    path(
        "teknologier/definition/<uuid:public_id>/traek-tilbage/",
        definition_views.withdraw_definition,
        name="withdraw_definition",
    ),
    path("kilder/", source_views.publication_list, name="publications"),
    path("kilder.<slug:kind>", source_views.publication_file, name="publication_file"),
    path("kilder/ny/", source_views.new_publication, name="new_publication"),
    path("kilder/<slug:key>/", source_views.publication_page, name="publication"),
    path("kilder/<slug:key>/ret/", source_views.edit_publication, name="edit_publication"),
]
