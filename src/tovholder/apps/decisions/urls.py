"""The addresses of the room."""

from django.urls import path

from tovholder.apps.decisions import (
    condition_views,
    log_views,
    paper_views,
    procedure_views,
    review_views,
    sharing_views,
)

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
    path(f"{PROJECT}problem/", log_views.new_problem, name="new_problem"),
    path(f"{PROJECT}hjaelp/", log_views.ask_for_help, name="ask_for_help"),
    path(f"{PROJECT}kompleksitet/", log_views.complexity_page, name="complexity"),
    path(f"{PROJECT}kompleksitet/ny/", log_views.rate_complexity, name="rate_complexity"),
    path(f"{PROJECT}oplaeg/", paper_views.decision_paper, name="decision_paper"),
    path(f"{PROJECT}oplaeg.pdf", paper_views.decision_pdf, name="decision_pdf"),
    path(f"{ROOM}problemer/", log_views.problem_list, name="problems"),
    path(f"{ROOM}problemer/hent.<str:kind>", log_views.problem_file, name="problem_file"),
    path(f"{ROOM}problemer/<uuid:public_id>/", log_views.problem_page, name="problem"),
    path(f"{ROOM}problemer/<uuid:public_id>/ret/", log_views.edit_problem, name="edit_problem"),
    path(f"{ROOM}hjaelp/<uuid:public_id>/", log_views.help_page, name="help"),
    path(f"{ROOM}hjaelp/<uuid:public_id>/giv/", log_views.assign_help, name="assign_help"),
    path(f"{ROOM}hjaelp/<uuid:public_id>/afslut/", log_views.finish_help, name="finish_help"),
    path(f"{ROOM}enhed/<uuid:public_id>/", paper_views.unit_report, name="unit_report"),
    path(f"{ROOM}enhed/<uuid:public_id>/status.pdf", paper_views.unit_pdf, name="unit_pdf"),
    path(f"{ROOM}enhed/<uuid:public_id>/send/", paper_views.send_unit_report, name="send_unit_report"),
    path(f"{ROOM}<uuid:public_id>/", review_views.review_page, name="review"),
    path(f"{ROOM}<uuid:public_id>/synlighed/", sharing_views.share_review, name="share_review"),
]
