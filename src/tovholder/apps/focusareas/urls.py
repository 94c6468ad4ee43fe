"""The addresses of focus areas, groups and proposed questions."""

from django.urls import path

from tovholder.apps.focusareas import group_views, question_views, views

app_name = "focusareas"

ROOT = "fokusomraader/"

urlpatterns = [
    path(ROOT, views.area_list, name="list"),
    path("fokusomraader.<slug:kind>", views.area_file, name="file"),
    path(f"{ROOT}nyt/", views.new_area, name="new"),
    path(f"{ROOT}<uuid:public_id>/", views.area_page, name="area"),
    path(f"{ROOT}<uuid:public_id>/ret/", views.edit_area, name="edit"),
    path(f"{ROOT}<uuid:public_id>/trin/", views.step_area, name="step"),
    path(f"{ROOT}<uuid:public_id>/sig/", views.speak, name="speak"),
    path(f"{ROOT}grupper/", group_views.groups, name="groups"),
    path("fokusomraader/grupper.<slug:kind>", group_views.group_file, name="group_file"),
    path(f"{ROOT}grupper/ny/", group_views.new_member, name="new_member"),
    path(f"{ROOT}grupper/<uuid:public_id>/ret/", group_views.edit_member, name="edit_member"),
    path(f"{ROOT}grupper/godkendt/", group_views.approve_questions, name="approve_questions"),
    path(f"{ROOT}spoergsmaal/", question_views.question_list, name="questions"),
    path("fokusomraader/spoergsmaal.<slug:kind>", question_views.question_file, name="question_file"),
    path(f"{ROOT}spoergsmaal/nyt/", question_views.new_question, name="new_question"),
    path(f"{ROOT}spoergsmaal/<uuid:public_id>/", question_views.question_page, name="question"),
    path(f"{ROOT}spoergsmaal/<uuid:public_id>/ret/", question_views.edit_question, name="edit_question"),
    path(f"{ROOT}spoergsmaal/<uuid:public_id>/trin/", question_views.step_question, name="step_question"),
]
