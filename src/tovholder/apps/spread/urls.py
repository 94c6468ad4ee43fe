"""The addresses of the spread."""

from django.urls import path

from tovholder.apps.spread import views

app_name = "spread"

ROOT = "gevinster/udbredelse/"

urlpatterns = [
    path(ROOT, views.overview, name="overview"),
    path(f"{ROOT}ny/", views.new_plan, name="new_plan"),
    path(f"{ROOT}<uuid:public_id>/", views.plan_page, name="plan"),
    path(f"{ROOT}<uuid:public_id>.<slug:kind>", views.count_file, name="file"),
    path(f"{ROOT}<uuid:public_id>/ret/", views.edit_plan, name="edit_plan"),
    path(f"{ROOT}<uuid:public_id>/enhed/<uuid:unit_id>/", views.unit_page, name="unit"),
    path(f"{ROOT}<uuid:public_id>/enhed/<uuid:unit_id>/tael/", views.new_count, name="new_count"),
    path(f"{ROOT}taelling/<uuid:public_id>/ret/", views.correct_count, name="correct_count"),
]
