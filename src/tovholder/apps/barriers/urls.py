"""The addresses of barriers."""

from django.urls import path

from tovholder.apps.barriers import own_views, register_views

app_name = "barriers"

ROOT = "gevinster/barrierer/"

urlpatterns = [
    path(ROOT, register_views.overview, name="overview"),
    path("gevinster/barrierer.<slug:kind>", register_views.register_file, name="register_file"),
    path(f"{ROOT}register/opret/", register_views.new_entry, name="new_entry"),
    path(f"{ROOT}register/<slug:key>/", register_views.barrier_page, name="barrier"),
    path(f"{ROOT}register/<slug:key>/ret/", register_views.edit_entry, name="edit_entry"),
    path(f"{ROOT}vores/", own_views.barrier_list, name="list"),
    path("gevinster/barrierer/vores.<slug:kind>", own_views.barrier_file, name="file"),
    path(f"{ROOT}ny/", own_views.choose_project, name="choose_project"),
    path(f"{ROOT}ny/<uuid:public_id>/", own_views.new_barrier, name="new"),
    path(f"{ROOT}<uuid:public_id>/", own_views.project_barrier_page, name="project_barrier"),
    path(f"{ROOT}<uuid:public_id>/ret/", own_views.edit_barrier, name="edit"),
    path(f"{ROOT}<uuid:public_id>/tilstand/", own_views.step_barrier, name="step"),
    path(f"{ROOT}<uuid:public_id>/proevet/", own_views.new_measure, name="new_measure"),
    path(f"{ROOT}proevet/<uuid:public_id>/ret/", own_views.edit_measure, name="edit_measure"),
]
