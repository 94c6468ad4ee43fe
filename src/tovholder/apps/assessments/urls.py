"""The addresses of the room: all under the citizen's alias."""

from django.urls import path

from tovholder.apps.assessments import agreement_views, filling_views, views

app_name = "assessments"

_ALL = "borgere/<uuid:alias>/afdaekning"
_ONE = f"{_ALL}/<uuid:public_id>"
_AGREEMENT = f"{_ONE}/aftaler/<uuid:agreement>"

urlpatterns = [
    path(f"{_ALL}/", views.assessment_list, name="list"),
    path(f"{_ALL}/ny/", views.new_assessment, name="new"),
    path(f"{_ONE}/", views.assessment_page, name="assessment"),
    path(f"{_ONE}/ret/", views.edit_assessment, name="edit"),
    path(f"{_ONE}/gennemgaaet/", views.mark_talked_through, name="talk_through"),
    path(f"{_ONE}/enige/", views.conclude, name="conclude"),
    path(f"{_ONE}/afslut/", views.close_assessment, name="close"),
    path(f"{_ONE}/genaabn/", views.reopen_assessment, name="reopen"),
    path(f"{_ONE}/slet/", views.delete_assessment, name="delete"),
    path(f"{_ONE}/sammenlign/", views.compare_page, name="compare"),
    path(f"{_ONE}/handleplan/", views.plan_page, name="plan"),
    path(f"{_ONE}/papir.pdf", views.findings_paper, name="paper"),
    path(f"{_ONE}/svar/", filling_views.answers_page, name="answers"),
    path(f"{_ONE}/svar/<slug:section>/", filling_views.section_page, name="section"),
    path(f"{_ONE}/let/", filling_views.easy_front, name="easy_front"),
    path(f"{_ONE}/let/<int:number>/", filling_views.easy_page, name="easy"),
    path(f"{_ONE}/aftaler/ny/", agreement_views.new_agreement, name="new_agreement"),
    path(f"{_AGREEMENT}/ret/", agreement_views.edit_agreement, name="edit_agreement"),
    path(f"{_AGREEMENT}/gjort/", agreement_views.keep_agreement, name="keep_agreement"),
    path(f"{_AGREEMENT}/slet/", agreement_views.remove_agreement, name="remove_agreement"),
]
