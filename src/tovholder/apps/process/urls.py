"""The addresses of the room."""

from django.urls import URLPattern, path

from tovholder.apps.process import (
    change_log_views,
    learning_views,
    national_views,
    other_views,
    reflection_views,
    round_views,
    step_views,
    views,
)

app_name = "process"

urlpatterns: list[URLPattern] = [
    path("proces/", views.overview, name="overview"),
    path("proces/enhed/<uuid:public_id>/", views.unit_page, name="unit"),
    path("proces/mangler-ansvarlig/", views.unassigned, name="unassigned"),
    path("proces/runder/", round_views.round_list, name="rounds"),
    path("proces/runder.<slug:kind>", round_views.round_file, name="round_file"),
    path("proces/runder/ny/", round_views.new_round, name="new_round"),
    path("proces/runder/<uuid:public_id>/", round_views.board, name="round"),
    path("proces/runder/<uuid:public_id>/ret/", round_views.edit_round, name="edit_round"),
    path("proces/runder/<uuid:public_id>/afslut/", round_views.close_round, name="close_round"),
    path("proces/runder/<uuid:public_id>/genaabn/", round_views.reopen_round, name="reopen_round"),
    path("proces/runder/<uuid:public_id>/rapport.pdf", round_views.round_pdf, name="round_pdf"),
    path("proces/runder/<uuid:public_id>/begyndelse/", other_views.beginning, name="beginning"),
    path("proces/runder/<uuid:public_id>/trin/<str:step>/", step_views.step_page, name="step"),
    path("proces/runder/<uuid:public_id>/trin/<str:step>/saet/", step_views.set_step, name="set_step"),
    path("proces/runder/<uuid:public_id>/laering/", learning_views.learnings, name="learnings"),
    path("proces/runder/<uuid:public_id>/laering/ny/", learning_views.new_learning, name="new_learning"),
    path("proces/runder/<uuid:public_id>/refleksion/<slug:theme>/", reflection_views.reflection, name="reflection"),
    path(
        "proces/runder/<uuid:public_id>/refleksion/<slug:theme>/svar/",
        reflection_views.answers,
        name="reflection_answers",
    ),
    path("proces/svar/<uuid:public_id>/opfoelgning/", reflection_views.assign_answer, name="assign_answer"),
    path("proces/svar/<uuid:public_id>/fulgt-op/", reflection_views.follow_up_done, name="follow_up_done"),
    path("proces/laering/", learning_views.lessons, name="lessons"),
    path("proces/laering.<slug:kind>", learning_views.lesson_file, name="lesson_file"),
    path("proces/laering/<uuid:public_id>/ret/", learning_views.edit_learning, name="edit_learning"),
    path("proces/laering/<uuid:public_id>/tag-op/", learning_views.take_up, name="take_up"),
    path("proces/kom-godt-i-gang/", step_views.checklist, name="checklist"),
    path("proces/kom-godt-i-gang/<slug:point>/", step_views.point_page, name="point"),
    path("proces/tips/", step_views.tip_page, name="tips"),
    path("proces/tips/vis-igen/", step_views.show_tips, name="show_tips"),
    path("proces/tips/<slug:tip>/skjul/", step_views.hide_tip, name="hide_tip"),
    path("proces/sammenlign/", other_views.compare, name="compare"),
    path("proces/sammenlign.<slug:kind>", other_views.compare_file, name="compare_file"),
    path("proces/aendringer/", change_log_views.change_list, name="changes"),
    path("proces/aendringer.<slug:kind>", change_log_views.change_file, name="change_file"),
    path("proces/aendringer/ny/", change_log_views.new_change, name="new_change"),
    path("proces/aendringer/<uuid:public_id>/", change_log_views.change_page, name="change"),
    path("proces/aendringer/<uuid:public_id>/ret/", change_log_views.edit_change, name="edit_change"),
    path("proces/landet/", national_views.national, name="national"),
    path("proces/landet.<slug:kind>", national_views.national_file, name="national_file"),
]
