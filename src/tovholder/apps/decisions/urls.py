"""The addresses of the room."""

from django.urls import path

from tovholder.apps.decisions import condition_views, procedure_views, review_views

app_name = "decisions"

ROOM = "gevinster/beslutninger/"
PROJECT = f"{ROOM}projekt/<uuid:public_id>/"

urlpatterns = [
    path(ROOM, review_views.review_list, name="list"),
    path(f"{ROOM}hent.<str:kind>", review_views.review_file, name="file"),
    path(PROJECT, review_views.project_page, name="project"),
    path(f"{PROJECT}betingelser/", condition_views.conditions_page, name="conditions"),
    path(f"{PROJECT}betingelser/<str:key>/", condition_views.condition_page, name="condition"),
    path(f"{PROJECT}dag/", review_views.plan_review, name="plan_review"),
    path(f"{PROJECT}beslut/", review_views.hold_review, name="hold_review"),
    path(f"{PROJECT}kriterier/nyt/", review_views.new_criterion, name="new_criterion"),
    path(f"{ROOM}kriterier/<uuid:public_id>/ret/", review_views.edit_criterion, name="edit_criterion"),
    path(f"{ROOM}kriterier/<uuid:public_id>/tag-ud/", review_views.withdraw_criterion, name="withdraw_criterion"),
    path(f"{PROJECT}arbejdsgang/", procedure_views.procedure_page, name="procedure"),
    path(f"{PROJECT}arbejdsgang/nyt/", procedure_views.new_step, name="new_procedure_step"),
    path(f"{ROOM}arbejdsgang/<uuid:public_id>/ret/", procedure_views.edit_step, name="edit_procedure_step"),
    path(f"{ROOM}arbejdsgang/<uuid:public_id>/fjern/", procedure_views.remove_step, name="remove_procedure_step"),
    path(f"{ROOM}<uuid:public_id>/", review_views.review_page, name="review"),
]
