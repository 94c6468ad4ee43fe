"""The addresses of Landkortet."""

from django.urls import path

from tovholder.apps.projects import place_views, project_views, views

app_name = "projects"

urlpatterns = [
    path("", views.home, name="home"),
    path("landkort/", views.landkort, name="landkort"),
    path("landkort/projekter/", views.project_list, name="list"),
    path("landkort/projekter.<slug:kind>", views.project_file, name="project_file"),
    path("landkort/projekter/nyt/", project_views.new_project, name="new_project"),
    path("landkort/projekter/<uuid:public_id>/", project_views.project_page, name="project"),
    path("landkort/projekter/<uuid:public_id>/ret/", project_views.edit_project, name="edit_project"),
    path("landkort/projekter/<uuid:public_id>/status/", project_views.step_project, name="step_project"),
    path("landkort/projekter/<uuid:public_id>/synlighed/", project_views.share_project, name="share_project"),
    path("landkort/projekter/<uuid:public_id>/bekraeft/", project_views.confirm_project, name="confirm_project"),
    path("landkort/tal/", place_views.national_overview, name="overview"),
    path("landkort/tal/<slug:part>.<slug:kind>", place_views.figure_file, name="figure_file"),
    path("kommuner/", place_views.municipality_list, name="municipalities"),
    path("kommuner/<slug:slug>.pdf", place_views.municipality_paper, name="municipality_paper"),
    path("kommuner/<slug:slug>/", place_views.municipality_page, name="municipality"),
]
